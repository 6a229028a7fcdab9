"""`check --play`: what many games say of a scenario that is dull or unfair, as warnings at lines of its file."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from game.allies.compiled import Engine
from game.lab import lint
from game.lab.lively import problems
from game.lab.playtest import PATIENCE
from game.lab.progress import bar
from game.lab.words import Words
from game.scenario.load import Loaded
from game.scenario.problems import Problem

MANY = 500  # from so many games on it pays to wait for the compiler


def play(loaded: Loaded, games: int, seed: str, jobs: int, *, quiet: bool) -> list[Problem] | None:
    """Play a scenario and return what is dull or unfair about it, in the order of the file; None when stopped."""
    words = Words(Path(lint.__file__).parent)
    engine = Engine()
    engine.wait(PATIENCE if games < MANY else None)
    with bar(words.say("lint.playing"), lint.total(loaded.book, games), quiet=quiet) as tick:
        notes = lint.notes(loaded, games, seed, jobs, engine, tick)
    if notes is None:
        print(words.say("lint.stopped"), file=sys.stderr)
        return None
    return problems(notes, loaded, words)


def summary_of(found: list[Problem], games: int, seed: str) -> Iterator[str]:
    """Yield how many notes there are of each kind, and what was not looked at."""
    words = Words(Path(lint.__file__).parent)
    kinds = Counter(problem.text.split(":")[0] for problem in found)
    for kind, times in kinds.most_common():
        yield f"  {kind:<18}{times:>4}"
    yield words.say("lint.summary", n=len(found), games=f"{games:,}", seed=seed)
    yield words.say("lint.minutes")
