"""Plain tables as TOML: a scenario made of several files as the one text that a saved game keeps."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADERS: Final = 3  # key paths of up to so many parts get a header of their own; deeper tables stand inline
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def written(raw: dict[str, Any]) -> str:
    """Return tables of text, numbers, truths and dates as TOML that reads back the same, in the same order."""
    return "\n".join(_table(raw, ())) + "\n"


def _table(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    rows = {key for key, value in table.items() if not path and _is_rows(value)}
    tables = {key for key, value in table.items() if len(path) < HEADERS and value and isinstance(value, dict)}
    for key, value in table.items():
        if key not in rows | tables:
            yield f"{_key(key)} = {_value(value, list_lines=True)}"
    for key, value in table.items():
        name = ".".join(_key(part) for part in (*path, key))
        if key in tables:
            yield f"\n[{name}]"
            yield from _table(value, (*path, key))
        for row in value if key in rows else ():
            yield f"\n[[{name}]]"
            yield from _table(row, ("",) * HEADERS)  # what is deeper stands inline


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any, *, list_lines: bool = False) -> str:  # noqa: ANN401  (any value of TOML)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, list):
        if list_lines and any(isinstance(item, dict) for item in value):
            return "[\n" + "".join(f"  {_value(item)},\n" for item in value) + "]"
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return str(value)  # whole and decimal numbers, dates
