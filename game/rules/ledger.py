"""The ledger: rules never write a track, they book whole points to a cause; `settle` adds once and clamps once.

The ledger stands in the tracks' own table, a column a cause, so that a state in mid-round is whole.
"""

from __future__ import annotations

from game.rules.rule import rule
from game.rules.state import BEFORE, DRIFT, LIMIT, NOW
from game.scenario.book import Table


@rule
def book_points(track: Table, which: int, cause: int, points: int) -> None:
    """Book points (thousandths of the scale) of one track to a cause."""
    track[which, cause] += points


@rule
def book_effects(track: Table, row: Table, first: int, cause: int, per_mille: int) -> None:
    """Book a row's effects on the tracks, which begin at column `first`, scaled per mille."""
    for t in range(track.shape[0]):
        if row[first + t] != 0:
            track[t, cause] += row[first + t] * per_mille // 1000


@rule
def clear_ledger(track: Table) -> None:
    """Begin a settlement: forget the last one's entries and remember where the tracks stand."""
    for t in range(track.shape[0]):
        track[t, BEFORE] = track[t, NOW]
        for c in range(DRIFT, LIMIT + 1):
            track[t, c] = 0


@rule
def settle(track: Table) -> None:
    """Add the booked points to the tracks; what the ends of the scale cut off is booked to the cause LIMIT."""
    for t in range(track.shape[0]):
        total = 0
        for c in range(DRIFT, LIMIT):
            total += track[t, c]
        after = min(max(track[t, NOW] + total, 0), 1000)
        track[t, LIMIT] = after - track[t, NOW] - total
        track[t, NOW] = after
