"""Plain lines on a terminal: linear, wrapped, readable by a screen reader; bold where the terminal can."""

from __future__ import annotations

import textwrap
from typing import IO, Final

from rich.console import Console

WIDEST: Final = 110


class Paper:
    """Writes headings and lines, from top to bottom, and nothing else."""

    def __init__(self, out: IO[str] | None = None) -> None:
        """Write to a stream, or to standard output; NO_COLOR, width and pipes are respected."""
        self._console = Console(file=out, highlight=False, markup=False, emoji=False)

    @property
    def width(self) -> int:
        """Return the columns that a line may have."""
        return min(max(self._console.width, 30), WIDEST)

    def title(self, text: str) -> None:
        """Write the heading of a large part, with room above."""
        self._put("", "")
        self._put(text, "bold")
        self._put("=" * min(len(text), self.width), "bold")

    def heading(self, text: str) -> None:
        """Write the heading of a small part, with room above."""
        self._put("", "")
        self._put(text, "bold")

    def line(self, text: str, indent: int = 0) -> None:
        """Write a paragraph, wrapped."""
        space = " " * indent
        self._put(textwrap.fill(text, self.width, initial_indent=space, subsequent_indent=space), "")

    def item(self, text: str, indent: int = 0, mark: str = "-") -> None:
        """Write one item of a list, wrapped under its first word."""
        first = " " * indent + mark + " "
        self._put(textwrap.fill(text, self.width, initial_indent=first, subsequent_indent=" " * len(first)), "")

    def strong(self, text: str) -> None:
        """Write a line that matters."""
        self._put(textwrap.fill(text, self.width), "bold")

    def _put(self, text: str, style: str) -> None:
        self._console.print(text, style=style or None, soft_wrap=True)
