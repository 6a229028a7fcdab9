"""Plans played against the same seat without one, game by game under the same luck; and what is known of a plan so far."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.plain import desk_for
from game.lab.plans import Plan, laid_on, unplanned
from game.rules import state as s
from game.rules.scores import COMMON_GOALS
from game.scenario.book import Book

Goals = npt.NDArray[np.uint8]  # games x the four common goals
Numbers = npt.NDArray[np.float64]
GOALS: Final = len(COMMON_GOALS)
# What plans are compared in: the four goals, and their mean, which only orders plans (RULES 7 adds goals up for nobody).
MEAN: Final = GOALS
QUANTITIES: Final = GOALS + 1
PIECE: Final = 200  # games that a thread plays of a plan at a time
SLOW_PIECE: Final = 2  # uncompiled
Tick = Callable[[int], object] | None


class Arena:
    """Games 0 to `games` - 1 of a seed, in which one seat plays by plans, all others and the other side by the model."""

    def __init__(
        self, engine: Engine, book: Book, seat: int, seed: tuple[int, int], games: int, jobs: int, tick: Tick = None
    ) -> None:
        """Play the games without a plan, the seat at `staff`, which is what plans are compared with."""
        self.book, self.games = book, games
        self._engine, self._seat, self._seed, self._jobs = engine, seat, seed, jobs
        self._tick, self._desks = tick, threading.local()
        self.types = np.zeros(games, np.int64)
        self.base = self.played([(unplanned(book), 0, games)])[0]

    def played(self, wanted: Sequence[tuple[Plan, int, int]]) -> list[Goals]:
        """Return the goals of each plan in games lo to hi - 1."""
        found = [np.zeros((hi - lo, GOALS), np.uint8) for _, lo, hi in wanted]
        books = [laid_on(self.book, self._seat, plan) for plan, _, _ in wanted]
        step = PIECE if self._engine.is_compiled else SLOW_PIECE

        def play(k: int, first: int) -> int:
            _, lo, hi = wanted[k]
            last = min(first + step, hi)
            found[k][first - lo : last - lo] = self._goals(books[k], first, last)
            return last - first

        pool = ThreadPoolExecutor(self._jobs)
        try:
            parts = [
                pool.submit(play, k, first) for k, (_, lo, hi) in enumerate(wanted) for first in range(lo, hi, step)
            ]
            for part in parts:
                done = part.result()
                if self._tick:
                    self._tick(done)
        finally:
            pool.shutdown(cancel_futures=True)
        return found

    def gained(self, goals: Goals, lo: int = 0) -> Numbers:
        """Return by how much games from `lo` on went better in QUANTITIES than without a plan, a game a row."""
        against = self.base[lo : lo + len(goals)]
        difference = goals.astype(np.float64) - against
        return np.hstack([difference, difference.mean(axis=1, keepdims=True)])

    def _goals(self, book: Book, lo: int, hi: int) -> Goals:
        if not hasattr(self._desks, "own"):
            self._desks.own = desk_for(book, np.zeros((max(PIECE, SLOW_PIECE), r.record_size(book)), np.int64))
        rows = self._desks.own.out[: hi - lo]
        self._engine.play_range(self._desks.own._replace(book=book, out=rows), self._seed, lo, hi)
        self.types[lo:hi] = rows[:, s.CLOCK_COLUMNS + r.TYPE]  # the same in every arm
        first = s.CLOCK_COLUMNS + r.DETER
        return np.asarray(rows[:, first : first + GOALS], np.uint8)


@dataclass(slots=True)
class Tried:
    """A plan, and sums of what it gained over games: a row each type of the other side, the last row all of them."""

    plan: Plan
    kinds: int
    games: int = 0
    counts: Numbers = field(init=False)
    sums: Numbers = field(init=False)
    squares: Numbers = field(init=False)
    sure: Numbers = field(init=False)  # means less their standard errors

    def __post_init__(self) -> None:
        """Begin with no game."""
        self.counts = np.zeros((self.kinds + 1, 1))
        self.sums, self.squares, self.sure = np.zeros((3, self.kinds + 1, QUANTITIES))

    def add(self, gained: Numbers, types: Iterable[int]) -> None:
        """Count some more games and their types."""
        kind = np.fromiter(types, np.int64)
        for y in range(self.kinds + 1):
            mine = gained[kind == y] if y < self.kinds else gained
            self.counts[y] += len(mine)
            self.sums[y] += mine.sum(axis=0)
            self.squares[y] += (mine * mine).sum(axis=0)
        self.games += len(gained)
        self.sure = self.means - self.errors

    @property
    def means(self) -> Numbers:
        """Return the mean gains: types and then all, by QUANTITIES."""
        return np.asarray(self.sums / np.maximum(self.counts, 1))

    @property
    def errors(self) -> Numbers:
        """Return their standard errors; without two games there is no telling."""
        counts = np.maximum(self.counts, 2)
        spread = np.maximum(self.squares / counts - (self.sums / counts) ** 2, 0.0) * counts / (counts - 1)
        return np.where(self.counts < 2, np.inf, np.sqrt(spread / counts))
