"""The map of the council room: every ally in the colour of its stance; a press asks why it stands there."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import pygame

from game.desktop import pages, shapes
from game.desktop.board import Stand, board
from game.desktop.mapdata import sheet, table
from game.desktop.mapground import Ground, Paint
from game.desktop.mapview import View, fitted
from game.desktop.mapwords import haloed
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.boards import ask_why
from game.desktop.widgets.images import Canvas
from game.desktop.widgets.theme import Colour, Theme

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

SHEET: Final = "europe"
SEA: Final = Paint(sea=(9, 17, 32), shore=(20, 36, 60), grid=(18, 30, 50), land=(38, 48, 66), border=(84, 102, 132))
WAITING: Final = (58, 76, 106)  # an ally that has said nothing
PLAIN: Final = ("waiting", "author", "cosponsor")  # stances that say nothing of how it will answer


@cache
def _ground() -> Ground:
    return Ground(sheet(SHEET), SEA)


def map_panel(match: Match, *, grow: int = 5) -> Widget:
    """Return the panel; where a scenario's allies are not on the map, the picture of the incident in words."""
    words = match.stage.words
    if len(_ground().sheet.keys() & set(match.names.scenario.ally)) < 2:
        text = pages.situation(match.desk, match.names, words)
        return parts.reader("map", words.say("place.situation"), text, grow=grow)
    canvas = Canvas(
        partial(_paint, match),
        on_press=lambda pos: _press(match, canvas.rect, pos),
        id="map",
        name=words.say("map.name"),
        help=words.say("help.map"),
        grow=1,
    )
    return parts.panel(words.say("map.title"), canvas, grow=grow)


def _paint(match: Match, theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Draw lands, names, and the shape of each stance beside the name."""
    if rect.w < 2 or rect.h < 2:
        return
    view = fitted(_ground().sheet.home, rect.size)
    stands = {each.seat: each for each in board(match.desk, match.names)}
    surface.blit(_ground().picture(view, {seat: _fill(each, theme) for seat, each in stands.items()}), rect)
    for seat, place in table("labels")["land"].items():
        if seat in stands:
            _name(theme, surface, rect, view, stands[seat], place)
    pygame.draw.rect(surface, theme.colour("panel_edge"), rect, width=1)


def _name(
    theme: Theme, surface: pygame.Surface, rect: pygame.Rect, view: View, stand: Stand, place: dict[str, Any]
) -> None:
    """Write a name where there is room for it, else its letters, else nothing; with the stance's shape."""
    x, y = view.pixel(_ground().sheet.projection.point(tuple(place["at"])))
    room = place["room"] * view.scale
    text = next((each for each in (stand.name, stand.seat) if theme.width(each, "small") <= room), "")
    side = theme.px(9) if stand.stance not in PLAIN else 0
    if not text and not side:
        return
    drawn = haloed(theme.render(text, "small"), theme.render(text, "small", "ground"), theme.px(1)) if text else None
    wide = (drawn.get_width() if drawn else 0) + side
    left = rect.x + round(x) - wide // 2
    if side:
        square = pygame.Rect(left, rect.y + round(y) - side // 2, side, side)
        pygame.draw.circle(surface, theme.colour("ground"), square.center, side * 3 // 4)
        shapes.stance(surface, stand.shape, square, pygame.Color(theme.colour("text")))
    if drawn:
        surface.blit(drawn, (left + side + theme.px(2), rect.y + round(y) - drawn.get_height() // 2))


def _fill(stand: Stand, theme: Theme) -> Colour:
    return WAITING if stand.stance in PLAIN else theme.colour(stand.colour)


def _press(match: Match, rect: pygame.Rect, pos: tuple[int, int] | None) -> None:
    """Ask why the pressed ally stands where it stands; by the keyboard, one's own seat."""
    seat = match.desk.seat
    if pos is not None:
        view = fitted(_ground().sheet.home, rect.size)
        seat = _ground().sheet.land_at(view.point((pos[0] - rect.x, pos[1] - rect.y)))
    if seat in match.names.scenario.ally:
        ask_why(match, seat)
