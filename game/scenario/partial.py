"""The part of a scenario that can still be read when some of it cannot, so that an author sees faults of names at once too."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from game.scenario.checks import check
from game.scenario.references import references
from game.scenario.schema import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from game.scenario.problems import Fault, Loc

# Tables whose entries can be left out one at a time.
ENTRIES = ("ally", "measure", "inject", "ending", "question", "learning", "fact")


def more_faults(raw: dict[str, Any], errors: list[ErrorDetails]) -> Iterator[Fault]:
    """Yield what else is wrong with a file that pydantic refused, leaving out what may only follow from its errors."""
    misspelt = [tuple(error["loc"]) for error in errors if error["type"] == "extra_forbidden"]
    broken = {
        entry for error in errors if error["type"] != "extra_forbidden" for entry in [_entry(tuple(error["loc"]))]
    }
    if () in broken:
        return
    rest = deepcopy(raw)
    for loc in sorted({*misspelt, *broken}, key=len, reverse=True):
        _remove(rest, loc)
    try:
        scenario = Scenario.model_validate(rest)
    except ValidationError:
        return
    if not broken:
        yield from check(scenario)
    gone = {str(loc[-1]) for loc in broken}
    for fault in references(scenario):
        if not any(f'"{name}"' in fault.text for name in gone):
            yield fault


def _entry(loc: Loc) -> Loc:
    """Return the entry that an error is in, if the rest can be read without it."""
    return loc[:2] if loc[0] in ENTRIES and len(loc) > 2 else ()


def _remove(rest: dict[str, Any], loc: Loc) -> None:
    table: Any = rest
    for part in loc[:-1]:
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):  # in an entry that is gone already, or behind the tag of a union
            return
    if isinstance(table, dict):
        table.pop(loc[-1], None)
