"""Saved games: what was acknowledged stays, what is damaged is told in a sentence, and nothing is decided anew."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table import journal, position, store, thinking
from game.table.decisions import Refused
from game.table.journal import JournalError, fork, new_game, replay, resume
from game.table.lines import DECISION, FORMAT, MODEL, RULES, SETTLED, Header, Line, first_break, step_ends
from game.table.play import Step
from game.table.position import digest_of
from game.table.store import Store, read_file
from game.table.table import Table

FUZZ = int(os.environ.get("FUZZ_EXAMPLES", "1"))
PlayOn = Callable[..., None]
SEATS = {"EE": "person", "DE": "person"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "game.silence"


@pytest.fixture
def saved(path: Path, first: Loaded, play_on: PlayOn) -> Path:
    """Return a journal of a game in the middle, closed."""
    table = new_game(path, first, "saved", SEATS)
    play_on(table, 9)
    assert isinstance(table.apply(d.Done(table.awaited()[0]), "phone-7"), Step)
    table.close()
    return path


def state_of(table: Table) -> str:
    return digest_of(table.position.state)


# Going on ----------------------------------------------------------------------------------------------------------


def test_a_game_goes_on_where_it_was(path: Path, first: Loaded, play_on: PlayOn) -> None:
    table = new_game(path, first, "on", SEATS)
    play_on(table, 11)
    lines, state, record = table.lines, state_of(table), table.position.record
    view = table.seat_view("EE").to_dict()
    table.close()
    again = resume(path)
    assert (again.lines, state_of(again), again.position.record) == (lines, state, record)
    assert again.seat_view("EE").to_dict() == view
    play_on(again)
    again.close()
    whole = Table.new(first, "on", SEATS)
    play_on(whole)
    assert digest_of(resume(path).position.state) == state_of(whole)


def test_the_model_is_not_asked_again(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def thinks(*_: object) -> None:
        raise AssertionError("the model was asked")

    monkeypatch.setattr(thinking, "decide", thinks)
    assert replay(saved, verify=True).differs == 0
    resume(saved).close()


def test_a_resend_after_a_crash_is_answered_the_same(path: Path, first: Loaded, play_on: PlayOn) -> None:
    table = new_game(path, first, "resend", SEATS)
    play_on(table, 5)
    answer = table.apply(d.Done(table.awaited()[0]), "phone-1")
    table.close()
    again = resume(path)
    count = len(again.lines)
    assert again.apply(d.Done("EE"), "phone-1") == answer
    assert len(again.lines) == count
    again.close()


def test_undo_is_a_line_and_the_fold_skips_what_it_takes_back(path: Path, first: Loaded, play_on: PlayOn) -> None:
    table = new_game(path, first, "undo", SEATS)
    play_on(table, 4)
    end, state = len(table.lines), state_of(table)
    play_on(table, 5)
    assert isinstance(table.apply(d.Undo(end), "undo-1"), Step)
    moment, lines = table.position.moment, len(table.lines)
    assert state_of(table) == state
    table.close()
    again = resume(path)
    assert (state_of(again), again.position.moment, len(again.lines)) == (state, moment, lines)
    assert again.position.record == table.position.record
    play_on(again, 3)
    again.close()
    assert replay(path, verify=True, think=True).differs == 0


def test_closing_leaves_one_file(saved: Path) -> None:
    assert [each.name for each in saved.parent.iterdir()] == [saved.name]


def test_a_saved_game_opens_in_a_folder_nobody_may_write_to(saved: Path) -> None:
    """Root may write anywhere, so that the file is opened as SQLite opens it there: read-only, never made."""
    before = saved.read_bytes()
    header, lines = read_file(saved)
    assert header.seed == "saved"
    assert lines
    assert saved.read_bytes() == before
    assert [each.name for each in saved.parent.iterdir()] == [saved.name]


def test_a_journal_cut_off_in_the_middle_of_writing_is_read_up_to_there(saved: Path, tmp_path: Path) -> None:
    """Killed while the older journal was being written, a file has its half step rolled back by whoever reads it next."""
    before = read_file(saved)
    killed = tmp_path / "killed" / saved.name
    killed.parent.mkdir()
    with contextlib.closing(sqlite3.connect(saved, isolation_level=None)) as base:
        base.execute("PRAGMA cache_size = 1")  # so that pages reach the disk before the end
        base.execute("BEGIN IMMEDIATE")
        base.execute("CREATE TABLE half (done)")
        base.executemany("INSERT INTO half VALUES (?)", [("x" * 4000,)] * 50)
        for suffix in ("", "-journal"):
            shutil.copy(f"{saved}{suffix}", f"{killed}{suffix}")
    reading = contextlib.closing(sqlite3.connect(f"{killed.as_uri()}?mode=ro", uri=True))
    with reading as base, pytest.raises(sqlite3.OperationalError, match="readonly"):
        base.execute("SELECT seq FROM line").fetchall()
    assert read_file(killed) == before
    assert [each.name for each in killed.parent.iterdir()] == [killed.name]


# Replay, verify and fork ---------------------------------------------------------------------------------------------


def test_verify_finds_the_first_state_that_comes_out_differently(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert replay(saved, verify=True).differs == 0
    settle, count = position.settle, [0]

    def other_rules(*arguments: object) -> object:
        events = settle(*arguments)  # type: ignore[arg-type]
        count[0] += 1
        if count[0] == 3:
            arguments[0].state.own[0, s.CAPITAL] += 1  # type: ignore[attr-defined]
        return events

    monkeypatch.setattr("game.table.play.settle", other_rules)
    found = replay(saved, verify=True)
    third = [line.seq for line in found.lines if line.kind == SETTLED][2]
    assert (found.differs, found.why) == (third, "the state after it is another one")


def test_a_model_that_would_choose_otherwise_is_told(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert replay(saved, think=True).differs == 0
    monkeypatch.setattr(journal, "model_decisions", lambda _: [])
    found = replay(saved, think=True)
    assert found.lines[found.differs - 1].kind == MODEL
    assert "would not decide" in found.why
    assert replay(saved, verify=True).differs == 0


def test_a_replay_walks_through_what_each_seat_knew(saved: Path) -> None:
    found = replay(saved)
    walked = list(found.walk())
    assert [line for line, _ in walked] == list(found.lines)
    for line, there in walked:
        assert digest_of(there.state) == line.digest
    assert walked[-1][1].moment == found.position.moment


def test_a_fork_names_where_it_leaves(saved: Path, tmp_path: Path, play_on: PlayOn) -> None:
    before = saved.read_bytes()
    parent = replay(saved)
    at = step_ends(parent.lines)[3]
    table = fork(saved, at, tmp_path / "fork.silence")
    assert (table.header.parent, table.header.at) == (parent.lines[at - 1].hash, at)
    assert state_of(table) == parent.lines[at - 1].digest
    play_on(table)
    table.close()
    assert replay(tmp_path / "fork.silence", verify=True, think=True).differs == 0
    assert saved.read_bytes() == before


def test_a_fork_leaves_from_the_end_of_a_step(saved: Path, tmp_path: Path) -> None:
    inside = next(line.seq for line in replay(saved).lines if line.kind == MODEL)
    with pytest.raises(JournalError, match="does not end a step"):
        fork(saved, inside, tmp_path / "fork.silence")
    assert not (tmp_path / "fork.silence").exists()


# One writer ----------------------------------------------------------------------------------------------------------


def test_two_do_not_write_to_one_journal(path: Path, first: Loaded) -> None:
    table = new_game(path, first, "two", SEATS)
    with pytest.raises(JournalError, match="open in another"):
        resume(path)
    assert replay(path).position.moment == table.position.moment  # reading is allowed meanwhile
    child = (
        "import sys; from pathlib import Path; from game.table.journal import *\n"
        "try: resume(Path(sys.argv[1]))\n"
        "except JournalError as error: print(error)"
    )
    root = Path(__file__).parents[2]
    said = subprocess.run([sys.executable, "-c", child, path], cwd=root, capture_output=True, text=True, check=True)
    assert "open in another" in said.stdout
    table.close()
    resume(path).close()


def test_a_new_game_does_not_overwrite_a_file(saved: Path, first: Loaded) -> None:
    before = saved.read_bytes()
    with pytest.raises(JournalError, match="exists already"):
        new_game(saved, first, "again", {})
    with pytest.raises(JournalError, match="exists already"):
        fork(saved, 1, saved)
    assert saved.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="SQLite's ways to the disk have other names there")
def test_where_no_write_ahead_log_can_be_the_older_journal_serves(path: Path, first: Loaded) -> None:
    """A network share has no shared memory; SQLite's `unix-dotfile` has none either."""
    kept = Store(path, vfs="unix-dotfile")
    assert kept.mode == "delete"
    header = Header(first.text.decode(), first.digest, "share", {"EE": "person"})
    kept.begin(header)
    table = Table(header, first, kept)
    assert table.open() is None
    assert isinstance(table.apply(d.Done("EE")), Step)
    table.close()
    again = resume(path)
    assert again.lines == table.lines
    again.close()


