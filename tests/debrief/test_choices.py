"""Luck, own choices, others' choices, and what if: sums that are exact, and the same at every asking."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.debrief.build import FUTURES, LEAST, debrief_of, games_for
from game.debrief.facts import Debrief
from game.debrief.forecasts import MODEL_GAMES
from game.debrief.futures import Futures
from game.debrief.precedents import record_of
from game.debrief.shares import deviations, rounded_together, shares_of
from game.debrief.steps import steps_of
from game.debrief.what_if import what_ifs
from game.lab.tally import Columns
from game.rules import state as s
from game.rules.luck import seed_key
from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.journal import Replay, new_game, replay
from tests.debrief.conftest import GAMES, PEOPLE, play
from tests.plain import Plain


def test_parts_add_up_to_the_score(facts: Debrief) -> None:
    scores = {sheet.seat: sheet.total for sheet in facts.reveal.sheets}
    assert {each.seat for each in facts.shares} == scores.keys()
    for each in facts.shares:
        parts = (each.par, each.luck, each.own, each.others)
        assert sum(part.mean for part in parts) == 10 * each.score == 10 * scores[each.seat]
        assert all(part.low <= part.mean <= part.high for part in parts)


def test_only_people_who_differ_have_a_share_of_their_own(facts: Debrief) -> None:
    assert {each.seat for each in facts.decisions} <= set(PEOPLE)
    assert {each.seat for each in facts.decisions if each.worth.mean} == {"PL"}
    by_seat = {each.seat: each for each in facts.shares}
    assert all(by_seat[seat].own.mean == 0 for seat in by_seat if seat != "PL")
    assert by_seat["PL"].others.mean == 0
    assert by_seat["PL"].own.mean == pytest.approx(
        sum(each.worth.mean for each in facts.decisions if each.seat == "PL"), abs=len(facts.decisions)
    )
    assert any(by_seat[seat].others.mean for seat in by_seat if seat != "PL")


def test_who_plays_as_the_model_owes_everything_to_luck(first: Loaded, tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "model.game"
    table = new_game(path, first, "same", dict.fromkeys(PEOPLE, PERSON))
    play(table, differs=False)
    table.close()
    facts = debrief_of(replay(path), engine, games=GAMES)
    assert facts.decisions == ()
    for each in facts.shares:
        assert (each.own.mean, each.others.mean) == (0, 0)
        assert each.par.mean + each.luck.mean == 10 * each.score


@given(parts=st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6), by=st.integers(1, 500))
def test_rounding_keeps_the_sum(parts: list[int], by: int) -> None:
    parts = [*parts, -sum(parts) % by]
    rounded = rounded_together(parts, by)
    assert sum(rounded) == sum(parts) // by
    assert all(abs(each * by - part) < by for each, part in zip(rounded, parts, strict=True))


def test_the_same_question_has_the_same_answer(facts: Debrief, played: Replay, engine: Engine) -> None:
    again = debrief_of(played, engine, games=GAMES, seat="PL")
    assert json.dumps(asdict(again)) == json.dumps(asdict(facts))


def test_threads_change_nothing(
    facts: Debrief, played: Replay, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    assert debrief_of(played, engine, games=GAMES, seat="PL").what_ifs == facts.what_ifs


def test_rules_that_are_not_compiled_say_the_same(played: Replay, engine: Engine) -> None:
    steps = steps_of(played.header, played.loaded, played.lines)
    book, seed = played.loaded.book, steps[0].before.seed
    last = [step for step in steps if step.phase == s.ANSWER][-1:]
    found = [what_ifs(last, "PL", Futures(each, book, seed, 2)) for each in (engine, Plain())]
    assert found[0] == found[1] != ()
    assert [each.scores(steps[-2].before.state).tolist() for each in (Futures(engine, book, seed, 2),)] == [
        each.scores(steps[-2].before.state).tolist() for each in (Futures(Plain(), book, seed, 2),)
    ]


def test_a_what_if_tells_two_distributions_and_their_difference(facts: Debrief, played: Replay) -> None:
    assert facts.what_ifs
    assert facts.asked_games == GAMES
    for each in facts.what_ifs:
        assert sum(each.fan.bins) == sum(each.fan.endings.values()) == GAMES
        assert each.fan.endings.keys() <= {"", *played.loaded.scenario.ending}
        for other in each.alternatives:
            assert sum(other.fan.bins) == GAMES
            assert other.gained.mean == pytest.approx(other.fan.score.mean - each.fan.score.mean, abs=1)
            assert other.decided != each.decided
    kinds = {other.kind for each in facts.what_ifs if each.phase == "answer" for other in each.alternatives}
    assert kinds == {"best", "silent", "break"}


def test_what_was_decided_has_the_futures_of_the_game_itself(played: Replay, engine: Engine) -> None:
    steps = steps_of(played.header, played.loaded, played.lines)
    futures = Futures(engine, played.loaded.book, steps[0].before.seed, 10)
    over = steps[-1].after.state
    scores = futures.scores(over)
    assert (scores == scores[0]).all()  # a game that is over has one future
    told = shares_of(steps, list(deviations(steps)), futures)[0]
    assert [each.score for each in told] == scores[0].tolist()


def test_where_many_decided_each_moment_has_fewer_futures(played: Replay) -> None:
    steps = steps_of(played.header, played.loaded, played.lines)
    differing = list(deviations(steps))
    moments = 1 + sum(2 + 2 * len(each) for _, each in differing)
    assert games_for(differing, 7) == 7
    assert games_for(differing, 1_000_000) == FUTURES // moments > LEAST
    assert games_for(differing * 60, 1_000_000) == LEAST


def test_chances_of_a_round_are_those_of_that_round(facts: Debrief) -> None:
    by_question = {each.question for each in facts.resolved}
    assert {(each.round, each.question) for each in facts.resolved} == {
        (told.number, question) for told in facts.rounds for question in by_question
    }
    assert np.ptp([each.model for each in facts.resolved]) > 0


def test_the_model_gives_the_chance_that_whole_games_have(facts: Debrief, played: Replay, engine: Engine) -> None:
    steps = steps_of(played.header, played.loaded, played.lines)
    book = played.loaded.book
    asked = next(key for key, each in played.loaded.scenario.question.items() if each.when == "text_held")
    column = Columns(book)
    for step in steps:
        if step.phase == s.BRIEFING:
            now = int(step.before.state.public.clock[s.ROUND])
            batch = play_many(engine, book, step.before.seed, 1, MODEL_GAMES + 1, origin=step.after.state)
            assert batch is not None
            held = int((batch.out[:, column.round(now, r.HELD_TEXTS)] > 0).sum())
            told = next(each for each in facts.resolved if (each.round, each.question) == (now + 1, asked))
            assert told.model == 1000 * held // MODEL_GAMES


def test_a_saved_game_has_the_record_of_the_same_game_in_a_batch(first: Loaded, tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "alone.game"
    new_game(path, first, "alone", {}).close()
    alone = replay(path)
    batch = play_many(engine, first.book, seed_key("alone"), 0, 1)
    assert batch is not None
    assert record_of(steps_of(alone.header, alone.loaded, alone.lines)).tolist() == batch.out[0].tolist()
