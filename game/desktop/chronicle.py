"""What a seat has heard, in sentences and in figures: the story so far by round, and how every track moved and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from game.lab.words import Words
from game.scenario.load import Loaded
from game.table.events import Event
from game.telling.tell import tell
from game.telling.teller import Teller


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines under one heading, from one settled phase of a round (1 the first)."""

    round: int
    moment: int
    section: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One settlement of a track, 0-100, and what moved it: cause -> points, the largest first."""

    round: int
    moment: int
    before: float
    after: float
    causes: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class Chronicle:
    """Grows with the events that one seat may hear of."""

    teller: Teller
    passages: list[Passage] = field(default_factory=list)
    moves: dict[str, list[Move]] = field(default_factory=dict)
    round: int = 0
    next_moment: int = 0

    @classmethod
    def blank(cls, loaded: Loaded, words: Words) -> Chronicle:
        """Return the chronicle of a game of which nothing has been heard."""
        return cls(Teller(loaded, words))

    def hear(self, events: Iterable[Event]) -> None:
        """Take the events of moments that have not been heard yet, in order."""
        for moment, group in groupby(events, key=lambda event: event.moment):
            if moment >= self.next_moment:
                self._hear_phase(moment, list(group))
                self.next_moment = moment + 1

    def since(self, moment: int) -> tuple[Passage, ...]:
        """Return the passages from a moment on."""
        return tuple(each for each in self.passages if each.moment >= moment)

    def _hear_phase(self, moment: int, events: list[Event]) -> None:
        told = tell(self.teller, events)
        # What time and news moved before a round belongs to that round, wherever among the events its beginning stands.
        self.round = next((int(str(event.data["round"])) for event in events if event.kind == "round"), self.round)
        for event in events:
            if event.kind == "track":
                self._move(moment, dict(event.data))
        for part in told:
            lines = tuple(part.lines)
            self.passages.append(Passage(self.round, moment, part.section, part.heading, lines))

    def _move(self, moment: int, data: dict[str, Any]) -> None:
        causes = sorted(data["causes"].items(), key=lambda each: -abs(each[1]))
        move = Move(
            self.round,
            moment,
            data["before"] / 10,
            data["after"] / 10,
            tuple((cause, points / 10) for cause, points in causes),
        )
        self.moves.setdefault(data["track"], []).append(move)
