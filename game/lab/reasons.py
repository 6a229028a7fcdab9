"""Why an ally answers a text as it does: the sum that decides, taken apart into terms that add up to it exactly.

A term is what the model itself adds up, or, where it adds several at once, what is lost when its weight in the rulebook is
nought. What the sum has to clear is taken apart in the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from game.allies.answers import mind_for
from game.allies.position import (
    PROSPECT,
    TASTE,
    TERM_NAMES,
    Mind,
    bracket_line,
    constants,
    reservation,
    standing_alone,
    term,
    verb_at_home,
    verb_forwardness,
    verb_sum,
    verb_worth,
    worth,
)
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.state import Public, State
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import RED_COLUMNS, RED_LINES, RED_NONE, Book, Table

WHOLE: Final = -1  # what speaks for or against a text whatever its clauses

# The weights of the wording and of the constants, each with the word for what it weighs.
_WORDING: Final = (
    ("abandonment", n.VERB_ABANDON),
    ("entrapment", n.VERB_FEAR),
    ("evidence", n.VERB_ASSERTS),
)
_CONSTANTS: Final = (
    ("solidarity", n.W_SOLIDARITY),
    ("trust", n.W_TRUST),
    ("promise", n.W_PROMISE),
    ("cosponsor", n.W_COSPONSOR),
    ("ask", n.W_ASK),
    ("opposed", n.W_ASK_OPPOSED),
)

# Every name that a term may have, and every name that a part of the reservation may have.
NAMES: Final = (
    *TERM_NAMES,
    "mood",
    "sheet",
    "only_a_call",
    "enough",
    "harmless",
    *(name for name, _ in _CONSTANTS),
    "alone",
)
BAR_NAMES: Final = ("own_line", "all_lines", "mood_line", "meeting")


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its name, the clause that it belongs to (`state.WORDING` the verb, WHOLE the text), and points."""

    name: str
    clause: int
    points: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One ally's sum for one text, in points: the terms add up to `value`, what it needs (`bar`) to `needs`.

    It is silent from `needs` on, if no clause and not the wording lies under `line`, and no red line is crossed.
    """

    ally: int
    terms: tuple[Term, ...]
    value: int
    bar: tuple[Term, ...]
    needs: int
    line: int
    red_lines: tuple[int, ...]

    @property
    def margin(self) -> int:
        """Return by how much the sum clears the reservation; under nought it falls short."""
        return self.value - self.needs

    def of_clause(self, clause: int) -> list[Term]:
        """Return the terms of a clause, the largest first."""
        mine = (each for each in self.terms if each.clause == clause)
        return sorted(mine, key=lambda each: -abs(each.points))

    def worth(self, clause: int) -> int:
        """Return what a clause is worth to the ally."""
        return sum(each.points for each in self.terms if each.clause == clause)

    def against(self) -> list[Term]:
        """Return what speaks against the text, the heaviest first."""
        return sorted((each for each in self.terms if each.points < 0), key=lambda each: each.points)


@lru_cache(maxsize=512)
def _rule_with(rule: bytes, column: int, number: int) -> Table:
    table = np.frombuffer(rule, np.int64).copy()
    table[column] = number
    table.flags.writeable = False
    return table


def with_rule(book: Book, column: int, number: int) -> Book:
    """Return the book with one of the rules' numbers set to another, made once; all other tables are the book's own."""
    return book._replace(rule=_rule_with(book.rule.tobytes(), column, number))


def without(book: Book, weight: int) -> Book:
    """Return the book with one of the rules' weights at nought."""
    return with_rule(book, weight, 0)


def reason_for(book: Book, state: State, draft: int, ally: int) -> Reason:
    """Return the sum by which an ally answers the text of a row of `draft` as it stands; it reads nobody else's rows."""
    own, pair, text = state.own[ally], state.pair[ally], state.public.draft[draft]
    mind = mind_for(book, state.public, own, ally)
    terms = []
    for c in range(int(text[s.COUNT])):
        terms += _clause_terms(book, mind, text, c)
    terms += _wording_terms(book, mind, int(text[s.VERB]))
    terms += _constant_terms(book, pair, text, ally)
    terms.append(Term("alone", WHOLE, int(standing_alone(book, text, ally))))
    value = sum(each.points for each in terms)
    bar = _bar(book, mind, int(text[s.LEVEL]))
    return Reason(
        ally,
        tuple(each for each in terms if each.points),
        value,
        tuple(each for each in bar if each.points),
        sum(each.points for each in bar),
        int(bracket_line(book, mind)),
        _red_lines(book, state.public, text, ally),
    )


