"""What goes wrong in a class: hosts that are killed again and again, clocks that jump, disks that fill, tabs that are two."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from game.classroom import wire
from game.classroom.outside import Outside
from game.classroom.room import Room
from game.classroom.rooms import found_rooms, new_room
from game.classroom.tokens import DELEGATE, TEACHER, Eyes, Pass
from game.scenario.load import Loaded
from game.table.decisions import PERSON, Refused
from game.table.lines import DECISION, Header
from game.table.store import Store, read_file
from tests.classroom.conftest import Host, hosting, outside
from tests.classroom.guest import Guest
from tests.classroom.test_kill import free_port, started, stopped

TEACHER_PASS = Pass("t", TEACHER, "", "", "en")
BACK_SECONDS = 5.0
GONE = (ConnectionClosed, OSError, InvalidHandshake, EOFError)


class Returning(threading.Thread):
    """A client that comes back by itself whenever its host is gone, and plays on."""

    def __init__(self, guest: Guest, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.guest, self.over = guest, over
        self.came = 0.0  # when it was last let in
        self.wrong: list[str] = []

    def run(self) -> None:
        while not self.over.is_set():
            try:
                self.guest.connect()
                self.came = time.monotonic()
                self.guest.play()
                while True:  # the game is over, and the host still there
                    self.guest.hear()
            except GONE:
                self.guest.close()
                self.over.wait(0.1)
            except BaseException as error:
                self.wrong.append(repr(error))
                raise


def class_of(address: str, room: str, word: str, people: int, seats: list[str]) -> list[Guest]:
    """Return so many guests of a game that has begun."""
    guests = [Guest(address, room, seat=seats[k % len(seats)]) for k in range(people)]
    teacher = Guest(address, room, role="teacher", word=word)
    teacher.connect()
    assert teacher.ask({"do": "begin"})["ok"]
    teacher.close()
    return guests


@pytest.mark.parametrize(
    ("kills", "people"), [(2, 8), pytest.param(100, 30, marks=pytest.mark.soak(size="kills", a_minute=12, least=4))]
)
def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_all_come_back(
    tmp_path: Path, kills: int, people: int
) -> None:
    luck, done, slowest, game = random.Random(kills), 0, 0.0, 0
    while done < kills:
        folder, game = tmp_path / str(game), game + 1
        folder.mkdir()
        port = free_port()
        process, room, word, _ = started(folder, port, "galati")
        seats = ["RO", "FR", "DE", "PL", "TR", "GB", "US", "SK"]
        guests = class_of(f"127.0.0.1:{port}", room, word, people, seats)
        over = threading.Event()
        threads = [Returning(guest, over) for guest in guests]
        for thread in threads:
            thread.start()
        try:
            while done < kills and any(guest.page.get("stage") != "over" for guest in guests):
                time.sleep(luck.uniform(0.3, 2.0))
                stopped(process, signal.SIGKILL)
                done += 1
                process, again, _, _ = started(folder, port)
                assert again == room
                slowest = max(slowest, until_back(threads))
            time.sleep(0.5)
        finally:
            over.set()
            stopped(process, signal.SIGKILL)
        for thread in threads:
            thread.join(20)
            assert thread.wrong == []
        _, lines = read_file(folder / f"{room}.journal")
        kept = {line.client.rpartition("-")[2]: line.text for line in lines if line.kind == DECISION}
        said = [(client, line) for guest in guests for client, line in guest.acknowledged]
        assert [each for each in said if kept.get(each[0]) != each[1]] == []
    assert slowest < BACK_SECONDS


def until_back(threads: list[Returning]) -> float:
    """Wait until all clients are let in again; return how many seconds that took the last of them."""
    began = time.monotonic()
    while any(thread.came < began for thread in threads):
        assert time.monotonic() - began < BACK_SECONDS, [thread.wrong for thread in threads]
        time.sleep(0.01)
    return time.monotonic() - began


def begun(folder: Path, loaded: Loaded, world: Outside, minutes: int = 50) -> Room:
    """Return a room whose game has begun, with a person in one seat."""
    room = new_room(folder, loaded, "first", "staff", world)
    assert isinstance(room.join(DELEGATE, "EE", "Ana", "en"), str)
    assert room.do(TEACHER_PASS, wire.Begin("begin-1", minutes)) is None
    return room


@pytest.mark.parametrize(("jump", "rings"), [(0, True), (600, True), (-600, False), (7200, False)])
def test_a_bell_outlives_a_restart_unless_the_clock_of_the_machine_makes_no_sense(
    tmp_path: Path, first: Loaded, jump: int, rings: bool
) -> None:
    now = [1_000_000.0]
    drawn = outside()
    world = Outside(drawn.draw, drawn.text, lambda: now[0] % 1000, lambda: now[0])
    begun(tmp_path, first, world).close()
    now[0] += jump  # while the host is down
    (again,), why = found_rooms(tmp_path, world)
    assert why == []
    assert (again.timing.bell is not None) == rings
    if rings:
        assert again.timing.page()["bell"] == 50 * 60 - jump
    again.tick()
    assert again.table
    assert not again.table.is_over
    again.close()


def test_a_full_disk_is_told_to_the_teacher_and_the_class_goes_on_when_there_is_room(
    tmp_path: Path, first: Loaded
) -> None:
    now = [0.0]
    room = begun(tmp_path, first, outside(lambda: now[0]))
    assert room.table
    base: sqlite3.Connection = room.table._keeper._base  # type: ignore[union-attr]
    base.execute(f"PRAGMA max_page_count = {base.execute('PRAGMA page_count').fetchone()[0]}")
    told = ""
    for _ in range(200):  # until the file's last page is full
        now[0] += 400
        room.tick()
        told = room.sheet(Eyes(TEACHER, "", "en"), {}, {}).raw.decode()
        if "disk is full" in told or room.table.is_over:
            break
    assert "disk is full" in told
    moment = room.table.position.moment
    base.execute("PRAGMA max_page_count = 1000000")
    room.tick()
    assert room.table.position.moment > moment
    assert "disk is full" not in room.sheet(Eyes(TEACHER, "", "en"), {}, {}).raw.decode()
    room.close()


def test_who_cannot_be_kept_is_not_let_in(tmp_path: Path, first: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    room = new_room(tmp_path, first, "first", "staff", outside())
    with monkeypatch.context() as broken:
        broken.setattr("game.classroom.guests.keep", _no_space)
        refused = room.join(DELEGATE, "EE", "Ana", "en")
    assert isinstance(refused, Refused)
    assert refused.code == "not_saved"
    assert room.guests.roster.people == {}
    assert isinstance(room.join(DELEGATE, "EE", "Ana", "en"), str)


def _no_space(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_two_tabs_on_one_seat_see_the_same_and_either_decides(host: Host) -> None:
    teacher, one = host.guest(role="teacher"), host.guest("EE")
    two = Guest.of_token(host.address, host.room, "EE", one.token)
    two.connect()
    assert teacher.ask({"do": "begin"})["ok"]
    for tab in (one, two):
        while tab.page["stage"] == "lobby":
            tab.hear()
    assert one.page["turn"] == two.page["turn"]
    moment = one.page["moment"]
    assert two.decide("done")["ok"]
    while not one.page["turn"]["is_done"] and one.page["moment"] == moment:
        one.hear()
    two.close()
    assert one.page["seat"]["is_model"] is False


def test_a_host_killed_while_a_game_begins_can_begin_it_again(tmp_path: Path, first: Loaded) -> None:
    room = new_room(tmp_path, first, "first", "staff", outside())
    assert isinstance(room.join(DELEGATE, "EE", "Ana", "en"), str)
    seats = dict.fromkeys(first.scenario.ally, "staff") | {"EE": PERSON}
    store = Store(tmp_path / f"{room.code}.journal")  # as far as a game gets before its first line is kept
    store.begin(Header(first.text.decode(), first.digest, "seed", seats))
    store.close()
    (again,), why = found_rooms(tmp_path, outside(seed=9))
    assert why == []
    assert again.guests.roster.people == {"EE": 1}
    assert json.loads(again.sheet(Eyes(DELEGATE, "EE", "en"), {}, {}).raw)["stage"] == "lobby"
    assert again.do(TEACHER_PASS, wire.Begin("begin-2", 0)) is None
    assert again.table
    assert again.table.position.holders["EE"] == PERSON
    again.close()


def test_a_late_clock_does_not_undo_what_a_seat_has_sealed(tmp_path: Path, first: Loaded) -> None:
    now = [0.0]
    with hosting(tmp_path, first, clock=lambda: now[0]) as host:
        teacher, guest = host.guest(role="teacher"), host.guest("EE")
        assert teacher.ask({"do": "begin", "minutes": 50})["ok"]
        while guest.page["stage"] == "lobby":
            guest.hear()
        before = guest.page["moment"]
        now[0] += 200.0
        while guest.page["moment"] == before:
            guest.hear()
        stale = guest.ask({"do": "decide", "line": "EE done", "moment": before})
        assert stale["code"] == "stale"
