"""The map: its data is whole and right, what is under a point, and what is drawn when."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game.desktop import mapdata
from game.desktop.map import Map, Pin, Shown
from game.desktop.mapdata import nearest, sheet, table
from game.desktop.mapground import Ground
from game.desktop.maplabels import Named, placed
from game.desktop.maplook import Look, look, mixed
from game.desktop.mapview import View, fitted
from game.desktop.mapwords import words
from game.desktop.riverfigures import river
from game.desktop.riverlegend import Legend
from game.desktop.rivermap import RiverMap
from game.scenario.globe import Place, Point, distance
from game.telling.words import LANGUAGES

ROOT = Path(__file__).parents[2]
ALLIES = tomllib.loads((ROOT / "scenarios" / "galati.toml").read_text("utf-8"))["ally"]
CAPITALS: dict[str, Place] = {key: (ally["location"][0], ally["location"][1]) for key, ally in ALLIES.items()}
NAMES = {key: ally["name"] for key, ally in ALLIES.items()}
SIZES = [(1280, 720), (1920, 1080), (810, 390), (560, 420)]
FAR = {"CA", "US"}
BLUE, RED = (33, 102, 172), (179, 40, 6)


@pytest.fixture(scope="module", autouse=True)
def screen() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.display.quit()


@pytest.fixture(scope="module")
def plain() -> Look:
    pygame.font.init()
    return look()


def europe(latitude: float, longitude: float) -> str:
    found = sheet("europe")
    return found.land_at(found.projection.point((latitude, longitude)))


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ((45.30, 34.40), "UA"),  # Crimea, inland
        ((44.95, 34.10), "UA"),  # Simferopol
        ((45.45, 28.00), "RO"),
        ((54.71, 20.60), "RU"),  # Kaliningrad
        ((35.15, 33.35), "CY"),  # the north of the island too
        ((35.27, 33.50), "CY"),
        ((43.40, 34.00), ""),  # the Black Sea
        ((43.94, 12.46), ""),  # San Marino, in the middle of Italy
        ((30.00, 25.00), ""),  # a land without a part
    ],
)
def test_lands_are_where_the_united_nations_have_them(place: Place, key: str) -> None:
    assert europe(*place) == key


def test_every_ally_has_a_shape_or_an_inset() -> None:
    insets = {key for name in table("labels")["inset"] for key in sheet(name).keys()}  # noqa: SIM118
    assert set(ALLIES) - FAR <= sheet("europe").keys()
    assert insets == FAR | {"IS"}


def test_every_capital_lies_in_its_land_or_on_its_shore() -> None:
    for key in set(CAPITALS) - FAR:
        found = sheet("europe")
        x, y = found.projection.point(CAPITALS[key])
        around = [(x + 4 * right, y + 4 * up) for right in (-1, 0, 1) for up in (-1, 0, 1)]
        assert key in {found.land_at(point) for point in around}, key


def test_neighbours_leave_no_gap() -> None:
    """Along the border of Romania and Hungary nothing lies between the two."""
    found = sheet("europe")
    for step in range(200):
        x, y = found.projection.point((46.1 + step / 100, 21.5))
        assert found.land_at((x, y)) in {"RO", "HU", "UA", "SK", "RS", "PL"}


def test_no_sheet_has_a_corner_outside_its_frame() -> None:
    for name in ("europe", "north_america", "iceland", "danube"):
        west, south, east, north = sheet(name).rect
        for land in sheet(name).lands:
            assert west - 1 <= land.box[0] <= land.box[2] <= east + 1
            assert south - 1 <= land.box[1] <= land.box[3] <= north + 1


def test_labels_stand_on_their_land() -> None:
    for key, row in table("labels")["land"].items():
        assert europe(*row["at"]) == key


def test_seas_stand_on_water() -> None:
    for key, row in table("labels")["sea"].items():
        assert europe(*row["at"]) == "", key
        assert key in words()["sea"]


def test_every_label_has_its_name() -> None:
    assert set(table("labels")["land"]) <= set(NAMES) | set(words()["land"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_names_with_the_same_gaps(language: str) -> None:
    english, other = words("en"), words(language)
    assert other.keys() == english.keys()
    for part, lines in english.items():
        assert other[part].keys() == lines.keys()
        for key, line in lines.items():
            assert set(re.findall(r"{\w+}", other[part][key])) == set(re.findall(r"{\w+}", line)), key


@pytest.mark.parametrize("size", SIZES)
def test_every_capital_is_hit_where_it_is_drawn(size: tuple[int, int], plain: Look) -> None:
    drawn = Map(CAPITALS, NAMES, plain)
    drawn.resize(size)
    frame = pygame.Rect((0, 0), size)
    for key in CAPITALS:
        assert frame.collidepoint(drawn.spot(key)), key
        assert drawn.hit(drawn.spot(key)) == key


def test_nobody_is_hit_on_the_sea_or_beside_the_map(plain: Look) -> None:
    drawn = Map(CAPITALS, NAMES, plain)
    drawn.resize((1280, 720))
    sea = drawn.view.pixel(sheet("europe").projection.point((43.3, 34.0)))
    assert drawn.hit(sea) == ""
    assert drawn.hit((-5, 10)) == ""
    assert drawn.hit(drawn.view.pixel(sheet("europe").projection.point((49.0, 31.0)))) == ""  # Ukraine has no seat


def test_a_small_land_is_hit_a_little_beside_it(plain: Look) -> None:
    drawn = Map(CAPITALS, NAMES, plain)
    drawn.resize((810, 390))
    x, y = drawn.spot("LU")
    assert drawn.hit((x + 3, y)) == "LU"


def test_the_inset_goes_when_its_ally_comes_into_sight(plain: Look) -> None:
    drawn = Map(CAPITALS, NAMES, plain)
    drawn.resize((1280, 720))
    in_inset = drawn.spot("IS")
    drawn.look((60.0, -5.0), 3600)
    assert drawn.spot("IS") == drawn.view.pixel(drawn.capitals["IS"]) != in_inset
    assert drawn.hit(drawn.spot("IS")) == "IS"


@pytest.mark.parametrize(
    ("start", "way", "found"),
    [("RO", (0, -1), "BG"), ("RO", (-1, 0), "BG"), ("EE", (0, 1), "FI"), ("PT", (-1, 0), "PT")],
)
def test_arrows_lead_from_capital_to_capital(start: str, way: tuple[int, int], found: str, plain: Look) -> None:
    capitals = {key: place for key, place in CAPITALS.items() if key not in FAR | {"IS"}}
    assert Map(capitals, NAMES, plain).towards(start, way) == found


def test_arrows_reach_every_ally() -> None:
    points = {key: sheet("europe").projection.point(place) for key, place in CAPITALS.items()}
    seen, waiting = {"RO"}, ["RO"]
    while waiting:
        here = waiting.pop()
        new = {mapdata.towards(here, way, points) for way in ((0, 1), (0, -1), (1, 0), (-1, 0))} - seen
        seen |= new
        waiting += new
    assert seen == set(CAPITALS)


def test_nearest_keeps_its_reach() -> None:
    capitals: dict[str, Point] = {"A": (0.0, 0.0), "B": (10.0, 0.0)}
    assert nearest((6, 0), capitals, 5) == "B"
    assert nearest((6, 9), capitals, 5) == ""
    assert nearest((6, 9), {}, 5) == ""


@pytest.mark.parametrize("size", SIZES)
def test_a_view_goes_there_and_back(size: tuple[int, int]) -> None:
    view = View((100.0, -40.0), 0.37, size)
    assert view.point(view.pixel((12.5, 800.0))) == pytest.approx((12.5, 800.0))
    assert view.pixel((100.0, -40.0)) == (size[0] / 2, size[1] / 2)


def test_zoom_keeps_what_lies_under_the_pointer() -> None:
    view = View((100.0, -40.0), 0.37, (800, 600))
    under = view.point((70, 500))
    assert view.zoomed(1.7, (70, 500)).point((70, 500)) == pytest.approx(under)


@pytest.mark.parametrize("size", SIZES)
def test_no_view_leaves_the_sheet(size: tuple[int, int], plain: Look) -> None:
    drawn = Map(CAPITALS, NAMES, plain)
    drawn.resize(size)
    west, south, east, north = sheet("europe").rect
    for steps, push in ((-30, 0.0), (0, 9e5), (40, 0.0), (0, -9e5), (-2, 0.0)):
        drawn.zoom(steps, (0, 0))
        drawn.pan(push, push)
        box = drawn.view.box()
        assert west - 1e-6 <= box[0] < box[2] <= east + 1e-6
        assert south - 1e-6 <= box[1] < box[3] <= north + 1e-6


def same(one: pygame.Surface, other: pygame.Surface) -> bool:
    return pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")


def test_a_changed_colour_is_the_same_as_drawing_anew(plain: Look) -> None:
    """Only what changed is drawn again, and nobody can see that."""
    view = fitted(sheet("europe").home, (640, 400)).kept(sheet("europe").rect, 9)
    changing, fills = Ground(sheet("europe"), plain.paint), dict.fromkeys(CAPITALS, BLUE)
    changing.picture(view, fills)
    for key, chosen in (("FR", ""), ("BE", "RO"), ("IT", "RO"), ("NO", "LU")):
        fills = fills | {key: RED}
        changed = changing.picture(view, fills, chosen)
        assert same(changed, Ground(sheet("europe"), plain.paint).picture(view, fills, chosen)), key


def test_a_land_has_its_colour_and_the_sea_has_none(plain: Look) -> None:
    view = fitted(sheet("europe").home, (640, 400)).kept(sheet("europe").rect, 9)
    picture = Ground(sheet("europe"), plain.paint).picture(view, {"RO": RED})
    at = view.pixel(sheet("europe").projection.point((45.9, 24.9)))
    assert tuple(picture.get_at((round(at[0]), round(at[1]))))[:3] == RED


def test_a_picture_is_drawn_once_and_again_on_change(plain: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, surface, count = Map(CAPITALS, NAMES, plain), pygame.Surface((640, 360)), list[int]()
    composed = Map._composed

    def counting(it: Map) -> pygame.Surface:
        count.append(1)
        return composed(it)

    monkeypatch.setattr(Map, "_composed", counting)
    drawn.resize((640, 360))
    shown = Shown({"RO": BLUE}, {}, "RO", (Pin((45.45, 28.05), pygame.Surface((6, 6)), "Galați", RED),))
    for _ in range(3):
        drawn.show(shown)
        drawn.draw(surface)
    assert len(count) == 1
    drawn.zoom(2)
    drawn.draw(surface, rough=True)
    assert len(count) == 1
    drawn.draw(surface)
    drawn.show(Shown({"RO": RED}))
    drawn.draw(surface)
    assert len(count) == 3


class Counting(pygame.Surface):
    """A surface that remembers what was copied onto it."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__(size)
        self.covered: list[pygame.Rect] = []

    def blit(self, source: pygame.Surface, dest: pygame.Rect) -> pygame.Rect:  # type: ignore[override]
        self.covered.append(pygame.Rect(dest))
        return super().blit(source, dest)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_names_stay_inside_and_apart(size: tuple[int, int], scale: float) -> None:
    drawn = Map(CAPITALS, NAMES, look(scale), scale=scale)
    drawn.resize(size)
    marks = {key: pygame.Surface((12, 12)) for key in CAPITALS}
    surface = Counting(size)
    drawn._labels.draw(surface, drawn.view, Named(NAMES, words()["land"], words()["sea"], marks), [])
    for number, rect in enumerate(surface.covered):
        assert surface.get_rect().contains(rect)
        assert rect.collidelist(surface.covered[number + 1 :]) < 0
    assert len(surface.covered) > 12
    spots = {key: drawn.view.pixel(at) for key, (at, _) in placed(sheet("europe"), "land").items() if key in CAPITALS}
    inner = surface.get_rect().inflate(-12, -12)
    unmarked = [
        key
        for key, at in spots.items()
        if inner.collidepoint(at) and not any(rect.collidepoint(at) for rect in surface.covered)
    ]
    assert unmarked == []


