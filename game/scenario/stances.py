"""What of a government's position does not change during a game, summed once for every measure's level and every ally.

Five terms of RULES 5 need only the scenario and this game's mood: interest, mood, forwardness, cost, home; of the wording
two. From the skill `staff` on, what a clause would do to the seat's own sheet is a sixth. `allies/position.py` has each of
them for whoever asks why; these sums spare a batch of games most of its multiplications. Tests hold the two together.
"""

from __future__ import annotations

import numpy as np

from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.stakes import stakes
from game.scenario.tuning import entries


def refresh(book: Book) -> None:
    """Write the stances (points), and who has a red line at a level; again after a book is changed."""
    numbers = {name: int(book.rule[at]) for at, name in enumerate(entries())}
    option, ally = book.option, book.ally
    allies = len(ally)
    first = b.EFFECT + len(book.track)
    interest = option[:, first : first + allies]
    resolve, cost = option[:, b.RESOLVE, None], option[:, b.COST, None]
    # Each term is rounded by itself, as where it is shown.
    fixed = (
        (ally[:, b.FORWARD] * resolve * numbers["w_forward"] >> 10)
        - (ally[:, b.ECONOMY] * cost * numbers["w_cost"] >> 10)
        + (ally[:, b.HOME] * resolve * numbers["w_home"] >> 10)
    )
    for mood in range(-1, b.MOODS):
        liked = (interest + _shift(book, mood)) * numbers["w_interest"] >> 10
        book.stance[:, (1 + mood) * allies : (2 + mood) * allies] = liked + fixed
    aims, units = stakes(book, numbers)
    aims = aims * numbers["w_stakes"] >> 10
    ally[:, b.UNIT_STAKE : b.UNIT_STAKE + b.SECRETS] = units * numbers["w_stakes"] >> 10
    for mood in range(b.MOODS):
        liked = book.stance[:, (1 + mood) * allies : (2 + mood) * allies]
        for secret in range(b.SECRETS):
            at = (1 + b.MOODS + mood * b.SECRETS + secret) * allies
            book.stance[:, at : at + allies] = liked + aims[:, secret * allies : (secret + 1) * allies]
    for verb in range(1, b.VERBS + 1):
        book.wording[verb, :allies] = (ally[:, b.FORWARD] * (verb - 2) * numbers["verb_forward"] >> 10) + (
            ally[:, b.HOME] * (verb - 2) * numbers["verb_home"] >> 10
        )
        book.wording[verb, allies] = _red_verb(book, verb)
    ally[:, b.FIRST_ABANDONMENT] = np.minimum(ally[:, b.ABANDONMENT] * _meant(book) // numbers["fear_meant"], 100)
    option[:, b.RED_OF] = [_red(book, row) for row in range(len(option))]
    ally[:, b.OPPOSES_ASKS] = [
        sum(1 << other for other in range(allies) if ally[other, b.ASK_OPPOSED] >> a & 1) for a in range(allies)
    ]


def _shift(book: Book, mood: int) -> Table:
    """Return by how much a mood (-1 unknown: nought) moves each ally's interest in each level of each measure."""
    shifts = np.zeros((len(book.option), len(book.ally)), dtype=np.int64)
    if mood < 0:
        return shifts
    at = b.MOODS_FROM + mood * b.MOOD_COLUMNS
    for a, ally in enumerate(book.ally):
        if ally[at + b.MOOD_TAG] >= 0:
            points = ally[at + b.MOOD_SHIFT] * book.measure[:, b.TAG + ally[at + b.MOOD_TAG]]
            # Advice counts less and enlarging more, where there are levels at all.
            first = np.where(book.measure[:, b.LEVELS] == 1, points, points * 6 // 10)
            shifts[:, a] = np.stack([first, points, points * 13 // 10], axis=1).reshape(-1)
    return shifts


def _meant(book: Book) -> int:
    """Return what everybody believes on the first day, per mille: that what happened was aimed, or reckless."""
    return int(book.type[:, b.PRIOR] @ book.type[:, b.CAUSE_ODDS : b.CAUSE_ODDS + b.MEANT].sum(axis=1)) // 100


def _red_verb(book: Book, verb: int) -> np.int64:
    """Return the allies, as a bit mask, that have a red line at a verb or a weaker one, whatever the attribution."""
    mask = 0
    for a, ally in enumerate(book.ally):
        lines = ally[b.RED : b.RED + b.RED_LINES * b.RED_COLUMNS].reshape(b.RED_LINES, b.RED_COLUMNS)
        if any(line[b.RED_KIND] == b.RED_VERB and verb >= line[b.RED_WHAT] for line in lines):
            mask |= 1 << a
    return np.int64(mask)


def _red(book: Book, row: int) -> np.int64:
    """Return the allies, as a bit mask, that have a red line at a level of a measure, whatever the attribution."""
    measure, level = divmod(row, b.LEVEL_COUNT)
    mask = 0
    for a, ally in enumerate(book.ally):
        for k in range(b.RED_LINES):
            kind, what, least, _ = ally[b.RED + k * b.RED_COLUMNS : b.RED + (k + 1) * b.RED_COLUMNS]
            named = kind == b.RED_MEASURE and what == measure
            # Of a tag a mere touch does not count.
            tagged = kind == b.RED_TAG and book.measure[measure, b.TAG + what] >= b.RED_WEIGHT
            if (named or tagged) and level + 1 >= least:
                mask |= 1 << a
    return np.int64(mask)
