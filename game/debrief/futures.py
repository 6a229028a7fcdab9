"""Playing on from a moment of a saved game, many times: the same moment always meets the same luck.

Future g of every moment draws the luck of imagined game g, so that two moments are compared future by future, and the
same question has the same answer to the byte, on any number of threads.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.allies.plain import desk_for
from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.phases import resolve
from game.rules.state import State, new_choice
from game.scenario.book import Book, Table
from game.table.decisions import Decision
from game.table.position import Position, copied, digest_of, filled_choice
from game.table.rows import read

FEW: Final = 64  # games that are played sooner than threads are begun
Numbers = Table | npt.NDArray[np.float64]


class Futures:
    """Plays on, the model in every seat; what was asked before is remembered."""

    def __init__(self, engine: Engine, book: Book, seed: tuple[int, int], games: int) -> None:
        """Take how many futures a moment has; they are the imagined games 1 to `games`."""
        self.games = games
        self._engine, self._book, self._seed = engine, book, seed
        self._jobs = os.cpu_count() or 1
        self._known: dict[tuple[str, int, int], Table] = {}

    def after(self, state: State, first: int = 1, games: int = 0) -> Table:
        """Return what comes of the futures of a state, one row a future, in the columns of `allies/record.py`.

        `first` and `games` ask for other futures than 1 to `self.games`.
        """
        last = first + (games or self.games)
        key = digest_of(state), first, last
        if key not in self._known:
            self._known[key] = self._played_on(state, first, last)
        return self._known[key]

    def _played_on(self, state: State, first: int, last: int) -> Table:
        if last - first < FEW:
            out = np.zeros((last - first, r.record_size(self._book)), np.int64)
            self._engine.continue_range(desk_for(self._book, out, origin=state), self._seed, first, last)
            return out
        chunk = -(-(last - first) // self._jobs)
        batch = play_many(self._engine, self._book, self._seed, first, last, jobs=self._jobs, origin=state, chunk=chunk)
        assert batch is not None  # nobody stops it
        return batch.out

    def scores(self, state: State) -> Table:
        """Return the scores of every ally in the futures of a state: futures by allies."""
        columns = score_columns(self._book)
        found: Table = self.after(state)[:, columns]
        return found


def score_columns(book: Book) -> list[int]:
    """Return the columns of a record in which the allies' scores stand."""
    return [r.allies_at(book) + a * r.ALLY_BLOCK + r.SCORE for a in range(book.ally.shape[0])]


ENDING_COLUMN: Final = s.ENDING  # a record begins with the clock


def settled(position: Position, choice: Table) -> State:
    """Return the state once a phase is settled with a table of choices, under the luck that the game had."""
    trial = copied(position)
    resolve(trial.loaded.book, trial.state, choice, trial.scratch, *trial.seed, trial.game)
    return trial.state


def model_rows(position: Position, seats: Iterable[str]) -> dict[str, tuple[Decision, ...]]:
    """Return what the model would decide for some seats in this phase, without looking further ahead than its skill."""
    rows = {seat: position.lexicon.row(seat) for seat in seats}
    trial = copied(position)
    choice = new_choice(trial.loaded.book)
    clear(choice)
    mask = sum(1 << row for row in rows.values())
    decide(trial.loaded.book, trial.state, choice, trial.scratch, *trial.seed, trial.game, mask)
    return {seat: tuple(read(position.desk, position.phase, row, choice[row])) for seat, row in rows.items()}


def with_others(position: Position, decisions: Iterable[Decision], instead: dict[str, tuple[Decision, ...]]) -> Table:
    """Return the choices of a phase, some seats deciding something else."""
    kept = [each for each in decisions if each.seat not in instead]
    return filled_choice(position, [*kept, *(each for other in instead.values() for each in other)])


def interval(values: Numbers) -> tuple[float, float, float]:
    """Return the mean of futures and its 95 % interval."""
    mean = float(np.mean(values))
    width = 1.96 * float(np.std(values, ddof=1)) / float(np.sqrt(len(values))) if len(values) > 1 else 0.0
    return mean, mean - width, mean + width
