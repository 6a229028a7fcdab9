"""What a decision would do, as its own seat can expect: futures with it beside the same futures without it.

The games are those that the seat may take this one to be (`allies/imagine.py`), so that nothing hidden from it enters. From
then on the model plays every seat. Figures are on the scales that are shown: tracks and goals 0-100, lines of a sheet in points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.lookahead import CHUNK, future_key
from game.allies.plain import desk_for
from game.lab.figures import wilson
from game.rules import state as s
from game.rules.scores import COMMON_GOALS, sheet_row
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.table.decisions import Decision
from game.table.position import Position, copied, filled_choice

LINES: Final = ("interest", "home", "alliance", "secret")
Numbers = Table | npt.NDArray[np.float64]
SHOWN: Final = 10  # thousandths of a track in a point that is shown
_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class Span:
    """A mean, and its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval leaves out nought: the games show a difference."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Effect:
    """A quantity in the futures with the decision (`then`), and by how much it beats the same futures without it."""

    key: str
    then: float
    by: Span


@dataclass(frozen=True, slots=True)
class Foresight:
    """What a decision would do: tracks when the round ends and when the game does, the seat's sheet, the common goals.

    `games` futures were played with it and as many without; `held` is, per cent, how often a text of just these words was
    adopted first of all, and None where the decision writes none.
    """

    games: int
    held: Span | None
    soon: tuple[Effect, ...]
    late: tuple[Effect, ...]
    score: Effect
    sheet: tuple[Effect, ...]
    goals: tuple[Effect, ...]


class Rows(NamedTuple):
    """What is kept of some futures, a row each: a record has fifty times as many columns."""

    first_text: Table  # sign of the first text that was adopted
    soon: Table  # tracks when the round ended, in thousandths
    late: Table  # and when the game did
    score: Table
    sheet: Table
    goals: Table


