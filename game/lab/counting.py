"""Many games counted on threads, in a memory that does not grow: what a thread counted is added up in the order of games."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self, TypeVar

from game.allies.compiled import Engine
from game.allies.many import stream_games
from game.scenario.book import Book, Table

Sink = Callable[[int, Table], None]


class Counter(Protocol):
    """Sums over games, which may be counted in any portions."""

    games: int

    def add(self, out: Table) -> None:
        """Count games, one a row as `allies/record.py` fills them."""

    def merge(self, other: Self) -> None:
        """Count what another counter of the same kind counted."""


Counted = TypeVar("Counted", bound=Counter)


def count_games(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    games: int,
    total: Counted,
    begin: Callable[[], Counted],
    *,
    jobs: int = 1,
    sink: Sink | None = None,
    tick: Callable[[int], object] | None = None,
    chunk: int = 0,
) -> None:
    """Count games 0 to `games` - 1 of a seed into `total`, or as many as were done when Ctrl-C came.

    `begin` makes an empty counter for a portion. Games are the same for any number of threads and size of `chunk` (0
    leaves it to the engine); `sink` is handed the rows in the order of the games. The engine is closed afterwards.
    """

    def count(first: int, out: Table) -> tuple[Counted, int, Table | None]:
        part = begin()
        part.add(out)
        return part, first, out.copy() if sink else None

    engine.warm()
    parts = stream_games(engine, book, seed, 0, games, count, jobs=jobs, chunk=chunk)
    try:
        for part, first, rows in parts:
            total.merge(part)
            if sink and rows is not None:
                sink(first, rows)
            if tick:
                tick(part.games)
    except KeyboardInterrupt:
        pass  # what is done is told; the caller sees that it is less than was asked for
    finally:
        parts.close()
        engine.close()
