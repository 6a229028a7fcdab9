"""Par: what the model makes of a seat in the same world, with the luck of later rounds drawn anew."""

from __future__ import annotations

import numpy as np

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.rules.start import start
from game.rules.state import new_scratch, new_state
from game.scenario.book import Book


def par(engine: Engine, book: Book, seed: tuple[int, int], game: int, games: int, *, jobs: int = 1) -> list[int]:
    """Return, a seat at a time, the model's median score over so many continuations of the first day of one game.

    Type, truth, moods and secrets are that game's; skills are the book's.
    """
    origin = new_state(book)
    start(book, origin, new_scratch(book), *seed, game)
    batch = play_many(engine, book, seed, 1, 1 + games, jobs=jobs, origin=origin)
    assert batch is not None
    columns = [r.allies_at(book) + a * r.ALLY_BLOCK + r.SCORE for a in range(book.ally.shape[0])]
    return [int(each) for each in np.sort(batch.out[:, columns], axis=0)[games // 2]]
