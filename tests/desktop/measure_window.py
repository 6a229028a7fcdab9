"""Measure the window against its bounds: `python -m tests.desktop.measure_window`; run it on a machine that does nothing else.

First frame from process start, frames drawn anew in the council room at 1920 x 1080 in software, the processor's share
while nothing happens, and memory. Not measured here: an empty compile cache, and the longest frame while the model thinks.
"""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

import pygame

from game.desktop.app import App
from game.desktop.keeping import begin_kept
from game.desktop.screens.opening import play
from game.desktop.sitting import Sitting
from game.scenario.load import load
from game.table.decisions import PERSON
from game.telling.words import words_in
from tests.desktop.driver import Person

ROOT: Final = Path(__file__).parents[2]
FRAMES, IDLE = 400, 5.0  # frames drawn; seconds of sleep
STARTS: Final = 5
FIRST_FRAME: Final = (
    "import time; from game.desktop.app import opened; from game.desktop.screens.title import Title; "
    "app = opened('en'); app.play(Title(app), lambda: (print(time.time()), app.quit()))"
)


def first_frame() -> float:
    """Return the median seconds from process start until the title is drawn."""
    taken = []
    for _ in range(STARTS):
        begun = time.time()
        told = subprocess.run([sys.executable, "-c", FIRST_FRAME], check=True, cwd=ROOT, capture_output=True, text=True)
        taken.append(float(told.stdout.split()[-1]) - begun)
    return sorted(taken)[STARTS // 2]


def frames(person: Person) -> list[float]:
    """Return the milliseconds of each frame drawn whole, shortest first."""
    taken = []
    for _ in range(FRAMES):
        begun = time.perf_counter()
        person.app.draw()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def idle_share(app: App) -> float:
    """Return the share of a core that the window's own loop takes while nothing happens, per cent."""
    end = threading.Timer(IDLE, lambda: pygame.event.post(pygame.Event(pygame.QUIT)))
    end.start()
    begun, worked = time.perf_counter(), time.process_time()
    app.play(app.screens[-1], lambda: None)
    return 100 * (time.process_time() - worked) / (time.perf_counter() - begun)


def memory() -> float:
    """Return the most megabytes that this process held, where the system tells (0 elsewhere)."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def main() -> None:
    """Print each figure with its bound."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(XDG_DATA_HOME=home, APPDATA=home, HOME=home)
        print(f"first frame from process start           {first_frame():6.2f} s    (bound 0.4)")
        loaded = load(ROOT / "scenarios" / "galati.toml")
        person = Person((1920, 1080))
        play(person.app, Sitting(begin_kept(loaded, {"RO": PERSON}, "7", None), words_in("en")))
        person.settle()
        person.play_on(8)
        while person.screen != "Council":  # on other screens answers may still open one after the other
            person.play_on(1)
        drawn = frames(person)
        print(f"frame on {person.screen}, 99th of 100        {drawn[len(drawn) * 99 // 100]:6.1f} ms   (bound 16.7)")
        print(f"processor while nothing happens          {idle_share(person.app):6.2f} %    (bound 2)")
        print(f"memory at most                           {memory():6.0f} MB   (bound 250)")


if __name__ == "__main__":
    main()
