"""The event with which a thread that works wakes the loop that waits for events."""

from __future__ import annotations

import contextlib
from typing import Final

import pygame

WAKE: Final = pygame.event.custom_type()
HANG: Final = pygame.event.custom_type()  # the projector's window is to lay out a little more


def wake(kind: int = WAKE) -> None:
    """Tell the loop that a task has something new; called on the task's thread."""
    with contextlib.suppress(pygame.error):  # the window has closed meanwhile
        pygame.event.post(pygame.Event(kind))
