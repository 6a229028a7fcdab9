"""A text that is being written: caret, selection, undo. It knows nothing of screens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

UNDONE: Final = 200  # states kept


@dataclass(slots=True)
class Editing:
    """A text, where the caret is, and where the selection began; both are places between letters."""

    text: str = ""
    caret: int = 0
    anchor: int = 0
    most: int = 2000
    past: list[tuple[str, int]] = field(default_factory=list)
    undone: list[tuple[str, int]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """Return where the selection begins and ends."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected(self) -> str:
        """Return the selected text."""
        low, high = self.span
        return self.text[low:high]

    def insert(self, text: str) -> None:
        """Put a text in the place of the selection, as much as there is room for."""
        low, high = self.span
        text = text[: max(self.most - len(self.text) + high - low, 0)]
        if not text and low == high:
            return
        self._keep()
        self.text = self.text[:low] + text + self.text[high:]
        self.caret = self.anchor = low + len(text)

    def delete(self, by: int) -> None:
        """Delete the selection, or what lies between the caret and so many letters on."""
        if self.caret == self.anchor:
            self.anchor = min(max(self.caret + by, 0), len(self.text))
        if self.caret != self.anchor:
            low, high = self.span
            self._keep(self.caret)
            self.text = self.text[:low] + self.text[high:]
            self.caret = self.anchor = low

    def move(self, to: int, *, selects: bool = False) -> None:
        """Move the caret to a place, taking the selection along or letting it go."""
        self.caret = min(max(to, 0), len(self.text))
        if not selects:
            self.anchor = self.caret

    def word(self, by: int) -> int:
        """Return where the next word begins, or the one before."""
        starts = [found.start() for found in re.finditer(r"\w+", self.text)]
        if by > 0:
            return min((at for at in starts if at > self.caret), default=len(self.text))
        return max((at for at in starts if at < self.caret), default=0)

    def undo(self) -> None:
        """Go back to before the last change."""
        self._swap(self.past, self.undone)

    def redo(self) -> None:
        """Take the last undo back."""
        self._swap(self.undone, self.past)

    def _swap(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        if source:
            target.append((self.text, self.caret))
            self.text, self.caret = source.pop()
            self.anchor = self.caret

    def _keep(self, caret: int | None = None) -> None:
        self.past.append((self.text, self.caret if caret is None else caret))
        del self.past[:-UNDONE]
        self.undone.clear()


def folded(text: str, width: int, measured: Callable[[str], int]) -> list[tuple[int, str]]:
    """Return the rows that a text fills, each with the place of its first letter; every letter but a line break is in one.

    `measured` tells how wide a text is, in the unit of `width`. Blanks hang over the edge, a word that is too wide is cut.
    """
    rows, at = list[tuple[int, str]](), 0
    for part in text.split("\n"):
        for row in _rows(part, width, measured):
            rows.append((at, row))
            at += len(row)
        at += 1
    return rows


def _rows(part: str, width: int, measured: Callable[[str], int]) -> Iterator[str]:
    row = ""
    for word in re.findall(r"\s+|\S+\s*", part):
        if row and measured(row + word.rstrip()) > width:
            yield row
            row = ""
        while measured(word.rstrip()) > width and (fit := _fitting(word, width, measured)) < len(word.rstrip()):
            yield word[:fit]
            word = word[fit:]
        row += word
    yield row


def _fitting(word: str, width: int, measured: Callable[[str], int]) -> int:
    """Return how many letters of a word fit, at least one."""
    return max((k for k in range(1, len(word) + 1) if measured(word[:k]) <= width), default=1)
