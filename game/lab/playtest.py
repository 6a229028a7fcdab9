"""`playtest`: the model plays many games, and says how they went."""

from __future__ import annotations

import contextlib
import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np

from game.allies.compiled import Engine
from game.lab.bounds import bounded
from game.lab.columns import column_names
from game.lab.counting import Sink, count_games
from game.lab.figures import Row, figures
from game.lab.lively import notes_of, problems
from game.lab.progress import bar
from game.lab.report import write_report
from game.lab.tally import Looks, Tally
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.compile import compile_book
from game.scenario.load import Loaded, load_or_say
from game.scenario.names import names_of
from game.scenario.schema import Scenario
from game.scenario.tuning import entries

WEEK: Final = 7 * 24
SWITCH: Final = "with_"
SANCTIONS: Final = "sanctions"  # the tag, where a scenario has it

PATIENCE: Final = 2.0  # seconds in which compiled rules are loaded; to compile them takes longer than to begin without


def run(
    path: Path,
    games: int,
    seed: str,
    jobs: int,
    json_out: Path | None,
    csv_out: Path | None,
    without: Sequence[str],
    as_json: bool,
) -> int:
    """Play games and report; 1 where something is wrong with the file or a switch, 130 when stopped before the end."""
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    switches = switched_off(without)
    if isinstance(switches, str):
        known = words.listed([name.removeprefix(SWITCH) for name in entries() if name.startswith(SWITCH)])
        near = words.say("playtest.near", word=_near(switches)) if _near(switches) else ""
        print(words.say("playtest.no_switch", word=switches, near=near, known=known), file=sys.stderr)
        return 1
    book = without_rules(loaded, switches)
    with contextlib.ExitStack() as stack:
        sink = stack.enter_context(_csv_sink(csv_out, loaded.scenario, book)) if csv_out else None
        tick = stack.enter_context(bar(words.say("playtest.playing"), games, quiet=as_json))
        engine = Engine()
        engine.wait(PATIENCE)
        begun = perf_counter()
        tally = play(book, looks_of(loaded.scenario, book), games, seed_key(seed), jobs, engine, sink, tick)
        seconds = perf_counter() - begun
    rows = figures(tally, loaded.scenario)
    dull = problems(notes_of(tally, loaded.scenario), loaded, words)
    held = bounded(tally, loaded.scenario)
    about = {"scenario": loaded.scenario.scenario.key, "digest": loaded.digest, "seed": seed, "games": tally.games}
    about["without"] = switches
    if as_json or json_out:
        found = {"rows": [_tidy(row) for row in rows], "lint": [asdict(each) for each in dull]}
        found["bounds"] = [asdict(each) | {"holds": each.holds, "sure": each.is_sure} for each in held]
        text = json.dumps(about | found, ensure_ascii=False, indent=1)
        if json_out:
            json_out.write_text(text + "\n", encoding="utf-8")
        else:
            print(text)
    if not as_json:
        write_report(about, rows, dull, held, loaded.scenario, words)
        rate = round(tally.games / max(seconds, 0.001))
        print(words.say("playtest.speed", seconds=round(seconds, 1), rate=f"{rate:,}"), file=sys.stderr)
    if tally.games < games:
        print(words.say("playtest.stopped", done=tally.games, games=games), file=sys.stderr)
        return 130
    return 0


def play(
    book: Book,
    looks: Looks,
    games: int,
    seed: tuple[int, int],
    jobs: int,
    engine: Engine,
    sink: Sink | None = None,
    tick: Callable[[int], object] | None = None,
    chunk: int = 0,
) -> Tally:
    """Return the tally of games 0 to `games` - 1 of a seed, or of as many as were done when Ctrl-C came.

    Games are the same for any number of threads and size of `chunk` (0 leaves it to the engine).
    """
    tally = Tally(book, looks)
    count_games(
        engine, book, seed, games, tally, lambda: Tally(book, looks), jobs=jobs, sink=sink, tick=tick, chunk=chunk
    )
    return tally


def switched_off(without: Sequence[str]) -> list[str] | str:
    """Return the switches that are named, or the first word that names none."""
    found = []
    for word in without:
        name = SWITCH + word.replace("-", "_").removeprefix(SWITCH)
        if name not in entries():
            return word
        found.append(name)
    return found


def _near(word: str) -> str:
    known = [name.removeprefix(SWITCH) for name in entries() if name.startswith(SWITCH)]
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.5)), "")


def without_rules(loaded: Loaded, switches: Sequence[str]) -> Book:
    """Return the book of a scenario with some rules switched off."""
    if not switches:
        return loaded.book
    tuning = loaded.scenario.scenario.tuning | dict.fromkeys(switches, 0)
    header = loaded.scenario.scenario.model_copy(update={"tuning": tuning})
    return compile_book(loaded.scenario.model_copy(update={"scenario": header}))


def looks_of(scenario: Scenario, book: Book) -> Looks:
    """Return what the frequencies look at, found in the rulebook: no key of a scenario is known here but one tag."""
    names = names_of(scenario)
    needs = (book.option[:, b.NEED].reshape(-1, b.LEVEL_COUNT) > 0).any(axis=1)
    authority = book.measure[:, b.AUTHORITY]
    military = needs & np.isin(authority, (b.COUNCIL, b.SACEUR))
    sanctions = np.zeros(book.measure.shape[0], np.bool_)
    if SANCTIONS in names.tags:
        sanctions = book.measure[:, b.MAIN_TAG] == names.tags.index(SANCTIONS)
    tops = [rung.at * 10 for rung in scenario.rung if rung.terminal]
    return Looks(military, sanctions, WEEK, min(tops, default=1001))


def _tidy(row: Row) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if value is not None}


@contextlib.contextmanager
def _csv_sink(path: Path, scenario: Scenario, book: Book) -> Iterator[Sink]:
    """Yield what writes one line a game, in the order of the games."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["game", *column_names(scenario, book)])

        def write(first: int, out: Table) -> None:
            writer.writerows([first + k, *row] for k, row in enumerate(out.tolist()))

        yield write
