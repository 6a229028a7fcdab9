"""The pages of one room, printed once for all who see the same, and kept as they are while nothing in them changes."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from game.classroom.pages import Sight, Tongue, seat_page, teacher_page, wall_page
from game.classroom.record import Record
from game.classroom.tokens import TEACHER, Eyes
from game.classroom.wire import encoded
from game.classroom.words import tongue_of
from game.scenario.load import Loaded
from game.table.table import Table


class Sheet(NamedTuple):
    """A page as it travels; one with the same `mark` says the same, but for the seconds on its clock."""

    mark: Hashable
    raw: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    edition: Hashable
    raw: bytes


class Press:
    """Prints pages. What a page says of the game is kept apart from who is there and what the clock shows."""

    def __init__(self, loaded: Loaded) -> None:
        """Print pages of a room in which a scenario is played."""
        self._loaded = loaded
        self._tongues: dict[str, Tongue] = {}
        self._records: dict[tuple[str, str], Record] = {}
        self._kept: dict[Eyes, _Kept] = {}
        self._sight: tuple[int, Sight] | None = None

    def tongue(self, language: str) -> Tongue:
        """Return the words of a language."""
        if language not in self._tongues:
            self._tongues[language] = tongue_of(self._loaded, language)
        return self._tongues[language]

    def reword(self, loaded: Loaded) -> None:
        """Print with other words from now on: a teacher has worded some news anew."""
        self._loaded = loaded
        self._tongues.clear()
        self._records.clear()
        self._kept.clear()

    def forget(self) -> None:
        """Tell everything anew: the game went back."""
        self._records.clear()

    def sheet(self, table: Table, eyes: Eyes, around: bytes, mark: Hashable, hands: tuple[str, ...] = ()) -> Sheet:
        """Return a page of the game; `around` is what stands beside it as it travels, `mark` tells whether that has changed.

        `hands` are the seats that a teacher plays.
        """
        edition = (*table.edition(eyes.seat if eyes.role != TEACHER else None), hands)
        kept = self._kept.get(eyes)
        if kept is None or kept.edition != edition:
            kept = _Kept(edition, encoded(self._page(table, eyes, hands)))
            self._kept[eyes] = kept
        return Sheet((edition, mark), spliced(around, kept.raw))

    def record(self, table: Table, eyes: Eyes) -> bytes:
        """Return all that these eyes have heard so far, as it travels."""
        self._page(table, eyes, ())
        return encoded({"parts": self._records[eyes.seat, eyes.language].parts})

    def _page(self, table: Table, eyes: Eyes, hands: tuple[str, ...]) -> dict[str, Any]:
        sight, tongue = self._sight_of(table), self.tongue(eyes.language)
        record = self._records.setdefault((eyes.seat, eyes.language), Record(self._loaded, tongue.names.words))
        events = table.events(record.told, eyes.seat)
        record.hear(events, sight.public.moment)
        fresh = {"fresh": record.fresh(event for event in events if event.moment == sight.public.moment)}
        if eyes.role == TEACHER:
            return teacher_page(sight, tongue, record, hands) | fresh
        if eyes.seat:
            return seat_page(sight, eyes.seat, tongue, record) | fresh
        return wall_page(sight, tongue, record) | fresh

    def _sight_of(self, table: Table) -> Sight:
        """Return what all pages are made from, read once for all of them."""
        lines = len(table.lines)
        if self._sight is None or self._sight[0] != lines:
            self._sight = lines, Sight.of_table(table)
        return self._sight[1]


def spliced(one: bytes, other: bytes) -> bytes:
    """Return two objects, neither of them empty, as one."""
    return one[:-1] + b"," + other[1:]
