"""Pairs of games that differ in nothing but one seat's skill: the same seed and game, every other seat at `instinct`.

Seats at `instinct` and `staff` are played in batches; a seat at `council` exists at a table only, so its games are played
there, phase by phase. A row is the seat's own score, then the common goals, 0-100 each.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import NormalDist
from typing import Final

import numpy as np

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.plain import desk_for
from game.lab.paired import Shift, Sums
from game.lab.tally import Columns
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.scores import COMMON_GOALS, common_goal, seat_score
from game.rules.start import start
from game.rules.state import new_state
from game.scenario.book import Book, Table
from game.scenario.load import Loaded
from game.table.position import begin, settle
from game.table.thinking import model_decisions

CONFIDENCE: Final = 0.95
SIGMAS: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
FEWEST: Final = 20  # pairs before an interval may end a seat's games: the spread of fewer is not known
CHUNK: Final = 50
ROW: Final = 1 + len(COMMON_GOALS)


class Gain:
    """What a seat's skill changed over the pairs of games played so far."""

    def __init__(self, seat: str) -> None:
        """Begin with no pair; `seat` is the ally's two letters."""
        self.seat = seat
        self.pairs = self.changed = 0  # changed: pairs in which the seat's score differs at all
        self._sums = Sums(ROW)

    def add(self, before: Table, after: Table) -> None:
        """Count pairs, one a row of ROW columns."""
        self.pairs += len(before)
        self.changed += int((before[:, 0] != after[:, 0]).sum())
        self._sums.add(before.astype(float), after.astype(float), np.ones(before.shape, np.bool_))

    @property
    def shifts(self) -> list[Shift]:
        """Return the seat's score and the common goals with 95 % intervals of their mean differences; none under two pairs."""
        labels = [("ally", self.seat, "score", 0), *(("goal", goal, "mean", 0) for goal in COMMON_GOALS)]
        return self._sums.shifts(labels, SIGMAS)

    @property
    def is_clear(self) -> bool:
        """Tell whether the skill surely pays on the seat's own objectives."""
        return self.pairs > 1 and bool(self.shifts[0].low > 0)

    @property
    def is_settled(self) -> bool:
        """Tell whether enough pairs were played for an interval that leaves zero, on either side."""
        return self.pairs >= FEWEST and bool(self.shifts[0].is_sure)


def batched(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    seats: Sequence[int],
    skills: tuple[int, int],
    games: range,
    jobs: int = 1,
) -> Iterator[Table]:
    """Yield pairs of games at two skills, a chunk at a time in the order of the games: seats x 2 x games x ROW.

    The values are the same for any number of threads. Stop by closing the iterator.
    """
    stop = threading.Event()
    pool, waiting = ThreadPoolExecutor(jobs), deque[Future[Table]]()
    step = CHUNK if engine.is_compiled else 1
    chunks = iter([games[at : at + step] for at in range(0, len(games), step)])
    try:
        while True:
            while len(waiting) < 2 * jobs and (chunk := next(chunks, None)) is not None:
                waiting.append(pool.submit(_pairs, engine, book, seed, seats, skills, chunk, stop))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _pairs(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    seats: Sequence[int],
    skills: tuple[int, int],
    games: range,
    stop: threading.Event,
) -> Table:
    """Play a chunk of games; what comes back is of no use once `stop` is set."""
    origin, out = new_state(book), np.zeros((1, r.record_size(book)), np.int64)
    desk = desk_for(book, out, origin=origin)
    found = np.zeros((len(seats), 2, len(games), ROW), np.int64)
    at = Columns(book)

    def play(game: int, seat: int, skill: int) -> Table:
        origin.own[:, s.SKILL] = s.INSTINCT
        origin.own[seat, s.SKILL] = skill
        engine.continue_range(desk, seed, game, game + 1)
        row: Table = out[0].copy()
        return row

    for k, game in enumerate(games):
        if stop.is_set():
            break
        start(book, origin, desk.scratch, *seed, game)
        alike = play(game, 0, s.INSTINCT) if s.INSTINCT in skills else None  # the same game whichever seat is looked at
        for place, seat in enumerate(seats):
            for arm, skill in enumerate(skills):
                row = play(game, seat, skill) if alike is None or skill != s.INSTINCT else alike
                found[place, arm, k, 0] = row[at.ally(seat, r.SCORE)]
                found[place, arm, k, 1:] = row[s.CLOCK_COLUMNS + r.DETER :][: len(COMMON_GOALS)]
    return found


def at_table(loaded: Loaded, seed: str, game: int, seat: int, skill: int, each: int = 0, jobs: int = 0) -> Table:
    """Return the row (ROW) of a game played at a table, one seat at a skill and the others at `instinct`.

    At `council` the seat tries each of its candidates in `each` games on average (0: the table's own budget).
    """
    position = begin(loaded, seed, {}, game)
    position.state.own[:, s.SKILL] = s.INSTINCT
    position.state.own[seat, s.SKILL] = skill
    while position.phase != s.OVER:
        settle(position, model_decisions(position, each, jobs))
    book, state = loaded.book, position.state
    score = seat_score(book, state, position.scratch.stack, seat)
    return np.array([score, *(common_goal(book, state, goal) for goal in range(len(COMMON_GOALS)))], np.int64)


def one_by_one(
    engine: Engine,
    loaded: Loaded,
    seed: str,
    seat: int,
    skills: tuple[int, int],
    games: range,
    each: int,
    jobs: int,
) -> Iterator[Table]:
    """Yield pairs of games as `batched` does for one seat, the second of each at a table."""
    for game in games:
        (before,) = batched(engine, loaded.book, seed_key(seed), [seat], (skills[0], skills[0]), range(game, game + 1))
        before[0, 1, 0] = at_table(loaded, seed, game, seat, skills[1], each, jobs)
        yield before
