"""The system's clipboard, for the fields of the widget layer."""

from __future__ import annotations

import contextlib

import pygame


class SystemClipboard:
    """The system's clipboard, and one of our own where it cannot be had."""

    def __init__(self) -> None:
        """Begin empty."""
        self._own = ""

    def put(self, text: str) -> None:
        """Keep a text."""
        self._own = text
        with contextlib.suppress(pygame.error):
            pygame.scrap.put_text(text)

    def get(self) -> str:
        """Return it."""
        try:
            return pygame.scrap.get_text() or self._own
        except pygame.error:
            return self._own
