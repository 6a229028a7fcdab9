"""`calibrate`: many games of a scenario held against base rates of the world, with intervals and a verdict on each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from game.allies.compiled import Engine
from game.lab.cases import PER_MILLE
from game.lab.counting import count_games
from game.lab.measured import PACKAGES, Estimate, Measured
from game.lab.playtest import PATIENCE, looks_of
from game.lab.progress import bar
from game.lab.report import tell
from game.lab.targets import Finding, judged
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario import book as b
from game.scenario.load import Loaded, load_or_say
from game.scenario.schema import Scenario

Tick = Callable[[int], object] | None

GAMES: Final = 100_000
FAST: Final = 5_000  # enough to see where a change goes
MANY: Final = 2_000  # from so many games on it pays to wait for the compiler
LABEL: Final = 60  # characters of a target's name in the table


def run(path: Path, games: int, seed: str, jobs: int, as_json: str | None, strict: bool) -> int:
    """Play games and report; 1 where something is wrong with the file or, `strict`, a target fails; 130 when stopped.

    `as_json` is a file for the findings, or - for standard output instead of the report.
    """
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    engine = Engine()
    engine.wait(PATIENCE if games < MANY else None)
    begun = perf_counter()
    with bar(words.say("playtest.playing"), games, quiet=as_json == "-") as tick:
        measured = measure(loaded, games, seed, jobs, engine, tick)
    seconds = perf_counter() - begun
    found = judged(measured, loaded.scenario)
    tell(as_data(loaded, measured, found, seed), lines_of(loaded.scenario, measured, found, seed, words), as_json)
    if as_json != "-":
        rate = round(measured.games / max(seconds, 0.001))
        print(words.say("playtest.speed", seconds=round(seconds, 1), rate=f"{rate:,}"), file=sys.stderr)
    if measured.games < games:
        print(words.say("playtest.stopped", done=measured.games, games=games), file=sys.stderr)
        return 130
    return int(strict and any(each.verdict == "fails" for each in found))


def measure(loaded: Loaded, games: int, seed: str, jobs: int, engine: Engine, tick: Tick = None) -> Measured:
    """Return what games 0 to `games` - 1 of a seed gave, or as many as were done when Ctrl-C came."""
    book, looks = loaded.book, looks_of(loaded.scenario, loaded.book)
    total = Measured(book, looks)
    count_games(engine, book, seed_key(seed), games, total, lambda: Measured(book, looks), jobs=jobs, tick=tick)
    return total


def as_data(loaded: Loaded, measured: Measured, found: list[Finding], seed: str) -> dict[str, Any]:
    """Return the findings for a machine."""
    types = [*loaded.scenario.adversary.type, "all"]
    return {
        "scenario": loaded.scenario.scenario.key,
        "digest": loaded.digest,
        "seed": seed,
        "games": measured.games,
        "targets": [_target(each) for each in found],
        "learning": {
            kind: [_estimate(each.estimate(PER_MILLE)) for each in row]
            for kind, row in zip(types, measured.beliefs, strict=True)
        },
        "replies": {
            kind: {
                package: dict(zip(b.REPLY_KINDS, measured.replies[y, p].tolist(), strict=True))
                for p, package in enumerate(PACKAGES)
            }
            for y, kind in enumerate(loaded.scenario.adversary.type)
        },
    }


def _target(each: Finding) -> dict[str, Any]:
    target = each.target
    about = {"name": target.name, "item": each.item, "group": target.group, "wanted": [target.low, target.high]}
    verdict = {"verdict": each.verdict, "sure": each.is_sure, "source": target.source}
    return about | {"seen": _estimate(each.seen)} | verdict


def _estimate(seen: Estimate | None) -> dict[str, Any] | None:
    if seen is None:
        return None
    return {"value": round(seen.value, 3), "low": round(seen.low, 3), "high": round(seen.high, 3), "of": seen.of}


def lines_of(scenario: Scenario, measured: Measured, found: list[Finding], seed: str, words: Words) -> Iterator[str]:
    """Yield the report line by line."""
    title = scenario.scenario.title
    yield words.say("calibrate.title", title=title, games=f"{measured.games:,}", seed=seed, n=len(found))
    yield words.say("calibrate.how")
    seen, interval, wanted, of = words.say("calibrate.columns").split("|")
    for group, findings in groupby(found, key=lambda each: each.target.group):
        yield ""
        yield words.say(f"calibrate.group.{group}")
        yield f"  {'':<{LABEL}} {seen:>7}  {interval:<16} {wanted:<13} {of:>9}"
        yield from (_line(each, words) for each in findings)
    yield ""
    verdicts = [each.verdict for each in found]
    counts = {name: verdicts.count(name) for name in ("holds", "fails", "no_case")}
    yield words.say("calibrate.summary", **counts)
    yield from _learning(scenario, measured, words)
    yield from _replies(scenario, measured, words)


def _line(each: Finding, words: Words) -> str:
    target = each.target
    name = each.item or words.say(f"{'frequency' if words.has(f'frequency.{target.name}') else 'target'}.{target.name}")
    wanted = f"{target.low:g} - {target.high:g}"
    verdict = words.say(f"calibrate.{each.verdict}")
    if each.seen is None:
        return f"  {name:<{LABEL}} {'':>7}  {'':<16} {wanted:<13} {0:>9}  {verdict}"
    doubt = "" if each.is_sure else words.say("calibrate.unsure")
    interval = f"{each.seen.low:.2f} - {each.seen.high:.2f}"
    return f"  {name:<{LABEL}} {each.seen.value:>7.2f}  {interval:<16} {wanted:<13} {each.seen.of:>9}  {verdict}{doubt}"


def _learning(scenario: Scenario, measured: Measured, words: Words) -> Iterator[str]:
    """Yield the learning curve: a type a line, the mean belief in it where it is the true one."""
    yield ""
    yield words.say("calibrate.learning.title")
    heads = [words.say("calibrate.learning.start"), *(str(now + 1) for now in range(measured.at.rounds))]
    yield f"  {'':<16}" + "".join(f"{head:>15}" for head in heads)
    kinds = [*scenario.adversary.type, words.say("calibrate.learning.all")]
    for kind, row in zip(kinds, measured.beliefs, strict=True):
        shown = [each.estimate(PER_MILLE) for each in row]
        told = (f"{e.value:.1f} ± {(e.high - e.low) / 2:.1f}" if e else "-" for e in shown)
        yield f"  {kind:<16}" + "".join(f"{each:>15}" for each in told)


def _replies(scenario: Scenario, measured: Measured, words: Words) -> Iterator[str]:
    """Yield the replies by type and package beside the scenario's table of odds."""
    yield ""
    yield words.say("calibrate.replies.title")
    heads = words.say("calibrate.replies.columns").split("|")
    yield f"  {'':<28}" + "".join(f"{head:>14}" for head in heads)
    for y, (key, kind) in enumerate(scenario.adversary.type.items()):
        for p, package in enumerate(PACKAGES):
            counts = measured.replies[y, p].tolist()
            of = sum(counts)
            wanted = getattr(kind.odds, package)
            shares = (f"{100 * c / max(of, 1):.1f} ({w})" for c, w in zip(counts, wanted, strict=True))
            read = f"{measured.read[y, p] / max(of, 1) / 10:.1f}"
            label = f"{key}, {words.say(f'calibrate.replies.{package}')}"
            yield f"  {label:<28}" + "".join(f"{each:>14}" for each in [*shares, read, str(of)])
