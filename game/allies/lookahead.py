"""Looking ahead: what a seat could do now, each tried in many games to their end, and the best taken.

The games are those that the seat may take this one to be (`imagine.py`), so that nothing it does not know helps it. All
candidates meet the same futures, which takes most of the luck out of the comparison. Games are given out by sequential
halving (Karnin, Koren and Somekh, ICML 2013): all candidates get the same number, the worse half goes, and again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from game.allies.compiled import Engine
from game.allies.plain import desk_for
from game.allies.record import ALLY_BLOCK, SCORE, allies_at, record_size
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.state import State
from game.scenario.book import Book, Table

BUDGET: Final = 3000  # games for one decision
PHASE_BUDGET: Final = 18_000  # games for all that decide in one phase
CHUNK: Final = 50  # games that one thread plays at a time


class Outlook(NamedTuple):
    """What came of trying: one entry a candidate, in their order."""

    best: int  # which to take
    games: tuple[int, ...]  # futures that each was tried in: the first so many of the key
    scores: tuple[int, ...]  # sums of the seat's final scores over them
    against: tuple[int, ...]  # the same sums of the first candidate over as many futures

    def mean(self, which: int) -> float:
        """Return a candidate's mean final score, 0-100."""
        return self.scores[which] / max(self.games[which], 1)

    def gain(self, which: int) -> float:
        """Return by how many points a candidate beat the first, in the futures that both met."""
        return (self.scores[which] - self.against[which]) / max(self.games[which], 1)


def future_key(seed: tuple[int, int], game: int, state: State, seat: int) -> tuple[int, int]:
    """Return the seed of the futures that a seat imagines at one decision: no luck of the game itself is among them."""
    clock = state.public.clock
    draft = int(clock[s.DRAFT])
    revision = int(state.public.draft[draft, s.REVISION]) if draft >= 0 else 0
    address = (*seed, game, int(clock[s.ROUND]), int(clock[s.PHASE]), int(clock[s.SLOT]), revision, int(clock[s.SPEND]))
    return seed_key(f"futures of {seat}: {' '.join(map(str, address))}")


def look_ahead(
    engine: Engine,
    book: Book,
    state: State,
    seat: int,
    rows: Table,
    key: tuple[int, int],
    *,
    budget: int = BUDGET,
    jobs: int = 1,
    stop: threading.Event | None = None,
    tick: Callable[[int], object] | None = None,
) -> Outlook:
    """Try each row of choices for an ally in the futures of `key` and return what came of it.

    The first row is what it would do without looking: it meets every future, and is taken where no other is better beyond
    doubt (two standard errors of the paired difference). The outcome depends neither on `jobs` nor on whether the rules
    run compiled; where `stop` is set meanwhile, it is what was found by then.
    """
    rivals = list(range(1, len(rows)))
    scores, games = np.zeros((len(rows), budget), np.int64), [0] * len(rows)
    rounds = max((len(rows) - 1).bit_length(), 1)
    with ThreadPoolExecutor(jobs) as pool:
        for _ in range(rounds if rivals else 0):
            share = budget // (rounds * (len(rivals) + 1))
            if share < 1 or (stop is not None and stop.is_set()):
                break
            tried, upto = [0, *rivals], games[0] + share
            spans = _spans(tried, games[0], upto)
            for c in tried:
                games[c] = upto

            def play(span: tuple[int, int, int]) -> int:
                c, lo, hi = span
                scores[c, lo:hi] = _scores(engine, book, state, seat, rows[c], key, lo, hi)
                return hi - lo

            for done in pool.map(play, spans):
                if tick is not None:
                    tick(done)
            sums = scores.sum(axis=1)
            rivals = sorted(rivals, key=lambda c: (-int(sums[c]), c))[: -(-len(rivals) // 2)]
    return _outlook(scores, games, rivals)


def _spans(which: list[int], lo: int, hi: int) -> list[tuple[int, int, int]]:
    """Return the futures lo to hi - 1 of each candidate, cut into what one thread plays at a time."""
    return [(c, first, min(first + CHUNK, hi)) for c in which for first in range(lo, hi, CHUNK)]


def _scores(
    engine: Engine, book: Book, state: State, seat: int, row: Table, key: tuple[int, int], lo: int, hi: int
) -> Table:
    """Return the seat's final scores in the futures lo to hi - 1, after it did what `row` says."""
    out = np.zeros((hi - lo, record_size(book)), np.int64)
    engine.imagine_range(desk_for(book, out, origin=state)._replace(plan=row), key, lo, hi, seat)
    column: Table = out[:, allies_at(book) + seat * ALLY_BLOCK + SCORE]
    return column


def _outlook(scores: Table, games: list[int], rivals: list[int]) -> Outlook:
    """Return the outlook: the best rival, or the first row where the rival is not surely better."""
    best = rivals[0] if rivals and games[0] else 0
    if best and not _is_sure(scores[best, : games[best]] - scores[0, : games[best]]):
        best = 0
    own = tuple(int(row[:count].sum()) for row, count in zip(scores, games, strict=True))
    return Outlook(best, tuple(games), own, tuple(int(scores[0, :count].sum()) for count in games))


def _is_sure(differences: Table) -> bool:
    """Tell whether the mean of paired differences lies more than two standard errors above nought."""
    return float(differences.mean()) > 2 * float(differences.std()) / sqrt(len(differences))
