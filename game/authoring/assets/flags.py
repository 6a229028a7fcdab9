"""The flags, 4:3, one file each: found by an ally's letters, and a new ally adds a file instead of changing a sheet."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from game.authoring.assets.drawing import png
from game.authoring.assets.sources import Files, Packages, need, recipe
from game.scenario.data import data_root


def make(packages: Packages) -> Files:
    """Return every flag at each width of the recipe, and the licence beside them."""
    need("resvg_py")
    plan = recipe("flags")
    made = {"flags/LICENSE.txt": packages.text("flag-icons", "LICENSE").encode()}
    for code in sorted({*_allies(), *plan["beside"]}):
        drawing = packages.text("flag-icons", f"flags/4x3/{code}.svg")
        made |= {f"flags/{width}/{code}.png": png(drawing, width) for width in plan["widths"]}
    return made


def _allies() -> Iterator[str]:
    """Yield the letters of every ally that a shipped scenario has."""
    for file in (data_root() / "scenarios").rglob("*.toml"):
        allies = tomllib.loads(file.read_text(encoding="utf-8")).get("ally", {})
        yield from (code.lower() for code in allies if code.isalpha())  # `*` is no country, but all of them
