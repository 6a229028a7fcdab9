"""The shipped scenarios in other languages: what people read has its words, with the same figures and places, rightly written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from game.scenario.data import data_root
from game.scenario.load import load
from game.scenario.schema import Scenario
from game.scenario.translated import LANGUAGES, words_of

FOLDER = data_root() / "scenarios"
SHIPPED = ("galati", "first_session", *(f"history/{file.stem}" for file in sorted((FOLDER / "history").glob("*.toml"))))
SCENARIOS = {name: load(FOLDER / f"{name}.toml").scenario for name in SHIPPED}
# The crises of the past are in Romanian alone.
TRANSLATED = [(name, "ro") for name in SHIPPED] + [("galati", "fr"), ("first_session", "fr")]
EACH = pytest.mark.parametrize(("name", "language"), TRANSLATED)
# Fields whose words stand before people; what conditions, quantities, sources and the author's notes on a line say does not.
READ = {
    *("title", "summary", "fiction", "picture", "question", "briefing", "meanwhile"),
    *("name", "about", "says", "reveal", "asks", "capital", "government", "brief"),
    *("owns", "fears", "red_line", "home"),
}
TABLES = ("kinds", "cables")  # every entry of these is words
FIGURE = re.compile(r"\d+")
# What may well be called the same in two languages.
NAME = re.compile(r"ally\.[A-Z]{2}\.(name|capital)|round\.5\.title|(track|rung)\.\w+\.name")
COUNTRY = re.compile(r"ally\.[A-Z]{2}\.name")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
BARE = re.compile(r"[^\u00a0\u202f:][:;?!»%](?!\S)|«[^\u00a0\u202f]")


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


def said(name: str, language: str) -> Mapping[str, str]:
    return words_of(SCENARIOS[name], language)


def test_a_scenario_keeps_none_of_it() -> None:
    """A saved game keeps the author's words alone, and English waits for no other language."""
    assert all(not scenario.text for scenario in SCENARIOS.values())
    assert words_of(SCENARIOS["galati"], "en") == {}


def test_an_authors_own_words_win() -> None:
    own = SCENARIOS["galati"].model_copy(update={"text": {"ro": {"scenario.title": "Galați"}}})
    assert words_of(own, "ro")["scenario.title"] == "Galați"
    assert words_of(own, "ro")["scenario.summary"] == said("galati", "ro")["scenario.summary"]


def test_every_file_is_of_a_scenario() -> None:
    stems = {f"{scenario.scenario.key}_{language}" for scenario in SCENARIOS.values() for language in LANGUAGES}
    shared = {f"history_{language}" for language in LANGUAGES}
    assert {file.stem for file in (FOLDER / "text").glob("*.toml")} <= stems | shared


@EACH
def test_everything_that_people_read_is_said(name: str, language: str) -> None:
    wanted, has = read(SCENARIOS[name]), said(name, language)
    assert len(wanted) > 200
    # What a language calls a country it has in its own list.
    assert [path for path in wanted if path not in has and not COUNTRY.fullmatch(path)] == []
    assert [path for path in has if path not in wanted] == []


@EACH
def test_nothing_but_names_is_as_in_english(name: str, language: str) -> None:
    wanted = read(SCENARIOS[name])
    same = {path for path, words in said(name, language).items() if words == wanted[path]}
    assert {path for path in same if not NAME.fullmatch(path)} == set()


@EACH
def test_figures_are_those_of_the_english(name: str, language: str) -> None:
    wanted, wrong = read(SCENARIOS[name]), []
    for path, words in said(name, language).items():
        if Counter(FIGURE.findall(words)) != Counter(FIGURE.findall(wanted[path])):
            wrong.append(path)
    assert wrong == []


@EACH
def test_placeholders_are_those_of_the_english(name: str, language: str) -> None:
    wanted = read(SCENARIOS[name])
    for path, words in said(name, language).items():
        assert sorted(PLACEHOLDER.findall(words)) == sorted(PLACEHOLDER.findall(wanted[path])), path


@pytest.mark.parametrize("name", [name for name, language in TRANSLATED if language == "ro"])
def test_signs_are_romanian(name: str) -> None:
    for path, words in said(name, "ro").items():
        assert not re.search(r"""[şţŞŢ"'‘“]|  | [,.;:?!]""", words), path
        assert words.count("„") == words.count("”"), path
        assert words == words.strip(), path


@pytest.mark.parametrize("name", [name for name, language in TRANSLATED if language == "fr"])
def test_signs_are_french(name: str) -> None:
    """A no-break space before : ; ? ! » and %, and after «."""
    for path, words in said(name, "fr").items():
        assert not BARE.search(words), path
        assert not re.search(r"""["'‘“”]|  | [,.]""", words), path
        assert words == words.strip(), path


@EACH
def test_a_sentence_ends_where_the_english_one_does(name: str, language: str) -> None:
    wanted = read(SCENARIOS[name])
    for path, words in said(name, language).items():
        assert (words[-1] in ".?!”") == (wanted[path][-1] in ".?!’"), path
