"""Looking ahead: what a seat imagines holds nothing that it does not know, and the best of several choices is taken."""

from __future__ import annotations

from random import Random
from threading import Event

import numpy as np
import pytest

from game.allies.candidates import MOST, candidates
from game.allies.compiled import Engine
from game.allies.imagine import imagine
from game.allies.lookahead import look_ahead
from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.luck import seed_key
from game.rules.phases import who_decides
from game.rules.state import State, new_choice, new_scratch, new_state, tables
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.words import FACTS
from tests.allies.test_purity import dirty, places, scrambled

SEED = seed_key("lookahead")


def imagined(book: Book, state: State, seat: int, future: int) -> State:
    made, scratch = new_state(book), new_scratch(book)
    dirty(scratch, Random(future))
    imagine(book, state, made, scratch, *SEED, future, seat)
    return made


def unseen_scrambled(book: Book, state: State, seat: int, dice: Random) -> State:
    """Return the state with another truth and other private rows, but the news that the seat has seen as it was."""
    other = scrambled(book, state, seat, dice)
    for i in range(book.inject.shape[0]):
        mine = book.inject[i, b.RECIPIENTS] >> seat & 1
        was = state.truth[s.TRUTH_INJECT + i]
        if mine and was >= s.FIRED:
            other.truth[s.TRUTH_INJECT + i] = was
        else:
            other.truth[s.TRUTH_INJECT + i] = dice.randrange(s.FIRED if mine else s.FIRED + 3)
    return other


def at(phase: int) -> tuple[Book, State]:
    """Return a position of the first session in a phase."""
    game, _ = next(places("first_session", 1, phase))
    return game.book, game.state


@pytest.mark.parametrize(("which", "count"), [("first_session", 40), ("galati", 6)])
def test_what_a_seat_imagines_comes_from_what_it_knows(which: str, count: int) -> None:
    """RULES 6: hidden types drawn from its own belief; the truth and the others' rows change no byte of it."""
    for game, dice in places(which, count):
        book, state = game.book, game.state
        seat = dice.randrange(book.ally.shape[0])
        one = imagined(book, state, seat, 3)
        other = imagined(book, unseen_scrambled(book, state, seat, dice), seat, 3)
        assert [table.tobytes() for table in tables(one)] == [table.tobytes() for table in tables(other)]


def test_what_is_seen_and_its_own_stays_as_it_is() -> None:
    for game, _ in places("first_session", 30):
        book, state = game.book, game.state
        one = imagined(book, state, 1, 1)
        assert all(np.array_equal(was, now) for was, now in zip(state.public, one.public, strict=True))
        own, was = one.own[1].copy(), state.own[1].copy()
        own[s.SKILL] = was[s.SKILL] = 0
        assert np.array_equal(own, was)
        assert np.array_equal(one.pair[1], state.pair[1])


def test_types_come_as_often_as_they_are_believed() -> None:
    book, state = at(s.TOUR)
    first = s.TYPE_BELIEF
    state.own[0, first : first + book.type.shape[0]] = [700, 100, 100, 100]
    drawn = [int(imagined(book, state, 0, k).truth[s.TYPE_DRAWN]) for k in range(400)]
    assert 0.6 < drawn.count(0) / 400 < 0.8


def test_futures_differ_and_come_again() -> None:
    book, state = at(s.TOUR)
    one, again, other = (imagined(book, state, 2, k) for k in (1, 1, 2))
    assert [t.tobytes() for t in tables(one)] == [t.tobytes() for t in tables(again)]
    assert one.own.tobytes() != other.own.tobytes()


def at_phase(phase: int) -> tuple[Book, State, Table, int]:
    """Return a position in a phase, what the model would do there, and a seat that decides."""
    book, state = at(phase)
    choice = new_choice(book)
    clear(choice)
    who = int(who_decides(book, state))
    decide(book, state, choice, new_scratch(book), *SEED, 0, who)
    return book, state, choice, (who & -who).bit_length() - 1


@pytest.mark.parametrize("phase", [s.ACTS, s.CONSULT, s.TABLING, s.SOUND, s.TOUR, s.ANSWER, s.OFFER])
def test_candidates_are_different_and_the_models_comes_first(phase: int) -> None:
    book, state, choice, _ = at_phase(phase)
    who, most = int(who_decides(book, state)), 0
    for seat in range(book.ally.shape[0]):
        if who >> seat & 1:
            rows = candidates(book, state, seat, choice[seat])
            assert np.array_equal(rows[0], choice[seat])
            assert len({row.tobytes() for row in rows}) == len(rows)
            most = max(most, len(rows))
    assert 1 < most <= MOST


def test_the_best_is_taken_whichever_comes_first() -> None:
    """Of a row that the seat's own sheet loves and one that it hates, the order does not matter."""
    book, state, choice, seat = at_phase(s.ANSWER)
    breaks, silent = choice[seat].copy(), choice[seat].copy()
    breaks[[s.REPLIES, s.NAMES_1, s.NAMES_1_LEVEL]] = s.BREAK, s.WORDING, 1
    silent[[s.REPLIES, s.NAMES_1, s.NAMES_2]] = s.SILENT, -1, -1
    state.own[seat, s.CAPITAL] = 8
    hates = book._replace(
        objective=book.objective.copy(), code=np.vstack([book.code, [[b.OP_FACT, _fact("broke") + seat]]])
    )
    hates.objective[seat * b.LINES, [b.LINE_START, b.LINE_LENGTH]] = len(book.code), 1
    hates.objective[seat * b.LINES, [b.LINE_LOW, b.LINE_HIGH, b.LINE_WEIGHT]] = 0, 1, 90
    one = look_ahead(Engine(), hates, state, seat, np.array([silent, breaks]), SEED, budget=60)
    other = look_ahead(Engine(), hates, state, seat, np.array([breaks, silent]), SEED, budget=60)
    assert (one.best, other.best) == (1, 0)
    assert one.scores == other.scores[::-1]
    assert one.gain(1) > 5


def _fact(name: str) -> int:
    return list(FACTS).index(name) * b.FACT_SPAN


def test_the_budget_is_kept_and_stopping_stops() -> None:
    book, state, choice, seat = at_phase(s.ACTS)
    rows = candidates(book, state, seat, choice[seat])
    ticks: list[int] = []
    found = look_ahead(Engine(), book, state, seat, rows, SEED, budget=40, tick=ticks.append)
    assert sum(ticks) == sum(found.games) <= 40
    stop = Event()
    stop.set()
    assert look_ahead(Engine(), book, state, seat, rows, SEED, budget=40, stop=stop).best == 0


def test_threads_change_nothing() -> None:
    book, state, choice, seat = at_phase(s.ACTS)
    rows = candidates(book, state, seat, choice[seat])
    assert look_ahead(Engine(), book, state, seat, rows, SEED, budget=40) == look_ahead(
        Engine(), book, state, seat, rows, SEED, budget=40, jobs=2
    )
