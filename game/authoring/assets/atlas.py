"""The map: lands of a TopoJSON atlas, projected, cut to a sheet, simplified with their borders kept shared, in whole steps.

A sheet is one JSON file: `lands`, the largest first so that enclaves are drawn over what surrounds them, each with its letters
and its rings; a ring is x, y of its first point and then the step to each next, in `unit` km (y to the north).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from game.authoring.assets.sources import Files, Packages, need, recipe
from game.scenario.globe import Place, Projection

Ring = list[Place]  # here as (longitude, latitude), as atlases have them
NEAR: Final = 110.0  # degrees west and east of a sheet's middle: farther lands lie on no sheet


def make(packages: Packages) -> Files:
    """Return every sheet of the recipe."""
    need("shapely")
    plan = recipe("map")
    return {
        f"map/{name}.json": _written(_sheet(packages, sheet, plan["letters"]), sheet)
        for name, sheet in plan["sheet"].items()
    }


def _sheet(packages: Packages, sheet: dict[str, Any], letters: dict[str, str]) -> list[tuple[str, Any]]:
    """Return the letters and the projected, cut and simplified shape of each land of a sheet, the largest first."""
    import shapely

    atlas = json.loads(packages.read(sheet["package"], sheet["file"]))
    frame, kept = shapely.box(*sheet["rect"]), dict[str, list[Any]]()
    for number, (key, shape) in enumerate(_lands(atlas, letters, sheet)):
        if (not sheet["only"] or key in sheet["only"]) and not (cut := shape.intersection(frame)).is_empty:
            kept.setdefault(key or str(number), []).append(cut)
    shapes = [shapely.union_all(parts) for parts in kept.values()]
    simple = shapely.coverage_simplify(shapes, sheet["simplify"], simplify_boundary=True)
    found = [(key if key.isalpha() else "", shape) for key, shape in zip(kept, simple, strict=True)]
    return sorted(found, key=lambda land: -land[1].area)


def _lands(atlas: dict[str, Any], letters: dict[str, str], sheet: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the letters (or none) and the projected shape of each land of an atlas that comes near a sheet."""
    import shapely

    arcs, onto = _arcs(atlas), Projection(*sheet["middle"])
    near = shapely.box(onto.longitude - NEAR, 0, onto.longitude + NEAR, 89)
    for land in atlas["objects"]["countries"]["geometries"]:
        nested = [land["arcs"]] if land["type"] == "Polygon" else land["arcs"]
        flat = shapely.union_all([_polygon([_ring(arcs, ring) for ring in rings], onto.longitude) for rings in nested])
        shape = flat.intersection(near)
        if not shape.is_empty:
            yield letters.get(land.get("id", ""), ""), shapely.make_valid(shapely.transform(shape, _projected(onto)))


def _projected(onto: Projection) -> Any:  # noqa: ANN401  # what shapely's transform takes
    return lambda table: [onto.point((latitude, longitude)) for longitude, latitude in table]


def _arcs(atlas: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a quantized TopoJSON in degrees."""
    (wide, high), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    found = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for right, up in arc:
            x, y = x + right, y + up
            line.append((west + x * wide, south + y * high))
        found.append(line)
    return found


def _ring(arcs: list[Ring], numbers: list[int]) -> Ring:
    """Return one closed ring; a number below zero is an arc backwards, and arcs share their ends."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def _polygon(rings: list[Ring], middle: float) -> Any:  # noqa: ANN401  # shapely ships no types
    """Return a polygon whose rings run on across the antimeridian, on the side of a sheet's middle; empty where it is no area."""
    import shapely

    outer, *holes = [_unwrapped(ring, middle) for ring in rings]
    if len(set(outer)) < 3:
        return shapely.Polygon()
    return shapely.make_valid(shapely.Polygon(outer, [hole for hole in holes if len(set(hole)) > 2]))


def _unwrapped(ring: Ring, middle: float) -> Ring:
    """Return a ring without a jump of a whole turn, moved by whole turns to lie around the middle."""
    turn, before, found = 0.0, ring[0][0], []
    for longitude, latitude in ring:
        turn += 360.0 * ((longitude - before < -180) - (longitude - before > 180))
        before = longitude
        found.append((longitude + turn, latitude))
    around = (min(x for x, _ in found) + max(x for x, _ in found)) / 2
    shift = -360.0 * round((around - middle) / 360)
    return [(x + shift, y) for x, y in found]


def _written(lands: list[tuple[str, Any]], sheet: dict[str, Any]) -> bytes:
    """Return a sheet as JSON, one land a line."""
    unit = sheet.get("unit", 1)
    about = {"middle": sheet["middle"], "rect": sheet["rect"], "home": sheet["home"], "unit": unit}
    rows = [
        json.dumps({"key": key, "rings": rings}, separators=(",", ":"))
        for key, shape in lands
        if (rings := [*_rings(shape, unit, sheet["smallest"])])
    ]
    lines = ",\n".join(rows)
    return f'{{"sheet":{json.dumps(about)},\n"lands":[\n{lines}\n]}}\n'.encode()


def _rings(shape: Any, unit: float, smallest: float) -> Iterator[list[int]]:  # noqa: ANN401  # shapely ships no types
    """Yield the outer rings of a shape as steps, the largest first; enclaves are lands of their own, drawn over it."""
    import shapely

    parts = sorted(shapely.get_parts(shape), key=lambda part: -part.area)
    for number, part in enumerate(parts):
        if part.geom_type == "Polygon" and (number == 0 or part.area >= smallest):
            ring = _steps([(round(x / unit), round(y / unit)) for x, y in part.exterior.coords[:-1]])
            if len(ring) > 4:
                yield ring


def _steps(ring: list[tuple[int, int]]) -> list[int]:
    """Return a ring of whole points as its first point and the steps to the others, without steps of nothing."""
    x, y = ring[0]
    found = [x, y]
    for right, up in ring[1:]:
        if (right, up) != (x, y):
            found += [right - x, up - y]
            x, y = right, up
    return found
