"""Names and words of the map in a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

FIRST: Final = "en"


@cache
def words(language: str = FIRST) -> dict[str, dict[str, str]]:
    """Return the tables of names and words; what a language leaves out is said in English."""
    found = tomllib.loads(_file(FIRST).read_text(encoding="utf-8"))
    if language != FIRST and _file(language).is_file():
        for table, lines in tomllib.loads(_file(language).read_text(encoding="utf-8")).items():
            found[table] = found[table] | lines
    return found


def _file(language: str) -> Path:
    return Path(__file__).with_name(f"map_{language}.toml")
