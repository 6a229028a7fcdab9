"""Plates, rings and bars with smooth corners: drawn once four times as large, kept, and put together from their corners."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pygame

Colour = tuple[int, int, int]
TIMES: Final = 4


@lru_cache(maxsize=256)
def _disc(fill: Colour | None, edge: Colour, radius: int, line: int) -> pygame.Surface:
    """Return a disc with an edge; its quarters are the corners of a plate."""
    side = 2 * radius * TIMES
    large = pygame.Surface((side, side), pygame.SRCALPHA)
    large.fill((*(fill if fill and not line else edge), 0))  # what is seen through keeps the colour, lest edges darken
    middle = side // 2, side // 2
    if line:
        pygame.draw.circle(large, edge, middle, radius * TIMES)
    if fill or line:
        pygame.draw.circle(large, fill or (*edge, 0), middle, (radius - line) * TIMES)
    return pygame.transform.smoothscale(large, (2 * radius, 2 * radius))


def plate(
    surface: pygame.Surface, rect: pygame.Rect, fill: Colour | None, edge: Colour, radius: int, line: int
) -> None:
    """Draw a rounded rectangle with an edge of `line` pixels; without a fill it is a ring, without a line it is plain."""
    radius = min(radius, rect.w // 2, rect.h // 2)
    if radius <= line:
        _square(surface, rect, fill, edge, line)
        return
    disc = _disc(fill, edge, radius, line)
    for x, dx in ((rect.x, 0), (rect.right - radius, radius)):
        for y, dy in ((rect.y, 0), (rect.bottom - radius, radius)):
            surface.blit(disc, (x, y), (dx, dy, radius, radius))
    if fill:
        surface.fill(fill, (rect.x + radius, rect.y, rect.w - 2 * radius, rect.h))
        surface.fill(fill, (rect.x, rect.y + radius, radius, rect.h - 2 * radius))
        surface.fill(fill, (rect.right - radius, rect.y + radius, radius, rect.h - 2 * radius))
    _edges(surface, rect, edge, radius, line)


def _edges(surface: pygame.Surface, rect: pygame.Rect, edge: Colour, radius: int, line: int) -> None:
    if line:
        for y in (rect.y, rect.bottom - line):
            surface.fill(edge, (rect.x + radius, y, rect.w - 2 * radius, line))
        for x in (rect.x, rect.right - line):
            surface.fill(edge, (x, rect.y + radius, line, rect.h - 2 * radius))


def _square(surface: pygame.Surface, rect: pygame.Rect, fill: Colour | None, edge: Colour, line: int) -> None:
    if fill:
        surface.fill(fill, rect)
    if line and rect.w and rect.h:
        pygame.draw.rect(surface, edge, rect, width=line)


@lru_cache(maxsize=64)
def tick(size: int, colour: Colour) -> pygame.Surface:
    """Return a tick."""
    return _drawn(size, colour, [[(0.2, 0.52), (0.42, 0.74), (0.8, 0.28)]])


@lru_cache(maxsize=64)
def chevron(size: int, colour: Colour) -> pygame.Surface:
    """Return an arrow's head that points down."""
    return _drawn(size, colour, [[(0.22, 0.38), (0.5, 0.66), (0.78, 0.38)]])


def _drawn(size: int, colour: Colour, strokes: list[list[tuple[float, float]]]) -> pygame.Surface:
    side, wide = size * TIMES, max(size * TIMES // 8, 1)
    large = pygame.Surface((side, side), pygame.SRCALPHA)
    large.fill((*colour, 0))
    for stroke in strokes:
        points = [(round(x * side), round(y * side)) for x, y in stroke]
        pygame.draw.lines(large, colour, False, points, wide)
        for point in points:
            pygame.draw.circle(large, colour, point, wide // 2)
    return pygame.transform.smoothscale(large, (size, size))
