"""What the words on a command line may be: numbers, skills, seats, files; and what a command is.

Only the standard library is imported up here, as in `commands.py`.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ASSETS = ("flags", "fonts", "icons", "map", "sounds")
LANGUAGES = ("en", "fr", "ro")
SKILLS = ("instinct", "staff", "council")
NEEDS_COMPILER = "council"
HISTORY = "history"  # the folder of past crises, beside the other scenarios


class Unable(Exception):
    """What a person asked for cannot be done; the message is the sentence that they read."""


class Command(NamedTuple):
    """One command: a line about it, what it takes, what it does with that."""

    about: str
    takes: Callable[[argparse.ArgumentParser], None]
    does: Callable[[argparse.Namespace], int]


LAST_PORT = 65_535


def nearest(word: str, known: Sequence[str]) -> str:
    """Return " Did you mean ...?" when a known word is close, else nothing."""
    import difflib

    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean {close[0]}?" if close else ""


def count(text: str) -> int:
    """Read a whole number from 1 on."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is needed, not {text!r}")
    return int(text)


def port(text: str) -> int:
    """Read the number of a port that programs may open."""
    number = count(text)
    if number > LAST_PORT:
        raise argparse.ArgumentTypeError(f"a port from 1 to {LAST_PORT} is needed, not {text}")
    return number


def skill(text: str) -> str:
    """Read how far the seats look ahead."""
    if text not in SKILLS:
        raise argparse.ArgumentTypeError(f"one of {', '.join(SKILLS)} is needed, not {text!r}.{nearest(text, SKILLS)}")
    if text == NEEDS_COMPILER:
        from game.allies.compiled import has_compiler

        if not has_compiler():
            raise argparse.ArgumentTypeError(
                "council plays thousands of games for each decision, and Numba, which compiles the rules, is not here; take staff"
            )
    return text


def language(text: str) -> str:
    """Read a language that the game speaks."""
    if text not in LANGUAGES:
        raise argparse.ArgumentTypeError(f"one of {', '.join(LANGUAGES)} is needed, not {text!r}")
    return text


def takes_terminal(parser: argparse.ArgumentParser) -> None:
    """Take where a game is played, and in which language."""
    parser.add_argument("--terminal", action="store_true", help="in the terminal, even where a window could open")
    takes_language(parser)


def takes_language(parser: argparse.ArgumentParser) -> None:
    """Take the language."""
    told = f"{', '.join(LANGUAGES)} (default: as set in the window, else the machine's)"
    parser.add_argument("--lang", metavar="LANG", type=language, help=told)


def language_of(args: argparse.Namespace) -> str:
    """Return the language that is asked for, else the one that is set; "" the machine's."""
    from game.desktop.settings import read_settings

    return str(args.lang or read_settings().language)


def asset(text: str) -> str:
    """Read which part of the assets is meant."""
    if text not in ASSETS:
        raise argparse.ArgumentTypeError(f"one of {', '.join(ASSETS)} is needed, not {text!r}.{nearest(text, ASSETS)}")
    return text


def country(text: str) -> str:
    """Read a seat's two letters, small ones too."""
    if len(text) != 2 or not text.isascii() or not text.isalpha():
        raise argparse.ArgumentTypeError(f"two letters such as RO are needed, not {text!r}")
    return text.upper()


def countries(text: str) -> list[str]:
    """Read several seats' letters with commas between them."""
    return [country(each.strip()) for each in text.split(",")]


def existing(name: str | Path) -> Path:
    """Return the path of a file that is there; refuse with a sentence otherwise."""
    path = Path(name)
    if path.is_dir():
        raise Unable(f"{path} is a folder; a file is needed.")
    if not path.exists():
        raise Unable(f"There is no file {path}.")
    return path


def scenario(name: str) -> Path:
    """Return the file of a scenario given by path or, for one that is shipped, by its bare name."""
    from game.scenario.data import data_root

    path = Path(name)
    if path.exists() or path.suffix or len(path.parts) != 1:
        return existing(path)
    folder = data_root() / "scenarios"
    for shipped in (folder / f"{name}.toml", folder / HISTORY / f"{name}.toml"):
        if shipped.is_file():
            return shipped
    names = sorted(file.stem for file in [*folder.glob("*.toml"), *(folder / HISTORY).glob("*.toml")])
    raise Unable(f"There is no file {name}, and no scenario of that name is shipped (there are: {', '.join(names)}).")
