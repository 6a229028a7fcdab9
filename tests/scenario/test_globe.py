"""The globe: the projection against published values and against itself, distances against the geography of Galați."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.globe import RADIUS, Projection, along, circle, distance, length

EUROPE = Projection(50.0, 15.0)
GALATI, RENI, IZMAIL = (45.45, 28.05), (45.4573, 28.2932), (45.3493, 28.8408)


def test_a_point_is_where_snyder_has_it() -> None:
    """Snyder 1987, page 332: a sphere of radius 3, middle 40 N 100 W, the place 20 S 100 E."""
    assert Projection(40.0, -100.0, 3.0).point((-20.0, 100.0)) == pytest.approx((-4.2339303, 4.0257775), abs=1e-7)


def test_a_place_is_where_snyder_has_it() -> None:
    """The same numbers backwards."""
    assert Projection(40.0, -100.0, 3.0).place((-4.2339303, 4.0257775)) == pytest.approx((-20.0, 100.0), abs=1e-5)


@given(st.floats(-60, 89), st.floats(-120, 150))
def test_there_and_back(latitude: float, longitude: float) -> None:
    found = EUROPE.place(EUROPE.point((latitude, longitude)))
    assert distance(found, (latitude, longitude)) < 1e-3


@given(st.floats(-50, 80), st.floats(-90, 120))
def test_areas_are_kept(latitude: float, longitude: float) -> None:
    side = 0.02
    corners = [(latitude, longitude), (latitude + side, longitude), (latitude, longitude + side)]
    (x, y), (up_x, up_y), (right_x, right_y) = map(EUROPE.point, corners)
    drawn = abs((right_x - x) * (up_y - y) - (right_y - y) * (up_x - x))
    true = distance(corners[0], corners[1]) * distance(corners[0], corners[2])
    assert drawn == pytest.approx(true, rel=2e-3)


def test_the_far_side_has_no_point_and_the_void_no_place() -> None:
    assert EUROPE.place((0.0, 0.0)) == (50.0, 15.0)
    with pytest.raises(ValueError, match="opposite"):
        EUROPE.point((-50.0, -165.0))
    with pytest.raises(ValueError, match="not on the globe"):
        EUROPE.place((2.1 * RADIUS, 0.0))


@pytest.mark.parametrize(
    ("place", "kilometres"),
    [
        (RENI, 19.0),
        (IZMAIL, 62.7),
        ((44.4323, 26.1063), 190.3),
        ((45.0050, 35.8400), 611.8),
        ((38.9072, -77.0369), 8030),
    ],
)
def test_distances_are_those_of_the_research(place: tuple[float, float], kilometres: float) -> None:
    assert distance(GALATI, place) == pytest.approx(kilometres, abs=0.6)


def test_along_a_way() -> None:
    way = [IZMAIL, RENI, GALATI]
    assert along(way, -1) == IZMAIL
    assert along(way, length(way) + 1) == GALATI
    assert distance(along(way, distance(IZMAIL, RENI) + 5), RENI) == pytest.approx(5, abs=0.02)


def test_a_circle_is_round() -> None:
    assert {round(distance(GALATI, place), 6) for place in circle(GALATI, 13.3)} == {13.3}
    x, y = EUROPE.point(GALATI)
    assert all(hypot(a - x, b - y) == pytest.approx(13.3, rel=0.02) for a, b in map(EUROPE.point, circle(GALATI, 13.3)))