def test_the_usual_way_is_the_write_ahead_log(path: Path) -> None:
    kept = Store(path)
    assert kept.mode == "wal"
    kept.close()


# What can go wrong ---------------------------------------------------------------------------------------------------


def full_disk(table: Table) -> sqlite3.Connection:
    """Let the table's file grow no further, as on a full disk, and return its connection."""
    base: sqlite3.Connection = table._keeper._base  # type: ignore[union-attr]
    pages = base.execute("PRAGMA page_count").fetchone()[0]
    base.execute(f"PRAGMA max_page_count = {pages}")
    return base


def test_a_full_disk_is_a_sentence_and_loses_nothing(path: Path, first: Loaded, play_on: PlayOn) -> None:
    table = new_game(path, first, "full", SEATS)
    play_on(table, 4)
    base = full_disk(table)
    refused = None
    while refused is None:
        seat, before = table.awaited()[0], (list(table.lines), state_of(table))
        answer = table.apply(d.Done(seat), f"id {len(table.lines)}")
        refused = answer if isinstance(answer, Refused) else None
    assert refused.code == "not_saved"
    assert "full" in refused.reason
    assert (table.lines, state_of(table)) == before
    base.execute("PRAGMA max_page_count = 1000000")
    assert isinstance(table.apply(d.Done(seat), "again"), Step)
    table.close()
    assert replay(path, verify=True).lines == tuple(table.lines)


