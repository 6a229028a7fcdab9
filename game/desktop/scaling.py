"""The keys that make everything larger or smaller, with Ctrl."""

from __future__ import annotations

from typing import Final

import pygame

from game.desktop.settings import STEP

SCALES: Final = {
    pygame.K_PLUS: STEP,
    pygame.K_EQUALS: STEP,
    pygame.K_KP_PLUS: STEP,
    pygame.K_MINUS: -STEP,
    pygame.K_KP_MINUS: -STEP,
}
