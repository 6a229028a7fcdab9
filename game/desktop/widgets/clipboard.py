"""Where text is copied to and pasted from."""

from __future__ import annotations

from typing import Protocol


class Clipboard(Protocol):
    """Keeps one text."""

    def put(self, text: str) -> None:
        """Keep a text."""

    def get(self) -> str:
        """Return the text that is kept, or ""."""


class OwnClipboard:
    """A clipboard of this program alone, for where the system's cannot be had."""

    def __init__(self) -> None:
        """Begin empty."""
        self._text = ""

    def put(self, text: str) -> None:
        """Keep a text."""
        self._text = text

    def get(self) -> str:
        """Return it."""
        return self._text
