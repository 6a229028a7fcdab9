"""The compiled bodies of `copies.copy_table`, `copies.pour_table` and `copies.fill_table`: loops.

The compiler needs four seconds for each assignment of one slice to another, and half a minute once they are inlined.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from numba.extending import overload

from game.rules import copies
from game.scenario.book import Table

_LEAN: Final[Any] = {"_nrt": False, "no_cfunc_wrapper": True}


def _copy_row(source: Table, target: Table) -> None:
    for i in range(source.shape[0]):
        target[i] = source[i]


def _copy_table(source: Table, target: Table) -> None:
    for i in range(source.shape[0]):
        for j in range(source.shape[1]):
            target[i, j] = source[i, j]


def _copy_cube(source: Table, target: Table) -> None:
    for i in range(source.shape[0]):
        for j in range(source.shape[1]):
            for k in range(source.shape[2]):
                target[i, j, k] = source[i, j, k]


def _pour_row(source: Table, row: Table, at: int) -> int:
    for i in range(source.shape[0]):
        row[at + i] = source[i]
    return at + source.size


def _pour_table(source: Table, row: Table, at: int) -> int:
    width = source.shape[1]
    for i in range(source.shape[0]):
        for j in range(width):
            row[at + i * width + j] = source[i, j]
    return at + source.size


def _pour_cube(source: Table, row: Table, at: int) -> int:
    depth, width = source.shape[1], source.shape[2]
    for i in range(source.shape[0]):
        for j in range(depth):
            for k in range(width):
                row[at + (i * depth + j) * width + k] = source[i, j, k]
    return at + source.size


def _fill_row(row: Table, at: int, target: Table) -> int:
    for i in range(target.shape[0]):
        target[i] = row[at + i]
    return at + target.size


def _fill_table(row: Table, at: int, target: Table) -> int:
    width = target.shape[1]
    for i in range(target.shape[0]):
        for j in range(width):
            target[i, j] = row[at + i * width + j]
    return at + target.size


def _fill_cube(row: Table, at: int, target: Table) -> int:
    depth, width = target.shape[1], target.shape[2]
    for i in range(target.shape[0]):
        for j in range(depth):
            for k in range(width):
                target[i, j, k] = row[at + (i * depth + j) * width + k]
    return at + target.size


_COPIES: Final = (_copy_row, _copy_table, _copy_cube)
_POURS: Final = (_pour_row, _pour_table, _pour_cube)
_FILLS: Final = (_fill_row, _fill_table, _fill_cube)
BODIES: Final = frozenset(body.__qualname__ for body in (*_COPIES, *_POURS, *_FILLS))  # for `linking.py`


@overload(copies.copy_table, jit_options=_LEAN)
def copy_compiled(source: Table, target: Table) -> Callable[..., None]:
    """Give the compiler the body for the table's dimensions."""
    return _COPIES[max(source.ndim, target.ndim) - 1]


@overload(copies.pour_table, jit_options=_LEAN)
def pour_compiled(source: Table, row: Table, at: int) -> Callable[..., int]:
    """Give the compiler the body for the table's dimensions."""
    del row, at  # of one type each, whatever the source is
    return _POURS[source.ndim - 1]


@overload(copies.fill_table, jit_options=_LEAN)
def fill_compiled(row: Table, at: int, target: Table) -> Callable[..., int]:
    """Give the compiler the body for the table's dimensions."""
    del row, at  # of one type each, whatever the target is
    return _FILLS[target.ndim - 1]
