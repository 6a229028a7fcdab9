"""The insets: allies that the sheet of Europe does not hold, or that are out of sight, each on a small map of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any, Final

import pygame

from game.desktop.mapdata import Sheet, nearest, sheet, table
from game.desktop.mapground import Colour, Ground
from game.desktop.maplabels import Labels, Named
from game.desktop.maplook import Look
from game.desktop.mapview import View, fitted
from game.scenario.globe import Place, Point

EDGE: Final = 10  # pixels from the map's edges and between insets
CORNER: Final = 6  # pixels


@dataclass(frozen=True, slots=True)
class _Inset:
    """One small map: its sheet and what draws it, its capitals there and on the sheet of Europe; how large it may be."""

    share: tuple[float, float]  # of the large map's width and height
    sheet: Sheet
    ground: Ground
    labels: Labels
    capitals: Mapping[str, Point]
    abroad: Mapping[str, Point]

    def hidden(self, view: View) -> bool:
        """Return whether the large map shows all of its allies."""
        return all(view.shows(point) for point in self.abroad.values())

    def size(self, whole: tuple[int, int]) -> tuple[int, int]:
        """Return its size on a large map of a size."""
        west, south, east, north = self.sheet.home
        fit = min(whole[0] * self.share[0] / (east - west), whole[1] * self.share[1] / (north - south))
        return max(2, round((east - west) * fit)), max(2, round((north - south) * fit))

    def view(self, size: tuple[int, int]) -> View:
        """Return the view of the small map at a size."""
        return fitted(self.sheet.home, size).kept(self.sheet.rect, inf)


class Insets:
    """The insets of a map, along its upper edge from the left; each is there while an ally of it is out of sight."""

    def __init__(self, look: Look, europe: Sheet, capitals: Mapping[str, Place], scale: float) -> None:
        self._look, self._scale = look, scale
        self._insets = [
            _inset(name, row, look, europe, {key: capitals[key] for key in row["lands"] if key in capitals})
            for name, row in table("labels")["inset"].items()
            if not capitals.keys().isdisjoint(row["lands"])
        ]

    def draw(self, surface: pygame.Surface, view: View, fills: Mapping[str, Colour], named: Named) -> list[pygame.Rect]:
        """Draw the insets that a view needs; return what they cover."""
        found = []
        for inset, rect in self._laid(view):
            picture = inset.ground.picture(inset.view(rect.size), fills, named.chosen).copy()
            inset.labels.draw(picture, inset.view(rect.size), replace(named, others={}, seas={}), [])
            surface.blit(_rounded(picture, round(CORNER * self._scale)), rect)
            pygame.draw.rect(surface, self._look.edge, rect, 1, round(CORNER * self._scale))
            found.append(rect)
        return found

    def hit(self, view: View, pixel: tuple[float, float]) -> str | None:
        """Return the ally at a pixel of an inset, nothing for its sea, None where no inset is."""
        for inset, rect in self._laid(view):
            if rect.collidepoint(pixel):
                small = inset.view(rect.size)
                point = small.point((pixel[0] - rect.x, pixel[1] - rect.y))
                key = inset.sheet.land_at(point)
                return key if key in inset.capitals else nearest(point, inset.capitals, EDGE / small.scale)
        return None

    def spot(self, view: View, key: str) -> tuple[float, float] | None:
        """Return the pixel of an ally's capital in an inset that is there, or None."""
        for inset, rect in self._laid(view):
            if key in inset.capitals:
                x, y = inset.view(rect.size).pixel(inset.capitals[key])
                return rect.x + x, rect.y + y
        return None

    def _laid(self, view: View) -> Iterator[tuple[_Inset, pygame.Rect]]:
        """Yield the insets that are there and where each is."""
        edge = round(EDGE * self._scale)
        left = edge
        for inset in self._insets:
            if not inset.hidden(view):
                rect = pygame.Rect((left, edge), inset.size(view.size))
                yield inset, rect
                left = rect.right + edge


def _inset(name: str, row: Mapping[str, Any], look: Look, europe: Sheet, capitals: Mapping[str, Place]) -> _Inset:
    small = sheet(name)
    spots = {key: (small.projection.point(tuple(place)), inf) for key, place in row["at"].items() if key in capitals}
    labels = Labels(spots, {}, look.inks, look.write)
    here = {key: small.projection.point(place) for key, place in capitals.items()}
    abroad = {key: europe.projection.point(place) for key, place in capitals.items()}
    return _Inset(tuple(row["share"]), small, Ground(small, look.paint), labels, here, abroad)


def _rounded(picture: pygame.Surface, radius: int) -> pygame.Surface:
    """Return a picture with round corners."""
    found = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
    pygame.draw.rect(found, (255, 255, 255), found.get_rect(), border_radius=radius)
    found.blit(picture, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return found
