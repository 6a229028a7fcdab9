"""What a game was worth: a seat's sheet of four lines, and the four goals that all share. Nothing here is added up across seats.

A seat's line is `w * clamp(x - low, 0, high - low) // (high - low)` on one quantity of the final state. Common goals are
0-100 each, and 60 means "held":

    Deter     60, +1 for 4 thousandths of mean deterrence above its start (-1 below), -15 a hit on allied soil since the
              incident
    Calm      100 less 2 for each 5 thousandths that escalation once stood above its start: 60 is one rung of ten points
    Together  60, +1 for 5 thousandths of mean cohesion above its start (-1 below), -5 a broken text, -15 a silence
              broken before leaders, -1 an unfilled unit
    Right     60 where the council named nobody; 100 where what it said is true, 20 where it is not, taken back or not
"""

from __future__ import annotations

from typing import Final

from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import evaluate, gap
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book, Table

AS_HELD = 60
(DETER, CALM, TOGETHER, RIGHT) = range(4)
COMMON_GOALS: Final = ("deter", "calm", "together", "right")


@rule
def line_score(book: Book, state: State, stack: Table, row: int) -> int:
    """Return what one line of `book.objective` earned, 0 to its weight."""
    line = book.objective[row]
    value = evaluate(book, state, stack, line[b.LINE_START], line[b.LINE_LENGTH])
    width = line[b.LINE_HIGH] - line[b.LINE_LOW]
    return line[b.LINE_WEIGHT] * min(max(value - line[b.LINE_LOW], 0), width) // max(width, 1)


@rule
def sheet_row(state: State, ally: int, line: int) -> int:
    """Return the row of `book.objective` of a line of an ally's sheet; the secret is the one drawn in this game."""
    drawn = state.own[ally, s.SECRET_DRAWN] if line == b.SECRET else 0
    return ally * b.LINES + line + drawn


@rule
def seat_score(book: Book, state: State, stack: Table, ally: int) -> int:
    """Return a seat's score, 0-100: its four lines, less the price of red lines that adopted texts crossed."""
    total = 0
    for line in range(b.SECRET + 1):
        total += line_score(book, state, stack, sheet_row(state, ally, line))
    total -= state.public.ally[ally, s.RED_CROSSED] * book.rule[n.SCORE_RED_LINE]
    return min(max(total, 0), 100)


@rule
def common_goal(book: Book, state: State, which: int) -> int:
    """Return one of the four common goals, 0-100."""
    clock = state.public.clock
    if which == DETER:
        mean = clock[s.DETERRENCE_SUM] // max(clock[s.ROUND], 1)
        gained = mean - book.track[b.DETERRENCE, b.TRACK_START]
        value = AS_HELD + gained // 4 - 15 * (clock[s.HITS] - book.rule[n.HITS_AT_START])
    elif which == CALM:
        value = 100 - (clock[s.PEAK] - book.track[b.ESCALATION, b.TRACK_START]) * 2 // 5
    elif which == TOGETHER:
        mean = clock[s.COHESION_SUM] // max(clock[s.ROUND], 1)
        value = AS_HELD + (mean - book.track[b.COHESION, b.TRACK_START]) // 5 - 5 * clock[s.BROKEN] - gap(clock)
        value -= 15 * clock[s.LEADERS_BROKEN]
    else:
        value = rightness(state)
    return min(max(value, 0), 100)


@rule
def rightness(state: State) -> int:
    """Return how right the council's public claim was, 0-100."""
    clock = state.public.clock
    if clock[s.CLAIMED] == 0:
        return AS_HELD
    return 20 if state.truth[s.WILL_REVERSE] == 1 else 100