def _clause_terms(book: Book, mind: Mind, text: Table, clause: int) -> list[Term]:
    at = clause_at(clause)
    measure, level, mood = (int(text[at + column]) for column in (s.MEASURE, s.CLAUSE_LEVEL, s.CLAUSE_MOOD))
    points = [int(term(book, mind, measure, level, which)) for which in range(len(TERM_NAMES))]
    # What this game's mood adds to an ally's interest is luck of the draw; what it wants in any mood stands apart.
    wanted = int(term(book, mind._replace(mood=-1), measure, level, TASTE))
    # Of what the staff expects, what a clause does to the ally's own sheet is left when no reply is expected.
    sheet = int(term(book, mind._replace(spiral=0), measure, level, PROSPECT))
    full = sum(points)
    half = full // 2 if mood == s.CALLS_FOR else full
    whole = int(worth(book, mind, measure, level, mood))
    points[TASTE], mooded = wanted, points[TASTE] - wanted
    points[PROSPECT] -= sheet
    return [
        *(Term(name, clause, each) for name, each in zip(TERM_NAMES, points, strict=True)),
        Term("mood", clause, mooded),
        Term("sheet", clause, sheet),
        Term("only_a_call", clause, half - full),
        Term("enough", clause, whole - half),
    ]


def _wording_terms(book: Book, mind: Mind, verb: int) -> list[Term]:
    full = int(verb_sum(book, mind, verb))
    terms = [
        Term("forwardness", s.WORDING, int(verb_forwardness(book, mind, verb))),
        Term("home", s.WORDING, int(verb_at_home(book, mind, verb))),
    ]
    terms += [
        Term(name, s.WORDING, full - int(verb_sum(without(book, weight), mind, verb))) for name, weight in _WORDING
    ]
    # What the bounds cut off is an entry of its own.
    cut_off = int(verb_worth(book, mind, verb)) - full
    return [*terms, Term("enough" if cut_off <= 0 else "harmless", s.WORDING, cut_off)]


def _constant_terms(book: Book, pair: Table, text: Table, ally: int) -> list[Term]:
    full = int(constants(book, pair, text, ally))
    return [
        Term(name, WHOLE, full - int(constants(without(book, weight), pair, text, ally))) for name, weight in _CONSTANTS
    ]


def _bar(book: Book, mind: Mind, level: int) -> list[Term]:
    """Return what an ally needs, in parts: its own line, the rules' shift, this game's mood, the level of the meeting."""
    calm = mind._replace(mood=-1)
    here, below = int(reservation(book, mind, level)), int(reservation(book, mind, 0))
    any_mood = int(reservation(book, calm, 0))
    own = int(reservation(without(book, n.RESERVATION_SHIFT), calm, 0))
    parts = (own, any_mood - own, below - any_mood, here - below)
    return [Term(name, WHOLE, points) for name, points in zip(BAR_NAMES, parts, strict=True)]


def _red_lines(book: Book, public: Public, text: Table, ally: int) -> tuple[int, ...]:
    """Return which of an ally's red lines a text crosses: each is tried with the others taken out."""
    if book.rule[n.WITH_RED_LINES] == 0 or not crosses(book, public, text, ally):
        return ()
    found = []
    for k in range(RED_LINES):
        table = book.ally.copy()
        lines = table[ally, b.RED : b.RED + RED_LINES * RED_COLUMNS].reshape(RED_LINES, RED_COLUMNS)
        lines[0] = lines[k]
        lines[1:, b.RED_KIND] = RED_NONE
        if crosses(book._replace(ally=table), public, text, ally):
            found.append(k)
    return tuple(found)
