"""The part of a scenario that can still be read when some of it cannot, so that an author sees faults of names at once too."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from game.scenario.checks import check
from game.scenario.messages import plain
from game.scenario.references import references
from game.scenario.schema import Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from game.scenario.problems import Fault, Loc

# Tables whose entries can be left out one at a time.
ENTRIES = ("ally", "measure", "inject", "ending", "question", "learning", "fact")
# With more errors than this the rest can wait.
MOST = 50
# Type of pydantic error -> what to read instead; only names are checked then, so that any value of the kind will do.
STAND_INS: dict[str, object] = {
    "int_type": 10,
    "int_from_float": 10,
    "float_type": 10,
    "finite_number": 10,
    "value_error": 0,
    "bool_type": False,
    "date_type": date(2000, 1, 1),
    "string_type": "true",  # is a condition as well
    "string_too_short": "true",
    "string_too_long": "true",
    "list_type": [],
    "dict_type": {},
}


def more_faults(raw: dict[str, Any], errors: list[ErrorDetails]) -> Iterator[Fault]:
    """Yield what else is wrong with a file that pydantic refused, leaving out what may only follow from its errors."""
    if len(errors) > MOST:
        return
    rest = deepcopy(raw)
    guessed = [plain(tuple(error["loc"])) for error in errors if error["type"] != "extra_forbidden"]
    for error in errors:
        _mend(rest, error)
    scenario, left = _read(rest)
    gone = {_entry(tuple(error["loc"])) for error in left}
    if () in gone:
        return
    for loc in gone:
        _remove(rest, loc)
    scenario = scenario or _read(rest)[0]
    if scenario is None:
        return
    if not guessed:
        yield from check(scenario)
    for fault in references(scenario):
        follows = any(fault.loc[: len(loc)] == loc for loc in guessed)
        if not follows and not any(f'"{loc[-1]}"' in fault.text for loc in gone):
            yield fault


def _read(raw: dict[str, Any]) -> tuple[Scenario | None, list[ErrorDetails]]:
    try:
        return Scenario.model_validate(raw), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _mend(rest: dict[str, Any], error: ErrorDetails) -> None:
    """Take out a key that is unknown, put a stand-in where a value is of the wrong kind."""
    loc, kind, context = plain(tuple(error["loc"])), error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        _remove(rest, loc)
    elif kind in ("greater_than_equal", "less_than_equal"):
        _put(rest, loc, context["ge" if "ge" in context else "le"])
    elif kind == "literal_error":
        _put(rest, loc, re.findall(r"'([^']*)'", context["expected"])[0])
    elif kind in STAND_INS:
        _put(rest, loc, deepcopy(STAND_INS[kind]))


def _entry(loc: Loc) -> Loc:
    """Return the entry that an error is in, if the rest can be read without it."""
    return loc[:2] if loc and loc[0] in ENTRIES and len(loc) > 1 else ()


def _remove(rest: dict[str, Any], loc: Loc) -> None:
    table = _holder(rest, loc)
    if isinstance(table, dict):
        table.pop(loc[-1], None)


def _put(rest: dict[str, Any], loc: Loc, value: object) -> None:
    table = _holder(rest, loc)
    part: Any = loc[-1]
    if part in (range(len(table)) if isinstance(table, list) else table or ()):
        table[part] = value


def _holder(rest: dict[str, Any], loc: Loc) -> Any:  # noqa: ANN401  (a table, a list, or nothing)
    found: Any = rest
    for part in loc[:-1]:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError):  # an earlier stand-in took its place
            return None
    return found
