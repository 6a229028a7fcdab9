"""`compromise`: what a sponsor could have found and the exact answer, in words and for a machine, each in an own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import game.telling
from game.allies import programme as g
from game.lab.compromise import CAME, failed_texts
from game.scenario.load import Loaded
from game.table.journal import new_game, replay

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def saved(tmp_path: Path, first: Loaded) -> Path:
    """Return a game that the model played in every seat; its third round's first text failed twice."""
    file = tmp_path / "d.game"
    new_game(file, first, "d", {}).close()
    return file


def run(file: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what the command says; without a compiler, so that nobody waits for one."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "compromise", str(file), *words],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_it_tells_both_answers_for_every_text_that_failed(saved: Path) -> None:
    """Nothing failed in round 1; in round 3 the same text failed, and failed again when it was revised."""
    told = " ".join(run(saved).stdout.split())
    assert told.count("could have found") == told.count("Exactly, by what every capital thought") == 2
    assert "Round 3, text 1, tabled by" in told
    assert ", revision 1" in told
    assert "the chance that this holds:" in told
    assert told.count("no smaller edit would do: proved") + told.count("There is no such text: proved") >= 2
    assert f"a clause struck out {g.STRUCK_OUT}" in told
    assert "No text failed there." in run(saved, "--round", "1").stdout
    assert "No text failed there." in run(saved, "--round", "3", "--text", "2").stdout


def test_the_answer_for_a_machine_holds_what_is_said(saved: Path) -> None:
    found: list[dict[str, Any]] = json.loads(run(saved, "--round", "3", "--json").stdout)
    assert [(each["round"], each["text"], each["revision"]) for each in found] == [(3, 1, 0), (3, 1, 1)]
    for each in found:
        assert each["objectors"] == ["TR"]
        assert each["exact"]["came"] in CAME.values()
        assert each["exact"]["chance"] == -1
        assert 0 <= each["sponsor_could_find"]["chance"] <= 1000
        if each["exact"]["text"]:
            assert each["exact"]["objectors"] == []
            assert each["exact"]["edit"] > 0


def test_a_round_that_is_not_there_is_told(saved: Path) -> None:
    done = run(saved, "--round", "9")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no round 9; the game has ")


def test_looking_changes_no_saved_game(saved: Path) -> None:
    before = saved.read_bytes()
    assert run(saved, "--round", "3").returncode == 0
    assert saved.read_bytes() == before


def test_the_moments_are_those_of_the_journal(saved: Path) -> None:
    """Each failed text is taken as it stood when its answers were opened, before the pen touched it."""
    failed = [*failed_texts(replay(saved))]
    assert [each.revision for each in failed] == [0, 1]
    assert all(set(each.objectors) == {"TR"} for each in failed)


@pytest.mark.parametrize("came", ["undecided", "no_such_text"])
def test_every_way_that_a_search_ends_has_its_words(came: str) -> None:
    lines = tomllib.loads((Path(game.telling.__file__).parent / "text_en.toml").read_text("utf-8"))["compromise"]
    assert came in CAME.values()
    assert came in lines
