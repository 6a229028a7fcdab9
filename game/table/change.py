"""A settled phase, before and after: what the tellers of `changes.py` and `changes_of_texts.py` look at."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules import state as s
from game.rules.state import State
from game.scenario.book import Table
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.events import PUBLIC, Event
from game.table.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Change:
    """A phase before and after it was settled."""

    loaded: Loaded
    lexicon: Lexicon
    before: State
    after: State
    ledger: Table
    decisions: tuple[d.Decision, ...]
    moment: int

    @property
    def phase(self) -> int:
        """Return the phase that was settled."""
        return int(self.before.public.clock[s.PHASE])

    @property
    def seats(self) -> int:
        """Return the audience of everybody at the table, the press left out."""
        return (1 << len(self.lexicon.allies) + 1) - 1

    def rose(self, column: int) -> bool:
        """Tell whether a number of the clock grew."""
        return bool(self.after.public.clock[column] > self.before.public.clock[column])

    def new_bits(self, column: int) -> tuple[str, ...]:
        """Return the allies that a mask of the clock gained."""
        return self.members(int(self.after.public.clock[column]) & ~int(self.before.public.clock[column]))

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the allies of a mask."""
        return self.lexicon.members(mask)

    def seat(self, number: int) -> str:
        """Return the seat of a number of the clock; -1 is nobody."""
        return self.lexicon.seats[number] if number >= 0 else ""

    def event(self, kind: str, audience: int = PUBLIC, **data: object) -> Event:
        """Return an event of this moment."""
        return Event(kind, audience, self.moment, data)
