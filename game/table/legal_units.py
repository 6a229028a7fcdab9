"""Who may offer which units, and what a host may refuse."""

from __future__ import annotations

from game.rules import state as s
from game.rules.offers import may_offer
from game.rules.pipeline import kind_needed
from game.scenario.book import HOST
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.position import Position, with_sealed


def check_offer(position: Position, offer: d.Offer) -> Refused | None:
    """Return why units cannot be offered."""
    book, state, row = position.loaded.book, position.state, position.lexicon.row(offer.seat)
    measure = _measure(position, offer.measure)
    if not may_offer(state, row, measure):
        reason = f"no units are called for by {offer.measure} that {offer.seat} may send"
        return Refused("no_call", reason, about={"measure": offer.measure})
    if not 1 <= offer.units <= 2:
        return Refused("bad_units", "offer one or two units")
    planned = [each for each in with_sealed(position, offer) if isinstance(each, d.Offer)]
    if len(planned) > 2:
        return Refused("too_many_offers", "a seat offers to two measures at most", f"write: {offer.seat} reconsider")
    kind = kind_needed(book, state, measure)
    of_kind = [each for each in planned if kind_needed(book, state, _measure(position, each.measure)) == kind]
    asked, has = sum(each.units for each in of_kind), int(state.own[row, s.stock_at(book) + kind])
    if asked > has:
        word = list(position.loaded.scenario.scenario.kinds)[kind]
        reason, about = f"that makes {asked} of {word}, and {offer.seat} has {has}", {"asked": asked, "has": has}
        return Refused("no_stock", reason, "offer fewer", about={"kind": word, **about})
    return None


def check_refusal(position: Position, refuse: d.Refuse) -> Refused | None:
    """Return why a host cannot refuse what is to arrive."""
    public, measure = position.state.public, _measure(position, refuse.measure)
    row = position.lexicon.row(refuse.seat)
    now = public.clock[s.ROUND]
    if position.loaded.book.measure[measure, HOST] != row or public.measure[measure, s.ARRIVES] < 0:
        reason = f"{refuse.measure} is not on its way to the soil of {refuse.seat}"
        return Refused("not_host", reason, about={"measure": refuse.measure})
    if public.measure[measure, s.ADOPTED_ROUND] != now:
        reason = f"{refuse.measure} was decided in an earlier round"
        return Refused("too_late", reason, about={"measure": refuse.measure})
    return None


def _measure(position: Position, key: str) -> int:
    return position.lexicon.measures.index(key)
