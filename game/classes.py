"""The command of whoever teaches. As in `commands.py`, only the standard library is imported up here."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.arguments import SKILLS, count, countries, language, language_of, port, scenario, skill, takes_language

PORT = 8032
ROOMS_FOLDER = "rooms"


def takes_host(parser: argparse.ArgumentParser) -> None:
    """Take what is played in the rooms, and where they are kept and found."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a scenario, by path or shipped name (default: only the rooms in --data)",
    )
    parser.add_argument("--rooms", metavar="N", type=count, default=1, help="so many rooms (default 1)")
    parser.add_argument(
        "--one-seed", action="store_true", help="the same luck at every table: the walls show where they part"
    )
    parser.add_argument(
        "--minutes", metavar="M", type=count, default=0, help="minutes to the bell (default: what the scenario wants)"
    )
    parser.add_argument("--port", metavar="P", type=port, default=PORT, help=f"the port (default {PORT})")
    parser.add_argument("--address", metavar="IP", default="", help="listen there only (default: on every network)")
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="where rooms are kept, and found again (default: with the saved games)"
    )
    parser.add_argument(
        "--skill",
        metavar="NAME",
        type=skill,
        default="staff",
        help=f"how far the seats without people look ahead: {', '.join(SKILLS)}",
    )
    takes_language(parser)


def host(args: argparse.Namespace) -> int:
    """Serve rooms until stopped."""
    file = scenario(args.file) if args.file else None
    from game.classroom import host as server
    from game.classroom.hosting import EVERYWHERE, Hosting
    from game.table.saves import games_folder

    data = args.data or games_folder() / ROOMS_FOLDER
    address = args.address or EVERYWHERE
    hosting = Hosting(file, args.rooms, args.skill, args.minutes, args.one_seed)
    return server.run(hosting, address, args.port, data, language_of(args))


def takes_print(parser: argparse.ArgumentParser) -> None:
    """Take what is printed, for whom, and where it is written."""
    parser.add_argument("file", metavar="FILE", help="a scenario, by path or shipped name")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder to write to")
    parser.add_argument(
        "--seats", metavar="ISO,ISO", type=countries, default=[], help="the seats (default: those with a long brief)"
    )
    parser.add_argument("--pdf", action="store_true", help="as PDF too (needs the extra `pdf`)")
    takes_language(parser)
    parser.add_argument("--language", dest="lang", metavar="LANG", type=language, help="the same as --lang")


def print_kit(args: argparse.Namespace) -> int:
    """Write what a room without devices plays with."""
    file = scenario(args.file)
    from game.printing import write

    return write.run(file, args.out, language_of(args), tuple(args.seats), args.pdf)


def takes_enter(parser: argparse.ArgumentParser) -> None:
    """Take the scenario, the minutes of a game on paper, and where the game is kept."""
    parser.add_argument("file", metavar="FILE", help="the scenario, by path or shipped name")
    parser.add_argument("minutes", metavar="MINUTES", type=Path, help="what the kit's form page has saved")
    parser.add_argument("--out", metavar="JOURNAL", type=Path, help="the saved game (default: beside the minutes)")
    takes_language(parser)


def enter(args: argparse.Namespace) -> int:
    """Make a saved game of what was played on paper."""
    file = scenario(args.file)
    from game.printing import enter as typed_in

    return typed_in.run(file, args.minutes, args.out, language_of(args))
