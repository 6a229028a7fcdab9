"""The rules' own numbers and switches: columns of `Book.rule`, in the order of `tuning.toml`, which holds value and reason.

Names only; a test holds them against the file. A scenario overrides them under `[scenario.tuning]`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TypedDict


class Tuned(TypedDict):
    """One entry of `tuning.toml`."""

    value: int
    low: int
    high: int
    why: str


@cache
def entries() -> dict[str, Tuned]:
    """Return the register of tuned numbers, in column order: name -> value, bounds, reason."""
    with (Path(__file__).parent / "tuning.toml").open("rb") as file:
        loaded: dict[str, Tuned] = tomllib.load(file)
    return loaded
