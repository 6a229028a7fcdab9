"""No rule indexes with -1, which means "none" in a table and "the last one" to Python and to machine code alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.allies.plain import run_range
from game.allies.record import record_size
from game.rules.luck import seed_key
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario.book import Book


class Guarded(np.ndarray[Any, Any]):
    """A table that refuses to be counted from the end."""

    def __getitem__(self, index: Any) -> Any:
        """Return a cell or row; AssertionError for a negative index."""
        _refuse_negative(index)
        return super().__getitem__(index)

    def __setitem__(self, index: Any, value: Any) -> None:
        """Write a cell or row; AssertionError for a negative index."""
        _refuse_negative(index)
        super().__setitem__(index, value)


def _refuse_negative(index: Any) -> None:
    for each in index if isinstance(index, tuple) else (index,):
        assert not isinstance(each, (int, np.integer)) or each >= 0, f"index {index}"


def guarded(tables: Any) -> Any:
    """Return the same (nested) tuple, its tables guarded."""
    if isinstance(tables, np.ndarray):
        return tables.view(Guarded)
    return type(tables)(*(guarded(each) for each in tables))


def test_nothing_is_counted_from_the_end(book: Book) -> None:
    state, out = guarded(new_state(book)), guarded(np.zeros((4, record_size(book)), np.int64))
    choice, scratch = guarded(new_choice(book)), guarded(new_scratch(book))
    nothing = np.zeros((0, 1), np.int64)
    run_range(guarded(book), state, 1, state, choice, scratch, *seed_key("indices"), 0, 4, out, nothing)
    assert out.any()
