"""Luck on paper: two dice read as tens and units, thirty-six throws from 11 to 66 that come equally often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SIDES: Final = 6
THROWS: Final = SIDES * SIDES
LEAST: Final = 2  # per cent: what may happen, or may fail to, has a throw of its own


def throw(place: int) -> str:
    """Return the throw at a place from 0 to 35, as it is read: 11, 12 ... 66."""
    return f"{place // SIDES + 1}{place % SIDES + 1}"


def parts(odds: Sequence[int], of: int = THROWS) -> list[int]:
    """Return how many of so many throws each of these odds gets, the largest remainders rounded up."""
    whole = sum(odds)
    shares = [each * of // whole for each in odds]
    rest = sorted(range(len(odds)), key=lambda k: (-(odds[k] * of % whole), k))
    for k in rest[: of - sum(shares)]:
        shares[k] += 1
    return shares


def throws(odds: Sequence[int]) -> list[str]:
    """Return for each of these odds the throws at which it happens, as "11-23"; "" for one that never does."""
    found, place = [], 0
    for share in parts(odds):
        found.append(_span(place, share))
        place += share
    return found


def chance(percent: int) -> str:
    """Return the throws at which something of this chance happens, "" where it is certain; no chance is smaller than a throw."""
    bounded = min(max(percent, LEAST), 100 - LEAST)
    return "" if percent >= 100 else throws((bounded, 100 - bounded))[0]


def _span(place: int, share: int) -> str:
    if share == 0:
        return ""
    first, last = throw(place), throw(place + share - 1)
    return first if share == 1 else f"{first}-{last}"
