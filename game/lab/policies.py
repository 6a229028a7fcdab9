"""Seats played by fixed policies: how far a seat's own conduct moves its own score, all else and all luck alike.

A policy is a temperament in the extreme (`lively.toml`): it agrees to everything, objects to everything, presses, or
restrains. It is a change of the seat's row in the rulebook, which the other capitals may read as they read any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.lab.lively import Note, line, settings
from game.lab.tally import Columns
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.names import Names
from game.scenario.stances import refresh


class Reach(NamedTuple):
    """A seat's mean score, 0-100, by policy; `game` by the model as it is."""

    ally: int
    means: dict[str, float]

    @property
    def width(self) -> float:
        """Return by how much the best fixed policy beats the worst."""
        return max(self.means.values()) - min(self.means.values())


def with_policy(book: Book, ally: int, columns: dict[str, int]) -> Book:
    """Return the rulebook with a seat's temperament changed; the rest is shared."""
    changed = book._replace(
        ally=book.ally.copy(), option=book.option.copy(), stance=book.stance.copy(), wording=book.wording.copy()
    )
    for name, value in columns.items():
        changed.ally[ally, getattr(b, name.upper())] = value
    refresh(changed)
    return changed


def reaches(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    games: int,
    jobs: int,
    tick: Callable[[int], object] | None = None,
) -> Iterator[Reach]:
    """Yield how far each seat reaches over games 0 to `games` - 1 of a seed; `tick` is told of each game played."""
    at = Columns(book)
    for a in range(book.ally.shape[0]):
        means = {}
        for name, columns in settings()["policy"].items():
            out = _played(engine, with_policy(book, a, columns), seed, games, jobs, tick)
            means[name] = float(out[:, at.ally(a, r.SCORE)].mean())
        yield Reach(a, means)


def _played(
    engine: Engine, book: Book, seed: tuple[int, int], games: int, jobs: int, tick: Callable[[int], object] | None
) -> Table:
    chunk = -(-games // (2 * jobs))
    batch = play_many(engine, book, seed, 0, games, jobs=jobs, tick=tick, chunk=chunk)
    assert batch is not None
    return np.asarray(batch.out)


def note(reach: Reach, names: Names) -> Note | None:
    """Return that a seat is a spectator, if its own conduct moves its own score too little."""
    if reach.width >= line("own_score")[0]:
        return None
    best, worst = max(reach.means, key=reach.means.__getitem__), min(reach.means, key=reach.means.__getitem__)
    key = names.allies[reach.ally]
    values = {"ally": key, "width": f"{reach.width:.0f}", "best": best, "worst": worst}
    return Note("spectator_seat", ("ally", key, "sheet"), "spectator_seat", values)