class Futures:
    """The futures of one seat at one moment; those without a decision are played once for all that it tries."""

    def __init__(self, engine: Engine, position: Position, seat: str) -> None:
        """Take an ally at a moment; the game may go on meanwhile, a copy is kept."""
        self.position, self.ally = copied(position), position.lexicon.row(seat)
        self._engine, self._book = engine, _watching(position.loaded.book, position.state, self.ally)
        self._key = future_key(position.seed, position.game, position.state, self.ally)
        self._without = list[Rows]()  # chunk by chunk

    def foresee(self, decision: Decision, sign: int, games: int, tick: Callable[[int], object]) -> Foresight:
        """Return what a decision would do, from so many futures with it; `sign` is that of its text (record.py), 0 none.

        Futures are played in whole chunks of CHUNK. `tick` hears after each how many games are still to be played; what
        it raises ends the playing.
        """
        row_of, chunks = self.position.lexicon.row, -(-games // CHUNK)
        planned = filled_choice(self.position, [decision])[row_of(decision.seat)]
        nothing = filled_choice(self.position, [])[row_of(decision.seat)]
        lacking = range(len(self._without), chunks)
        for k in lacking:
            self._without.append(self._played(nothing, k))
            tick((lacking[-1] - k + chunks) * CHUNK)
        then = []
        for k in range(chunks):
            then.append(self._played(planned, k))
            tick((chunks - 1 - k) * CHUNK)
        return self._told(_joined(then), _joined(self._without[:chunks]), sign)

    def _played(self, plan: Table, chunk: int) -> Rows:
        out = np.zeros((CHUNK, r.record_size(self._book)), np.int64)
        desk = desk_for(self._book, out, origin=self.position.state)._replace(plan=plan)
        self._engine.imagine_range(desk, self._key, chunk * CHUNK, (chunk + 1) * CHUNK, self.ally)
        now = int(self.position.state.public.clock[s.ROUND])
        score = r.allies_at(self._book) + self.ally * r.ALLY_BLOCK + r.SCORE
        return Rows(
            out[:, [s.CLOCK_COLUMNS + r.FIRST_TEXT]],
            _tracks_of(self._book, out, np.full(CHUNK, now)),
            _tracks_of(self._book, out, _last_round(self._book, out)),
            out[:, [score]],
            self._sheet(out),
            out[:, s.CLOCK_COLUMNS + r.DETER : s.CLOCK_COLUMNS + r.RIGHT + 1].copy(),
        )

    def _told(self, then: Rows, without: Rows, sign: int) -> Foresight:
        tracks, games = tuple(self.position.loaded.scenario.track), len(then.score)
        held = int((then.first_text == sign).sum())
        return Foresight(
            games,
            Span(100 * held / games, *wilson(held, games)) if sign else None,
            _effects(tracks, then.soon / SHOWN, without.soon / SHOWN),
            _effects(tracks, then.late / SHOWN, without.late / SHOWN),
            _effects(("score",), then.score, without.score)[0],
            _effects(LINES, then.sheet, without.sheet),
            _effects(COMMON_GOALS, then.goals, without.goals),
        )

    def _sheet(self, rows: Table) -> Table:
        """Return what each line of the seat's sheet earned: futures by lines, as `rules/scores.py` counts them."""
        book = self._book
        first = r.watch_at(book) + len(book.watch) - len(LINES)
        found = np.zeros((len(rows), len(LINES)), np.int64)
        for k in range(len(LINES)):
            line = book.objective[sheet_row(self.position.state, self.ally, k)]
            width = max(int(line[b.LINE_HIGH] - line[b.LINE_LOW]), 1)
            within = np.clip(rows[:, first + k] - line[b.LINE_LOW], 0, width)
            found[:, k] = line[b.LINE_WEIGHT] * within // width
        return found


def _joined(chunks: list[Rows]) -> Rows:
    return Rows(*map(np.concatenate, zip(*chunks, strict=True)))


def _watching(book: Book, state: State, ally: int) -> Book:
    """Return the book with the quantities of an ally's sheet among what a record notes at the end of a game."""
    rows = np.zeros((len(LINES), book.watch.shape[1]), np.int64)
    rows[:, b.WATCH_KIND] = b.LEARNING  # which no rule asks for
    lines = [sheet_row(state, ally, k) for k in range(len(LINES))]
    rows[:, [b.WATCH_START, b.WATCH_LENGTH]] = book.objective[lines][:, [b.LINE_START, b.LINE_LENGTH]]
    return book._replace(watch=np.vstack([book.watch, rows]))


def _block(book: Book) -> int:
    return r.ROUND_TRACKS + len(book.track)


def _last_round(book: Book, rows: Table) -> Table:
    """Return the last round that was played in each game, 0 the first."""
    columns = r.rounds_at() + _block(book) * np.arange(len(book.round)) + r.PLAYED
    last: Table = len(book.round) - 1 - np.argmax(rows[:, columns[::-1]], axis=1)
    return last


def _tracks_of(book: Book, rows: Table, rounds: Table) -> Table:
    """Return every track at the end of one round of each game, in thousandths: games by tracks."""
    at = r.rounds_at() + rounds * _block(book) + r.ROUND_TRACKS
    found: Table = rows[np.arange(len(rows))[:, None], at[:, None] + np.arange(len(book.track))]
    return found


def _effects(keys: tuple[str, ...], then: Numbers, without: Numbers) -> tuple[Effect, ...]:
    """Return an effect for each column of two tables, game by game."""
    return tuple(
        Effect(key, float(np.mean(then[:, k])), _paired(np.subtract(then[:, k], without[:, k])))
        for k, key in enumerate(keys)
    )


def _paired(differences: Numbers) -> Span:
    mean = float(np.mean(differences))
    half = _Z * float(np.std(differences, ddof=1)) / sqrt(len(differences)) if len(differences) > 1 else 0.0
    return Span(mean, mean - half, mean + half)
