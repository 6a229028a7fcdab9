"""A game without a window: choices as data, decisions, undo, going on, fast-forward, several people, no place to save."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from game.desktop.drafting import bounds_of, first_text, level_in, options_for, with_ask, with_measure, with_mood
from game.desktop.judging import guess, judge
from game.desktop.keeping import Kept, begin_kept, slots
from game.desktop.settings import Settings, read_settings, write_settings
from game.desktop.sitting import Sitting
from game.desktop.work import Progress, Stopped, Work
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import replay, resume
from game.telling.turn import Choice
from game.telling.words import words_in
from tests.desktop.conftest import FIRST, TINY, sit

BOTH = pytest.mark.parametrize("loaded", [FIRST, TINY], ids=["first_session", "tiny"])


def follow_to_end(sitting: Sitting) -> list[str]:
    """Do what the adviser would to the end; return the phases in which the person decided."""
    phases = []
    while not sitting.table.is_over:
        sitting.hand_over()
        desk = sitting.desk()
        phases.append(desk.turn.phase)
        advised = () if desk.view.sealed else desk.turn.advised
        assert sitting.decide([*advised, d.Done(desk.seat)]) is None
    return phases


@BOTH
def test_a_game_goes_from_the_first_decision_to_the_end(loaded: Loaded) -> None:
    sitting = sit(loaded)
    phases = follow_to_end(sitting)
    desk = sitting.desk()
    assert desk.is_over
    assert not desk.turn.is_open
    assert {"acts", "consult", "tour", "answer"} <= set(phases)
    assert desk.passages
    assert set(desk.moves) <= set(loaded.scenario.track)
    rounds = [each.round for each in desk.passages]
    assert rounds == sorted(rounds)


@BOTH
def test_every_choice_that_is_not_refused_is_taken_and_every_refused_one_is_refused(loaded: Loaded) -> None:
    sitting = sit(loaded)
    tried = 0
    while not sitting.table.is_over:
        desk = sitting.desk()
        for choice in desk.turn.choices:
            if choice.decision and not isinstance(choice.decision, d.Approach):
                refused = sitting.refusal(choice.decision)
                assert bool(refused) == bool(choice.refused), choice
                tried += 1
        sitting.decide([*(() if desk.view.sealed else desk.turn.advised), d.Done(desk.seat)])
    assert tried > 10


def test_what_is_sealed_and_what_is_advised_is_marked() -> None:
    sitting = sit(FIRST)
    desk = sitting.desk()
    assert desk.turn.phase == "acts"
    assert [each for each in desk.turn.choices if each.is_advised] or not desk.turn.advised
    sitting.decide([d.Done(desk.seat)])
    while sitting.desk().turn.phase != "consult":
        sitting.follow(lambda _: None)
    floor = d.AskFloor(sitting.seat, 80)
    assert sitting.decide([floor]) is None
    assert sitting.desk().turn.sealed_labels == ("Ask for the floor (insistence 80 of 100)",)
    assert [each.label for each in sitting.desk().turn.choices if each.form == "floor"]


def test_undo_goes_back_one_decision_at_a_time() -> None:
    sitting = sit(FIRST)
    before = sitting.desk()
    sitting.decide([*before.turn.advised, d.Done(sitting.seat)])
    assert sitting.desk().turn.phase != before.turn.phase
    assert sitting.undo() is None
    again = sitting.desk()
    assert (again.turn.phase, again.turn.choices) == (before.turn.phase, before.turn.choices)
    assert again.passages == before.passages
    refused = sitting.undo()
    assert isinstance(refused, Refused)
    assert refused.reason


def test_a_game_is_kept_after_every_decision_and_gone_on_with() -> None:
    sitting = sit(FIRST)
    assert sitting.file
    sitting.follow(lambda _: None)
    desk, file = sitting.desk(), sitting.file
    sitting.close()
    assert [(slot.file, slot.round, slot.title) for slot in slots()] == [(file, 2, FIRST.scenario.scenario.title)]
    again = Sitting(Kept(resume(file), file), words_in())
    again.skip_to_round()
    assert again.desk().view == desk.view
    assert again.desk().passages == desk.passages
    assert {each.round for each in again.desk().fresh} == {2}
    follow_to_end(again)
    again.close()
    assert slots() == []
    assert replay(file, verify=True).differs == 0


def test_without_a_place_to_save_play_goes_on_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    monkeypatch.setattr("game.desktop.keeping.games_folder", lambda: blocked / "x")
    sitting = sit(FIRST)
    assert sitting.file is None
    assert sitting.why_not_kept
    assert sitting.decide([d.Done(sitting.seat)]) is None
    assert slots() == []
    assert write_settings(Settings(scale=150))
    assert read_settings() == Settings()


def test_settings_are_kept_and_nonsense_is_forgotten(home: Path) -> None:
    assert write_settings(Settings(scale=175, reduced_motion=True)) == ""
    assert read_settings() == Settings(scale=175, reduced_motion=True)
    file = next(home.rglob("settings.json"))
    file.write_text('{"scale": 9000, "language": 7}')
    assert read_settings() == Settings(scale=200)
    file.write_text("[")
    assert read_settings() == Settings()


def test_fast_forward_ends_a_round_and_the_model_ends_the_game() -> None:
    sitting = sit(FIRST)
    heard: list[str] = []
    assert sitting.follow(heard.append) is None
    assert sitting.desk().view.public.round.number == 2
    assert heard
    assert sitting.leave_to_model(heard.append) is None
    assert sitting.desk().is_over
    assert "aftermath" in heard


def test_two_people_take_turns_and_each_reads_only_its_own() -> None:
    first, second = list(FIRST.scenario.ally)[:2]
    sitting = sit(FIRST, first, second)
    assert sitting.seat == first
    mine = sitting.desk()
    assert mine.waiting == (second,)
    sitting.decide([d.Done(first)])
    assert sitting.next_seat == second
    sitting.hand_over()
    theirs = sitting.desk()
    assert theirs.seat == second
    assert theirs.view.capital
    assert mine.view.capital
    assert theirs.view.capital.sheet != mine.view.capital.sheet
    follow_to_end(sitting)
    assert sitting.table.is_over


def test_a_wait_can_be_ended_and_changes_nothing() -> None:
    sitting = sit(FIRST)
    lines, go_on = len(sitting.table.lines), threading.Event()

    def job(progress: Progress) -> Refused | None:
        go_on.wait(5)
        return sitting.leave_to_model(progress.step)

    woken: list[int] = []
    work = Work(job, lambda: woken.append(1))
    work.stop()
    go_on.set()
    with pytest.raises(Stopped):
        work.result()
    assert len(sitting.table.lines) == lines
    assert woken
    assert sitting.decide([d.Done(sitting.seat)]) is None


def to_pen(sitting: Sitting) -> Choice:
    """Play on until this seat may write a text; return the choice."""
    while True:
        turn = sitting.desk().turn
        found = [each for each in turn.choices if each.form in ("table", "revise")]
        if found:
            return found[0]
        wants = [d.AskFloor(sitting.seat, 100)] if turn.phase == "consult" else list(turn.advised)
        sitting.decide([*wants, d.Done(sitting.seat)])


def test_a_text_is_written_step_by_step_and_the_table_says_whether_it_may_be_put() -> None:
    sitting = sit(FIRST)
    assert to_pen(sitting).form == "table"
    position, desk = sitting.table.position, sitting.desk()
    options, bounds = options_for(position, desk.view, sitting.names), bounds_of(position)
    text = first_text(position, ())
    for option in options[: bounds.clauses]:
        text = with_measure(text, option.measure, option.levels[0].level)
    judged = judge(position, d.TableText(sitting.seat, text))
    assert judged.refused is None
    assert judged.own
    assert judged.cost == sum(not each.on_paper for each in options[: bounds.clauses])
    guessed = guess(position, d.TableText(sitting.seat, text))
    assert guessed.before == judged.text
    assert [each.measure for each in guessed.before.clauses] == [each.measure for each in text.clauses]
    assert 0 <= guessed.chance <= 100
    first = options[0]
    assert level_in(text, first.measure) == first.levels[0].level
    assert with_mood(text, first.measure, 2).clauses[0].mood == 2
    assert level_in(with_measure(text, first.measure, 0), first.measure) == 0
    more = with_measure(text, options[bounds.clauses].measure, 1)
    refused = sitting.refusal(d.TableText(sitting.seat, more))
    assert refused
    assert refused.code == "too_many_clauses"
    asker = bounds.askers[0]
    assert with_ask(with_ask(text, asker), asker) == text
    assert sitting.decide([d.TableText(sitting.seat, text)]) is None


def test_why_of_the_own_seat_has_the_sum_and_of_another_only_what_was_said() -> None:
    sitting = sit(FIRST)
    while sitting.desk().turn.phase != "answer":
        desk = sitting.desk()
        sitting.decide([*desk.turn.advised, d.Done(desk.seat)])
    own = " ".join(sitting.why(sitting.seat))
    other = next(key for key in FIRST.scenario.ally if key != sitting.seat)
    assert "In all" in own
    assert "In all" not in " ".join(sitting.why(other))


def test_a_named_file_that_exists_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.game"
    file.write_text("precious")
    kept = begin_kept(TINY, {"AA": PERSON}, "1", file)
    assert kept.file is None
    assert "exists already" in kept.why_not
    assert file.read_text() == "precious"
