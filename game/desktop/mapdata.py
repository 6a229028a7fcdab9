"""The sheets of the map as they are on disk: lands, their rings in km, and what lies at a point."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import hypot
from pathlib import Path
from typing import Any, Final

from game.scenario.data import data_root
from game.scenario.globe import Point, Projection

Box = tuple[float, float, float, float]  # west, south, east, north; km
Ring = tuple[Point, ...]
MAPS: Final = Path("assets", "map")
# How much a step to the side costs when the nearest ally in a direction is looked for: the arrow keys should feel straight.
ASIDE: Final = 2.5


@dataclass(frozen=True, slots=True)
class Land:
    """One country: its letters (none for a land without a part), its rings in km, each with its box, and the box of all."""

    key: str
    rings: tuple[tuple[Ring, Box], ...]
    box: Box

    def holds(self, point: Point) -> bool:
        """Return whether a point lies inside."""
        return within(point, self.box) and any(within(point, box) and inside(point, ring) for ring, box in self.rings)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map: its projection, what it holds, what is looked at first, and its lands, those to be drawn first at the front."""

    projection: Projection
    rect: Box
    home: Box
    lands: tuple[Land, ...]

    def land_at(self, point: Point) -> str:
        """Return the letters of the land at a point in km; none on the sea and in lands without letters."""
        for land in reversed(self.lands):  # an enclave is drawn after what surrounds it
            if land.holds(point):
                return land.key
        return ""

    def keys(self) -> set[str]:
        """Return the letters of all lands."""
        return {land.key for land in self.lands} - {""}


@cache
def sheet(name: str) -> Sheet:
    """Return a sheet by its name; raises FileNotFoundError where an installation lost it."""
    raw = json.loads((data_root() / MAPS / f"{name}.json").read_text(encoding="utf-8"))
    about = raw["sheet"]
    lands = tuple(_land(land, about["unit"]) for land in raw["lands"])
    return Sheet(Projection(*about["middle"]), tuple(about["rect"]), tuple(about["home"]), lands)


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table of the map that was written by hand (labels, the Danube)."""
    return tomllib.loads((data_root() / MAPS / f"{name}.toml").read_text(encoding="utf-8"))


def _land(raw: Mapping[str, Any], unit: float) -> Land:
    rings = tuple(_ring(steps, unit) for steps in raw["rings"])
    boxes = tuple(box_of(ring) for ring in rings)
    return Land(raw["key"], tuple(zip(rings, boxes, strict=True)), _around(boxes))


def _ring(steps: list[int], unit: float) -> Ring:
    """Return a ring from its first point and the steps to the others."""
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x * unit, y * unit) for x, y in zip(xs, ys, strict=True))


def box_of(points: Iterable[Point]) -> Box:
    """Return the smallest box around points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _around(boxes: Iterable[Box]) -> Box:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def within(point: Point, box: Box) -> bool:
    """Return whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def meet(one: Box, other: Box) -> bool:
    """Return whether two boxes overlap."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def inside(point: Point, ring: Ring) -> bool:
    """Return whether a point lies inside a closed ring: a ray to the east crosses it an odd number of times."""
    x, y = point
    odd = False
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        if (at_y > y) != (before_y > y) and x < (before_x - at_x) * (y - at_y) / (before_y - at_y) + at_x:
            odd = not odd
        before_x, before_y = at_x, at_y
    return odd


def nearest(point: Point, capitals: Mapping[str, Point], reach: float) -> str:
    """Return whose capital is nearest to a point, if one lies within `reach` km; else nothing."""
    far = {key: hypot(x - point[0], y - point[1]) for key, (x, y) in capitals.items()}
    best = min(far, key=far.__getitem__, default="")
    return best if best and far[best] <= reach else ""


def towards(start: str, way: tuple[int, int], capitals: Mapping[str, Point]) -> str:
    """Return the next capital in a direction (x to the east, y to the north, each -1, 0 or 1); `start` itself if none is."""
    return min(_ahead(start, way, capitals), default=(0.0, start))[1]


def _ahead(start: str, way: tuple[int, int], capitals: Mapping[str, Point]) -> Iterator[tuple[float, str]]:
    """Yield the cost of going to each capital that lies ahead."""
    from_x, from_y = capitals[start]
    for key, (x, y) in capitals.items():
        on = (x - from_x) * way[0] + (y - from_y) * way[1]
        aside = abs((x - from_x) * way[1] - (y - from_y) * way[0])
        if key != start and on > aside / ASIDE:
            yield on + ASIDE * aside, key
