"""Show that every trait, fear and circumstance moves the answers of allies the way RULES 5 says.

Of the answers that a step (`signs.py`) changes, 95 % at least move as they should: from silent over statement and amend to
break, or back.
"""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import numpy as np
import pytest

from game.allies.answers import mind_for, weigh_text
from game.allies.position import bracket_line, constants, standing_alone
from game.rules import state as s
from game.rules.state import tables
from game.scenario.book import Book
from game.scenario.stances import refresh
from tests.allies.signs import BOOKS, SIGNS, Place, follow, place, reply, stepped

SHARE = 0.95


class Moved(NamedTuple):
    """How many answers changed, and how many of them the right way."""

    changed: int
    rightly: int


def moved(which: str, name: str, most: int, enough: int) -> Moved:
    """Raise a quantity at up to `most` positions, or until so many answers changed."""
    changed = rightly = 0
    for before, after in islice(stepped(which, name, reply), most):
        further = after - before
        changed += further != 0
        rightly += further * SIGNS[name].way > 0
        if changed >= enough:
            break
    return Moved(changed, rightly)


@pytest.mark.parametrize(
    ("which", "most", "enough"),
    [
        ("first_session", 1500, 10),
        pytest.param(
            "first_session", 10_000, 10_000, marks=pytest.mark.soak(size="most", a_minute=120_000, least=2_000)
        ),
        pytest.param("galati", 10_000, 10_000, marks=pytest.mark.soak(size="most", a_minute=20_000, least=10_000)),
    ],
)
@pytest.mark.parametrize("name", list(SIGNS))
def test_show_12_answers_move_the_right_way(name: str, which: str, most: int, enough: int) -> None:
    """Of the answers that a step changes, 95 % at least change as RULES 5 says."""
    found = moved(which, name, most, enough)
    least = max(most // 500, 5)  # twenty answers of ten thousand positions, and never less than five
    assert found.changed >= least, "the step changes too little to show anything"
    assert found.rightly >= SHARE * found.changed, found


def sums(at: Place) -> tuple[int, ...]:
    """Return what clears what: the whole text its reservation, each clause and the wording the bracket line."""
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    mind = mind_for(at.book, at.state.public, at.own, at.ally)
    weigh_text(at.book, mind, at.draft, row)
    line = bracket_line(at.book, mind)
    clauses = row[s.WORTH_TEXT : s.WORTH_TEXT + at.draft[s.COUNT]] - line
    total = row[s.WORTH_TOTAL] + constants(at.book, at.pair, at.draft, at.ally)
    total += standing_alone(at.book, at.draft, at.ally)
    return (int(total), *clauses.tolist(), int(row[s.WORTH_VERB] - line))


@pytest.mark.parametrize("name", [name for name in SIGNS if name != "revision"])  # it moves the odds of a break alone
def test_show_12_and_the_sum_never_moves_the_other_way(name: str) -> None:
    """The value of a draft is a sum over its clauses: no clause and no constant answers a step with the wrong sign."""
    for before, after in islice(stepped("first_session", name, sums), 60):
        assert all((now - then) * -SIGNS[name].way >= 0 for then, now in zip(before, after, strict=True))


def whole(at: Place) -> tuple[bytes, ...]:
    """Return all that lies on the desk."""
    return tuple(table.tobytes() for table in (*at.book, *tables(at.state)))


@pytest.mark.parametrize("which", list(BOOKS))
@pytest.mark.parametrize("name", list(SIGNS))
def test_show_12_nothing_is_left_of_a_step(name: str, which: str) -> None:
    """A position is the same however often it is laid out, whatever step was taken at it before."""
    first, again = (list(islice(stepped(which, name, whole), 5)) for _ in range(2))
    assert first == again
    assert any(before != after for before, after in first), "the step changes nothing at all"


@pytest.mark.parametrize("which", list(BOOKS))
@pytest.mark.parametrize("name", [name for name in SIGNS if SIGNS[name].is_stance])
def test_show_12_what_follows_a_step_is_what_refresh_gives(name: str, which: str) -> None:
    """Remembered or not, the rulebook after a step is the one that is summed anew, cell for cell."""
    for number, steps in ((0, 1), (0, 2), (1, 1), (0, 1)):  # the last one is remembered
        at = place(which, number)
        for _ in range(steps):
            SIGNS[name].step(at)
        anew = Book(*(table.copy() for table in at.book))
        refresh(anew)
        follow(which, at.book)
        assert (anew.stance != BOOKS[which].stance).any()
        assert [table.tobytes() for table in at.book] == [table.tobytes() for table in anew]
