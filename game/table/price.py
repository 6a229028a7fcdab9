"""What a decision costs in political capital, before it is taken."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.silence import price_of
from game.rules.state import Public
from game.scenario.book import Book
from game.table import decisions as d
from game.table.decisions import Decision
from game.table.lexicon import Lexicon


def cost_of(book: Book, lexicon: Lexicon, public: Public, decision: Decision) -> int:
    """Return the political capital that a decision costs its seat; the chair pays nothing."""
    if decision.seat not in lexicon.allies:
        return 0
    rule, clock = book.rule, public.clock
    match decision:
        case d.Leak():
            return int(rule[n.COST_LEAK])
        case d.TakeBack():
            return int(rule[n.COST_BREAK])
        case d.Sound(allies=allies):
            return len(allies) * int(rule[n.COST_SOUNDING])
        case d.Answer(kind=kind):
            return int(price_of(book, int(public.draft[clock[s.DRAFT], s.LEVEL]), kind))
        case d.Revise(kind="raise_level"):
            return int(rule[n.COST_RAISE])
        case d.TableText(text=text) if clock[s.PHASE] == s.TABLING:
            return len(off_paper(lexicon, public, text)) * int(rule[n.COST_OFF_PAPER])
        case d.Revise(text=text) if text:
            return len(off_paper(lexicon, public, text)) * int(rule[n.COST_OFF_PAPER])
        case _:
            return 0


def off_paper(lexicon: Lexicon, public: Public, text: d.Text) -> list[str]:
    """Return the measures of a text that are not on this round's options paper."""
    measures = dict.fromkeys(clause.measure for clause in text.clauses)
    return [key for key in measures if public.measure[lexicon.measures.index(key), s.ON_PAPER] == 0]
