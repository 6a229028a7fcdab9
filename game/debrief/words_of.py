"""Decisions of a journal in words, as a page tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.debrief.facts_weighed import Deal
from game.debrief.page import Page
from game.scenario.words import PROMISES
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.grammar import parse
from game.table.lexicon import lexicon_of
from game.telling.labels import label
from game.telling.words import sentence

UNSAID: Final = {"answer": "choice.silent", "tour": "choice.can_join"}  # what saying nothing amounts to


def decided(page: Page, lines: Sequence[str], deals: Sequence[Deal], phase: str) -> str:
    """Return what a seat decided in a phase as one phrase; where it decided nothing, what that amounts to."""
    said = [_one(page, line, deals) for line in lines]
    if not said:
        return page.game.say(UNSAID[phase]) if phase in UNSAID else page.say("decided.nothing")
    return sentence(page.game.say("list.semicolon").join(said)).rstrip(".")


def _one(page: Page, line: str, deals: Sequence[Deal]) -> str:
    decision = parse(line, lexicon_of(page.loaded.scenario))
    if isinstance(decision, Refused):
        raise TypeError(f"a line of the journal reads as no decision: {line}")  # a bug: it was read before
    if isinstance(decision, d.Approach):
        return _approach(page, decision, deals)
    told = label(page.names, None, decision)
    pen = isinstance(decision, d.Answer) and decision.offers_pen
    return page.say("decided.with_pen", what=told) if pen else told


def _approach(page: Page, approach: d.Approach, deals: Sequence[Deal]) -> str:
    deal = next(each for each in deals if each.index == approach.index)
    gives, gets = (page.game.say(f"promise.{PROMISES[kind]}") for kind in (deal.gives, deal.gets))
    key = "choice.accept" if approach.accept else "choice.decline"
    return page.game.say(key, seat=page.names.seat(deal.ally), gives=gives, gets=gets)


def phase_of(page: Page, now: int, phase: str) -> str:
    """Return a moment of the game: its round, and what was decided."""
    return page.say("decided.moment", n=now, phase=page.say(f"phase.{phase}"))
