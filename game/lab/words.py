"""Words for people: one TOML table a language in the folder that says them, English beneath it where a line is lacking."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

FIRST: Final = "en"


def languages(folder: Path) -> tuple[str, ...]:
    """Return the languages that a folder has a table for."""
    return tuple(sorted(file.stem.removeprefix("text_") for file in folder.glob("text_*.toml")))


@cache
def table_of(folder: Path, language: str) -> dict[str, Any]:
    """Return the lines of a language as `section.key` -> line."""
    with (folder / f"text_{language}.toml").open("rb") as file:
        loaded = tomllib.load(file)
    return dict(_flat(loaded, ""))


def _flat(table: dict[str, Any], prefix: str) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


class Words:
    """Says things in one language."""

    def __init__(self, folder: Path, language: str = FIRST) -> None:
        """Take the tables of a folder."""
        self.language = language
        self._lines = table_of(folder, FIRST) | (table_of(folder, language) if language != FIRST else {})

    def say(self, key: str, /, **values: object) -> str:
        """Return a line with its values filled in; a count `n` of 1 takes the line `key_one` where there is one."""
        if values.get("n") in (1, "1") and f"{key}_one" in self._lines:
            key += "_one"
        line: str = self._lines[key]
        return line.format(**values) if values else line

    def has(self, key: str) -> bool:
        """Tell whether there is such a line."""
        return key in self._lines

    def listed(self, items: Sequence[str]) -> str:
        """Return "A, B and C"."""
        if len(items) < 2:
            return "".join(items)
        return self.say("list.and", before=self.say("list.comma").join(items[:-1]), last=items[-1])

    def items(self, key: str) -> tuple[str, ...]:
        """Return a line that is a list."""
        return tuple(self._lines.get(key, ()))


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]
