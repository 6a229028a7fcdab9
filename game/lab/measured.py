"""What calibration keeps of many games: sums of fixed size, from which shares come with intervals at 99 %.

A share's cases are clustered in games (six rounds of one game are no six games), so its interval is that of a ratio of
two sums over games; where a game is one case at most it is Wilson's.
"""

from __future__ import annotations

from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from game.allies import record as r
from game.lab.cases import LEARNT, PER_MILLE, all_cases, beliefs
from game.lab.figures import wilson
from game.lab.tally import Case, Columns, Looks
from game.rules import numbers as n
from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book, Table

Z_99: Final = 2.575829
PACKAGES: Final = ("soft", "firm", "channel")


class Estimate(NamedTuple):
    """A share in per cent with its interval at 99 %; `of` is how many cases it is out of."""

    value: float
    low: float
    high: float
    of: int


class Sums(NamedTuple):
    """Sums over games of how often (`hits`) and out of how many (`of`), of their squares and products; `most` in a game."""

    games: int = 0
    hits: int = 0
    of: int = 0
    hits_2: int = 0
    both: int = 0
    of_2: int = 0
    most: int = 0

    def with_case(self, case: Case) -> Sums:
        """Return the sums with some more games."""
        hits, of = (each.astype(np.int64) for each in case)
        squares = int(hits @ hits), int(hits @ of), int(of @ of)
        most = max(int(of.max(initial=0)), int(hits.max(initial=0)))
        return self.and_those(Sums(len(of), int(hits.sum()), int(of.sum()), *squares, most))

    def and_those(self, other: Sums) -> Sums:
        """Return the sums of both."""
        return Sums(
            self.games + other.games,
            self.hits + other.hits,
            self.of + other.of,
            self.hits_2 + other.hits_2,
            self.both + other.both,
            self.of_2 + other.of_2,
            max(self.most, other.most),
        )

    def estimate(self, unit: int = 1) -> Estimate | None:
        """Return the share with its interval, None where there was no case; a case counts `unit` in the sums."""
        if self.of == 0:
            return None
        share = self.hits / self.of
        if self.most <= 1:
            low, high = wilson(self.hits, self.of, Z_99)
        else:
            spread = self.hits_2 - 2 * share * self.both + share * share * self.of_2
            half = 100 * Z_99 * sqrt(max(spread, 0.0)) / self.of
            low, high = 100 * share - half, 100 * share + half
        return Estimate(100 * share, low, high, self.of // unit)


class Measured:
    """Sums over games of one book, for every target; beliefs and replies by type."""

    def __init__(self, book: Book, looks: Looks) -> None:
        """Begin with no game."""
        self.book, self.looks, self.at = book, looks, Columns(book)
        types, rounds = book.type.shape[0], book.round.shape[0]
        self.games = 0
        self.sums: dict[str, Sums] = {}
        self.beliefs = [[Sums() for _ in range(rounds + 1)] for _ in range(types + 1)]  # a type each, then all
        self.replies = np.zeros((types, len(PACKAGES), len(b.REPLY_KINDS)), np.int64)
        self.read = np.zeros((types, len(PACKAGES)), np.int64)  # how firm we were taken to be, summed

    def add(self, out: Table) -> None:
        """Count games, one a row as `allies/record.py` fills them."""
        self.games += out.shape[0]
        for name, case in all_cases(self.book, self.at, out, self.looks).items():
            self.sums[name] = self.sums.get(name, Sums()).with_case(case)
        self._add_beliefs(out)
        self._add_replies(out)

    def merge(self, other: Measured) -> None:
        """Count what another one of the same book counted."""
        self.games += other.games
        for name, sums in other.sums.items():
            self.sums[name] = self.sums.get(name, Sums()).and_those(sums)
        for mine, theirs in zip(self.beliefs, other.beliefs, strict=True):
            mine[:] = [one.and_those(two) for one, two in zip(mine, theirs, strict=True)]
        self.replies += other.replies
        self.read += other.read

    def estimate(self, name: str) -> Estimate | None:
        """Return what the games gave of a target, None where none of them had a case."""
        unit = PER_MILLE if name in LEARNT else 1
        return self.sums[name].estimate(unit) if name in self.sums else None

    def _add_beliefs(self, out: Table) -> None:
        believed, is_played = beliefs(self.book, self.at, out)
        kind = out[:, s.CLOCK_COLUMNS + r.TYPE]
        for y, row in enumerate(self.beliefs):
            # The last row is of all types.
            mine = kind == y if y < self.book.type.shape[0] else kind >= 0
            for now in range(len(row)):
                which = mine & is_played[:, now]
                case = believed[which, now], np.full(int(which.sum()), PER_MILLE)
                row[now] = row[now].with_case(case)

    def _add_replies(self, out: Table) -> None:
        kind = np.broadcast_to(out[:, [s.CLOCK_COLUMNS + r.TYPE]], (out.shape[0], self.at.rounds))
        is_played = out[:, self.at.of_rounds(r.PLAYED)] == 1
        read, channel = out[:, self.at.reading(r.READ_FIRM)], out[:, self.at.reading(r.READ_CHANNEL)]
        package = np.where(channel > 0, 2, read >= self.book.rule[n.FIRM_LINE])
        reply = self.book.reply[out[:, self.at.of_rounds(r.REPLIED)], b.REPLY_KIND]
        np.add.at(self.replies, (kind[is_played], package[is_played], reply[is_played]), 1)
        np.add.at(self.read, (kind[is_played], package[is_played]), read[is_played])