def test_a_land_without_a_name_takes_no_room(plain: Look) -> None:
    drawn, surface = Map({}, {}, plain), Counting((1280, 720))
    drawn.resize((1280, 720))
    drawn._labels.draw(surface, drawn.view, Named({}, {"UA": "Ukraine"}, words()["sea"], {}), [])
    seas = [key for key, (at, _) in placed(sheet("europe"), "sea").items() if drawn.view.shows(at, 60)]
    assert 1 < len(surface.covered) <= 1 + len(seas)
    drawn.draw(pygame.Surface((1280, 720)))
    assert drawn.hit((700, 400)) == ""


def test_colours_of_a_theme_take_the_place_of_the_maps_own() -> None:
    assert look(1.0, {"sea": "#102030"}).paint.sea == (16, 32, 48)
    assert mixed((255, 0, 100), (55, 100, 0), 0.25) == (105, 75, 25)


def test_the_river_reckons_what_the_research_reckons() -> None:
    it = river()
    assert it.clock == pytest.approx(13.33, abs=0.01)
    assert it.minutes(15) == pytest.approx(4.5)
    assert it.minutes(it.gun) == pytest.approx(1.2)
    assert it.horizon == pytest.approx(45.1, abs=0.1)
    assert it.flight("fetesti") == pytest.approx(8.0, abs=0.1)
    assert it.before("reni") == pytest.approx(5.7, abs=0.1)
    assert it.before("izmail") == pytest.approx(19, abs=0.3)
    assert it.before("chauda") == pytest.approx(200, abs=25)
    assert it.before("galati") == 0


