"""Drawn shapes: one for each stance, segmented bars of tracks, and the line that a track has gone."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

import pygame

Colour = pygame.Color
SEGMENTS: Final = 10


def stance(surface: pygame.Surface, name: str, rect: pygame.Rect, colour: Colour) -> None:
    """Draw the shape of a stance in a square."""
    _SHAPES[name](surface, rect, colour)


def _disc(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    pygame.draw.aacircle(surface, colour, rect.center, rect.width / 2)


def _ring(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    pygame.draw.aacircle(surface, colour, rect.center, rect.width / 2, max(2, rect.width // 4))


def _dot(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    pygame.draw.aacircle(surface, colour, rect.center, max(2, rect.width / 6))


def _triangle(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    points = [(rect.centerx, rect.top), (rect.right, rect.bottom - 1), (rect.left, rect.bottom - 1)]
    pygame.draw.polygon(surface, colour, points)
    pygame.draw.aalines(surface, colour, True, points)


def _cross(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    wide = max(2, rect.width // 4)
    inner = rect.inflate(-wide // 2, -wide // 2)
    pygame.draw.line(surface, colour, inner.topleft, inner.bottomright, wide)
    pygame.draw.line(surface, colour, inner.topright, inner.bottomleft, wide)


def _pen(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    pygame.draw.polygon(surface, colour, [rect.midtop, rect.midright, rect.midbottom, rect.midleft])


def _hourglass(surface: pygame.Surface, rect: pygame.Rect, colour: Colour) -> None:
    pygame.draw.polygon(surface, colour, [rect.topleft, rect.topright, rect.center])
    pygame.draw.polygon(surface, colour, [rect.bottomleft, rect.bottomright, rect.center])


_SHAPES: Final[dict[str, Callable[[pygame.Surface, pygame.Rect, Colour], None]]] = {
    "disc": _disc,
    "ring": _ring,
    "dot": _dot,
    "triangle": _triangle,
    "cross": _cross,
    "pen": _pen,
    "hourglass": _hourglass,
}


def bar(
    surface: pygame.Surface, rect: pygame.Rect, value: float, colour: Colour, empty: Colour, gap: int, radius: int
) -> None:
    """Draw a bar of ten segments, filled up to a value of 0-100."""
    width = (rect.width - gap * (SEGMENTS - 1)) / SEGMENTS
    for k in range(SEGMENTS):
        left, right = round(rect.left + k * (width + gap)), round(rect.left + k * (width + gap) + width)
        piece = pygame.Rect(left, rect.top, right - left, rect.height)
        pygame.draw.rect(surface, empty, piece, border_radius=radius)
        share = min(max(value / (100 / SEGMENTS) - k, 0), 1)
        if share > 0:
            filled = pygame.Rect(left, rect.top, max(2, math.ceil(piece.width * share)), rect.height)
            pygame.draw.rect(surface, colour, filled, border_radius=radius)


def mark(surface: pygame.Surface, rect: pygame.Rect, value: float, colour: Colour) -> None:
    """Draw a mark across a bar at a value of 0-100."""
    x = round(rect.left + rect.width * value / 100)
    pygame.draw.line(surface, colour, (x, rect.top - 2), (x, rect.bottom + 1), max(2, rect.height // 5))


def course(surface: pygame.Surface, rect: pygame.Rect, values: Sequence[float], colour: Colour) -> None:
    """Draw the line of values of 0-100 over a rectangle, oldest on the left."""
    if len(values) < 2:
        return
    points = [
        (rect.left + rect.width * k / (len(values) - 1), rect.bottom - 1 - (rect.height - 2) * value / 100)
        for k, value in enumerate(values)
    ]
    pygame.draw.lines(surface, colour, False, points, 2)
    pygame.draw.aalines(surface, colour, False, points)
