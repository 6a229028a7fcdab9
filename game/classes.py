"""The command of whoever teaches. As in `commands.py`, only the standard library is imported up here."""

from __future__ import annotations

import argparse
from pathlib import Path

from game.arguments import SKILLS, count, language_of, port, scenario, skill, takes_language

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
