"""Show that a model ally decides by the book, by what is public and by its own row: nothing else changes a byte of its choice.

Everyday a few dozen positions; a soak tries ten thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.luck import seed_key
from game.rules.phases import who_decides
from game.rules.state import Scratch, State, new_choice, new_scratch
from game.scenario.book import MOODS, SECRETS, Book, Table
from game.scenario.load import load
from tests.rules.room import FIRST, SCENARIOS, own_book
from tests.rules.wild import Game, mixed

BOOKS = {"first_session": own_book(FIRST), "galati": own_book(load(SCENARIOS / "galati.toml"))}
EVERYBODY_ELSE = -1

positions = pytest.mark.parametrize(
    ("which", "count", "allies"),
    [
        ("first_session", 50, 5),
        ("galati", 12, 2),
        pytest.param("first_session", 6000, 5, marks=pytest.mark.soak(size="count", a_minute=3_000, least=100)),
        pytest.param("galati", 4000, 4, marks=pytest.mark.soak(size="count", a_minute=900, least=24)),
    ],
)


def copied(state: State) -> State:
    return State(state.public, state.own.copy(), state.pair.copy(), state.truth.copy())


def scrambled(book: Book, state: State, but: int, rng: Random) -> State:
    """Return the state with another truth, and with other rows for every ally but one: anything that its columns may hold."""
    other = copied(state)
    dice = np.random.default_rng(rng.getrandbits(32))
    allies, measures = book.ally.shape[0], book.measure.shape[0]
    for a in range(allies):
        if a != but:
            other.own[a] = private_row(book, other.own.shape[1], dice, allies, measures)
            other.pair[a] = pair_row(other.pair.shape[1:], dice)
    other.truth[:] = dice.integers(0, 5, other.truth.shape)
    other.truth[s.TYPE_DRAWN] = dice.integers(0, book.type.shape[0])
    other.truth[s.BELIEVED_RESOLVE : s.TRUTH_INJECT] = dice.integers(0, 1001, 2)
    return other


def private_row(book: Book, width: int, dice: np.random.Generator, allies: int, measures: int) -> Table:
    row: Table = np.zeros(width, np.int64)
    row[s.SUPPORT], row[s.CAPITAL] = dice.integers(0, 1001), dice.integers(0, 9)
    row[[s.ABANDON, s.ENTRAP]] = dice.integers(0, 101, 2)
    row[s.MOOD], row[s.SECRET_DRAWN] = dice.integers(0, MOODS), dice.integers(0, SECRETS)
    row[s.EVIDENCE_OWN] = dice.integers(-1000, 1001)
    row[[s.LOW_ROUNDS, s.SKILL, s.WAITING]] = dice.integers(0, 2, 3)
    row[s.ITS_TEXT] = dice.integers(0, book.round.shape[0] * s.DRAFTS)
    row[s.HELD : s.HELD + s.HAND] = dice.integers(-1, measures, s.HAND)
    for k in range(s.APPROACHES):
        row[s.DOOR + k * s.DOOR_COLUMNS :][: s.DOOR_COLUMNS] = dice.integers(-1, allies), *dice.integers(0, 6, 2)
    row[s.CAUSE_BELIEF : s.stock_at(book)] = dice.integers(1, 1001, s.stock_at(book) - s.CAUSE_BELIEF)
    row[s.stock_at(book) :] = dice.integers(0, 6, width - s.stock_at(book))
    return row


def pair_row(shape: tuple[int, ...], dice: np.random.Generator) -> Table:
    row = dice.integers(0, 3, shape)
    row[:, s.TRUST] = dice.integers(0, 1001, shape[0])
    row[:, [s.GAVE, s.HAS]] = dice.integers(0, 6, (shape[0], 2))
    row[:, s.SOUNDED] = dice.integers(-1, 6, shape[0])
    row[:, s.SOUND_BAND] = dice.integers(0, 4, shape[0])
    row[:, s.SOUND_WORST] = dice.integers(-1, s.WORDING + 1, shape[0])
    return row


def decided(game: Game, state: State, rng: Random, rows: int = -1) -> Table:
    """Return what the model decides for the rows of a bit mask (everybody), in working space full of leftovers."""
    choice, scratch = new_choice(game.book), new_scratch(game.book)
    clear(choice)
    dirty(scratch, rng)
    decide(game.book, state, choice, scratch, *game.seed, game.game, who_decides(game.book, state) & rows)
    return choice


def is_sounded(choice: Table, ally: int) -> bool:
    return bool((choice[:, [s.SOUND_1, s.SOUND_2]] == ally).any())


def heard(row: Table, *, sounded: bool) -> bytes:
    """Return an ally's row; without the answer that it prepares for a sounding, where nobody sounds it."""
    told = row.copy()
    if not sounded:
        told[[s.SAYS_BAND, s.SAYS_WORST]] = 0
    return told.tobytes()


