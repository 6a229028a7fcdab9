"""The silence board: a tile for every ally, its stance as a colour, a shape and a word; a press asks why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.desktop import pages
from game.desktop.board import Stand, board
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.rows import Option
from game.desktop.stage import Push

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

TILE = 150  # least width of a tile, at a scale of 1
SHARE = {"wide": 9 / 20, "narrow": 1 / 2}


def board_panel(match: Match, *, columns: int = 0) -> Widget:
    """Return the panel; `columns` 0: as many as there is room for in the council room."""
    words = match.stage.words
    tiles = [tile(match, each) for each in board(match.desk, match.names)]
    body = parts.col(parts.small(_told(match)), parts.grid(tiles, columns=columns or _columns(match), gap=4), gap=8)
    return parts.panel(words.say("board.title"), parts.scroll("board", words.say("board.title"), body), grow=1)


def _columns(match: Match) -> int:
    width = match.stage.width
    room = width * 9 / 20 if width >= parts.WIDE else width / 2 if width >= parts.NARROW else width
    return max(1, int((room - 60) // TILE))


def _told(match: Match) -> str:
    """Return what the board shows: nothing yet, the tour, or answers to this wording or the one before."""
    public, say = match.desk.view.public, match.stage.words.say
    if public.draft is None:
        return say("board.none")
    if public.answers:
        return say("board.old" if public.answers_are_old else "board.answers")
    return say("board.tour" if public.tour else "board.waiting")


def tile(match: Match, stand: Stand) -> Widget:
    """Return one ally's tile."""
    say = match.stage.words.say
    name = say("board.own", name=stand.name) if stand.is_own else stand.name
    stance = say(f"stance.{stand.stance}")
    key = "board.tile_noted" if stand.note else "board.tile"
    return Option(
        name,
        stance,
        partial(ask_why, match, stand.seat),
        flag=stand.seat,
        mark=(stand.colour, stand.shape),
        id=f"tile_{stand.seat}",
        name=say(key, name=name, stance=stance, note=stand.note),
        help=say("help.tile"),
    )


def ask_why(match: Match, seat: str) -> None:
    """Show why a seat stands where it stands, as far as the person may know."""
    from game.desktop.screens.reading import Reading

    title = match.stage.words.say("board.why", seat=match.names.seat(seat))
    text = "\n".join(pages.item(line) for line in match.sitting.why(seat))
    match.stage.turn(Push(Reading(match.stage, title, text)))
