"""Sealed news: a slip for every inject, in the order in which a chair opens them, with a stub that only the chair reads."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.markup import Html, el
from game.printing.conditions import told
from game.printing.cutting import cutting
from game.printing.dice import chance
from game.printing.kit import Kit
from game.printing.moves import moves, points
from game.printing.sheets import sheet
from game.scenario.schema import Inject
from game.telling.words import sentence


def order_of(kit: Kit) -> dict[str, int]:
    """Return the number of each slip: by the first round in which it may be told, the certain ones before the others."""
    injects = kit.loaded.scenario.inject
    last = len(kit.loaded.scenario.round)
    written = list(injects)

    def place(key: str) -> tuple[int, int, bool, int, int]:
        first, end = injects[key].rounds or (1, last)
        return first, end, not injects[key].armed, -chance_of(injects[key]), written.index(key)

    return {key: number for number, key in enumerate(sorted(injects, key=place), 1)}


def chance_of(inject: Inject) -> int:
    """Return the chance in per cent that a piece of news is told where its condition holds and its time has come."""
    return inject.chance * inject.deck // 100


def injects(kit: Kit) -> list[Html]:
    """Return the slips, a sheet of so many after a sheet that says how they are used."""
    order, many = order_of(kit), cutting().slips
    slips = [_slip(kit, key, order) for key in order]
    how = sheet(
        el("h2", kit.say("news.heading")),
        el("ol", *(el("li", kit.say(f"news.how_{n}", most=cutting().news)) for n in range(1, 6))),
    )
    pages = (slips[at : at + many] for at in range(0, len(slips), many))
    return [how, *(sheet(el("div", *page, class_="cutouts"), kind="slips") for page in pages)]


def _slip(kit: Kit, key: str, order: dict[str, int]) -> Html:
    inject = kit.loaded.scenario.inject[key]
    number, says = order[key], kit.author(f"inject.{key}.says", inject.says)
    sure = sentence(kit.say("news.sure", likely=kit.names.likely(inject.credibility)))
    stub = el("div", el("h3", kit.say("news.number", n=number)), *_stub(kit, inject, order), class_="stub")
    read = el("div", el("p", el("strong", str(number)), " ", says), el("p", sure, class_="small"), class_="news")
    return el("article", stub, read, data_inject=key)


def _stub(kit: Kit, inject: Inject, order: dict[str, int]) -> Iterator[Html]:
    """Yield what the chair reads outside: when, at which throw, to whom, and what it moves."""
    for line in _lines(kit, inject, order):
        yield el("p", line)


def _lines(kit: Kit, inject: Inject, order: dict[str, int]) -> Iterator[str]:
    first, last = inject.rounds or (1, len(kit.loaded.scenario.round))
    yield kit.say("news.round", n=first) if first == last else kit.say("news.rounds", first=first, last=last)
    if not inject.armed:
        yield kit.say("news.armed", n=", ".join(str(order[key]) for key in _arming(kit, inject)))
    condition = told(kit, inject.when, order)
    if condition:
        yield kit.say("news.if", condition=condition)
    thrown = chance(chance_of(inject))
    yield kit.say("news.throw", throw=thrown) if thrown else kit.say("news.certain")
    yield kit.say("news.all") if inject.to == "all" else kit.say("news.to", seats=kit.names.seats(list(inject.to)))
    moved = [moves(kit, inject.effects)]
    if inject.ally and inject.support:
        at_home = kit.say("moves.support", seat=kit.names.seat(inject.ally))
        moved.append(kit.say("moves.one", what=at_home, points=points(inject.support)))
    if any(moved):
        yield kit.say("news.moves", moves=kit.game.say("list.comma").join(filter(None, moved)))
    yield from _marks(kit, inject, order)


def _marks(kit: Kit, inject: Inject, order: dict[str, int]) -> Iterator[str]:
    if inject.hit:
        yield kit.say("news.hit")
    if inject.falls:
        yield kit.say("news.falls", seat=kit.names.seat(inject.falls))
    if inject.reverses:
        yield kit.say("news.reverses")
    if inject.opens:
        yield kit.say("news.opens", measure=kit.names.measure(inject.opens))
    if inject.cancels:
        yield kit.say("news.cancels", n=order[inject.cancels])


def _arming(kit: Kit, inject: Inject) -> list[str]:
    """Return the news that put this one among those that may be told."""
    known = kit.loaded.scenario.inject
    own = next(key for key, each in known.items() if each is inject)
    return [key for key, each in known.items() if each.arms == own]
