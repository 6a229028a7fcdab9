"""The facts of a played game against the game itself."""

from __future__ import annotations

import json
from pathlib import Path

from game.allies.compiled import Engine
from game.debrief.build import debrief_of
from game.debrief.facts import Debrief
from game.debrief.known import brier_of
from game.lab.compromise import answer, failed_texts
from game.rules import state as s
from game.scenario.load import Loaded, load
from game.scenario.names import names_of
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import Replay, new_game, replay
from game.table.views import seat_view
from tests.debrief.conftest import PEOPLE, play
from tests.plain import Plain

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_every_track_adds_up_to_where_it_ends(facts: Debrief, played: Replay) -> None:
    names = names_of(played.loaded.scenario).tracks
    assert {each.key for each in facts.tracks} == set(names)
    for each in facts.tracks:
        assert each.start + sum(each.causes.values()) == each.end
        assert each.end == played.position.state.public.track[names.index(each.key), s.NOW]
        assert each.start == played.loaded.scenario.track[each.key].start * 10
        for move in each.rounds:
            assert move.before + sum(move.causes.values()) == move.after


def test_texts_and_answers_are_those_of_the_game(facts: Debrief, played: Replay) -> None:
    clock = played.position.state.public.clock
    texts = [text for told in facts.rounds for text in told.texts]
    assert sum(text.fate == "adopted" for text in texts) == clock[s.TEXTS]
    assert sum(bool(each.objectors) for text in texts for each in text.wordings) > 0
    for text in texts:
        for each in text.wordings:
            allies = each.silent + len(each.stated) + len(each.objectors)
            assert allies == len(played.position.lexicon.allies)
            assert all(one.brackets or one.answer == "amend" for one in each.objectors)


def test_the_seat_that_bracketed_is_told_with_its_clause(facts: Debrief) -> None:
    named = [one for told in facts.rounds for text in told.texts for each in text.wordings for one in each.objectors]
    assert any(one.seat == "PL" and one.answer == "amend" and one.brackets for one in named)


def test_failed_texts_have_the_answers_of_the_finder(facts: Debrief, played: Replay) -> None:
    failed = list(failed_texts(played))
    assert [(each.round, each.text, each.revision) for each in failed] == [
        (each.round, each.text, each.revision) for each in facts.failed
    ]
    plain = Plain()
    for each, told in zip(failed, facts.failed, strict=True):
        found = answer(plain, each)
        assert (told.exact.came, told.exact.edit, told.exact.together) == (found.came, found.edit, found.together)
        assert told.exact.text == (" ".join(found.text.words()) if found.text else "")


def test_what_a_seat_knew_is_what_its_view_said(facts: Debrief, played: Replay) -> None:
    told = {(each.seat, each.round): each for each in facts.known}
    seen = set()
    for line, position in played.walk():
        if line.kind == "settled" and line.text == "briefing":
            now = int(position.state.public.clock[s.ROUND]) + 1
            for seat in PEOPLE:
                capital = seat_view(position, seat).capital
                each = told[seat, now]
                assert capital is not None
                kind = played.loaded.scenario.adversary.type[each.type].name
                assert capital.types[kind] == max(capital.types.values()) == each.type_chance / 10
                seen.add((seat, now))
    assert seen == told.keys()


def test_the_brier_score_over_several_answers() -> None:
    assert brier_of([1000, 0, 0], 0) == 0
    assert brier_of([0, 1000, 0], 0) == 2000
    assert brier_of([500, 500], 1) == 500


def test_scores_are_those_that_the_game_tells(facts: Debrief) -> None:
    for sheet in facts.reveal.sheets:
        assert sheet.total == min(max(sum(line.points for line in sheet.lines) - sheet.price, 0), 100)


def test_records_count_what_people_decided(facts: Debrief) -> None:
    assert [each.seat for each in facts.records] == [*PEOPLE]
    for each in facts.records:
        assert each.chances == sum(part.chances for part in each.parts)
        assert each.decided == sum(part.decided for part in each.parts) <= each.chances
        assert each.quiet == (2 * each.decided < each.chances)
    assert facts.records[0].counts["bracketed"] > 0


def test_the_last_forecast_of_a_round_counts(facts: Debrief) -> None:
    mine = [each for each in facts.forecasts if each.seat == "DE"]
    assert [each.percent for each in mine] == [40]
    resolved = next(each for each in facts.resolved if (each.round, each.question) == (1, mine[0].question))
    assert mine[0].happened == resolved.happened
    assert mine[0].score == (360 if resolved.happened else 160)


