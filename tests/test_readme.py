"""The README's commands, each as a visitor types it, in an empty folder and with nobody at the keyboard."""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", README, re.DOTALL | re.MULTILINE))
# The whole run of the tests is this run; `.ci/run` calls it by that line.
IS_THIS = "python3 main.py test"


def commands(text: str) -> list[str]:
    """Return the commands of a section's console blocks."""
    return [line for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


@pytest.mark.parametrize("section", [name for name, text in SECTIONS.items() if commands(text)])
def test_a_section_does_what_it_says(section: str, tmp_path: Path) -> None:
    # Games that a test begins are not for whoever runs the tests to continue.
    own = {"XDG_DATA_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    for command in commands(SECTIONS[section]):
        if command == IS_THIS:
            continue
        words = command.split()
        assert words[:2] == ["python3", "main.py"], command
        if words[2:3] == ["host"]:
            hosted(words[2:], tmp_path, {**os.environ, **own})
            continue
        done = subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *words[2:]],
            cwd=tmp_path,
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout.decode()[-2000:]}\n{done.stderr.decode()[-2000:]}"
        assert done.stdout, command


def hosted(words: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Start a host, open the page that it names, and stop it as Ctrl-C does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, str(ROOT / "main.py"), *words, "--port", port, "--address", "127.0.0.1"]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        told = "".join(process.stdout.readline() for _ in range(4))
        try:
            with urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert b"<title>" in answer.read(), words
            assert re.search(r"[A-Z2-9]{6}", told.splitlines()[3]), told
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
    assert process.returncode == 0, words


def test_the_two_commands_come_first() -> None:
    assert commands(SECTIONS["Start"]) == ["python3 main.py", IS_THIS]
    assert IS_THIS.replace("python3", '"$python"') in (ROOT / ".ci" / "run").read_text("utf-8")


def test_each_reader_has_a_section() -> None:
    assert [name for name in SECTIONS if commands(SECTIONS[name])] == [
        "Start",
        "A solo player",
        "A teacher",
        "An author",
        "A researcher",
        "A contributor",
    ]


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README))
def test_a_picture_is_there_and_fetches_nothing(picture: str) -> None:
    if picture.endswith(".png"):
        data = (ROOT / picture).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", data[16:24])
        assert (width, height) == (1280, 720) or ("class_" in picture and max(width, height) <= 1920)
        return
    drawn = (ROOT / picture).read_text("utf-8")
    assert "<svg" in drawn
    assert not re.search(r"https?://(?!www\.w3\.org/)", drawn)
