"""A room without a network: delegations and their jobs, cards, what a teacher's hand plays, and pages that say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.classroom import wire
from game.classroom.guests import DRAWN
from game.classroom.jobs import job_of, jobs, jobs_of
from game.classroom.press import spliced
from game.classroom.room import Room
from game.classroom.rooms import new_room
from game.classroom.seating import PEOPLE_A_SEAT
from game.classroom.tokens import DELEGATE, TEACHER, WALL, Eyes, Pass
from game.rules import state as s
from game.scenario.load import Loaded
from game.table.decisions import DECISIONS, OTHER, PERSON, Refused
from tests.classroom.conftest import outside

T = Pass("t", TEACHER, "", "", "en")
OF_THE_TABLE = {
    "Done",
    "Reconsider",
    "TimeExpired",
    "Meanwhile",
    "TakeSeat",
    "DropInject",
    "HoldInject",
    "ReleaseInject",
    "Undo",
}


@pytest.fixture
def room(tmp_path: Path, first: Loaded) -> Room:
    return new_room(tmp_path, first, "first", "staff", outside())


def page(room: Room, role: str = TEACHER, seat: str = "", language: str = "en") -> dict[str, Any]:
    eyes = Eyes(role, seat, language)
    told: dict[str, Any] = json.loads(room.sheet(eyes, {}, {}).raw)
    return told


def done(answer: Refused | None) -> None:
    assert answer is None, answer


def until(room: Room, phase: int) -> None:
    """End phases until one comes."""
    assert room.table
    for k in range(60):
        if room.table.position.phase == phase and room.table.awaited():
            return
        done(room.do(T, wire.Next(f"next-{k:04}", room.table.position.moment)))
    raise AssertionError


def test_every_decision_of_a_seat_is_somebodys_job() -> None:
    kinds = {kind.__name__ for kind in DECISIONS} - OF_THE_TABLE
    assert {kind for job in jobs().values() for kind in job} == kinds
    assert job_of("Answer") == "ambassador"
    assert job_of("Done") == ""


@pytest.mark.parametrize("people", [1, 2, 3, 4])
def test_a_delegation_shares_out_all_jobs(people: int) -> None:
    shared = jobs_of([()] * people)
    assert sorted(job for own in shared for job in own) == sorted(jobs())
    assert all(shared)
    assert shared == [tuple(jobs())[place::people] for place in range(people)]  # as they came


def test_who_has_a_seat_drawn_fills_the_seats_evenly(room: Room, first: Loaded) -> None:
    featured = [key for key, ally in first.scenario.ally.items() if ally.featured]
    for _ in range(2 * len(featured)):
        assert isinstance(room.join(DELEGATE, DRAWN, "x", "en"), str)
    assert room.guests.roster.people == dict.fromkeys(featured, 2)


def test_a_delegation_is_complete_at_four_and_says_so(room: Room) -> None:
    for _ in range(PEOPLE_A_SEAT):
        assert isinstance(room.join(DELEGATE, "EE", "x", "en"), str)
    refused = room.join(DELEGATE, "EE", "x", "en")
    assert isinstance(refused, Refused)
    assert refused.code == "seat_full"


def test_a_show_of_cards_is_typed_in_by_the_teacher_and_by_nobody_else(room: Room) -> None:
    done(room.do(T, wire.Seat("seat-0001", "EE", sits=True)))
    done(room.do(T, wire.Seat("seat-0002", "EE", sits=True)))  # pressed twice: still once
    done(room.do(T, wire.Seat("seat-0003", "DE", sits=True)))
    done(room.do(T, wire.Seat("seat-0004", "DE", sits=False)))
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 0)))
    assert room.table
    assert {seat for seat, holder in room.table.position.holders.items() if holder == PERSON} == {"EE", "PL"}
    until(room, s.ANSWER)
    hand = page(room)["hands"]["EE"]
    assert hand["turn"]["is_open"]
    lines = [choice["line"] for choice in hand["turn"]["choices"] if choice["line"] and not choice["refused"]]
    assert "EE silent" in lines
    moment = room.table.position.moment
    student = Pass("s", DELEGATE, "PL", "Ana", "en")
    for by, line in ((student, "EE silent"), (T, "PL silent")):
        refused = room.do(by, wire.Decide("decide-01", moment, line))
        assert refused
        assert refused.code == "not_your_seat"
    done(room.do(T, wire.Decide("decide-02", moment, "EE silent")))
    assert page(room)["hands"]["EE"]["turn"]["is_done"]
    assert page(room)["status"]["PL"]["awaited"]


def test_a_teacher_may_play_the_other_side_and_nobody_else_may(room: Room) -> None:
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 0)))
    student = Pass("s", DELEGATE, "PL", "Ana", "en")
    refused = room.do(student, wire.Give("give-0001", OTHER, PERSON))
    assert refused
    assert refused.code == "not_your_seat"
    done(room.do(T, wire.Give("give-0002", OTHER, PERSON)))
    assert room.table
    for k in range(60):
        hands = page(room)["hands"]
        if hands[OTHER]["turn"]["is_open"]:
            break
        done(room.do(T, wire.Next(f"next-{k:04}", room.table.position.moment)))
    choice = next(each for each in hands[OTHER]["turn"]["choices"] if each["line"].startswith("OTHER reply"))
    assert choice["label"] != choice["line"]  # a name, not a line
    moment = room.table.position.moment
    done(room.do(T, wire.Decide("decide-01", moment, choice["line"])))
    assert room.table.position.moment > moment


def test_opening_the_last_phase_again_takes_it_back_and_tells_it_no_more(room: Room) -> None:
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 0)))
    assert room.table
    until(room, s.ANSWER)
    eyes, phase = Eyes(TEACHER, "", "en"), room.table.position.phase
    before = room.record(eyes)
    done(room.do(T, wire.Next("next-9999", room.table.position.moment)))
    assert room.record(eyes) != before
    done(room.do(T, wire.Recall("recall-01", room.table.position.moment)))
    assert (room.table.position.phase, room.record(eyes)) == (phase, before)
    refused = room.do(T, wire.Recall("recall-02", 0))
    assert refused
    assert refused.code == "stale"


def test_rounds_that_nobody_plays_are_told_in_the_authors_minute(room: Room, first: Loaded) -> None:
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 0)))
    assert room.table
    until(room, s.ANSWER)
    for name in ("time-0001", "time-0002"):
        done(room.do(T, wire.Time(name, "meanwhile", 0)))
    wall = page(room, WALL)
    assert wall["round"]["number"] == 3
    # The first was broken off in its middle; the second passed as a whole.
    assert wall["passed"] == [first.scenario.round[1].meanwhile]
    assert wall["briefing"] == first.scenario.round[2].briefing
    told = [line["says"] for part in json.loads(room.record(Eyes(WALL, "", "en")))["parts"] for line in part["lines"]]
    assert first.scenario.round[1].meanwhile in told


def test_a_cold_open_begins_with_a_text_under_silence_and_the_round_is_told_as_played(
    room: Room, first: Loaded
) -> None:
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 50, is_cold=True)))
    assert room.table
    assert (room.table.position.phase, room.table.awaited()) == (s.ANSWER, ("PL",))
    told = page(room, DELEGATE, "PL")
    assert told["has_text"]
    assert told["passed"] == []
    assert told["briefing"] == first.scenario.round[0].briefing
    assert told["clock"]["phase"] > 60  # there is time to read what one is asked about


def test_heads_up_stops_the_clock_and_the_phones_show_it(room: Room) -> None:
    assert isinstance(room.join(DELEGATE, "PL", "Ana", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 50)))
    done(room.do(T, wire.Time("time-0001", "heads_up", 0)))
    assert page(room, DELEGATE, "PL")["heads_up"] == 0
    assert page(room)["clock"]["is_paused"]
    done(room.do(T, wire.Time("time-0002", "heads_down", 0)))
    assert "heads_up" not in page(room, DELEGATE, "PL")
    assert not page(room)["clock"]["is_paused"]


def test_a_page_that_says_the_same_has_the_same_mark_and_another_seats_answer_changes_nothing(room: Room) -> None:
    for seat in ("PL", "EE"):
        assert isinstance(room.join(DELEGATE, seat, "x", "en"), str)
    done(room.do(T, wire.Begin("begin-01", 0)))
    assert room.table
    of_pl, of_ee = Eyes(DELEGATE, "PL", "en"), Eyes(DELEGATE, "EE", "en")
    marks = {eyes: room.sheet(eyes, {}, {}).mark for eyes in (of_pl, of_ee)}
    done(room.do(Pass("s", DELEGATE, "EE", "x", "en"), wire.Decide("decide-01", room.table.position.moment, "EE done")))
    assert room.sheet(of_pl, {}, {}).mark == marks[of_pl]
    assert room.sheet(of_ee, {}, {}).mark != marks[of_ee]
    assert room.sheet(of_pl, {"nobody": 1}, {}).mark == marks[of_pl]


def test_two_objects_are_spliced_into_one() -> None:
    assert json.loads(spliced(b'{"a":1}', b'{"b":[2]}')) == {"a": 1, "b": [2]}
