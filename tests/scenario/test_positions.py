"""Where keys and values stand, with tree-sitter and without."""

import sys
from collections.abc import Callable

import pytest

from game.scenario.load import loads
from game.scenario.positions import Place, inside, nearest, places, scanned
from game.scenario.problems import Loc, Problem, ScenarioError, dotted

TEXT = '''# [not.a.table]
top = 1
a.b.c = "x"
"quoted key".'other' = [1, { y = 2 }, """
[not.a.table]
z = 1
"""]
[first]   # header
"ș" = { "é" = "ü", after = 3 }
[[list]]
n = 1
[list.inner]
m = 2
[[list]]
[[list.deep]]
k = [
  # a comment
  10,
  20,
]
[parent.child]
x = 1
[parent]
y = 2
'''
EXACT: dict[Loc, tuple[int, int, int, int]] = {
    ("top",): (2, 1, 2, 7),
    ("a",): (3, 1, 3, 1),
    ("a", "b"): (3, 3, 3, 3),
    ("a", "b", "c"): (3, 5, 3, 9),
    ("quoted key",): (4, 1, 4, 1),
    ("quoted key", "other"): (4, 14, 4, 24),
    ("quoted key", "other", 1): (4, 28, 4, 28),
    ("quoted key", "other", 1, "y"): (4, 30, 4, 34),
    ("quoted key", "other", 2): (4, 39, 4, 39),
    ("first",): (8, 2, 8, 1),
    ("first", "ș", "é"): (9, 9, 9, 15),
    ("first", "ș", "after"): (9, 20, 9, 28),
    ("list",): (10, 3, 10, 1),
    ("list", 0): (10, 1, 10, 1),
    ("list", 0, "n"): (11, 1, 11, 5),
    ("list", 0, "inner"): (12, 7, 12, 1),
    ("list", 0, "inner", "m"): (13, 1, 13, 5),
    ("list", 1): (14, 1, 14, 1),
    ("list", 1, "deep", 0, "k"): (16, 1, 16, 5),
    ("list", 1, "deep", 0, "k", 1): (19, 3, 19, 3),
    ("parent", "child", "x"): (22, 1, 22, 5),
    ("parent",): (23, 2, 23, 1),
}
TOPS: set[str | int] = {loc[0] for loc in EXACT}


@pytest.mark.parametrize("loc", EXACT, ids=dotted)
def test_exact(loc: Loc) -> None:
    assert tuple(places(TEXT, TOPS)[loc][:4]) == EXACT[loc]


def test_only_what_is_wanted_is_walked() -> None:
    assert ("first", "ș") not in places(TEXT, {"list"})
    assert ("list", 1, "deep", 0, "k", 1) in places(TEXT, {"list"})


@pytest.mark.parametrize(
    "loc",
    [loc for loc in EXACT if loc != ("parent",)],
)
def test_plain_scan_finds_the_line_or_the_table_above(loc: Loc) -> None:
    found = scanned(TEXT)
    path = nearest(found, loc)
    assert path
    assert path == loc[: len(path)]
    if path == loc:
        assert found[path].line == EXACT[loc][0]
    assert not any("not" in each for each in found)
    assert ("z",) not in found


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        (("effects", 1, "track", "delta"), ("effects", 1, "delta")),
        (("effects", 1, "delta", "delta"), ("effects", 1, "delta")),
        (("effects", 1, "track", "missing"), ("effects", 1)),
        (("effects", "literal['all']"), ("effects",)),
        (("unknown", "delta"), ()),
    ],
)
def test_nearest_looks_past_the_tags_of_unions(loc: Loc, path: Loc) -> None:
    text = "[[effects]]\n[[effects]]\ndelta = 3\n"
    assert nearest(places(text, {"effects"}), loc) == path


@pytest.mark.parametrize(
    ("raw", "offset", "place"),
    [
        ('"abc"', 0, (5, 11)),
        ('"abc"', 2, (5, 13)),
        ('"abc"', 99, (5, 14)),
        ("'a\\c'", 2, (5, 13)),
        (r'"\"bc"', 1, (5, 13)),
        (r'"\u00e9bc"', 1, (5, 17)),
        (r'"\U000000e9bc"', 1, (5, 21)),
        ('"""abc"""', 1, (5, 14)),
        ('"""\nabc"""', 1, (6, 2)),
        ("'''\na\nbc'''", 3, (7, 2)),
        ('"""a \\\n   b"""', 2, (6, 4)),
        ("12", 3, (5, 10)),
    ],
)
def test_inside_a_text(raw: str, offset: int, place: tuple[int, int]) -> None:
    assert inside(Place(5, 1, 5, 10, raw), offset) == place


def test_without_tree_sitter_the_line_is_still_told(
    monkeypatch: pytest.MonkeyPatch, tiny_text: str, problems_of: Callable[[str], list[Problem]]
) -> None:
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    for old, new, line in (("hours = 60", 'hours = "60"', 51), ("cohesion = -10", "cohesio = 1", 59), ("tax", "", 0)):
        assert [problem.line for problem in problems_of(tiny_text.replace(old, new))] == [line] * (line > 0)


def test_all_faults_come_at_once_and_in_order(tiny_text: str) -> None:
    text = tiny_text
    for old, new in (
        ("escalation >= 90", "escalatoin >= 90"),
        ("hours = 60", 'hours = "60"'),
        ("prior = 60", "prior = 61"),
        ('opens = "line"', 'opens = "lien"'),
        ("frequency = [10, 90]", "frequency = [90, 10]"),
        ('title = "A very', 'titel = "A very'),
    ):
        text = text.replace(old, new)
    with pytest.raises(ScenarioError) as error:
        loads(text.replace('hours = "60"', "hours = 60").replace("titel", "title").encode())
    assert [problem.path for problem in error.value.problems] == [
        "measure.patrol.frequency",
        "adversary.type",
        "inject.find.opens",
        "ending.war.when",
    ]


def test_names_are_checked_beside_broken_values(tiny_text: str) -> None:
    text = tiny_text
    for old, new in (
        ("escalation >= 90", "escalatoin >= 90"),
        ('opens = "line"', 'opens = "lien"'),
        ('says = "A poll."', "says = 3"),
        ('authority = "willing"', 'authority = "wiling"'),
        ("hours = 60", 'hours = "60"'),
        ("prior = 60", "prior = 160"),
        ("reversal = 25", "reversal = true"),
        ('to = ["AA"]', 'to = ["aa"]'),
        ("uptake = 35", "uptake = 35, uptak = 3"),
    ):
        text = text.replace(old, new)
    with pytest.raises(ScenarioError) as error:
        loads(text.encode())
    assert [problem.path for problem in error.value.problems] == [
        "measure.line.authority",
        "measure.fund.uptak",
        "adversary.reversal",
        "adversary.type.prober.prior",
        "inject.find.to.0",
        "inject.find.opens",
        "inject.poll.says",
        "ending.war.when",
        "round.1.hours",
    ]
