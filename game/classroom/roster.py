"""Who sits where in a room, found once for all pages until somebody comes, goes, or changes seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from game.classroom.jobs import jobs_of
from game.classroom.tokens import CARDS, DELEGATE, Pass
from game.table.lines import sent_by


class Roster:
    """The passes of a room, in the order in which they were given."""

    def __init__(self, passes: Iterable[Pass]) -> None:
        """Read who sits where; `keys` are of those with a device, `readers` the seats where one is."""
        self._all = tuple(passes)
        delegates = [each for each in self._all if each.role == DELEGATE]
        self.keys = frozenset(each.key for each in delegates)
        self.readers = tuple(dict.fromkeys(each.seat for each in delegates))
        self.people = dict(Counter(each.seat for each in self._all if each.seat))
        self._by_key = {each.key: each for each in self._all}
        self._delegations: dict[str, list[Pass]] = {}
        for each in self._all:
            if each.seat:
                self._delegations.setdefault(each.seat, []).append(each)
        self._jobs = {
            each.key: own
            for of in self._delegations.values()
            for each, own in zip(of, jobs_of([each.likes for each in of]), strict=True)
        }

    def now(self, of: Pass) -> Pass | None:
        """Return a pass as it is now, perhaps for another seat; None where it was taken back."""
        return self._by_key.get(of.key)

    def delegate(self, key: str) -> Pass | None:
        """Return the pass of somebody with a device by its key."""
        return self._by_key[key] if key in self.keys else None

    def names(self) -> dict[str, list[str]]:
        """Return the names of the people of each seat."""
        found = {seat: [each.name for each in of if each.name] for seat, of in self._delegations.items()}
        return {seat: names for seat, names in found.items() if names}

    def name_of(self, client: str) -> str:
        """Return the name of whoever sent what a journal names a client of, "" where nobody here did."""
        key = sent_by(client, self._by_key)
        return self._by_key[key].name if key else ""

    def jobs(self, key: str) -> tuple[str, ...]:
        """Return the jobs of somebody in its delegation."""
        return self._jobs.get(key, ())

    def likes(self) -> dict[str, list[tuple[str, ...]]]:
        """Return what the people of each seat like."""
        return {seat: [each.likes for each in of] for seat, of in self._delegations.items()}

    def cards(self) -> tuple[str, ...]:
        """Return the seats whose people raise cards."""
        return tuple(each.seat for each in self._all if each.role == CARDS)

    def delegation(self, seat: str, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who sits in a seat, with jobs by what they like, for the delegation itself."""
        return [
            {"key": each.key, "name": each.name, "jobs": self._jobs[each.key], "is_here": _is_here(each, present)}
            for each in self._delegations.get(seat, ())
        ]

    def present(self, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who sits anywhere, for the teacher: name, seat, and whether a page of theirs is connected."""
        return [
            {
                "key": each.key,
                "name": each.name,
                "seat": each.seat,
                "is_here": _is_here(each, present),
                "has_cards": each.role == CARDS,
                "likes": each.likes,
            }
            for each in self._all
            if each.seat
        ]


def _is_here(each: Pass, present: Mapping[str, int]) -> bool:
    return each.role == CARDS or present.get(each.key, 0) > 0
