"""`main.py host`: rooms on this machine's network, until Ctrl-C."""

from __future__ import annotations

import errno
import secrets
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from game.classroom.codes import Gate, new_code
from game.classroom.doctor import Doctor
from game.classroom.doors import Doors
from game.classroom.hosting import EVERYWHERE, Hosting
from game.classroom.outside import Outside
from game.classroom.room import Room
from game.classroom.rooms import WORD_LENGTH, Rooms, found_rooms, new_room
from game.classroom.tokens import TOKEN_BYTES
from game.classroom.wire import LONGEST_FRAME
from game.classroom.words import page_words
from game.lab.words import Words
from game.scenario.load import load
from game.scenario.problems import ScenarioError
from game.table.journal import JournalError
from game.table.lock import Lock

MOST_CONNECTIONS: Final = 2400
BACKLOG: Final = 512  # that may knock in the same moment: a whole school does when its phones wake up
# What keeps a host from listening, by the system's number, with the sentence for it.
WHY_NOT: Final = {
    errno.EADDRINUSE: "host.port_taken",
    errno.EADDRNOTAVAIL: "host.not_own_address",
    errno.EACCES: "host.port_closed",
}
SWITCH_SECONDS: Final = 0.0005  # so that a thinking room does not hold up the event loop
PING_SECONDS: Final = 20.0


def outside() -> Outside:
    """Return luck that nobody can foretell, and this machine's clocks."""
    return Outside(secrets.randbelow, lambda: secrets.token_urlsafe(TOKEN_BYTES), time.monotonic, time.time)


def run(hosting: Hosting, address: str, port: int, data: Path, language: str) -> int:
    """Serve the rooms that `data` holds, and with a scenario as many new ones; return the exit code."""
    words, world = page_words(language), outside()
    data.mkdir(parents=True, exist_ok=True)
    try:
        lock = Lock(data / "host")
    except BlockingIOError:
        print(words.say("host.in_use", data=data), file=sys.stderr)
        return 1
    try:
        return _open(hosting, address, port, data, words, world)
    finally:
        lock.release()


def _open(hosting: Hosting, address: str, port: int, data: Path, words: Words, world: Outside) -> int:
    here, lost = found_rooms(data, world)
    for why in lost:
        print(words.say("host.lost", why=why), file=sys.stderr)
    try:
        here += _new_rooms(hosting, data, world, sum(_goes_on(room, hosting) for room in here))
    except (ScenarioError, JournalError) as error:
        print(error, file=sys.stderr)
        return 1
    if not here:
        print(words.say("host.nothing", data=data), file=sys.stderr)
        return 1
    try:
        return _serve(here, address, port, words, world)
    except OSError as error:
        if error.errno not in WHY_NOT:
            raise
        print(words.say(WHY_NOT[error.errno], port=port, address=address), file=sys.stderr)
        return 1


def _goes_on(room: Room, hosting: Hosting) -> bool:
    """Tell whether a room that was found is what is asked for: of the same scenario, and not over."""
    is_over = room.table is not None and room.table.is_over
    return not is_over and hosting.file is not None and room.guests.register.name == hosting.file.name


def _new_rooms(hosting: Hosting, data: Path, world: Outside, there: int) -> Iterator[Room]:
    """Yield new rooms, as many as are asked for, those on disk counted that can still be played."""
    file = hosting.file
    if file is not None and there < hosting.rooms:
        loaded = load(file)
        seed = world.text() if hosting.is_one_seed else ""
        for _ in range(hosting.rooms - there):
            yield new_room(data, loaded, file.name, hosting.skill, world, hosting.minutes, seed)


def _serve(rooms: Sequence[Room], address: str, port: int, words: Words, world: Outside) -> int:
    word, boot = new_code(world.draw, WORD_LENGTH), world.text()[:8]
    with bound(address, port) as listening:
        shown = network_address() if address == EVERYWHERE else address
        base = f"http://{shown}:{listening.getsockname()[1]}"
        doctor = Doctor(base, words, lambda line: print(line, flush=True))
        doors = Doors(lambda: Rooms(rooms, word, Gate(world.clock), boot, base), world.clock, meet=doctor.meet)
        for line in _welcome(rooms, base, word, words):
            print(line, flush=True)
        sys.setswitchinterval(SWITCH_SECONDS)
        doctor.start()
        try:
            with suppress(KeyboardInterrupt):  # Ctrl-C is how a teacher ends it
                uvicorn.Server(config_of(doors.app)).run([listening])
        finally:
            doctor.stop()
    print(words.say("host.closed"))
    return 0


def config_of(app: ASGIApp) -> uvicorn.Config:
    """Return how the server listens: sizes bounded, nothing of a request in a log."""
    return uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=4 * LONGEST_FRAME,  # a little too long is told in a sentence, much too long closes
        ws_per_message_deflate=False,  # it cost 25 times the CPU
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=3,
        access_log=False,
        log_level="warning",
        server_header=False,
    )


def bound(address: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OSError where the port is taken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
        listening.listen(BACKLOG)  # before its address is told: who comes a moment early waits and is not refused
    except OSError:
        listening.close()
        raise
    return listening


def _welcome(rooms: Sequence[Room], base: str, word: str, words: Words) -> Iterator[str]:
    yield words.say("host.open", address=base)
    yield words.say("host.wall", address=f"{base}/wall")
    yield words.say("host.teacher", address=f"{base}/teach", word=word)
    for room in rooms:
        names = room.tongue(words.language).names
        title = names.author("scenario.title", names.scenario.scenario.title)
        key = "host.room" if not room.table else "host.room_over" if room.table.is_over else "host.room_goes_on"
        yield words.say(key, code=room.code, title=title, address=f"{base}/debrief/{room.code}/{words.language}")


def network_address() -> str:
    """Return this machine's address on its network, the loopback's where it has none. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.254.254.254", 1))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])