def test_the_aircraft_is_where_the_clock_says() -> None:
    it = river()
    assert it.position(0) == it.towns["galati"].at
    assert distance(it.position(4), it.towns["galati"].at) == pytest.approx(it.clock, abs=0.05)
    assert it.position(1e6) == it.towns["chauda"].at


@pytest.mark.parametrize("size", [(810, 390), (1280, 720), (420, 300)])
def test_the_river_is_drawn_at_any_size_and_moment(size: tuple[int, int], plain: Look) -> None:
    drawn, surface = RiverMap(plain, RED, BLUE), pygame.Surface(size)
    pictures = []
    for minutes in (None, 0.0, 4.0, 30.0):
        drawn.draw(surface, surface.get_rect(), {"RO": BLUE}, NAMES, minutes)
        pictures.append(pygame.image.tobytes(surface, "RGB"))
    assert len(set(pictures)) == 4


@pytest.mark.parametrize("width", [420, 560, 810, 1280])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_legend_of_the_river_is_never_clipped(width: int, scale: float) -> None:
    legend = Legend(look(scale), RED, BLUE, words()["danube"], scale)
    surface = Counting((width, legend.height(width)))
    legend.draw(surface, surface.get_rect())
    assert len(surface.covered) == 6
    for number, rect in enumerate(surface.covered):
        assert rect.collidelist(surface.covered[number + 1 :]) < 0
        assert surface.get_rect().contains(rect) or width / scale < 420


def test_an_aircraft_out_of_sight_is_not_drawn(plain: Look) -> None:
    drawn, still, flying = RiverMap(plain, RED, BLUE), pygame.Surface((810, 390)), pygame.Surface((810, 390))
    drawn.draw(still, still.get_rect(), {}, NAMES)
    drawn.draw(flying, flying.get_rect(), {}, NAMES, 120.0)
    assert same(still, flying)
