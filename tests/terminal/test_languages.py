"""The languages: every table has the same lines as English, with the same gaps, in the forms and the signs of its language."""

from __future__ import annotations

import io
import re
import string
from pathlib import Path

import pytest

import game
from game.lab.words import table_of
from game.scenario.load import Loaded
from game.scenario.translated import words_of
from game.table.decisions import Refused
from game.table.table import Table
from game.telling.naming import Naming
from game.telling.words import FORMS, LANGUAGES, Figure, Spoken, machine_language, points, words_in
from game.terminal.asking import Asker
from game.terminal.client import Client
from game.terminal.paper import Paper
from game.terminal.story import told

GAME = Path(game.__file__).parent
FOLDERS = [GAME / "telling", GAME / "debrief", GAME / "desktop", GAME / "classroom", GAME / "printing"]
OTHERS = [language for language in LANGUAGES if language != "en"]
PLURAL = re.compile(r"_(one|few)$")
EACH = pytest.mark.parametrize("language", OTHERS)
SHORT = 12  # letters; a word so short may stand in a sentence of another language
BOTH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def lines(folder: Path, language: str) -> dict[str, str]:
    """Return what is said; lists of words count by their joined text."""
    table = table_of(folder, language)
    return {key: " ".join(line) if isinstance(line, list) else line for key, line in table.items()}


def base(key: str, english: dict[str, str]) -> str:
    """Return the key of a line without the ending of its form."""
    plain = PLURAL.sub("", key)
    return plain if plain in english else key


def gaps(line: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(line) if name}


@EACH
@BOTH
def test_the_lines_are_those_of_english(folder: Path, language: str) -> None:
    english, other = lines(folder, "en"), lines(folder, language)
    assert {base(key, english) for key in other} == {base(key, english) for key in english}
    for key, line in other.items():
        same = english.get(key) or english[base(key, english)]
        assert gaps(line) - {"n"} == gaps(same) - {"n"}, key
        assert bool(line) == bool(same) or key == "seat.article", key


@EACH
@BOTH
def test_a_number_has_all_the_forms_of_its_language(folder: Path, language: str) -> None:
    english, other = lines(folder, "en"), lines(folder, language)
    wanted = {FORMS[language](n) for n in range(150)} - {""}
    for key in english:
        if key.endswith("_one"):
            plain = key.removesuffix("_one")
            assert wanted <= {form for form in ("_one", "_few") if plain + form in other}, plain


def test_romanian_counts_in_three_forms_and_french_in_two() -> None:
    romanian, french = words_in("ro"), words_in("fr")
    said = [romanian.say("compromise.objected", n=n, seats="X") for n in (1, 2, 19, 20, 101, 119, 120)]
    assert ["un aliat" in each for each in said] == [True, False, False, False, False, False, False]
    assert [" de aliați" in each for each in said] == [False, False, False, True, False, False, True]
    assert french.say("tour.can_join", n=1).endswith("peut se rallier")
    assert french.say("tour.can_join", n=2).endswith("peuvent se rallier")


def test_decimals_and_thousands_are_written_as_the_language_does() -> None:
    said = [words_in(language).say("moved.cause", cause="x", points=points(123)) for language in LANGUAGES]
    assert said == ["x 12.3", "x 12,3", "x 12,3"]
    many = [words_in(language).say("compromise.undecided", nodes=Figure("1,234.5")) for language in LANGUAGES]
    assert [found in line for found, line in zip(("1,234.5", "1\u202f234,5", "1.234,5"), many, strict=True)] == [
        True
    ] * 3


@BOTH
def test_french_keeps_its_signs_with_what_they_follow(folder: Path) -> None:
    loose = [
        key for key, line in lines(folder, "fr").items() if re.search(r"(?: [:;?!»%]|« )|[^\s\u00a0\u202f][;?!]", line)
    ]
    assert loose == []


@BOTH
def test_romanian_is_written_with_commas_below(folder: Path) -> None:
    assert [key for key, line in lines(folder, "ro").items() if re.search('[şţŞŢ"]', line)] == []


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ro_RO.UTF-8"}, "ro"),
        ({"LANGUAGE": "ro:en", "LANG": "fr_FR"}, "ro"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "French_France.1252"}, "fr"),
    ],
)
def test_the_machine_has_a_language(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert machine_language() == language
    assert words_in().language == language


@EACH
def test_a_whole_game_is_told_in_it(language: str, first: Loaded) -> None:
    page = io.StringIO()
    told(first, "7", "staff", Paper(page), words_in(language))
    text = page.getvalue()
    assert len(text) > 5000
    plain = [line for line in lines(GAME / "telling", "en").values() if len(line) > 20 and "{" not in line]
    assert [line for line in plain if line in text] == []


@EACH
def test_a_person_plays_a_whole_game_in_it(language: str, first: Loaded) -> None:
    page = io.StringIO()
    seats = dict.fromkeys(first.scenario.ally, "staff") | {"EE": "person"}
    table = Table.new(first, "7", seats)
    orders = ["help", "status", "paper", "brief", "why", "why PL", "lines", "silent", "nonsense", ""]
    asker = Asker([f"{line}\n" for line in [*orders, *[""] * 400]])
    Client(table, "EE", Paper(page), asker, words_in(language), None).play()
    assert table.is_over
    assert "{" not in page.getvalue()


def english_of(loaded: Loaded, path: str) -> str:
    """Return the author's own words at a key path."""
    value: object = loaded.scenario.model_dump()
    for part in path.split("."):
        value = value[int(part)] if isinstance(value, list) else value[part] if isinstance(value, dict) else None
    return " ".join(str(value).split())


def left_in_english(loaded: Loaded, said: dict[str, str], page: str) -> list[str]:
    """Return the key paths whose own words stand on a page although the author `said` them in its language too."""
    text, found = " ".join(page.split()), []
    for path, words in said.items():
        english = english_of(loaded, path)
        if len(english) > SHORT and english != words and english in text:
            found.append(path)
    return found


def test_the_author_is_told_in_the_readers_language(first: Loaded) -> None:
    for language in LANGUAGES[1:]:
        words = words_of(first.scenario, language)
        assert words
        page = io.StringIO()
        told(first, "7", "staff", Paper(page), words_in(language))
        for seat in first.scenario.ally:
            table = Table.new(first, "7", dict.fromkeys(first.scenario.ally, "staff") | {seat: "person"})
            orders = ["status", "cable", "paper", "brief", "", "text", "why", *[""] * 400]
            asker = Asker([f"{line}\n" for line in orders])
            Client(table, seat, Paper(page), asker, words_in(language), None).play()
        assert left_in_english(first, words, page.getvalue()) == []
        rungs = {words[f"rung.{number}.name"] for number in range(len(first.scenario.rung))}
        assert any(words_in(language).say("client.ladder", rung=rung) in page.getvalue() for rung in rungs)


def test_countries_are_called_as_the_language_calls_them(first: Loaded) -> None:
    french = Naming(first.scenario, words_in("fr"))
    assert french.seat("PL") == "Pologne"
    poland = first.scenario.ally["PL"].model_copy(update={"name": "Sarmatia"})
    odd = first.scenario.model_copy(update={"ally": first.scenario.ally | {"PL": poland}})
    assert Naming(odd, words_in("fr")).seat("PL") == "Sarmatia"


def test_no_line_is_said_in_english_by_default() -> None:
    with pytest.raises(KeyError):
        Spoken(GAME / "telling", "fr").say("no.such_line")
    assert not isinstance(words_in("ro"), Refused)
