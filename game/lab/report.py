"""How the laboratory's commands tell what they found; and the figures of a playtest in groups."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from game.lab import bounds
from game.lab.bounds import Bounded
from game.lab.figures import QUANTILES, Row
from game.lab.words import Words
from game.scenario.problems import Problem
from game.scenario.schema import Scenario

SHARES: Final = ("ending", "frequency", "type", "cause", "reply", "inject", "learning")
SPREADS: Final = ("score", "goal")


def tell(found: Mapping[str, Any], lines: Iterable[str], as_json: str | None) -> None:
    """Print findings line by line and write them as JSON into a file, if one is named; - is JSON alone, printed."""
    if as_json:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        if as_json == "-":
            print(text)
            return
        Path(as_json).write_text(text + "\n", encoding="utf-8")
    for line in lines:
        say_line(line)


def write_report(
    about: Mapping[str, Any],
    rows: list[Row],
    dull: list[Problem],
    held: list[Bounded],
    scenario: Scenario,
    words: Words,
) -> None:
    """Print a playtest's figures, what lies outside its bounds, and what of the scenario is dull or unfair."""
    title = words.say("playtest.title", title=scenario.scenario.title, games=about["games"], seed=about["seed"])
    lint = ["", words.say("lint.title"), *(f"  {each}" for each in [*map(str, dull)] or [words.say("lint.none")])]
    for line in [title, *_without(about, words), *lines_of(rows, words), "", *bounds.lines_of(held, words), *lint]:
        say_line(line)


def say_line(line: str) -> None:
    """Print a line, also where the terminal cannot show every letter of a scenario."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding))


def _without(about: Mapping[str, Any], words: Words) -> Iterator[str]:
    if about["without"]:
        yield words.say("playtest.without", rules=words.listed(about["without"]))


def lines_of(rows: list[Row], words: Words) -> Iterator[str]:
    """Yield the report line by line."""
    groups = {name: list(group) for name, group in groupby(sorted(rows, key=_group), key=_group)}
    for name in ("ending", "frequency", "census", "track", "goal", "ally", "measure", "type", "reply", "inject"):
        if name in groups:
            yield from _told(name, groups[name], words)
    for name in ("score", "learning"):
        if name in groups:
            yield from _told(name, groups[name], words)


def _group(row: Row) -> str:
    return row.group


def _told(name: str, rows: list[Row], words: Words) -> Iterator[str]:
    yield ""
    yield words.say(f"report.{name}")
    if name == "census":
        wide = max(len(_label(row, words)) for row in rows)
        yield from (
            f"  {_label(row, words):<{wide}}  {row.value:>6.0f}  ({row.low:.0f} to {row.high:.0f})" for row in rows
        )
    elif name == "track":
        yield from _tracks(rows)
    elif name in SPREADS:
        yield from _wide(rows, [f"p{each}" for each in QUANTILES] + ["mean"])
    elif name in SHARES:
        shares = [row for row in rows if row.figure in ("share", "fired", "exercised")]
        wide = max(len(_label(row, words)) for row in shares)
        for row in shares:
            yield f"  {_label(row, words):<{wide}}  {row.value:>6.1f} %  ({row.low:.1f} to {row.high:.1f})"
    else:
        yield from _wide(rows, list(dict.fromkeys(row.figure for row in rows)))


def _label(row: Row, words: Words) -> str:
    key = f"{row.group}.{row.item}"
    return words.say(key) if words.has(key) else row.item


def _tracks(rows: Iterable[Row]) -> Iterator[str]:
    by_track: dict[str, dict[int, list[float]]] = {}
    for row in rows:
        by_track.setdefault(row.item, {}).setdefault(row.round, []).append(row.value)
    for track, rounds in by_track.items():
        for now, values in rounds.items():
            yield f"  {track:<14} {now:>2}  " + "".join(f"{value:>7.1f}" for value in values)


def _wide(rows: Iterable[Row], columns: list[str]) -> Iterator[str]:
    """Yield one line an item, one column a figure."""
    items: dict[str, dict[str, float]] = {}
    for row in rows:
        items.setdefault(row.item, {})[row.figure] = row.value
    wide = max(map(len, items))
    widths = [max(len(column), 6) for column in columns]
    yield f"  {'':<{wide}}  " + "  ".join(f"{c:>{w}}" for c, w in zip(columns, widths, strict=True))
    for item, found in items.items():
        told = (f"{found.get(c, 0):>{w}.{2 if '_a_' in c else 1}f}" for c, w in zip(columns, widths, strict=True))
        yield f"  {item:<{wide}}  " + "  ".join(told)
