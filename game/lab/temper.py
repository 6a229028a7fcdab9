"""Temperament made visible: which ally spoke, told from the reasons of its answers alone.

A blind list holds answers of one ally to the model's own texts; of each answer a reader sees every term by name, as its
share of all the points in that answer, so that no scale gives anybody away. The reader is a nearest centroid: he has the
mean shares of each ally from other games, measures distances in how much lists of one and the same ally differ, and names
the nearest (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, section 4.3: linear discriminants with
a diagonal covariance).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from game.allies.play import decide
from game.lab.reasons import NAMES, Reason, reason_for
from game.rules import state as s
from game.rules.choices import clear
from game.rules.phases import resolve, who_decides
from game.rules.start import start
from game.rules.state import State, new_choice, new_scratch, new_state
from game.scenario.book import Book

Shares = npt.NDArray[np.float64]
ANSWERS: Final = 50  # of one ally in a blind list
LEAST_SPREAD: Final = 1e-6  # of a share: what never varies must not be divided by nought


@dataclass(frozen=True, slots=True)
class Told:
    """How well a reader told allies apart: lists named rightly, of how many, and by which terms.

    `named[a, b]` counts lists of ally `a` that were taken for `b`'s. `telling` orders the terms by how much more they
    differ between allies than between lists of one ally.
    """

    named: npt.NDArray[np.int64]
    telling: tuple[tuple[str, float], ...]

    @property
    def lists(self) -> int:
        """Return how many lists were read."""
        return int(self.named.sum())

    @property
    def accuracy(self) -> float:
        """Return the share of lists that were named rightly, 0-1."""
        return float(np.trace(self.named)) / max(self.lists, 1)

    @property
    def chance(self) -> float:
        """Return the share that guessing would name rightly, 0-1."""
        return 1 / len(self.named)


def shares(reason: Reason, leaving_out: Collection[str] = ()) -> Shares:
    """Return each term's share of all the points of an answer, in the order of NAMES; the sizes add up to 1 (or 0)."""
    points = np.zeros(len(NAMES))
    for each in reason.terms:
        if each.name not in leaving_out:
            points[NAMES.index(each.name)] += each.points
    told: Shares = points / max(float(np.abs(points).sum()), 1.0)
    return told


def answering(book: Book, seed: tuple[int, int], game: int) -> Iterator[tuple[State, int]]:
    """Play a game, the model in every seat; yield the state and the text's row whenever answers are to be given."""
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    start(book, state, scratch, *seed, game)
    while state.public.clock[s.PHASE] != s.OVER:
        if state.public.clock[s.PHASE] == s.ANSWER:
            yield state, int(state.public.clock[s.DRAFT])
        who = who_decides(book, state)
        clear(choice)
        decide(book, state, choice, scratch, *seed, game, who)
        resolve(book, state, choice, scratch, *seed, game)


def answers_of(
    book: Book, seed: tuple[int, int], games: Sequence[int], tick: Callable[[int], object] | None = None
) -> list[list[Reason]]:
    """Return all reasons of some games' answers, a list an ally; `tick` is told after each game how many are done."""
    found: list[list[Reason]] = [[] for _ in range(book.ally.shape[0])]
    for done, game in enumerate(games, 1):
        for state, draft in answering(book, seed, game):
            for ally, mine in enumerate(found):
                mine.append(reason_for(book, state, draft, ally))
        if tick is not None:
            tick(done)
    return found


def lists_of(reasons: Sequence[Sequence[Reason]], answers: int = ANSWERS, leaving_out: Collection[str] = ()) -> Shares:
    """Return the mean shares of blind lists: allies x lists x NAMES; answers that fill no whole list are left out."""
    many = min(len(mine) for mine in reasons) // answers
    seen = np.array([[shares(each, leaving_out) for each in mine[: many * answers]] for mine in reasons])
    made: Shares = seen.reshape(len(reasons), many, answers, len(NAMES)).mean(axis=2)
    return made


def tell_apart(known: Shares, blind: Shares) -> Told:
    """Return how well the lists of `blind` are named by a reader who knows those of `known` (both as `lists_of` makes them).

    Raises ValueError where one of them holds no list, or `known` fewer than two an ally.
    """
    if known.shape[1] < 2 or blind.shape[1] < 1:
        raise ValueError("too few answers: a reader needs two known lists of each ally, and one to name")
    allies = known.shape[0]
    centroids = known.mean(axis=1)
    within = np.sqrt(((known - centroids[:, None]) ** 2).sum(axis=(0, 1)) / (allies * (known.shape[1] - 1)))
    spread = np.maximum(within, LEAST_SPREAD)
    distance = (((blind[:, :, None] - centroids) / spread) ** 2).sum(axis=3)
    named = np.zeros((allies, allies), np.int64)
    for ally, nearest in enumerate(distance.argmin(axis=2)):
        named[ally] += np.bincount(nearest, minlength=allies)
    between = centroids.std(axis=0)
    ratio = np.where(within > LEAST_SPREAD, between / spread, 0.0)
    order = np.argsort(-ratio, kind="stable")
    return Told(named, tuple((NAMES[k], float(ratio[k])) for k in order))
