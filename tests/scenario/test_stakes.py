"""What a clause would do to a seat's own sheet: what lasts until the sheet is read, and what is felt at home."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.load import load
from game.scenario.stakes import lasting, stakes
from game.scenario.tuning import entries
from game.scenario.words import FACTS

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
EE, PL = 0, 1  # the struck ally, and another


@pytest.fixture
def book() -> Book:
    """Return a book that a test may change."""
    return Book(*(table.copy() for table in load(FIRST).book))


def numbers_of(book: Book) -> dict[str, int]:
    return {name: int(book.rule[at]) for at, name in enumerate(entries())}


def test_a_point_is_worth_what_is_left_of_it_at_the_end(book: Book) -> None:
    """RULES 7: quantities of the final state. A track keeps its inertia's part of a point each whole day."""
    book.track[:, b.TRACK_INERTIA], book.track[0, b.TRACK_INERTIA] = 1000, 900
    book.option[:, b.LEAD] = 0
    book.option[1, b.LEAD] = 1_000_000
    left, felt, _ = lasting(book, numbers_of(book))
    starts = book.round[:, b.ROUND_START]
    ends = starts + book.round[:, b.ROUND_HOURS]
    days = [(int(ends[-1]) - int(start)) // 24 for start in starts]
    assert left[0, 0] == pytest.approx(np.mean([0.9**each for each in days]), abs=1e-4)
    assert left[0, 1] == 1
    assert left[1].tolist() == [0] * len(book.track), "what arrives after the end moves nothing"
    rounds_left = [int((ends >= start).sum()) for start in starts]
    assert felt[0, 1] == np.mean(rounds_left)
    assert felt[1].tolist() == [0] * len(book.track)


def test_without_lead_times_everything_arrives(book: Book) -> None:
    book.option[1, b.LEAD] = 1_000_000
    assert lasting(book, numbers_of(book))[0][1].sum() == 0
    left = lasting(book, numbers_of(book) | {"with_lead_times": 0})[0]
    assert (left == left[0]).all()
    assert left[1].min() > 0


def home_only(book: Book, ally: int) -> None:
    """Leave an ally's sheet with one line, its support at home, between bounds so wide that no step is cut short."""
    lines = book.objective[ally * b.LINES : (ally + 1) * b.LINES]
    lines[b.HOME_LINE, b.LINE_HIGH] = lines[b.HOME_LINE, b.LINE_LOW] + 100
    lines[[k for k in range(b.LINES) if k != b.HOME_LINE], b.LINE_WEIGHT] = 0


def test_an_act_of_ones_own_and_a_text_are_read_differently_at_home(book: Book) -> None:
    """The same resolve: as a national act at `act_home`, in a text by how firm the council was."""
    home_only(book, PL)
    book.option[:, b.EFFECT : b.EFFECT + len(book.track)] = 0
    book.option[:, [b.HEAT, b.RESOLVE]] = 0, 2
    book.measure[:, b.AUTHORITY], book.measure[0, b.AUTHORITY] = b.COUNCIL, b.NATIONAL
    numbers = numbers_of(book)
    options, _ = stakes(book, numbers)
    points = options[:, PL].reshape(-1, b.LEVEL_COUNT)
    act, text = numbers["act_home"] / 1000, numbers["firm_resolve"] * numbers["home_firm"] / 100_000
    assert book.ally[PL, b.HOME] > 0
    assert points[0, 0] / points[1, 0] == pytest.approx(act / text, rel=0.02)


def test_the_struck_country_counts_how_safe_people_feel(book: Book) -> None:
    """RULES 6: the struck country's support follows what is felt there; no other's does."""
    for ally in (EE, PL):
        home_only(book, ally)
    before, _ = stakes(book, numbers_of(book))
    book.option[0, b.EFFECT + b.REASSURANCE] += 100
    after, _ = stakes(book, numbers_of(book))
    assert book.ally[[EE, PL], b.STRUCK].tolist() == [1, 0]
    assert after[0, EE] > before[0, EE]
    assert after[0, PL] == before[0, PL]


def test_no_step_counts_for_more_than_half_of_a_line(book: Book) -> None:
    """From the middle of a line there is no more to win or to lose, however narrow its bounds."""
    lines = book.objective.reshape(len(book.ally), b.LINES, -1)
    half = lines[:, :, b.LINE_WEIGHT] * 500
    lines[:, :, b.LINE_HIGH] = lines[:, :, b.LINE_LOW] + 1
    options, units = stakes(book, numbers_of(book))
    for secret in range(b.SECRETS):
        most = half[:, : b.SECRET].sum(axis=1) + half[:, b.SECRET + secret]
        mine = options[:, secret * len(book.ally) : (secret + 1) * len(book.ally)]
        assert (np.abs(mine) <= most).all()
        assert (np.abs(units[:, secret]) <= most).all()
    assert (np.abs(options) >= half.min()).any(), "so narrow a line is worth its half to somebody"


def interest_only(book: Book, ally: int, fact: str, argument: int = 0) -> None:
    """Leave an ally's sheet with its line of interest, about one fact, between bounds so wide that no step is cut short."""
    lines = book.objective[ally * b.LINES : (ally + 1) * b.LINES]
    lines[1:, b.LINE_WEIGHT] = 0
    lines[0, [b.LINE_LOW, b.LINE_HIGH, b.LINE_WEIGHT]] = 0, 100_000, 100
    lines[0, b.LINE_LENGTH] = 1
    book.code[lines[0, b.LINE_START]] = b.OP_FACT, list(FACTS).index(fact) * b.FACT_SPAN + argument


def test_a_line_about_every_evening_counts_every_evening(book: Book) -> None:
    """What fades before the end still counts where a line asks for the mean of the evenings, and for a peak at its height."""
    book.track[b.COHESION, b.TRACK_INERTIA] = book.track[b.ESCALATION, b.TRACK_INERTIA] = 500
    book.option[:, b.EFFECT : b.EFFECT + len(book.track)] = 0
    book.option[:, [b.HEAT, b.LEAD]] = 0, 0
    numbers, left = numbers_of(book), lasting(book, numbers_of(book))
    for fact, track, share in (
        ("mean_cohesion", b.COHESION, left.felt / len(book.round)),
        ("peak", b.ESCALATION, left.highest),
    ):
        interest_only(book, PL, fact)
        book.option[:, b.EFFECT : b.EFFECT + len(book.track)] = 0
        book.option[0, b.EFFECT + track] = 1000
        options, _ = stakes(book, numbers)
        assert options[0, PL] == pytest.approx(1000 * share[0, track], rel=0.01)
        assert options[0, PL] > 1000 * left.at_end[0, track] > 0


def test_a_staff_expects_some_units_to_be_lacking(book: Book) -> None:
    """A line about the gap falls with the units that a clause calls for, one about what is filled rises with them."""
    numbers = numbers_of(book) | {"need_unfilled": 250}
    book.option[:, b.NEED] = 0
    book.option[0, b.NEED] = 4
    seen = []
    for fact in ("gap", "filled"):
        interest_only(book, PL, fact)
        seen.append(stakes(book, numbers)[0][:2, PL].tolist())
    assert seen == [[1, 0], [3, 0]]
