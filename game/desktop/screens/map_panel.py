"""The map of the council room: every ally in the colour of its stance; a press asks why it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages
from game.desktop.board import board
from game.desktop.mapdata import table
from game.desktop.maplook import look, mixed
from game.desktop.match import Match
from game.desktop.rivermap import RiverMap
from game.desktop.screens import parts
from game.desktop.screens.boards import ask_why
from game.desktop.screens.map_view import MARK, SHARE, MapView, ground_colour, mark_of, places_of
from game.desktop.stage import Stay
from game.desktop.widgets.images import Canvas
from game.desktop.widgets.theme import Colour, Theme
from game.scenario.schema import Scenario

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
    if match.shown["chart"] == "river" and has_river(match.names.scenario):
        return parts.panel(words.say("map.river"), parts.col(_charts(match), _river(match), grow=1), grow=grow)
    view = MapView(
        match.charts.of(match.names, stage.words.language, stage.theme.scale),
        partial(_stances, match),
        partial(ask_why, match),
        match.desk.seat,
        id="map",
        name=words.say("map.name"),
        help=words.say("help.map"),
    )
    if not has_river(match.names.scenario):
        return parts.panel(words.say("map.title"), view, grow=grow)
    return parts.panel("", parts.col(_charts(match), view, grow=1, gap=6), grow=grow)


def has_river(scenario: Scenario) -> bool:
    """Tell whether the map of the river is about what was struck in this scenario."""
    return str(table("danube")["middle"]) == scenario.scenario.key


def _charts(match: Match) -> Widget:
    """Return the tabs that choose between the map of the allies and that of the river."""
    say = match.stage.words.say

    def show(name: str) -> None:
        match.shown["chart"] = name
        match.stage.turn(Stay())

    return parts.tabs("chart", [(name, say(f"map.{name}")) for name in ("europe", "river")], match.shown["chart"], show)


def _river(match: Match) -> Widget:
    """Return the map of the river; nothing on it can be pressed."""
    language = match.stage.words.language
    names = {key: match.names.name(key) for key in match.names.scenario.ally}

    def paint(theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
        drawn = river_map(theme.colour("warn"), theme.colour("accent"), language, theme.scale)
        if rect.w > 1 and rect.h > 1:
            drawn.draw(surface, rect, {}, names)

    return Canvas(paint, name=match.stage.words.say("map.river_name"), grow=1, least=(160, 120))


@lru_cache(maxsize=2)
def river_map(alarm: Colour, guard: Colour, language: str, scale: float) -> RiverMap:
    """Return the map of the river, made once for a scale."""
    return RiverMap(look(scale), alarm, guard, language, scale)


def _stances(match: Match, theme: Theme) -> tuple[Mapping[str, Colour], Mapping[str, pygame.Surface]]:
    """Return each ally's colour, and the shape of its stance where it has one."""
    land, stands = ground_colour(), board(match.desk, match.names)
    fills = {
        each.seat: WAITING if each.stance in PLAIN else mixed(theme.colour(each.colour), land, SHARE) for each in stands
    }
    side, white, dark = theme.px(MARK), theme.colour("text"), theme.colour("ground")
    marks = {each.seat: mark_of(each.shape, side, white, dark) for each in stands if each.stance not in PLAIN}
    return fills, marks
