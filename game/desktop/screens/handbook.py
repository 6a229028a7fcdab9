"""The handbook: pages of Markdown, a list of them beside the one that is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop.markdown import rich_of, title_of
from game.desktop.screens import parts
from game.desktop.stage import Pop, Result, Stage, Stay
from game.scenario.data import data_root
from game.telling.words import LANGUAGES

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

FIRST = "playing"


def pages(language: str) -> list[tuple[str, Path]]:
    """Return the pages under assets/handbook by name, in English where a page has no other: that for players first."""
    files = {file.stem: file for file in (data_root() / "assets" / "handbook").glob("*.md")}
    names = (stem for stem in files if stem.rpartition("_")[2] not in LANGUAGES)
    return [(name, files.get(f"{name}_{language}", files[name])) for name in sorted(names, key=_place)]


def _place(name: str) -> tuple[bool, str]:
    return name != FIRST, name


class Handbook:
    """The pages under assets/handbook, in the reader's language."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.pages = [(name, file, title_of(file.read_text("utf-8"))) for name, file in pages(stage.words.language)]
        self.shown: Path = self.pages[0][1]

    def build(self) -> Widget:
        """Return the screen."""
        say = self.stage.words.say
        titles = {file: title for _, file, title in self.pages}
        listed = parts.col(
            *(
                parts.option(f"page_{name}", title, "", partial(self._show, file), on=file == self.shown)
                for name, file, title in self.pages
            ),
            gap=4,
        )
        text = parts.reader("page", titles[self.shown], rich_of(self.shown.read_text("utf-8")), grow=3)
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
