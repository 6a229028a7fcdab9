"""Lint for liveliness (RULES 8): what many games say of a scenario that is dull or unfair, line by line of its file.

This file reads a playtest's counts; `rooms.py` looks into the room, `policies.py` plays seats by fixed policies,
`sheets.py` looks at what their sheets come to, and `free_lunch.py` weighs the measures. `minutes`, a seat with nothing to do
for ninety seconds, is left to a table: games of the model take no time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from game.allies import record as r
from game.lab.figures import wilson
from game.lab.measured import Z_99
from game.lab.tally import Tally
from game.lab.words import Words
from game.scenario.load import Loaded
from game.scenario.names import Names, names_of
from game.scenario.problems import Fault, Loc, Problem
from game.scenario.schema import Scenario

# In the order of RULES 8; `free_lunch` is RULES 5, `sheet_bounds` RULES 7.
LINTS: Final = (
    "dull_round",
    "free_clause",
    "dominated_clause",
    "free_lunch",
    "foregone",
    "spectator_seat",
    "always_blocks",
    "never_matters",
    "dead_inject",
    "dead_ending",
    "mute_objective",
    "rare",
    "sheet_bounds",
)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that is dull or unfair: which lint, the line of the scenario that it is about, how it is said, figures."""

    lint: str
    loc: Loc
    says: str  # key of the sentence
    values: Mapping[str, object]


def line(name: str) -> tuple[float, float]:
    """Return the bounds of a quantity, from `lively.toml`."""
    entry = settings()["line"][name]
    return entry["low"], entry["high"]


@cache
def settings() -> dict[str, Any]:
    """Return `lively.toml`."""
    with (Path(__file__).parent / "lively.toml").open("rb") as file:
        return tomllib.load(file)


def problems(notes: list[Note], loaded: Loaded, words: Words) -> list[Problem]:
    """Return notes as problems of the scenario's file, with line, column and remedy, in the order of the file."""
    faults = [Fault(note.loc, f"{note.lint}: {words.say(f'lint.{note.says}', **note.values)}") for note in notes]
    return loaded.located([fault._replace(at_key=True) for fault in faults])


def notes_of(tally: Tally, scenario: Scenario) -> list[Note]:
    """Return what a playtest's counts alone tell."""
    names = names_of(scenario)
    return [
        *_rounds(tally, names),
        *_seats(tally, names),
        *_never(tally, scenario, names),
        *_rare(tally, scenario, names),
    ]


def _rounds(tally: Tally, names: Names) -> Iterator[Note]:
    low, high = line("first_try")
    for now, key in enumerate(names.rounds):
        hits = int(tally.sums[tally.columns.round(now, r.HELD_FIRST)])
        of = int(tally.some[tally.columns.round(now, r.PUT)])
        least, most = wilson(hits, of, Z_99)
        if of and (most < low or least > high):
            says = "first_try_seldom" if most < low else "first_try_often"
            values = {"round": key, "share": round(100 * hits / of), "bound": round(low if most < low else high)}
            yield Note("dull_round", ("round", now), says, values)


def _seats(tally: Tally, names: Names) -> Iterator[Note]:
    for a, key in enumerate(names.allies):
        said = {column: int(tally.sums[tally.columns.ally(a, column)]) for column in range(r.SAID_SILENT, r.SAID_TIME)}
        share = 100 * (said[r.SAID_AMEND] + said[r.SAID_BREAK]) / max(sum(said.values()), 1)
        if share > line("blocks")[1]:
            yield Note("always_blocks", ("ally", key), "always_blocks", {"ally": key, "share": round(share)})
        # Games in which it did anything that others had to reckon with: at most as many as these together.
        active = (r.SAID_AMEND, r.SAID_BREAK, r.SPONSORED_TEXTS, r.UNITS)
        hits = min(sum(int(tally.some[tally.columns.ally(a, column)]) for column in active), tally.games)
        if wilson(hits, tally.games, Z_99)[1] < line("matters")[0]:
            values = {"ally": key, "share": round(100 * hits / max(tally.games, 1), 1)}
            yield Note("never_matters", ("ally", key), "never_matters", values)


def _never(tally: Tally, scenario: Scenario, names: Names) -> Iterator[Note]:
    values = {"games": f"{tally.games:,}"}
    for i, key in enumerate(names.injects):
        if tally.some[tally.columns.inject + i] == 0:
            yield Note("dead_inject", ("inject", key), "dead_inject", values)
    for e, key in enumerate(scenario.ending):
        if tally.endings[e] == 0:
            yield Note("dead_ending", ("ending", key, "when"), "dead_ending", values)
    first = tally.columns.watch + len(scenario.ending) + len(scenario.question)
    for k, key in enumerate(scenario.learning):
        if tally.some[first + k] == 0:
            yield Note("mute_objective", ("learning", key, "when"), "mute_objective", values)


def _rare(tally: Tally, scenario: Scenario, names: Names) -> Iterator[Note]:
    for table, key, wanted, hits in [*_measures(tally, scenario, names), *_endings(tally, scenario)]:
        if not wanted:
            continue
        low, high = wilson(hits, tally.games, Z_99)
        if high < wanted[0] or low > wanted[1]:
            says = "too_rare" if high < wanted[0] else "too_often"
            values = {"share": f"{100 * hits / max(tally.games, 1):.1f}", "low": wanted[0], "high": wanted[1]}
            yield Note("rare", (table, key, "frequency"), f"{says}_{table}", values)


Declared = tuple[str, str, list[int] | None, int]  # table and key, bounds in per cent, games


def _measures(tally: Tally, scenario: Scenario, names: Names) -> Iterator[Declared]:
    for m, key in enumerate(names.measures):
        games = max(int(tally.some[tally.columns.measure(m, column)]) for column in (r.LEVEL_AT_END, r.ACTS_OF))
        yield "measure", key, scenario.measure[key].frequency, games


def _endings(tally: Tally, scenario: Scenario) -> Iterator[Declared]:
    for e, (key, each) in enumerate(scenario.ending.items()):
        # One that never comes is dead, which is told already.
        yield "ending", key, each.frequency if tally.endings[e] else None, int(tally.endings[e])
