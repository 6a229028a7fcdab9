"""Small pictures of saved games, kept beside their files: the council room as it was last seen."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import pygame

WIDE: Final = 192  # pixels
ENDING: Final = ".png"


def keep(picture: pygame.Surface, game: Path) -> None:
    """Keep a small copy of a picture beside a saved game; a game without one is as good."""
    wide, high = picture.get_size()
    small = pygame.transform.smoothscale(picture, (WIDE, max(1, round(high * WIDE / wide))))
    with contextlib.suppress(pygame.error, OSError):
        pygame.image.save(small, game.with_suffix(ENDING))


def kept(game: Path) -> pygame.Surface | None:
    """Return the picture of a saved game, None where there is none that can be read."""
    try:
        return pygame.image.load(game.with_suffix(ENDING))
    except (pygame.error, OSError):
        return None
