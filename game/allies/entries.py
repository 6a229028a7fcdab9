"""The compiled entry point, behind which every remembered rule is linked. Import it only where machine code is wanted.

The entry stands at module level, because one made inside a function never finds its cache again. The cache folder is
chosen in `compiled.py` before this module is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, Final

import numba
import numpy as np
from numba.extending import register_jitable

from game.allies import copy_fast, luck_fast
from game.allies.borrow import opener
from game.allies.linking import linked_once, no_index_from_the_end
from game.allies.plain import Desk, run_range, smallest_desk
from game.rules.rule import RULES
from game.rules.state import Scratch, State
from game.scenario.book import Book, Table

# Read anew, because something else may have imported the compiler before the folder was chosen.
config: Any = numba.config
config.CACHE_DIR = os.environ.get("NUMBA_CACHE_DIR", "")

# A rule owns no memory and is called by rules alone: no reference counts, no wrapper for C.
# Small ones are put where they are called: that is a third of a game's time, and costs the compiler little.
SMALL: Final = 700  # bytes of byte code
for _rule in RULES:
    register_jitable(_nrt=False, no_cfunc_wrapper=True, forceinline=len(_rule.__code__.co_code) < SMALL)(_rule)
PARTS: Final = frozenset({each.__qualname__ for each in RULES}) | luck_fast.BODIES | copy_fast.BODIES

_run: Final = run_range
_opened: Final = opener(smallest_desk())
_ENTRY: Final[Any] = {"nogil": True, "_nrt": False, "cache": bool(config.CACHE_DIR)}


@numba.njit(**_ENTRY)  # type: ignore[untyped-decorator]
def enter(words: Any, fresh: Any, seed0: Any, seed1: Any, lo: Any, hi: Any) -> None:
    """Do what `plain.run_range` does on the desk whose addresses are given, without holding the interpreter's lock."""
    desk = _opened(words)
    _run(
        desk.book,
        desk.origin,
        fresh,
        desk.state,
        desk.choice,
        desk.scratch,
        seed0,
        seed1,
        lo,
        hi,
        desk.out,
        desk.finals,
    )


ENTRIES: Final[tuple[Any, ...]] = (enter,)


def _tables(tables: Any) -> Iterator[Table]:
    """Go through the tables of a (nested) tuple."""
    for each in tables:
        if isinstance(each, tuple):
            yield from _tables(each)
        else:
            yield each


_DIMENSIONS: Final = tuple(table.ndim for table in _tables(smallest_desk()))


def addresses(desk: Desk) -> Table:
    """Return where each table of a desk lies, and its shape; TypeError where one is not what the machine code expects."""
    words: list[int] = []
    for table, dimensions in zip(_tables(desk), _DIMENSIONS, strict=True):
        if table.dtype != np.int64 or table.ndim != dimensions or not table.flags.c_contiguous:
            raise TypeError(f"a contiguous int64 table of {dimensions} dimensions is needed, not {table.dtype}")
        words += (table.ctypes.data, *table.shape)
    return np.array(words, np.int64)


def run_compiled(
    book: Book,
    origin: State,
    fresh: int,
    state: State,
    choice: Table,
    scratch: Scratch,
    seed0: int,
    seed1: int,
    lo: int,
    hi: int,
    out: Table,
    finals: Table,
) -> None:
    """Do what `plain.run_range` does, a hundred times faster."""
    desk = Desk(book, origin, state, choice, scratch, out, finals)  # keeps the tables while their addresses are used
    enter(addresses(desk), fresh, seed0, seed1, lo, hi)


def prepare() -> None:
    """Compile the entries or load them from the cache, and let them take no other types."""
    with linked_once(PARTS), no_index_from_the_end():
        enter(addresses(smallest_desk()), 1, 0, 0, 0, 0)
    for entry in ENTRIES:
        entry.disable_compile()
