"""A lesson planned to the bell: which rounds are played, how long a phase may take, and when the debrief begins.

Times are seconds; rounds count from 0. Nothing here reads a clock.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from game.rules.state import PHASES

PLAN: Final = Path(__file__).parent / "plan.toml"


@dataclass(frozen=True, slots=True)
class Share:
    """What a phase weighs in a round, and between how many seconds it lies."""

    weight: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """How any lesson is cut; `plan.toml` tells what each means."""

    debrief: int
    whole: int
    round: int
    shortest: int
    spare: int
    opening: int
    late: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of `plan.toml`."""

    lesson: Lesson
    phase: dict[str, Share]


@cache
def plan() -> Plan:
    """Return how lessons are cut."""
    return TypeAdapter(Plan).validate_python(tomllib.loads(PLAN.read_text("utf-8")))


def debrief_of(lesson: float) -> float:
    """Return how much of a lesson is kept for the debrief."""
    cut = plan().lesson
    return min(cut.debrief, lesson * cut.debrief / cut.whole)


def rounds_played(first: int, last: int, seconds: float) -> tuple[int, ...]:
    """Return which of the rounds from `first` to `last` are played in so many seconds: as many as fit, the last always.

    They lie evenly, so that the story's dates stay; the others pass meanwhile. None is played where too little is left.
    """
    there = last - first + 1
    if there <= 0 or seconds < plan().lesson.shortest:
        return ()
    fit = int((seconds + plan().lesson.spare) // plan().lesson.round)
    count = max(1, min(there, fit))
    return tuple(sorted(last - k * there // count for k in range(count)))


def planned_rounds(now: int, of: int, seconds: float) -> tuple[int, ...]:
    """Return which of the rounds from `now` to the last of `of` a lesson plays with so many seconds of play: this one always."""
    return (now, *rounds_played(now + 1, of - 1, seconds - plan().lesson.round))


def rounds_kept(planned: tuple[int, ...], seconds: float) -> tuple[int, ...]:
    """Return which of the planned rounds are still played when a class is late: the next and the last go on longest."""
    lesson = plan().lesson
    if seconds < lesson.shortest:
        return ()
    fit = max(1, int((seconds + lesson.spare) // lesson.round))
    late = len(planned) - fit
    return (planned[0], *planned[1 + late :]) if 0 < late < len(planned) - 1 else planned[max(late, 0) :]


def seconds_of(phase: str, left: float, *, is_first: bool = False) -> float:
    """Return how long a phase may take where so much is left of its round; the first one is read into as well."""
    shares = plan().phase
    if phase not in shares:
        return 0.0
    order: Sequence[str] = PHASES[PHASES.index(phase) :]
    weights = sum(shares[each].weight for each in order if each in shares)
    opening = plan().lesson.opening if is_first else 0
    share = shares[phase]
    if left <= 0:
        return plan().lesson.late
    return min(max(left * share.weight / weights, share.least), share.most) + opening
