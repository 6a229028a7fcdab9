"""`python -m game.desktop.widgets.gallery`: every widget in one window, to be looked at and tried; tests look at it too."""

from __future__ import annotations

import os
import time
import tomllib
from pathlib import Path
from typing import Any, Final, get_args

os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "software")  # without a graphics card a flip costs 0.2 ms, not 14

import pygame

from game.desktop.widgets.boxes import Column, Grid, Panel, Row, Wrap
from game.desktop.widgets.buttons import Button, Choice, Kind, Slider, Toggle
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.images import Canvas, Paint
from game.desktop.widgets.lists import Cell, Heading, Table
from game.desktop.widgets.menus import DropDown
from game.desktop.widgets.overlay import reading
from game.desktop.widgets.plates import plate
from game.desktop.widgets.root import Root
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label, RichText
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget

HERE: Final = Path(__file__).parent
FONTS: Final = HERE.parents[2] / "assets" / "fonts"
LONGER: Final = 0.35  # what a translation may add
INKS: Final = ("accent", "text", "warn", "bad")


class Gallery:
    """What the gallery shows, and what was done to it."""

    def __init__(self, theme: Theme, *, longer: bool = False) -> None:
        """Make one; with `longer` every text is as long as a translation may be."""
        self.words: dict[str, Any] = tomllib.loads((HERE / "gallery.toml").read_text(encoding="utf-8"))
        self.root = Root(theme, close=self.words["close"])
        self.is_on, self.chosen, self.pace, self.value, self.row = True, "two", "usual", 40, 2
        self.done: list[str] = []
        self._longer = longer
        self.build()

    def say(self, key: str, **values: object) -> str:
        """Return a text, a third longer if that is asked for."""
        text: str = self.words[key].format(**values)
        return text + " " + ("xxxx " * len(text))[: round(len(text) * LONGER)].strip() if self._longer else text

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
        head = Row(
            [
                Label(say("title"), "title", grow=1),
                Button(say("notice"), self.notice, id="notice", tip=say("tip")),
                Button(say("help"), self.explain, id="help", help=self.words["text"]),
            ]
        )
        pressed = Scroll(
            Column([self._buttons(), self._switches(), self._numbers()], gap=14), id="pressed", name=say("press")
        )
        right = Column([self._text(), self._fields()], gap=12, grow=1)
        halves = Row([Panel(say("press"), [pressed], grow=1), right], gap=12, grow=6, stretch=True)
        low = Panel(say("choose"), [self._table()], grow=4)
        self.root.show(Column([head, halves, low], pad=16, gap=12))

    def explain(self) -> None:
        """Open a modal."""
        self.do("help")
        self.root.open(reading(self.words["title"], self.words["text"], self.words["close"], self.root.close))

    def notice(self) -> None:
        """Show a line that goes by itself."""
        self.do("notice")
        self.root.passing.toast(self.say("said"), time.monotonic())

    def _buttons(self) -> Widget:
        kinds = [self._button(kind) for kind in get_args(Kind)]
        return Wrap([*kinds, Button(self.say("off"), lambda: self.do("never"), enabled=False, id="off")])

    def _button(self, kind: Kind) -> Button:
        return Button(self.say(kind), lambda: self.do(kind), kind=kind, id=kind)

    def _switches(self) -> Widget:
        options = [(key, self.say(key)) for key in ("one", "two", "three")]
        return Column(
            [
                Toggle(self.say("switch"), self.is_on, lambda on: self.set("is_on", on), id="toggle"),
                Choice(options, self.chosen, lambda key: self.set("chosen", key), id="choice"),
            ]
        )

    def _numbers(self) -> Widget:
        paces = [(key, self.say(key)) for key in ("slow", "usual", "quick")]
        slider = Slider(
            0, 100, self.value, lambda v: self.set("value", v), step=5, id="slider", name=self.say("slider"), grow=1
        )
        return Column(
            [
                Row([slider, Label(str(self.value), "figure_big", align="right", least=(44, 0))]),
                Row(
                    [
                        Label(self.say("pace"), grow=1),
                        DropDown(
                            paces,
                            self.pace,
                            lambda key: self.set("pace", key),
                            id="pace",
                            name=self.say("pace"),
                            grow=2,
                        ),
                    ]
                ),
            ]
        )

    def _text(self) -> Widget:
        text = self.say("text") + "\n" + self.say("more")
        return Panel(
            self.say("read"),
            [Scroll(RichText(text, on_link=self.do), id="text", name=self.say("read"))],
            grow=1,
        )

    def _fields(self) -> Widget:
        line = Entry(
            "", lambda text: self.do(f"line={text}"), hint=self.say("line"), id="line", name=self.say("line"), grow=1
        )
        page = Entry(
            self.words["written"],
            lambda text: self.do(f"page={text}"),
            lines=2,
            id="page",
            name=self.say("page"),
            grow=1,
        )
        return Panel(self.say("write"), [Row([line, page])])

    def _table(self) -> Widget:
        say, stances = self.say, self.words["stances"]
        headings = [
            Heading(say("name"), 200, 1),
            Heading(say("stance"), 160),
            Heading(say("figure"), 90, align="right"),
        ]

        def row(k: int) -> tuple[Cell, ...]:
            stance = k % len(stances)
            return Cell(say("row", k=k)), Cell(stances[stance], INKS[stance]), Cell(f"{k * 7 % 100} %", style="figure")

        table = Table(headings, 200, row, chosen=self.row, on_choose=self._choose, id="table", name=say("rows"))
        swatches = [Canvas(_swatch(k), name=name, least=(48, 26)) for k, name in enumerate(stances, 1)]
        return Row([table, Grid(swatches, columns=2)], gap=16, grow=1, stretch=True)

    def _choose(self, k: int) -> None:
        self.set("row", k)


def _swatch(stance: int) -> Paint:
    def paint(theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
        colour = theme.colour(f"stance_{stance}")
        plate(surface, rect, colour, colour, theme.px(4), 0)

    return paint


def main() -> None:
    """Show the gallery until its window is closed."""
    pygame.display.init()
    pygame.font.init()
    window = pygame.display.set_mode((1280, 720), pygame.RESIZABLE)
    gallery = Gallery(Theme(HERE / "themes" / "dark.toml", FONTS))
    gallery.root.layout(window.get_size())
    while not any(_hear(gallery.root, event) for event in _events(gallery.root)):
        gallery.root.dirty |= gallery.root.passing.tick(time.monotonic())
        surface = pygame.display.get_surface()
        if gallery.root.dirty and surface:
            gallery.root.draw(surface)
            pygame.display.flip()


def _events(root: Root) -> list[pygame.Event]:
    wait = root.passing.wait(time.monotonic())
    first = pygame.event.wait() if wait is None else pygame.event.wait(max(round(wait * 1000), 1))
    return [first, *pygame.event.get()]


def _hear(root: Root, event: pygame.Event) -> bool:
    """Hear an event; tell whether it closes the window."""
    if event.type == pygame.VIDEORESIZE:
        root.layout(event.size)
    root.handle(event)
    return event.type == pygame.QUIT


if __name__ == "__main__":
    main()
