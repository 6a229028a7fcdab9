"""Two sets of games under the same seeds, held against each other: what moved, by how much, and how surely.

Every figure is in points of a hundred: shares in per cent, tracks as shown. What is kept does not grow with the games.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.lab.tally import TOP, Columns
from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.names import Names

Numbers = npt.NDArray[np.float64]
SURE: Final = 0.99
SHOWN: Final = 10  # inner points of a track for one that is shown
QUANTILES: Final = (10, 50, 90)


@dataclass(frozen=True, slots=True)
class Shift:
    """One quantity with and without something; `low` to `high` holds the difference, at 99 % for all quantities together."""

    group: str
    item: str
    figure: str
    round: int  # 1-based, 0 the whole game
    before: float
    after: float
    low: float
    high: float

    @property
    def size(self) -> float:
        """Return by how many points of a hundred it moved."""
        return self.after - self.before

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval leaves no doubt that it moved."""
        return self.low > 0 or self.high < 0


Label = tuple[str, str, str, int]


class Sums:
    """Sums over pairs of games of how quantities stood with and without, and of the squares of the differences."""

    def __init__(self, width: int) -> None:
        """Begin with no pair."""
        self.pairs, self.before, self.after, self.squares = np.zeros((4, width))

    def add(self, before: Numbers, after: Numbers, counts: npt.NDArray[np.bool_]) -> None:
        """Count pairs of games, one a row, in the quantities for which `counts` holds."""
        change = np.where(counts, after - before, 0)
        self.pairs += counts.sum(axis=0)
        self.before += np.where(counts, before, 0).sum(axis=0)
        self.after += np.where(counts, after, 0).sum(axis=0)
        self.squares += (change * change).sum(axis=0)

    def shifts(self, labels: list[Label], sigmas: float) -> list[Shift]:
        """Return the mean differences with their intervals; a quantity of fewer than two pairs is left out."""
        found = []
        for k, label in enumerate(labels):
            pairs = self.pairs[k]
            if pairs < 2:
                continue
            before, after = self.before[k] / pairs, self.after[k] / pairs
            change = after - before
            spread = max(self.squares[k] / pairs - change * change, 0.0) * pairs / (pairs - 1)
            half = sigmas * sqrt(spread / pairs)
            found.append(Shift(*label, before, after, change - half, change + half))
        return found


