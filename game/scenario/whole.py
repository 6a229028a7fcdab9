"""A scenario put together from parts: what it says, and which file said which part, so that faults are told where they stand."""

from __future__ import annotations

from dataclasses import dataclass
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


class Homes:
    """Whence the parts of tables come: a tree of key paths, so that all beneath one is forgotten or taken along at once."""

    def __init__(self, home: Home | None = None) -> None:
        """Begin with the home of everything, if it is known."""
        self.home = home
        self.inside: dict[str | int, Homes] = {}

    def of(self, loc: Loc) -> Home:
        """Return the source of a key path, and where it stands there."""
        node, found, rest = self, self.home or (0, ()), loc
        for length, part in enumerate(loc, 1):
            if part not in node.inside:
                break
            node = node.inside[part]
            if node.home is not None:
                found, rest = node.home, loc[length:]
        return found[0], (*found[1], *rest)

    def beneath(self, loc: Loc) -> Homes:
        """Return what is known beneath a key path."""
        node = self
        for part in loc:
            if part not in node.inside:
                return Homes()
            node = node.inside[part]
        return node

    def settle(self, at: Loc, home: Home, beneath: Homes) -> None:
        """Note whence what now stands at a key path comes, and all beneath it."""
        node = self
        for part in at:
            node = node.inside.setdefault(part, Homes())
        node.home, node.inside = home, beneath.inside


@dataclass
class Whole:
    """Tables that several files made, and whence each part of them comes. What was laid over others is not used again."""

    raw: dict[str, Any]
    homes: Homes

    def lay(self, new: dict[str, Any], homes: Homes, at: Loc = (), there: Loc = ()) -> None:
        """Lay tables over those at a key path: tables are joined, values replaced.

        A table of numbers laid over a list changes those items of it, counted from 0 as in key paths. `homes` knows whence
        the new tables come; they stand at `there` in it.
        """
        base: Any = self.raw
        for part in at:
            base = base[part]
        self._lay(base, new, homes, at, there)

    def _lay(self, base: Any, new: dict[str, Any], homes: Homes, at: Loc, there: Loc) -> None:  # noqa: ANN401  (table or list)
        for name, value in new.items():
            key: Any = int(name) if isinstance(base, list) else name
            old = base[key] if isinstance(base, list) else base.get(key)
            joins = isinstance(old, dict) or (isinstance(old, list) and _is_numbered(value, len(old)))
            if joins and isinstance(value, dict):
                self._lay(old, value, homes, (*at, key), (*there, name))
            else:
                base[key] = value
                place = (*there, name)
                self.homes.settle((*at, key), homes.of(place), homes.beneath(place))


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
        number, place = whole.homes.of(fault.loc)
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
