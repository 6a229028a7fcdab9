"""The code of a room, read aloud and typed on phones, and the gate that keeps it from being guessed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 and O, no 1 and I: they look alike on a wall
LENGTH: Final = 6
TRIES: Final = 10  # wrong codes from one address before it has to wait
TRIES_OF_ALL: Final = 300  # wrong codes from everywhere: somebody guesses with many addresses
PERIOD_SECONDS: Final = 60.0
ADDRESSES: Final = 2000  # remembered at most; the oldest is forgotten first

Draw = Callable[[int], int]  # a number from 0 up to, without, the one given
Clock = Callable[[], float]  # seconds from any beginning, never backwards


def new_code(draw: Draw, length: int = LENGTH) -> str:
    """Return a code by luck that cannot be foretold."""
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(length))


def read_code(typed: str, length: int = LENGTH) -> str:
    """Return the code that somebody typed, small letters, blanks and hyphens forgiven; "" where it can be none."""
    code = "".join(typed[:40].upper().split()).replace("-", "")
    return code if len(code) == length and set(code) <= set(ALPHABET) else ""


@dataclass
class _Tries:
    since: float
    wrong: int = 0


class Gate:
    """Counts wrong codes by address; who has tried too many waits until the period is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, _Tries] = OrderedDict()
        self._all = _Tries(clock())

    def waits(self, address: str) -> int:
        """Return for how many seconds an address has to wait, 0 for none."""
        tries = self._tries.get(address)
        return max(self._left(tries, TRIES) if tries else 0, self._left(self._all, TRIES_OF_ALL))

    def wrong(self, address: str) -> None:
        """Remember a wrong code."""
        tries = self._tries.setdefault(address, _Tries(self._clock()))
        for each in (tries, self._all):
            if self._clock() - each.since > PERIOD_SECONDS:
                each.since, each.wrong = self._clock(), 0
            each.wrong += 1
        if len(self._tries) > ADDRESSES:
            self._tries.popitem(last=False)

    def _left(self, tries: _Tries, most: int) -> int:
        left = tries.since + PERIOD_SECONDS - self._clock()
        return int(left) + 1 if tries.wrong >= most and left > 0 else 0
