"""The map: Europe in colours by ally, with names, marks and pins, far allies in insets; zoom, pan, who lies under a point.

It knows colours and marks by an ally's letters, and no rule of the game. What was drawn is kept until something changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pygame

from game.desktop import mapdata
from game.desktop.mapdata import sheet
from game.desktop.mapground import Colour, Ground
from game.desktop.mapinsets import Insets
from game.desktop.maplabels import Labels, Named, placed
from game.desktop.maplook import Look, haloed
from game.desktop.mapview import View, fitted
from game.desktop.mapwords import words
from game.scenario.globe import Place, Point

CLOSEST: Final = 1.6  # pixels a km at 100 %: nearer, the simplified coasts would show their corners
REACH: Final = 14  # pixels around a capital that count as its land, where they are nobody else's
CLOSE: Final = 6  # pixels around the capital of a small land that count as that land, whoever's they are
STEP: Final = 1.35  # times larger, one step of zoom


@dataclass(frozen=True, slots=True)
class Pin:
    """Something at a place: a small picture and a word beside it."""

    place: Place
    picture: pygame.Surface
    text: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map shows: colours and marks by an ally's letters, the chosen ally, pins."""

    fills: Mapping[str, Colour] = field(default_factory=dict)
    marks: Mapping[str, pygame.Surface] = field(default_factory=dict)
    chosen: str = ""
    pins: tuple[Pin, ...] = ()


class Map:
    """A map of the allies whose capitals and names are given, by letters; places are (latitude, longitude)."""

    def __init__(
        self,
        capitals: Mapping[str, Place],
        names: Mapping[str, str],
        look: Look,
        language: str = "en",
        scale: float = 1.0,
    ) -> None:
        self._sheet = sheet("europe")
        self.capitals = {key: self._sheet.projection.point(place) for key, place in capitals.items()}
        self._names, self._words, self._look, self._scale = names, words(language), look, scale
        self._ground = Ground(self._sheet, look.paint)
        self._labels = Labels(placed(self._sheet, "land"), placed(self._sheet, "sea"), look.inks, look.write)
        self._insets = Insets(look, self._sheet, capitals, scale)
        self._shown = Shown()
        self._picture: pygame.Surface | None = None  # of the last view that was drawn in full
        self._drawn: View | None = None
        self.view = fitted(self._sheet.home, (1280, 720))

    def resize(self, size: tuple[int, int]) -> None:
        """Give the map its size in pixels; it shows what it looks at first."""
        if size != self.view.size:
            self._look_at(fitted(self._sheet.home, size))

    def show(self, shown: Shown) -> None:
        """Show other colours, marks or pins."""
        if shown != self._shown:
            self._shown, self._picture = shown, None

    def home(self) -> None:
        """Look at what is looked at first."""
        self._look_at(fitted(self._sheet.home, self.view.size))

    def look(self, middle: Place, kilometres: float) -> None:
        """Look at a place, so many km from edge to edge."""
        scale = min(self.view.size) / kilometres
        self._look_at(View(self._sheet.projection.point(middle), scale, self.view.size))

    def zoom(self, steps: float, about: tuple[float, float] | None = None) -> None:
        """Come nearer by so many steps (farther below zero); what lies at the pixel `about` stays there."""
        middle = self.view.size[0] / 2, self.view.size[1] / 2
        self._look_at(self.view.zoomed(STEP**steps, about or middle))

    def pan(self, right: float, down: float) -> None:
        """Push the sheet by so many pixels."""
        self._look_at(self.view.moved(right, down))

    def draw(self, surface: pygame.Surface, at: tuple[int, int] = (0, 0), *, rough: bool = False) -> None:
        """Draw the map; without a change since the last time that is one copy.

        `rough`: while the sheet is dragged or a zoom is under way, the last picture is moved and stretched instead.
        """
        if self._picture is not None and self._drawn is not None and rough and self._drawn != self.view:
            surface.blit(_stretched(self._picture, self._drawn, self.view, self._look.paint.sea), at)
            return
        if self._picture is None or self._drawn != self.view:
            self._picture, self._drawn = self._composed(), self.view
        surface.blit(self._picture, at)

    def hit(self, pixel: tuple[float, float]) -> str:
        """Return the letters of the ally at a pixel of the map, or nothing: its inset, its land, or its capital close by."""
        if not pygame.Rect((0, 0), self.view.size).collidepoint(pixel):
            return ""
        if (inset := self._insets.hit(self.view, pixel)) is not None:
            return inset
        point, pixels = self.view.point(pixel), self._scale / self.view.scale
        small = {key: at for key, at in self.capitals.items() if key in self._small()}
        key = mapdata.nearest(point, small, CLOSE * pixels) or self._sheet.land_at(point)
        return key if key in self.capitals else mapdata.nearest(point, self.capitals, REACH * pixels)

    def towards(self, start: str, way: tuple[int, int]) -> str:
        """Return the ally whose capital comes next in a direction (x to the east, y to the north); the same where none does."""
        return mapdata.towards(start, way, self.capitals)

    def spot(self, key: str) -> tuple[float, float]:
        """Return the pixel of an ally's capital, in its inset where it has one on the screen."""
        return self._insets.spot(self.view, key) or self.view.pixel(self.capitals[key])

    def _small(self) -> set[str]:
        """Return the lands that are drawn so small that who points at a neighbour may mean them."""
        wide = 2 * REACH * self._scale / self.view.scale
        return {land.key for land in self._sheet.lands if land.box[2] - land.box[0] < wide}

    def _look_at(self, view: View) -> None:
        self.view = view.kept(self._sheet.rect, CLOSEST * self._scale)

    def _composed(self) -> pygame.Surface:
        """Return the whole map in one picture."""
        shown = self._shown
        picture = self._ground.picture(self.view, shown.fills, shown.chosen).copy()
        named = Named(self._names, self._words["land"], self._words["sea"], shown.marks, shown.chosen)
        taken = self._insets.draw(picture, self.view, shown.fills, named)
        taken += [self._pin(picture, pin) for pin in shown.pins if self.view.shows(self._point(pin))]
        self._labels.draw(picture, self.view, named, taken)
        return picture

    def _point(self, pin: Pin) -> Point:
        return self._sheet.projection.point(pin.place)

    def _pin(self, surface: pygame.Surface, pin: Pin) -> pygame.Rect:
        """Draw a pin with its word; return what it covers."""
        spot = pin.picture.get_rect(center=self.view.pixel(self._point(pin)))
        surface.blit(pin.picture, spot)
        if not pin.text:
            return spot
        write = self._look.write
        text = haloed(write("small", pin.text, pin.colour), write("small", pin.text, self._look.inks.halo), 2)
        return spot.union(surface.blit(text, text.get_rect(midleft=(spot.right + 2, spot.centery))))


def _stretched(picture: pygame.Surface, was: View, now: View, sea: Colour) -> pygame.Surface:
    """Return the picture of one view as another would show it, sea where it shows more."""
    factor = now.scale / was.scale
    left, top = now.pixel(was.point((0, 0)))
    found = pygame.Surface(now.size)
    found.fill(sea)
    part = pygame.Rect(-left / factor, -top / factor, now.size[0] / factor + 1, now.size[1] / factor + 1)
    part = part.clip(picture.get_rect())
    if part:
        size = round(part.width * factor), round(part.height * factor)
        found.blit(
            pygame.transform.scale(picture.subsurface(part), size), (left + part.x * factor, top + part.y * factor)
        )
    return found