def test_a_file_that_became_read_only_is_a_sentence_and_loses_nothing(path: Path, first: Loaded) -> None:
    table = new_game(path, first, "read only", SEATS)
    before = (list(table.lines), state_of(table))
    base: sqlite3.Connection = table._keeper._base  # type: ignore[union-attr]
    base.execute("PRAGMA query_only = 1")
    answer = table.apply(d.Done("EE"))
    assert isinstance(answer, Refused)
    assert "read-only" in answer.reason
    assert (table.lines, state_of(table)) == before
    base.execute("PRAGMA query_only = 0")
    assert isinstance(table.apply(d.Done("EE")), Step)
    table.close()


def test_a_folder_that_is_not_there_is_a_sentence(
    tmp_path: Path, first: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(JournalError, match="choose another folder"):
        new_game(tmp_path / "nowhere" / "game.silence", first, "x", {})

    def refuses(*_: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("game.table.lock.os.open", refuses)
    with pytest.raises(JournalError, match="cannot be written: Read-only file system"):
        new_game(tmp_path / "game.silence", first, "x", {})


def test_lines_can_be_neither_changed_nor_taken_out(saved: Path) -> None:
    base = sqlite3.connect(saved)
    for statement in (
        "UPDATE line SET text = ''",
        "DELETE FROM line",
        "UPDATE header SET json = ''",
        "DELETE FROM header",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            base.execute(statement)
    base.close()


def forge(path: Path, *statements: str) -> None:
    """Change a journal by force."""
    base = sqlite3.connect(path, isolation_level=None)
    for trigger in ("line_stays", "line_kept", "header_stays", "header_kept"):
        base.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        base.execute(statement)
    base.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE line SET text = 'EE silent' WHERE seq = 5", "at line 5"),
        ("UPDATE line SET digest = hash WHERE seq = 7", "at line 7"),
        ("UPDATE line SET kind = 'other' WHERE seq = 2", "at line 2"),
        ("DELETE FROM line WHERE seq = 3", "at line 3"),
        ("DELETE FROM line", "holds no line"),
        ("UPDATE line SET text = x'ff' WHERE seq = 4", "damaged at line 4"),
        ("UPDATE line SET client = 7.5 WHERE seq = 4", "at line 4"),
        ("UPDATE line SET text = CAST(x'c3' AS TEXT) WHERE seq = 4", "be damaged"),
        ("UPDATE header SET json = replace(json, 'saved', 'other')", "at line 1"),
        ("UPDATE header SET json = 'nothing'", "header"),
        ("UPDATE header SET json = '{}'", "header"),
        ("UPDATE header SET json = x'00'", "header"),
        ("DELETE FROM header", "no readable header"),
        ("INSERT INTO header SELECT json FROM header", "no readable header"),
        ("DROP TABLE header", "damaged"),
        ("DROP TABLE line", "damaged"),
        ("PRAGMA user_version = 99", "newer version"),
        ("PRAGMA application_id = 1", "not a saved game"),
        (f"UPDATE header SET json = replace(json, '\"rules\":{RULES}', '\"rules\":99')", "rules version 99"),
        ('UPDATE header SET json = replace(json, \'"EE":"person"\', \'"EE":"king"\')', "at line 1"),
    ],
)
def test_a_journal_that_was_changed_is_told_in_a_sentence(saved: Path, statement: str, sentence: str) -> None:
    forge(saved, statement)
    for reader in (replay, resume):
        with pytest.raises(JournalError, match=sentence):
            reader(saved)
    assert not saved.with_name(saved.name + "-writer").exists()


def resealed(path: Path, header: Header, lines: list[Line]) -> None:
    """Write a journal whose chain is sound, whatever it says."""
    kept = Store(path)
    kept.begin(header)
    assert kept.append(journal._rechained(header, lines)) is None
    kept.close()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ((MODEL, "EE dances"), "cannot be played again"),
        ((SETTLED, "over"), "cannot be played again"),
        ((DECISION, "EE act summon"), "cannot be played again|plays differently"),
    ],
)
def test_a_sound_chain_of_nonsense_is_told_too(
    saved: Path, tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    header, lines = read_file(saved)
    n = next(n for n, line in enumerate(lines) if line.kind == MODEL)
    kind, text = change
    lines[n] = Line(n + 1, kind, "EE", text, "", lines[n].digest, "", "")
    resealed(tmp_path / "odd.silence", header, lines)
    with pytest.raises(JournalError, match=sentence):
        resume(tmp_path / "odd.silence")


def test_another_scenario_than_the_header_says_is_told(saved: Path, tmp_path: Path) -> None:
    header, lines = read_file(saved)
    for scenario, sentence in (("title = 1", "cannot read"), (header.scenario + "\n# changed", "another scenario")):
        odd = tmp_path / f"{len(scenario)}.silence"
        resealed(odd, Header(scenario, header.digest, header.seed, header.seats), lines)
        with pytest.raises(JournalError, match=sentence):
            replay(odd)
    resealed(tmp_path / "seat.silence", Header(header.scenario, header.digest, "x", {"XX": "person"}), lines)
    with pytest.raises(JournalError, match="no such seat"):
        replay(tmp_path / "seat.silence")


def test_files_that_are_no_journal(tmp_path: Path, first: Loaded) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("EE silent\n" * 200, "utf-8")
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE t (x)").connection.close()
    for name, sentence in (
        ("nothing", "no journal"),
        ("empty", "is empty"),
        ("text", "not a saved game"),
        ("other", "not a saved game"),
        (".", "no journal"),
    ):
        for reader in (replay, resume):
            with pytest.raises(JournalError, match=sentence):
                reader(tmp_path / name)


def test_what_comes_before_the_damage_can_be_saved(saved: Path, tmp_path: Path) -> None:
    ends = step_ends(replay(saved).lines)
    forge(saved, f"UPDATE line SET text = 'x' WHERE seq = {ends[2] + 1}")
    with pytest.raises(JournalError, match=f"fork it at line {ends[2]} or before"):
        fork(saved, ends[3], tmp_path / "late.silence")
    table = fork(saved, ends[2], tmp_path / "good.silence")
    assert len(table.lines) == ends[2]
    table.close()


@pytest.fixture(scope="module")
def whole(first: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "game.silence"
    table = new_game(path, first, "whole", {"EE": "person"})
    for _ in range(4):
        table.apply(d.TimeExpired(table.position.moment))
    table.close()
    return path


def told_or_whole(path: Path, whole: Path) -> None:
    """Hold that a harmed journal is either told in a sentence or unharmed in what it says."""
    with contextlib.suppress(JournalError):
        found = replay(path)
        assert (found.header, list(found.lines)) == read_file(whole)


@settings(max_examples=40 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_byte_changed_is_told_or_does_not_matter(data: st.DataObject, whole: Path, tmp_path: Path) -> None:
    harmed = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "harmed.silence"
    path.write_bytes(harmed)
    told_or_whole(path, whole)


def test_a_damaged_name_of_a_column_is_told(whole: Path, tmp_path: Path) -> None:
    """What 4,800 random changes of bytes found."""
    path = tmp_path / "harmed.silence"
    path.write_bytes(whole.read_bytes().replace(b"digest TEXT", b"dig\x80st TEXT"))
    assert path.read_bytes() != whole.read_bytes()
    with pytest.raises(JournalError, match="damaged"):
        read_file(path)


@settings(max_examples=20 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(share=st.floats(0, 1))
def test_a_journal_cut_short_anywhere_is_told(share: float, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.silence"
    path.write_bytes(whole.read_bytes()[: int(share * whole.stat().st_size)])
    told_or_whole(path, whole)


@settings(max_examples=20 * FUZZ, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise=st.binary(max_size=600), at=st.integers(0, 200))
def test_noise_is_no_journal(noise: bytes, at: int, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "noise.silence"
    path.write_bytes(whole.read_bytes()[:at] + noise)
    with pytest.raises(JournalError):
        replay(path)


def test_the_chain_names_its_first_break(whole: Path) -> None:
    header, lines = read_file(whole)
    assert first_break(header, lines) == 0
    assert first_break(header, [*lines[:3], *lines[4:]]) == 4
    assert header.format == FORMAT


def test_a_copy_is_as_good_as_the_file(saved: Path, tmp_path: Path) -> None:
    shutil.copy(saved, tmp_path / "copy.silence")
    assert replay(tmp_path / "copy.silence", verify=True).differs == 0
    assert store.JournalError is JournalError
