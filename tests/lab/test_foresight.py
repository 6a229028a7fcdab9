"""Looking ahead at a text: sums that add up, nothing hidden that enters, intervals that narrow, and whose answer is in doubt."""

from __future__ import annotations

import numpy as np
import pytest

from game.allies.compiled import Engine
from game.allies.lookahead import CHUNK
from game.allies.record import sign_of
from game.desktop.judging import put
from game.lab.doubts import doubts
from game.lab.foresight import Foresight, Futures
from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.position import Position, begin, copied, settle
from game.table.thinking import model_decisions

GAMES = CHUNK


def to_text(loaded: Loaded, seed: str = "7") -> tuple[Position, d.TableText]:
    """Return a game in which a text is about to be tabled, and that text."""
    position = begin(loaded, seed, {})
    while True:
        decided = model_decisions(position)
        texts = [each for each in decided if isinstance(each, d.TableText)]
        if texts:
            return position, texts[0]
        settle(position, decided)


def foreseen(engine: Engine, position: Position, text: d.TableText, games: int = GAMES) -> Foresight:
    return Futures(engine, position, text.seat).foresee(text, sign(position, text), games, lambda _: None)


def sign(position: Position, text: d.TableText) -> int:
    public = put(position, text).state.public
    return int(sign_of(public.draft[public.clock[s.DRAFT]]))


def test_the_lines_add_up_and_every_quantity_is_there(engine: Engine, first: Loaded) -> None:
    position, text = to_text(first)
    found = foreseen(engine, position, text)
    assert [each.key for each in found.soon] == [each.key for each in found.late] == list(first.scenario.track)
    assert [each.key for each in found.sheet] == ["interest", "home", "alliance", "secret"]
    assert [each.key for each in found.goals] == ["deter", "calm", "together", "right"]
    assert found.score.by.mean == pytest.approx(sum(each.by.mean for each in found.sheet), abs=25)
    assert found.score.then <= sum(each.then for each in found.sheet) + 1e-9
    assert found.held
    assert 0 <= found.held.low <= found.held.mean <= found.held.high <= 100
    for each in (*found.soon, *found.late, found.score, *found.sheet, *found.goals):
        assert each.by.low <= each.by.mean <= each.by.high
        assert 0 <= each.then <= 100


def test_a_text_that_is_put_again_makes_no_difference_to_itself(engine: Engine, first: Loaded) -> None:
    position, text = to_text(first)
    nothing = d.Done(text.seat)
    found = Futures(engine, position, text.seat).foresee(nothing, 0, GAMES, lambda _: None)
    assert found.held is None
    assert all(each.by.mean == each.by.low == each.by.high == 0 for each in (*found.soon, *found.late, found.score))


def test_what_is_hidden_from_the_seat_changes_nothing(engine: Engine, first: Loaded) -> None:
    position, text = to_text(first)
    other, row = copied(position), position.lexicon.row(text.seat)
    types = len(first.book.type)
    other.state.truth[s.TYPE_DRAWN] = (int(other.state.truth[s.TYPE_DRAWN]) + 1) % types
    other.state.truth[s.WILL_REVERSE] = 1 - int(other.state.truth[s.WILL_REVERSE])
    others = [a for a in range(len(position.lexicon.allies)) if a != row]
    other.state.own[others, s.SECRET_DRAWN] = (other.state.own[others, s.SECRET_DRAWN] + 1) % 3
    assert foreseen(engine, other, text) == foreseen(engine, position, text)
    a, b = (put(each, text) for each in (position, other))
    assert doubts(a, text.seat) == doubts(b, text.seat)


def test_more_games_narrow_the_intervals_and_go_on_from_the_first(engine: Engine, first: Loaded) -> None:
    position, text = to_text(first)
    futures, left = Futures(engine, position, text.seat), list[int]()
    few = futures.foresee(text, sign(position, text), GAMES, left.append)
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0
    many = futures.foresee(text, sign(position, text), 9 * GAMES, left.append)
    assert many == foreseen(engine, position, text, 9 * GAMES)
    width = [each.score.by.high - each.score.by.low for each in (few, many)]
    assert width[1] < width[0] / 2


def test_what_stops_it_stops_it(engine: Engine, first: Loaded) -> None:
    position, text = to_text(first)

    def stop(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        Futures(engine, position, text.seat).foresee(text, 0, GAMES, stop)


def test_doubts_are_the_finder_s_and_a_sounding_is_for_a_doubtful_ally(first: Loaded) -> None:
    taught = 0
    for seed in "1234567":
        position, text = to_text(first, seed)
        found = doubts(put(position, text), text.seat)
        assert {each.ally for each in found.allies} == set(first.scenario.ally) - {text.seat}
        assert [each.assents for each in found.allies] == sorted(each.assents for each in found.allies)
        together = 1000 * float(np.prod([each.assents / 1000 for each in found.allies]))
        assert found.holds == pytest.approx(together, abs=len(found.allies))
        for each in found.allies:
            assert 0 <= each.moves <= min(each.assents, 1000 - each.assents) / 5 + 1e-9
        if found.teaches:
            best = next(each for each in found.allies if each.ally == found.teaches)
            assert best.moves > 0
            taught += 1
    assert taught > 0
