"""The shipped scenarios in Romanian: everything that people read has its words, with the same figures, rightly written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from game.scenario.data import data_root
from game.scenario.load import load
from game.scenario.schema import Scenario

FOLDER = data_root() / "scenarios"
SHIPPED = ("galati", "first_session", *(f"history/{file.stem}" for file in sorted((FOLDER / "history").glob("*.toml"))))
SCENARIOS = {name: load(FOLDER / f"{name}.toml").scenario for name in SHIPPED}
EACH = pytest.mark.parametrize("name", SHIPPED)
# Fields whose words stand before people; what conditions, quantities, sources and the author's notes on a line say does not.
READ = {
    *("title", "summary", "fiction", "picture", "question", "briefing", "meanwhile"),
    *("name", "about", "says", "reveal", "asks", "capital", "government", "brief"),
    *("owns", "fears", "red_line", "home"),
}
TABLES = ("kinds", "cables")  # every entry of these is words
FIGURE = re.compile(r"\d+")


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every text of a scenario with its key path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, str(number)))
    elif isinstance(value, str):
        yield path, value


def read(scenario: Scenario) -> dict[str, str]:
    """Return what people read: key path -> the author's own words."""
    whole = scenario.model_dump(exclude={"text", "include"})
    found = {path: words for path, words in leaves(whole) if path[-1] in READ or path[-2] in TABLES}
    found[("scenario", "adversary")] = scenario.scenario.adversary
    # Governments of other dates are not those of this crisis; of a crisis of the past the list of facts is the author's own.
    left = ("governments", "fact") if scenario.history else ("governments",)
    return {".".join(path): words for path, words in found.items() if not {*path} & {*left}}


def said(scenario: Scenario) -> dict[str, str]:
    return scenario.text["ro"]


@EACH
def test_everything_that_people_read_is_said(name: str) -> None:
    wanted, has = read(SCENARIOS[name]), said(SCENARIOS[name])
    assert len(wanted) > 200
    assert [path for path in wanted if path not in has] == []
    assert [path for path in has if path not in wanted] == []


@EACH
def test_nothing_but_names_is_as_in_english(name: str) -> None:
    wanted = read(SCENARIOS[name])
    same = {path for path, words in said(SCENARIOS[name]).items() if words == wanted[path]}
    assert {path for path in same if not re.fullmatch(r"ally\.[A-Z]{2}\.(name|capital)|round\.5\.title", path)} == set()


@EACH
def test_figures_are_those_of_the_english(name: str) -> None:
    wanted, wrong = read(SCENARIOS[name]), []
    for path, words in said(SCENARIOS[name]).items():
        if Counter(FIGURE.findall(words)) != Counter(FIGURE.findall(wanted[path])):
            wrong.append(path)
    assert wrong == []


@EACH
def test_signs_are_romanian(name: str) -> None:
    for path, words in said(SCENARIOS[name]).items():
        assert not re.search(r"""[şţŞŢ"'‘“]|  | [,.;:?!]""", words), path
        assert words.count("„") == words.count("”"), path
        assert words == words.strip(), path


@EACH
def test_a_sentence_ends_where_the_english_one_does(name: str) -> None:
    wanted = read(SCENARIOS[name])
    for path, words in said(SCENARIOS[name]).items():
        assert (words[-1] in ".?!”") == (wanted[path][-1] in ".?!’"), path
