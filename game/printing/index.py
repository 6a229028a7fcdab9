"""The first page of a kit: its parts, and how many of each to print."""

from __future__ import annotations

from collections.abc import Mapping

from game.debrief.markup import Html, el
from game.printing.kit import Kit
from game.printing.sheets import grid, sheet

COPIES = {"cards": "once", "ballots": "seats", "injects": "once", "script": "once", "form": "screen"}


def index(kit: Kit, pages: Mapping[str, int], ending: str) -> list[Html]:
    """Return the page that links the parts, each with its number of pages; `ending` is that of their files, "html" or "pdf"."""
    rows = [_row(kit, name, many, ending) for name, many in pages.items()]
    rows.append((_link(kit, "form", "html"), "", kit.say("index.screen"), kit.say("form.what")))
    head = [kit.say(f"index.{key}") for key in ("part", "sheets", "copies", "what")]
    seats = kit.game.say("list.comma").join(kit.seat(seat) for seat in kit.seats)
    rounds = kit.game.say("list.comma").join(kit.round(now) for now in kit.played)
    return [
        sheet(
            el("h2", kit.title()),
            el("p", kit.say("index.seats_at", n=len(kit.seats), seats=seats)),
            el("p", kit.say("index.rounds", minutes=round(kit.seconds / 60), rounds=rounds)),
            grid(kit.say("index.caption"), head, rows, "grid prose"),
            el("p", kit.say("index.how")),
        )
    ]


def _row(kit: Kit, name: str, pages: int, ending: str) -> tuple[str, ...]:
    copies = kit.say(f"index.{COPIES[name]}", n=len(kit.seats))
    return _link(kit, name, ending), str(pages), copies, kit.say(f"{name.rstrip('s')}.what")


def _link(kit: Kit, name: str, ending: str) -> Html:
    return el("a", kit.say(f"{name.rstrip('s')}.heading"), href=f"{name}.{ending}")
