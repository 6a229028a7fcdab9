"""What a seat can decide now: lines to send as they are or with gaps to fill, their price, and why some cannot be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from game.rules import state as s
from game.rules.offers import may_offer
from game.scenario.book import HOST, STRUCK
from game.scenario.words import BASES
from game.table import decisions as d
from game.table.decisions import PERSON, Decision, Refused
from game.table.grammar import parse
from game.table.legal import check
from game.table.legal_texts import basis_now
from game.table.position import Position, deciders
from game.table.price import cost_of
from game.table.wording import line_of

CLAUSE_GAP: Final = "<clause+level>"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu. `form` has gaps in <angle brackets> where the seat has to choose; `cost` is political capital."""

    kind: str
    form: str
    cost: int = 0
    refused: str = ""
    remedy: str = ""


def menu_of(position: Position, seat: str) -> list[Item]:
    """Return what a seat can decide now; nothing where it is not its turn."""
    if seat not in deciders(position):
        return []
    items = list(_MENUS[position.phase](position, seat)) if position.phase in _MENUS else []
    if position.loaded.scenario.question:
        items.append(Item("Forecast", f"{seat} forecast <question> <percent>"))
    return [*items, Item("Done", f"{seat} done")]


def _item(position: Position, decision: Decision) -> Item:
    """Return a decision as it stands, with why it cannot be taken, if so."""
    cost = cost_of(position.loaded.book, position.lexicon, position.state.public, decision)
    held = position.holders[decision.seat] == PERSON
    refused = check(position, decision) if held else None
    kind = type(decision).__name__
    return Item(kind, line_of(decision), cost, refused.reason if refused else "", refused.remedy if refused else "")


def refused_now(position: Position, item: Item) -> Refused | None:
    """Return why what an item stands for cannot be decided now, or None: it can, or its gaps have to be filled first."""
    if not item.refused:
        return None
    decision = parse(item.form.replace(CLAUSE_GAP, "#1+0"), position.lexicon)
    return decision if isinstance(decision, Refused) else check(position, decision)


def _acts(position: Position, seat: str) -> Iterator[Item]:
    for measure in position.desk.hand(position.lexicon.row(seat)):
        if measure >= 0:
            yield _item(position, d.NationalAct(seat, position.lexicon.measures[measure]))


def _consult(position: Position, seat: str) -> Iterator[Item]:
    row = position.lexicon.row(seat)
    yield _item(position, d.AskArticle4(seat))
    yield _item(position, d.AskArticle4(seat, announce=True))
    if position.loaded.book.ally[row, STRUCK]:
        yield Item("BilateralRoad", f"{seat} bilateral <ally> <ally> <ally>")
    else:
        yield _item(position, d.Helps(seat))
    for k in range(s.APPROACHES):
        if position.state.own[row, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] >= 0:
            yield _item(position, d.Approach(seat, k + 1, accept=True))
    yield Item("PromiseTo", f"{seat} promise <ally> <promise>")
    yield _item(position, d.Leak(seat))
    yield _item(position, d.TakeBack(seat))
    yield Item("AskFloor", f"{seat} ask_floor <1-100>")


def _text_form(position: Position) -> str:
    return f"<measure+level> ... <verb> under {BASES[basis_now(position)]} for <hours>h granting <ally>"


def _tabling(position: Position, seat: str) -> Iterator[Item]:
    yield Item("TableText", f"{seat} table {_text_form(position)}")


def _sound(position: Position, seat: str) -> Iterator[Item]:
    yield Item("Sound", f"{seat} sound <ally> <ally>", cost_of_one(position, seat))
    yield Item("SaysIfSounded", f"{seat} says <band> <clause>")
    yield _item(position, d.Cosponsor(seat, 1))
    if position.loaded.book.ally[position.lexicon.row(seat), STRUCK]:
        yield _item(position, d.Cosponsor(seat, -1))


def cost_of_one(position: Position, seat: str) -> int:
    """Return what sounding one ally costs."""
    return cost_of(position.loaded.book, position.lexicon, position.state.public, d.Sound(seat, ("",)))


def _tour(position: Position, seat: str) -> Iterator[Item]:
    for answer in range(len(d.TOURS)):
        yield _item(position, d.Tour(seat, answer))


def _answer(position: Position, seat: str) -> Iterator[Item]:
    yield _item(position, d.Answer(seat, s.SILENT))
    yield _item(position, d.Answer(seat, s.STATEMENT))
    for kind in (s.AMEND, s.BREAK):
        priced = _item(position, d.Answer(seat, kind, (d.Bracket("#1", 0),)))
        word = "amend" if kind == s.AMEND else "break"
        yield Item("Answer", f"{seat} {word} {CLAUSE_GAP}", priced.cost, priced.refused, priced.remedy)
    yield _item(position, d.Answer(seat, s.ASK_TIME))


def _revise(position: Position, seat: str) -> Iterator[Item]:
    yield Item("Revise", f"{seat} revise {_text_form(position)}")
    for kind in ("raise_level", "let_willing", "drop"):
        yield _item(position, d.Revise(seat, kind))


def _offer(position: Position, seat: str) -> Iterator[Item]:
    row = position.lexicon.row(seat)
    for m, measure in enumerate(position.lexicon.measures):
        if may_offer(position.state, row, m):
            for units in (1, 2):
                yield _item(position, d.Offer(seat, measure, units))


def _host(position: Position, seat: str) -> Iterator[Item]:
    book, public, row = position.loaded.book, position.state.public, position.lexicon.row(seat)
    for m, measure in enumerate(position.lexicon.measures):
        arrives = public.measure[m, s.ARRIVES] >= 0
        if book.measure[m, HOST] == row and arrives and public.measure[m, s.ADOPTED_ROUND] == public.clock[s.ROUND]:
            yield _item(position, d.Refuse(seat, measure))


def _reply(position: Position, seat: str) -> Iterator[Item]:
    for reply in position.lexicon.replies:
        yield _item(position, d.Reply(seat, reply))


_MENUS: Final[dict[int, Callable[[Position, str], Iterator[Item]]]] = {
    s.ACTS: _acts,
    s.CONSULT: _consult,
    s.TABLING: _tabling,
    s.SOUND: _sound,
    s.REDRAFT: _tabling,
    s.TOUR: _tour,
    s.ANSWER: _answer,
    s.REVISE: _revise,
    s.OFFER: _offer,
    s.OFFER_AGAIN: _offer,
    s.HOST_SAYS: _host,
    s.REPLY: _reply,
}
