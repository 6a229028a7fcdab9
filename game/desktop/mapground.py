"""Sea and lands of a view on one surface: drawn twice as large and shrunk, kept, and only what changed is drawn anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import pygame

from game.desktop.mapdata import Land, Sheet, meet, within
from game.desktop.mapview import View
from game.scenario.globe import Point, Projection

Colour = tuple[int, int, int]
Line = list[Point]
FINE: Final = 2  # how many times larger lands are drawn than they are shown
COARSE: Final = 4  # how many times smaller the light along the shores is reckoned
MARGIN: Final = 12  # pixels beyond the edge to which rings are cut, so that the cut is never seen
RIM: Final = 2  # pixels, the rim of the chosen land
DEGREES: Final = 10  # between the lines of the grid


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of the ground; `land` is for every land that has no colour of its own."""

    sea: Colour
    shore: Colour
    grid: Colour
    land: Colour
    border: Colour
    chosen: Colour


@dataclass(slots=True)
class _Drawn:
    """A land as this view draws it: its rings in pixels of the large surface, and what they cover there."""

    land: Land
    rings: list[Line]
    rect: pygame.Rect


class Ground:
    """The ground of one sheet; keeps the picture of the last view and colours."""

    def __init__(self, sheet: Sheet, paint: Paint) -> None:
        self.sheet = sheet
        self.paint = paint
        self._view: View | None = None
        self._fills: dict[str, Colour] = {}
        self._chosen = ""
        self._drawn: list[_Drawn] = []
        self._sea = self._large = self._shown = pygame.Surface((0, 0))

    def picture(self, view: View, fills: Mapping[str, Colour], chosen: str = "") -> pygame.Surface:
        """Return the ground as a view shows it, lands in colours by letters, one with a rim; it is kept: do not draw on it."""
        changed = {key for key in {*fills, *self._fills} if fills.get(key) != self._fills.get(key)}
        rims = {chosen, self._chosen} if chosen != self._chosen else set[str]()
        self._fills, self._chosen = dict(fills), chosen
        if view != self._view:
            self._see(view)
            self._paint(self._large.get_rect(), 0)
            return self._shown
        for number, drawn in enumerate(self._drawn):
            key = drawn.land.key
            if key and (key in changed or key in rims):
                self._paint(drawn.rect, 0 if key in rims else number)  # a rim lies on the neighbours too
        return self._shown

    def _see(self, view: View) -> None:
        """Reckon everything that hangs on the view but not on colours."""
        self._view = view
        size = view.size[0] * FINE, view.size[1] * FINE
        self._large, self._shown = pygame.Surface(size), pygame.Surface(view.size)
        self._drawn = [*_seen(self.sheet, view, pygame.Rect((0, 0), size).inflate(2 * MARGIN, 2 * MARGIN))]
        self._sea = _sea(self._drawn, size, self.paint)
        _grid(self._sea, self.sheet, view, self.paint.grid)

    def _paint(self, rect: pygame.Rect, first: int) -> None:
        """Draw a part of the large surface from a land on in the order of drawing, and shrink that part."""
        rect = _even(rect.inflate(2 * RIM * FINE, 2 * RIM * FINE), self._large.get_rect())
        if 0 in rect.size:
            return
        self._large.set_clip(rect)
        if first == 0:
            self._large.blit(self._sea, rect, rect)
        for drawn in self._drawn[first:]:
            if drawn.rect.colliderect(rect):
                fill = self._fills.get(drawn.land.key, self.paint.land)
                for ring in drawn.rings:
                    pygame.draw.polygon(self._large, fill, ring)
        self._lines(rect)
        self._large.set_clip(None)
        small = pygame.Rect(rect.x // FINE, rect.y // FINE, rect.w // FINE, rect.h // FINE)
        self._shown.blit(pygame.transform.smoothscale(self._large.subsurface(rect), small.size), small)

    def _lines(self, rect: pygame.Rect) -> None:
        """Draw the borders that come near a part of the large surface, and the rim of the chosen land over them."""
        near = [drawn for drawn in self._drawn if drawn.rect.inflate(2 * RIM * FINE, 2 * RIM * FINE).colliderect(rect)]
        for drawn in near:
            for ring in drawn.rings:
                pygame.draw.lines(self._large, self.paint.border, True, ring, FINE)
        for drawn in near:
            for ring in drawn.rings if drawn.land.key == self._chosen and self._chosen else ():
                pygame.draw.lines(self._large, self.paint.chosen, True, ring, RIM * FINE)


def _even(rect: pygame.Rect, whole: pygame.Rect) -> pygame.Rect:
    """Return the smallest rectangle around `rect`, inside `whole`, that shrinks to whole pixels."""
    left, top = rect.left // FINE * FINE, rect.top // FINE * FINE
    right, bottom = -(-rect.right // FINE) * FINE, -(-rect.bottom // FINE) * FINE
    return pygame.Rect(left, top, right - left, bottom - top).clip(whole)


def _seen(sheet: Sheet, view: View, frame: pygame.Rect) -> Iterator[_Drawn]:
    """Yield the lands that a view shows."""
    box = view.box()
    for land in sheet.lands:
        rings = [*_rings(land, view, frame)] if meet(land.box, box) else []
        if rings:
            yield _Drawn(land, rings, _rect(rings))


def _rings(land: Land, view: View, frame: pygame.Rect) -> Iterator[Line]:
    """Yield the rings of a land that a view shows, cut to the frame: far corners would cost as much as near ones."""
    box, tiny = view.box(), 0.7 / view.scale  # km: what is smaller than a pixel is not drawn
    for ring, edges in land.rings:
        if meet(edges, box) and (edges[2] - edges[0] > tiny or edges[3] - edges[1] > tiny):
            line = view.pixels(ring, FINE)
            if not (within(edges[:2], box) and within(edges[2:], box)):
                line = _cut(line, frame)
            if len(line) > 2:
                yield line


def _rect(rings: list[Line]) -> pygame.Rect:
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return pygame.Rect(int(min(xs)), int(min(ys)), int(max(xs) - min(xs)) + 1, int(max(ys) - min(ys)) + 1)


def _cut(ring: Line, frame: pygame.Rect) -> Line:
    """Return a ring cut to a frame, edge by edge (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in ((0, frame.left, 1), (0, frame.right, -1), (1, frame.top, 1), (1, frame.bottom, -1)):
        if any((point[axis] - limit) * sign < 0 for point in ring):
            ring = [*_one_edge(ring, axis, limit, sign)]
    return ring


def _one_edge(ring: Line, axis: int, limit: int, sign: int) -> Iterator[Point]:
    """Yield a ring cut at one edge: what lies beyond becomes a line along it."""
    if not ring:
        return
    before = ring[-1]
    was = (before[axis] - limit) * sign >= 0
    for point in ring:
        now = (point[axis] - limit) * sign >= 0
        if now != was:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            yield before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
        if now:
            yield point
        before, was = point, now


def _sea(drawn: list[_Drawn], size: tuple[int, int], paint: Paint) -> pygame.Surface:
    """Return the sea, lighter along the shores: the blurred shape of all lands."""
    shrink = FINE * COARSE
    small = pygame.Surface((max(1, size[0] // shrink), max(1, size[1] // shrink)))
    small.fill(paint.sea)
    for land in drawn:
        for ring in land.rings:
            pygame.draw.polygon(small, paint.shore, [(x / shrink, y / shrink) for x, y in ring])
    small = pygame.transform.box_blur(pygame.transform.box_blur(small, 4), 3)
    return pygame.transform.smoothscale(small, size)


def _grid(surface: pygame.Surface, sheet: Sheet, view: View, colour: Colour) -> None:
    """Draw meridians and parallels, every ten degrees."""
    frame = surface.get_rect()
    for line in _graticule(sheet.projection):
        points = view.pixels(line, FINE)
        if frame.colliderect(_rect([points])):
            pygame.draw.aalines(surface, colour, False, points)


@cache
def _graticule(projection: Projection) -> list[Line]:
    """Return the lines of the grid, projected: each is cut in pieces, of which a view draws those that it shows."""
    meridians = [[(north, east) for north in range(0, 81, 4)] for east in range(-180, 180, DEGREES)]
    parallels = [
        [(north, start + step) for step in range(0, 61, 4)]
        for north in range(0, 81, DEGREES)
        for start in range(-180, 180, 60)
    ]
    return [[projection.point(place) for place in line] for line in meridians + parallels]
