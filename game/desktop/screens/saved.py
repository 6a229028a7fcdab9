"""Games that can be gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.desktop.screens import parts
from game.desktop.screens.opening import take_up
from game.desktop.stage import Pop, Result, Stage

if TYPE_CHECKING:
    from game.desktop.keeping import Slot
    from game.desktop.widgets.widget import Widget


class Saved:
    """The list of saved games, the latest first."""

    def __init__(self, stage: Stage, slots: Sequence[Slot]) -> None:
        self.stage, self.slots = stage, slots

    def build(self) -> Widget:
        """Return the screen: a button for each game."""
        say = self.stage.words.say
        rows = [
            parts.flag_button(
                f"slot_{number}",
                slot.seats[0] if slot.seats else "",
                slot.title,
                say("saved.slot", round=slot.round, file=slot.file.stem),
                partial(take_up, self.stage, slot.file),
            )
            for number, slot in enumerate(self.slots)
        ]
        body = parts.scroll("slots", say("saved.title"), parts.col(*rows, gap=4))
        back = parts.button("back", say("key.back"), partial(self.stage.turn, Pop()))
        return parts.page(say("saved.title"), body, [back], narrow=True)

    def escape(self) -> Result:
        """Go back."""
        return Pop()
