"""The words that a line may use in one scenario: its keys, in the order of the tables."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenario.names import names_of
from game.scenario.schema import Scenario
from game.table.decisions import CHAIR, OTHER


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Keys of a scenario: allies first, then the chair and the other side, are the seats."""

    seats: tuple[str, ...]
    measures: tuple[str, ...]
    replies: tuple[str, ...]
    questions: tuple[str, ...]
    injects: tuple[str, ...] = ()

    @property
    def allies(self) -> tuple[str, ...]:
        """Return the keys of the allies."""
        return self.seats[:-2]

    def row(self, seat: str) -> int:
        """Return a seat's row in the table of choices; an ally's is its index."""
        return self.seats.index(seat)

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the allies of a bit mask."""
        return tuple(ally for a, ally in enumerate(self.allies) if mask >> a & 1)


def lexicon_of(scenario: Scenario) -> Lexicon:
    """Return the words of a scenario."""
    names = names_of(scenario)
    return Lexicon(
        (*names.allies, CHAIR, OTHER), names.measures, names.replies, tuple(scenario.question), names.injects
    )
