"""The search for plans that win: random ones, then the best of every kind changed and crossed, under common luck.

Each plan is tried in few games; those that look best by some yardstick in more, and in more again (successive halving, as
in `allies/lookahead.py`, but without an end: whoever is among the best is played on until as much is known of it). A plan
is ranked by its mean gain less a standard error, so that luck in few games is no merit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.random import Generator

from game.lab.arena import GOALS, MEAN, Arena, Tried
from game.lab.plans import Plan, alike, changed, crossed, random_plan, simple_plans, unplanned
from game.rules.scores import COMMON_GOALS
from game.scenario.names import Names

GROWS: Final = 4  # by so much each look is longer than the one before
LOOKS: Final = 3
UNITS: Final = 6000  # the shortest look is so small a part of the games there are, within these bounds
LEAST, MOST = 4, 200
FIRST: Final = 4  # a fourth of the games goes into plans that come from no other
CHILDREN: Final = 8  # a yardstick and generation
KEPT: Final = 3  # best of each yardstick that are played on, and that have children
ALIKE: Final = 0.75  # plans that share so much are one plan told twice
OWN: Final = 5  # best plans of each other yardstick among those that are confirmed


class Yardstick(NamedTuple):
    """What plans are ranked by: a row of `Tried` (a type, or all) and a quantity; -1 is the third best of the four goals."""

    name: str
    row: int
    quantity: int

    def of(self, tried: Tried) -> float:
        """Return how far a plan reaches, less a standard error."""
        sure = tried.sure[self.row]
        return float(np.sort(sure[:GOALS])[1] if self.quantity < 0 else sure[self.quantity])


def yardsticks(names: Names) -> list[Yardstick]:
    """Return the yardsticks: three goals at once, each goal, and against each type the mean of the goals."""
    every = len(names.types)
    goals = [Yardstick(name, every, goal) for goal, name in enumerate(COMMON_GOALS)]
    return [Yardstick("three_goals", every, -1), *goals, *(Yardstick(t, y, MEAN) for y, t in enumerate(names.types))]


class Search:
    """All plans tried so far."""

    def __init__(self, arena: Arena, names: Names, luck: Generator, budget: int) -> None:
        """Begin; `budget` is how many games may be played."""
        self.arena, self.luck, self.kinds = arena, luck, len(names.types)
        self.sticks = yardsticks(names)
        self.left = budget
        self.unit = unit_of(budget)
        self.found: dict[Plan, Tried] = {unplanned(arena.book): Tried(unplanned(arena.book), self.kinds)}
        self._reach: dict[str, dict[Plan, float]] = {stick.name: {} for stick in self.sticks}

    def run(self) -> None:
        """Search until the games are spent."""
        book, games = self.arena.book, self.left // FIRST
        wave = simple_plans(book)[: games // self.unit]
        self._try(wave + [random_plan(book, self.luck) for _ in range(games // self.unit - len(wave))])
        while self.left >= self.unit:
            self._play_on()
            self._try(list(self._children()))

    def best(self, stick: Yardstick, least: int = 0) -> list[Tried]:
        """Return what was tried in at least so many games, the best first."""
        reach = self._reach[stick.name]
        known = [self.found[plan] for plan in reach if self.found[plan].games >= least]
        return sorted(known, key=lambda each: reach[each.plan], reverse=True)

    def chosen(self, count: int) -> list[Tried]:
        """Return the best different plans: some by each yardstick, then by the first."""
        picked: list[Tried] = []
        for stick in self.sticks[1:]:
            self._pick(picked, self.best(stick), min(len(picked) + OWN, count // 2))
        ranked = self.best(self.sticks[0])
        self._pick(picked, ranked, count)
        taken = {each.plan for each in picked}
        return picked + [each for each in ranked if each.plan not in taken][: count - len(picked)]

    def _pick(self, picked: list[Tried], ranked: list[Tried], upto: int) -> None:
        for each in ranked:
            if len(picked) >= upto:
                return
            if all(alike(each.plan, other.plan) < ALIKE for other in picked):
                picked.append(each)

    def _play_on(self) -> None:
        """Play the best of each yardstick on to their next look."""
        longest = self.unit * GROWS ** (LOOKS - 1)
        wanted: dict[Plan, int] = {}
        for stick in self.sticks:
            for each in self.best(stick)[:KEPT]:
                if each.games < longest:
                    wanted[each.plan] = min(each.games * GROWS, longest)
        self._play(list(wanted.items()))

    def _children(self) -> Iterator[Plan]:
        parents = [self.best(stick, self.unit * GROWS)[:KEPT] or self.best(stick)[:KEPT] for stick in self.sticks]
        for mine in parents:
            for _ in range(CHILDREN):
                child = self._one_of(mine)
                if self.luck.random() < 0.5:
                    child = crossed(child, self._one_of(parents[int(self.luck.integers(len(parents)))]), self.luck)
                yield changed(self.arena.book, child, self.luck)

    def _one_of(self, parents: list[Tried]) -> Plan:
        return parents[int(self.luck.integers(len(parents)))].plan

    def _try(self, plans: list[Plan]) -> None:
        new = list(dict.fromkeys(plan for plan in plans if plan not in self.found))
        if not new:
            self.left -= self.unit  # so that a search of very few possible plans ends
        self._play([(plan, self.unit) for plan in new])

    def _play(self, wanted: list[tuple[Plan, int]]) -> None:
        """Play plans up to so many games each, as far as there are games left."""
        spans = []
        for plan, upto in wanted:
            tried = self.found.get(plan) or Tried(plan, self.kinds)
            if upto - tried.games <= self.left:
                self.left -= upto - tried.games
                spans.append((tried, tried.games, upto))
        goals = self.arena.played([(tried.plan, lo, hi) for tried, lo, hi in spans])
        for (tried, lo, hi), each in zip(spans, goals, strict=True):
            tried.add(self.arena.gained(each, lo), self.arena.types[lo:hi])
            self.found[tried.plan] = tried
            for stick in self.sticks:
                self._reach[stick.name][tried.plan] = stick.of(tried)


def unit_of(budget: int) -> int:
    """Return how many games the first look at a plan takes."""
    return min(max(budget // UNITS, LEAST), MOST)


def games_needed(budget: int) -> int:
    """Return how many different games a search plays."""
    return int(unit_of(budget) * GROWS ** (LOOKS - 1))
