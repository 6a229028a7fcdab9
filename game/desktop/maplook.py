"""How the map looks: its colours, what writes on it, and the rim that keeps a name legible on any ground."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pygame

from game.desktop.mapground import Colour, Paint
from game.scenario.data import data_root

Writer = Callable[[str, str, Colour], pygame.Surface]  # style, text, colour
FONTS: Final = Path("assets", "fonts")


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of names: of allies, of other lands, of seas, and of the rim around all of them."""

    ally: Colour
    other: Colour
    sea: Colour
    halo: Colour


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of the ground and of names, the edge of an inset, and what writes a text in a style (the table `style`)."""

    paint: Paint
    inks: Inks
    edge: Colour
    write: Writer


def look(scale: float = 1.0, colours: Mapping[str, str] | None = None) -> Look:
    """Return the look of `map_look.toml` at a scale; `colours` (names as there, #rrggbb) take the place of its own."""
    plan = tomllib.loads(Path(__file__).with_name("map_look.toml").read_text(encoding="utf-8"))
    known = {name: _colour(text) for name, text in (plan["colour"] | dict(colours or {})).items()}
    paint = Paint(*(known[name] for name in ("sea", "shore", "grid", "land", "border", "chosen")))
    inks = Inks(*(known[name] for name in ("name_ally", "name_other", "name_sea", "name_halo")))
    styles = {name: (row["face"], row["size"]) for name, row in plan["style"].items()}
    return Look(paint, inks, known["edge"], writer(scale, styles))


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """Return a colour laid over another, covering that share of it (0 to 1)."""
    red, green, blue = (round(share * top + (1 - share) * under) for top, under in zip(colour, ground, strict=True))
    return red, green, blue


def _colour(text: str) -> Colour:
    """Return a colour from #rrggbb."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def writer(scale: float, styles: Mapping[str, tuple[str, int]]) -> Writer:
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
