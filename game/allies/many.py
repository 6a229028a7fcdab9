"""Many games on threads: chunks through the engine's entry, so that they can be counted, stopped, and split anyhow.

Each game has its own luck, so that the same games give the same bytes for any number of threads and any size of chunk.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from typing import Final, NamedTuple, TypeVar

import numpy as np

from game.allies.compiled import Engine
from game.allies.plain import desk_for, state_size
from game.allies.record import record_size
from game.rules.state import State, new_state
from game.scenario.book import Book, Table

CHUNK: Final = 500
SLOW_CHUNK: Final = 1  # while the rules run uncompiled: a chunk is what a person waits for after "stop"


Made = TypeVar("Made")


class Batch(NamedTuple):
    """What came of many games: one row a game."""

    out: Table  # games x the columns of `record.py`
    finals: Table  # games x state_size, or no rows


def play_many(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    lo: int,
    hi: int,
    *,
    jobs: int = 1,
    origin: State | None = None,
    wants_finals: bool = False,
    chunk: int = 0,
    tick: Callable[[int], object] | None = None,
    stop: threading.Event | None = None,
) -> Batch | None:
    """Play games lo to hi - 1 of a seed, from the start or on from `origin`; None when `stop` was set before the end.

    `tick` is told after each chunk, in the caller's thread, how many games it had; `chunk` 0 leaves its size to the engine.
    """
    games = hi - lo
    batch = Batch(
        np.zeros((games, record_size(book)), np.int64),
        np.zeros((games if wants_finals else 0, state_size(new_state(book))), np.int64),
    )
    step = chunk or (CHUNK if engine.is_compiled else SLOW_CHUNK)

    def play(first: int) -> int:
        last = min(first + step, hi)
        if stop is not None and stop.is_set():
            return 0
        rows = slice(first - lo, last - lo)
        desk = desk_for(book, batch.out[rows], origin=origin, finals=batch.finals[rows])
        (engine.play_range if origin is None else engine.continue_range)(desk, seed, first, last)
        return last - first

    played = 0
    pool = ThreadPoolExecutor(jobs)
    try:
        for done in as_completed([pool.submit(play, first) for first in range(lo, hi, step)]):
            played += done.result()
            if tick is not None:
                tick(done.result())
    finally:
        pool.shutdown(cancel_futures=True)
    return batch if played == games else None


def stream_games(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    lo: int,
    hi: int,
    make: Callable[[int, Table], Made],
    *,
    jobs: int = 1,
    chunk: int = 0,
) -> Generator[Made, None, None]:
    """Play games lo to hi - 1 of a seed from the start and yield what `make` made of each chunk, in the order of the games.

    `make` is called with a chunk's first game and its rows, in the thread that played it while they are still near the
    processor; the rows are that thread's own and hold other games afterwards. No more than two chunks a thread wait for
    the caller, so that memory does not grow with the games. Stop by closing the iterator.
    """
    desks = threading.local()

    def play(first: int, last: int) -> Made:
        desk = getattr(desks, "own", None)
        if desk is None or len(desk.out) < last - first:
            desk = desks.own = desk_for(book, np.zeros((last - first, record_size(book)), np.int64))
        rows = desk.out[: last - first]
        engine.play_range(desk._replace(out=rows), seed, first, last)
        return make(first, rows)

    pool, waiting = ThreadPoolExecutor(jobs), deque[Future[Made]]()
    first = lo
    try:
        while first < hi or waiting:
            while first < hi and len(waiting) < 2 * jobs:
                step = chunk or (CHUNK if engine.is_compiled else SLOW_CHUNK)
                last = min(first + step, hi)
                waiting.append(pool.submit(play, first, last))
                first = last
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