class Comparison:
    """Games of one book with and without something, the same game of the same seed beside each other."""

    def __init__(self, book: Book, names: Names, endings: Sequence[str]) -> None:
        """Begin with no game; `endings` are the keys of the scenario's endings."""
        self.book, self.names = book, names
        self.at = Columns(book)
        self.yes_no, self.levels = _yes_no_labels(names, endings), _level_labels(names)
        self.shares, self.means = Sums(len(self.yes_no)), Sums(len(self.levels))
        self.histograms = np.zeros((2, len(self.levels), TOP + 1), np.int64)
        self.games = 0

    def add(self, before: Table, after: Table) -> None:
        """Count the same games in both arms, one a row as `allies/record.py` fills them."""
        self.games += before.shape[0]
        first, second = self._shares(before), self._shares(after)
        self.shares.add(first, second, np.ones(first.shape, np.bool_))
        arms = [self._tracks(out) for out in (before, after)]
        self.means.add(arms[0][0], arms[1][0], arms[0][1] & arms[1][1])
        for arm, (values, played) in enumerate(arms):
            for k in range(len(self.levels)):
                self.histograms[arm, k] += np.bincount(values[played[:, k], k].astype(np.int64), minlength=TOP + 1)

    @property
    def quantities(self) -> int:
        """Return how many figures are compared."""
        return len(self.yes_no) + len(self.levels) * (1 + len(QUANTILES))

    def shifts(self) -> list[Shift]:
        """Return every quantity's shift. Together they hold at 99 %, so that the largest of many is no accident."""
        doubt = (1 - SURE) / max(self.quantities, 1)
        sigmas = NormalDist().inv_cdf(1 - doubt / 2)
        shares = [_scaled(shift, 100) for shift in self.shares.shifts(self.yes_no, sigmas)]
        means = [_scaled(shift, 1 / SHOWN) for shift in self.means.shifts(self.levels, sigmas)]
        # An arm's interval has half of the doubt, so that their difference has all of it.
        return shares + means + self._quantiles(NormalDist().inv_cdf(1 - doubt / 4))

    def _shares(self, out: Table) -> Numbers:
        """Return, a game a row, 1 where a yes-or-no quantity holds: endings, measures adopted, allies that objected."""
        endings = out[:, [s.ENDING]] == _endings(self.book)
        measures, allies = len(self.names.measures), len(self.names.allies)
        adopted = out[:, [self.at.measure(m, r.LEVEL_AT_END) for m in range(measures)]] > 0
        objected = sum(
            out[:, [self.at.ally(a, column) for a in range(allies)]] for column in (r.SAID_AMEND, r.SAID_BREAK)
        )
        return np.hstack([endings, adopted, np.asarray(objected) > 0]).astype(np.float64)

    def _tracks(self, out: Table) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        """Return the tracks at the end of each round, a game a row, and whether the round was played."""
        rounds, tracks = range(len(self.names.rounds)), range(len(self.names.tracks))
        columns = [self.at.round(now, r.ROUND_TRACKS + t) for now in rounds for t in tracks]
        played = out[:, [self.at.round(now, r.PLAYED) for now in rounds for _ in tracks]] == 1
        return out[:, columns].astype(np.float64), played

    def _quantiles(self, sigmas: float) -> list[Shift]:
        found = []
        for k, (group, item, _, now) in enumerate(self.levels):
            before, after = self.histograms[:, k]
            if min(before.sum(), after.sum()) == 0:
                continue
            for each in QUANTILES:
                (low_1, mid_1, high_1), (low_2, mid_2, high_2) = (_quantile(h, each, sigmas) for h in (before, after))
                found.append(Shift(group, item, f"p{each}", now, mid_1, mid_2, low_2 - high_1, high_2 - low_1))
        return found


def _scaled(shift: Shift, by: float) -> Shift:
    label = shift.group, shift.item, shift.figure, shift.round
    return Shift(*label, *(by * each for each in (shift.before, shift.after, shift.low, shift.high)))


def _quantile(histogram: Table, per_cent: int, sigmas: float) -> tuple[float, float, float]:
    """Return a quantile between its bounds, which are order statistics at the ends of a binomial interval."""
    sums, share = np.cumsum(histogram), per_cent / 100
    games = int(sums[-1])
    half = sigmas * sqrt(games * share * (1 - share))
    ranks = floor(games * share - half), ceil(games * share), ceil(games * share + half) + 1
    # Beyond the first and the last game nothing is known of a quantile but the ends of the scale.
    ends = 0 if ranks[0] < 1 else None, None, TOP if ranks[2] > games else None
    low, middle, high = (
        int(np.searchsorted(sums, max(rank, 1))) if end is None else end for rank, end in zip(ranks, ends, strict=True)
    )
    return low / SHOWN, middle / SHOWN, high / SHOWN


def _endings(book: Book) -> Table:
    rows: Table = np.flatnonzero(book.watch[:, b.WATCH_KIND] == b.ENDING)
    return rows


def _yes_no_labels(names: Names, endings: Sequence[str]) -> list[Label]:
    ended: list[Label] = [("ending", key, "share", 0) for key in endings]
    adopted: list[Label] = [("measure", key, "adopted", 0) for key in names.measures]
    return ended + adopted + [("ally", key, "objected", 0) for key in names.allies]


def _level_labels(names: Names) -> list[Label]:
    return [("track", key, "mean", now + 1) for now in range(len(names.rounds)) for key in names.tracks]
