"""The handbook: pages of Markdown, a list of them beside the one that is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop.markdown import rich_of, title_of
from game.desktop.screens import parts
from game.desktop.stage import Pop, Result, Stage, Stay
from game.scenario.data import data_root

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

FIRST = "playing"


class Handbook:
    """The pages under assets/handbook, that for players first."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        files = sorted(
            (data_root() / "assets" / "handbook").glob("*.md"), key=lambda file: (file.stem != FIRST, file.stem)
        )
        self.pages = [(file, title_of(file.read_text("utf-8"))) for file in files]
        self.shown: Path = files[0]

    def build(self) -> Widget:
        """Return the screen."""
        say = self.stage.words.say
        tabs = [(file.stem, title) for file, title in self.pages]
        listed = parts.col(
            *(
                parts.option(f"page_{key}", title, "", partial(self._show, file), on=file == self.shown)
                for (key, title), (file, _) in zip(tabs, self.pages, strict=True)
            ),
            gap=4,
        )
        text = parts.reader("page", dict(tabs)[self.shown.stem], rich_of(self.shown.read_text("utf-8")), grow=3)
        wide = self.stage.width >= parts.NARROW
        left = parts.scroll("pages", say("handbook.pages"), listed)
        body = parts.row(left, text, grow=1) if wide else parts.col(listed, text, grow=1)
        back = parts.button("back", say("key.back"), partial(self.stage.turn, Pop()))
        return parts.page(say("title.handbook"), body, [back])

    def escape(self) -> Result:
        """Go back."""
        return Pop()

    def _show(self, file: Path) -> None:
        self.shown = file
        self.stage.turn(Stay())
