"""The globe, for whoever draws scenarios on maps: an equal-area projection, distances, places along a way. Not for the rules.

A place is (latitude, longitude) in degrees, as in `location` of an ally; a point is (x, y) in kilometres, x to the east of the
projection's middle and y to the north of it. The Earth is a sphere of its mean radius: at most 0.6 % from the ellipsoid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import Final

RADIUS: Final = 6371.0088  # km, mean radius of the Earth (IUGG)
Place = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Projection:
    """Lambert's azimuthal equal-area projection of a sphere (Snyder, Map Projections, 1987, page 182), its middle in degrees."""

    latitude: float
    longitude: float
    radius: float = RADIUS

    def point(self, place: Place) -> Point:
        """Return where a place lies on the map; raises ValueError at the point opposite the middle, which lies everywhere."""
        middle, latitude, turn = radians(self.latitude), radians(place[0]), radians(place[1] - self.longitude)
        toward = 1 + sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turn)
        if toward < 1e-12:
            raise ValueError(f"{place} lies opposite the middle of the map")
        scale = self.radius * sqrt(2 / toward)
        east = cos(latitude) * sin(turn)
        north = cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turn)
        return scale * east, scale * north

    def place(self, point: Point) -> Place:
        """Return the place that lies at a point; raises ValueError outside the disc that the globe fills."""
        x, y = point
        far = hypot(x, y)
        if far == 0:
            return self.latitude, self.longitude
        if far > 2 * self.radius:
            raise ValueError(f"{point} is not on the globe")
        angle, middle = 2 * asin(far / (2 * self.radius)), radians(self.latitude)
        latitude = asin(cos(angle) * sin(middle) + y * sin(angle) * cos(middle) / far)
        turn = atan2(x * sin(angle), far * cos(middle) * cos(angle) - y * sin(middle) * sin(angle))
        return degrees(latitude), (self.longitude + degrees(turn) + 180) % 360 - 180


def distance(one: Place, other: Place) -> float:
    """Return the kilometres between two places along a great circle (haversine)."""
    north, south = radians(one[0]), radians(other[0])
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))


def length(way: Sequence[Place]) -> float:
    """Return the kilometres along a way, from place to place."""
    return sum(distance(one, other) for one, other in pairwise(way))


def along(way: Sequence[Place], kilometres: float) -> Place:
    """Return the place so far along a way of at least one place; its ends hold what lies before and beyond.

    Between two places the way is straight in degrees, which is within metres of the great circle over a hundred kilometres.
    """
    if kilometres <= 0:
        return way[0]
    for one, other in pairwise(way):
        leg = distance(one, other)
        if kilometres < leg:
            share = kilometres / leg
            return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])
        kilometres -= leg
    return way[-1]


def circle(middle: Place, kilometres: float, corners: int = 72) -> list[Place]:
    """Return places on a circle of that radius around a place, from the north by the east."""
    latitude, angle, found = radians(middle[0]), kilometres / RADIUS, []
    for corner in range(corners):
        bearing = 2 * pi * corner / corners
        north = asin(sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(bearing))
        turn = atan2(sin(bearing) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(north))
        found.append((degrees(north), middle[1] + degrees(turn)))
    return found
