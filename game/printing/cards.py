"""Role cards: what a seat may know of itself on one sheet, its objectives folded in, and its cables to hand out by round."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.markup import Html, bullets, el, paragraphs
from game.printing.dice import throws
from game.printing.kit import Kit, flag
from game.printing.sheets import cut, facts, fold, sheet
from game.scenario.schema import Ally

EVERY_ROUND = "always"


def cards(kit: Kit) -> list[Html]:
    """Return for every seat its card and its cables."""
    found: list[Html] = []
    for seat in kit.seats:
        ally = kit.loaded.scenario.ally[seat]
        found.append(_card(kit, seat, ally))
        strips = list(_cables(kit, seat, ally))
        if strips:
            found.append(
                _own(sheet(el("h2", kit.say("cable.heading", seat=kit.seat(seat))), *strips, kind="strips"), seat)
            )
    return found


def _own(page: Html, seat: str) -> Html:
    return Html(page.replace("<section ", f'<section data-seat="{seat}" ', 1))


def _card(kit: Kit, seat: str, ally: Ally) -> Html:
    path = f"ally.{seat}"
    told = ally.card.model_dump()
    rows = [(kit.say(f"card.{key}"), kit.author(f"{path}.card.{key}", text)) for key, text in told.items()]
    units = [
        kit.game.say("client.unit", n=count, kind=kit.names.kind(kind)) for kind, count in ally.stock.items() if count
    ]
    rows.append((kit.say("card.units"), kit.game.say("list.comma").join(units)))
    rows.append((kit.say("card.price"), kit.author(f"{path}.ask.says", ally.ask.says) if ally.ask else ""))
    about = kit.author(f"{path}.government", ally.government)
    top = el("header", flag(seat), el("h2", kit.seat(seat)), el("p", about), class_="who")
    brief = kit.author(f"{path}.brief", ally.brief) if ally.brief else ""
    long = paragraphs((line for line in brief.split("\n\n") if line), class_="brief")
    return _own(sheet(top, facts(rows), long, fold(kit), _folded(kit, seat, ally), kind="card"), seat)


def _folded(kit: Kit, seat: str, ally: Ally) -> Html:
    path = f"ally.{seat}"
    goals = [
        kit.author(f"{path}.sheet.{key}.says", goal.says)
        for key, goal in (
            ("interest", ally.sheet.interest),
            ("home", ally.sheet.home),
            ("alliance", ally.sheet.alliance),
        )
    ]
    secrets = [kit.author(f"{path}.sheet.secret.{k}.says", goal.says) for k, goal in enumerate(ally.sheet.secret)]
    moods = [kit.author(f"{path}.moods.{k}.says", mood.says) for k, mood in enumerate(ally.moods)]
    lines = [kit.author(f"{path}.red_lines.{k}.says", line.says) for k, line in enumerate(ally.red_lines)]
    return el(
        "div",
        el("h3", kit.say("card.folded", seat=kit.seat(seat))),
        *_listed(kit.say("card.goals"), goals),
        *_listed(kit.say("card.red_lines"), lines),
        *_drawn(kit, kit.say("card.secret"), secrets, [1] * len(secrets)),
        *_drawn(kit, kit.say("card.mood"), moods, [mood.odds for mood in ally.moods]),
        class_="folded",
    )


def _listed(heading: str, lines: list[str]) -> Iterator[Html]:
    if lines:
        yield el("h4", heading)
        yield bullets(lines)


def _drawn(kit: Kit, heading: str, lines: list[str], odds: list[int]) -> Iterator[Html]:
    yield el("h4", heading)
    yield bullets(kit.say("card.drawn", throw=when, says=says) for when, says in zip(throws(odds), lines, strict=True))


def _cables(kit: Kit, seat: str, ally: Ally) -> Iterator[Html]:
    for now, told in enumerate(kit.loaded.scenario.round):
        if told.key in ally.cables:
            yield _strip(kit, seat, kit.round(now), told.key, ally.cables[told.key])
    if EVERY_ROUND in ally.cables:
        own = any(told.key in ally.cables for told in kit.loaded.scenario.round)
        heading = kit.say("cable.other" if own else "cable.always")
        yield _strip(kit, seat, heading, EVERY_ROUND, ally.cables[EVERY_ROUND])


def _strip(kit: Kit, seat: str, heading: str, key: str, text: str) -> Html:
    says = kit.author(f"ally.{seat}.cables.{key}", text)
    capital = kit.loaded.scenario.ally[seat].capital
    head = el("h3", kit.say("cable.strip", seat=kit.seat(seat), capital=capital, round=heading))
    return el("article", head, el("p", says), cut(kit))
