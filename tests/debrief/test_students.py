"""Each student's part, counted from the journal of a class, and the teacher's own files of it; names left out on demand."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from game.classroom import wire
from game.classroom.beside import people_beside
from game.classroom.room import Room
from game.classroom.rooms import new_room
from game.classroom.tokens import DELEGATE, TEACHER, Pass
from game.classroom.wishes import Announce, Open, Pin, Swap, Word, Write
from game.cli import main
from game.debrief.page_talk import CRITERIA
from game.debrief.students import InRound, Person, StudentTold, letters_of, students_of, unnamed
from game.scenario.load import Loaded
from game.table.journal import Replay, replay
from game.telling.words import LANGUAGES
from tests.classroom.conftest import outside
from tests.debrief.test_page import Reader

T = Pass("t" * 12, TEACHER, "", "", "en")
SEATED = (("EE", "Ana Popescu"), ("EE", "Ion"), ("DE", "Éloïse"), ("PL", "Quiet Mihai"))
SAYS = "Ana Popescu here: could Éloïse's capital live with less?"


class Class:
    """A class without a network: who sits, and what each sends."""

    def __init__(self, room: Room) -> None:
        self.room, self.passes, self.sent = room, dict[str, Pass](), 0
        for seat, name in SEATED:
            token = room.join(DELEGATE, seat, name, "en")
            assert isinstance(token, str)
            given = room.guests.pass_of(token)
            assert given
            self.passes[name] = given

    def do(self, name: str, make: type, *about: object, **more: object) -> None:
        self.sent += 1
        by = T if name == "teacher" else self.room.guests.roster.now(self.passes[name])
        assert by
        assert self.room.do(by, make(f"a-frame-{self.sent:04}", *about, **more)) is None

    def line(self, name: str, line: str) -> None:
        assert self.room.table
        self.do(name, wire.Decide, self.room.table.position.moment, line)

    def next_phase(self) -> None:
        assert self.room.table
        self.do("teacher", wire.Next, self.room.table.position.moment)

    def round_over(self) -> None:
        assert self.room.table
        now = self.room.table.public_view().round.number
        while not self.room.table.is_over and self.room.table.public_view().round.number == now:
            self.next_phase()


@pytest.fixture(scope="module")
def journal(first: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the journal of a class, its room's register beside it."""
    folder = tmp_path_factory.mktemp("class")
    of = Class(new_room(folder, first, "first", "staff", outside()))
    of.do("teacher", wire.Begin, 0)
    table, question = of.room.table, next(iter(first.scenario.question))
    assert table
    key = next(key for key, state in table.facilitator_view().injects.items() if not state.startswith("fired"))
    of.do("teacher", Open, True)
    of.do("teacher", Word, key, "Ion is said to have seen it.")
    of.do("teacher", wire.Break, key)
    of.do("teacher", Announce, "Mihai is asked for by the press.")
    of.do("teacher", Pin, "round", "1", "Here Éloïse led.")
    of.line("Ana Popescu", f"EE forecast {question} 40")
    of.line("Éloïse", "DE done")
    of.do("Ana Popescu", Write, "DE", SAYS)
    of.do("Éloïse", Write, "EE", "Perhaps.")
    while table.public_view().phase != "consult":
        of.next_phase()
    of.line("Ion", "EE ask_floor 5")
    of.round_over()
    swap = {each.name: each for each in of.passes.values()}
    of.do("teacher", Swap, swap["Ion"].key, swap["Quiet Mihai"].key, "PL")
    of.line("Ion", f"PL forecast {question} 60")
    while not table.is_over:
        of.round_over()
    of.room.close()
    return folder / f"{of.room.code}.journal"


@pytest.fixture(scope="module")
def game(journal: Path) -> Replay:
    return replay(journal)


def told(game: Replay, journal: Path) -> dict[str, StudentTold]:
    return {each.name: each for each in students_of(game.lines, people_beside(journal))}


