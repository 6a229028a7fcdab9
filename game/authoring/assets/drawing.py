"""Drawings in SVG, turned into PNG."""

from __future__ import annotations


def png(svg: str, width: int) -> bytes:
    """Return a drawing as PNG, so many pixels wide; no font of the machine is asked."""
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True))
