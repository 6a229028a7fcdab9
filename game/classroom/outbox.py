"""What waits to be sent to one client: the latest page, never an older one, and the answers to its own decisions."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Hashable
from typing import Final

from game.classroom.press import Sheet

MOST_ANSWERS: Final = 64  # a client that reads none of so many answers is gone


class Outbox:
    """Filled by the room, emptied at the client's own pace; a sleeping phone costs one page, however long it sleeps."""

    def __init__(self) -> None:
        self._page: bytes | None = None
        self._mark: Hashable = None  # of the page that was put here last
        self._answers: deque[bytes] = deque()
        self._filled = asyncio.Event()
        self.is_closed = False

    def show(self, sheet: Sheet) -> None:
        """Put a page in the place of the one that waits; one that says the same again is not sent."""
        if sheet.mark != self._mark:
            self._page, self._mark = sheet.raw, sheet.mark
            self._filled.set()

    def answer(self, frame: bytes) -> None:
        """Add an answer; a client that takes none is closed."""
        self._answers.append(frame)
        self.is_closed |= len(self._answers) > MOST_ANSWERS
        self._filled.set()

    def close(self) -> None:
        """End it: whoever waits gets what is left, and then nothing."""
        self.is_closed = True
        self._filled.set()

    async def take(self, seconds: float) -> list[bytes]:
        """Return what waits, answers first, after at most so many seconds; nothing where nothing came."""
        try:
            await asyncio.wait_for(self._filled.wait(), seconds)
        except TimeoutError:
            return []
        frames = [*self._answers, *([self._page] if self._page is not None else [])]
        self._answers.clear()
        self._page = None
        if not self.is_closed:
            self._filled.clear()
        return frames
