"""The rulebook of the tiny scenario, column by column."""

import math
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import numpy as np
import pytest

from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.compile import tightened
from game.scenario.load import Loaded, loads
from game.scenario.names import Names, names_of
from game.scenario.problems import Problem
from game.scenario.tables import RARE_REPLY, log_odds, tenths
from game.scenario.tuning import entries
from game.scenario.when import compile_when

ALLIES, MEASURES, TAGS, KINDS, TRACKS, TYPES, REPLIES, INJECTS, ROUNDS = 2, 4, 2, 2, 7, 2, 3, 3, 2


@pytest.fixture(scope="module")
def book(tiny: Loaded) -> Book:
    return tiny.book


@pytest.fixture(scope="module")
def names(tiny: Loaded) -> Names:
    return names_of(tiny.scenario)


def code_of(book: Book, start: int, length: int) -> list[tuple[int, int]]:
    return [(int(operation), int(argument)) for operation, argument in book.code[start : start + length]]


def compiled(text: str, names: Names, me: int | None = None) -> list[tuple[int, int]]:
    return tightened(compile_when(text, names, me).rows)


def test_a_constant_stands_in_the_operation_that_takes_it() -> None:
    """Two steps become one where a constant is the right hand, and the value stays."""
    loose = [
        (b.OP_TRACK, 0),
        (b.OP_CONST, 62),
        (b.OP_LESS, 0),
        (b.OP_CONST, 1),
        (b.OP_TRACK, 1),
        (b.OP_ADD, 0),
        (b.OP_AND, 0),
    ]
    assert tightened(loose) == [
        (b.OP_TRACK, 0),
        (b.OP_WITH + b.OP_LESS, 62),
        (b.OP_CONST, 1),
        (b.OP_TRACK, 1),
        (b.OP_ADD, 0),
        (b.OP_AND, 0),
    ]


def test_shapes_and_memory(book: Book) -> None:
    assert {name: table.shape for name, table in book._asdict().items() if name != "code"} == {
        "rule": (len(entries()) + 3,),
        "track": (TRACKS, 3),
        "round": (ROUNDS, b.PRICE + TRACKS),
        "ally": (ALLIES, b.TASTE + TAGS + KINDS + ALLIES),
        "measure": (MEASURES, b.TAG + TAGS),
        "option": (MEASURES * b.LEVEL_COUNT, b.EFFECT + TRACKS + ALLIES),
        "stance": (MEASURES * b.LEVEL_COUNT, b.STANCES * ALLIES),
        "wording": (b.VERBS + 1, ALLIES + 1),
        "type": (TYPES, b.REPLIES_FROM + REPLIES * (b.REPLY_TRACK + TRACKS)),
        "reply": (REPLIES, b.REPLY_EFFECT + TRACKS),
        "inject": (INJECTS, b.INJECT_EFFECT + TRACKS),
        "watch": (4, 4),
        "objective": (ALLIES * b.LINES, 5),
    }
    for table in book:
        assert table.dtype == np.int64
        assert table.flags.c_contiguous
        assert table.flags.writeable
        assert table.flags.owndata or table.base is not None
    assert (b.tags(book), b.kinds(book)) == (TAGS, KINDS)


def test_scenario_without_injects_has_an_empty_table(tiny_text: str) -> None:
    lines = [line for line in tiny_text.split("\n") if not line.startswith(("inject.", "fact."))]
    text = "\n".join(lines).replace(" or fired(again)", "")
    assert loads(text.encode()).book.inject.shape == (0, b.INJECT_EFFECT + TRACKS)


def test_rule_holds_the_numbers_then_the_ladder(book: Book, tiny: Loaded) -> None:
    tuned = {name: entry["value"] for name, entry in entries().items()}
    if "reversal" in tuned:
        tuned["reversal"] = tiny.scenario.adversary.reversal * 10
    assert book.rule.tolist() == [*tuned.values(), 0, 300, 900]


def test_overrides_reach_their_column(tiny_text: str) -> None:
    others = {
        name: entry["low"] if entry["value"] != entry["low"] else entry["high"] for name, entry in entries().items()
    }
    tuning = ", ".join(f"{name} = {value}" for name, value in others.items())
    rule = loads(tiny_text.replace("tuning = {}", f"tuning = {{ {tuning} }}").encode()).book.rule
    assert rule[: len(others)].tolist() == list(others.values())


@pytest.mark.parametrize("name", list(entries())[::40])
def test_numbers_out_of_bounds_are_refused(
    name: str, tiny_text: str, problems_of: Callable[[str], list[Problem]]
) -> None:
    entry = entries()[name]
    assert entry["low"] <= entry["value"] <= entry["high"]
    for wrong in (entry["low"] - 1, entry["high"] + 1):
        (problem,) = problems_of(tiny_text.replace("tuning = {}", f"tuning = {{ {name} = {wrong} }}"))
        assert problem.path == f"scenario.tuning.{name}"
        assert problem.text == f"expected {entry['low']} to {entry['high']} (got {wrong})"


