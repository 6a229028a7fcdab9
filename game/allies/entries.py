"""The compiler's work: every remembered rule, linked behind two functions, as an object file.

Import it only where there is something to compile: it loads the compiler. `machine_code.py` runs what it makes.
"""

from __future__ import annotations

from typing import Any, Final

import numba
from numba.core import types
from numba.extending import register_jitable

from game.allies import copy_fast, luck_fast
from game.allies.borrow import opener
from game.allies.cache import FIND, PLAY
from game.allies.cases import find_range, smallest_case_desk
from game.allies.linking import PlainPasses, Shown, object_file
from game.allies.plain import run_range, smallest_desk
from game.rules.rule import RULES

# A rule owns no memory and is called by rules alone: no reference counts, no wrapper for C.
# Small ones are put where they are called: that is a third of a game's time, and costs the compiler little.
SMALL: Final = 700  # bytes of byte code
# The finder calls its search from a dozen places: a copy for each would take the compiler as long as the whole game.
FINDER: Final = ("assent", "compromise", "edits", "finder", "hearsay", "proof")


def _is_put_in_place(rule: Any) -> bool:
    return len(rule.__code__.co_code) < SMALL and rule.__module__.rpartition(".")[2] not in FINDER


for _rule in RULES:
    register_jitable(
        _nrt=False, no_cfunc_wrapper=True, forceinline=_is_put_in_place(_rule), pipeline_class=PlainPasses
    )(_rule)
PARTS: Final = frozenset({each.__qualname__ for each in RULES}) | luck_fast.BODIES | copy_fast.BODIES

_run: Final = run_range
_find: Final = find_range
_opened: Final = opener(smallest_desk())
_opened_cases: Final = opener(smallest_case_desk())


def play(words: Any, mode: Any, seed0: Any, seed1: Any, lo: Any, hi: Any, seat: Any) -> None:
    """Do what `plain.run_range` does on the desk whose `addresses` lie at `words`."""
    desk = _opened(words)
    _run(
        desk.book,
        desk.origin,
        mode,
        desk.state,
        desk.choice,
        desk.scratch,
        seed0,
        seed1,
        lo,
        hi,
        desk.out,
        desk.finals,
        seat,
        desk.plan,
    )


def find(words: Any, lo: Any, hi: Any) -> None:
    """Do what `cases.find_range` does on the desk whose `addresses` lie at `words`."""
    desk = _opened_cases(words)
    _find(desk.book, desk.state, desk.scratch, desk.programme, desk.cases, desk.questions, desk.answers, lo, hi)


_NUMBER: Final[Any] = numba.int64
_SHOWN: Final = {PLAY: Shown(PLAY, play, (_NUMBER,) * 7), FIND: Shown(FIND, find, (_NUMBER,) * 3)}


def object_code(symbol: str) -> bytes:
    """Compile what `PLAY` or `FIND` needs for this processor and return it as an object file that shows that alone."""
    return object_file(_SHOWN[symbol], types.none, PARTS)
