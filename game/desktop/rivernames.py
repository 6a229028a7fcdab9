"""Names on the map of the river: towns with distance and time, lands and waters, as many as find room, the weightier first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pygame

from game.desktop.mapdata import sheet
from game.desktop.mapground import Colour
from game.desktop.maplook import Look, haloed
from game.desktop.mapview import View
from game.desktop.mapwords import words
from game.desktop.riverfigures import river, short

SIDES: Final = {"left": "midright", "right": "midleft", "above": "midbottom", "below": "midtop"}
AWAY: Final = {"left": (-1, 0), "right": (1, 0), "above": (0, -1), "below": (0, 1)}
GAP: Final = 7  # pixels from a town's dot to its name
TIGHT: Final = 3  # pixels that lines under each other share: each has a rim of its own
Line = tuple[str, str, Colour]  # style, text, colour


def before(say: Mapping[str, str], minutes: float) -> str:
    """Return a moment on the clock, so many minutes before its end."""
    return say["before"].format(minutes=short(minutes)) if minutes > 0 else say["impact"]


class RiverNames:
    """Writes the names; `alarm` is the colour of what is told of the aircraft."""

    def __init__(self, look: Look, alarm: Colour, language: str, scale: float) -> None:
        self._look, self._alarm, self._scale = look, alarm, scale
        self._words, self._river, self._onto = words(language), river(), sheet("danube").projection

    def draw(self, surface: pygame.Surface, view: View, names: Mapping[str, str]) -> None:
        """Write towns and what lies around them; `names` of lands by letters come before the map's own."""
        towns = {key: view.pixel(self._onto.point(town.at)) for key, town in self._river.towns.items()}
        frame = surface.get_rect()
        taken = [self._dot(surface, key, at) for key, at in towns.items() if frame.collidepoint(at)]
        for key in sorted(towns, key=self._weight):
            if frame.collidepoint(towns[key]):
                self._put(surface, taken, self._ways(key, towns[key]))
        for key, place in self._river.labels.items():
            text = self._around(key, names)
            self._put(surface, taken, [(text, text.get_rect(center=view.pixel(self._onto.point(place))))])

    def _weight(self, key: str) -> int:
        """Return 0 for what was struck, 1 for stops of the aircraft, 2 for other towns."""
        return 0 if key == self._river.middle else 1 if key in self._river.stops else 2

    def _dot(self, surface: pygame.Surface, key: str, at: tuple[float, float]) -> pygame.Rect:
        """Draw a town's dot; return what it covers."""
        struck = key == self._river.middle
        size = round((5 if struck else 3) * self._scale)
        pygame.draw.aacircle(surface, self._look.inks.halo, at, size + 2)
        return pygame.draw.aacircle(surface, self._alarm if struck else self._look.inks.ally, at, size)

    def _ways(self, key: str, at: tuple[float, float]) -> Iterator[tuple[pygame.Surface, pygame.Rect]]:
        """Yield the ways to write a town: with its figures, without."""
        town = self._river.towns[key]
        name = [("land", town.name, self._look.inks.ally)]
        for lines in ([*name, *self._told(key)], name):
            block = self._block(lines, town.side)
            gap, (right, down) = GAP * self._scale, AWAY[town.side]
            yield block, block.get_rect(**{SIDES[town.side]: (at[0] + gap * right, at[1] + gap * down)})

    def _told(self, key: str) -> Iterator[Line]:
        """Yield what is said under a town's name: how far it is, and when the aircraft passes it."""
        say, far = self._words["danube"], short(self._river.away(key))
        if key in self._river.stops and key != self._river.middle:
            yield "figure", say["stop"].format(km=far, before=before(say, self._river.before(key))), self._alarm
        elif key != self._river.middle:
            yield "figure", say["away"].format(km=far), self._look.inks.ally

    def _around(self, key: str, names: Mapping[str, str]) -> pygame.Surface:
        """Return the name of a land or of a water."""
        land = names.get(key) or self._words["land"].get(key)
        ink = self._look.inks.other if land else self._look.inks.sea
        return self._text(("other", land.upper(), ink) if land else ("sea", self._words["sea"][key], ink))

    def _put(
        self,
        surface: pygame.Surface,
        taken: list[pygame.Rect],
        ways: Iterable[tuple[pygame.Surface, pygame.Rect]],
    ) -> None:
        """Write the first way that finds room."""
        for block, rect in ways:
            if surface.get_rect().contains(rect) and rect.inflate(-4, -4).collidelist(taken) < 0:
                taken.append(surface.blit(block, rect))
                return

    def _block(self, lines: list[Line], side: str) -> pygame.Surface:
        """Return lines under each other, flush with the dot that they stand beside."""
        texts = [self._text(line) for line in lines]
        wide, high = max(text.get_width() for text in texts), sum(text.get_height() - TIGHT for text in texts) + TIGHT
        block, y = pygame.Surface((wide, high), pygame.SRCALPHA), 0
        for text in texts:
            spare = wide - text.get_width()
            block.blit(text, ({"left": spare, "right": 0}.get(side, spare // 2), y))
            y += text.get_height() - TIGHT
        return block

    def _text(self, line: Line) -> pygame.Surface:
        style, text, colour = line
        write = self._look.write
        return haloed(write(style, text, colour), write(style, text, self._look.inks.halo), 2)
