"""Killed at any moment, a game goes on from the last decision that was acknowledged, and from no half of one."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game.table.journal import replay, resume
from game.table.lines import step_ends

from .conftest import SCENARIOS

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("plays_until_killed.py")


def play_and_kill(path: Path, luck: random.Random, *, inside: bool) -> list[tuple[int, str]]:
    """Let a child play on and die, by our hand or inside a transaction; return the answers that it gave before."""
    number = luck.randint(1, 60) if inside else 0
    child = subprocess.Popen(
        [sys.executable, CHILD, SCENARIOS / "first_session.toml", path, str(number)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    ready = child.stdout.readline()
    assert ready.startswith("ready"), child.communicate()
    if not inside:
        time.sleep(luck.uniform(0, 0.15))
        child.kill()
    said, complaint = child.communicate()
    assert "Traceback" not in complaint, complaint
    lines = [line.split() for line in said.split("\n")[:-1]]  # a last line without its end was not said in full
    return [(int(line[0]), line[1]) for line in lines if line[0] != "over"]


@pytest.mark.parametrize(
    ("kills", "seed"),
    [(10, 1), pytest.param(200, 2, marks=pytest.mark.soak(size="kills", a_minute=30, least=5))],
    ids=["ten", "two_hundred"],
)
def test_killed_again_and_again_nothing_acknowledged_is_lost(tmp_path: Path, kills: int, seed: int) -> None:
    luck = random.Random(seed)
    path, game, died = tmp_path / "0.silence", 0, 0
    while died < kills:
        answers = play_and_kill(path, luck, inside=died % 2 == 1)
        died += 1
        if not path.exists():
            continue  # before the header was written there was nothing to lose
        found = replay(path, verify=True)
        assert found.differs == 0
        for seq, sealed in answers:
            assert found.lines[seq - 1].hash == sealed, "an acknowledged decision is lost"
        assert len(found.lines) in step_ends(found.lines)
        table = resume(path)
        over = table.is_over
        table.close()
        if over:
            game += 1
            path = tmp_path / f"{game}.silence"
