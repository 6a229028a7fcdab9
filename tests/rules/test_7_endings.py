"""RULES 7: how it ends, and what it was worth."""

from __future__ import annotations

import numpy as np
import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.aftermath import find_ending, keep_count
from game.rules.scores import AS_HELD, CALM, DETER, RIGHT, TOGETHER, common_goal, line_score, seat_score, sheet_row
from game.scenario import book as b
from tests.rules.room import Room


def endings(room: Room, *rows: tuple[int, int, int]) -> Room:
    """Give the game endings, each as (a track, the least value at which it holds, asked at the end only)."""
    code: list[list[int]] = []
    watch: list[list[int]] = []
    for track, least, at_end in rows:
        watch.append([b.ENDING, len(code), 3, at_end])
        code += [[b.OP_TRACK, track], [b.OP_CONST, least], [b.OP_MORE_EQUAL, 0]]
    room.book = room.book._replace(code=np.array(code, np.int64), watch=np.array(watch, np.int64))
    return room


def test_7_the_first_that_holds(room: Room) -> None:
    """First that holds, at the end of a round or of the game."""
    endings(room, (b.ESCALATION, 900, 0), (b.ESCALATION, 500, 0), (b.ESCALATION, 0, 1))
    found = []
    for escalation in (950, 600, 100):
        room.state.public.track[b.ESCALATION, s.NOW] = escalation
        found.append([find_ending(room.book, room.state, room.scratch.stack, last) for last in (False, True)])
    assert found == [[0, 0], [1, 1], [-1, 2]]


def test_7_an_ending_ends_the_game(room: Room) -> None:
    """At the end of a round."""
    endings(room, (b.ESCALATION, 0, 0))
    assert room.resolve(s.AFTERMATH) == s.OVER
    assert room.clock[s.ENDING] == 0


def test_7_without_an_ending_the_next_round_begins(room: Room) -> None:
    """A round follows a round, until the last."""
    for now in range(room.book.round.shape[0]):
        endings(room, (b.ESCALATION, 1001, 0))
        assert room.clock[s.ROUND] == now
        last = now + 1 == room.book.round.shape[0]
        assert room.resolve(s.AFTERMATH) == (s.OVER if last else s.BRIEFING)
    assert room.clock[s.ENDING] == -1


def test_7_low_cohesion_is_counted_in_a_row(room: Room) -> None:
    """Split: cohesion under 250 for two rounds."""
    runs = []
    line = room.book.rule[n.SPLIT_LINE]
    for cohesion in (line - 1, 0, line, line - 1):
        room.state.public.track[b.COHESION, s.NOW] = cohesion
        keep_count(room.book, room.state)
        runs.append(int(room.clock[s.LOW_COHESION]))
    assert runs == [1, 2, 0, 1]
    assert room.clock[s.COHESION_SUM] == 3 * line - 2


def test_7_the_peak_is_kept(room: Room) -> None:
    """Calm (peak rung)."""
    for escalation, peak in ((400, 400), (700, 700), (300, 700)):
        room.state.public.track[b.ESCALATION, s.NOW] = escalation
        keep_count(room.book, room.state)
        assert room.clock[s.PEAK] == peak


@pytest.mark.parametrize(("value", "score"), [(0, 0), (200, 0), (400, 15), (600, 30), (900, 30)])
def test_7_a_line(room: Room, value: int, score: int) -> None:
    """A line is w * clamp(x - lo, 0, hi - lo) // (hi - lo) on one quantity of the final state."""
    room.book.objective[0] = 0, 1, 200, 600, 30
    room.book.code[0] = b.OP_TRACK, b.READINESS
    room.state.public.track[b.READINESS, s.NOW] = value
    assert line_score(room.book, room.state, room.scratch.stack, 0) == score


