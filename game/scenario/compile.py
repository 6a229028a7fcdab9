"""From a scenario to the rulebook: names become indices, shown numbers the rules' whole numbers, conditions code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.names import Names, names_of
from game.scenario.parts import SCALE, Part
from game.scenario.stances import refresh
from game.scenario.tables import (
    PER_MILLE,
    Span,
    ally_table,
    effects,
    inject_table,
    measure_table,
    option_table,
    reply_table,
    table,
    tenths,
    type_table,
)
from game.scenario.tuning import entries
from game.scenario.when import compile_when
from game.scenario.words import MEETINGS, TENTHS

if TYPE_CHECKING:
    from game.scenario.schema import Goal, Round, Scenario

TOPICS = 2


def tightened(rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return a programme in which a constant right hand stands in its operation: a fourth fewer steps, the same value."""
    found: list[tuple[int, int]] = []
    for operation, argument in rows:
        if operation >= b.OP_ADD and found and found[-1][0] == b.OP_CONST:
            found.append((b.OP_WITH + operation, found.pop()[1]))
        else:
            found.append((operation, argument))
    return found


class _Code:
    """The rows of `code` as conditions are added to them."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.rows: list[list[int]] = []

    def add(self, part: Part) -> Span:
        """Append code and return its (start, length)."""
        start = len(self.rows)
        rows = tightened(part.rows)
        self.rows += [list(row) for row in rows]
        return start, len(rows)

    def condition(self, text: str) -> Span:
        """Compile a condition and return its (start, length)."""
        return self.add(compile_when(text, self.names))


def compile_book(scenario: Scenario) -> Book:
    """Return the rulebook of a scenario that `load` has checked; raises WhenError or ValueError on one that it would refuse."""
    names = names_of(scenario)
    code = _Code(names)
    option, allies = option_table(scenario, names), len(names.allies)
    book = Book(
        rule=_rule(scenario),
        track=_tracks(scenario, names),
        round=_rounds(scenario, names),
        ally=ally_table(scenario, names),
        measure=measure_table(scenario, names, code.condition),
        option=option,
        stance=np.zeros((len(option), b.STANCES * allies), dtype=np.int64),
        wording=np.zeros((b.VERBS + 1, allies + 1), dtype=np.int64),
        type=type_table(scenario, names),
        reply=reply_table(scenario, names),
        inject=inject_table(scenario, names, code.condition),
        watch=_watch(scenario, code),
        objective=_objectives(scenario, code),
        code=np.zeros((0, 2), dtype=np.int64),
    )
    book = book._replace(code=table(code.rows, 2))  # complete now that all conditions are compiled
    refresh(book)
    return book


def _tuned(scenario: Scenario) -> dict[str, int]:
    """Return the rules' numbers in column order, with what the scenario says otherwise."""
    tuned = {name: entry["value"] for name, entry in entries().items()}
    if "reversal" in tuned:  # has a place of its own in the file, beside the rest about the other side
        tuned["reversal"] = scenario.adversary.reversal * PER_MILLE
    return tuned | scenario.scenario.tuning


def _rule(scenario: Scenario) -> Table:
    return np.array([*_tuned(scenario).values(), *(rung.at * SCALE for rung in scenario.rung)], dtype=np.int64)


def _tracks(scenario: Scenario, names: Names) -> Table:
    tracks = (scenario.track[key] for key in names.tracks)
    return table([[tenths(t.start), tenths(t.rest), t.inertia * PER_MILLE] for t in tracks], 3)


def _rounds(scenario: Scenario, names: Names) -> Table:
    return table([_round(each, names) for each in scenario.round], b.PRICE + len(names.tracks))


def _round(each: Round, names: Names) -> list[int]:
    days = (each.ends - each.starts).days + 1
    topics = [names.tags.index(tag) for tag in each.topics] + [-1] * (TOPICS - len(each.topics))
    meeting = MEETINGS.index(each.meeting)
    price = effects(each.silence_price, names)
    return [each.start_hour, each.hours, days, *topics, meeting, int(each.double_gap), each.latency, *price]


def _watch(scenario: Scenario, code: _Code) -> Table:
    rows = [[b.ENDING, *code.condition(e.when), int(e.at == "end")] for e in scenario.ending.values()]
    rows += [[b.FORECAST, *code.condition(question.when), 0] for question in scenario.question.values()]
    rows += [[b.LEARNING, *code.condition(learning.when), 0] for learning in scenario.learning.values()]
    return table(rows, 4)


def _objectives(scenario: Scenario, code: _Code) -> Table:
    weights = _tuned(scenario)
    lines = ("score_interest", "score_home", "score_alliance", *["score_secret"] * b.SECRETS)
    rows = []
    for seat, ally in enumerate(scenario.ally.values()):
        goals = (ally.sheet.interest, ally.sheet.home, ally.sheet.alliance, *ally.sheet.secret)
        rows += [_goal(goal, seat, weights[line], code) for goal, line in zip(goals, lines, strict=True)]
    return table(rows, 5)


def _goal(goal: Goal, seat: int, weight: int, code: _Code) -> list[int]:
    part = compile_when(goal.quantity, code.names, seat)
    scale = SCALE if part.kind == TENTHS else 1
    return [*code.add(part), goal.low * scale, goal.high * scale, weight]
