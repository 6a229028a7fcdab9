"""`check`: read scenarios and say what is wrong with them, as a compiler does."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from game.lab.report import say_line
from game.scenario.book import kinds, tags
from game.scenario.load import Loaded, load
from game.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

# A fault in a very long line is shown with this much of it on either side.
MARGIN = 60


def run(
    paths: list[Path], as_json: bool, games: int = 0, seed: str = "1", jobs: int = 1, set_sheets: bool = False
) -> int:
    """Check files and print the findings (as JSON: one list); return 1 if anything is wrong, else 0.

    With `games` the good ones are played so often, and what is dull or unfair about them is told too: warnings, which leave
    the answer 0. With `set_sheets` the bounds of their sheets are first written as games give them. 130 when that was
    stopped.
    """
    problems: list[Problem] = []
    good: list[tuple[Path, Loaded]] = []
    for path in paths:
        try:
            good.append((path, load(path)))
        except ScenarioError as error:
            problems += error.problems
    if not as_json:
        for problem in problems:
            say_line(shown(problem))
        for path, loaded in good:
            say_line(f"{path}: {summary(loaded)}")
        if problems:
            say_line(f"{len(problems)} problem{'s' * (len(problems) > 1)}")
    code = int(bool(problems))
    for path, loaded in good if games else ():
        notes = _played(path, loaded, as_json, games, seed, jobs, set_sheets)
        if notes is None:
            return 130
        problems += notes
    if as_json:
        say_line(json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=1))
    return code


def _played(
    path: Path, loaded: Loaded, as_json: bool, games: int, seed: str, jobs: int, set_sheets: bool
) -> list[Problem] | None:
    """Return what is dull or unfair about a scenario, told unless it is for a machine; None when stopped."""
    from game.authoring import lively, sheets

    if set_sheets:
        told = sheets.set_bounds(path, loaded, games, seed, jobs, quiet=as_json)
        if told is None:
            return None
        for line in () if as_json else told:
            say_line(line)
        loaded = load(path)
    notes = lively.play(loaded, games, seed, jobs, quiet=as_json)
    if notes is not None and not as_json:
        for line in [*map(shown, notes), *lively.summary_of(notes, games, seed)]:
            say_line(line)
    return notes


def shown(problem: Problem) -> str:
    """Return a problem with its line of the file and a caret under the place."""
    if not problem.source.strip():
        return str(problem)
    at = problem.column - 1
    start = max(at - MARGIN, 0)
    cut = problem.source[start : at + MARGIN]
    before = "".join("\t" if c == "\t" else " " for c in cut[: at - start])
    dots = "..." if start else ""
    return f"{problem}\n    {dots}{cut}\n    {' ' * len(dots)}{before}^"


def summary(loaded: Loaded) -> str:
    """Return one line that counts what a scenario holds."""
    book, scenario = loaded.book, loaded.scenario
    counts = {
        "allies": len(book.ally),
        "measures": len(book.measure),
        "levels": int(book.option[:, 0].sum()),
        "tags": tags(book),
        "kinds of unit": kinds(book),
        "rounds": len(book.round),
        "injects": len(book.inject),
        "replies": len(book.reply),
        "endings": len(scenario.ending),
        "questions": len(scenario.question),
    }
    return "ok, " + ", ".join(f"{count} {name}" for name, count in counts.items())
