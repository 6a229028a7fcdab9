"""What of a game's record answers the questions that history answered: `[[history.course]]`, one truth a game."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.lab.tally import Columns, Looks
from game.rules import numbers as n
from game.rules import state as s
from game.scenario import book as b
from game.scenario.names import Names
from game.scenario.schema import Course
from game.scenario.words import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable

    from game.scenario.book import Book, Table

Truths = npt.NDArray[np.bool_]
EVER = 1 << 40  # hours: no limit


class Played(NamedTuple):
    """Games of one book, one a row, and what is looked up to read them."""

    book: Book
    names: Names
    looks: Looks
    at: Columns
    out: Table

    def hours(self, measures: Truths) -> Table:
        """Return (games, measures) hours since the incident at which each of some measures was first adopted; -1 never."""
        return self.out[:, self.at.of_measures(r.FIRST_HOUR)][:, measures]

    def of(self, column: int) -> Table:
        """Return (games, measures) of a column of `record.py`."""
        return self.out[:, self.at.of_measures(column)]


def answer(course: Course, played: Played) -> Truths:
    """Return for each game whether a course was taken."""
    return _QUANTITIES[course.quantity](course, played)


def _in_time(course: Course, hours: Table) -> Truths:
    """Return which hours lie between the incident and the course's limit."""
    truths = (hours >= 0) & (hours <= (course.within or EVER))
    return np.asarray(truths, dtype=np.bool_)


def _any(truths: Truths) -> Truths:
    """Return for each game whether it is so of any measure."""
    return np.asarray(truths.any(axis=1), dtype=np.bool_)


def _article_4(course: Course, played: Played) -> Truths:
    return _in_time(course, played.out[:, s.CLOCK_COLUMNS + r.ARTICLE_4_HOUR])


def _article_5(course: Course, played: Played) -> Truths:
    return _any(_in_time(course, played.hours(played.book.measure[:, b.ARTICLE_5_CASE] == 1)))


def _text(course: Course, played: Played) -> Truths:
    return _in_time(course, played.out[:, s.FIRST_TEXT_HOUR])


def _verb(course: Course, played: Played) -> Truths:
    truths: Truths = played.out[:, s.VERB_BEST] >= VERBS.index(course.verb or "none")
    return truths


def _decided(played: Played, measures: Truths) -> Table:
    """Return (games, measures) hours at which the round began in which more than advice was decided; -1 never."""
    rounds = played.of(r.DECIDED_ROUND)[:, measures]
    return np.where(rounds > 0, played.book.round[rounds - 1, b.ROUND_START], -1)


def _new_military(course: Course, played: Played) -> Truths:
    return _any(_in_time(course, _decided(played, played.looks.military)))


def _kinetic(course: Course, played: Played) -> Truths:
    """Find a threshold of which more than advice stands at the end, whoever decided."""
    gates = played.book.measure[:, b.GATE] == 1
    least = np.minimum(played.book.measure[gates, b.LEVELS], 2)
    reached = played.of(r.LEVEL_AT_END)[:, gates] >= least
    return _any(reached & _in_time(course, played.hours(gates)))


def _measure(course: Course, played: Played) -> Truths:
    which = _meant(course, played)
    reached = played.of(r.LEVEL_AT_END)[:, which] >= course.level
    return _any(reached & _in_time(course, played.hours(which)))


def _acts(course: Course, played: Played) -> Truths:
    which = _meant(course, played)
    truths: Truths = played.of(r.ACTS_OF)[:, which].sum(axis=1) >= course.least
    return truths


def _channel(course: Course, played: Played) -> Truths:
    return _any(_in_time(course, played.hours(played.book.measure[:, b.CHANNEL] == 1)))


def _hit(course: Course, played: Played) -> Truths:
    del course
    truths: Truths = played.out[:, s.HITS] > played.book.rule[n.HITS_AT_START]
    return truths


def _meant(course: Course, played: Played) -> Truths:
    """Return the measures that a course names, or those with its main tag."""
    if course.tag is not None:
        truths: Truths = played.book.measure[:, b.MAIN_TAG] == played.names.tags.index(course.tag)
        return truths
    return np.isin(np.array(played.names.measures), course.measures)


_QUANTITIES: dict[str, Callable[[Course, Played], Truths]] = {
    "article_4": _article_4,
    "article_5": _article_5,
    "text": _text,
    "verb": _verb,
    "new_military": _new_military,
    "measure": _measure,
    "acts": _acts,
    "kinetic": _kinetic,
    "channel": _channel,
    "hit": _hit,
}
