"""The council room: where things stand, who stands where, and what the seat is to decide."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.boards import board_panel
from game.desktop.screens.decisions import QUESTION, turn_panel
from game.desktop.screens.map_panel import map_panel
from game.desktop.screens.readers import READERS, reader_panel
from game.desktop.screens.tracks import tracks_panel
from game.desktop.stage import Push, Result, Stay

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

Panel = Callable[[Match], "Widget"]
PLACES: Final[dict[str, Panel]] = {
    "turn": turn_panel,
    "board": board_panel,
    "map": map_panel,
    "tracks": tracks_panel,
    **{name: partial(reader_panel, name=name) for name in READERS},
}


class Council:
    """One phase of one seat. Where there is little room, its places stand behind tabs."""

    def __init__(self, match: Match) -> None:
        self.match = match

    @property
    def begins_at(self) -> str:
        """Return the question where there is one: Enter reads on there, and decides nothing."""
        return QUESTION if self.match.desk.turn.is_open else ""

    @property
    def is_pictured(self) -> bool:
        """Tell that a small picture of the room stands for the game."""
        return True

    def build(self) -> Widget:
        """Return the screen."""
        width = self.match.stage.width
        if width >= parts.WIDE:
            body = self._three_columns()
        elif width >= parts.NARROW:
            body = self._two_columns()
        else:
            body = self._tabs()
        return parts.column(self._header(), body, gap=8, pad=10)

    def escape(self) -> Result:
        """Open the menu of the game."""
        from game.desktop.screens.menu import Menu

        return Push(Menu(self.match))

    def _three_columns(self) -> Widget:
        left = parts.col(tracks_panel(self.match), grow=4)
        # Until there is a text the board has nothing to say, and the map takes its room.
        shares = (5, 6) if self.match.desk.view.public.draft else (8, 4)
        middle = parts.col(map_panel(self.match, grow=shares[0]), board_panel(self.match, grow=shares[1]), grow=9)
        right = parts.col(turn_panel(self.match), self._reading(), grow=7)
        return parts.row(left, middle, right, grow=1)

    def _two_columns(self) -> Widget:
        left = parts.col(self._tab_row(), PLACES[self._side()](self.match), grow=1)
        return parts.row(left, parts.col(turn_panel(self.match), grow=1), grow=1)

    def _tabs(self) -> Widget:
        return parts.col(self._tab_row(), PLACES[self.match.shown["place"]](self.match), grow=1)

    def _side(self) -> str:
        return self.match.shown["place"] if self.match.shown["place"] != "turn" else "board"

    def _tab_row(self) -> Widget:
        names = list(PLACES) if self.match.stage.width < parts.NARROW else [each for each in PLACES if each != "turn"]
        here = self.match.shown["place"] if self.match.shown["place"] in names else names[0]
        say = self.match.stage.words.say
        return parts.tabs("places", [(name, say(f"place.{name}")) for name in names], here, self._go)

    def _reading(self) -> Widget:
        say = self.match.stage.words.say
        tabs = parts.tabs(
            "readers", [(name, say(f"place.{name}")) for name in READERS], self.match.shown["reader"], self._read
        )
        return parts.col(tabs, reader_panel(self.match, name=self.match.shown["reader"]), grow=2, gap=4)

    def _go(self, place: str) -> None:
        self.match.shown["place"] = place
        self.match.stage.turn(Stay())

    def _read(self, reader: str) -> None:
        self.match.shown["reader"] = reader
        self.match.stage.turn(Stay())

    def _header(self) -> Widget:
        stage, view, names = self.match.stage, self.match.desk.view, self.match.names
        say, now = stage.words.say, view.public.round
        title = names.author(f"round.{now.number - 1}.title", now.title)
        seat = names.name(view.seat) if view.seat in names.scenario.ally else view.seat
        capital = view.capital
        facts = [
            parts.figure(say("council.hours", n=now.hours_left), help_text=say("help.hours")),
            parts.figure(
                say("council.capital", n=capital.political_capital if capital else 0), help_text=say("help.capital")
            ),
            parts.figure(
                say("council.support", n=f"{capital.support:.0f}" if capital else 0), help_text=say("help.support")
            ),
        ]
        menu = parts.button("menu", say("key.menu"), lambda: stage.turn(self.escape()))
        return parts.header(
            parts.flag(view.seat),
            parts.strong(seat),
            parts.body(say("council.where", title=title, number=now.number, of=now.of), dim=True, grow=1),
            *facts,
            menu,
        )
