"""Show that any game ends, keeps its books and stays on its scales, whatever the seats do.

Everyday a few games; a soak (`-m soak`) plays thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.luck import seed_key
from game.scenario import book as b
from game.scenario.load import load
from tests.rules.room import FIRST, SCENARIOS, own_book
from tests.rules.wild import Chooser, Game, mixed, model, wild
from tests.scenario.conftest import TINY

BOOKS = {
    "first_session": own_book(FIRST),
    "galati": own_book(load(SCENARIOS / "galati.toml")),
    "tiny": own_book(load(TINY)),
}
# The phases of a round: eight outside the texts, three drafts of four, and each wording answered twice and revised.
MOST_STEPS = 8 + s.DRAFTS * (4 + 3 * (s.REVISIONS + 3))
SETS = (
    s.SILENT_SET,
    s.STATEMENT_SET,
    s.AMEND_SET,
    s.BREAK_SET,
    s.TIME_SET,
)

few = pytest.mark.parametrize(
    ("which", "games"),
    [
        ("first_session", 8),
        ("tiny", 10),
        ("galati", 1),
        pytest.param("first_session", 4000, marks=pytest.mark.soak(size="games", a_minute=600, least=20)),
        pytest.param("tiny", 4000, marks=pytest.mark.soak(size="games", a_minute=2_500, least=40)),
        pytest.param("galati", 400, marks=pytest.mark.soak(size="games", a_minute=85, least=2)),
    ],
)
how = pytest.mark.parametrize("how", [wild, mixed])


def key(which: str, game: int) -> tuple[int, int]:
    return seed_key(f"{which} {game}")


def within(table: b.Table, low: int, high: int) -> bool:
    return bool(table.min() >= low and table.max() <= high)


def check_scales(game: Game) -> None:
    """Tracks, support, trust, beliefs, fears, capital and stock stay on their scales."""
    own, book = game.state.own, game.book
    assert within(game.state.public.track[:, s.NOW], 0, 1000)
    assert within(own[:, s.SUPPORT], 0, 1000)
    assert within(game.state.pair[:, :, s.TRUST], 0, 1000)
    assert within(own[:, [s.ABANDON, s.ENTRAP]], 0, 100)
    assert within(own[:, s.CAPITAL], 0, int(book.rule[n.CAPITAL_CAP]))
    assert within(own[:, s.EVIDENCE_OWN], -1000, 1000)
    assert within(own[:, s.stock_at(book) :], 0, 1000)
    assert own[:, s.CAUSE_BELIEF : s.stock_at(book)].min() >= 1
    for first, end in ((s.CAUSE_BELIEF, s.TYPE_BELIEF), (s.TYPE_BELIEF, s.stock_at(book))):
        assert within(own[:, first:end].sum(axis=1), 990, 1010)


def check_promises(game: Game) -> None:
    """Two open ones a seat at most; what one gave the other has."""
    pair = game.state.pair
    open_ones = (pair[:, :, s.GAVE] != s.NO_PROMISE).sum(axis=1)
    assert within(open_ones, 0, s.OPEN_PROMISES)
    assert (open_ones == game.state.own[:, s.PROMISED]).all()
    assert (pair[:, :, s.GAVE] == pair[:, :, s.HAS].T).all()


def check_sets(game: Game) -> None:
    """Sets of allies hold allies; every ally has given one answer, or all wait for more time."""
    everybody = (1 << game.book.ally.shape[0]) - 1
    drafts, clock = game.state.public.draft, game.state.public.clock
    for column in (*SETS, s.COSPONSORS, s.ASKS, s.REFERENDUM_SET, s.TOUR_NO_SET, s.TOUR_IF_SET):
        assert within(drafts[:, column], 0, everybody)
    for column in (s.ARTICLE_4_MASK, s.LETTER_MASK, s.FELL_MASK):
        assert 0 <= clock[column] <= everybody
    assert within(game.state.public.measure[:, [s.GIVERS, s.ACTORS]], 0, everybody)
    for draft in drafts:
        answered = [int(draft[column]) for column in SETS]
        sealed = answered[-1] > 0  # somebody asked for time, and the other answers were not opened
        assert sum(answered) in (0, everybody) or (sealed and sum(answered) == answered[-1]), "disjoint, and hold all"
        assert draft[s.REFERENDUM_SET] & ~draft[s.SILENT_SET] == 0
        assert 0 <= draft[s.COUNT] <= s.CLAUSES
        assert draft[s.STATUS] == s.UNUSED or 1 <= draft[s.VERB] <= 5


def check_measures(game: Game) -> None:
    """Levels exist, nothing is delivered that was not adopted, the pipe holds no third thing."""
    table, book = game.state.public.measure, game.book
    assert (table[:, s.ADOPTED_LEVEL] <= book.measure[:, b.LEVELS]).all()
    assert (table[:, s.DELIVERED_LEVEL] <= book.measure[:, b.LEVELS]).all()
    assert ((table[:, s.ARRIVES] == -1) | (table[:, s.PIPE_LEVEL] >= 1)).all()
    assert (table[:, s.OFFERED] >= 0).all()
    clock = game.state.public.clock
    assert 0 <= clock[s.FILLED_UNITS] <= clock[s.PLEDGED]
    assert clock[s.HOURS_LEFT] >= 0
    assert clock[s.TEXTS] == ((game.state.public.draft[:, s.STATUS] == s.ADOPTED).sum() + clock[s.TAKEN_BACK])


@few
@how
def test_show_7_every_game_ends_on_its_scales(which: str, games: int, how: Callable[[Random], Chooser]) -> None:
    """Tracks in range; phases end; stock never negative; capital 0 to cap; bit masks within the allies."""
    book = BOOKS[which]
    for k in range(games):
        game = Game(book, key(which, k))
        steps = 0
        for _ in game.steps(how(Random(k))):
            steps += 1
            check_scales(game)
            check_sets(game)
            check_promises(game)
            check_measures(game)
        assert steps <= MOST_STEPS * book.round.shape[0]


@few
@how
def test_show_7_the_ledger_adds_up(which: str, games: int, how: Callable[[Random], Chooser]) -> None:
    """Every change of every track is booked to its causes; the entries add up to the change exactly."""
    for k in range(games):
        game = Game(BOOKS[which], key(which, k))
        track = game.state.public.track
        before = track[:, s.NOW].copy()
        for phase in game.steps(how(Random(k))):
            change = track[:, s.NOW] - before
            if phase in (s.BRIEFING, s.AFTERMATH):
                assert (change == s.ledger_of(game.state).sum(axis=1)).all()
                cut = track[:, s.LIMIT] != 0
                assert np.isin(track[cut, s.NOW], (0, 1000)).all(), "the limit cuts off only at an end of the scale"
            else:
                assert (change == 0).all(), "tracks settle twice a round"
            before = track[:, s.NOW].copy()


@few
@how
def test_show_7_same_seed_same_bytes(which: str, games: int, how: Callable[[Random], Chooser]) -> None:
    """The same seed and the same choices give the same bytes, whatever was played before."""
    for k in range(max(games // 4, 1)):
        first = Game(BOOKS[which], key(which, k)).play(how(Random(k)))
        assert first == Game(BOOKS[which], key(which, k)).play(how(Random(k)))


@few
def test_show_7_units_are_neither_made_nor_lost(which: str, games: int) -> None:
    """What left the stocks was given, and no stock grows beyond what it was (news, which may add to one, is switched off)."""
    book = BOOKS[which]._replace(rule=BOOKS[which].rule.copy())
    book.rule[n.WITH_INJECTS] = 0
    for k in range(games):
        game = Game(book, key(which, k))
        stock = game.state.own[:, s.stock_at(book) :]
        before = stock.sum(axis=1).copy()
        for _ in game.steps(mixed(Random(k))):
            given = game.state.public.ally[:, s.GIVEN]
            assert (stock.sum(axis=1) + given >= before).all()
            assert (stock.sum(axis=1) <= before).all()


@few
def test_show_7_the_choices_move_no_luck(which: str, games: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn depends on the seed and on what it is about: two ways of playing meet the same luck."""
    drawn: list[dict[tuple[int, ...], list[int]]] = []
    plain = luck.fill

    def remember(seed0: int, seed1: int, game: int, rnd: int, purpose: int, out: b.Table) -> None:
        plain(seed0, seed1, game, rnd, purpose, out)
        drawn[-1][int(game), int(rnd), purpose] = out.tolist()

    monkeypatch.setattr(luck, "fill", remember)
    for k in range(max(games // 4, 1)):
        worlds = []
        for choose in (model, wild(Random(k)), wild(Random(-k))):
            drawn.append({})
            game = Game(BOOKS[which], key(which, k))
            game.play(choose)
            worlds.append((game.state.truth[: s.BELIEVED_RESOLVE].tolist(), game.state.own[:, s.MOOD].tolist()))
        assert worlds[0] == worlds[1] == worlds[2], "type, cause, reversal and moods were drawn at the start"
        shared = [at for at in drawn[-1] if at in drawn[-2]]
        assert len(shared) >= 10
        assert all(drawn[-1][at] == drawn[-2][at] for at in shared)


@few
def test_show_7_forecasts_move_nothing(which: str, games: int) -> None:
    """A forecast is scored, and changes nothing."""

    def guess(game: Game) -> Chooser:
        rng = Random(7)

        def choose(*args: object) -> None:
            model(*args)  # type: ignore[arg-type]
            for row in game.choice:
                row[s.FORECASTS :] = rng.randint(0, 100)

        return choose

    for k in range(max(games // 4, 1)):
        game = Game(BOOKS[which], key(which, k))
        assert game.play(guess(game)) == Game(BOOKS[which], key(which, k)).play(model)
