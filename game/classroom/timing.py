"""The clock of a room: what it decides, by the plan to the bell, and what a page shows of it.

Seconds of the server's own clock, which is passed in and never goes backwards. Without a bell nothing here decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.classroom.codes import Clock
from game.rules import state as s
from game.table.bell import debrief_of, planned_rounds, rounds_kept, seconds_of
from game.table.decisions import Decision, Meanwhile, TimeExpired
from game.table.position import Position, awaited

MORE_SECONDS = 60.0  # that a teacher adds by one press


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a game stands, as far as the clock cares."""

    moment: int
    round: int
    of: int
    phase: str
    is_awaited: bool

    @classmethod
    def of_position(cls, position: Position) -> _Stand:
        clock, rounds = position.state.public.clock, len(position.loaded.scenario.round)
        phase = s.PHASES[position.phase]
        return cls(position.moment, int(clock[s.ROUND]), rounds, phase, bool(awaited(position)))


class Timing:
    """When phases, rounds and the lesson end."""

    def __init__(self, clock: Clock) -> None:
        """Begin without a bell."""
        self._clock = clock
        self.bell: float | None = None
        self.edition = 0  # changes whenever a page shows another time than it would by itself
        self._play_ends = self._round_ends = self._phase_ends = 0.0
        self._paused: float | None = None
        self._timed: tuple[int, int] = (-1, -1)  # round and moment that have their time
        self._played: tuple[int, ...] = ()

    def ring_in(self, seconds: float, lesson: float) -> None:
        """Let the bell ring in so many seconds, of a lesson of so many: plan again what is left."""
        self.edition += 1
        now = self._clock()
        self.bell = now + seconds
        self._play_ends = self.bell - debrief_of(lesson)
        self._timed = (-1, -1)

    def stop(self) -> None:
        """Play without a bell: phases end when all have answered, or when the teacher ends them."""
        self.edition += 1
        self.bell, self._paused = None, None

    @property
    def is_paused(self) -> bool:
        """Tell whether deadlines stand still."""
        return self._paused is not None

    def pause(self) -> None:
        """Stop the deadlines; the bell rings all the same."""
        self.edition += 1
        if self._paused is None:
            self._paused = self._clock()

    def go_on(self) -> None:
        """Let the deadlines run again, later by the pause."""
        self.edition += 1
        if self._paused is not None:
            self._phase_ends += self._clock() - self._paused
            self._paused = None

    def extend(self) -> None:
        """Give the phase a minute more."""
        self.edition += 1
        self._phase_ends = max(self._phase_ends, self._clock()) + MORE_SECONDS

    def is_due(self) -> bool:
        """Tell whether `wanted` may have something to say. Safe from any thread."""
        now = self._clock()
        return self.bell is not None and (now >= self._play_ends or (not self.is_paused and now >= self._phase_ends))

    def wanted(self, position: Position) -> Decision | None:
        """Return what the clock decides where a game stands; take it and ask again, until it is nothing."""
        if self.bell is None or position.phase == s.OVER:
            return None
        stand, now = _Stand.of_position(position), self._clock()
        if now >= self._play_ends:
            return Meanwhile(stand.of)
        if self._timed[0] != stand.round:
            skipped = self._begin_round(stand, now)
            if skipped:
                return skipped
        if self._timed[1] != stand.moment:
            self._begin_phase(stand, now)
        is_over = stand.is_awaited and not self.is_paused and now >= self._phase_ends
        return TimeExpired(stand.moment) if is_over else None

    def page(self) -> dict[str, Any]:
        """Return what a page needs to show it: seconds left of phase and lesson, and the rounds that are played."""
        if self.bell is None:
            return {}
        now = self._paused if self._paused is not None else self._clock()
        return {
            "phase": max(0, round(self._phase_ends - now)),
            "debrief": max(0, round(self._play_ends - self._clock())),
            "bell": max(0, round(self.bell - self._clock())),
            "is_paused": self.is_paused,
            "rounds": [number + 1 for number in self._played],
        }

    def _begin_round(self, stand: _Stand, now: float) -> Meanwhile | None:
        """Plan a round that begins; return what passes meanwhile instead, if it is not among those that are played."""
        left = self._play_ends - now
        if self._timed[0] < 0:
            self._played = planned_rounds(stand.round, stand.of, left)
        else:
            self._played = rounds_kept(tuple(each for each in self._played if each >= stand.round), left)
        if stand.round not in self._played:
            return Meanwhile(self._played[0] if self._played else stand.of)
        self._round_ends = now + left / len(self._played)
        self._timed = (stand.round, -1)
        return None

    def _begin_phase(self, stand: _Stand, now: float) -> None:
        self.edition += 1
        is_first = self._timed[1] < 0
        seconds = seconds_of(stand.phase, self._round_ends - now, is_first=is_first)
        self._phase_ends = min(now + seconds, self._play_ends)
        self._timed = (stand.round, stand.moment)
        if self._paused is not None:
            self._paused = now
