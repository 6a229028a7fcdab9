"""The faces: three families under the Open Font License, those whose licence allows it cut to the letters that are used."""

from __future__ import annotations

import io
from typing import Any

from game.authoring.assets.sources import Files, Packages, need, recipe


def make(packages: Packages) -> Files:
    """Return the faces as TTF and, beside them, the licence of each family."""
    need("fontTools")
    plan, made = recipe("fonts"), Files()
    for name, family in plan["family"].items():
        made[f"fonts/{name}-OFL.txt"] = packages.text(family["package"], family["licence"]).encode()
        for face, path in family["faces"].items():
            raw = packages.read(family["package"], path)
            made[f"fonts/{face}.ttf"] = _cut(raw, plan) if family["subset"] else raw
    return made


def _cut(raw: bytes, plan: dict[str, Any]) -> bytes:
    """Return a face with the planned letters alone; its dates stay, so that the same face gives the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(raw), recalcTimestamp=False)
    options = Options(layout_features=plan["features"], name_languages=["*"], notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(unicodes=[code for first, last in plan["ranges"] for code in range(first, last + 1)])
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