def test_each_student_is_counted_for_itself_by_round(game: Replay, journal: Path) -> None:
    of = told(game, journal)
    assert set(of) == {name for _, name in SEATED}
    assert sorted(each.number for each in of.values()) == [1, 2, 3, 4]
    assert of["Ana Popescu"].rounds == (InRound(1, 0, 1, 1), InRound(2, 0, 0, 0))
    assert of["Ion"].rounds == (InRound(1, 1, 0, 0), InRound(2, 0, 1, 0))
    assert of["Ion"].seats == ("EE", "PL")
    assert of["Éloïse"].rounds == (InRound(1, 0, 0, 1), InRound(2, 0, 0, 0))  # that one is done decides nothing
    assert (of["Quiet Mihai"].decisions, of["Quiet Mihai"].quiet_rounds) == (0, (1, 2))
    assert of["Ana Popescu"].quiet_rounds == (2,)


def test_letters_are_told_with_who_wrote_them(game: Replay, journal: Path) -> None:
    letters = letters_of(game.lines, people_beside(journal))
    of = told(game, journal)
    assert [(each.round, each.number, each.seat, each.to, each.says) for each in letters] == [
        (1, of["Ana Popescu"].number, "EE", "DE", SAYS),
        (1, of["Éloïse"].number, "DE", "EE", "Perhaps."),
    ]
    assert [each.number for each in letters_of(game.lines, ())] == [0, 0]


def written(journal: Path, out: Path, *more: str) -> dict[str, str]:
    """Return the files of a debrief by path, as text."""
    assert main(["debrief", str(journal), "--games", "0", "--out", str(out), *more]) == 0
    return {str(file.relative_to(out)): file.read_text("utf-8") for file in out.rglob("*") if file.is_file()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_teachers_files_hold_what_the_classs_own_do_not(journal: Path, tmp_path: Path, language: str) -> None:
    files = written(journal, tmp_path, "--lang", language)
    own = {name: text for name, text in files.items() if name.startswith("teacher")}
    assert {Path(name).name for name in own} == {"students.html", "students.csv", "letters.csv"}
    for name, text in files.items():
        assert ("Perhaps." in text) == (name in own and name.endswith(("letters.csv", ".html"))), name
    page = own[str(Path("teacher") / "students.html")]
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    assert all(name in page for _, name in SEATED)
    assert page.count("<table") >= len(SEATED) + 2  # a rubric each
    assert "http" not in page
    rows = list(csv.DictReader(own[str(Path("teacher") / "students.csv")].splitlines()))
    forecasts = {row["student"]: row["forecasts"] for row in rows}
    assert forecasts == {"Ana Popescu": "1", "Ion": "1", "Éloïse": "0", "Quiet Mihai": "0"}
    assert all(row[key] == "" for row in rows for key in (*CRITERIA, "remarks"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_names_anybody_where_that_is_asked_for(journal: Path, tmp_path: Path, language: str) -> None:
    files = written(journal, tmp_path, "--lang", language, "--anonymous")
    assert len(files) > 8
    for name, text in files.items():
        plain = json.dumps(json.loads(text), ensure_ascii=False) if name.endswith(".json") else text
        for canary in ("Popescu", "Ana P", "Éloïse", "Mihai", "Ion is"):
            assert canary not in plain, (name, canary)
    assert "Perhaps." in files[str(Path("teacher") / "letters.csv")]


def test_a_game_of_no_class_has_no_teachers_files(saved: Path, tmp_path: Path) -> None:
    assert not any(name.startswith("teacher") for name in written(saved, tmp_path))
    assert people_beside(saved) == ()


def test_names_are_replaced_as_words_and_not_inside_words() -> None:
    labels = {"Ana Popescu": "Student 1", "Io": "Student 2"}
    assert unnamed("ANA and Popescu sat; bananas, Iowa, Io.", labels) == (
        "Student 1 and Student 1 sat; bananas, Iowa, Student 2."
    )


def test_what_begins_like_a_formula_is_text_in_a_spreadsheet(first: Loaded, tmp_path: Path) -> None:
    from game.debrief.page_students import _cell

    assert [_cell(typed) for typed in ("=1+1", "@x", "a=1")] == ["'=1+1", "'@x", "a=1"]
    assert students_of((), (Person("k", "EE", "x"),))[0].rounds == ()
