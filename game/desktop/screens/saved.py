"""Saved games: to be gone on with, or to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.desktop import thumbs
from game.desktop.screens import parts
from game.desktop.screens.opening import take_up
from game.desktop.screens.replay import look_back
from game.desktop.stage import Pop, Push, Result, Stage
from game.desktop.work import Progress

if TYPE_CHECKING:
    from game.desktop.keeping import Slot
    from game.desktop.widgets.widget import Widget


class Saved:
    """The list of saved games, the latest first; `again`: a press shows a game from its beginning."""

    def __init__(self, stage: Stage, slots: Sequence[Slot], *, again: bool = False) -> None:
        self.stage, self.slots, self.again = stage, slots, again

    def build(self) -> Widget:
        """Return the screen: a button for each game."""
        say, open_game = self.stage.words.say, look_back if self.again else take_up
        title = say("saved.again" if self.again else "saved.title")
        rows = [
            parts.pictured(
                thumbs.kept(slot.file),
                parts.flag_button(
                    f"slot_{number}",
                    slot.seats[0] if slot.seats else "",
                    slot.title_in(self.stage.words.language),
                    self._note(slot),
                    partial(open_game, self.stage, slot.file),
                ),
            )
            for number, slot in enumerate(self.slots)
        ]
        body = parts.scroll("slots", title, parts.col(*(rows or [parts.body(say("saved.empty"))]), gap=4))
        back = parts.button("back", say("key.back"), partial(self.stage.turn, Pop()))
        return parts.page(title, body, [back], narrow=True)

    def _note(self, slot: Slot) -> str:
        say, file = self.stage.words.say, slot.file.stem
        return say("saved.over", file=file) if slot.is_over else say("saved.slot", round=slot.round, file=file)

    def escape(self) -> Result:
        """Go back."""
        return Pop()


def look_for_games(stage: Stage) -> None:
    """Show every saved game, ended ones too, to be looked at again."""

    def job(_: Progress) -> list[Slot]:
        from game.desktop.keeping import all_games

        return all_games()

    stage.run(stage.words.say("title.looking"), job, lambda found: stage.turn(Push(Saved(stage, found, again=True))))
