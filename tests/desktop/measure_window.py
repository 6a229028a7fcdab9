"""Measure the window against its bounds: `python -m tests.desktop.measure_window`; run it on a machine that does nothing else.

First frame from process start (also where nothing was ever compiled), frames drawn anew in the council room at 1920 x 1080
in software, frames while the model thinks and while a text is looked at closely, turns in which the projector's wall is laid
out, the processor's share while nothing happens, and memory. How busy the machine was is said first.
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
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pygame

from game.allies.compiled import shared_engine
from game.desktop.app import App
from game.desktop.keeping import begin_kept
from game.desktop.match import Match
from game.desktop.projector import projected
from game.desktop.screens.draft import Draft
from game.desktop.screens.opening import play
from game.desktop.sitting import Sitting
from game.scenario.load import load
from game.table.decisions import PERSON
from game.telling.words import words_in
from tests.desktop.driver import Person

ROOT: Final = Path(__file__).parents[2]
FRAMES, IDLE = 400, 5.0  # frames drawn; seconds of sleep
STARTS, THINKING = 5, 10.0  # processes; seconds
GALATI: Final = ROOT / "scenarios" / "galati.toml"
FIRST_FRAME: Final = (
    "import time; from game.desktop.app import opened; from game.desktop.screens.title import Title; "
    "app = opened('en'); app.play(Title(app), lambda: (print(time.time()), app.quit()))"
)


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds on the wall's clock, which other work on the machine lengthens, and of the thread that draws."""

    wall: float
    own: float


def first_frame(**about: str) -> float:
    """Return the median seconds from process start until the title is drawn, in an environment with something changed."""
    taken = []
    for _ in range(STARTS):
        begun = time.time()
        words = [sys.executable, "-c", FIRST_FRAME]
        told = subprocess.run(words, check=True, cwd=ROOT, capture_output=True, text=True, env=os.environ | about)
        taken.append(float(told.stdout.split()[-1]) - begun)
    return sorted(taken)[STARTS // 2]


def timed(do: Callable[[], object]) -> Took:
    """Return what something took."""
    begun, worked = time.perf_counter(), time.thread_time()
    do()
    return Took((time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000)


def frames(person: Person) -> list[Took]:
    """Return what frames drawn whole took."""
    return [timed(person.app.draw) for _ in range(FRAMES)]


def meanwhile(person: Person) -> list[Took]:
    """Return what each turn of the loop took, a frame drawn whole in it, while something runs."""
    taken = []
    while person.app.tasks.is_busy:
        person.app.root.dirty = True
        taken.append(timed(partial(person.app.step, pygame.event.get())))
        time.sleep(0.001)
    return taken


def thinking(person: Person) -> list[Took]:
    """Return the frames while the model, which looks ahead, plays for all other capitals; given up after THINKING seconds."""
    shared_engine().wait()
    to_council(person)
    game = person.app.game
    assert isinstance(game, Match)
    game.follow()
    end = threading.Timer(THINKING, person.app.tasks.stop)
    end.start()
    taken = meanwhile(person)
    end.cancel()
    return taken


def looking(person: Person) -> list[Took]:
    """Return the frames while a text is looked at closely."""
    shared_engine().wait()
    while person.screen != "Draft":
        to_council(person)
        game = person.app.game
        assert isinstance(game, Match)
        found = [k for k, each in enumerate(game.desk.turn.choices, 1) if each.form in ("table", "revise")]
        if found:
            person.press(f"choice_{found[0]}")
        else:
            person.play_on(1)
    screen = person.app.screens[-1]
    assert isinstance(screen, Draft)
    screen.expected.look_closely(screen.decision())
    taken = meanwhile(person)
    person.key(pygame.K_ESCAPE)
    return taken


def hanging(person: Person) -> list[Took]:
    """Return the turns in which the projector's wall is laid out, over some steps of the game."""
    to_council(person)
    game = person.app.game
    assert isinstance(game, Match)
    taken = list[Took]()
    if projected(game):
        return []
    for _ in range(6):
        person.play_on(1)
        assert person.app.wall.projector
        person.app.wall.projector.show()
        while person.app.wall.is_busy:
            taken.append(timed(partial(person.app.step, pygame.event.get())))
    person.app.wall.close()
    return taken


def seated(seats: dict[str, str]) -> Person:
    """Return a person at a table of Galați at 1920 x 1080."""
    person = Person((1920, 1080))
    play(person.app, Sitting(begin_kept(load(GALATI), seats, "7", None), words_in("en")))
    person.settle()
    return person


def to_council(person: Person) -> None:
    """Play on to the council room: on other screens answers may still open one after the other."""
    while person.screen != "Council":
        person.play_on(1)


def line(what: str, figure: float, unit: str, bound: str) -> None:
    """Print a figure beside its bound."""
    print(f"{what:<54}{figure:8.2f} {unit:<3} (bound {bound})", flush=True)


def told(what: str, taken: list[Took], bound: str) -> None:
    """Print the 99th of a hundred and the longest, by the clock on the wall and by the processor of the thread that draws."""
    for name, at in (("99th of 100", len(taken) * 99 // 100), ("longest", -1)):
        own = sorted(each.own for each in taken)[at]
        line(f"{what}, {name}", sorted(each.wall for each in taken)[at], "ms", f"{bound}; of the processor {own:.1f}")


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
        print("load average:", *(f"{each:.1f}" for each in os.getloadavg()))
        line("first frame from process start", first_frame(), "s", "0.4")
        line("the same where nothing was ever compiled", first_frame(XDG_CACHE_HOME=home), "s", "0.4")
        person = seated({"RO": PERSON})
        person.play_on(8)
        to_council(person)
        told("frame in the council room", frames(person), "16.7")
        told("frame while a text is looked at closely", looking(person), "33")
        told("turn in which the wall is laid out", hanging(person), "30")
        to_council(person)
        line("processor while nothing happens", idle_share(person.app), "%", "2")
        line("memory at most", memory(), "MB", "250")
        ahead = seated(dict.fromkeys(load(GALATI).scenario.ally, "council") | {"RO": PERSON})
        told("frame while the model thinks", thinking(ahead), "33")
        print("load average:", *(f"{each:.1f}" for each in os.getloadavg()))


if __name__ == "__main__":
    main()
