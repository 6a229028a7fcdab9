"""Where games end on the ladder, and how sure a mean or a difference of means is."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.lab.measured import Z_99
from game.lab.tally import Columns
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.schema import Scenario

Numbers = npt.NDArray[np.float64]


def final_escalation(book: Book, out: Table) -> Numbers:
    """Return escalation (0-100) at the end of each game, one a row as `allies/record.py` fills it."""
    at = Columns(book)
    last = np.maximum(out[:, at.of_rounds(r.PLAYED)].sum(axis=1) - 1, 0)
    tracks: Table = out[:, at.of_rounds(r.ROUND_TRACKS + b.ESCALATION)]
    return np.asarray(tracks[np.arange(len(out)), last] / 10, np.float64)


def rung_of(scenario: Scenario, escalation: Numbers) -> Numbers:
    """Return the rung, counted from 0, on which each escalation (0-100) stands."""
    ends = [rung.at for rung in scenario.rung]
    return np.asarray(np.searchsorted(ends, escalation, side="right") - 1, np.float64)


def mean_with_half(values: Numbers) -> tuple[float, float]:
    """Return a mean and half of its interval at 99 %."""
    if len(values) < 2:
        return float(values.mean()) if len(values) else 0.0, float("inf")
    return float(values.mean()), Z_99 * float(values.std(ddof=1)) / sqrt(len(values))
