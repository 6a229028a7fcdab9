"""What is wrong with a scenario file, and where."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Loc = tuple[str | int, ...]

SHOWN = 40
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Fault(NamedTuple):
    """A fault at a key path, before it has a place in the file."""

    loc: Loc
    text: str
    offset: int = -1  # character of the value's text that it is about, -1 the whole value
    at_key: bool = False  # the key itself is at fault, not its value


@dataclass(frozen=True)
class Problem:
    """One fault of a file, for people: line and column count characters from 1."""

    file: str
    line: int
    column: int
    path: str
    text: str
    source: str = ""  # the line of the file

    def __str__(self) -> str:
        """Return `file:line:column: key.path: text`."""
        place = f"{self.file}:{self.line}:{self.column}: "
        return place + (f"{self.path}: {self.text}" if self.path else self.text)


class ScenarioError(ValueError):
    """Raised by the loader, and by nothing else of it: everything that is wrong with a scenario file."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems in the order of the file."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def dotted(loc: Loc) -> str:
    """Return a key path as one writes it: `ally.RO.moods.0.odds`, quoted where TOML wants it."""
    return ".".join(str(part) if _BARE.fullmatch(str(part)) else json.dumps(part, ensure_ascii=False) for part in loc)


def got(value: object) -> str:
    """Return `(got ...)` with the value as TOML writes it, shortened."""
    if isinstance(value, bool):
        shown = "true" if value else "false"
    elif isinstance(value, str):
        shown = json.dumps(value if len(value) <= SHOWN else value[: SHOWN - 3] + "...", ensure_ascii=False)
    elif isinstance(value, dict):
        shown = "a table"
    elif isinstance(value, list):
        shown = f"a list of {len(value)}"
    elif isinstance(value, int | float | date):
        shown = str(value)
    else:
        shown = f"a {type(value).__name__}"
    return f"(got {shown})"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the nearest known word, or the short list of what there is, or nothing."""
    words = list(known)
    near = get_close_matches(word[:SHOWN].lower(), [w.lower() for w in words], 1, 0.6)
    if near:
        return f'; did you mean "{next(w for w in words if w.lower() == near[0])}"?'
    if 0 < len(words) <= 8:
        return f"; there is {', '.join(words)}"
    return ""
