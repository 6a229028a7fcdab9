"""What a teacher does to a game: begin it, mind its clock, let news break, go back to the phase before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from game.classroom import wire
from game.classroom.timing import Timing
from game.rules import state as s
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.lines import SETTLED, Line, fold, step_ends
from game.table.table import Table

MINUTE: Final = 60.0


def phase_before(lines: Sequence[Line]) -> int:
    """Return the line to go back to, so that the phase settled last is open again; 0 where there is none."""
    counting = fold(lines)
    ends = step_ends(counting)
    settled = [line.seq for line in counting if line.kind == SETTLED]
    last = settled[-1] if settled else 0
    return next((end for end in reversed(ends) if end < last), 0)


def hold_seats(table: Table, sat: Collection[str], sit: Collection[str]) -> Refused | None:
    """Let people hold the seats that they came to, and the model those that all left, but for the last that people hold."""
    for seat in sorted(set(sit) | set(sat)):
        holders = table.position.holders
        others = any(holder == PERSON for other, holder in holders.items() if other != seat)
        wanted = PERSON if seat in sit else "model"
        if (holders[seat] == PERSON) == (wanted == PERSON) or (wanted == "model" and not others):
            continue
        step = table.apply(d.TakeSeat(seat, wanted))
        if isinstance(step, Refused):
            return step
    return None


class Steering:
    """A table under a teacher's hand and a clock's."""

    def __init__(self, table: Table, timing: Timing) -> None:
        """Steer a game."""
        self._table, self.timing = table, timing

    def follow(self) -> Refused | None:
        """Take what the clock decides where the game stands, until it decides nothing more."""
        while decision := self.timing.wanted(self._table.position):
            step = self._table.apply(decision)
            if isinstance(step, Refused):
                return step
        return None

    def next(self, frame: wire.Next) -> Refused | None:
        """End a phase: who has not answered is silent."""
        return self._take(d.TimeExpired(frame.moment), frame.id)

    def news(self, frame: wire.Break) -> Refused | None:
        """Let a piece of news break."""
        if frame.inject not in self._table.loaded.scenario.inject:
            return Refused("frame_unknown", "there is no such news")
        return self._take(d.DropInject(frame.inject), frame.id)

    def recall(self, frame: wire.Recall) -> Refused | None:
        """Open the phase again that was settled last; what was sealed in it by then stands."""
        if frame.moment != self._table.position.moment:
            return Refused("stale", "the table has moved on meanwhile")
        to = phase_before(self._table.lines)
        return self._take(d.Undo(to), frame.id) if to else Refused("nothing", "there is nothing to take back")

    def meanwhile(self, frame: wire.Time) -> Refused | None:
        """Let the rest of the round pass with the model in every seat."""
        now = int(self._table.position.state.public.clock[s.ROUND])
        return self._take(d.Meanwhile(now + 1), frame.id)

    def _take(self, decision: d.Decision, client: str) -> Refused | None:
        step = self._table.apply(decision, f"web-teacher-{client}")
        return step if isinstance(step, Refused) else None


# What a frame of the teacher's does to the clock alone.
CLOCK_WORDS: Final[dict[str, Callable[[Timing], None]]] = {
    "pause": Timing.pause,
    "go_on": Timing.go_on,
    "extend": Timing.extend,
}