def dirty(scratch: Scratch, rng: Random) -> None:
    dice = np.random.default_rng(rng.getrandbits(32))
    for table in scratch:
        table[:] = dice.integers(-50, 50, table.shape)


def places(which: str, count: int, phase: int = s.OVER) -> Iterator[tuple[Game, Random]]:
    """Yield a game at so many positions at which somebody decides (of one phase alone, if it is named): half-mad play."""
    done = 0
    for k in range(20 * count):
        rng = Random(k)
        game = Game(BOOKS[which], seed_key(f"purity {which} {k}"))
        game.state.own[:, s.SKILL] = k % 2
        for _ in game.steps(mixed(rng)):
            wanted = game.phase == phase or (phase == s.OVER and game.phase not in (s.BRIEFING, s.AFTERMATH, s.OVER))
            if wanted and (phase != s.OVER or rng.random() < 0.4):
                done += 1
                yield game, rng
            if done >= count:
                return


@positions
def test_show_10_an_ally_decides_by_its_own_row(which: str, count: int, allies: int) -> None:
    """Changing the truth and every other ally's row changes no byte of a model ally's decision, in no phase."""
    seen = set()
    for game, rng in places(which, count):
        seen.add(game.phase)
        for a in rng.sample(range(game.book.ally.shape[0]), allies):
            plain = decided(game, game.state, rng, 1 << a)
            other = decided(game, scrambled(game.book, game.state, a, rng), rng, 1 << a)
            assert plain.tobytes() == other.tobytes(), f"ally {a} in {s.PHASES[game.phase]}"
    assert len(seen) >= (9 if count >= 50 else 4)


@positions
def test_show_10_whoever_else_decides(which: str, count: int, allies: int) -> None:
    """It decides the same whether the others are the model's seats or persons', whatever their rows hold."""
    for game, rng in places(which, count // 2):
        for a in rng.sample(range(game.book.ally.shape[0]), allies):
            together = decided(game, scrambled(game.book, game.state, a, rng), rng)
            alone = decided(game, game.state, rng, 1 << a)
            sounded = is_sounded(together, a)
            same = heard(together[a], sounded=sounded) == heard(alone[a], sounded=sounded)
            assert same, f"ally {a} in {s.PHASES[game.phase]}"


@positions
def test_show_10_the_chair_decides_by_what_is_public(which: str, count: int, allies: int) -> None:
    """The chair, when it holds the pen, knows no capital's row, and nobody's truth."""
    chair = BOOKS[which].ally.shape[0]
    for game, rng in places(which, count // 2, s.REVISE):
        game.state.public.clock[s.PEN] = chair
        plain = decided(game, game.state, rng)
        other = decided(game, scrambled(game.book, game.state, EVERYBODY_ELSE, rng), rng)
        assert plain[chair].any()
        assert plain[chair].tobytes() == other[chair].tobytes()


@positions
def test_show_10_the_other_side_knows_no_capital(which: str, count: int, allies: int) -> None:
    """It reads what was decided, the wording, the unity shown, the gap; its own type and belief are its own."""
    them = BOOKS[which].ally.shape[0] + 1
    for game, rng in places(which, count // 2, s.REPLY):
        plain = decided(game, game.state, rng)
        other = scrambled(game.book, game.state, EVERYBODY_ELSE, rng)
        other.truth[:] = game.state.truth
        assert plain[them].tobytes() == decided(game, other, rng)[them].tobytes()


@pytest.mark.parametrize("which", list(BOOKS))
def test_show_10_the_test_can_fail(which: str) -> None:
    """Its own row does change an ally's decision: else the test above would show nothing."""
    changed = 0
    for game, rng in places(which, 40 if which == "first_session" else 12):
        plain = decided(game, game.state, rng)
        other = decided(game, scrambled(game.book, game.state, EVERYBODY_ELSE, rng), rng)
        changed += plain.tobytes() != other.tobytes()
    assert changed > 0
