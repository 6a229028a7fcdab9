"""Fixed plans: one draft a round, written before the game; how they are made at random, changed, crossed, and told.

A plan is laid on the rounds of a rulebook (`game/rules/script.py`): the seat takes the floor first and tables its draft of
that round whatever was answered or replied. A clause that cannot be put at that moment falls away; one that insists is put
also where the options paper does not hold it, for the capital that this costs anybody. All else is the model's.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.random import Generator

from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.names import Names
from game.scenario.words import VERBS

MODEL: Final = 0  # as a verb: in that round the model drafts
PLAIN: Final = 2  # the verb of the plans that try one measure


class Clause(NamedTuple):
    """A measure at a level and in a mood, and whether it is put off the options paper too."""

    measure: int
    level: int
    mood: int
    insists: int


class Draft(NamedTuple):
    """What is tabled in a round: a verb (MODEL: nothing is given) and up to five clauses about different measures."""

    verb: int
    clauses: tuple[Clause, ...] = ()


class Marks(NamedTuple):
    """What stands behind a clause that is called for, behind one that insists, and for a round left to the model."""

    calls_for: str
    insists: str
    model: str


Plan = tuple[Draft, ...]
UNPLANNED: Final = Draft(MODEL)


def laid_on(book: Book, seat: int, plan: Plan) -> Book:
    """Return the rulebook with a plan for a seat laid on its rounds; the rest is shared."""
    rows = np.zeros((len(plan), b.SCRIPT_CLAUSE + s.CLAUSES * b.SCRIPT_COLUMNS), np.int64)
    rows[:, b.SCRIPT_SEAT] = seat
    rows[:, b.SCRIPT_CLAUSE + b.SCRIPT_MEASURE :: b.SCRIPT_COLUMNS] = -1
    for row, draft in zip(rows, plan, strict=True):
        row[b.SCRIPT_VERB] = draft.verb
        for c, clause in enumerate(draft.clauses):
            at = b.SCRIPT_CLAUSE + c * b.SCRIPT_COLUMNS
            row[at : at + b.SCRIPT_COLUMNS] = clause
    width = b.PRICE + len(book.track)
    return book._replace(round=np.ascontiguousarray(np.hstack([book.round[:, :width], rows])))


def unplanned(book: Book) -> Plan:
    """Return the plan that gives nothing: what every other is compared with."""
    return (UNPLANNED,) * len(book.round)


def simple_plans(book: Book) -> list[Plan]:
    """Return the plans that say one thing in every round: a verb alone, or one measure at its highest level."""
    rounds = len(book.round)
    verbs = [(Draft(verb),) * rounds for verb in range(1, b.VERBS + 1)]
    tops = [Clause(m, int(book.measure[m, b.LEVELS]), s.DECIDES, 1) for m in range(len(book.measure))]
    return verbs + [(Draft(PLAIN, (clause,)),) * rounds for clause in tops]


def random_plan(book: Book, luck: Generator) -> Plan:
    """Return a plan drawn at random; half of them say the same in every round."""
    rounds = len(book.round)
    if luck.random() < 0.5:
        return (random_draft(book, luck),) * rounds
    return tuple(random_draft(book, luck) for _ in range(rounds))


def random_draft(book: Book, luck: Generator) -> Draft:
    """Return a draft drawn at random; one in ten is left to the model."""
    if luck.random() < 0.1:
        return UNPLANNED
    most = min(s.CLAUSES, len(book.measure))
    measures = luck.choice(len(book.measure), int(luck.integers(0, most + 1)), replace=False)
    verb = int(luck.integers(1, b.VERBS + 1))
    return Draft(verb, tuple(_random_clause(book, int(m), luck) for m in measures))


def _random_clause(book: Book, measure: int, luck: Generator) -> Clause:
    level = int(luck.integers(1, int(book.measure[measure, b.LEVELS]) + 1))
    mood = s.DECIDES if luck.random() < 0.8 else s.CALLS_FOR
    return Clause(measure, level, mood, int(luck.random() < 0.5))


def crossed(one: Plan, other: Plan, luck: Generator) -> Plan:
    """Return a plan that has each round from one of two."""
    return tuple(a if luck.random() < 0.5 else c for a, c in zip(one, other, strict=True))


def changed(book: Book, plan: Plan, luck: Generator) -> Plan:
    """Return a plan with one to three things changed."""
    drafts = list(plan)
    for _ in range(int(luck.integers(1, 4))):
        now = int(luck.integers(len(drafts)))
        if luck.random() < 0.15:
            drafts[int(luck.integers(len(drafts)))] = drafts[now]
        else:
            drafts[now] = _changed_draft(book, drafts[now], luck)
    return tuple(drafts)


def _changed_draft(book: Book, draft: Draft, luck: Generator) -> Draft:
    """Return a draft with another verb, or with a clause more, less or other; now and then quite another."""
    kind = luck.random()
    if kind < 0.08 or draft.verb == MODEL:
        return random_draft(book, luck)
    if kind < 0.12:
        return UNPLANNED
    if kind < 0.37:
        return draft._replace(verb=int(luck.integers(1, b.VERBS + 1)))
    clauses = list(draft.clauses)
    if clauses and (kind < 0.7 or len(clauses) == s.CLAUSES):
        gone = clauses.pop(int(luck.integers(len(clauses))))
        if kind < 0.5:
            clauses.append(_random_clause(book, gone.measure, luck))
    free = sorted(set(range(len(book.measure))) - {each.measure for each in clauses})
    if kind >= 0.6 and free:
        clauses.append(_random_clause(book, int(luck.choice(free)), luck))
    return draft._replace(clauses=tuple(clauses))


def pieces(plan: Plan) -> frozenset[tuple[int, int, int]]:
    """Return what a plan consists of: its clauses as (round, measure, level), its verbs as (round, -1, verb)."""
    verbs = {(now, -1, draft.verb) for now, draft in enumerate(plan)}
    return frozenset(
        verbs | {(now, each.measure, each.level) for now, draft in enumerate(plan) for each in draft.clauses}
    )


def alike(one: Plan, other: Plan) -> float:
    """Return which share of what either of two plans consists of is in both, 0-1 (Jaccard)."""
    mine, theirs = pieces(one), pieces(other)
    return len(mine & theirs) / len(mine | theirs)


def clauses_in_common(one: Plan, other: Plan) -> tuple[int, int]:
    """Return how many clauses, as (round, measure), are in both of two plans, and how many in either."""
    mine, theirs = ({piece[:2] for piece in pieces(plan) if piece[1] >= 0} for plan in (one, other))
    return len(mine & theirs), len(mine | theirs)


def told(plan: Plan, names: Names, marks: Marks) -> list[str]:
    """Return a plan as lines, a round each: its verb, then its measures with their levels and marks."""
    lines = []
    for key, draft in zip(names.rounds, plan, strict=True):
        clauses = [
            f"{names.measures[m]}+{level}{marks.calls_for if mood == s.CALLS_FOR else ''}{marks.insists if insists else ''}"
            for m, level, mood, insists in draft.clauses
        ]
        verb = marks.model if draft.verb == MODEL else VERBS[draft.verb]
        lines.append(f"{key}: {', '.join([verb, *clauses])}")
    return lines
