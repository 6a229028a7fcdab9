"""Temperament is visible: from a blind list of reasons a reader tells which ally spoke, far better than by chance."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.lab.reasons import NAMES, Reason, Term
from game.lab.temper import answers_of, lists_of, shares, tell_apart
from game.rules.luck import seed_key
from tests.lab.desks import ALLIES, BOOK

SEED = seed_key("temper")
CONSTANTS = ("solidarity", "trust", "promise", "cosponsor", "ask", "opposed", "alone")


@cache
def halves(games: int) -> tuple[list[list[Reason]], list[list[Reason]]]:
    """Return the reasons of so many games of Galați and of as many others, a list an ally."""
    return answers_of(BOOK, SEED, range(games)), answers_of(BOOK, SEED, range(games, 2 * games))


@pytest.mark.parametrize(
    "games",
    [4, pytest.param(100, marks=pytest.mark.soak(size="games", a_minute=150, least=8))],
    ids=["everyday", "soak"],
)
@pytest.mark.parametrize("leaving_out", [(), CONSTANTS], ids=["all terms", "clauses and wording alone"])
def test_which_ally_spoke_can_be_told(games: int, leaving_out: tuple[str, ...]) -> None:
    """At three times chance or better; the reader has learnt from one half of the games and reads the other."""
    answers = max(10, games // 2)  # a list
    learnt, blind = (lists_of(half, answers, leaving_out) for half in halves(games))
    told = tell_apart(learnt, blind)
    print(
        f"{answers} answers a list: {told.accuracy:.1%} of {told.lists} lists named rightly; chance {told.chance:.1%}"
    )
    print("told by: " + ", ".join(f"{name} {ratio:.1f}" for name, ratio in told.telling[:6]))
    assert told.chance == 1 / ALLIES
    assert told.accuracy >= 3 * told.chance


def test_a_reader_who_learnt_the_wrong_names_is_wrong() -> None:
    """What is told lies in the reasons: with every ally's lists under its neighbour's name hardly anything is right."""
    learnt, blind = (lists_of(half, 10) for half in halves(4))
    assert tell_apart(np.roll(learnt, 1, axis=0), blind).accuracy < 1 / ALLIES + 0.05


def test_shares_have_no_scale() -> None:
    """Loud and quiet allies look alike where they weigh alike; the sizes of an answer's shares add up to one."""
    quiet = halves(4)[0][3][0]
    loud = replace(quiet, terms=tuple(replace(each, points=7 * each.points) for each in quiet.terms))
    assert shares(loud) == pytest.approx(shares(quiet))
    assert np.abs(shares(quiet)).sum() == pytest.approx(1)
    named = {each.name for each in quiet.terms}
    assert all(share == 0 for name, share in zip(NAMES, shares(quiet), strict=True) if name not in named)


def test_shares_by_hand() -> None:
    terms = (Term("cost", 0, -6), Term("cost", 1, -1), Term("home", 5, 2), Term("alone", -1, 1))
    reason = Reason(0, terms, -4, (), 0, -15, ())
    found = dict(zip(NAMES, shares(reason, ("alone",)), strict=True))
    assert found["cost"] == pytest.approx(-7 / 9)
    assert found["home"] == pytest.approx(2 / 9)
    assert found["alone"] == 0


def test_lists_that_differ_are_named_and_lists_that_do_not_are_guessed() -> None:
    dice = np.random.default_rng(7)
    centres = np.repeat(dice.normal(size=(4, 1, len(NAMES))), 40, axis=1)
    apart = centres + dice.normal(scale=0.05, size=(4, 40, len(NAMES)))
    assert tell_apart(apart[:, :20], apart[:, 20:]).accuracy == 1
    alike = dice.normal(size=(4, 40, len(NAMES)))
    assert tell_apart(alike[:, :20], alike[:, 20:]).accuracy < 0.5
    only_cost = alike.copy()
    only_cost[:, :, NAMES.index("cost")] += 30 * np.arange(4)[:, None]
    assert tell_apart(only_cost[:, :20], only_cost[:, 20:]).telling[0][0] == "cost"


def test_too_few_answers_are_refused() -> None:
    few = np.zeros((3, 1, len(NAMES)))
    with pytest.raises(ValueError, match="two known lists"):
        tell_apart(few, few)
