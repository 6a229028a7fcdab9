"""Questions for the talk: their templates are sound for every scenario, and a game raises those that fit it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.debrief.facts import Debrief
from game.debrief.page import FOLDER, page_for
from game.debrief.page_talk import asked
from game.debrief.questions import _SUBJECTS, holds, templates
from game.lab.words import table_of
from game.scenario.load import load
from game.scenario.names import names_of
from game.scenario.when import compile_when
from game.scenario.words import FACTS
from game.table.journal import Replay

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = sorted([*SCENARIOS.glob("*.toml"), *(SCENARIOS / "history").glob("*.toml")])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_conditions_fit_every_scenario(file: Path) -> None:
    names = names_of(load(file).scenario)
    for template in templates():
        if template.when:
            assert compile_when(template.when, names).rows


def test_a_template_has_words_a_subject_and_known_facts() -> None:
    words = {key.removeprefix("ask.") for key in table_of(FOLDER, "en") if key.startswith("ask.")}
    assert {template.key for template in templates()} == words
    assert {template.subject for template in templates()} - {""} == _SUBJECTS.keys()
    tracks = {"attribution", "escalation", "cohesion", "deterrence", "readiness", "reassurance"}
    for template in templates():
        assert template.about <= FACTS.keys() | tracks, template.key


def test_a_condition_is_asked_of_the_end_of_the_game(played: Replay) -> None:
    assert holds(played.position, "round >= 1")
    assert not holds(played.position, "texts >= 99")


def test_a_game_with_an_objection_is_asked_about_it(facts: Debrief, played: Replay) -> None:
    keys = [each.key for each in facts.questions]
    assert "blocked" in keys
    assert "all_held" not in keys
    assert {"model", "transfer"} <= set(keys)
    blocked = next(each for each in facts.questions if each.key == "blocked")
    seats = blocked.values["seats"]
    assert isinstance(seats, tuple)
    assert "PL" in seats
    for language in ("en", "fr", "ro"):
        page = page_for(facts, played.loaded, language)
        for each in facts.questions:
            assert asked(page, each).endswith(("?", ".", "”", "»"))


def test_questions_serve_objectives_of_the_scenario(facts: Debrief, played: Replay) -> None:
    known = set(played.loaded.scenario.learning)
    assert [each.key for each in facts.objectives] == list(played.loaded.scenario.learning)
    assert {each.objective for each in facts.questions} - {""} <= known
    assert any(each.objective for each in facts.questions)