def test_7_a_sheet_has_four_lines_of_which_the_secret_is_drawn(room: Room) -> None:
    """Interest 30, Home 25, Alliance 25, Secret 20 (one of three per seat, drawn per game)."""
    weights = room.book.objective[:, b.LINE_WEIGHT].reshape(-1, b.LINES)
    assert (weights[:, : b.SECRET + 1].sum(axis=1) == 100).all()
    rows = set()
    for drawn in range(b.SECRETS):
        room.own("DE")[s.SECRET_DRAWN] = drawn
        rows.add(sheet_row(room.state, room.ally("DE"), b.SECRET))
    assert len(rows) == 3


def test_7_a_red_line_costs_25_even_in_sleep(room: Room) -> None:
    """A red line crossed by an adopted text costs 25, also when the seat slept through the silence."""
    red = room.book.ally[room.ally("DE"), b.RED :]
    red[: b.RED_COLUMNS] = b.RED_MEASURE, room.measure("hotline"), 1, 1001
    room.rewrite()
    room.book.objective[:, b.LINE_LOW], room.book.objective[:, b.LINE_HIGH] = -(10**6), -(10**6) + 1
    assert seat_score(room.book, room.state, room.scratch.stack, room.ally("DE")) == 100
    room.adopt(("hotline", 1))
    assert room.seat("DE")[s.RED_CROSSED] == 1
    assert (
        seat_score(room.book, room.state, room.scratch.stack, room.ally("DE")) == 100 - room.book.rule[n.SCORE_RED_LINE]
    )


def goals(room: Room) -> list[int]:
    return [common_goal(room.book, room.state, which) for which in (DETER, CALM, TOGETHER, RIGHT)]


def test_7_sixty_is_held(room: Room) -> None:
    """Common goals, four, 0-100 each, never added, 60 = held."""
    room.clock[s.ROUND] = 1
    room.clock[s.COHESION_SUM] = room.book.track[b.COHESION, b.TRACK_START]
    room.clock[s.DETERRENCE_SUM] = room.book.track[b.DETERRENCE, b.TRACK_START]
    assert goals(room) == [AS_HELD, 100, AS_HELD, AS_HELD]
    room.clock[s.HITS] += 1
    room.clock[s.PEAK] += 100
    room.clock[s.BROKEN] += 1
    assert goals(room) == [AS_HELD - 15, 60, AS_HELD - 5, AS_HELD]
    room.clock[s.LEADERS_BROKEN] = 1
    assert goals(room)[TOGETHER] == AS_HELD - 20


@pytest.mark.parametrize(
    ("reversed_in", "withdrawn", "will_reverse", "early", "right"),
    [(0, 0, 0, 0, 100), (0, 0, 0, 1, 100), (0, 0, 1, 0, 20), (2, 0, 1, 0, 20), (2, 1, 1, 0, 20), (2, 2, 0, 0, 100)],
)
def test_7_right(room: Room, reversed_in: int, withdrawn: int, will_reverse: int, early: int, right: int) -> None:
    """Right (every public claim true)."""
    room.clock[s.CLAIMED], room.clock[s.REVERSED], room.clock[s.WITHDRAWN] = 1, reversed_in, withdrawn
    room.clock[s.CLAIM_EARLY] = early
    room.state.truth[s.WILL_REVERSE] = will_reverse
    assert common_goal(room.book, room.state, RIGHT) == right


def test_7_deter_is_what_they_believed_every_evening() -> None:
    """Deter (no further hit, resolve): the mean over the evenings, so that firmness kept for the last night counts once."""
    held = []
    for evenings in ((80, 80, 80), (0, 0, 240)):
        room = Room()
        start = int(room.book.track[b.DETERRENCE, b.TRACK_START])
        for now, more in enumerate(evenings, 1):
            room.state.public.track[b.DETERRENCE, s.NOW] = start + more
            keep_count(room.book, room.state)
            room.clock[s.ROUND] = now
        held.append(goals(room)[DETER])
    assert held == [AS_HELD + 80 // 4] * 2


def test_7_goals_stay_on_their_scale(room: Room) -> None:
    """0-100 each."""
    room.clock[s.HITS], room.clock[s.PEAK], room.clock[s.BROKEN], room.clock[s.PLEDGED] = 50, 1000, 50, 500
    assert all(0 <= goal <= 100 for goal in goals(room))
