"""The map of the council room: every ally in the colour of its stance; a press asks why it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages
from game.desktop.board import board
from game.desktop.maplook import mixed
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.boards import ask_why
from game.desktop.screens.map_view import MARK, SHARE, MapView, ground_colour, mark_of, places_of
from game.desktop.widgets.theme import Colour, Theme

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

WAITING: Final = (70, 90, 124)  # an ally that has said nothing
PLAIN: Final = ("waiting", "author", "cosponsor")  # stances that say nothing of how it will answer


def map_panel(match: Match, *, grow: int = 5) -> Widget:
    """Return the panel; where a scenario's allies are on no map, the picture of the incident in words."""
    words, stage = match.stage.words, match.stage
    if len(places_of(match.names.scenario)) < 2:
        text = pages.situation(match.desk, match.names, words)
        return parts.reader("map", words.say("place.situation"), text, grow=grow)
    view = MapView(
        match.charts.of(match.names, stage.settings.language, stage.theme.scale),
        partial(_stances, match),
        partial(ask_why, match),
        match.desk.seat,
        id="map",
        name=words.say("map.name"),
        help=words.say("help.map"),
    )
    return parts.panel(words.say("map.title"), view, grow=grow)


def _stances(match: Match, theme: Theme) -> tuple[Mapping[str, Colour], Mapping[str, pygame.Surface]]:
    """Return each ally's colour, and the shape of its stance where it has one."""
    land, stands = ground_colour(), board(match.desk, match.names)
    fills = {
        each.seat: WAITING if each.stance in PLAIN else mixed(theme.colour(each.colour), land, SHARE) for each in stands
    }
    side, white, dark = theme.px(MARK), theme.colour("text"), theme.colour("ground")
    marks = {each.seat: mark_of(each.shape, side, white, dark) for each in stands if each.stance not in PLAIN}
    return fills, marks
