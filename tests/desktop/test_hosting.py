"""A class hosted from the title: a real host as a process of its own, its words on the screen, its end with the window."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.desktop import hosting
from game.desktop.hosting import Host
from game.desktop.screens.hosted import Hosted
from game.telling.words import LANGUAGES
from tests.desktop.conftest import ROOT
from tests.desktop.driver import Person

PATIENCE = 60.0
TALKER = "import sys, time; print('Phones: http://127.0.0.1:1'); print('Wall: http://127.0.0.1:1/wall'); sys.stdout.flush(); "


def until(true: Callable[[], bool], person: Person | None = None) -> None:
    """Wait until something is so; the window goes on meanwhile."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        if person:
            person.settle()
        time.sleep(0.02)


@pytest.fixture
def talker(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have something small said instead of a class hosted; what is added to the list comes after it."""
    more = ["sys.stdin.read(); print('Goodbye')"]
    monkeypatch.setattr(hosting, "command", lambda *_: [sys.executable, "-c", TALKER + more[0]])
    return more


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def to_host(person: Person) -> Hosted:
    for step in ("host", "play_first_session"):
        person.press(step)
    return hosted(person)


def hosted(person: Person) -> Hosted:
    screen = person.app.screens[-1]
    assert isinstance(screen, Hosted)
    return screen


def is_alive(host: Host) -> bool:
    return host.is_running


def shown(person: Person) -> str:
    return " ".join(each.name for each in person.app.root.walk())


@pytest.mark.usefixtures("talker")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [100, 150])
def test_what_the_host_says_is_on_the_screen_and_fits(language: str, scale: int) -> None:
    person = Person((1280, 720), scale, language)
    assert person.app.root.audit() == []
    person.press("host")
    assert person.app.root.audit() == []
    person.press("play_first_session")
    screen = hosted(person)
    until(lambda: "Wall: " in shown(person), person)
    assert person.app.root.audit() == []
    assert person.has("wall")
    assert not person.has("teach"), "its address was not said"
    person.press("end")
    assert person.screen == "Hosted", "one press asks"
    assert person.app.root.audit() == []
    person.key(pygame.K_ESCAPE)
    assert person.screen == "Hosted"
    assert person.app.words.say("hosted.end").replace("&", "") in shown(person)
    assert is_alive(screen.host)
    host = screen.host
    person.press("end")
    person.press("end")
    assert person.screen == "Title"
    assert not host.is_running
    assert host.lines[-1] == "Goodbye"
    assert person.app.game is None


@pytest.mark.usefixtures("talker")
def test_the_class_ends_with_the_window() -> None:
    person = Person()
    screen = to_host(person)
    until(lambda: bool(screen.host.lines))
    person.app.close()
    assert not screen.host.is_running
    assert screen.host.lines[-1] == "Goodbye"


def test_a_host_that_does_not_listen_is_ended_all_the_same(talker: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    talker[0] = "time.sleep(600)"
    monkeypatch.setattr(hosting, "PATIENCE", 0.2)
    person = Person()
    screen = to_host(person)
    until(lambda: bool(screen.host.lines))
    person.press("end")
    person.press("end")
    assert not screen.host.is_running


def test_a_host_that_cannot_open_says_why_and_stays_to_be_read(talker: list[str]) -> None:
    talker[0] = "print('The port is taken.'); sys.exit(1)"
    person = Person()
    screen = to_host(person)
    until(lambda: not screen.host.is_running and "The port is taken." in shown(person), person)
    assert person.app.words.say("hosted.over") in shown(person)
    assert not person.has("wall")
    assert person.app.root.audit() == []
    person.press("end")


@pytest.mark.usefixtures("talker")
def test_pages_are_opened_in_a_browser_or_their_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    opened, there = list[str](), [True]

    def browse(address: str) -> bool:
        opened.append(address)
        return there[0]

    monkeypatch.setattr("game.desktop.screens.hosted.webbrowser.open", browse)
    person = Person()
    to_host(person)
    until(lambda: person.has("wall"), person)
    person.press("wall")
    assert opened == ["http://127.0.0.1:1/wall"]
    assert person.app.root.passing.toasts == []
    there[0] = False
    person.press("wall")
    assert "http://127.0.0.1:1/wall" in person.app.root.passing.toasts[-1].text
    person.press("end")
    person.press("end")


def test_a_real_class_is_opened_answers_and_is_gone_afterwards(tmp_path: Path) -> None:
    woken = list[int]()
    options = ("--port", str(free_port()), "--address", "127.0.0.1", "--data", str(tmp_path / "rooms"))
    host = Host(ROOT / "scenarios" / "first_session.toml", "en", lambda: woken.append(1), *options)
    try:
        until(lambda: any(each.endswith("/teach") for each in host.addresses) or not host.is_running)
        assert is_alive(host), host.lines
        base = host.addresses[0].rstrip(".")
        with urllib.request.urlopen(f"{base}/wall", timeout=PATIENCE) as page:
            assert page.status == 200
        assert woken
    finally:
        host.close()
    assert not host.is_running
    assert "Traceback" not in "\n".join(host.lines)


def test_a_class_ends_when_the_program_is_killed(tmp_path: Path) -> None:
    code = (
        "import json, sys, time; from pathlib import Path; from game.desktop.hosting import Host; "
        f"host = Host(Path({str(ROOT / 'scenarios' / 'first_session.toml')!r}), 'en', lambda: None, '--port', '{free_port()}', "
        f"'--address', '127.0.0.1', '--data', {str(tmp_path / 'rooms')!r})\n"
        "while host.is_running and len(host.addresses) < 3: time.sleep(0.05)\n"
        "print(json.dumps([host.addresses[0], host._child.pid]), flush=True); time.sleep(600)"
    )
    window = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with window:
        assert window.stdout
        _, child = json.loads(window.stdout.readline())
        window.kill()

    def is_gone() -> bool:
        try:
            os.kill(child, 0)
        except OSError:
            return True
        return Path(f"/proc/{child}/stat").read_text().split()[2] == "Z" if Path("/proc").exists() else False

    until(is_gone)
