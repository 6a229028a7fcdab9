"""The commands: what each takes, and the folder that answers it, imported only when it is asked.

Only the standard library is imported up here: `--help` is quick, and works before any library is installed. A command
looks for the files that it was given before it imports anything: a slip of the pen is told at once.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from game import classes, playing
from game.arguments import (
    ASSETS,
    Command,
    Unable,
    asset,
    count,
    countries,
    country,
    existing,
    language,
    language_of,
    scenario,
    skill,
    takes_language,
)
from game.playing import FIRST_SCENARIO

HINDCAST_GAMES = 20_000
SHEET_GAMES = 500  # fewer tell nothing of the percentiles of a secret, which is drawn in a third of them

# The commands, each as what it takes and what it does.


def _takes_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", nargs="+", help="scenarios, by path or shipped name")
    parser.add_argument("--json", action="store_true", help="the findings for a machine")
    parser.add_argument("--play", action="store_true", help="play too, and warn of what is dull or unfair")
    parser.add_argument("--games", metavar="N", type=count, default=2000, help="with --play: games (default 2000)")
    parser.add_argument("--seed", metavar="S", default="1", help="with --play: any text (default 1)")
    parser.add_argument(
        "--set-sheets",
        action="store_true",
        help="with --play: first write low and high of the sheets as games give them",
    )


def _check(args: argparse.Namespace) -> int:
    files = [scenario(name) for name in args.file]
    if args.set_sheets and not (args.play and args.games >= SHEET_GAMES):
        raise Unable(f"--set-sheets writes what games say: add --play, with {SHEET_GAMES} games or more.")
    from game.authoring import check

    games = args.games if args.play else 0
    return check.run(files, args.json, games, args.seed, os.cpu_count() or 1, args.set_sheets)


def _takes_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="the new scenario's name; NAME.toml is written here")


def _new(args: argparse.Namespace) -> int:
    from game.authoring import new

    return new.run(args.name)


def _takes_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", type=Path, help="write here instead of to standard output")


def _schema(args: argparse.Namespace) -> int:
    from game.authoring import schema

    return schema.run(args.out)


def _takes_luck_and_threads(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed", metavar="S", default="1", help="any text; the same text is the same games (default 1)"
    )
    parser.add_argument(
        "--jobs", metavar="J", type=count, default=os.cpu_count() or 1, help="threads (default: one a core)"
    )


def _takes_playtest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a scenario: a path, or the name of one that is shipped")
    parser.add_argument("--games", metavar="N", type=count, required=True, help="how many games")
    _takes_luck_and_threads(parser)
    parser.add_argument("--json", metavar="OUT", help="write the figures here as JSON; - is standard output")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write one line a game here")
    parser.add_argument(
        "--without", metavar="RULE", action="append", default=[], help="switch a rule off (may be repeated)"
    )


def _playtest(args: argparse.Namespace) -> int:
    file = scenario(args.file)
    to_screen = args.json == "-"
    out = None if args.json is None or to_screen else Path(args.json)
    if args.without == ["all"]:
        from game.lab import ablation

        return ablation.run(file, args.games, args.seed, args.jobs, to_screen)
    from game.lab import playtest

    return playtest.run(file, args.games, args.seed, args.jobs, out, args.csv, args.without, to_screen)


def _takes_calibrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default=FIRST_SCENARIO, help="a scenario, by path or shipped name"
    )
    parser.add_argument(
        "--games",
        metavar="N",
        type=count,
        help="how many games (100000; --packages: 60 a type; --sensitivity: 300 a point)",
    )
    parser.add_argument("--fast", action="store_true", help="5000 games, to see where a change goes")
    _takes_luck_and_threads(parser)
    parser.add_argument("--json", metavar="OUT", help="write the findings here as JSON; - is standard output")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a target fails")
    parser.add_argument(
        "--packages", action="store_true", help="instead: fixed packages against each type of the other side"
    )
    parser.add_argument("--round", metavar="N", type=count, help="with --packages: fixed in this round alone")
    parser.add_argument("--sensitivity", action="store_true", help="instead: which of the rules' numbers matter most")


def _calibrate(args: argparse.Namespace) -> int:
    file = scenario(args.file)
    if args.packages:
        from game.lab import spiral

        return spiral.run(file, args.games or spiral.GAMES, args.seed, args.round or 0, args.json, args.strict)
    if args.sensitivity:
        from game.lab import sensitivity

        return sensitivity.run(file, args.games or sensitivity.GAMES, args.seed, args.jobs, args.json)
    from game.lab import calibrate

    games = args.games or (calibrate.FAST if args.fast else calibrate.GAMES)
    return calibrate.run(file, games, args.seed, args.jobs, args.json, args.strict)


def _takes_hindcast(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="*", help="scenarios with a history (default: all that are shipped)"
    )
    many = f"games a case (default {HINDCAST_GAMES:,})"
    parser.add_argument("--games", metavar="N", type=count, default=HINDCAST_GAMES, help=many)
    _takes_luck_and_threads(parser)
    parser.add_argument(
        "--json", metavar="OUT", nargs="?", const="-", help="the scores as JSON, into a file or on standard output"
    )


def _hindcast(args: argparse.Namespace) -> int:
    files = [scenario(name) for name in args.file]
    to_screen = args.json == "-"
    out = None if args.json is None or to_screen else Path(args.json)
    if out is not None and out.suffix in ("", ".toml"):
        raise Unable(
            f"--json {out} would write the scores there: name scenarios before --json, and a file such as o.json."
        )
    from game.lab import hindcast

    return hindcast.run(files, args.games, args.seed, args.jobs, out, to_screen)


def _takes_scripts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a scenario: a path, or the name of one that is shipped")
    parser.add_argument("--plans", metavar="N", type=count, default=200, help="best plans to confirm (default 200)")
    parser.add_argument(
        "--games", metavar="N", type=count, default=20_000, help="fresh games of each of them (default 20,000)"
    )
    parser.add_argument(
        "--search", metavar="N", type=count, default=1_200_000, help="games that the search plays (default 1,200,000)"
    )
    parser.add_argument("--seat", metavar="ISO", type=country, help="whose plans (default: the struck ally's)")
    _takes_luck_and_threads(parser)
    parser.add_argument("--json", metavar="OUT", help="write the findings here as JSON; - is standard output")


def _scripts(args: argparse.Namespace) -> int:
    file = scenario(args.file)
    from game.lab import scripts

    return scripts.run(file, args.plans, args.games, args.search, args.seed, args.seat, args.jobs, args.json)


def _takes_skill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", nargs="?", default=FIRST_SCENARIO, help="a scenario, by path or shipped name"
    )
    parser.add_argument("--to", metavar="NAME", type=skill, default="staff", help="the skill (default staff)")
    parser.add_argument("--from", metavar="NAME", dest="before", type=skill, help="against which (default: one below)")
    parser.add_argument(
        "--seats", metavar="ISO,ISO", type=countries, default=[], help="whose (default: the featured ones)"
    )
    parser.add_argument(
        "--games", metavar="N", type=count, default=0, help="pairs of games a seat (2000; for council at most 200)"
    )
    parser.add_argument(
        "--budget", metavar="N", type=count, default=0, help="for council: games that each candidate is tried in (256)"
    )
    _takes_luck_and_threads(parser)
    parser.add_argument("--json", action="store_true", help="the findings for a machine")
    parser.add_argument("--strict", action="store_true", help="end with 1 where fewer than seven seats in eight gain")


def _skill(args: argparse.Namespace) -> int:
    file = scenario(args.file)
    from game.lab import skill as lab

    about = args.games, args.budget, args.seed, args.jobs
    return lab.run(file, args.before or "", args.to, args.seats, *about, args.json, args.strict)


def _takes_bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--equal", metavar="N", type=count, help="only compare N games, plain against compiled, byte by byte"
    )
    parser.add_argument("--json", action="store_true", help="the figures for a machine")


def _bench(args: argparse.Namespace) -> int:
    from game.lab import bench

    return bench.run(args.equal, args.json)


def _takes_assets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "part", metavar="PART", nargs="*", type=asset, help=f"{', '.join(ASSETS)} (default: all of them)"
    )
    parser.add_argument(
        "--from", metavar="DIR", dest="packages", type=Path, help="the folder that the npm packages are unpacked in"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; end with 1 where other bytes would be made"
    )


def _assets(args: argparse.Namespace) -> int:
    if args.packages is not None and not args.packages.is_dir():
        raise Unable(f"There is no folder {args.packages}.")
    from game.authoring.assets import make

    return make.run(args.packages, args.check, args.part)


def _takes_debrief(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="JOURNAL", help="a saved game")
    parser.add_argument("--out", metavar="DIR", type=Path, help="the folder to write to (default: beside the game)")
    takes_language(parser)
    parser.add_argument("--language", dest="lang", metavar="LANG", type=language, help="the same as --lang")
    parser.add_argument("--anonymous", action="store_true", help="name nobody who held a seat")
    parser.add_argument("--pdf", action="store_true", help="the page as PDF too (needs the extra `pdf`)")
    parser.add_argument("--what-if", metavar="ISO", type=country, help="change each decision of this seat and play on")
    parser.add_argument(
        "--games",
        metavar="N",
        type=int,
        default=-1,
        help="futures that each moment is played on in (default 200; 0: leave out what needs them)",
    )


def _debrief(args: argparse.Namespace) -> int:
    file = existing(args.file)
    from game.classroom.beside import people_beside
    from game.classroom.register import names_beside
    from game.debrief import write
    from game.debrief.students import Named

    names = {} if args.anonymous else names_beside(file)
    named = Named(names, people_beside(file), args.anonymous)
    return write.run(file, args.out, language_of(args), args.games, args.what_if or "", named, args.pdf)


def _takes_test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rest", metavar="...", nargs="*", help="handed to pytest, and then only pytest is run")


def _test(args: argparse.Namespace) -> int:
    from game import testing

    return testing.run(args.rest)


COMMANDS = {
    "play": Command("play a scenario (what happens without a command)", playing.takes_play, playing.play),
    "resume": Command("go on with a saved game", playing.takes_resume, playing.resume),
    "replay": Command("show a saved game again, or verify it", playing.takes_replay, playing.replay),
    "host": Command("open rooms for a class, on this machine's network", classes.takes_host, classes.host),
    "print": Command("write what a room without devices plays with, to print", classes.takes_print, classes.print_kit),
    "enter": Command("make a saved game of the minutes of one played on paper", classes.takes_enter, classes.enter),
    "compromise": Command(
        "for each text that failed in a saved game, the smallest one that would have held",
        playing.takes_compromise,
        playing.compromise,
    ),
    "debrief": Command(
        "write the debrief of a saved game: a page to read and print, JSON, CSV", _takes_debrief, _debrief
    ),
    "check": Command("check scenario files: every error with line and column", _takes_check, _check),
    "new": Command("write a small scenario to start from", _takes_new, _new),
    "schema": Command("write the JSON Schema of scenario files, for editors", _takes_schema, _schema),
    "playtest": Command("let the model play many games and report", _takes_playtest, _playtest),
    "calibrate": Command("hold many games against base rates of the world", _takes_calibrate, _calibrate),
    "hindcast": Command("let the model play past crises and score it on what happened", _takes_hindcast, _hindcast),
    "scripts": Command("search for fixed plans that beat the model", _takes_scripts, _scripts),
    "skill": Command("measure what looking further ahead is worth to a seat's own score", _takes_skill, _skill),
    "bench": Command("measure the engine, plain against compiled", _takes_bench, _bench),
    "assets": Command("make the window's pictures, faces, maps and sounds again", _takes_assets, _assets),
    "test": Command("lint, types and tests (a checkout only)", _takes_test, _test),
}
