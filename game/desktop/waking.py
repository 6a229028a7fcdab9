"""The event with which a thread that works wakes the loop that waits for events."""

from __future__ import annotations

import contextlib
from typing import Final

import pygame

WAKE: Final = pygame.event.custom_type()


def wake() -> None:
    """Tell the loop that a task has something new; called on the task's thread."""
    with contextlib.suppress(pygame.error):  # the window has closed meanwhile
        pygame.event.post(pygame.Event(WAKE))
