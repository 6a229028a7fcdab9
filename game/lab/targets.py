"""The targets that games are held against: read from `targets.toml`, judged by an estimate."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from game.lab.figures import wilson
from game.lab.measured import PACKAGES, Z_99, Estimate, Measured
from game.scenario.book import REPLY_KINDS
from game.scenario.schema import Scenario

Verdict = Literal["holds", "fails", "no_case"]
ODDS: Final = "reply_odds"  # judged once for every type and package


@dataclass(frozen=True, slots=True)
class Target:
    """Bounds in per cent that a quantity should lie in, and whose figure they are."""

    name: str
    group: str
    low: float
    high: float
    source: str
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A target, of which item (a type and package, or nothing), and what the games gave, None where none had a case."""

    target: Target
    item: str
    seen: Estimate | None

    @property
    def verdict(self) -> Verdict:
        """Tell whether what was seen lies within the bounds."""
        if self.seen is None:
            return "no_case"
        return "holds" if self.target.low <= self.seen.value <= self.target.high else "fails"

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval leaves no doubt of the verdict; more games narrow it."""
        if self.seen is None:
            return False
        low, high = self.target.low, self.target.high
        inside = low <= self.seen.low and self.seen.high <= high
        return inside or self.seen.high < low or self.seen.low > high


@cache
def targets() -> tuple[Target, ...]:
    """Return all targets in the order of the file."""
    with (Path(__file__).parent / "targets.toml").open("rb") as file:
        return tuple(Target(name, **entry) for name, entry in tomllib.load(file).items())


def judged(measured: Measured, scenario: Scenario) -> list[Finding]:
    """Return a finding for each target that is about this scenario or about any."""
    key = scenario.scenario.key
    mine = [each for each in targets() if each.scenario in ("", key)]
    found = [Finding(each, "", measured.estimate(each.name)) for each in mine if each.name != ODDS]
    for target in (each for each in mine if each.name == ODDS):
        found += [Finding(target, item, gap) for item, gap in odds_gaps(measured, scenario)]
    return found


def odds_gaps(measured: Measured, scenario: Scenario) -> list[tuple[str, Estimate | None]]:
    """Return, for each type and package, the largest gap in points between the table of odds and the replies seen."""
    found: list[tuple[str, Estimate | None]] = []
    for y, (key, kind) in enumerate(scenario.adversary.type.items()):
        for p, package in enumerate(PACKAGES):
            counts = measured.replies[y, p]
            wanted = getattr(kind.odds, package)
            found.append((f"{key} {package}", _largest_gap(counts.tolist(), wanted)))
    return found


def _largest_gap(counts: list[int], wanted: list[int]) -> Estimate | None:
    """Return the largest gap between shares seen and wanted, with that share's interval moved to nought at the wanted."""
    of = sum(counts)
    if of == 0:
        return None
    worst = max(range(len(REPLY_KINDS)), key=lambda k: abs(100 * counts[k] / of - wanted[k]))
    low, high = (end - wanted[worst] for end in wilson(counts[worst], of, Z_99))
    nearest = 0.0 if low < 0 < high else min(abs(low), abs(high))
    return Estimate(abs(100 * counts[worst] / of - wanted[worst]), nearest, max(abs(low), abs(high)), of)
