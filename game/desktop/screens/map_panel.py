"""The map of the council room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


def map_panel(match: Match) -> Widget:
    """Return the panel: until there is a map, the picture of the incident in words."""
    words = match.stage.words
    return parts.reader("map", words.say("place.situation"), pages.situation(match.desk, match.names, words), grow=1)
