"""Between two people at one screen: nothing of the last one's is left on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.stage import Go, Home, Result, Screen

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


class Curtain:
    """Asks for the person whose turn it is."""

    def __init__(self, match: Match, unfold: Callable[[Match], Screen]) -> None:
        self.match, self.unfold = match, unfold

    def build(self) -> Widget:
        """Return the screen: whose turn it is, and a button for that person."""
        words, seat = self.match.stage.words, self.match.sitting.next_seat
        name = self.match.names.name(seat)
        return parts.poster(
            words.say("curtain.title", seat=name),
            parts.display(words.say("curtain.title", seat=name)),
            parts.body(words.say("curtain.line", seat=name)),
            parts.space(12),
            parts.button("ready", words.say("curtain.ready", seat=name), self.ready, primary=True),
        )

    def escape(self) -> Result:
        """Leave the game, which is kept."""
        return Home()

    def ready(self) -> None:
        """Give the screen to that person."""
        self.match.sitting.hand_over()
        self.match.look()
        self.match.stage.turn(Go(self.unfold(self.match)))
