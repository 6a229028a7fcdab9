"""Scores: four lines, a red line's price, and four goals that mean what their formula says."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.scores import CALM, DETER, RIGHT, TOGETHER, common_goal, line_score, seat_score, sheet_row
from game.rules.start import start
from game.rules.state import Scratch, State, new_scratch, new_state
from game.scenario import book as b
from game.scenario.load import Loaded

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"


@pytest.fixture
def begun(first: Loaded) -> tuple[State, Scratch]:
    state, scratch = new_state(first.book), new_scratch(first.book)
    start(first.book, state, scratch, *seed_key("scores"), 0)
    return state, scratch


def test_a_line_is_nothing_at_low_and_all_at_high(first: Loaded, begun: tuple[State, Scratch]) -> None:
    state, scratch = begun
    # Estonia's interest: readiness.
    track, row = state.public.track[b.READINESS], int(sheet_row(state, 0, b.INTEREST))
    low, high = (int(first.book.objective[row, column]) for column in (b.LINE_LOW, b.LINE_HIGH))
    assert 0 < low < high < 1000
    half = (low + high) // 2
    for value, wanted in ((0, 0), (low, 0), (half, 30 * (half - low) // (high - low)), (high, 30), (1000, 30)):
        track[s.NOW] = value
        assert line_score(first.book, state, scratch.stack, row) == wanted


def test_the_secret_is_the_one_drawn(first: Loaded, begun: tuple[State, Scratch]) -> None:
    state, _ = begun
    for drawn in range(b.SECRETS):
        state.own[2, s.SECRET_DRAWN] = drawn
        assert sheet_row(state, 2, b.SECRET) == 2 * b.LINES + b.SECRET + drawn
        assert sheet_row(state, 2, b.HOME_LINE) == 2 * b.LINES + b.HOME_LINE


def test_a_crossed_red_line_costs_and_no_score_is_below_nothing(first: Loaded, begun: tuple[State, Scratch]) -> None:
    state, scratch = begun
    state.public.track[b.READINESS, s.NOW] = 450
    before = seat_score(first.book, state, scratch.stack, 0)
    assert before >= 30
    state.public.ally[0, s.RED_CROSSED] = 1
    assert seat_score(first.book, state, scratch.stack, 0) == max(before - int(first.book.rule[n.SCORE_RED_LINE]), 0)
    state.public.ally[0, s.RED_CROSSED] = 9
    assert seat_score(first.book, state, scratch.stack, 0) == 0


def test_as_it_began_is_held(first: Loaded, begun: tuple[State, Scratch]) -> None:
    state, _ = begun
    clock = state.public.clock
    clock[s.ROUND], clock[s.COHESION_SUM] = 1, state.public.track[b.COHESION, s.NOW]
    clock[s.DETERRENCE_SUM] = state.public.track[b.DETERRENCE, s.NOW]
    goals = {goal: int(common_goal(first.book, state, goal)) for goal in (DETER, CALM, TOGETHER, RIGHT)}
    assert goals == {DETER: 60, CALM: 100, TOGETHER: 60, RIGHT: 60}


def test_goals_fall_with_what_they_are_about(first: Loaded, begun: tuple[State, Scratch]) -> None:
    state, _ = begun
    clock = state.public.clock
    clock[s.ROUND], clock[s.COHESION_SUM] = 1, state.public.track[b.COHESION, s.NOW]
    clock[s.DETERRENCE_SUM] = state.public.track[b.DETERRENCE, s.NOW]
    clock[s.HITS] += 2
    clock[s.PEAK] += 100
    clock[s.BROKEN], clock[s.PLEDGED], clock[s.FILLED_UNITS] = 1, 6, 4
    assert common_goal(first.book, state, DETER) == 30
    assert common_goal(first.book, state, CALM) == 60
    assert common_goal(first.book, state, TOGETHER) == 53


@pytest.mark.parametrize(
    ("claimed", "early", "will_reverse", "reversed_", "withdrawn", "wanted"),
    [
        (0, 0, 0, 0, 0, 60),
        (2, 0, 0, 0, 0, 100),
        (2, 1, 0, 0, 0, 100),
        (2, 0, 1, 0, 0, 20),
        (2, 0, 1, 3, 0, 20),
        (2, 0, 1, 3, 1, 20),
    ],
)
def test_right_is_whether_the_claim_was_true(
    first: Loaded,
    begun: tuple[State, Scratch],
    claimed: int,
    early: int,
    will_reverse: int,
    reversed_: int,
    withdrawn: int,
    wanted: int,
) -> None:
    state, _ = begun
    clock = state.public.clock
    clock[s.CLAIMED], clock[s.CLAIM_EARLY], clock[s.REVERSED], clock[s.WITHDRAWN] = claimed, early, reversed_, withdrawn
    state.truth[s.WILL_REVERSE] = will_reverse
    assert common_goal(first.book, state, RIGHT) == wanted
