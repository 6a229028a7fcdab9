"""`playtest --without all`: every rule that has a switch is left out in turn, under the same seeds, to see what moves.

A rule whose absence moves nothing is a rule that could go.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.allies.compiled import Engine
from game.allies.many import play_many
from game.lab.paired import Comparison, Shift
from game.lab.playtest import SWITCH, without_rules
from game.lab.progress import bar
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario.book import Book, Table
from game.scenario.load import Loaded, load_or_say
from game.scenario.names import names_of
from game.scenario.tuning import entries

BLOCK: Final = 1000  # games held at a time, twice
SLOW_BLOCK: Final = 10  # the same while the rules run uncompiled


@dataclass(frozen=True, slots=True)
class Ablation:
    """What came of leaving one rule out: how many quantities surely moved, and the one that moved most."""

    rule: str
    games: int
    quantities: int
    moved: int
    largest: Shift

    @property
    def moves(self) -> bool:
        """Tell whether the rule's absence surely moves something."""
        return self.moved > 0


def run(path: Path, games: int, seed: str, jobs: int, as_json: bool) -> int:
    """Leave out each rule in turn and report; 1 where something is wrong with the file, 130 when stopped before the end."""
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    switches = switches_on(loaded)
    engine = Engine()
    with bar(words.say("playtest.playing"), games * (len(switches) + 1), quiet=as_json) as tick:
        done = compare(loaded, switches, games, seed_key(seed), jobs, engine, tick)
    played = min(each.games for each in done)
    about = {"scenario": loaded.scenario.scenario.key, "digest": loaded.digest, "seed": seed, "games": played}
    already = [name.removeprefix(SWITCH) for name in entries() if name.startswith(SWITCH) and name not in switches]
    if as_json:
        rows = [_tidy(each) for each in done]
        print(json.dumps(about | {"rules": rows, "off": already}, ensure_ascii=False, indent=1))
    else:
        for line in lines_of(done, loaded, about, already, words):
            print(line)
    if played < games:
        print(words.say("playtest.stopped", done=played, games=games), file=sys.stderr)
        return 130
    return 0


def switches_on(loaded: Loaded) -> list[str]:
    """Return the switches of the rules that this scenario plays with."""
    tuning = {name: entry["value"] for name, entry in entries().items()} | loaded.scenario.scenario.tuning
    return [name for name in entries() if name.startswith(SWITCH) and tuning[name] == 1]


def compare(
    loaded: Loaded,
    switches: list[str],
    games: int,
    seed: tuple[int, int],
    jobs: int,
    engine: Engine,
    tick: Callable[[int], object] | None = None,
    block: int = 0,
) -> list[Ablation]:
    """Play games 0 to `games` - 1 with every rule and without each; return one result a switch.

    Games are the same for any number of threads and size of `block`. Ctrl-C ends it early.
    """
    engine.warm()
    names = names_of(loaded.scenario)
    books = [without_rules(loaded, [name]) for name in switches]
    found = [Comparison(loaded.book, names, list(loaded.scenario.ending)) for _ in switches]
    try:
        last = 0
        while last < games:
            first, last = last, min(last + (block or (BLOCK if engine.is_compiled else SLOW_BLOCK)), games)
            before = _played(engine, loaded.book, seed, first, last, jobs, tick)
            for comparison, book in zip(found, books, strict=True):
                comparison.add(before, _played(engine, book, seed, first, last, jobs, tick))
    except KeyboardInterrupt:
        pass  # what is done is told; the caller sees that it is less than was asked for
    finally:
        engine.close()
    return [_judged(name, comparison) for name, comparison in zip(switches, found, strict=True)]


def _played(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    first: int,
    last: int,
    jobs: int,
    tick: Callable[[int], object] | None,
) -> Table:
    """Return what came of games `first` to `last` - 1, shared out among all threads."""
    chunk = -(-(last - first) // (2 * jobs))
    batch = play_many(engine, book, seed, first, last, jobs=jobs, tick=tick, chunk=chunk)
    assert batch is not None
    return batch.out


def _judged(switch: str, comparison: Comparison) -> Ablation:
    shifts = comparison.shifts()
    sure = [shift for shift in shifts if shift.is_sure]
    nothing = Shift("none", "", "", 0, 0, 0, 0, 0)
    largest = max(sure or shifts, key=lambda shift: abs(shift.size), default=nothing)
    return Ablation(switch.removeprefix(SWITCH), comparison.games, comparison.quantities, len(sure), largest)


def _tidy(each: Ablation) -> dict[str, Any]:
    shift = each.largest
    figures = {"with": shift.before, "without": shift.after, "shift": shift.size, "low": shift.low, "high": shift.high}
    what = {"group": shift.group, "item": shift.item, "figure": shift.figure, "round": shift.round}
    rounded = {name: round(value, 3) for name, value in figures.items()}
    moved = {"moves": each.moves, "moved": each.moved, "quantities": each.quantities}
    return {"rule": each.rule} | moved | what | rounded


def lines_of(
    done: list[Ablation], loaded: Loaded, about: dict[str, Any], already: list[str], words: Words
) -> Iterator[str]:
    """Yield the report line by line, the rules that move most first."""
    yield words.say("ablation.title", title=loaded.scenario.scenario.title, games=about["games"], seed=about["seed"])
    yield words.say("ablation.how", quantities=done[0].quantities)
    yield ""
    wide = max(len(each.rule) for each in done)
    for each in sorted(done, key=lambda each: (not each.moves, -abs(each.largest.size))):
        shift = each.largest
        verdict = words.say("ablation.moves" if each.moves else "ablation.does_not")
        numbers = (
            f"{shift.before:6.1f} -> {shift.after:5.1f}  {shift.size:+6.1f}  ({shift.low:+.1f} to {shift.high:+.1f})"
        )
        yield f"  {each.rule:<{wide}}  {verdict}  {each.moved:>4}  {numbers}  {_named(shift, words)}"
    if already:
        yield ""
        yield words.say("ablation.off", rules=words.listed(already))


def _named(shift: Shift, words: Words) -> str:
    """Return a quantity in words."""
    return words.say(f"ablation.{shift.group}", item=shift.item, figure=shift.figure, round=shift.round)
