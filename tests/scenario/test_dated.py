"""An ally is described once, and its government by date; the record of history is kept from every rule."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.scenario.compile import compile_book
from game.scenario.data import data_root
from game.scenario.load import Loaded, load, loads
from game.scenario.problems import Problem
from tests.scenario.conftest import CARDS, RECORD, with_cards

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = data_root() / "scenarios"
HISTORY = {path.stem: path for path in sorted((SHIPPED / "history").glob("*.toml"))}
DAY = "incident = 2030-01-01"

Found = Callable[[str], list[Problem]]


@cache
def shipped(path: Path) -> Loaded:
    return load(path)


def on(day: str, tiny_text: str) -> Loaded:
    text = tiny_text.replace(DAY, f"incident = {day}")
    moved = text.replace("starts = 2030-01-0", f"starts = {day[:-1]}").replace("ends = 2030-01-0", f"ends = {day[:-1]}")
    return loads(with_cards(moved).encode())


def test_day_0_chooses_the_latest_card_that_is_not_after_it(tiny_text: str) -> None:
    was = loads(tiny_text.encode()).scenario.ally["BB"]
    before = on("2029-01-01", tiny_text).scenario.ally["BB"]
    assert (before.government, before.bloc) == ("a queen", was.bloc)
    assert before.traits == was.traits.model_copy(update={"forward": -10})
    assert before.interests == {**was.interests, "air": 5}
    earlier = on("2019-01-01", tiny_text).scenario.ally["BB"]
    assert (earlier.government, earlier.trust) == ("a king", {"AA": 61})
    after = on("2030-01-01", tiny_text)
    ally = after.scenario.ally["BB"]
    assert (ally.government, ally.bloc, ally.interests) == ("her son", "east", was.interests)
    assert ally.traits == was.traits.model_copy(update={"forward": 33, "support": 12})
    assert 33 in after.book.ally[1]


def test_a_day_before_the_first_card_is_told(tiny_text: str, problems_of: Found) -> None:
    cards = CARDS.replace("2020-01-01", "2031-01-01").replace("2030-01-0", "2032-01-0").replace("2019", "2033")
    (problem,) = problems_of(with_cards(tiny_text, cards))
    assert problem.path == "ally.BB.governments"
    assert problem.text == "nobody is said to govern on 2030-01-01; the first card is of 2031-01-01"


@pytest.mark.parametrize(
    ("old", "new", "path", "says"),
    [
        (
            "forward = -10",
            "forwrd = -10",
            "ally.BB.governments.0.traits.forwrd",
            "there is no such trait; did you mean",
        ),
        ("forward = 33", "forward = 333", "ally.BB.traits.forward", "expected 100 or less"),
        ("air = 5", "airs = 5", "ally.BB.governments.0.interests.airs", 'there is no tag "airs"'),
        ("AA = 61", "CC = 61", "ally.BB.governments.2.trust.CC", 'there is no ally "CC"'),
        (
            "since = 2030-01-02",
            "since = 2030-01-01",
            "ally.BB.governments.3.since",
            "another card begins on the same day",
        ),
        ("since = 2020-01-01, ", "", "ally.BB.governments.0.since", "is required here"),
        ("since = 2020-01-01", 'since = "2020"', "ally.BB.governments.0.since", "expected a date"),
    ],
)
def test_a_card_is_checked_where_it_stands(
    tiny_text: str, problems_of: Found, old: str, new: str, path: str, says: str
) -> None:
    """Also a card that this day does not choose, and a value that is only wrong once it is the ally's."""
    assert old in CARDS
    text = with_cards(tiny_text, CARDS.replace(old, new))
    (problem,) = [each for each in problems_of(text) if each.path == path]
    assert says in problem.text
    card = text[: text.rindex(new or 'government = "a queen"')].count("\n") + 1
    assert problem.line == card


def test_who_had_not_joined_is_not_at_the_table_and_on_no_list(tiny_text: str) -> None:
    third = tiny_text.split("ally.BB = ")[1].split("\n", maxsplit=1)[0].replace("support(BB)", "support(me)")
    text = tiny_text.replace("ally.BB = ", f"ally.CC = {third}\nally.BB = ")
    text = text.replace('opposed_by = ["BB"]', 'opposed_by = ["BB", "CC"]').replace(
        "trust = { BB = 40 }", "trust = { CC = 9 }"
    )
    text = text.replace('owners = ["AA", "BB"]', 'owners = ["CC"]').replace('to = ["AA"]', 'to = ["AA", "CC"]')
    text = text.replace(f"ally.CC = {third}", f"ally.CC = {third[:-1].rstrip()}, joined = 2030-01-01 }}")
    there = loads(text.encode()).scenario
    assert list(there.ally) == ["AA", "CC", "BB"]
    gone = loads(text.replace("joined = 2030-01-01", "joined = 2030-01-02").encode())
    scenario = gone.scenario
    assert list(scenario.ally) == ["AA", "BB"]
    assert scenario.ally["AA"].trust == {}
    assert scenario.ally["AA"].ask
    assert scenario.ally["AA"].ask.opposed_by == ["BB"]
    assert scenario.inject["find"].to == ["AA"]
    assert scenario.measure["line"].requires == "false", "what only it could do, nobody can"


