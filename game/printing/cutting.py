"""How a game on paper is cut: `kit.toml`, and the chair's clock made from it and from the plan of a lesson."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from game.printing.kit import FOLDER, Kit
from game.table.bell import debrief_of, seconds_of


@dataclass(frozen=True, slots=True)
class Cut:
    """The whole of `kit.toml`, which tells what each means."""

    news: int
    reading: int
    meanwhile: int
    options: int
    slips: int
    hand: int
    grain: int
    step: dict[str, list[str]]
    tuning: dict[str, int]


@cache
def cutting() -> Cut:
    """Return how a game on paper is cut."""
    told: dict[str, Any] = tomllib.loads((FOLDER / "kit.toml").read_text(encoding="utf-8"))
    return Cut(**told)


def skipped_before(kit: Kit, now: int) -> tuple[int, ...]:
    """Return the rounds that pass meanwhile, told before a round that is played begins."""
    before = max((each for each in kit.played if each < now), default=-1)
    return tuple(range(before + 1, now))


def clock(kit: Kit) -> dict[int, list[tuple[str, int, int]]]:
    """Return by round its steps, each with the seconds of the lesson at which it begins and ends."""
    play = kit.seconds - debrief_of(kit.seconds)
    told = sum(cutting().meanwhile for now in kit.played for _ in skipped_before(kit, now))
    each = (play - told) / len(kit.played)
    at, found = 0.0, {}
    for now in kit.played:
        at += cutting().meanwhile * len(skipped_before(kit, now))
        found[now] = _steps(at, each)
        at += each
    return found


def _steps(start: float, seconds: float) -> list[tuple[str, int, int]]:
    """Return the steps of a round: its news first, then each step its share, the last until the round ends."""
    at = start + cutting().reading
    end, steps = start + seconds, [("news", _rounded(start), _rounded(at))]
    for step, phases in cutting().step.items():
        begin = at
        at += sum(seconds_of(phase, end - begin) for phase in phases)
        steps.append((step, _rounded(begin), _rounded(at)))
    name, begin, _ = steps[-1]
    return [*steps[:-1], (name, begin, _rounded(end))]


def _rounded(seconds: float) -> int:
    grain = cutting().grain
    return round(seconds / grain) * grain
