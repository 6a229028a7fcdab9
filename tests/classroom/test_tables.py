"""Several tables with the same luck: what each did, and where they parted."""

from __future__ import annotations

import json
from pathlib import Path

from game.classroom import wire
from game.classroom.room import Room
from game.classroom.rooms import new_room
from game.classroom.tables import Deed, course_of, parted
from game.classroom.tokens import DELEGATE, TEACHER, WALL, Eyes, Pass
from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from tests.classroom.conftest import outside

T = Pass("t", TEACHER, "", "", "en")


def test_they_part_at_the_first_step_that_is_not_the_same() -> None:
    one, two = Deed(1, "tabled", "RO", "x"), Deed(1, "adopted", "", "x")
    other = Deed(1, "failed", "", "")
    assert parted([]) == parted([(one,)]) == parted([(one, two), (one, two)]) == -1
    assert parted([(one, two), (one,)]) == -1  # the second is only not so far yet
    assert parted([(one, two), (one, other), (one,)]) == 1


def played(tmp_path: Path, first: Loaded, name: str, line: str) -> Room:
    """Return a room that has played its first round on the common seed, with one decision of Estonia's."""
    folder = tmp_path / name
    folder.mkdir()
    room = new_room(folder, first, "first", "staff", outside(seed=len(name)), 0, "nine")
    assert isinstance(room.join(DELEGATE, "EE", "x", "en"), str)
    assert room.do(T, wire.Begin("begin-01", 0)) is None
    assert room.table
    for k in range(20):
        if room.table.position.phase == s.ANSWER:
            break
        assert room.do(T, wire.Next(f"next-{k:04}", room.table.position.moment)) is None
    assert room.table.public_view().round.number == 1
    decision = room.table.read(line)
    assert not isinstance(decision, d.Refused)
    assert not isinstance(room.table.apply(decision), d.Refused)
    assert not isinstance(room.table.apply(d.Meanwhile(1)), d.Refused)
    return room


def test_the_wall_shows_each_table_and_where_they_parted(tmp_path: Path, first: Loaded) -> None:
    calm, same, loud = (
        played(tmp_path, first, name, line)
        for name, line in (("a", "EE silent"), ("bb", "EE silent"), ("ccc", "EE break #1+0"))
    )
    courses = {name: room.course() for name, room in (("A", calm), ("B", same), ("C", loud))}
    assert courses["A"] == courses["B"] != courses["C"]
    wall = Eyes(WALL, "", "en")
    alike = json.loads(calm.sheet(wall, {}, {}, {"A": courses["A"], "B": courses["B"]}).raw)
    assert [table["parted"] for table in alike["tables"]] == ["", ""]
    told = json.loads(calm.sheet(wall, {}, {}, courses).raw)["tables"]
    assert [table["room"] for table in told] == ["A", "B", "C"]
    assert told[0]["parted"] == told[1]["parted"] != told[2]["parted"]
    assert "tables" not in json.loads(calm.sheet(Eyes(DELEGATE, "EE", "en"), {}, {}, courses).raw)
    assert "tables" not in json.loads(calm.sheet(wall, {}, {}, {"A": courses["A"]}).raw)
    assert calm.table
    assert course_of(calm.table.events()) == courses["A"]
