"""The silence board: a tile for every ally, its stance as a colour, a shape and a word; a press asks why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop import pages
from game.desktop.board import STANCES, Stand, board
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.rows import Tile

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget
    from game.lab.words import Words

TILE: Final = 118  # least width of a tile, at a scale of 1
WIDE_SHARE: Final = 9 / 20  # of the middle column


def board_panel(match: Match, *, share: float = 0, grow: int = 1, opened: int | None = None) -> Widget:
    """Return the panel; `share` is its part of the window's width, 0: as in the council room.

    `opened` is how many answers are open yet, the silent first; None: all.
    """
    words = match.stage.words
    stands = veiled(board(match.desk, match.names), opened)
    tiles = [tile(match, each) for each in stands]
    told = parts.small(f"{_told(match)} {_counts(match, stands)}")
    body = parts.col(told, parts.grid(tiles, columns=_columns(match, share), gap=4), gap=8)
    return parts.panel(words.say("board.title"), parts.scroll("board", words.say("board.title"), body), grow=grow)


def veiled(stands: Sequence[Stand], opened: int | None) -> Sequence[Stand]:
    """Return where they stand as far as the answers are open: the quiet ones first, who broke silence last."""
    if opened is None:
        return stands
    order = sorted(stands, key=lambda each: (list(STANCES).index(each.stance), each.name))
    open_yet = {each.seat for each in order[:opened]}
    return [each if each.seat in open_yet else replace(each, stance="waiting", note="") for each in stands]


def _columns(match: Match, share: float) -> int:
    width = match.stage.width
    usual = WIDE_SHARE if width >= parts.WIDE else 1 / 2 if width >= parts.NARROW else 1
    return max(1, int((width * (share or usual) - 60) // TILE))


def _counts(match: Match, stands: Sequence[Stand]) -> str:
    """Return how many stand where, nothing where nobody has said anything."""
    say = match.stage.words.say
    counted = Counter(each.stance for each in stands if each.stance != "waiting")
    told = [say("board.count", n=n, stance=say(f"stance.{name}")) for name, n in counted.most_common()]
    return " · ".join(told)


def _told(match: Match) -> str:
    """Return what the board shows: nothing yet, the tour, or answers to this wording or the one before."""
    public, say = match.desk.view.public, match.stage.words.say
    if public.draft is None:
        return say("board.none")
    if public.answers:
        return say("board.old" if public.answers_are_old else "board.answers")
    return say("board.tour" if public.tour else "board.waiting")


def tile(match: Match, stand: Stand) -> Widget:
    """Return one ally's tile; pressed, it says why."""
    return still_tile(match.stage.words, stand, partial(ask_why, match, stand.seat), match.stage.words.say("help.tile"))


def still_tile(words: Words, stand: Stand, press: Callable[[], object] = lambda: None, told: str = "") -> Widget:
    """Return one ally's tile, for a wall where nobody presses it too; `told` is what F1 says of it."""
    name = words.say("board.own", name=stand.name) if stand.is_own else stand.name
    stance = words.say(f"stance.{stand.stance}")
    key = "board.tile_noted" if stand.note else "board.tile"
    return Tile(
        name,
        stance,
        press,
        flag=stand.seat,
        mark=(stand.colour, stand.shape),
        id=f"tile_{stand.seat}",
        name=words.say(key, name=name, stance=stance, note=stand.note),
        help=told,
    )


def ask_why(match: Match, seat: str) -> None:
    """Show why a seat stands where it stands, as far as the person may know."""
    title = match.stage.words.say("board.why", seat=match.names.seat(seat))
    text = "\n".join(pages.item(line) for line in match.sitting.why(seat))
    match.stage.read(title, text)
