"""How things look: colours, sizes and text styles by name, from TOML, all multiplied by one scale; and rendered text, kept."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pygame

Colour = tuple[int, int, int]
KEPT: Final = 4000  # rendered texts, after which all are thrown away: screens change wholesale
LEADING: Final = 1.2  # a line of text is so much higher than its letters
LEAST_CONTRAST: Final = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True)
class Look:
    """A text style: a font's file and its size in points at a scale of 1."""

    file: str
    size: int


class Theme:
    """Everything that a widget asks when it measures or draws itself."""

    def __init__(self, file: Path, fonts: Path, scale: float = 1.0) -> None:
        """Read a theme; `fonts` is the folder of the font files that it names."""
        self.scale = scale
        self._fonts = fonts
        self._read(file)
        self._open: dict[tuple[str, int], pygame.Font] = {}
        self._rendered: dict[tuple[str, str, Colour], pygame.Surface] = {}
        self._widths: dict[tuple[str, str], int] = {}
        self._wrapped: dict[tuple[str, str, int], tuple[str, ...]] = {}

    def copied(self) -> Theme:
        """Return the same theme, to be shown at a scale of its own."""
        return Theme(self._file, self._fonts, self.scale)

    def _read(self, file: Path) -> None:
        told, self._file = _told(file), file
        self._colours: dict[str, Colour] = {name: hexed(value) for name, value in told["colour"].items()}
        self._sizes: dict[str, int] = told["size"]
        self._looks = {name: Look(told["face"][each["face"]], each["size"]) for name, each in told["text"].items()}

    def becomes(self, file: Path) -> None:
        """Take another theme at the same scale."""
        self._read(file)
        self.rescaled(self.scale)

    def px(self, size: float) -> int:
        """Return pixels for a size at a scale of 1, at least one."""
        return max(1, round(size * self.scale))

    def size(self, name: str) -> int:
        """Return one of the theme's sizes in pixels."""
        return self.px(self._sizes[name])

    def colour(self, name: str) -> Colour:
        """Return a colour by name, or by its value with a `#`."""
        return hexed(name) if name.startswith("#") else self._colours[name]

    def rescaled(self, scale: float) -> None:
        """Take another scale; what was rendered is of no more use."""
        self.scale = scale
        for kept in (self._open, self._rendered, self._widths, self._wrapped):
            kept.clear()

    @cached_property
    def styles(self) -> tuple[str, ...]:
        """Return the names of all text styles."""
        return tuple(self._looks)

    def font(self, style: str) -> pygame.Font:
        """Return the font of a text style."""
        look = self._looks[style]
        key = look.file, self.px(look.size)
        if key not in self._open:
            self._open[key] = pygame.Font(self._fonts / look.file, key[1])
        return self._open[key]

    def line_height(self, style: str) -> int:
        """Return the height of a line of text."""
        return round(self.font(style).get_linesize() * LEADING)

    def width(self, text: str, style: str) -> int:
        """Return how wide a text is on one line."""
        key = text, style
        if key not in self._widths:
            if len(self._widths) >= KEPT:
                self._widths.clear()
            self._widths[key] = self.font(style).size(text)[0]
        return self._widths[key]

    def render(self, text: str, style: str, colour: str = "text") -> pygame.Surface:
        """Return a text drawn on one line."""
        key = text, style, self.colour(colour)
        if key not in self._rendered:
            if len(self._rendered) >= KEPT:
                self._rendered.clear()
            self._rendered[key] = self.font(style).render(text, True, key[2])
        return self._rendered[key]

    def line(self, surface: pygame.Surface, text: str, style: str, colour: str, corner: tuple[int, int]) -> None:
        """Draw a text in the middle of a line whose upper left corner this is."""
        drawn = self.render(text, style, colour)
        surface.blit(drawn, (corner[0], corner[1] + (self.line_height(style) - drawn.get_height()) // 2))

    def wrapped(self, text: str, style: str, width: int) -> tuple[str, ...]:
        """Return the lines that a text fills at a width in pixels; a word that is wider than that is cut."""
        key = text, style, width
        if key not in self._wrapped:
            if len(self._wrapped) >= KEPT:
                self._wrapped.clear()
            font = self.font(style)
            self._wrapped[key] = tuple(line for part in text.split("\n") for line in _lines(part, font, max(width, 1)))
        return self._wrapped[key]


def _told(file: Path) -> dict[str, Any]:
    """Return the tables of a theme; one that names another which it stands on says only what it has otherwise."""
    with file.open("rb") as source:
        told: dict[str, Any] = tomllib.load(source)
    if "stands_on" not in told:
        return told
    beneath = _told(file.with_name(f"{told.pop('stands_on')}.toml"))
    return {name: table | told.get(name, {}) for name, table in beneath.items()}


def _lines(text: str, font: pygame.Font, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        tried = f"{lines[-1]} {word}" if lines[-1] else word
        if font.size(tried)[0] <= width:
            lines[-1] = tried
            continue
        if lines[-1]:
            lines.append("")
        *whole, lines[-1] = _pieces(word, font, width)
        lines[-1:-1] = whole
    return lines


def _pieces(word: str, font: pygame.Font, width: int) -> list[str]:
    """Return a word cut so that each piece fits."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.size(pieces[-1] + letter)[0] > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def hexed(value: str) -> Colour:
    """Return the colour of `#rrggbb`."""
    whole = int(value.removeprefix("#"), 16)
    return whole >> 16, whole >> 8 & 255, whole & 255


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
