"""What stands under the map of the river: its rings, how far the fighters are, what a radar sees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pygame

from game.desktop.mapground import Colour
from game.desktop.maplook import Look
from game.desktop.riverfigures import river, short

PAD: Final = 12  # pixels at 100 %
ROW: Final = 17  # a line
DOT: Final = 14  # from a line's dot to its text


class Legend:
    """Lines with a dot each, in two columns where all of them fit, else in one."""

    def __init__(self, look: Look, alarm: Colour, guard: Colour, words: Mapping[str, str], scale: float) -> None:
        self._look, self._scale = look, scale
        self._lines = [
            (mark, look.write("small", text, look.inks.ally)) for mark, text in _lines(look, alarm, guard, words)
        ]

    def height(self, width: int) -> int:
        """Return how high it is at a width."""
        return self._rows(width) * self._px(ROW) + self._px(10)

    def draw(self, picture: pygame.Surface, strip: pygame.Rect) -> None:
        """Draw it into a strip of its height."""
        pygame.draw.rect(picture, self._look.paint.sea, strip)
        pygame.draw.line(picture, self._look.edge, strip.topleft, strip.topright)
        pad, row, rows = self._px(PAD), self._px(ROW), self._rows(strip.width)
        for number, (mark, text) in enumerate(self._lines):
            column, line = divmod(number, rows)
            x, y = strip.left + pad + column * strip.width // 2, strip.top + self._px(5) + line * row + row // 2
            pygame.draw.aacircle(picture, mark, (x + self._px(3), y), self._px(3))
            picture.blit(text, text.get_rect(midleft=(x + self._px(DOT), y)))

    def _rows(self, width: int) -> int:
        """Return how many lines stand under each other at a width."""
        widest = max(text.get_width() for _, text in self._lines) + self._px(DOT) + self._px(PAD)
        return -(-len(self._lines) // 2) if 2 * widest + self._px(PAD) <= width else len(self._lines)

    def _px(self, size: float) -> int:
        return max(1, round(size * self._scale))


def _lines(look: Look, alarm: Colour, guard: Colour, words: Mapping[str, str]) -> Iterator[tuple[Colour, str]]:
    """Yield the lines, each with the colour of its dot."""
    it, dim = river(), look.inks.other
    clock, ready, sight = it.figures["clock"], it.figures["readiness"], it.figures["sight"]
    yield alarm, words["clock"].format(minutes=clock["minutes"], kmh=round(it.speed), km=short(it.clock))
    yield guard, words["gun"].format(km=short(it.gun), minutes=short(it.minutes(it.gun)))
    yield dim, words["schematic"]
    for key, town in it.towns.items():
        if town.kind == "base":
            far, flight = short(it.away(key)), short(it.flight(key))
            yield guard, words["base"].format(name=town.name, km=far, ready=ready["minutes"], flight=flight)
    yield dim, words["horizon"].format(mast=sight["mast"], height=sight["height"], km=short(it.horizon))
