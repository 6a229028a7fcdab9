"""What passes by itself: lines that go after a while, the tip where the pointer rests, and what moves."""

from __future__ import annotations

from typing import Final

import pygame

from game.desktop.widgets.motion import Motion
from game.desktop.widgets.overlay import TIP_AFTER, TOAST, Toast, draw_tip
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget

FRAME: Final = 1 / 60  # seconds between two pictures of something that moves


class Passing:
    """The lines, the tip and the movements of one screen. Time is in seconds of the clock that is passed in."""

    def __init__(self) -> None:
        """Begin with none."""
        self.toasts: list[Toast] = []
        self.motion = Motion()
        self.tipped: Widget | None = None
        self._over: Widget | None = None  # what the pointer is over
        self._rested: float | None = None  # when it came to rest there; None: just now
        self._now = 0.0

    def toast(self, text: str, now: float) -> None:
        """Show a line for some seconds from `now`."""
        self.toasts = [*self.toasts[-2:], Toast(text, now + TOAST)]

    def tick(self, now: float) -> bool:
        """Let lines go whose time is over, show a tip where the pointer rests; tell whether anything looks different."""
        left = [each for each in self.toasts if each.until > now]
        changed = len(left) != len(self.toasts) or self.motion.is_moving(self._now)
        self.toasts, self._now = left, now
        self._rested = now if self._rested is None else self._rested
        if self._awaits_tip and now >= self._rested + TIP_AFTER:
            self.tipped, changed = self._over, True
        return changed

    def wait(self, now: float) -> float | None:
        """Return in how many seconds `tick` has something to do, or None: until the next event there is nothing."""
        if self.motion.is_moving(now):
            return FRAME
        due = [each.until for each in self.toasts]
        if self._awaits_tip:
            due.append((now if self._rested is None else self._rested) + TIP_AFTER)
        return max(min(due) - now, 0.0) if due else None

    def rest(self, over: Widget | None) -> None:
        """Take note that the pointer has come over something; without a tip until it has rested there."""
        self._over, self._rested, self.tipped = over, None, None

    def carry(self, over: Widget | None) -> None:
        """Go on with what stands on a new tree for what the pointer was over."""
        self._over = over

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the tip and the lines above everything else."""
        if self.tipped and self.tipped is self._over:
            draw_tip(theme, surface, self.tipped)
        above = 2 * theme.size("pad")
        for toast in reversed(self.toasts):
            above = toast.draw(theme, surface, above)

    @property
    def _awaits_tip(self) -> bool:
        return self._over is not None and bool(self._over.tip) and self.tipped is not self._over
