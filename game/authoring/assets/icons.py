"""The icons: white on nothing, so that the client can give them any colour by multiplying; drawn lines, or our own shapes."""

from __future__ import annotations

from typing import Final

from game.authoring.assets.drawing import png
from game.authoring.assets.sources import Files, Packages, need, recipe

SOURCE: Final = "lucide-static"
_SHAPE: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="#fff">{}</svg>'


def make(packages: Packages) -> Files:
    """Return every icon at each width of the recipe, and the licence of the set beside them."""
    need("resvg_py")
    plan = recipe("icons")
    drawings = {name: _SHAPE.format(inside) for name, inside in plan["shape"].items()}
    for part in plan["line"].values():
        drawings |= {name: _line(packages, source) for name, source in part.items()}
    made = {"icons/LICENSE.txt": packages.text(SOURCE, "LICENSE").encode()}
    for name, drawing in sorted(drawings.items()):
        made |= {f"icons/{width}/{name}.png": png(drawing, width) for width in plan["widths"]}
    return made


def _line(packages: Packages, source: str) -> str:
    """Return a line drawing of the set in white."""
    return packages.text(SOURCE, f"icons/{source}.svg").replace("currentColor", "#fff")
