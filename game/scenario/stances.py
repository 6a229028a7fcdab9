"""What of a government's position does not change during a game, summed once for every measure's level and every ally.

Four terms of RULES 5 need only the scenario: interest, forwardness, cost, home. `allies/position.py` has each of them for
whoever asks why; these sums spare a batch of games most of its multiplications. A test holds the two together.
"""

from __future__ import annotations

import numpy as np

from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.tuning import entries


def refresh(book: Book) -> None:
    """Write the stances (points, one column an ally) and who has a red line at a level; again after a book is changed."""
    numbers = {name: book.rule[at] for at, name in enumerate(entries())}
    option, ally = book.option, book.ally
    allies = len(ally)
    first = b.EFFECT + len(book.track)
    resolve, cost = option[:, b.RESOLVE, None], option[:, b.COST, None]
    # Each term is rounded by itself, as where it is shown.
    option[:, first + allies : first + 2 * allies] = (
        (option[:, first : first + allies] * numbers["w_interest"] >> 10)
        + (ally[:, b.FORWARD] * resolve * numbers["w_forward"] >> 10)
        - (ally[:, b.ECONOMY] * cost * numbers["w_cost"] >> 10)
        + (ally[:, b.HOME] * resolve * numbers["w_home"] >> 10)
    )
    option[:, b.RED_OF] = [_red(book, row) for row in range(len(option))]
    ally[:, b.OPPOSES_ASKS] = [
        sum(1 << other for other in range(allies) if ally[other, b.ASK_OPPOSED] >> a & 1) for a in range(allies)
    ]


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
