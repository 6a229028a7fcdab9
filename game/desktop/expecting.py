"""What a text that is being written would do: played ahead off the thread that draws, and kept for each wording tried."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.allies.compiled import COMPILED, FAILED, NO_COMPILER, shared_engine
from game.allies.record import sign_of
from game.desktop.judging import put
from game.desktop.work import Progress
from game.lab.doubts import Doubts, doubts
from game.lab.foresight import Foresight, Futures
from game.rules import state as s
from game.table.decisions import Decision
from game.table.position import Position

QUIET: Final = 0.5  # seconds in which nothing is written before anything is played
LOOK: Final = 0.05  # seconds between two looks at whether that is still so
GLANCE: Final = 250  # futures of a text while it is written, and as many without it: a tenth of a second
CLOSE: Final = 4000  # of a text that is looked at closely
WAIT: Final = 0.2  # seconds between two looks at how far the compiler is


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one wording: whose answer is in doubt, and what it would do; None where nothing was played."""

    doubts: Doubts
    foresight: Foresight | None


class Expecting:
    """All that one seat expects of the wordings that it tries at one moment."""

    def __init__(self, position: Position, seat: str) -> None:
        """Take an ally's seat at a moment; nothing is played yet."""
        self.position = position
        self._futures = Futures(shared_engine(), position, seat)
        self._known: dict[Decision, Expected] = {}
        self._wanted: Decision | None = None
        self._playing = threading.Lock()  # a glance may still run when a closer look begins

    @property
    def is_compiled(self) -> bool:
        """Tell whether games run as machine code by now: without that a glance would take minutes."""
        return shared_engine().status == COMPILED

    @property
    def is_hopeless(self) -> bool:
        """Tell that they never will."""
        return shared_engine().status in (NO_COMPILER, FAILED)

    def of(self, decision: Decision) -> Expected | None:
        """Return what is expected of a wording, if it was worked out."""
        return self._known.get(decision)

    def wants(self, decision: Decision) -> bool:
        """Take note of what is written now; tell whether a glance at it is still to be begun."""
        fresh = decision != self._wanted
        self._wanted = decision
        known = self.of(decision)
        return fresh and (known is None or (known.foresight is None and self.is_compiled))

    def glance(self, decision: Decision, progress: Progress) -> bool:
        """Play a wording ahead once it has stood for a while; tell whether anything came of it."""
        end = time.monotonic() + (QUIET if self._known else 0)
        while time.monotonic() < end:
            progress.step("")
            if decision != self._wanted:
                return False
            time.sleep(LOOK)
        self._look(decision, GLANCE if self.is_compiled else 0, lambda _: progress.step(""))
        return True

    def look_closely(self, decision: Decision, progress: Progress, waiting: str, told: Callable[[int], str]) -> bool:
        """Wait for the compiler, then play a wording ahead in many futures; tell whether it could be done.

        `waiting` is said meanwhile, then what `told` makes of how many games are still to be played.
        """
        engine = shared_engine()
        while not self.is_compiled and not self.is_hopeless:
            progress.step(waiting)
            engine.wait(WAIT)
        if self.is_compiled:
            self._look(decision, CLOSE, lambda left: progress.step(told(left)))
        return self.is_compiled

    def _look(self, decision: Decision, games: int, tick: Callable[[int], object]) -> None:
        trial = put(self.position, decision)
        public = trial.state.public
        sign = int(sign_of(public.draft[public.clock[s.DRAFT]]))
        with self._playing:
            foresight = self._futures.foresee(decision, sign, games, tick) if games else None
        known = self.of(decision)
        doubtful = known.doubts if known else doubts(trial, decision.seat)
        self._known[decision] = Expected(doubtful, foresight)
