"""The command: what keeps a host from opening is a sentence, and a room that is over is not offered as a new lesson."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from game.classroom import wire
from game.classroom.rooms import new_room
from game.classroom.tokens import DELEGATE, TEACHER, Pass
from game.scenario.load import Loaded
from game.table import decisions as d
from tests.classroom.conftest import outside
from tests.classroom.test_kill import ROOT, free_port, started, stopped


def refused(*words: str) -> str:
    """Return what a host says that does not open."""
    command = [sys.executable, "main.py", "host", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_port_that_is_taken_is_told_with_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        told = refused("first_session", "--address", "127.0.0.1", "--port", port, "--data", str(tmp_path))
    assert f"Port {port} is taken" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--port", "99999"), "a port from 1 to 65535 is needed"),
        (("--address", "203.0.113.9", "--port", "8091"), "is no address of this machine"),
    ],
)
def test_what_cannot_be_listened_to_is_told(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    assert says in refused("first_session", *words, "--data", str(tmp_path))


def test_two_hosts_do_not_serve_the_same_rooms(tmp_path: Path) -> None:
    process, *_ = started(tmp_path, free_port(), "first_session")
    try:
        told = refused("first_session", "--address", "127.0.0.1", "--port", str(free_port()), "--data", str(tmp_path))
    finally:
        stopped(process, signal.SIGKILL)
    assert "Another host serves the rooms" in told
    process, *_ = started(tmp_path, free_port())  # the lock of one that was killed holds nobody up
    stopped(process, signal.SIGKILL)


def test_a_lesson_that_is_over_makes_room_for_a_new_one(tmp_path: Path, first: Loaded) -> None:
    old = new_room(tmp_path, first, "first_session.toml", "staff", outside())
    assert isinstance(old.join(DELEGATE, "EE", "Ana", "en"), str)
    assert old.do(Pass("t", TEACHER, "", "", "en"), wire.Begin("begin-01", 0)) is None
    assert old.table
    old.table.apply(d.Meanwhile(9))
    old.close()
    command = [sys.executable, "main.py", "host", "first_session", "--address", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--port", str(free_port()), "--data", str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout
    told = "".join(process.stdout.readline() for _ in range(5))
    stopped(process, signal.SIGKILL)
    assert f"Room {old.code} is over" in told
    assert f"/debrief/{old.code}/en" in told
    assert len(list(tmp_path.glob("*.room"))) == 2
