"""Text: labels, and paragraphs with tags `<b> <i> <dim> <accent> <warn> <ok> <bad> <a key>`, whose links can be followed."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import pygame

from game.desktop.widgets.boxes import WIDE
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, State, Widget, is_press

Align = Literal["left", "centre", "right"]


class Label(Widget):
    """A text that wraps."""

    role = "text"

    def __init__(
        self, text: str, style: str = "body", colour: str = "text", *, align: Align = "left", **about: Any
    ) -> None:
        """Make a label."""
        super().__init__(**{"name": text, **about})
        self.text, self.style, self.colour, self.align = text, style, colour, align

    def state(self) -> State:
        """Return the text, which may have changed since it was named."""
        return State(text=self.text)

    def measure(self, theme: Theme, width: int) -> Size:
        """Return how wide and high the lines are."""
        least = super().measure(theme, width)
        lines = theme.wrapped(self.text, self.style, width)
        wide = max((theme.width(line, self.style) for line in lines), default=0)
        return max(wide, least[0]), max(len(lines) * theme.line_height(self.style), least[1])

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the lines from the top, in the middle of a row that is higher."""
        lines = theme.wrapped(self.text, self.style, self.rect.w)
        high = theme.line_height(self.style)
        y = self.rect.y + max(self.rect.h - high * len(lines), 0) // 2
        for line in lines:
            spare = max(self.rect.w - theme.width(line, self.style), 0)
            x = self.rect.x + {"left": 0, "centre": spare // 2, "right": spare}[self.align]
            theme.line(surface, line, self.style, self.colour, (x, y))
            y += high

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that the text does not fit."""
        wide, high = self.measure(theme, max(self.rect.w, 1))
        if wide > self.rect.w or high > self.rect.h:
            yield f"text needs {wide} x {high}, has {self.rect.w} x {self.rect.h}"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield its colour."""
        del theme
        yield self.colour, ""


@dataclass(frozen=True, slots=True)
class Run:
    """A word in one style; `link` is what following it means."""

    text: str
    style: str
    colour: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a word lies."""

    run: Run
    rect: pygame.Rect


TAG: Final = re.compile(r"<(/?)(b|i|dim|accent|warn|ok|bad|a)(?: ([^>]*))?>")
COLOURS: Final = {"dim": "text_dim", "accent": "accent", "warn": "warn", "ok": "ok", "bad": "bad", "i": "text_dim"}


def runs_of(text: str, style: str = "body", strong: str = "strong") -> list[list[Run]]:
    """Return paragraphs of words; a tag that is not closed lasts to the end of its paragraph."""
    return [_runs(part, style, strong) for part in text.split("\n")]


def _runs(text: str, style: str, strong: str) -> list[Run]:
    found, open_tags, at = list[Run](), list[tuple[str, str]](), 0
    for tag in [*TAG.finditer(text), None]:
        upto = tag.start() if tag else len(text)
        link = next((what for name, what in open_tags if name == "a"), "")
        names = [name for name, _ in open_tags]
        colour = next((COLOURS[name] for name in reversed(names) if name in COLOURS), "text")
        look = strong if "b" in names else style
        found += [
            Run(word, look, "accent" if link else colour, link) for word in re.findall(r"\S+\s*|\s+", text[at:upto])
        ]
        if tag is None:
            break
        at = tag.end()
        if tag[1]:
            open_tags = [each for each in open_tags if each[0] != tag[2]]
        else:
            open_tags.append((tag[2], tag[3] or ""))
    return found


class Link(Widget):
    """A link in a paragraph: the rectangles of its words."""

    role = "link"
    can_focus = True
    floats = True

    def __init__(self, key: str, name: str, follow: Callable[[str], object], help: str) -> None:  # noqa: A002
        """Make a link; `follow` is called with its key."""
        super().__init__(name=name, help=help, id=f"link-{key}")
        self.key, self.follow = key, follow
        self.spots: list[pygame.Rect] = []

    @property
    def rings(self) -> list[pygame.Rect]:
        """Return the words, those of a line together."""
        lines: dict[int, pygame.Rect] = {}
        for spot in self.spots:
            lines[spot.y] = lines.get(spot.y, spot).union(spot)
        return list(lines.values())

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Lie where its first word lies."""
        del theme
        self.rect = self.spots[0] if self.spots else rect

    def at(self, pos: tuple[int, int]) -> Widget | None:
        """Return itself if a word is under a point."""
        return self if any(spot.collidepoint(pos) for spot in self.spots) else None

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Follow it."""
        del root
        if is_press(event):
            self.follow(self.key)
            return True
        return False


class RichText(Widget):
    """Paragraphs with tags."""

    role = "text"

    def __init__(
        self,
        text: str,
        *,
        style: str = "body",
        strong: str = "strong",
        on_link: Callable[[str], object] | None = None,
        **about: Any,
    ) -> None:
        """Make paragraphs; `on_link` is called with the key of a link that is followed."""
        super().__init__(**{"name": TAG.sub("", text), **about})
        self.style, self.paragraphs = style, runs_of(text, style, strong)
        self._spots: list[Spot] = []
        self._known: dict[tuple[int, float], tuple[list[Spot], int, int]] = {}
        if on_link:
            keys = dict.fromkeys(run.link for part in self.paragraphs for run in part if run.link)
            for key in keys:
                words = "".join(run.text for part in self.paragraphs for run in part if run.link == key)
                self.children.append(Link(key, words.strip(), on_link, self.help))
            for child in self.children:
                child.parent = self

    def _lay(self, theme: Theme, width: int) -> tuple[list[Spot], int, int]:
        """Return the words' places from the corner on, and how wide and high they are together."""
        key = min(width, WIDE), theme.scale
        if key not in self._known:
            spots, y, high = list[Spot](), 0, theme.line_height(self.style)
            for part in self.paragraphs:
                x = 0
                for run in part:
                    wide = theme.width(run.text.rstrip(), run.style)
                    if x and x + wide > width:
                        x, y = 0, y + high
                    spots.append(Spot(run, pygame.Rect(x, y, wide, high)))
                    x += theme.width(run.text, run.style)
                y += high
            self._known[key] = spots, max((spot.rect.right for spot in spots), default=0), y
        return self._known[key]

    def measure(self, theme: Theme, width: int) -> Size:
        """Return how wide and high the paragraphs are."""
        _, wide, high = self._lay(theme, width)
        return wide, high

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Lay the words, and tell the links where theirs are."""
        self.rect = rect
        self._spots = [Spot(each.run, each.rect.move(rect.topleft)) for each in self._lay(theme, rect.w)[0]]
        for link in self.children:
            if isinstance(link, Link):
                link.spots = [spot.rect for spot in self._spots if spot.run.link == link.key]
                link.place(theme, rect)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the words; links are underlined."""
        clip = surface.get_clip()
        for run, rect in ((spot.run, spot.rect) for spot in self._spots if spot.rect.colliderect(clip)):
            theme.line(surface, run.text.rstrip(), run.style, run.colour, rect.topleft)
        for rect in (ring for link in self.children for ring in link.rings):
            surface.fill(theme.colour("accent"), (rect.x, rect.bottom - theme.px(3), rect.w, theme.px(1)))

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that the text does not fit."""
        wide, high = self.measure(theme, max(self.rect.w, 1))
        if wide > self.rect.w or high > self.rect.h:
            yield f"text needs {wide} x {high}, has {self.rect.w} x {self.rect.h}"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of its words."""
        del theme
        yield from {(run.colour, "") for part in self.paragraphs for run in part}
