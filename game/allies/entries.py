"""The compiled entry points: every remembered rule inlined behind one function. Import it only where machine code is wanted.

The entry stands at module level, because one made inside a function never finds its cache again. The cache folder is
chosen in `compiled.py` before this module is imported.
"""

from __future__ import annotations

import os
from typing import Any

import numba
from numba.extending import register_jitable

from game.allies import copy_fast, luck_fast, plain
from game.allies.borrow import borrowed
from game.rules.rule import RULES

_run = plain.run_range
# Named here, because these modules are imported for what they register.
BODIES = (luck_fast.fill_compiled, copy_fast.copy_compiled, copy_fast.pour_compiled)

# Read anew, because something else may have imported the compiler before the folder was chosen.
config: Any = numba.config
config.CACHE_DIR = os.environ.get("NUMBA_CACHE_DIR", "")

for _rule in RULES:
    register_jitable(forceinline=True)(_rule)


@numba.njit(nogil=True, cache=bool(config.CACHE_DIR))
def run_range(
    book: Any,
    origin: Any,
    fresh: Any,
    state: Any,
    choice: Any,
    scratch: Any,
    seed0: Any,
    seed1: Any,
    lo: Any,
    hi: Any,
    out: Any,
    finals: Any,
) -> None:
    """Do what `plain.run_range` does, without the interpreter and without holding its lock."""
    _run(
        borrowed(book),
        borrowed(origin),
        fresh,
        borrowed(state),
        borrowed(choice),
        borrowed(scratch),
        seed0,
        seed1,
        lo,
        hi,
        borrowed(out),
        borrowed(finals),
    )


ENTRIES: tuple[Any, ...] = (run_range,)
