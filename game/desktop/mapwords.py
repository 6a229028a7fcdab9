"""Names and words of the map in a language, and how they are written: a face, a size, a halo that keeps them legible anywhere."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pygame

from game.desktop.mapground import Colour
from game.scenario.data import data_root

Writer = Callable[[str, str, Colour], pygame.Surface]  # style, text, colour
FIRST: Final = "en"
FONTS: Final = Path("assets", "fonts")
STYLES: Final = {  # face and size, in pixels at 100 %
    "land": ("Inter-Medium", 12),
    "other": ("Inter-Regular", 11),
    "sea": ("SourceSerif4-Regular", 14),
    "title": ("Inter-SemiBold", 11),
    "small": ("Inter-Regular", 11),
    "figure": ("IBMPlexMono-Regular", 11),
}


@cache
def words(language: str = FIRST) -> dict[str, dict[str, str]]:
    """Return the tables of names and words; what a language leaves out is said in English."""
    found = tomllib.loads(_file(FIRST).read_text(encoding="utf-8"))
    if language != FIRST and _file(language).is_file():
        for table, lines in tomllib.loads(_file(language).read_text(encoding="utf-8")).items():
            found[table] = found[table] | lines
    return found


def _file(language: str) -> Path:
    return Path(__file__).with_name(f"map_{language}.toml")


def writer(scale: float = 1.0, styles: Mapping[str, tuple[str, int]] = STYLES) -> Writer:
    """Return what writes a text in a style at a scale; it remembers what it wrote."""
    fonts: dict[str, pygame.font.Font] = {}
    written: dict[tuple[str, str, Colour], pygame.Surface] = {}

    def write(style: str, text: str, colour: Colour) -> pygame.Surface:
        key = style, text, colour
        if key not in written:
            if style not in fonts:
                face, size = styles[style]
                fonts[style] = pygame.font.Font(data_root() / FONTS / f"{face}.ttf", max(6, round(size * scale)))
            written[key] = fonts[style].render(text, True, colour)
        return written[key]

    return write


def haloed(text: pygame.Surface, shadow: pygame.Surface, width: int) -> pygame.Surface:
    """Return a text over a rim of `shadow`, the same text in another colour, so many pixels wide."""
    found = pygame.Surface((text.get_width() + 2 * width, text.get_height() + 2 * width), pygame.SRCALPHA)
    near = range(-width, width + 1)
    for right in near:
        for down in near:
            if right * right + down * down <= width * width + 1:
                found.blit(shadow, (width + right, width + down))
    found.blit(text, (width, width))
    return found
