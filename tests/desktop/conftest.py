"""What the tests of the desktop share: no window, no sound, a home of their own, and games to sit down to."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from pathlib import Path

import pytest

from game.desktop.keeping import begin_kept
from game.desktop.sitting import Sitting
from game.scenario.load import Loaded, load
from game.table.decisions import PERSON
from game.telling.words import words_in

ROOT = Path(__file__).parents[2]
FIRST = load(ROOT / "scenarios" / "first_session.toml")
TINY = load(ROOT / "tests" / "fixtures" / "tiny.toml")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep games and settings of a test in its own folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def sit(loaded: Loaded, *persons: str, seed: str = "7", save: Path | None = None) -> Sitting:
    """Return a sitting with people in some seats, the first ally's where none is named."""
    seats = persons or (next(iter(loaded.scenario.ally)),)
    return Sitting(begin_kept(loaded, dict.fromkeys(seats, PERSON), seed, save), words_in())
