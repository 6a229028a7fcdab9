"""`python -m game.desktop.widgets.gallery`: every widget in one window, to be looked at and tried; tests look at it too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, get_args

os.environ.setdefault(
    "SDL_FRAMEBUFFER_ACCELERATION", "software"
)  # a flip costs 0.2 ms instead of 14 without a graphics card

import pygame

from game.desktop.widgets.boxes import Column, Grid, Panel, Row, Spacer, Wrap
from game.desktop.widgets.buttons import Button, Choice, Kind, Slider, Toggle
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.images import Canvas, Paint
from game.desktop.widgets.lists import Cell, Heading, Table
from game.desktop.widgets.overlay import reading
from game.desktop.widgets.root import Root
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label, RichText
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parents[2] / "assets" / "fonts"
TEXT: Final = (
    "A paragraph wraps where there is no room. It holds <b>strong</b>, <dim>dim</dim>, <accent>accented</accent>, "
    "<warn>warning</warn> and <bad>bad</bad> words, and <a first>a link</a> that can be reached with the Tab key.\n"
    "Ștefan Țuțea, Þórdís, Ελλάδα: letters of Europe."
)


class Gallery:
    """What the gallery shows, and what was done to it."""

    def __init__(self, theme: Theme, *, longer: bool = False) -> None:
        """Make one; with `longer` every text is as long as a translation may be."""
        self.root = Root(theme)
        self.is_on, self.chosen, self.value, self.row = True, "two", 40, 2
        self.done: list[str] = []
        self._longer = longer
        self.build()

    def say(self, text: str) -> str:
        """Return a text, a third longer if that is asked for."""
        return text + " xxxx" * -(-len(text) // 15) if self._longer else text

    def do(self, what: str) -> None:
        """Note that something was done."""
        self.done.append(what)

    def set(self, name: str, value: object) -> None:
        """Change what is shown."""
        setattr(self, name, value)
        self.do(f"{name}={value}")
        self.build()

    def build(self) -> None:
        """Show everything as it is now."""
        say = self.say
        head = Row([Label("Gallery", "title", grow=1), Button(say("&Help"), self.explain, id="help", help=TEXT)])
        pressed = Scroll(Column([self._buttons(), self._switches(), self._fields()]), id="pressed", name="To press")
        paragraphs = Scroll(RichText(say(TEXT) + "\n" + TEXT * 3, on_link=self.do), id="text", name="Text")
        halves = [Panel(say("To press"), [pressed], grow=1), Panel(say("To read"), [paragraphs], grow=1)]
        low = Panel(say("To choose"), [self._table()], grow=1)
        self.root.show(Column([head, Row(halves, grow=1, stretch=True), low], pad=16, gap=12))

    def explain(self) -> None:
        """Open a modal."""
        self.do("help")
        self.root.open(reading("Help", TEXT, "&Close", self.root.close))

    def _buttons(self) -> Widget:
        kinds = [self._button(kind) for kind in get_args(Kind)]
        return Wrap([*kinds, Button(self.say("Not now"), lambda: self.do("never"), enabled=False, id="off")])

    def _button(self, kind: Kind) -> Button:
        return Button(self.say(f"&{kind.title()}"), lambda: self.do(kind), kind=kind, id=kind)

    def _switches(self) -> Widget:
        options = [(key, self.say(key.title())) for key in ("one", "two", "three")]
        return Column(
            [
                Toggle(self.say("A s&witch"), self.is_on, lambda on: self.set("is_on", on), id="toggle"),
                Choice(options, self.chosen, lambda key: self.set("chosen", key), id="choice"),
                Row(
                    [
                        Slider(0, 100, self.value, lambda v: self.set("value", v), step=5, id="slider", name="Slider"),
                        Label(str(self.value), "figure_big", least=(44, 0)),
                        Spacer(),
                    ]
                ),
            ]
        )

    def _fields(self) -> Widget:
        line = Entry("", lambda text: self.do(f"line={text}"), hint=self.say("One line"), id="line", name="One line")
        page = Entry("Several\nlines", lambda text: self.do(f"page={text}"), lines=3, id="page", name="Several lines")
        swatches = Grid([Canvas(_swatch(k), name=f"stance {k}", least=(40, 22)) for k in range(1, 5)], columns=4)
        return Column([line, page, swatches])

    def _table(self) -> Widget:
        say = self.say
        headings = [Heading(say("Name"), 160, 1), Heading(say("Stance"), 140), Heading("Figure", 80, align="right")]

        def row(k: int) -> tuple[Cell, ...]:
            return Cell(say(f"Row {k}")), Cell("Objects", "warn"), Cell(f"{k * 7 % 100} %", style="figure")

        return Table(headings, 200, row, chosen=self.row, on_choose=self._choose, id="table", name="Rows")

    def _choose(self, k: int) -> None:
        self.set("row", k)


def _swatch(stance: int) -> Paint:
    def paint(theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
        pygame.draw.rect(surface, theme.colour(f"stance_{stance}"), rect, border_radius=theme.px(4))

    return paint


def main() -> None:
    """Show the gallery until its window is closed."""
    pygame.display.init()
    pygame.font.init()
    window = pygame.display.set_mode((1280, 720), pygame.RESIZABLE)
    gallery = Gallery(Theme(HERE / "themes" / "dark.toml", FONTS))
    gallery.root.layout(window.get_size())
    while True:
        for event in [pygame.event.wait(500), *pygame.event.get()]:
            if event.type == pygame.QUIT:
                return
            if event.type == pygame.VIDEORESIZE:
                gallery.root.layout(event.size)
            gallery.root.handle(event)
        surface = pygame.display.get_surface()
        if gallery.root.dirty and surface:
            gallery.root.draw(surface)
            pygame.display.flip()


if __name__ == "__main__":
    main()
