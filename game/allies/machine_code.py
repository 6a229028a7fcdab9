"""The compiled rules as one file of machine code, called without the compiler that made it.

To load the compiler and to hand it its own cache took half a second of each start; to load what it made takes a
twentieth. `entries.py` makes the file, once for each change of a rule.
"""

# The loader has no types.
# mypy: disable-error-code="no-untyped-call"
# ruff: noqa: ANN401

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import llvmlite.binding as llvm
import numpy as np

from game.allies.cache import FIND, PLAY
from game.allies.cases import CaseDesk, find_range, smallest_case_desk
from game.allies.plain import Desk, play_desk, smallest_desk
from game.scenario.book import Table

_FINE: Final = (0, -2)  # "done" and "done, there is no result"


def processor() -> str:
    """Return the name and the abilities of this processor, which the machine code is made for."""
    return f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"


def _tables(tables: Any) -> Iterator[Table]:
    """Go through the tables of a (nested) tuple."""
    for each in tables:
        if isinstance(each, tuple):
            yield from _tables(each)
        else:
            yield each


def _dimensions(desk: Desk | CaseDesk) -> tuple[int, ...]:
    return tuple(table.ndim for table in _tables(desk))


_DIMENSIONS: Final = {Desk: _dimensions(smallest_desk()), CaseDesk: _dimensions(smallest_case_desk())}


def addresses(desk: Desk | CaseDesk) -> Table:
    """Return where each table of a desk lies, and its shape; TypeError where one is not what the machine code expects.

    The addresses keep nothing alive: whoever uses them holds on to the desk.
    """
    words: list[int] = []
    for table, dimensions in zip(_tables(desk), _DIMENSIONS[type(desk)], strict=True):
        if table.dtype != np.int64 or table.ndim != dimensions or not table.flags.c_contiguous:
            raise TypeError(f"a contiguous int64 table of {dimensions} dimensions is needed, not {table.dtype}")
        words += (table.ctypes.data, *table.shape)
    return np.array(words, np.int64)


class _ObjectFile:
    """An object file in memory, and the function that it shows; raises RuntimeError where it is not one for this machine."""

    def __init__(self, code: bytes, symbol: str, numbers: int) -> None:
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
        self._space = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)  # the code goes when this does
        self._space.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._space.finalize_object()
        prototype = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, *[ctypes.c_int64] * numbers)
        self._shown = prototype(self._space.get_function_address(symbol))

    def ends_well(self, desk: Desk | CaseDesk, *numbers: int) -> bool:
        """Run the function on a desk and tell whether it met no error."""
        words = addresses(desk)
        result, error = ctypes.c_void_p(), ctypes.c_void_p()
        status = self._shown(ctypes.addressof(result), ctypes.addressof(error), words.ctypes.data, *numbers)
        return status in _FINE


class GameCode(_ObjectFile):
    """The rules of a game as machine code."""

    def __init__(self, code: bytes) -> None:
        super().__init__(code, PLAY, 7)

    def play_desk(self, desk: Desk, mode: int, seed: tuple[int, int], lo: int, hi: int, seat: int) -> None:
        """Do what `plain.play_desk` does, some five hundred times as fast and without the interpreter's lock.

        Games in which the machine code meets an error are played again in plain Python, which says where it was.
        """
        if not self.ends_well(desk, mode, *seed, lo, hi, seat):
            play_desk(desk, mode, seed, lo, hi, seat)
            raise AssertionError(f"the machine code fails in games {lo} to {hi - 1}, plain Python does not")


class FinderCode(_ObjectFile):
    """The compromise finder as machine code."""

    def __init__(self, code: bytes) -> None:
        super().__init__(code, FIND, 3)

    def find_range(self, desk: CaseDesk, lo: int, hi: int) -> None:
        """Do what `cases.find_range` does; as above, an error is looked for in plain Python."""
        if not self.ends_well(desk, lo, hi):
            find_range(*desk, lo, hi)
            raise AssertionError(f"the machine code fails in questions {lo} to {hi - 1}, plain Python does not")
