"""What the engine costs on this machine: games a second, a game's time, start, compiling, councils, compromises, memory."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from game.allies import compiled
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.allies.play import decide
from game.lab import equal as equality
from game.lab import finding, looking
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import clear
from game.rules.luck import seed_key
from game.rules.phases import resolve, who_decides
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario.book import Book
from game.scenario.load import load

Figures = dict[str, Any]

SECONDS: Final = 2.0  # how long one speed is measured at least
PLAIN_GAMES: Final = 5
DRAFTS: Final = 200  # failed ones, for the compromise finder
SKILLS: Final = {"instinct": s.INSTINCT, "staff": s.STAFF}
SEED: Final = seed_key("bench")
_CHILD: Final = "from game.lab.bench import {work}; {work}()"
_ROOT: Final = Path(__file__).parents[2]


def peak_megabytes() -> int:
    """Return the most memory that this process has held, in MB; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> 20 if sys.platform == "darwin" else most >> 10


def build() -> None:
    """Compile the rules and print, as JSON, seconds and peak memory: the work of a second process."""
    _told(compiled.build)


def fetch() -> None:
    """Load the compiled rules and print, as JSON, seconds and peak memory: the work of a third."""
    _told(Engine().wait)


def _told(work: Callable[[], object]) -> None:
    before = perf_counter()
    work()
    print(json.dumps([perf_counter() - before, peak_megabytes()]))


def compiling() -> Figures:
    """Return what compiling costs with an empty cache, and loading with a full one, each in a process of its own."""
    found = {}
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "XDG_CACHE_HOME": home, "LOCALAPPDATA": home}
        for name, work in (("cold", build), ("warm", fetch)):
            command = [sys.executable, "-c", _CHILD.format(work=work.__name__)]
            said = subprocess.run(command, cwd=_ROOT, env=env, stdout=subprocess.PIPE, check=True)
            seconds, peak = json.loads(said.stdout)
            found[f"{name}_seconds"], found[f"{name}_peak_mb"] = round(seconds, 2), peak
    return found


def starting() -> Figures:
    """Return the seconds of `--help`, and of a game in the terminal up to its first question; the best of three."""
    return {
        "help_seconds": _seconds_of("--help"),
        "first_prompt_seconds": _seconds_of("play", "--terminal", "--seed", "bench", "--save", "bench.game"),
    }


def _seconds_of(*words: str) -> float | None:
    """Return how long the program takes when nobody types anything; None where it fails."""
    best = None
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            before = perf_counter()
            done = subprocess.run(
                [sys.executable, str(_ROOT / "main.py"), *words],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            seconds = perf_counter() - before
        if done.returncode not in (0, 130):
            return None
        best = min(best or seconds, seconds)
    return best and round(best, 3)


def at_skill(book: Book, skill: int) -> Book:
    """Return the book with every seat looking equally far ahead."""
    rule = book.rule.copy()
    rule[n.SKILL] = skill
    return book._replace(rule=rule)


def speed(engine: Engine, book: Book, jobs: int) -> float:
    """Return the games a second on so many threads."""
    games, seconds = 250 * jobs, 0.0
    while seconds < SECONDS:
        games *= 2
        before = perf_counter()
        play_many(engine, book, SEED, 1, 1 + games, jobs=jobs)
        seconds = perf_counter() - before
    return games / seconds


def playing(engine: Engine, book: Book) -> Figures:
    """Return the compiled speed at each skill on one and two threads, and what a round takes."""
    found: Figures = {}
    for name, skill in SKILLS.items():
        alone = speed(engine, at_skill(book, skill), 1)
        found[name] = {
            "games_a_second_1_thread": round(alone),
            "games_a_second_2_threads": round(speed(engine, at_skill(book, skill), 2)),
            "microseconds_a_round": round(1e6 / alone / book.round.shape[0], 1),
        }
    return found


def thinking(book: Book, games: int = PLAIN_GAMES) -> Figures:
    """Return, in plain Python, the games a second, and for each phase its share of the time and the model's milliseconds."""
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    decided: dict[int, list[float]] = {}
    resolved: dict[int, float] = dict.fromkeys(range(s.OVER), 0.0)
    begun = perf_counter()
    for game in range(1, games + 1):
        start(book, state, scratch, *SEED, game)
        while state.public.clock[s.PHASE] != s.OVER:
            phase = int(state.public.clock[s.PHASE])
            before = perf_counter()
            clear(choice)
            decide(book, state, choice, scratch, *SEED, game, who_decides(book, state))
            between = perf_counter()
            resolve(book, state, choice, scratch, *SEED, game)
            decided.setdefault(phase, []).append(between - before)
            resolved[phase] += perf_counter() - between
    total = perf_counter() - begun
    phases = {
        s.PHASES[phase]: {
            "share_percent": round(100 * (sum(times) + resolved[phase]) / total, 1),
            "model_ms_median": round(1000 * sorted(times)[len(times) // 2], 2),
            "model_ms_most": round(1000 * max(times), 2),
        }
        for phase, times in sorted(decided.items())
    }
    return {"games_a_second": round(games / total, 1), "phases": phases}


def figures() -> Figures:
    """Return every figure; the compiled ones only where there is a compiler."""
    path = equality.largest_scenario()
    loaded = load(path)
    book, engine = loaded.book, Engine()
    found: Figures = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "scenario": path.stem,
        "starting": starting(),
        "plain": {name: thinking(at_skill(book, skill)) for name, skill in SKILLS.items()},
    }
    if engine.wait() and engine.load_finder():
        found |= {
            "compiling": compiling(),
            "compiled": playing(engine, book),
            "council": looking.figures(loaded),
            "compromise": finding.figures(engine, book, DRAFTS),
        }
    return found | {"peak_mb": peak_megabytes()}


def lines(found: Figures, indent: str = "") -> list[str]:
    """Return figures as indented lines."""
    out = []
    for name, value in found.items():
        label = f"{indent}{name.replace('_', ' ')}"
        if isinstance(value, dict) and all(not isinstance(each, dict) for each in value.values()):
            out.append(f"{label:<16} " + "  ".join(f"{key.replace('_', ' ')} {each}" for key, each in value.items()))
        elif isinstance(value, dict):
            out += [label, *lines(value, indent + "  ")]
        else:
            out.append(f"{label:<16} {value}")
    return out


def run(equal: int | None, as_json: bool) -> int:
    """Print the engine's figures, or with `equal` compare so many games byte by byte; return the exit code."""
    if equal is not None:
        return equality.run(equal, as_json, Engine())
    found = figures()
    print(json.dumps(found, indent=2) if as_json else "\n".join(lines(found)))
    return 0
