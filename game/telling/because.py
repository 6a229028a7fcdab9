"""Why an ally objects, in words and numbers: the clauses that it names, its sum, its red lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.lab.reasons import WHOLE, Reason, Term
from game.rules import state as s
from game.table.decisions import Text
from game.telling.naming import Naming, named_clause

MOST: Final = 3  # terms named at a time


def because(names: Naming, text: Text | None, brackets: Sequence[str], reason: Reason | None, seat: str) -> list[str]:
    """Return sentences: each clause that an objection names, then what speaks against the text as a whole."""
    lines = [_clause(names, text, word, reason) for word in brackets]
    if reason and text:
        lines += [names.words.say("text.red_line", says=red_line(names, seat, k)) for k in reason.red_lines]
        if reason.value < reason.needs:
            lines.append(sum_line(names, text, reason))
    return lines


def red_line(names: Naming, seat: str, which: int) -> str:
    """Return what one of a seat's red lines says."""
    says = names.scenario.ally[seat].red_lines[which].says
    return names.author(f"ally.{seat}.red_lines.{which}.says", says)


def _clause(names: Naming, text: Text | None, word: str, reason: Reason | None) -> str:
    what, wants = names.bracket(word, text)
    if reason is None or text is None:
        return names.words.say("text.clause_named", what=what, wants=wants)
    clause = named_clause(text, word)
    worth = reason.worth(clause)
    terms = [_term(names, each) for each in reason.of_clause(clause)[:MOST]]
    told = names.words.say("text.terms", terms=names.words.say("list.comma").join(terms)) if terms else ""
    below = names.words.say("text.below_line", line=reason.line) if worth < reason.line else ""
    return names.words.say("text.clause_objected", what=what, wants=wants, worth=f"{worth:+d}", below=below, terms=told)


def _term(names: Naming, term: Term) -> str:
    return names.words.say("text.term", term=names.term(term.name), points=f"{term.points:+d}")


def what_of(names: Naming, text: Text, clause: int) -> str:
    """Return what a term belongs to: a measure, the wording, the text as a whole."""
    if clause == WHOLE:
        return names.words.say("bracket.whole")
    if clause == s.WORDING:
        return names.words.say("bracket.wording")
    return names.measure(text.clauses[clause].measure)


def sum_line(names: Naming, text: Text, reason: Reason) -> str:
    """Return the sum of a whole text, and what weighs most against it."""
    against = [
        names.words.say(
            "text.clause_term",
            what=what_of(names, text, each.clause),
            points=f"{each.points:+d}",
            term=names.term(each.name),
        )
        for each in reason.against()[:MOST]
    ]
    told = names.words.say("text.mostly", terms=names.words.say("list.comma").join(against)) if against else ""
    return names.words.say("text.sum", value=f"{reason.value:+d}", needs=f"{reason.needs:+d}", terms=told)
