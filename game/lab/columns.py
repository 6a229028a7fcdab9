"""Names for the columns of a game's row, for tidy files: what `allies/record.py` keeps, in its order."""

from __future__ import annotations

from types import ModuleType

from game.allies import record as r
from game.rules import state as s
from game.scenario.book import Book
from game.scenario.names import names_of
from game.scenario.schema import Scenario


def clock_names() -> list[str]:
    """Return the names of the clock's columns, as in `rules/state.py`."""
    names = list(vars(s))
    first = names.index("PHASE")
    return [name.lower() for name in names[first : first + s.CLOCK_COLUMNS]]


def _block(module: ModuleType, first: str, last: str) -> list[str]:
    names = list(vars(module))
    return [name.lower() for name in names[names.index(first) : names.index(last)]]


def column_names(scenario: Scenario, book: Book) -> list[str]:
    """Return a name for each column of a game's row."""
    names = names_of(scenario)
    found = clock_names() + _block(r, "TYPE", "OWN_COLUMNS")
    for key in names.rounds:
        found += [f"round.{key}.{each}" for each in [*_block(r, "PLAYED", "ROUND_TRACKS"), *names.tracks]]
    for key in names.allies:
        found += [f"ally.{key}.{each}" for each in _block(r, "SCORE", "ALLY_BLOCK")]
    for key in names.measures:
        found += [f"measure.{key}.{each}" for each in _block(r, "NAMED", "MEASURE_BLOCK")]
    found += [f"inject.{key}" for key in names.injects]
    watched = (("ending", scenario.ending), ("question", scenario.question), ("learning", scenario.learning))
    found += [f"{kind}.{key}" for kind, table in watched for key in table]
    for key in names.rounds:
        found += [f"round.{key}.{each}" for each in _block(r, "READ_FIRM", "READING_BLOCK")]
    assert len(found) == r.record_size(book), "a column of the record has no name"
    return found
