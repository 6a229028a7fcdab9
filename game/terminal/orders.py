"""Commands at a prompt that decide nothing by themselves: help, pages of the desk, undo, save, leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

from game.lab.words import Words
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.journal import JournalError, fork
from game.table.lines import fold, step_ends
from game.table.menu import refused_now
from game.table.table import Table
from game.table.views import SeatView
from game.telling import desk
from game.telling.naming import Naming
from game.telling.refusals import reason_of
from game.telling.why import other_page, own_page
from game.telling.words import sentence
from game.terminal.paper import Paper
from game.terminal.wizards import Dialogue


class Sitter(Protocol):
    """Who gives an order: a person at a table (`client.Client`)."""

    table: Table
    seat: str
    paper: Paper
    words: Words
    file: Path | None

    def write(self, lines: Iterator[str]) -> None:
        """Write lines of the desk."""

    def refuse(self, refused: Refused) -> None:
        """Say why something was not possible."""

    def undo(self) -> None:
        """Go back to before the last answer."""

    def leave(self) -> None:
        """Leave the table."""

    def say_where(self) -> None:
        """Say where the game is kept."""


Order = Callable[[Sitter, str, Dialogue], None]
Page = Callable[[Naming, SeatView], Iterator[str]]


def _help(client: Sitter, _: str, talk: Dialogue) -> None:
    example = next((item.form for item in talk.view.menu if "<" not in item.form), f"{client.seat} done")
    number = 1
    while client.words.has(f"help.{number}"):
        client.paper.line(client.words.say(f"help.{number}", example=example))
        number += 1


def _lines(client: Sitter, _: str, talk: Dialogue) -> None:
    for item in talk.view.menu:
        refused = refused_now(talk.position, item)
        why = reason_of(talk.names, refused) if refused else ""
        client.paper.item(client.words.say("client.not_now", label=item.form, why=why) if why else item.form)


def _save(client: Sitter, name: str, _: Dialogue) -> None:
    if not name or client.file is None:
        client.say_where()
        client.paper.line(client.words.say("client.save_where"))
        return
    try:
        fork(client.file, step_ends(fold(client.table.lines))[-1], Path(name)).close()
    except JournalError as error:
        client.paper.line(sentence(f"{error}."))
    else:
        client.paper.line(client.words.say("client.saved_copy", file=name))


def _fast(client: Sitter, _: str, __: Dialogue) -> None:
    client.paper.line(client.words.say("client.fast"))
    step = client.table.apply(d.TakeSeat(client.seat, "model"))
    if isinstance(step, Refused):
        client.refuse(step)


def _why(client: Sitter, rest: str, talk: Dialogue) -> None:
    seat = rest.upper() or client.seat
    if seat == client.seat:
        client.write(own_page(talk.names, talk.view, talk.position))
    elif seat in talk.position.lexicon.allies:
        client.write(other_page(talk.names, talk.view, seat))
    else:
        keys = client.words.say("list.comma").join(talk.position.lexicon.allies)
        client.paper.line(client.words.say("client.no_seat", word=seat, keys=keys))


def _page(*pages: Page) -> Order:
    def show(client: Sitter, _: str, talk: Dialogue) -> None:
        for page in pages:
            client.write(page(talk.names, talk.view))

    return show


ORDERS: Final[dict[str, Order]] = {
    "help": _help,
    "?": _help,
    "lines": _lines,
    "status": _page(desk.status, desk.picture),
    "paper": _page(desk.paper),
    "brief": _page(desk.brief),
    "cable": _page(lambda names, view: desk.cable(names, view.seat, view.public.round.number - 1)),
    "why": _why,
    "text": lambda client, _, talk: client.write(desk.text(talk.names, talk.view, talk.position)),
    "undo": lambda client, _, __: client.undo(),
    "save": _save,
    "fast": _fast,
    "quit": lambda client, _, __: client.leave(),
    "exit": lambda client, _, __: client.leave(),
}