def test_core_tracks_come_first(book: Book, names: Names) -> None:
    assert names.tracks == (*b.CORE_TRACKS, "gloom")
    assert book.track[[b.ESCALATION, b.REASSURANCE, b.OWN_TRACKS]].tolist() == [
        [200, 100, 700],
        [450, 500, 900],
        [100, 200, 800],
    ]


def test_rounds(book: Book) -> None:
    assert book.round[0].tolist() == [2, 14, 1, 1, -1, 0, 0, 100, 0, 0, -30, 0, 0, 0, 15]
    assert book.round[1].tolist() == [24, 60, 3, 0, 1, 2, 1, 100, 0, 0, -100, 0, 0, 0, 0]


def test_ally_traits(book: Book) -> None:
    assert book.ally[0, : b.FIRST_ABANDONMENT].tolist() == [
        1,
        1,
        1,
        19,
        40,
        80,
        10,
        200,
        30,
        50,
        20,
        5,
        8,
        30,
        6,
        500,
        150,
        1,
        2,
        0,
    ]
    assert book.ally[1, : b.FIRST_ABANDONMENT].tolist() == [
        0,
        0,
        0,
        10,
        -40,
        10,
        80,
        700,
        60,
        40,
        -20,
        10,
        6,
        20,
        24,
        550,
        100,
        0,
        0,
        1,
    ]


