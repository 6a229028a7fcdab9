"""Names and words of the map in a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

FIRST: Final = "en"


@cache
def words(language: str = FIRST) -> dict[str, dict[str, str]]:
    """Return the tables of names and words; every language has all of them."""
    return tomllib.loads(Path(__file__).with_name(f"map_{language}.toml").read_text(encoding="utf-8"))