def test_questions_of_a_round_come_true_as_the_round_went(facts: Debrief, played: Replay) -> None:
    asked = {key for key, each in played.loaded.scenario.question.items() if each.when == "text_held"}
    assert asked
    held = {told.number: any(text.fate == "adopted" for text in told.texts) for told in facts.rounds}
    for each in facts.resolved:
        assert 0 <= each.model <= 1000
        if each.question in asked:
            assert each.happened == held[each.round]


def test_facts_are_plain_values(facts: Debrief) -> None:
    told = json.loads(json.dumps(facts.to_dict()))
    assert told["about"]["people"] == [*PEOPLE]
    assert len(told["rounds"]) == len(facts.rounds)


def test_people_are_named_only_where_names_are_given(played: Replay) -> None:
    named = debrief_of(played, Plain(), games=0, names={"PL": ["Ana", "Mihai"]})
    assert named.about.names == {"PL": ("Ana", "Mihai")}
    assert [each.names for each in named.records] == [("Ana", "Mihai"), ()]
    assert "Ana" not in json.dumps(debrief_of(played, Plain(), games=0).to_dict())


def test_a_game_that_is_not_over_is_told_as_far_as_it_went(first: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "open.game"
    new_game(path, first, "open", {"DE": "person"}).close()
    facts = debrief_of(replay(path), Plain(), games=5, seat="DE")
    assert not facts.about.over
    assert facts.about.ending == ""
    assert facts.shares == ()


def test_history_stands_beside_the_game(tmp_path: Path, engine: Engine) -> None:
    loaded = load(SCENARIOS / "history" / "przewodow_2022.toml")
    path = tmp_path / "past.game"
    new_game(path, loaded, "past", {}).close()
    facts = debrief_of(replay(path), engine, games=0)
    history = loaded.scenario.history
    assert history is not None
    assert [each.happened for each in facts.courses] == [course.happened for course in history.course]
    by_key = {course.key: told.here for course, told in zip(history.course, facts.courses, strict=True)}
    held = any(text.fate == "adopted" for told in facts.rounds for text in told.texts)
    texts = [course.key for course in history.course if course.quantity == "text" and course.within is None]
    assert all(by_key[key] == held for key in texts)
    assert facts.real


def test_news_that_a_teacher_lets_break_keeps_the_sums(first: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "dropped.game"
    table = new_game(path, first, "drop", {"PL": PERSON})
    hidden = [key for key, each in first.scenario.inject.items() if each.effects]
    dropped = [key for key in hidden if not isinstance(table.apply(d.DropInject(key)), Refused)][:2]
    assert dropped
    play(table, differs=False)
    table.close()
    played = replay(path)
    facts = debrief_of(played, Plain(), games=0)
    assert set(dropped) <= {each.key for each in facts.reveal.news}
    test_every_track_adds_up_to_where_it_ends(facts, played)


def test_a_seat_that_changes_hands_is_recorded_while_a_person_held_it(first: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "hands.game"
    table = new_game(path, first, "hands", {"PL": PERSON, "DE": PERSON})
    assert not isinstance(table.apply(d.TakeSeat("DE", "model")), Refused)
    assert not isinstance(table.apply(d.TakeSeat("TR", PERSON)), Refused)
    play(table, differs=False)
    table.close()
    facts = debrief_of(replay(path), Plain(), games=0)
    assert set(facts.about.people) == {"PL", "DE", "TR"}
    chances = {each.seat: each.chances for each in facts.records}
    assert chances["DE"] == 0 < chances["TR"]
    assert not any(each.quiet for each in facts.records if each.seat == "DE")


def test_a_round_that_the_model_played_is_told_so(first: Loaded, tmp_path: Path) -> None:
    path = tmp_path / "meanwhile.game"
    table = new_game(path, first, "meanwhile", {"PL": PERSON})
    assert not isinstance(table.apply(d.Meanwhile(1)), Refused)
    play(table)
    table.close()
    facts = debrief_of(replay(path), Plain(), games=0)
    assert [told.meanwhile for told in facts.rounds] == [True, *[False] * (len(facts.rounds) - 1)]
    assert 1 not in facts.records[0].quiet_rounds
    assert facts.records[0].chances > 0
