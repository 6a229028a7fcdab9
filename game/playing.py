"""The commands of whoever plays: begin, go on, look again. As in `commands.py`, only the standard library is imported up here."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.arguments import (
    SKILLS,
    Unable,
    count,
    country,
    existing,
    language_of,
    scenario,
    skill,
    takes_language,
    takes_terminal,
)

FIRST_SCENARIO = "galati"


def takes_play(parser: argparse.ArgumentParser) -> None:
    """Take what a game begins with."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=f"a scenario: a path, or the name of one that is shipped (default {FIRST_SCENARIO})",
    )
    parser.add_argument("--seat", metavar="ISO", type=country, help="the ally whose seat you take, e.g. RO")
    parser.add_argument("--seed", metavar="TEXT", help="any text; the same text is the same luck")
    parser.add_argument(
        "--skill",
        metavar="NAME",
        type=skill,
        default="staff",
        help=f"how far the other seats look ahead: {', '.join(SKILLS)}",
    )
    takes_terminal(parser)
    parser.add_argument("--auto", action="store_true", help="the model plays every seat")
    parser.add_argument("--save", metavar="FILE", type=Path, help="where the game is kept while it is played")
    parser.add_argument("--json", action="store_true", help="the outcome for a machine; with --auto")


def play(args: argparse.Namespace) -> int:
    """Play, in a window where one can open."""
    if args.json and not args.auto:
        raise Unable("--json tells the outcome of a game that plays itself: add --auto.")
    file = scenario(args.file or FIRST_SCENARIO)
    if not (args.auto or args.terminal):
        from game.desktop import window

        named = file if args.file or args.seat else None
        code = window.play(named, args.seat, args.seed, args.skill, args.save, args.lang or "")
        if code is not None:
            return code
    from game.terminal.play import run

    return run(file, args.seat, args.seed, args.skill, args.auto, args.save, args.json, language_of(args))


def _takes_saved(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a saved game")


def takes_resume(parser: argparse.ArgumentParser) -> None:
    """Take a saved game, and where it goes on."""
    _takes_saved(parser)
    takes_terminal(parser)


def resume(args: argparse.Namespace) -> int:
    """Go on with a saved game, in a window where it was played in one."""
    file = existing(args.file)
    if not args.terminal:
        from game.desktop import window

        code = window.resume(file, args.lang or "")
        if code is not None:
            return code
    from game.terminal.play import resume as go_on

    return go_on(file, language_of(args))


def takes_replay(parser: argparse.ArgumentParser) -> None:
    """Take a saved game, and what is to be done with it."""
    _takes_saved(parser)
    takes_language(parser)
    parser.add_argument(
        "--verify", action="store_true", help="only check that every line leads to the state it promises"
    )
    parser.add_argument("--json", action="store_true", help="the answer for a machine")


def replay(args: argparse.Namespace) -> int:
    """Show a saved game again, or verify it."""
    file = existing(args.file)
    from game.terminal.replay import run

    return run(file, args.verify, args.json, language_of(args))


def takes_compromise(parser: argparse.ArgumentParser) -> None:
    """Take a saved game, and which of its texts."""
    _takes_saved(parser)
    takes_language(parser)
    parser.add_argument("--round", metavar="N", type=count, default=0, help="only this round (default: all)")
    parser.add_argument("--text", metavar="K", type=count, default=0, help="only the K-th text of a round")
    parser.add_argument("--json", action="store_true", help="the answers for a machine")


def compromise(args: argparse.Namespace) -> int:
    """Tell the smallest compromises of a saved game."""
    file = existing(args.file)
    from game.terminal.compromise import run

    return run(file, args.round, args.text, args.json, language_of(args))
