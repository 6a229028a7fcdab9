"""What the tests of the classroom share: a host in a thread of this process, on a port of its own."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from game.classroom.codes import Gate
from game.classroom.doors import Doors
from game.classroom.host import bound, config_of
from game.classroom.outside import Outside
from game.classroom.rooms import Rooms, found_rooms, new_room
from game.scenario.load import Loaded
from tests.classroom.guest import Guest

WORD = "ABCDEFGHJK"


class Host:
    """A host that runs; `room` is the code of its first room."""

    def __init__(self, address: str, rooms: Rooms, room: str, folder: Path) -> None:
        self.address, self.rooms, self.room, self.folder = address, rooms, room, folder
        self.guests: list[Guest] = []

    def guest(self, seat: str = "", *, role: str = "delegate", language: str = "en", room: str = "") -> Guest:
        """Return a guest that has joined and is connected."""
        word = WORD if role == "teacher" else ""
        guest = Guest(self.address, room or self.room, seat=seat, role=role, word=word, language=language)
        guest.connect()
        self.guests.append(guest)
        return guest


def outside(clock: Callable[[], float] = time.monotonic, seed: int = 1) -> Outside:
    """Return luck that is the same every time, and one clock for both."""
    drawn = random.Random(seed)
    return Outside(drawn.randrange, lambda: f"{drawn.randrange(10**30):030}", clock, clock)


@contextmanager
def hosting(
    folder: Path, loaded: Loaded, *, frames: int = 10_000, clock: Callable[[], float] = time.monotonic
) -> Iterator[Host]:
    """Serve the rooms of a folder, or a new one where it has none."""
    world = outside(clock)
    found, why = found_rooms(folder, world)
    assert why == []
    found = found or [new_room(folder, loaded, "first_session.toml", "staff", world)]
    made: list[Rooms] = []

    def make() -> Rooms:
        made.append(Rooms(found, WORD, Gate(clock), "boot", "http://here"))
        return made[0]

    with bound("127.0.0.1", 0) as listening:
        doors = Doors(make, clock, 0.5, frames)
        server = uvicorn.Server(config_of(doors.app))
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.005)
        host = Host(f"127.0.0.1:{listening.getsockname()[1]}", made[0], found[0].code, folder)
        try:
            yield host
        finally:
            for guest in host.guests:
                guest.close()
            server.should_exit = True
            thread.join(20)
            assert not thread.is_alive()


@pytest.fixture
def host(tmp_path: Path, first: Loaded) -> Iterator[Host]:
    """Return a host with one room, in which clients may play as fast as they can."""
    with hosting(tmp_path, first) as running:
        yield running
