"""Copies of tables.

Not rules: the compiler takes seconds for each slice written into another, so that these have compiled bodies of
their own in `allies/copy_fast.py`.
"""

from __future__ import annotations

from game.scenario.book import Table


def copy_table(source: Table, target: Table) -> None:
    """Copy a table, of up to three dimensions, into one of the same shape."""
    target[:] = source


def pour_table(source: Table, row: Table, at: int) -> int:
    """Write a table, of up to three dimensions, into a row from column `at`; return the column after it."""
    row[at : at + source.size] = source.reshape(-1)
    return at + source.size


def fill_table(row: Table, at: int, target: Table) -> int:
    """Write what a row holds from column `at` on into a table, of up to three dimensions; return the column after it."""
    target[...] = row[at : at + target.size].reshape(target.shape)
    return at + target.size
