"""The bar beside something taller than its window: where it is drawn, and what is first in sight when it is dragged."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.desktop.widgets.plates import plate
from game.desktop.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar along a rectangle; `whole`, `seen` and `first` are in the units of what is scrolled."""

    track: pygame.Rect
    whole: int
    seen: int
    first: int

    @property
    def thumb(self) -> pygame.Rect:
        """Return the part that stands for what is in sight."""
        high = min(max(self.track.h * self.seen // max(self.whole, 1), 3 * self.track.w), self.track.h)
        y = self.track.y + (self.track.h - high) * self.first // max(self.whole - self.seen, 1)
        return pygame.Rect(self.track.x, y, self.track.w, high)

    def first_at(self, y: int) -> int:
        """Return what is first in sight with the middle of the thumb at a height."""
        thumb = self.thumb.h
        share = (y - self.track.y - thumb / 2) / max(self.track.h - thumb, 1)
        return round(min(max(share, 0.0), 1.0) * (self.whole - self.seen))

    def takes(self, pos: tuple[int, int]) -> bool:
        """Tell whether a point is on the bar, with some room beside it for an unsteady hand."""
        return self.whole > self.seen and self.track.inflate(self.track.w, 0).collidepoint(pos)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw it where there is more than is seen."""
        if self.whole > self.seen:
            for rect, colour in ((self.track, "sunken"), (self.thumb, "bar")):
                plate(surface, rect, theme.colour(colour), theme.colour(colour), self.track.w // 2, 0)
