"""No rule indexes with -1, which means "none" in a table and "the last one" to Python and to machine code alike."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.allies.plain import IMAGINED, START, run_range
from game.allies.play import play_phase
from game.allies.record import record_size
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario.book import Book

SEED = seed_key("indices")


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
    run_range(guarded(book), state, START, state, choice, scratch, *SEED, 0, 4, out, nothing, -1, choice[0])
    assert out.any()


def test_nothing_imagined_is_counted_from_the_end(book: Book) -> None:
    origin, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    start(book, origin, scratch, *SEED, 0)
    state, out = guarded(new_state(book)), guarded(np.zeros((1, record_size(book)), np.int64))
    nothing, plan = np.zeros((0, 1), np.int64), guarded(choice)[0]
    while origin.public.clock[s.PHASE] != s.OVER:
        run_range(
            guarded(book),
            guarded(origin),
            IMAGINED,
            state,
            guarded(choice),
            guarded(scratch),
            *SEED,
            1,
            2,
            out,
            nothing,
            0,
            plan,
        )
        play_phase(book, origin, choice, scratch, *SEED, 0, -1, choice[0])
    assert out.any()
