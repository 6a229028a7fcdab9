"""What part of a sheet is looked at: from km to pixels and back, zoom, pan, and the limits of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.desktop.mapdata import Box
from game.scenario.globe import Point


@dataclass(frozen=True, slots=True)
class View:
    """A window of `size` pixels on a sheet: the point in its middle (km), and how many pixels a km has."""

    middle: Point
    scale: float
    size: tuple[int, int]

    def pixel(self, point: Point) -> tuple[float, float]:
        """Return where a point is drawn."""
        x = self.size[0] / 2 + (point[0] - self.middle[0]) * self.scale
        return x, self.size[1] / 2 - (point[1] - self.middle[1]) * self.scale

    def pixels(self, points: Iterable[Point], times: int) -> list[tuple[float, float]]:
        """Return where points are drawn on a surface so many times larger; quicker than one by one."""
        scale = self.scale * times
        left, top = self.size[0] * times / 2 - self.middle[0] * scale, self.size[1] * times / 2 + self.middle[1] * scale
        return [(left + x * scale, top - y * scale) for x, y in points]

    def point(self, pixel: tuple[float, float]) -> Point:
        """Return the point that is drawn at a pixel."""
        x = self.middle[0] + (pixel[0] - self.size[0] / 2) / self.scale
        return x, self.middle[1] - (pixel[1] - self.size[1] / 2) / self.scale

    def box(self) -> Box:
        """Return what is looked at, in km."""
        (west, north), (east, south) = self.point((0, 0)), self.point(self.size)
        return west, south, east, north

    def shows(self, point: Point, margin: float = 0) -> bool:
        """Return whether a point is drawn at least `margin` pixels from the edges."""
        x, y = self.pixel(point)
        return margin <= x <= self.size[0] - margin and margin <= y <= self.size[1] - margin

    def moved(self, right: float, down: float) -> View:
        """Return the view after the sheet was pushed so many pixels."""
        return replace(self, middle=(self.middle[0] - right / self.scale, self.middle[1] + down / self.scale))

    def zoomed(self, factor: float, about: tuple[float, float]) -> View:
        """Return the view drawn so many times larger; what is at the pixel `about` stays there."""
        x, y = self.point(about)
        middle = x + (self.middle[0] - x) / factor, y + (self.middle[1] - y) / factor
        return replace(self, middle=middle, scale=self.scale * factor)

    def kept(self, rect: Box, closest: float) -> View:
        """Return the nearest view that shows nothing outside `rect` and has at most `closest` pixels a km."""
        least = max(self.size[0] / (rect[2] - rect[0]), self.size[1] / (rect[3] - rect[1]))
        scale = max(least, min(self.scale, closest))
        half = self.size[0] / 2 / scale, self.size[1] / 2 / scale
        x = min(max(self.middle[0], rect[0] + half[0]), rect[2] - half[0])
        y = min(max(self.middle[1], rect[1] + half[1]), rect[3] - half[1])
        return View((x, y), scale, self.size)


def fitted(box: Box, size: tuple[int, int]) -> View:
    """Return the closest view of that size that shows a whole box."""
    scale = min(size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1]))
    return View(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), scale, size)
