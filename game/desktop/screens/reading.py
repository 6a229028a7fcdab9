"""Something to read, over the screen that asked for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.desktop.screens import parts
from game.desktop.stage import Pop, Result, Stage

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


class Reading:
    """A text under a title."""

    def __init__(self, stage: Stage, title: str, text: str) -> None:
        self.stage, self.title, self.text = stage, title, text

    def build(self) -> Widget:
        """Return the screen."""
        back = parts.button("back", self.stage.words.say("key.back"), partial(self.stage.turn, Pop()), primary=True)
        return parts.page(self.title, parts.reader("reading", "", self.text, grow=1), [back])

    def escape(self) -> Result:
        """Go back."""
        return Pop()
