"""Pictures that come with the game: flags and icons, each read once, sized and coloured as asked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pygame

from game.scenario.data import data_root

# A picture of the nearest larger size is made smaller.
FLAG_SIZES = (96, 192)
ICON_SIZES = (24, 48)


def _folder(sizes: tuple[int, ...], wanted: int) -> int:
    return next((size for size in sizes if size >= wanted), sizes[-1])


@lru_cache(maxsize=256)
def flag(seat: str, width: int) -> pygame.Surface | None:
    """Return the flag of a seat (an ISO code) so many pixels wide, None where there is none."""
    file = data_root() / "assets" / "flags" / str(_folder(FLAG_SIZES, width)) / f"{seat.lower()}.png"
    return _sized(file, width)


@lru_cache(maxsize=512)
def icon(name: str, size: int, colour: tuple[int, int, int]) -> pygame.Surface | None:
    """Return a white mask in a colour, so many pixels wide, None where there is none."""
    file = data_root() / "assets" / "icons" / str(_folder(ICON_SIZES, size)) / f"{name}.png"
    picture = _sized(file, size)
    if picture is None:
        return None
    tinted = picture.copy()
    tinted.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
    return tinted


def _sized(file: Path, width: int) -> pygame.Surface | None:
    if not file.is_file():
        return None
    picture = pygame.image.load(file)
    height = max(1, round(picture.get_height() * width / picture.get_width()))
    return pygame.transform.smoothscale(picture, (width, height)) if picture.get_width() != width else picture
