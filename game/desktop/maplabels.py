"""Names and marks on the map: which stand where, so that none covers another and none runs out of its land too far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pygame

from game.desktop.mapdata import Sheet, table
from game.desktop.mapground import Colour
from game.desktop.maplook import Inks, Writer, haloed
from game.desktop.mapview import View
from game.scenario.globe import Point

GAP: Final = 3  # pixels between a mark and its name
HALO: Final = 2
Spots = Mapping[str, tuple[Point, float]]  # in km: the middle of a name, and the room that it has there


@dataclass(frozen=True, slots=True)
class Named:
    """What is written on a map: names by letters of land and by sea, and a mark (a small picture) before some lands."""

    allies: Mapping[str, str]
    others: Mapping[str, str]
    seas: Mapping[str, str]
    marks: Mapping[str, pygame.Surface]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """Something to be written around a pixel: its forms, the best first, of which the first that finds room is taken."""

    key: str
    middle: tuple[float, float]
    forms: tuple[pygame.Surface, ...]


class Labels:
    """Writes names on a sheet, at spots by letters of land and by sea; it remembers the pictures of names."""

    def __init__(self, lands: Spots, seas: Spots, inks: Inks, write: Writer) -> None:
        self.inks = inks
        self._lands, self._seas, self._write = lands, seas, write
        self._rims: dict[tuple[str, str, Colour], pygame.Surface] = {}

    def draw(self, surface: pygame.Surface, view: View, named: Named, taken: list[pygame.Rect]) -> None:
        """Write all that finds room outside `taken`; no name stands where another land's mark would, be it ever so small."""
        frame, taken = surface.get_rect(), [*taken]
        kept = {key: mark.get_rect(center=view.pixel(self._lands[key][0])) for key, mark in self._marked(named)}
        for wish in self._wishes(view, named):
            kept.pop(wish.key, None)
            for form in wish.forms:
                rect = form.get_rect(center=wish.middle)
                if not frame.contains(rect) or rect.collidelist(taken) >= 0:
                    continue
                if form is wish.forms[-1] or rect.collidelist([*kept.values()]) < 0:
                    surface.blit(form, rect)
                    taken.append(rect)
                    break

    def _marked(self, named: Named) -> Iterator[tuple[str, pygame.Surface]]:
        """Yield the marks of the lands that have a spot here."""
        yield from ((key, mark) for key, mark in named.marks.items() if key in self._lands)

    def _wishes(self, view: View, named: Named) -> Iterator[_Wish]:
        """Yield what should be written, the most wanted first: the chosen land, allies, other lands, seas."""
        lands = sorted(self._lands.items(), key=lambda each: (each[0] != named.chosen, each[0] not in named.allies))
        for key, (point, room) in lands:
            if forms := (*self._forms(key, room * view.scale, named),):
                yield _Wish(key, view.pixel(point), forms)
        for key, (point, room) in self._seas.items():
            name = self._name("sea", named.seas[key], self.inks.sea)
            if name.get_width() <= room * view.scale:
                yield _Wish(key, view.pixel(point), (name,))

    def _forms(self, key: str, room: float, named: Named) -> Iterator[pygame.Surface]:
        """Yield the ways to write a land: mark and name where there is room, mark and letters, the mark alone."""
        if key not in named.allies:
            if key in named.others:
                name = self._name("other", named.others[key], self.inks.other)
                yield from [name] if name.get_width() <= room else []
            return
        mark = named.marks.get(key)
        name = self._name("land", named.allies[key], self.inks.ally)
        if name.get_width() <= room or key == named.chosen:
            yield _beside(mark, name)
        yield _beside(mark, self._name("land", key, self.inks.ally))
        if mark is not None:
            yield mark

    def _name(self, style: str, text: str, colour: Colour) -> pygame.Surface:
        key = style, text, colour
        if key not in self._rims:
            self._rims[key] = haloed(self._write(style, text, colour), self._write(style, text, self.inks.halo), HALO)
        return self._rims[key]


def placed(sheet: Sheet, kind: str) -> Spots:
    """Return the spots on a sheet that were placed by hand for names of a kind: land, sea."""
    rows = table("labels")[kind]
    return {key: (sheet.projection.point(tuple(row["at"])), row["room"]) for key, row in rows.items()}


def _beside(mark: pygame.Surface | None, name: pygame.Surface) -> pygame.Surface:
    """Return a mark and a name in one picture."""
    if mark is None:
        return name
    size = mark.get_width() + GAP + name.get_width() - HALO, max(mark.get_height(), name.get_height())
    found = pygame.Surface(size, pygame.SRCALPHA)
    found.blit(mark, mark.get_rect(midleft=(0, size[1] // 2)))
    found.blit(name, name.get_rect(midright=(size[0], size[1] // 2)))
    return found
