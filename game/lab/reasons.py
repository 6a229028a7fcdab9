"""Why an ally answers a text as it does: the sum that decides, taken apart into terms that add up to it exactly.

A term is what the model itself adds up, or, where it adds several at once, what is lost when its weight in the rulebook is
nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.allies.answers import mind_for
from game.allies.position import (
    TERM_NAMES,
    Mind,
    asks_worth,
    bracket_line,
    constants,
    reservation,
    standing_alone,
    term,
    verb_at_home,
    verb_forwardness,
    verb_worth,
    worth,
)
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.state import State
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
)


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its name, the clause that it belongs to (`state.WORDING` the verb, WHOLE the text), and points."""

    name: str
    clause: int
    points: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One ally's sum for one text: the terms add up to `value`; it is silent from `needs` on, if no clause lies under `line`."""

    ally: int
    terms: tuple[Term, ...]
    value: int
    needs: int
    line: int
    red_lines: tuple[int, ...]

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


def without(book: Book, weight: int) -> Book:
    """Return the book with one of the rules' weights at nought."""
    rule = book.rule.copy()
    rule[weight] = 0
    return book._replace(rule=rule)


def reason_for(book: Book, state: State, draft: int, ally: int) -> Reason:
    """Return the sum by which an ally answers the text of a row of `draft` as it stands."""
    own, pair, text = state.own[ally], state.pair[ally], state.public.draft[draft]
    mind = mind_for(book, state.public, own, ally)
    terms = []
    for c in range(int(text[s.COUNT])):
        terms += _clause_terms(book, mind, text, c)
    terms += _wording_terms(book, mind, int(text[s.VERB]))
    terms += _constant_terms(book, pair, text, ally)
    terms.append(Term("alone", WHOLE, int(standing_alone(book, text, ally))))
    value = sum(each.points for each in terms)
    needs = int(reservation(book, mind, int(text[s.LEVEL])))
    red = _red_lines(book, state, text, ally)
    return Reason(ally, tuple(each for each in terms if each.points), value, needs, int(bracket_line(book, mind)), red)


def _clause_terms(book: Book, mind: Mind, text: Table, clause: int) -> list[Term]:
    at = clause_at(clause)
    measure, level, mood = (int(text[at + column]) for column in (s.MEASURE, s.CLAUSE_LEVEL, s.CLAUSE_MOOD))
    terms = [Term(name, clause, int(term(book, mind, measure, level, which))) for which, name in enumerate(TERM_NAMES)]
    whole = int(worth(book, mind, measure, level, mood))
    full = sum(each.points for each in terms)
    half = full // 2 if mood == s.CALLS_FOR else full
    return [*terms, Term("only_a_call", clause, half - full), Term("enough", clause, whole - half)]


def _wording_terms(book: Book, mind: Mind, verb: int) -> list[Term]:
    # The cap would hide what a term is worth; it is an entry of its own.
    rule = book.rule.copy()
    rule[n.GAIN_CAP] = 1_000_000
    free = book._replace(rule=rule)
    full = int(verb_worth(free, mind, verb))
    terms = [
        Term("forwardness", s.WORDING, int(verb_forwardness(book, mind, verb))),
        Term("home", s.WORDING, int(verb_at_home(book, mind, verb))),
    ]
    terms += [
        Term(name, s.WORDING, full - int(verb_worth(without(free, weight), mind, verb))) for name, weight in _WORDING
    ]
    return [*terms, Term("enough", s.WORDING, int(verb_worth(book, mind, verb)) - full)]


def _constant_terms(book: Book, pair: Table, text: Table, ally: int) -> list[Term]:
    full = int(constants(book, pair, text, ally))
    terms = [
        Term(name, WHOLE, full - int(constants(without(book, weight), pair, text, ally))) for name, weight in _CONSTANTS
    ]
    return [*terms, Term("asks", WHOLE, int(asks_worth(book, text, ally)))]


def _red_lines(book: Book, state: State, text: Table, ally: int) -> tuple[int, ...]:
    """Return which of an ally's red lines a text crosses: each is tried with the others taken out."""
    found = []
    for k in range(RED_LINES):
        table = book.ally.copy()
        lines = table[ally, b.RED : b.RED + RED_LINES * RED_COLUMNS].reshape(RED_LINES, RED_COLUMNS)
        lines[0] = lines[k]
        lines[1:, b.RED_KIND] = RED_NONE
        if crosses(book._replace(ally=table), state.public, text, ally):
            found.append(k)
    return tuple(found)
