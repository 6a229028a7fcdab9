"""Read a scenario file: bytes to text, text to models, models checked against each other, and the rulebook."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from game.scenario.checks import check
from game.scenario.compile import compile_book
from game.scenario.limits import Refusal, decoded, too_much
from game.scenario.messages import faults_of
from game.scenario.partial import more_faults
from game.scenario.positions import Places, inside, nearest, places
from game.scenario.problems import Fault, Problem, ScenarioError, dotted
from game.scenario.references import references
from game.scenario.schema import Scenario

if TYPE_CHECKING:
    from pathlib import Path

    from game.scenario.book import Book

# A file with more faults than this has one that matters: it is not a scenario.
MOST = 200
_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Loaded:
    """A scenario that holds together: the models, the rulebook, the text as UTF-8 without carriage returns, and its SHA-256."""

    scenario: Scenario
    book: Book
    text: bytes
    digest: str


def load(path: Path) -> Loaded:
    """Return the scenario of a file; raises ScenarioError with everything that is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ScenarioError([Problem(str(path), 1, 1, "", f"cannot be read: {error.strerror}")]) from error
    return loads(data, str(path))


def loads(data: bytes, file: str = "scenario") -> Loaded:
    """Return the scenario of a file's bytes; `file` is its name in messages. Raises ScenarioError."""
    text = decoded(data)
    if isinstance(text, Refusal):
        raise ScenarioError([Problem(file, text.line, text.column, "", text.text)])
    if refusal := too_much(text):
        raise ScenarioError([_here(file, text, refusal)])
    raw = _parsed(file, text)
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MOST]
        faults = [*faults_of(errors), *more_faults(raw, errors)]
        raise ScenarioError(located(file, text, faults)) from None
    if faults := [*check(scenario), *references(scenario)]:
        raise ScenarioError(located(file, text, faults))
    source = text.encode()
    return Loaded(scenario, compile_book(scenario), source, hashlib.sha256(source).hexdigest())


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ScenarioError([_here(file, text, _syntax(str(error), text))]) from None
    except (ValueError, RecursionError) as error:  # an impossible date is a plain ValueError in some versions
        raise ScenarioError([Problem(file, 1, 1, "", f"not TOML: {error}")]) from None


def _syntax(said: str, text: str) -> Refusal:
    lines = text.split("\n")
    place = _SYNTAX_PLACE.search(said)
    line, column = len(lines), len(lines[-1]) + 1
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    return Refusal("not TOML: " + _SYNTAX_PLACE.sub("", said), line, column)


def _here(file: str, text: str, refusal: Refusal) -> Problem:
    return Problem(file, refusal.line, refusal.column, "", refusal.text, text.split("\n")[refusal.line - 1])


def located(file: str, text: str, faults: list[Fault]) -> list[Problem]:
    """Return faults as problems with their places in the text of a file, in its order; the same one once."""
    found = places(text, {fault.loc[0] for fault in faults if fault.loc})
    lines = text.split("\n")
    problems = []
    for fault in faults:
        line, column = _spot(found, fault)
        problems.append(Problem(file, line, column, dotted(fault.loc), fault.text, lines[line - 1]))
    return sorted(set(problems), key=lambda problem: (problem.line, problem.column, problem.path, problem.text))[:MOST]


def _spot(found: Places, fault: Fault) -> tuple[int, int]:
    """Return line and column of a fault: in the value's text, at the value, at the key, or at the table that lacks it."""
    path = nearest(found, fault.loc)
    if not path:
        return 1, 1
    place = found[path]
    if fault.at_key or path[-1] != fault.loc[-1]:
        return place.line, place.column
    if fault.offset >= 0:
        return inside(place, fault.offset)
    return place.value_line, place.value_column
