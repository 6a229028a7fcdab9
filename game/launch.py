"""Where a command of `main.py` runs: in this Python if it has the libraries, else in the environment made for it."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from game.cli import main, say
from game.environment import MODULES, Place, is_ready, made_ready, modules

ROOT = Path(__file__).resolve().parent.parent
CHILD = "SILENCE_PROCEDURE_CHILD"  # set for the process that goes on, so that it never starts another


def is_here(extra: str) -> bool:
    """Tell whether this Python has what is needed."""
    return all(find_spec(name) for name in modules(extra))


def go_on(place: Place, words: Sequence[str]) -> int:
    """Run the same command with the environment's Python; return its exit code."""
    # Ctrl-C reaches the child too, which may be saving a game: only wait for it.
    signal.signal(signal.SIGINT, lambda *_: None)
    command = [str(place.python), str(place.root / "main.py"), *words]
    with subprocess.Popen(command, env={**os.environ, CHILD: "1"}) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        code = child.wait()
    return code if code >= 0 else 128 - code


def in_environment(args: argparse.Namespace, words: list[str]) -> int | None:
    """Return None where this Python can carry the command out, else the exit code of the environment's Python."""
    extra = args.command if args.command in MODULES else ""
    is_child = os.environ.pop(CHILD, None)
    if is_here(extra):
        return None
    place = Place(ROOT)
    if is_child:
        say("The environment .venv does not hold together. Delete it and start again.")
        return 1
    try:
        failed = "" if is_ready(place, extra) else made_ready(place, extra)
    except KeyboardInterrupt:
        say("\nStopped. The next start makes the environment good.")
        return 130
    if failed:
        say(failed)
        return 1
    return go_on(place, words)


def start(words: Sequence[str]) -> int:
    """Run the program from a checkout, in an environment of its own where this Python lacks something."""
    return main(words, in_environment)
