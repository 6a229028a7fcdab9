"""Refusals as people read them: every code of the table has a reason and a remedy, in names and not in keys."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import game
from game.lab.words import table_of
from game.scenario.load import Loaded
from game.table.decisions import Refused
from game.table.grammar import parse
from game.table.legal import check
from game.table.position import begin
from game.telling.naming import Naming
from game.telling.refusals import reason_of, refusal
from game.telling.words import words_in
from tests.table.test_legal import CASES, Change, prepare

GAME = Path(game.__file__).parent
LINES = table_of(GAME / "telling", "en")
GRAMMAR = ("EE", "EE actt engage", "EE act engige", "EE table engage notes", "EE offer engage two", "EE done now")


def codes() -> set[str]:
    """Return every code that a source refuses with."""
    text = "".join(file.read_text("utf-8") for part in ("table", "desktop") for file in (GAME / part).rglob("*.py"))
    return set(re.findall(r'(?:Refused|\.fail)\(\s*"(\w+)"', text))


def test_every_code_has_a_reason_and_a_remedy_and_every_such_line_a_code() -> None:
    assert len(codes()) > 60
    for section in ("refused", "remedy"):
        assert codes() == {key.partition(".")[2] for key in LINES if key.startswith(f"{section}.")}


@pytest.mark.parametrize(("line", "change", "code"), CASES, ids=lambda each: each if isinstance(each, str) else "")
def test_a_refusal_is_two_sentences_without_keys(first: Loaded, line: str, change: Change, code: str) -> None:
    position = begin(first, "x", dict.fromkeys(first.scenario.ally, "staff") | {"EE": "person", "DE": "person"})
    prepare(position, change, code)
    decision = parse(line.replace("NEWS", position.lexicon.injects[0]), position.lexicon)
    assert not isinstance(decision, Refused)
    refused = check(position, decision)
    assert refused
    told = refusal(Naming(first.scenario, words_in()), refused)
    assert re.fullmatch(r"[A-Z'0-9].+\. [A-Z].+\.", told), told
    keys = {*position.lexicon.measures, *position.lexicon.allies} - {"alert"}
    if code not in ("not_now", "not_in_text"):  # these name what can be typed
        assert not keys & set(re.findall(r"\w+", told)), told


@pytest.mark.parametrize("line", GRAMMAR)
def test_a_line_that_cannot_be_read_is_answered_with_what_could_be_written(first: Loaded, line: str) -> None:
    position = begin(first, "x", dict.fromkeys(first.scenario.ally, "staff"))
    refused = parse(line, position.lexicon)
    assert isinstance(refused, Refused)
    assert "{" not in refusal(Naming(first.scenario, words_in()), refused)


def test_a_measure_is_called_by_its_name(first: Loaded) -> None:
    names = Naming(first.scenario, words_in())
    told = reason_of(names, Refused("twice", "", about={"measure": "sea_watch"}))
    assert told == f"'{names.measure('sea_watch')}' stands in the text twice"
