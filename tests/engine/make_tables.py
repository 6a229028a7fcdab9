"""Regenerate the integer tables of luck: `python tests/engine/make_tables.py` writes them beside `luck.py`."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

from game.rules import luck

BINS = 4096


def tables() -> dict[str, list[int]]:
    """Return each table anew, from the mathematical library of this machine."""
    return {
        "gumbel": [round(-1000 * log(-log((k + 0.5) / BINS))) for k in range(BINS)],
        "exp": [round(1_000_000 * exp(-i / 1000)) for i in range(-luck.FLOOR + 1)],
        "log": [luck.FLOOR] + [round(1000 * log(i / 1000)) for i in range(1, 1001)],
    }


def text() -> str:
    """Return the file: a line with the name, then rows of sixteen numbers, an empty line between tables."""
    parts = []
    for name, numbers in tables().items():
        rows = [" ".join(map(str, numbers[i : i + 16])) for i in range(0, len(numbers), 16)]
        parts.append("\n".join([name, *rows]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    (Path(luck.__file__).parent / "luck_tables.txt").write_text(text(), "ascii", newline="\n")
