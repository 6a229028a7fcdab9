"""Plans that a search found, played again on games that it never saw, and what follows for "no script wins"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Final, Literal, NamedTuple

import numpy as np

from game.lab.arena import GOALS, MEAN, Arena, Goals, Numbers, Tried
from game.lab.measured import Z_99
from game.lab.plans import Plan

ENOUGH: Final = 2  # goals that a fixed plan may beat the model in
UNLIKE: Final = 3  # types that each want another plan
EARLY: Final = 4  # after a fourth of the games whoever has surely won or lost is not played on,
SURE_EARLY: Final = (
    5.0  # with so many standard errors that the look costs nothing at the end (Haybittle 1971, Peto 1976)
)
DOUBT: Final = 0.01
Verdict = Literal["holds", "fails", "open"]


class Confirmed(NamedTuple):
    """A plan with what it gained over fresh games in QUANTITIES, and the standard errors."""

    tried: Tried
    goals: Goals
    means: Numbers
    errors: Numbers

    @property
    def plan(self) -> Plan:
        """Return the plan."""
        return self.tried.plan

    @property
    def games(self) -> int:
        """Return in how many fresh games it was played."""
        return len(self.goals)

    def beats(self, sigmas: float) -> int:
        """Return on how many of the four goals the mean gain lies more than so many standard errors above nought."""
        return int((self.means[:GOALS] > sigmas * self.errors[:GOALS]).sum())

    @property
    def third(self) -> float:
        """Return the third best of its four mean gains."""
        return float(np.sort(self.means[:GOALS])[1])


class Rival(NamedTuple):
    """What a plan gained against a type in the mean of the goals, with half of its interval at 99 %."""

    mean: float
    half: float


class ByType(NamedTuple):
    """The best plan against each type, by what the search saw; fresh games say the rest."""

    best: list[Confirmed]
    gains: list[list[Rival]]  # against a type (row), of each type's best plan (column)
    differs: list[list[bool]]  # whether two types' best plans are surely not as good as each other


def confirm(arena: Arena, chosen: Sequence[Tried], whole: int, done: list[Confirmed]) -> None:
    """Play plans in the games of an arena that the search did not see, and add them to `done`, the best of the search first.

    The first `whole` are played in all games, the others until it is clear on how many goals they win.
    """
    first = max(arena.games // EARLY, 1)
    for k, tried in enumerate(chosen):
        goals = arena.played([(tried.plan, 0, first)])[0]
        begun = _confirmed(arena, tried, goals)
        if first < arena.games and (k < whole or not _is_decided(begun)):
            more = arena.played([(tried.plan, first, arena.games)])[0]
            begun = _confirmed(arena, tried, np.concatenate([goals, more]))
        done.append(begun)


def _confirmed(arena: Arena, tried: Tried, goals: Goals) -> Confirmed:
    gained = arena.gained(goals)
    return Confirmed(tried, goals, gained.mean(axis=0), gained.std(axis=0) / max(len(gained) - 1, 1) ** 0.5)


def _is_decided(each: Confirmed) -> bool:
    """Tell whether it is beyond doubt that a plan wins more goals than it may, or cannot."""
    lost = int((each.means[:GOALS] < -SURE_EARLY * each.errors[:GOALS]).sum())
    return each.beats(SURE_EARLY) > ENOUGH or lost >= GOALS - ENOUGH


def corrected(plans: int) -> float:
    """Return how many standard errors leave 1 % of doubt for all goals of so many plans together (Bonferroni)."""
    return NormalDist().inv_cdf(1 - DOUBT / (2 * GOALS * max(plans, 1)))


def no_script_wins(done: Sequence[Confirmed]) -> Verdict:
    """Tell whether no plan beats the model on more goals than it may: surely one does, surely none, or it is open."""
    if any(each.beats(corrected(len(done))) > ENOUGH for each in done):
        return "fails"
    return "open" if not done or any(each.beats(Z_99) > ENOUGH for each in done) else "holds"


def by_type(arena: Arena, done: Sequence[Confirmed], kinds: int) -> ByType:
    """Return the best plan against each type, chosen by the search and judged by the fresh games."""
    best = [max(done, key=lambda each, y=y: _reach(each.tried, y)) for y in range(kinds)]  # type: ignore[misc]
    games = min(each.games for each in best)
    types = arena.types[:games]
    gains = [arena.gained(each.goals[:games])[:, MEAN] for each in best]
    pairs = max(kinds * (kinds - 1), 1)
    sigmas = NormalDist().inv_cdf(1 - DOUBT / pairs)
    better = [
        [_is_above(gains[y][types == y] - gains[x][types == y], sigmas) for x in range(kinds)] for y in range(kinds)
    ]
    return ByType(
        best,
        [[_rival(gain[types == y]) for gain in gains] for y in range(kinds)],
        [[better[y][x] or better[x][y] for x in range(kinds)] for y in range(kinds)],
    )


def _reach(tried: Tried, kind: int) -> float:
    return float(tried.sure[kind, MEAN])


def _rival(gain: Numbers) -> Rival:
    if len(gain) < 2:
        return Rival(float(gain.mean()) if len(gain) else 0.0, float("inf"))
    return Rival(float(gain.mean()), Z_99 * float(gain.std(ddof=1)) / len(gain) ** 0.5)


def _is_above(difference: Numbers, sigmas: float) -> bool:
    """Tell whether a mean difference lies so many standard errors above nought."""
    if len(difference) < 2:
        return False
    return float(difference.mean()) > sigmas * float(difference.std(ddof=1)) / float(len(difference) ** 0.5)


def unlike(found: ByType) -> int:
    """Return the size of the largest set of types whose best plans surely differ, each from each."""
    kinds = range(len(found.best))
    for size in range(len(found.best), 1, -1):
        if any(all(found.differs[y][x] for y, x in combinations(some, 2)) for some in combinations(kinds, size)):
            return size
    return min(len(found.best), 1)


def types_differ(found: ByType, wanted: int = UNLIKE) -> Verdict:
    """Tell whether so many types each want another plan: surely, surely not as one plan is best against more, or open."""
    needed = min(wanted, len(found.best))
    if unlike(found) >= needed:
        return "holds"
    return "fails" if len({each.plan for each in found.best}) < needed else "open"
