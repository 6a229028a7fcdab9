"""What the geometry of Galați comes to: kilometres and minutes, reckoned from places and speeds, none of them written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any, Final

from game.desktop.mapdata import table
from game.scenario.globe import Place, along, distance, length

HORIZON: Final = 4.12  # km for each square root of a metre of height: the radar horizon over an Earth of 4/3 its radius


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the overlay: its name, where it is, what it is, on which side of its dot the name stands."""

    name: str
    at: Place
    kind: str
    side: str


@dataclass(frozen=True, slots=True)
class River:
    """The overlay's data: towns by key, the way of the aircraft, what was struck, and figures by name (km, km/h, minutes)."""

    towns: Mapping[str, Town]
    way: tuple[Place, ...]
    stops: tuple[str, ...]
    middle: str
    figures: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, Place]

    @property
    def speed(self) -> float:
        """Return how fast the aircraft was seen to be, in km/h."""
        return float(self.figures["seen"]["kmh"])

    def minutes(self, kilometres: float, kmh: float = 0) -> float:
        """Return how long a distance takes at a speed (0: the aircraft's)."""
        return 60 * kilometres / (kmh or self.speed)

    def away(self, town: str) -> float:
        """Return the km from a town to what was struck."""
        return distance(self.towns[town].at, self.towns[self.middle].at)

    def before(self, town: str) -> float:
        """Return how many minutes before the end of its way the aircraft passes a town of the way."""
        return self.minutes(length(self.way[self.way.index(self.towns[town].at) :]))

    def position(self, minutes: float) -> Place:
        """Return where the aircraft is so many minutes before the end of its way."""
        return along(self.way[::-1], minutes * self.speed / 60)

    @property
    def clock(self) -> float:
        """Return the km that the minutes between border and block come to."""
        return float(self.figures["clock"]["minutes"]) * self.speed / 60

    @property
    def gun(self) -> float:
        """Return the km that guns reach."""
        return float(self.figures["gun"]["km"])

    @property
    def horizon(self) -> float:
        """Return the km from which a radar on a mast sees an aircraft at its height."""
        sight = self.figures["sight"]
        return HORIZON * (sqrt(sight["mast"]) + sqrt(sight["height"]))

    def flight(self, base: str) -> float:
        """Return the minutes that a fighter flies from a base, once it is in the air."""
        return self.minutes(self.away(base), float(self.figures["fighter"]["kmh"]))


@cache
def river() -> River:
    """Return the overlay's data as shipped."""
    raw = table("danube")
    towns = {
        key: Town(row["name"], (row["at"][0], row["at"][1]), row["kind"], row["side"])
        for key, row in raw["place"].items()
    }
    way = tuple(towns[key].at for key in raw["way"]["places"])
    labels = {key: (at[0], at[1]) for key, at in raw["label"].items()}
    return River(towns, way, tuple(raw["way"]["shown"]), raw["middle"], raw["figure"], labels)


def short(number: float) -> str:
    """Return a number as people say it: one decimal below 20, none above, none where it is whole."""
    return f"{number:.0f}" if number >= 20 or abs(number - round(number)) < 0.05 else f"{number:.1f}"
