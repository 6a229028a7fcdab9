"""A saved game settled phase by phase again: what stood before, what everybody decided, what stood after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.debrief.facts_weighed import Deal
from game.rules import state as s
from game.scenario.load import Loaded
from game.table.decisions import Decision
from game.table.lines import SETTLED, Header, Line, fold
from game.table.play import replay_line, start_of
from game.table.position import Position, copied, is_meanwhile


@dataclass(frozen=True, slots=True)
class Step:
    """A phase settled: the position as its decisions were sealed, all decisions, and the position after it."""

    before: Position
    decisions: tuple[Decision, ...]
    after: Position

    @property
    def phase(self) -> int:
        """Return the phase that was settled."""
        return self.before.phase


def steps_of(header: Header, loaded: Loaded, lines: Sequence[Line]) -> tuple[Step, ...]:
    """Return the phases of a game in order, what an undo took back left out. Raises play.Unreadable."""
    position, pending = start_of(header, loaded), list[Decision]()
    found = []
    for line in fold(lines):
        if line.kind != SETTLED:
            replay_line(position, line, pending)
            continue
        before = copied(position)
        of_persons = [each for seat in before.lexicon.seats for each in before.sealed.get(seat, ())]
        decisions = (*pending, *of_persons)
        replay_line(position, line, pending)
        found.append(Step(before, decisions, copied(position)))
    return tuple(found)


def rounds_meanwhile(steps: Sequence[Step]) -> frozenset[int]:
    """Return the rounds (1 the first) in which the model sat in for everybody."""
    return frozenset(int(step.before.state.public.clock[s.ROUND]) + 1 for step in steps if is_meanwhile(step.before))


def doors_of(position: Position, ally: int) -> tuple[Deal, ...]:
    """Return the deals that stood at an ally's door, in their order."""
    found = []
    for k in range(s.APPROACHES):
        at = s.DOOR + k * s.DOOR_COLUMNS
        own = position.state.own[ally]
        if own[at + s.DOOR_WITH] >= 0:
            other = position.lexicon.allies[int(own[at + s.DOOR_WITH])]
            found.append(Deal(k + 1, other, int(own[at + s.DOOR_GIVE]), int(own[at + s.DOOR_GET])))
    return tuple(found)
