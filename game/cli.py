"""The command line: words in, an exit code out; mistakes and trouble with people's files become sentences."""

from __future__ import annotations

import argparse
import errno
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from game.arguments import Unable, nearest
from game.commands import COMMANDS
from game.playing import FIRST_SCENARIO

PACKAGE = Path(__file__).resolve().parent


class Parser(argparse.ArgumentParser):
    """A parser that complains in a sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit with 2."""
        message = message.removeprefix("argument ").replace("the following arguments are required:", "missing:")
        end = "" if message.endswith((".", "?")) else "."
        say(f"{message[0].upper()}{message[1:]}{end} See: {self.prog} --help")
        raise SystemExit(2)


def say(line: str) -> None:
    """Print a line for people, apart from the answer on standard output."""
    print(line, file=sys.stderr, flush=True)


def program() -> str:
    """Return how this program was called."""
    name = Path(sys.argv[0]).name
    return "python -m game" if name == "__main__.py" else name or "main.py"


def overview() -> str:
    """Return the help of the program as a whole."""
    rows = [f"  {name:<12}{command.about}" for name, command in COMMANDS.items()]
    return "\n".join(
        [
            f"usage: {program()} [COMMAND] [...]",
            "",
            "Silence Procedure: thirty-two allies, one text, and a deadline after which silence means yes.",
            "",
            *rows,
            "",
            f"Without a command: play {FIRST_SCENARIO}. What a command takes: {program()} COMMAND --help",
        ]
    )


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line; `command` is the command's name. Help and mistakes end the program (exit 0 and 2)."""
    name, *rest = words or ["play"]
    if name in ("-h", "--help", "help"):
        print(overview())
        raise SystemExit(0)
    if name.startswith("-"):
        name, rest = "play", list(words)
    if name not in COMMANDS:
        hint = f" To play that file: {program()} play {name}" if Path(name).exists() else nearest(name, [*COMMANDS])
        say(f"There is no command {name!r}.{hint} See: {program()} --help")
        raise SystemExit(2)
    command = COMMANDS[name]
    parser = Parser(
        prog=f"{program()} {name}", description=f"{command.about[0].upper()}{command.about[1:]}.", allow_abbrev=False
    )
    command.takes(parser)
    if name == "test" and not {"-h", "--help"}.intersection(rest):
        return argparse.Namespace(command=name, rest=rest)  # pytest's own flags are not ours to judge
    args, unknown = parser.parse_known_args(rest)
    if unknown:
        flags = re.findall(r"--[a-z]+", parser.format_usage())
        parser.error(f"{name} does not take {unknown[0]!r}.{nearest(unknown[0], flags)}")
    args.command = name
    return args


def guarded(work: Callable[[], int]) -> int:
    """Return the exit code of `work`; what cannot be done and trouble with people's files become sentences."""
    try:
        try:
            return work()
        finally:
            sys.stdout.flush()  # here, where a reader that went away is still caught
    except Unable as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    except BrokenPipeError:
        # The reader went away (| head); what is left to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + 13
    except OSError as error:
        say(sentence(error))
        return 1


def sentence(error: OSError) -> str:
    """Return what went wrong with a person's file or disk; trouble with the program's own files is a bug and raised."""
    reason = error.strerror or str(error)
    if isinstance(error.filename, (str, bytes)):
        path = Path(os.fsdecode(error.filename))
        if PACKAGE in path.absolute().parents:
            raise error
        return f"{path}: {reason}."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO):
        return f"{reason}."
    raise error


def main(
    words: Sequence[str] | None = None, elsewhere: Callable[[argparse.Namespace, list[str]], int | None] | None = None
) -> int:
    """Run the program; return its exit code.

    `elsewhere` may carry the words out in another process and return its exit code, or None: here, then.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")  # Windows would write its old code page to a pipe

    def work() -> int:
        given = list(sys.argv[1:] if words is None else words)
        args = parse(given)
        code = elsewhere(args, given) if elsewhere else None
        return COMMANDS[args.command].does(args) if code is None else code

    return guarded(work)