def test_struck_stands_for_the_struck_ally(tiny_text: str) -> None:
    text = tiny_text.replace('host = "AA"', 'host = "struck"').replace('owner = "AA"', 'owner = "struck"')
    text = text.replace('ally = "BB", support', 'ally = "struck", support').replace('to = ["AA"]', 'to = ["struck"]')
    scenario = loads(text.encode()).scenario
    assert (scenario.measure["patrol"].host, scenario.measure["close"].owner) == ("AA", "AA")
    assert (scenario.inject["find"].ally, scenario.inject["find"].to) == ("AA", ["AA"])


def test_history_has_the_allies_of_its_day() -> None:
    """28 in 2015 (Montenegro 2017, North Macedonia 2020), 29 in 2018, 30 in 2022, 31 with Finland, 32 with Sweden."""
    counts = {name: len(shipped(path).scenario.ally) for name, path in HISTORY.items()}
    assert counts == {
        "su24_2015": 28,
        "salisbury_2018": 29,
        "przewodow_2022": 30,
        "danube_2023": 31,
        "poland_2025": 32,
        "denmark_2025": 32,
    }


def test_history_has_the_governments_of_its_day() -> None:
    """Hungary's prime minister of 2010-2026 is not the one whom Galați meets; Slovakia changed twice in three years."""
    played = {name: shipped(path).scenario.ally for name, path in HISTORY.items()}
    galati = shipped(SHIPPED / "galati.toml").scenario.ally
    assert played["przewodow_2022"]["HU"].government != galati["HU"].government
    assert played["przewodow_2022"]["HU"].traits.forward < galati["HU"].traits.forward
    assert played["danube_2023"]["SK"].traits.forward > galati["SK"].traits.forward
    assert played["poland_2025"]["SK"].traits == galati["SK"].traits
    assert {name for name, allies in played.items() if allies["US"].bloc == "solid"} == {
        "su24_2015",
        "salisbury_2018",
        "przewodow_2022",
        "danube_2023",
    }
    for allies in played.values():
        assert [key for key, ally in allies.items() if ally.struck and ally.government] != []


def test_history_differs_from_galati_by_cards_only() -> None:
    """Who an ally is, what it owns and whom it trusts is that of Galați, but for what its card of the date changes."""
    galati = shipped(SHIPPED / "galati.toml").scenario.ally
    for path in HISTORY.values():
        scenario = shipped(path).scenario
        for key, ally in scenario.ally.items():
            known = [card for card in ally.governments if card.since <= scenario.scenario.incident]
            assert known, f"{path.stem}: {key} has no card"
            chosen = max(known, key=lambda card: card.since)
            assert ally.government == chosen.government
            told = {**galati[key].traits.model_dump(), **chosen.traits}
            assert ally.traits.model_dump() == told, f"{path.stem}: {key}"
            assert ally.interests == {**galati[key].interests, **chosen.interests}, f"{path.stem}: {key}"
            assert ally.stock == galati[key].stock


# What really happened.


@pytest.mark.parametrize(
    ("old", "new", "path", "says"),
    [
        (
            'measures = ["close"]',
            'measures = ["clse"]',
            "history.course.0.measures.0",
            'there is no measure "clse"; did',
        ),
        ('measures = ["close"]', 'tag = "fog"', "history.course.0.tag", 'there is no tag "fog"'),
        ('measures = ["close"]\n', "", "history.course.0.quantity", "say which measures count"),
        ('quantity = "measure"\n', 'quantity = "verb"\n', "history.course.0.quantity", "a verb goes with"),
        ('quantity = "measure"\n', 'quantity = "fog"\n', "history.course.0.quantity", "expected "),
        ("hits = 1", "hits = 5", "history.course.0.base.hits", "expected 4 or less (got 5)"),
        ('mark = "invented"\n[[', 'mark = "fact"\n[[', "history.mark", "say who says so"),
    ],
)
def test_a_record_is_checked(tiny_text: str, problems_of: Found, old: str, new: str, path: str, says: str) -> None:
    assert old in RECORD
    found = problems_of(tiny_text + RECORD.replace(old, new))
    assert [(each.path, each.text[: len(says)]) for each in found] == [(path, says)]


def test_no_rule_can_read_the_record(tiny_text: str) -> None:
    """The rulebook is the same whatever happened, and whether there is a record at all."""
    without = loads(tiny_text.encode()).book
    told = loads((tiny_text + RECORD).encode()).book
    otherwise = loads((tiny_text + RECORD.replace("happened = true", "happened = false")).encode()).book
    for other in (told, otherwise):
        assert all(np.array_equal(one, two) for one, two in zip(without, other, strict=True))


@pytest.mark.parametrize("path", HISTORY.values(), ids=HISTORY)
def test_no_rule_reads_what_happened(path: Path) -> None:
    scenario = shipped(path).scenario
    assert scenario.history
    courses = [
        course.model_copy(update={"happened": not course.happened, "says": "Otherwise."})
        for course in scenario.history.course
    ]
    turned = scenario.model_copy(update={"history": scenario.history.model_copy(update={"course": courses})})
    blank = scenario.model_copy(update={"history": None})
    books = [compile_book(each) for each in (scenario, turned, blank)]
    for book in books[1:]:
        assert all(np.array_equal(one, two) for one, two in zip(books[0], book, strict=True))


def test_no_module_of_rules_allies_or_compilation_names_the_record() -> None:
    """Only its checks, the laboratory and the debrief do, which sets a game that is over beside it."""
    reads = set()
    for path in sorted((ROOT / "game").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.Attribute) and node.attr == "history" for node in ast.walk(tree)):
            reads.add(path.relative_to(ROOT / "game").as_posix())
    assert reads == {"scenario/past.py", "lab/hindcast.py", "debrief/page_known.py", "debrief/precedents.py"}
