"""The host is killed in the middle of a class: nothing that was acknowledged is lost, and the clients come back."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from game.table.lines import DECISION
from game.table.store import read_file
from tests.classroom.guest import Guest

ROOT = Path(__file__).resolve().parents[2]
SEATS = ("EE", "DE", "PL")


def started(folder: Path, port: int, *words: str) -> tuple[subprocess.Popen[str], str, str, int]:
    """Start a host as a teacher would; return it, the code of its room, the teacher's word and its port."""
    command = [sys.executable, "main.py", "host", *words, "--address", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([*command, "--data", str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout
    told = ""
    while "Room " not in told:
        line = process.stdout.readline()
        assert line, told
        told += line
    found = re.search(r":(\d+)/wall.*\n.*word (\w{10})\nRoom (\w{6})", told)
    assert found, told
    return process, found[3], found[2], int(found[1])


def stopped(process: subprocess.Popen[str], by: signal.Signals) -> None:
    """Stop a host by a signal, and wait until it is gone."""
    with process:
        process.send_signal(by)
    assert process.returncode == -by


def play_until_killed(guest: Guest) -> None:
    try:
        guest.play()
    except (ConnectionClosed, OSError):
        return


def test_what_was_acknowledged_outlives_kill_9(tmp_path: Path) -> None:
    process, room, word, port = started(tmp_path, free_port(), "first_session")
    address = f"127.0.0.1:{port}"
    teacher = Guest(address, room, role="teacher", word=word)
    guests = [Guest(address, room, seat=seat) for seat in SEATS]
    for guest in (teacher, *guests):
        guest.connect()
    assert teacher.ask({"do": "begin"})["ok"]
    for guest in guests:
        while guest.page["stage"] == "lobby":
            guest.hear()
    threads = [threading.Thread(target=play_until_killed, args=(guest,)) for guest in guests]
    for thread in threads:
        thread.start()
    while sum(len(guest.acknowledged) for guest in guests) < 20:
        assert any(thread.is_alive() for thread in threads)
    stopped(process, signal.SIGKILL)
    for thread in threads:
        thread.join(10)
    for guest in (teacher, *guests):
        guest.close()
    _, lines = read_file(tmp_path / f"{room}.journal")
    kept = {line.client: line.text for line in lines if line.kind == DECISION}
    acknowledged = [(f"web-{guest.seat}-{client}", line) for guest in guests for client, line in guest.acknowledged]
    assert len(acknowledged) >= 20
    assert [each for each in acknowledged if kept.get(each[0]) != each[1]] == []
    again, room_again, _, _ = started(tmp_path, port)  # no scenario named: the rooms that it had
    try:
        assert room_again == room
        for guest in guests:
            guest.connect()
            assert guest.page["stage"] == "play"
        threads = [threading.Thread(target=guest.play) for guest in guests]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert [guest.page["stage"] for guest in guests] == ["over"] * len(guests)
    finally:
        for guest in guests:
            guest.close()
        stopped(again, signal.SIGTERM)


def free_port() -> int:
    """Return a port that was free just now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
