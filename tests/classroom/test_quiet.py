"""The hint that somebody has been quiet: for what is its own job, since it sent something last, and to the teacher alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.classroom import wire
from game.classroom.room import Room
from game.classroom.rooms import found_rooms, new_room
from game.classroom.tokens import DELEGATE, TEACHER, Eyes, Pass
from game.scenario.load import Loaded
from game.table.lines import sent_by
from tests.classroom.conftest import outside
from tests.classroom.test_room import done

T = Pass("t", TEACHER, "", "", "en")


def joined(room: Room, seat: str, name: str, *likes: str) -> Pass:
    token = room.join(DELEGATE, seat, name, "en", list(likes))
    assert isinstance(token, str)
    given = room.guests.pass_of(token)
    assert given
    return given


def people(room: Room) -> dict[str, dict[str, Any]]:
    told = json.loads(room.sheet(Eyes(TEACHER, "", "en"), {}, {}).raw)
    return {each["name"]: each for each in told["people"]}


def next_phases(room: Room, count: int) -> None:
    """End so many phases in which somebody is asked."""
    assert room.table
    for _ in range(count):
        moment = room.table.position.moment
        done(room.do(T, wire.Next(f"next-{moment:04}", moment)))


def decide(room: Room, by: Pass, line: str) -> None:
    assert room.table
    moment = room.table.position.moment
    done(room.do(by, wire.Decide(f"decide-{moment:04}-{by.seat}", moment, line)))


@pytest.fixture
def room(tmp_path: Path, first: Loaded) -> Room:
    return new_room(tmp_path, first, "first", "staff", outside())


def test_who_lets_phases_pass_is_told_to_the_teacher_until_it_sends_something(room: Room) -> None:
    ana, ion = joined(room, "PL", "Ana"), joined(room, "EE", "Ion")
    done(room.do(T, wire.Begin("begin-01", 0)))
    for k in range(3):
        decide(room, ana, "PL done")
        next_phases(room, 1)
        assert (people(room)["Ana"]["quiet"], people(room)["Ion"]["quiet"]) == (0, k + 1)
        assert (people(room)["Ana"]["sent"], people(room)["Ion"]["sent"]) == (k + 1, 0)
    decide(room, ion, "EE done")
    assert (people(room)["Ion"]["quiet"], people(room)["Ion"]["sent"]) == (0, 1)
    next_phases(room, 1)
    assert (people(room)["Ana"]["quiet"], people(room)["Ion"]["quiet"]) == (1, 0)


def test_nobody_is_quiet_in_what_is_a_colleagues_job(room: Room) -> None:
    names = {"Ana": "speak", "Ion": "bargain", "Eva": "calculate", "Dan": "watch"}
    for name, like in names.items():
        joined(room, "EE", name, like)
    joined(room, "PL", "Zoe")
    done(room.do(T, wire.Begin("begin-01", 0)))
    next_phases(room, 1)  # national acts: the capital's
    assert {name: people(room)[name]["quiet"] for name in names} == {"Ana": 0, "Ion": 0, "Eva": 0, "Dan": 1}
    next_phases(room, 1)  # consultations: most of it is the negotiator's
    assert people(room)["Ion"]["quiet"] == 1
    assert people(room)["Zoe"]["quiet"] == 2


def test_late_comers_have_not_been_quiet_before_they_came(room: Room) -> None:
    joined(room, "PL", "Ana")
    done(room.do(T, wire.Begin("begin-01", 0)))
    next_phases(room, 3)
    joined(room, "EE", "Late")
    room.tick()
    assert people(room)["Late"]["quiet"] == 0
    assert people(room)["Ana"]["quiet"] == 3


def test_a_page_of_a_seat_tells_nobodys_part(room: Room) -> None:
    joined(room, "PL", "Ana")
    done(room.do(T, wire.Begin("begin-01", 0)))
    next_phases(room, 4)
    for eyes in (Eyes(DELEGATE, "PL", "en"), Eyes("wall", "", "en")):
        raw = room.sheet(eyes, {}, {}).raw
        assert b'"quiet"' not in raw
        assert b'"sent"' not in raw


def test_a_room_found_again_knows_what_was_sent(tmp_path: Path, first: Loaded) -> None:
    room = new_room(tmp_path, first, "first", "staff", outside())
    ana = joined(room, "PL", "Ana")
    done(room.do(T, wire.Begin("begin-01", 0)))
    decide(room, ana, "PL done")
    room.close()
    (again,), why = found_rooms(tmp_path, outside(seed=2))
    assert why == []
    assert (people(again)["Ana"]["sent"], people(again)["Ana"]["quiet"]) == (1, 0)
    again.close()


@pytest.mark.parametrize(
    ("client", "key"),
    [
        ("web-ab-cd-ef-12345678", "ab-cd-ef"),
        ("web-abcdefghijkl-one-and-the-same", "abcdefghijkl"),
        ("web-teacher-12345678", ""),
        ("terminal-abcdefghijkl-1", ""),
        ("", ""),
    ],
)
def test_a_line_is_known_by_the_pass_that_sent_it(client: str, key: str) -> None:
    assert sent_by(client, {"ab-cd-ef", "abcdefghijkl"}) == key
