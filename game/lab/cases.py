"""What each game says of each target: how often something was so, out of how many times it could be.

The council's frequencies are those of `tally.py`; here are the base rates of the world and what the allies learn. An
incident is the other side's when its reply is more than words or something hit allied soil (one a round), ours when the
council first decides a military measure (one a measure); a hit is a use of force, the rest are displays (MID's levels 4
and 3). In a round ours come first; the first of all is the one that the scenario begins with.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from game.allies import record as r
from game.lab.tally import Case, Columns, Looks, cases
from game.rules import numbers as n
from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book, Table

Truths = npt.NDArray[np.bool_]
DISPLAY, FORCE = 1, 2
DAY: Final = 24
QUICK: Final = 5 * DAY  # the median of ICB's responses, and the ends of its middle half
MIDDLE: Final = (2 * DAY, 18 * DAY)
PER_MILLE: Final = 1000
LEARNT: Final = ("belief_at_start", "belief_after_round_3", "belief_at_end")  # their cases are per mille of a game


class Incidents(NamedTuple):
    """Incidents by game and round: how many of ours, all displays; the level of theirs, 0 none."""

    ours: Table
    theirs: Table
    is_played: Truths


def all_cases(book: Book, at: Columns, out: Table, looks: Looks) -> dict[str, Case]:
    """Return every target's cases, a game a row of `out` as `allies/record.py` fills it."""
    incidents = incidents_of(book, at, out, looks)
    return {
        **cases(book, at, out, looks),
        **_sequence(book, incidents),
        **_answers(incidents),
        **_war(book, at, out, looks),
        **_world(book, at, out, looks),
        **_learning(book, at, out),
    }


def incidents_of(book: Book, at: Columns, out: Table, looks: Looks) -> Incidents:
    """Return the incidents of each game and round."""
    is_played = out[:, at.of_rounds(r.PLAYED)] == 1
    decided = out[:, at.of_measures(r.DECIDED_ROUND)][:, looks.military]
    ours = np.stack([(decided == now + 1).sum(axis=1) for now in range(at.rounds)], axis=1)
    verbal = book.reply[out[:, at.of_rounds(r.REPLIED)], b.VERBAL] > 0
    hits = np.diff(out[:, at.reading(r.HITS_SO_FAR)], prepend=book.rule[n.HITS_AT_START], axis=1) > 0
    theirs = np.where(hits, FORCE, np.where(verbal, 0, DISPLAY))
    return Incidents(ours * is_played, theirs * is_played, is_played)


def _sequence(book: Book, incidents: Incidents) -> dict[str, Case]:
    """Follow each game's incidents one after another: whether the next is of the same level, and by the same side."""
    games, rounds = incidents.ours.shape
    level = np.full(games, FORCE if book.rule[n.HITS_AT_START] > 0 else 0)
    is_theirs = np.ones(games, np.bool_)
    since = np.full(games, -1)  # round of the last incident
    same_level, same_side, followed = np.zeros((3, games), np.int64)
    for now in range(rounds):
        theirs = incidents.theirs[:, now]
        for by_them, count, at_level in ((False, incidents.ours[:, now], DISPLAY), (True, theirs > 0, theirs)):
            comes = count > 0
            follows = comes & (level > 0)
            again = np.maximum(count.astype(np.int64) - 1, 0)
            followed += follows + again
            same_level += (follows & (at_level == level)) + again
            same_side += (follows & (is_theirs == by_them)) + again
            level = np.where(comes, at_level, level)
            is_theirs = np.where(comes, by_them, is_theirs)
            since = np.where(comes, now, since)
    # An incident of the last round has no next that could be seen.
    last = incidents.is_played.sum(axis=1) - 1
    ended = (level > 0) & (since < last)
    return {"same_level_again": (same_level, followed + ended), "same_side_again": (same_side, followed)}


def _answers(incidents: Incidents) -> dict[str, Case]:
    """Return how often a round with a measure of ours brought an incident of theirs, and how often a use of force."""
    asked = incidents.ours > 0
    answered = asked & (incidents.theirs > 0)
    upward = asked & (incidents.theirs == FORCE)
    return {
        "measure_answered": (answered.sum(axis=1), asked.sum(axis=1)),
        "answer_goes_up": (upward.sum(axis=1), answered.sum(axis=1)),
    }


def _war(book: Book, at: Columns, out: Table, looks: Looks) -> dict[str, Case]:
    war = (out[:, s.PEAK] >= looks.top_rung).astype(np.int64)
    points = out[:, at.reading(r.ACCIDENT_POINTS)]
    routine, serious, high = (book.rule[each] for each in (n.ACCIDENT_ROUTINE, n.ACCIDENT_SERIOUS, n.ACCIDENT_HIGH))
    accidents = (points > 0).sum(axis=1)
    kinds = {"routine": (points >= routine) & (points < serious), "serious": (points >= serious) & (points < high)}
    kinds["high"] = points >= high
    found = {f"accident_{name}": (which.sum(axis=1), accidents) for name, which in kinds.items()}
    return {"war_per_hit": (war, out[:, s.HITS]), **found}


def _world(book: Book, at: Columns, out: Table, looks: Looks) -> dict[str, Case]:
    once = np.ones(out.shape[0], np.int64)
    decided = out[:, at.of_measures(r.DECIDED_ROUND)][:, looks.military]
    first = np.where(decided > 0, decided, at.rounds).min(axis=1, initial=at.rounds)
    hour: Table = book.round[first - 1, b.ROUND_START]
    acted = np.any(decided > 0, axis=1)
    return {
        "further_hit": ((out[:, s.HITS] > book.rule[n.HITS_AT_START]).astype(np.int64), once),
        "units_filled": (np.minimum(out[:, s.FILLED_UNITS], out[:, s.PLEDGED]), out[:, s.PLEDGED]),
        "attribution_reversed": (
            ((out[:, s.REVERSED] > 0) & (out[:, s.CLAIMED] > 0)).astype(np.int64),
            (out[:, s.CLAIMED] > 0).astype(np.int64),
        ),
        "response_in_5_days": ((acted & (hour <= QUICK)).astype(np.int64), acted.astype(np.int64)),
        "response_in_2_to_18_days": (
            (acted & (hour >= MIDDLE[0]) & (hour <= MIDDLE[1])).astype(np.int64),
            acted.astype(np.int64),
        ),
    }


def beliefs(book: Book, at: Columns, out: Table) -> tuple[Table, Truths]:
    """Return the mean belief in the true type (per mille) at the start and after each round, and whether that was played."""
    first = book.type[out[:, s.CLOCK_COLUMNS + r.TYPE], b.PRIOR]
    later = out[:, at.reading(r.BELIEF_IN_TRUTH)]
    is_played = out[:, at.of_rounds(r.PLAYED)] == 1
    begun = np.ones((out.shape[0], 1), np.bool_)
    return np.hstack([first[:, None], later]), np.hstack([begun, is_played])


def _learning(book: Book, at: Columns, out: Table) -> dict[str, Case]:
    believed, is_played = beliefs(book, at, out)
    sure = is_played * np.int64(PER_MILLE)
    last = is_played.sum(axis=1) - 1
    found = {
        "belief_at_start": (believed[:, 0], sure[:, 0]),
        "belief_at_end": (believed[np.arange(out.shape[0]), last], sure[:, 0]),
    }
    if at.rounds >= 3:
        found["belief_after_round_3"] = (believed[:, 3] * is_played[:, 3], sure[:, 3])
    return found
