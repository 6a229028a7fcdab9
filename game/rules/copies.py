"""Copies of tables.

Not rules: the compiler takes seconds for each slice written into another, so that these two have compiled bodies of
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
