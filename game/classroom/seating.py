"""Which seat suits whom: by what people like to do, by who sits there already, and by what the seat is like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import Final

from game.classroom.codes import Draw
from game.classroom.jobs import WORTH, likes, worth_of
from game.scenario.schema import Ally

Likes = tuple[str, ...]
Allies = Mapping[str, Ally]

PEOPLE_A_SEAT: Final = 4  # a delegation

# How much there is to do of each thing in a seat, 0 to 100: less than a job that one likes is worth.
MUCH: Final[dict[str, Callable[[Ally], int]]] = {
    "speak": lambda ally: 100 if ally.struck else abs(ally.traits.forward),
    "bargain": lambda ally: 100 if ally.ask else ally.traits.solidarity // 2,
    "calculate": lambda ally: min(100, 10 * sum(ally.stock.values())),
    "watch": lambda ally: ally.traits.evidence,
}


def open_seats(allies: Allies, seated: Mapping[str, Sequence[Likes]]) -> list[str]:
    """Return the seats that are drawn: those with a long brief; others where none is left of them, all where all are full."""
    free = [key for key in allies if len(seated.get(key, ())) < PEOPLE_A_SEAT]
    return [key for key in free if allies[key].featured] or free or list(allies)


def drawn(allies: Allies, seated: Mapping[str, Sequence[Likes]], own: Likes, draw: Draw) -> str:
    """Return a seat for somebody: of those with the fewest people one that suits best, by lot where several do."""
    seats = open_seats(allies, seated)
    fewest = min(len(seated.get(key, ())) for key in seats)
    few = [key for key in seats if len(seated.get(key, ())) == fewest]
    gains = {key: _gain(allies[key], seated.get(key, ()), own) for key in few}
    best = [key for key in few if gains[key] == max(gains.values())]
    return best[draw(len(best))]


def _gain(ally: Ally, there: Sequence[Likes], own: Likes) -> int:
    return worth_of([*there, own]) - worth_of(there) + suits(ally, own)


def suits(ally: Ally, own: Likes) -> int:
    """Return how much a seat has of what somebody likes, 0 to 15: it decides between jobs that please alike."""
    return sum(MUCH[like](ally) * worth // 200 for like, worth in zip(own, WORTH, strict=False) if like in MUCH)


def fitted(
    allies: Allies, people: Sequence[Likes], draw: Draw, there: Mapping[str, Sequence[Likes]] = MappingProxyType({})
) -> list[str]:
    """Return a seat for each of a class at once: drawn one after the other, then exchanged while that pleases more.

    `there` are people who keep their seats.
    """
    seats = list[str]()
    for own in people:
        seats.append(drawn(allies, _seated(seats, people, there), own, draw))
    while pair := _better(allies, seats, people, there):
        one, other = pair
        seats[one], seats[other] = seats[other], seats[one]
    return seats


def _seated(
    seats: Sequence[str], people: Sequence[Likes], there: Mapping[str, Sequence[Likes]]
) -> dict[str, list[Likes]]:
    seated = {seat: list(of) for seat, of in there.items()}
    for seat, own in zip(seats, people, strict=False):
        seated.setdefault(seat, []).append(own)
    return seated


def _better(
    allies: Allies, seats: list[str], people: Sequence[Likes], kept: Mapping[str, Sequence[Likes]]
) -> tuple[int, int] | None:
    """Return two people who would please more in each other's seats, None where nobody would."""
    seated = _seated(seats, people, kept)
    worth = {seat: _worth(allies[seat], there) for seat, there in seated.items()}
    for one, other in combinations(range(len(seats)), 2):
        here, there = seats[one], seats[other]
        if here == there or people[one] == people[other]:
            continue
        first = _exchanged(seated[here], people[one], people[other])
        second = _exchanged(seated[there], people[other], people[one])
        if _worth(allies[here], first) + _worth(allies[there], second) > worth[here] + worth[there]:
            return one, other
    return None


def _exchanged(there: Sequence[Likes], leaves: Likes, comes: Likes) -> list[Likes]:
    left = list(there)
    left.remove(leaves)
    return [*left, comes]


def _worth(ally: Ally, there: Sequence[Likes]) -> int:
    return worth_of(there) + sum(suits(ally, own) for own in there)


def known(said: object, most: int) -> Likes:
    """Return what somebody says it likes, as far as that is known, once each, the first `most`."""
    asked = [each for each in said if isinstance(each, str)] if isinstance(said, list) else []
    return tuple(Counter(each for each in asked[:20] if each in likes()))[:most]