def test_fear_begins_where_the_priors_put_it(book: Book) -> None:
    """A card's fear of being left alone is that of whoever believes it was meant; of these priors 420 per mille do."""
    meant = 60 * (40 + 30) // 10 + 40 * 0
    assert meant == 420
    usual = int(book.rule[list(entries()).index("fear_meant")])
    assert book.ally[:2, b.FIRST_ABANDONMENT].tolist() == [80 * meant // usual, 10 * meant // usual]


def test_ally_red_lines_moods_and_vectors(book: Book) -> None:
    red = book.ally[:, b.RED : b.MOODS_FROM].reshape(ALLIES, b.RED_LINES, b.RED_COLUMNS)
    assert red[0].tolist() == [[b.RED_VERB, 5, 1, 700], [b.RED_TAG, 1, 2, 1010], [b.RED_NONE, -1, 0, 0]]
    assert red[1].tolist() == [[b.RED_MEASURE, 1, 1, 1010], [b.RED_NONE, -1, 0, 0], [b.RED_NONE, -1, 0, 0]]
    moods = book.ally[0, b.MOODS_FROM : b.TASTE].reshape(b.MOODS, b.MOOD_COLUMNS)
    assert moods.tolist() == [[50, 0, -1, 0], [30, -5, 0, 10], [20, 0, -1, 0]]
    assert book.ally[0, b.TASTE :].tolist() == [60, -10, 2, 0, 1000, 400]
    assert book.ally[1, b.TASTE :].tolist() == [0, 50, 0, 0, 500, 1000]


def test_measures(book: Book, names: Names) -> None:
    assert book.measure[0].tolist() == [b.COUNCIL, 2, 0, 1, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 2, 1]
    assert book.measure[1].tolist() == [b.NATIONAL, 1, 0, 0, -1, 0, 1, 1, 0, 0, 1, 0, -1, 0, 0, 1]
    line = book.measure[2]
    assert line[: b.REQUIRES_START].tolist() == [b.WILLING, 1, 1, 0, -1, -1, 3, 1, 0, 0, 0, 0]
    span = int(line[b.REQUIRES_START]), int(line[b.REQUIRES_LENGTH])
    assert code_of(book, *span) == compiled("round >= 1 and not claimed", names)
    assert book.measure[3, b.UPTAKE] == 350


def test_national_act_without_owner_belongs_to_all(tiny_text: str) -> None:
    changed = tiny_text.replace('authority = "national", owner = "AA"', 'authority = "national"')
    row = loads(changed.encode()).book.measure[1]
    assert (row[b.OWNER], row[b.OWNERS]) == (-1, 3)


def test_options(book: Book) -> None:
    rows = book.option.reshape(MEASURES, b.LEVEL_COUNT, -1)
    assert rows[0, 0, : b.EFFECT].tolist() == [1, 24, 0, 0, 0, 0, 0, -1, 0, 0]
    likings = b.EFFECT + TRACKS
    assert rows[0, 1, :likings].tolist() == [1, 72, 3, 5, 4, 1, 2, 0, 3, 0, 0, 0, 0, 0, 45, 0, -20]
    assert rows[0, :2, likings : likings + ALLIES].tolist() == [[66, 30], [110, 50]], (
        "interests by tags, six tenths as advice"
    )
    assert rows[1, 0, b.RED_OF] == 2, "the second ally has a red line at the second measure"
    assert rows[0, 2, b.EXISTS] == rows[1, 1, b.EXISTS] == 0
    assert rows[2, 0, [b.EXISTS, b.HEAT]].tolist() == [1, -2]


def test_types_and_replies(book: Book) -> None:
    assert book.type[0, : b.REPLIES_FROM].tolist() == [600, 0, 40, 30, 20, 10]
    replies = book.type[0, b.REPLIES_FROM :].reshape(REPLIES, b.REPLY_TRACK + TRACKS)
    assert replies[0].tolist() == [-916, -357, -693, 0, 0, 0, 0, 0, 0, 0]
    shares = [round(1000 * math.log(share)) for share in (0.75, 0.25)]
    for row, share in zip(replies[1:], shares, strict=True):
        assert row.tolist() == [-511 + share, -1204 + share, -693 + share, 20, 0, 0, 0, 0, 0, 0]
    assert book.reply.tolist() == [
        [b.QUIET, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [b.MIRROR, 0, 1, 15, 0, 0, 0, 0, 0, 0],
        [b.MIRROR, 100, 0, 50, 0, 0, 0, 0, 0, 30],
    ]


def test_injects(book: Book, names: Names) -> None:
    find, again, poll = book.inject
    assert code_of(book, int(find[0]), int(find[1])) == compiled("escalation < 62 or day >= 2", names)
    assert find[b.CHANCE :].tolist() == [
        *(500, 1, 2, 1, 80, 2, 600, 0, 1, 2, 2, 0, 0, -1, 1, -25, 1, 1),
        *(150, 100, 100, 100),
        *(0, 0, 0, 100, 0, 0, 0),
    ]
    assert again[[b.TRUE, b.NEEDS_ARMING, b.REVERSES, b.HIT, b.FALLS, b.MOVES]].tolist() == [0, 1, 1, 1, 1, -1]
    assert code_of(book, int(poll[0]), int(poll[1])) == compiled("round >= 1", names)
    assert poll[b.CHANCE : b.MOVES_KIND].tolist() == [1000, 1, ROUNDS, 3, 70, 1, 1000, 0, -1, -1, -1, 0, 0, -1, -1, 0]
    assert poll[b.MOVES_KIND : b.LIKELIHOOD].tolist() == [-1, 0]


def test_watch(book: Book, names: Names) -> None:
    texts = ["escalation >= 90", "true", "hits > 0 or fired(again)", "reversed"]
    assert [code_of(book, int(row[b.WATCH_START]), int(row[b.WATCH_LENGTH])) for row in book.watch] == [
        compiled(text, names) for text in texts
    ]
    assert book.watch[:, b.WATCH_KIND].tolist() == [b.ENDING, b.ENDING, b.FORECAST, b.LEARNING]
    assert book.watch[:, b.WATCH_AT].tolist() == [0, 1, 0, 0]


def test_objectives(book: Book, names: Names) -> None:
    texts = ["readiness", "support(me)", "texts - broken", "support(me) - 2 * gap", "-escalation", 'adopted("patrol")']
    spans = [(200, 600), (300, 700), (0, 1), (0, 500), (-800, -200), (0, 1)]
    tuned = entries()
    lines = ("score_interest", "score_home", "score_alliance", *["score_secret"] * 3)
    for row, text, span, line in zip(book.objective, texts, spans, lines, strict=False):
        assert code_of(book, int(row[b.LINE_START]), int(row[b.LINE_LENGTH])) == compiled(text, names, me=0)
        assert (row[b.LINE_LOW], row[b.LINE_HIGH]) == span
        assert row[b.LINE_WEIGHT] == tuned[line]["value"]
    assert book.objective[b.LINES + b.HOME_LINE, b.LINE_LENGTH] == 1


def test_every_span_lies_in_the_code(book: Book) -> None:
    spans = [
        *book.watch[:, b.WATCH_START : b.WATCH_AT],
        *book.objective[:, : b.LINE_LOW],
        *book.inject[:, : b.CHANCE],
        *(row for row in book.measure[:, b.REQUIRES_START : b.TAG] if row[1]),
    ]
    covered = sorted((int(start), int(start + length)) for start, length in spans)
    assert covered[0][0] == 0
    assert covered[-1][1] == len(book.code)
    assert all(end == start for (_, end), (start, _) in pairwise(covered))


@pytest.mark.parametrize("percent", range(1, 101))
def test_log_odds_are_nowhere_near_a_tie(percent: int) -> None:
    exact = (Decimal(percent) / 100).ln() * 1000
    assert abs(abs(exact % 1) - Decimal("0.5")) > Decimal("1e-4")
    assert log_odds(percent, 100) == round(1000 * math.log(percent / 100))


def test_no_odds_are_nearly_impossible() -> None:
    assert log_odds(0, 100) == RARE_REPLY


def test_one_decimal_is_exact() -> None:
    assert all(tenths(float(f"{n / 10:.1f}")) == n for n in range(-1000, 1001))
    assert all(round(float(f"{n / 10:.1f}") * 10) == float(f"{n / 10:.1f}") * 10 for n in range(-1000, 1001))
