"""Read a scenario file: bytes to text, text to models, models checked against each other, and the rulebook."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from game.scenario.checks import check
from game.scenario.compile import compile_book
from game.scenario.dated import settle_dates
from game.scenario.include import Gathering, Misread
from game.scenario.limits import Refusal, decoded, too_much
from game.scenario.messages import faults_of
from game.scenario.partial import more_faults
from game.scenario.problems import Fault, Problem, ScenarioError
from game.scenario.reading import Source, bytes_of, read
from game.scenario.references import references
from game.scenario.schema import Scenario
from game.scenario.whole import MOST, Homes, Whole, problems
from game.scenario.written import written

if TYPE_CHECKING:
    from pathlib import Path

    from game.scenario.book import Book


@dataclass(frozen=True)
class Loaded:
    """A scenario that holds together: the models, the rulebook, the text as UTF-8 without carriage returns, and its SHA-256.

    Where a scenario includes others the text is the whole of it, so that a saved game needs no other file.
    """

    scenario: Scenario
    book: Book
    text: bytes
    digest: str
    sources: list[Source] = field(repr=False, compare=False)
    whole: Whole = field(repr=False, compare=False)

    def located(self, faults: list[Fault]) -> list[Problem]:
        """Return faults as problems with their places in the files of the scenario, in their order; the same one once."""
        return problems(self.sources, self.whole, faults)


def load(path: Path) -> Loaded:
    """Return the scenario of a file; raises ScenarioError with everything that is wrong with it."""
    return _load(bytes_of(path), str(path), path)


def loads(data: bytes, file: str = "scenario") -> Loaded:
    """Return the scenario of a file's bytes; `file` is its name in messages. Raises ScenarioError."""
    return _load(data, file, None)


def load_or_say(path: Path) -> Loaded | None:
    """Return a scenario for a command, or None once what is wrong with it is said on standard error."""
    try:
        return load(path)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return None


def _load(data: bytes, file: str, path: Path | None) -> Loaded:
    first = read(data, file)
    gathering = Gathering(first, path)
    sources = gathering.sources
    try:
        whole = gathering.whole()
    except Misread as misread:
        found = faults_of(misread.errors)
        raise ScenarioError(problems(sources, Whole({}, Homes((misread.source, ()))), found)) from None
    scenario = _checked(sources, whole)
    source = (first.text if len(sources) == 1 else _joined(file, whole)).encode()
    return Loaded(scenario, compile_book(scenario), source, hashlib.sha256(source).hexdigest(), sources, whole)


def _checked(sources: list[Source], whole: Whole) -> Scenario:
    """Return the models of a scenario; raises ScenarioError with all that is wrong."""
    late = list(settle_dates(whole))
    try:
        scenario = Scenario.model_validate(whole.raw)
    except ValidationError as error:
        errors = error.errors(include_url=False)[:MOST]
        faults = [*late, *faults_of(errors), *more_faults(whole.raw, errors)]
        raise ScenarioError(problems(sources, whole, faults)) from None
    if faults := [*late, *check(scenario), *references(scenario)]:
        raise ScenarioError(problems(sources, whole, faults))
    return scenario


def _joined(file: str, whole: Whole) -> str:
    """Return the text of a scenario made of several files; raises ScenarioError where a saved game could not keep it."""
    text = decoded(written(whole.raw).encode())
    refusal = text if isinstance(text, Refusal) else too_much(text)
    if isinstance(text, str) and refusal is None:
        return text
    why = refusal.text if refusal else ""
    raise ScenarioError([Problem(file, 1, 1, "include", f"with all that it includes: {why}")])
