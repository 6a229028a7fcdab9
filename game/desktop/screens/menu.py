"""The menu of a game: take back, let the round pass, let the model play on, read, set, leave."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.stage import Home, Pop, Push, Result, Stay

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


class Menu:
    """What can be done with the game as a whole."""

    def __init__(self, match: Match) -> None:
        self.match = match

    def build(self) -> Widget:
        """Return the screen."""
        stage, match = self.match.stage, self.match
        say = stage.words.say
        file = match.sitting.file
        kept = say("menu.kept", file=file) if file else say("note.not_kept", why=match.sitting.why_not_kept)
        return parts.poster(
            say("menu.title"),
            parts.display(say("menu.title")),
            parts.button("back", say("menu.back"), partial(stage.turn, Pop()), primary=True),
            parts.button("undo", say("menu.undo"), match.undo, enabled=match.desk.may_undo),
            parts.button("follow", say("menu.follow"), match.follow),
            parts.button("model", say("menu.model"), match.leave_to_model),
            parts.button("wall", say("wall.close" if stage.wall.projector else "wall.open"), self._wall),
            parts.button("settings", say("title.settings"), self._settings),
            parts.button("handbook", say("title.handbook"), self._handbook),
            parts.button("leave", say("menu.leave"), partial(stage.turn, Home())),
            parts.small(kept),
        )

    def escape(self) -> Result:
        """Go back to the room."""
        return Pop()

    def _wall(self) -> None:
        """Open the projector's window, or close it."""
        from game.desktop.projector import projected

        stage = self.match.stage
        if stage.wall.projector:
            stage.wall.close()
        elif why := projected(self.match):
            stage.say(stage.words.say("wall.none", why=why))
        stage.turn(Stay())

    def _settings(self) -> None:
        from game.desktop.screens.options import Options

        self.match.stage.turn(Push(Options(self.match.stage)))

    def _handbook(self) -> None:
        from game.desktop.screens.handbook import Handbook

        self.match.stage.turn(Push(Handbook(self.match.stage)))
