"""The bell: whatever a class's pace, it finds the class in the debrief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from game.classroom import wire
from game.classroom.room import Room
from game.classroom.rooms import new_room
from game.classroom.tokens import DELEGATE, TEACHER, Pass
from game.rules.state import PHASES
from game.scenario.load import Loaded, load
from game.table.bell import debrief_of, plan, planned_rounds, rounds_kept, rounds_played, seconds_of
from game.table.decisions import Refused
from game.table.lines import DECISION
from tests.classroom.conftest import outside

ROOT = Path(__file__).resolve().parents[2]
LESSON = 50 * 60
TEACHER_PASS = Pass("t", TEACHER, "", "", "en")


def test_every_phase_in_which_somebody_decides_has_its_share() -> None:
    assert set(plan().phase) == set(PHASES) - {"briefing", "aftermath", "over"}
    for share in plan().phase.values():
        assert 0 < share.least < share.most
        assert share.weight > 0


def test_a_quarter_of_an_hour_of_fifty_minutes_is_kept_and_of_a_shorter_lesson_its_share() -> None:
    assert debrief_of(LESSON) == debrief_of(90 * 60) == 15 * 60
    assert debrief_of(30 * 60) == 9 * 60


@pytest.mark.parametrize(
    ("minutes", "rounds"), [(60, (1, 2, 3, 4, 5)), (20, (3, 5)), (18, (3, 5)), (17, (5,)), (4, (5,)), (3, ()), (-2, ())]
)
def test_as_many_rounds_are_played_as_fit_and_the_last_always(minutes: int, rounds: tuple[int, ...]) -> None:
    assert rounds_played(1, 5, minutes * 60) == rounds


def test_fifty_minutes_of_six_rounds_play_the_first_the_fourth_and_the_last() -> None:
    assert planned_rounds(0, 6, LESSON - debrief_of(LESSON)) == (0, 3, 5)


@pytest.mark.parametrize(("minutes", "kept"), [(40, (1, 3, 5)), (19, (1, 5)), (9, (5,)), (4, (5,)), (3, ())])
def test_who_is_late_drops_rounds_in_the_middle_first(minutes: int, kept: tuple[int, ...]) -> None:
    assert rounds_kept((1, 3, 5), minutes * 60) == kept


def test_a_phase_has_its_share_of_what_is_left_and_little_where_nothing_is() -> None:
    share = plan().phase["answer"]
    assert share.least < seconds_of("answer", 400) < share.most
    assert seconds_of("answer", 36_000) == share.most
    assert seconds_of("answer", 400, is_first=True) == seconds_of("answer", 400) + plan().lesson.opening
    assert seconds_of("answer", 1) == share.least
    assert seconds_of("answer", -5) == plan().lesson.late
    assert seconds_of("briefing", 400) == 0


@dataclass
class Hall:
    """A class without a network, on a clock of its own; everybody answers after so many seconds, -1 for never."""

    room: Room
    now: list[float]
    delay: float
    played: set[int]

    def play(self) -> float:
        """Play to the end; return how many seconds of the lesson are left then."""
        began, since, moment = self.now[0], self.now[0], -1
        while self.room.table and not self.room.table.is_over:
            view = self.room.table.public_view()
            self.played.add(view.round.number)
            if view.moment != moment:
                since, moment = self.now[0], view.moment
            for seat in self.room.table.awaited():
                if 0 <= self.delay <= self.now[0] - since:
                    by = Pass("p", DELEGATE, seat, "", "en")
                    frame = wire.Decide(f"{seat}-{self.now[0]:.0f}-{moment}", view.moment, f"{seat} done")
                    assert not isinstance(self.room.do(by, frame), Refused)
                    break
            self.now[0] += 1
            if self.room.timing.is_due():
                self.room.tick()
        return began + LESSON - self.now[0]


def hall(tmp_path: Path, loaded: Loaded, delay: float, seats: tuple[str, ...]) -> Hall:
    now = [1000.0]
    room = new_room(tmp_path, loaded, "scenario", "instinct", outside(lambda: now[0]))
    for seat in seats:
        assert isinstance(room.join(DELEGATE, seat, "", "en"), str)
    assert room.do(TEACHER_PASS, wire.Begin("begin", LESSON // 60)) is None
    return Hall(room, now, delay, set())


@pytest.mark.parametrize("delay", [2, 45, 100, -1], ids=["early", "in time", "late", "never"])
def test_the_bell_finds_a_class_in_the_debrief(tmp_path: Path, first: Loaded, delay: float) -> None:
    there = hall(tmp_path, first, delay, tuple(first.scenario.ally)[:3])
    left = there.play()
    there.room.close()
    assert left >= 15 * 60
    assert there.played


def test_fifty_minutes_of_galati_are_rounds_one_four_and_six(tmp_path: Path) -> None:
    loaded = load(ROOT / "scenarios" / "galati.toml")
    seats = tuple(key for key, ally in loaded.scenario.ally.items() if ally.featured)
    there = hall(tmp_path, loaded, 60, seats)
    assert there.play() >= 15 * 60
    assert there.played == {1, 4, 6}
    assert there.room.table
    meanwhile = [line.text for line in there.room.table.lines if line.kind == DECISION and "meanwhile" in line.text]
    there.room.close()
    assert meanwhile[:2] == ["CLOCK meanwhile 3", "CLOCK meanwhile 5"]
