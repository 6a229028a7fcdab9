"""The lower Danube, drawn: the river bank, ranges and flight times, and where the aircraft is on the four-minute clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import inf
from typing import Final

import pygame

from game.desktop.mapdata import sheet
from game.desktop.mapground import Colour, Ground
from game.desktop.maplook import Look, haloed
from game.desktop.mapview import View, fitted
from game.desktop.mapwords import words
from game.desktop.riverfigures import river
from game.desktop.riverlegend import Legend
from game.desktop.rivernames import RiverNames, before
from game.scenario.globe import Place, Point, circle

PAD: Final = 12  # pixels at 100 %
DASH: Final = (9, 6)  # pixels of line and of gap
SCALE_BAR: Final = 20  # km


class RiverMap:
    """The map of the river; `alarm` is the colour of the aircraft and of its clock, `guard` of what defends."""

    def __init__(self, look: Look, alarm: Colour, guard: Colour, language: str = "en", scale: float = 1.0) -> None:
        self._sheet, self._river = sheet("danube"), river()
        self._ground = Ground(self._sheet, look.paint)
        self._look, self._alarm, self._guard, self._scale = look, alarm, guard, scale
        self._words = words(language)["danube"]
        self._names = RiverNames(look, alarm, language, scale)
        self._legend = Legend(look, alarm, guard, self._words, scale)
        self._still: pygame.Surface | None = None  # everything but the aircraft
        self._of: tuple[tuple[int, int], dict[str, Colour]] = ((0, 0), {})

    def draw(
        self,
        surface: pygame.Surface,
        rect: pygame.Rect,
        fills: Mapping[str, Colour],
        names: Mapping[str, str],
        minutes: float | None = None,
    ) -> None:
        """Draw the map into a rectangle, lands in colours and with names by letters; the aircraft so long before its end."""
        strip = self._legend.height(rect.width)
        view = fitted(self._sheet.home, (rect.width, rect.height - strip)).kept(self._sheet.rect, inf)
        if self._still is None or self._of != (rect.size, dict(fills)):
            self._still, self._of = self._drawn(view, fills, names), (rect.size, dict(fills))
        surface.blit(self._still, rect)
        if minutes is not None and view.shows(self._point(self._river.position(minutes)), self._px(8)):
            self._aircraft(surface, rect.topleft, view, minutes)

    def _aircraft(self, surface: pygame.Surface, corner: tuple[int, int], view: View, minutes: float) -> None:
        """Draw where the aircraft is, and how long before the end of its way."""
        x, y = self._pixel(view, self._river.position(minutes))
        at = corner[0] + x, corner[1] + y
        pygame.draw.aacircle(surface, self._look.inks.halo, at, self._px(8))
        pygame.draw.aacircle(surface, self._alarm, at, self._px(6))
        text = self._look.write("figure", before(self._words, minutes), self._alarm)
        spot = text.get_rect(midbottom=(at[0], at[1] - self._px(11)))
        pygame.draw.rect(
            surface, self._look.inks.halo, spot.inflate(self._px(8), self._px(4)), border_radius=self._px(4)
        )
        surface.blit(text, spot)

    def _drawn(self, view: View, fills: Mapping[str, Colour], names: Mapping[str, str]) -> pygame.Surface:
        strip = pygame.Rect(0, view.size[1], view.size[0], self._legend.height(view.size[0]))
        picture = pygame.Surface((strip.width, strip.bottom))
        picture.blit(self._ground.picture(view, fills), (0, 0))
        self._ranges(picture, view)
        self._way(picture, view)
        self._bar(picture, view)
        self._names.draw(picture.subsurface(((0, 0), view.size)), view, names)
        self._legend.draw(picture, strip)
        return picture

    def _ranges(self, picture: pygame.Surface, view: View) -> None:
        """Draw what four minutes come to, and what guns reach, around what was struck."""
        middle, reach = (
            self._river.towns[self._river.middle].at,
            ((self._river.clock, self._alarm), (self._river.gun, self._guard)),
        )
        veil = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
        for kilometres, colour in reach:
            ring = [self._pixel(view, place) for place in circle(middle, kilometres)]
            pygame.draw.polygon(veil, (*colour, 34), ring)
            pygame.draw.aalines(veil, (*colour, 255), True, ring)
        picture.blit(veil, (0, 0))

    def _way(self, picture: pygame.Surface, view: View) -> None:
        """Draw the last of the aircraft's way, dashed, and how long before its end it passes each stop."""
        line = [self._pixel(view, place) for place in self._river.way]
        for start, end in _dashes(line, DASH[0] * self._scale, DASH[1] * self._scale):
            pygame.draw.line(picture, self._alarm, start, end, self._px(2))

    def _bar(self, picture: pygame.Surface, view: View) -> None:
        """Draw the scale at the upper right, the title at the upper left."""
        pad, wide, ink = self._px(PAD), round(SCALE_BAR * view.scale), self._look.inks.other
        self._write(picture, "title", self._words["title"], self._look.inks.ally, {"topleft": (pad - 2, pad - 2)})
        bar = pygame.Rect(picture.get_width() - pad - wide, 2 * pad, wide, self._px(3))
        pygame.draw.rect(picture, ink, bar)
        self._write(picture, "figure", self._words["scale"].format(km=SCALE_BAR), ink, {"bottomright": bar.topright})

    def _write(
        self, picture: pygame.Surface, style: str, text: str, colour: Colour, where: Mapping[str, tuple[float, float]]
    ) -> pygame.Rect:
        written = self._text(style, text, colour)
        return picture.blit(written, written.get_rect(**where))

    def _text(self, style: str, text: str, colour: Colour) -> pygame.Surface:
        write = self._look.write
        return haloed(write(style, text, colour), write(style, text, self._look.inks.halo), 2)

    def _pixel(self, view: View, place: Place) -> tuple[float, float]:
        return view.pixel(self._point(place))

    def _point(self, place: Place) -> Point:
        return self._sheet.projection.point(place)

    def _px(self, size: float) -> int:
        return max(1, round(size * self._scale))


def _dashes(
    line: list[tuple[float, float]], dash: float, gap: float
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the dashes of a line, each leg from its start."""
    for one, other in pairwise(line):
        leg = pygame.Vector2(other) - one
        far = leg.length()
        done = 0.0
        while done < far:
            start, end = (
                pygame.Vector2(one) + leg * (done / far),
                pygame.Vector2(one) + leg * (min(far, done + dash) / far),
            )
            yield (start.x, start.y), (end.x, end.y)
            done += dash + gap
