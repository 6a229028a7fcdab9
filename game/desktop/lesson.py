"""The lesson: hints about what is on the window, one after the other, that go on when the person does the thing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

LAST: Final = "Debrief"  # the screen on which nothing is taught any more
NEXT, READ, LEAVE = "next", "read", "leave"


@dataclass(frozen=True, slots=True)
class Step:
    """One hint. `at` are ids of widgets, the first that is there is framed; `until` says what ends it."""

    key: str
    screen: str
    at: tuple[str, ...]
    until: str
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The lesson's steps and the game it is taught on; `seconds` is how long it takes at most."""

    scenario: str
    seat: str
    seed: str
    seconds: int
    words: int
    doing: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is: the screen, and the phase and moment of the game."""

    screen: str
    phase: str = ""
    moment: int = 0


@cache
def course() -> Course:
    """Return the lesson that is shipped."""
    told: dict[str, Any] = tomllib.loads(Path(__file__).with_name("lesson_steps.toml").read_text("utf-8"))
    steps = tuple(Step(**each | {"at": tuple(each["at"])}) for each in told.pop("step"))
    return Course(**told, steps=steps)


class Lesson:
    """How far somebody is in the lesson; without one that was begun there is never a step."""

    def __init__(self, over: Callable[[], object]) -> None:
        """Begin with none; `over` is called when one has ended."""
        self._over = over
        self._left: tuple[Step, ...] = ()
        self._seen: Place | None = None  # where the first of those left was shown

    @property
    def is_on(self) -> bool:
        """Tell whether one was begun and has not ended."""
        return bool(self._left)

    @property
    def number(self) -> int:
        """Return the number of the step that is next, from 1."""
        return len(course().steps) - len(self._left) + 1

    def begin(self) -> None:
        """Begin it, from the first step."""
        self._left, self._seen = course().steps, None

    def end(self) -> None:
        """Leave it; the game goes on without hints."""
        was_on, self._left = self.is_on, ()
        if was_on:
            self._over()

    def step(self, place: Place) -> Step | None:
        """Return the hint for a place, or none; steps that were passed by are dropped."""
        if place.screen == LAST:
            self.end()
        if self._seen not in (None, place):
            self._go_on()
        fitting = (k for k, each in enumerate(self._left) if _fits(each, place))
        found = next(fitting, None)
        if found is None:
            return None
        self._left, self._seen = self._left[found:], place
        return self._left[0]

    def did(self, what: str) -> None:
        """Take note that the person did something; the step that waits for it is over."""
        if self._left and self._seen and self._left[0].until == what:
            self._go_on()

    def _go_on(self) -> None:
        left = self._left[1:]
        self._seen = None
        if left:
            self._left = left
        else:
            self.end()


def _fits(step: Step, place: Place) -> bool:
    return step.screen == place.screen and step.phase in ("", place.phase)
