"""One file of a scenario as it is read: bytes to text to plain TOML, or the one reason why not."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from game.scenario.limits import Refusal, decoded, too_much
from game.scenario.problems import Problem, ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

_SYNTAX_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Source(NamedTuple):
    """A file that was read: its name in messages, its text with plain line ends, and what TOML makes of it."""

    file: str
    text: str
    raw: dict[str, Any]


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; raises ScenarioError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ScenarioError([Problem(str(path), 1, 1, "", f"cannot be read: {error.strerror}")]) from error


def read(data: bytes, file: str) -> Source:
    """Return a file's bytes as TOML; raises ScenarioError with the first thing that is in the way."""
    text = decoded(data)
    if isinstance(text, Refusal):
        raise ScenarioError([Problem(file, text.line, text.column, "", text.text)])
    if refusal := too_much(text):
        raise ScenarioError([_here(file, text, refusal)])
    return Source(file, text, _parsed(file, text))


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
