"""What is kept of many games: counts and histograms of fixed size, so that a million games take the room of one.

Every figure is a sum, so that games may be counted in any order and any portions.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.rules import numbers as n
from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book, Table

TOP: Final = 1000  # tracks are 0-1000
BYTE: Final = 255  # what a byte can count
GOALS: Final = 4
SHELVES: Final = 4096  # on which first texts are counted: two different ones share one in one case of so many
FULL: Final = 2  # level at which a finding of an armed attack is without condition


class Looks(NamedTuple):
    """What of a scenario the frequencies look at: sets of measures as truth values, an hour, an escalation."""

    military: npt.NDArray[np.bool_]  # measures of the council or of SACEUR that need units
    sanctions: npt.NDArray[np.bool_]
    week: int  # hours since the incident
    top_rung: int  # escalation from which there is open conflict


class Tally:
    """Counts over games of one book."""

    def __init__(self, book: Book, looks: Looks) -> None:
        """Begin with no game."""
        self.looks = looks
        rounds, tracks, allies = book.round.shape[0], book.track.shape[0], book.ally.shape[0]
        self.book = book
        self.games = 0
        self.sums = np.zeros(r.record_size(book), np.int64)  # of every column
        self.some = np.zeros(r.record_size(book), np.int64)  # games in which the column is above 0
        self.endings = np.zeros(book.watch.shape[0] + 1, np.int64)  # the last: none of them
        self.types = np.zeros((book.type.shape[0], book.watch.shape[0] + 1), np.int64)
        self.causes = np.zeros(b.CAUSE_COUNT, np.int64)
        self.tracks = np.zeros((rounds, tracks, TOP + 1), np.int64)
        self.scores = np.zeros((allies, 101), np.int64)
        self.goals = np.zeros((GOALS, 101), np.int64)
        self.replies = np.zeros((rounds, book.reply.shape[0]), np.int64)
        self.first_texts = np.zeros(SHELVES, np.int64)  # games by their first adopted text
        self.frequency: dict[str, tuple[int, int]] = {}  # name -> (how often, out of how many)
        self.unfilled = 0  # games in which units were pledged and not filled
        self.in_full = 0  # games in which an armed attack was found without condition
        self.in_full_unhit = 0  # and nothing had hit allied soil since the incident
        self.columns = Columns(book)

    def add(self, out: Table) -> None:
        """Count games, one a row as `allies/record.py` fills them."""
        at = self.columns
        self.games += out.shape[0]
        self.sums += out.sum(axis=0)
        self.some += _above_nought(out)
        ending, kind = out[:, s.ENDING], out[:, s.CLOCK_COLUMNS + r.TYPE]
        np.add.at(self.endings, ending, 1)
        np.add.at(self.types, (kind, ending), 1)
        np.add.at(self.causes, out[:, s.CLOCK_COLUMNS + r.CAUSE], 1)
        self.unfilled += int(np.count_nonzero(out[:, s.PLEDGED] > out[:, s.FILLED_UNITS]))
        armed_attacks = out[:, at.of_measures(r.LEVEL_AT_END)][:, self.book.measure[:, b.ARTICLE_5_CASE] == 1]
        in_full = (armed_attacks >= FULL).any(axis=1)
        self.in_full += int(np.count_nonzero(in_full))
        self.in_full_unhit += int(np.count_nonzero(in_full & (out[:, s.HITS] <= self.book.rule[n.HITS_AT_START])))
        signs = out[:, s.CLOCK_COLUMNS + r.FIRST_TEXT]
        self.first_texts += np.bincount(signs[signs > 0] % SHELVES, minlength=SHELVES)
        for now in range(self.tracks.shape[0]):
            played = np.flatnonzero(out[:, at.round(now, r.PLAYED)])
            for t in range(self.tracks.shape[1]):
                values = out[played, at.round(now, r.ROUND_TRACKS + t)]
                self.tracks[now, t] += np.bincount(values, minlength=TOP + 1)
            replies = out[played, at.round(now, r.REPLIED)]
            self.replies[now] += np.bincount(replies, minlength=self.replies.shape[1])
        for a in range(self.scores.shape[0]):
            self.scores[a] += np.bincount(out[:, at.ally(a, r.SCORE)], minlength=101)
        for goal in range(GOALS):
            self.goals[goal] += np.bincount(out[:, s.CLOCK_COLUMNS + r.DETER + goal], minlength=101)
        for name, (hits, of) in cases(self.book, at, out, self.looks).items():
            before = self.frequency.get(name, (0, 0))
            self.frequency[name] = (before[0] + int(hits.sum()), before[1] + int(of.sum()))

    def merge(self, other: Tally) -> None:
        """Count what another tally of the same book counted."""
        self.games += other.games
        self.unfilled += other.unfilled
        self.in_full += other.in_full
        self.in_full_unhit += other.in_full_unhit
        for name in _TABLES:
            table: Table = getattr(self, name)
            table += getattr(other, name)
        for name, (hits, of) in other.frequency.items():
            before = self.frequency.get(name, (0, 0))
            self.frequency[name] = (before[0] + hits, before[1] + of)


_TABLES: Final = ("sums", "some", "endings", "types", "causes", "tracks", "scores", "goals", "replies", "first_texts")


def _above_nought(out: Table) -> Table:
    """Return for each column in how many rows it is above 0: added up in bytes, eight times as many at once as in words."""
    found = np.zeros(out.shape[1], np.int64)
    for first in range(0, len(out), BYTE):
        found += np.add.reduce((out[first : first + BYTE] > 0).view(np.uint8), axis=0, dtype=np.uint8)
    return found


class Columns:
    """Where the columns of a row are."""

    def __init__(self, book: Book) -> None:
        self._round, self._ally, self._measure = r.rounds_at(), r.allies_at(book), r.measures_at(book)
        self.inject, self.watch = r.injects_at(book), r.watch_at(book)
        self._reading = r.readings_at(book)
        self._width = r.ROUND_TRACKS + book.track.shape[0]
        self.rounds = book.round.shape[0]

    def round(self, now: int, column: int) -> int:
        """Return a column of a round."""
        return int(self._round + now * self._width + column)

    def of_rounds(self, column: int) -> slice:
        """Return a column of every round."""
        return slice(self._round + column, self._ally, self._width)

    def reading(self, column: int) -> slice:
        """Return a column of what was read and learnt in every round."""
        return slice(self._reading + column, self._reading + self.rounds * r.READING_BLOCK, r.READING_BLOCK)

    def ally(self, ally: int, column: int) -> int:
        """Return a column of an ally."""
        return self._ally + ally * r.ALLY_BLOCK + column

    def measure(self, measure: int, column: int) -> int:
        """Return a column of a measure."""
        return self._measure + measure * r.MEASURE_BLOCK + column

    def of_measures(self, column: int) -> slice:
        """Return a column of every measure."""
        return slice(self._measure + column, self.inject, r.MEASURE_BLOCK)


Case = tuple[Table, Table]  # a game each: how often, out of how many


def cases(book: Book, at: Columns, out: Table, looks: Looks) -> dict[str, Case]:
    """Return what RULES 6 wants of the world, for each game: how often it was so, out of how many times it could be."""
    once = np.ones(out.shape[0], np.int64)
    first_hour = out[:, s.FIRST_TEXT_HOUR]
    asked = out[:, s.ARTICLE_4_ROUND] >= 0
    decided = out[:, at.of_measures(r.DECIDED_ROUND)]
    new_military = (decided > out[:, [s.ARTICLE_4_ROUND]]) & looks.military
    hours = out[:, at.of_measures(r.FIRST_HOUR)]
    sanctions = (hours >= 0) & (hours <= looks.week) & looks.sanctions
    played = out[:, at.of_rounds(r.PLAYED)].sum(axis=1)
    first_try = out[:, at.of_rounds(r.HELD_FIRST)].sum(axis=1)
    held = (out[:, at.of_rounds(r.HELD_TEXTS)] > 0).sum(axis=1)
    verbal = book.reply[out[:, at.round(0, r.REPLIED)], b.VERBAL]
    return {
        "first_text_in_96_hours": (_whole((first_hour >= 0) & (first_hour <= 96)), once),
        "article_4_asked": (_whole(asked), once),
        "article_4_new_military_measure": (_whole(asked & new_military.any(axis=1)), _whole(asked)),
        "rounds_held_at_first_try": (first_try, played),
        "rounds_held_after_revisions": (held, played),
        "claimed_early": (out[:, s.CLAIM_EARLY], once),
        "sanctions_in_week_one": (_whole(sanctions.any(axis=1)), once),
        "first_reply_verbal": (verbal, once),
        "open_conflict": (_whole(out[:, s.PEAK] >= looks.top_rung), once),
    }


def _whole(truths: npt.ArrayLike) -> Table:
    return np.asarray(truths, np.int64)


# What a census counts: games with at least one.
CENSUS: Final = {
    "revision": s.REVISED,
    "bracket": s.BRACKETS,
    "silence_broken": s.BROKEN,
    "statement": s.STATEMENTS,
    "time_asked": s.TIME_ASKED,
    "level_raised": s.RAISED,
    "the_willing": s.COALITIONS,
    "offer_with_caveats": s.CAVEATS,
    "promise_kept": s.KEPT,
    "promise_broken": s.BROKEN_WORD,
    "reversal": s.REVERSED,
    "channel_taken": s.CHANNEL_TAKEN,
    "channel_refused": s.CHANNEL_REFUSED,
    "ad_referendum": s.AD_REFERENDUM,
    "silence_taken_back": s.TAKEN_BACK,
    "leak": s.LEAKS,
    "accident": s.ACCIDENTS,
    "government_fell": s.FELL_MASK,
}
