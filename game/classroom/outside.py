"""What a host gets from outside, passed in so that tests can say what it is: luck that cannot be foretold, and clocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.classroom.codes import Clock, Draw


@dataclass(frozen=True, slots=True)
class Outside:
    """What comes from outside: numbers by luck for codes, texts by luck for tokens and seeds, and two clocks."""

    draw: Draw
    text: Callable[[], str]
    clock: Clock  # seconds, never backwards
    date: Clock  # seconds since 1970, as the machine believes
