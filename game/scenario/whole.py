"""A scenario put together from parts: what it says, and which file said which part, so that faults are told where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from game.scenario.positions import Places, inside, nearest, places
from game.scenario.problems import Fault, Loc, Problem, dotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from game.scenario.reading import Source

# A file with more faults than this has one that matters: it is not a scenario.
MOST = 200
ANY = "*"

Home = tuple[int, "Loc"]  # number of a source, and the key path there


@dataclass
class Whole:
    """Tables that several files made, and for every part that came from elsewhere than its surroundings, whence."""

    raw: dict[str, Any]
    homes: dict[Loc, Home] = field(default_factory=dict)

    def home(self, loc: Loc) -> Home:
        """Return the source of a key path, and where it stands there."""
        for length in range(len(loc), -1, -1):
            if loc[:length] in self.homes:
                source, place = self.homes[loc[:length]]
                return source, (*place, *loc[length:])
        return 0, loc

    def lay(self, new: dict[str, Any], said: Whole, at: Loc = (), there: Loc = ()) -> None:
        """Lay tables over those at a key path: tables are joined, values replaced.

        A table of numbers laid over a list changes those items of it, counted from 0 as in key paths. `said` knows whence
        the new tables come; they stand at `there` in it.
        """
        base: Any = self.raw
        for part in at:
            base = base[part]
        self._lay(base, new, said, at, there)

    def _lay(self, base: Any, new: dict[str, Any], said: Whole, at: Loc, there: Loc) -> None:  # noqa: ANN401  (table or list)
        for name, value in new.items():
            key: Any = int(name) if isinstance(base, list) else name
            old = base[key] if isinstance(base, list) else base.get(key)
            joins = isinstance(old, dict) or (isinstance(old, list) and _is_numbered(value, len(old)))
            if joins and isinstance(value, dict):
                self._lay(old, value, said, (*at, key), (*there, name))
            else:
                base[key] = value
                self._settle((*at, key), said, (*there, name), forget=isinstance(old, dict | list))

    def _settle(self, at: Loc, said: Whole, there: Loc, *, forget: bool) -> None:
        """Note whence what now stands at a key path comes, and all beneath it."""
        if forget:
            for old in [each for each in self.homes if each[: len(at)] == at]:
                del self.homes[old]
        self.homes[at] = said.home(there)
        for each, home in said.homes.items():
            if len(each) > len(there) and each[: len(there)] == there:
                self.homes[(*at, *each[len(there) :])] = home


def _is_numbered(value: object, length: int) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(key.isascii() and key.isdigit() and len(key) < 4 and int(key) < length for key in value)
    )


def problems(sources: list[Source], whole: Whole, faults: Iterable[Fault]) -> list[Problem]:
    """Return faults of the whole as problems of the files in which they stand, in the order of files and lines."""
    by_source: dict[int, list[tuple[Fault, Loc]]] = {}
    for fault in faults:
        number, place = whole.home(fault.loc)
        by_source.setdefault(number, []).append((fault, place))
    found: list[Problem] = []
    for number in sorted(by_source):
        found += _problems_of(sources[number], by_source[number])
    return found[:MOST]


def _problems_of(source: Source, faults: list[tuple[Fault, Loc]]) -> list[Problem]:
    stand = places(source.text, {place[0] for _, place in faults if place})
    lines = source.text.split("\n")
    told = set()
    for fault, place in faults:
        line, column = _spot(stand, fault._replace(loc=place))
        told.add(Problem(source.file, line, column, dotted(fault.loc), fault.text, lines[line - 1]))
    return sorted(told, key=lambda problem: (problem.line, problem.column, problem.path, problem.text))


def _spot(found: Places, fault: Fault) -> tuple[int, int]:
    """Return line and column of a fault: in the value's text, at the value, at the key, or at the table that lacks it."""
    path = nearest(found, fault.loc)
    if not path:
        return 1, 1
    place = found[path]
    if fault.at_key or path[-1] != fault.loc[-1]:
        return place.line, place.column
    if fault.offset >= 0:
        return inside(place, fault.offset)
    return place.value_line, place.value_column
