"""The story of a game: the same for a seed, nothing adopted left out, every number that it names adds up."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import game.telling
from game.allies.position import constants, standing_alone
from game.lab.changed import STEPS
from game.lab.reasons import BAR_NAMES, NAMES, reason_for
from game.rules import state as s
from game.scenario.book import CAUSES
from game.scenario.load import Loaded
from game.scenario.words import ANSWERS, BASES, MEETINGS, MOODS_OF_CLAUSE, PROMISES, VERBS
from game.table import decisions as d
from game.table.events import EVENTS
from game.table.grammar import parse
from game.table.position import Position, begin, settle
from game.table.thinking import model_decisions
from game.telling.tell import SECTIONS, UNTOLD
from game.telling.tell_texts import TEXTS_TOLD
from game.telling.tell_world import WORLD_TOLD
from game.telling.why import TENSES
from game.telling.words import words_in
from game.terminal.paper import Paper
from game.terminal.story import told

SEEDS = ("7", "Galați")


def story(loaded: Loaded, seed: str) -> tuple[str, Position]:
    out = io.StringIO()
    position = told(loaded, seed, "staff", Paper(out), words_in())
    return " ".join(out.getvalue().split()), position


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seed_has_one_story(first: Loaded, seed: str) -> None:
    assert story(first, seed)[0] == story(first, seed)[0]


def test_other_seeds_have_other_stories(first: Loaded) -> None:
    assert story(first, SEEDS[0])[0] != story(first, SEEDS[1])[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_adopted_text_is_told(first: Loaded, seed: str) -> None:
    text, position = story(first, seed)
    adopted = [event for event in position.record if event.kind == "adopted"]
    assert text.count("Adopted. Nobody broke the silence.") == len(adopted)
    names = words_in()
    for event in adopted:
        tabled = parse(f"CHAIR table {event.data['text']}", position.lexicon)
        assert isinstance(tabled, d.TableText)
        begins = text.index(
            f"The Council {names.say(f'verb.{VERBS[tabled.text.verb]}')};" if tabled.text.clauses else "Adopted."
        )
        for clause in tabled.text.clauses:
            assert first.scenario.measure[clause.measure].name in text[begins:]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_tells_the_truth_at_the_end(first: Loaded, seed: str) -> None:
    text, position = story(first, seed)
    kind = list(first.scenario.adversary.type.values())[int(position.state.truth[s.TYPE_DRAWN])]
    ending = list(first.scenario.ending.values())[int(position.state.public.clock[s.ENDING])]
    assert " ".join(kind.reveal.split()) in text
    assert ending.name in text
    for seat in ("Estonia", "Türkiye"):
        assert re.search(rf"{seat}: \d+ of 100\.", text)


def test_causes_add_up_to_the_change(first: Loaded) -> None:
    text, _ = story(first, "7")
    lines = re.findall(r"- \w+ ([\d.]+) to ([\d.]+) \(([+-][\d.]+)\): ([^.]*(?:\.\d[^.]*)*)\.", text)
    assert len(lines) > 10
    for before, after, change, causes in lines:
        numbers = [float(number) for number in re.findall(r"[+-]\d+\.\d", causes)]
        assert round(float(after) - float(before), 1) == float(change)
        assert round(sum(numbers), 1) == float(change)


def answers_of(loaded: Loaded, seed: str) -> Iterator[Position]:
    """Yield the positions in which answers are about to be opened."""
    position = begin(loaded, seed, {})
    while position.phase != s.OVER:
        decisions = model_decisions(position)
        if position.phase == s.ANSWER:
            yield position
        settle(position, decisions)


def test_reasons_add_up_to_the_sum_by_which_the_model_answers(first: Loaded) -> None:
    seen = 0
    for position in answers_of(first, "7"):
        row = int(position.state.public.clock[s.DRAFT])
        draft = position.state.public.draft[row]
        for a in range(len(position.lexicon.allies)):
            reason = reason_for(first.book, position.state, row, a)
            margin = int(position.scratch.worth[a, s.WORTH_TOTAL])
            margin += int(constants(first.book, position.state.pair[a], draft, a))
            margin += int(standing_alone(first.book, draft, a))
            assert reason.value - reason.needs == margin
            assert sum(term.points for term in reason.terms) == reason.value
            for c in range(int(draft[s.COUNT])):
                assert reason.worth(c) == position.scratch.worth[a, s.WORTH_TEXT + c]
            seen += 1
    assert seen > 10


def test_every_kind_of_event_is_told_or_has_a_reason() -> None:
    assert SECTIONS.keys() == TEXTS_TOLD.keys() | WORLD_TOLD.keys()
    assert not SECTIONS.keys() & UNTOLD.keys()
    assert EVENTS.keys() == SECTIONS.keys() | UNTOLD.keys()


def test_the_words_are_complete() -> None:
    words = words_in()
    wanted = [f"verb.{verb}" for verb in VERBS]
    wanted += [f"basis.{basis}" for basis in BASES] + [f"meeting.{meeting}" for meeting in MEETINGS]
    wanted += [f"mood.{mood}" for mood in MOODS_OF_CLAUSE] + [f"promise.{kind}" for kind in PROMISES[1:]]
    wanted += [f"answer.{answer}" for answer in ANSWERS] + [f"choice.{answer}" for answer in ANSWERS]
    wanted += [f"tour.{word}" for word in d.TOURS] + [f"band.{band}" for band in d.BANDS]
    wanted += [f"{table}.{answer}" for table in ("then_now", "then_past", "answered", "why") for answer in ANSWERS]
    wanted += [f"step.{step}" for step in STEPS] + [f"toured.{word}" for word in d.TOURS]
    wanted += [f"step.{step}" for step in ("advice", "and_call_for", "and_decide")]
    wanted += [f"change_of.{way}" for way in ("evidence_up", "evidence_down", "fewer", "more", "level")]
    wanted += [f"why.{key}" for key in ("sum", "sum_short", "sounded", "sounded_stale", "other_head", "other_nothing")]
    wanted += [f"after.{end}" for end in ("objected", "time", "held")]
    wanted += [f"why.{key}_{tense}" for key in ("changes", "nothing") for tense in TENSES]
    wanted += [f"term.{term}" for term in (*NAMES, *BAR_NAMES)] + [f"cause.{cause}" for cause in s.LEDGER]
    wanted += [f"phase.{phase}" for phase in s.PHASES[s.ACTS : s.AFTERMATH]] + [
        f"real_cause.{cause}" for cause in CAUSES
    ]
    wanted += [f"section.{section}" for section in {*SECTIONS.values(), "before"}]
    assert [key for key in wanted if not words.has(key)] == []


def test_every_line_that_the_code_asks_for_is_there() -> None:
    words, folder = words_in(), Path(game.telling.__file__).parent
    asked = {
        key for file in folder.glob("*.py") for key in re.findall(r"say\(\s*\"([a-z_.0-9]+)\"", file.read_text("utf-8"))
    }
    assert len(asked) > 40
    assert [key for key in sorted(asked) if not words.has(key)] == []
