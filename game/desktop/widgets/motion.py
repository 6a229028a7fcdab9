"""Movement: numbers that glide to where they are sent. With less motion they are there at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SECONDS: Final = 0.35


@dataclass(frozen=True, slots=True)
class Tween:
    """A number on its way, in seconds of the clock that is passed in."""

    start: float
    end: float
    began: float
    seconds: float

    def at(self, now: float) -> float:
        """Return where it is: quick at first, slow at the end."""
        if self.seconds <= 0:
            return self.end
        left = 1 - min(max((now - self.began) / self.seconds, 0.0), 1.0)
        return self.end if left == 0 else self.end + (self.start - self.end) * left**3


class Motion:
    """Numbers by name, each on its way or at rest."""

    def __init__(self, *, is_reduced: bool = False) -> None:
        """Begin with none."""
        self.is_reduced = is_reduced
        self._tweens: dict[str, Tween] = {}

    def send(self, name: str, end: float, now: float, seconds: float = SECONDS) -> None:
        """Send a number somewhere from where it is now; one that is new is there at once."""
        start = self.at(name, now, end)
        if name in self._tweens and self._tweens[name].end == end:
            return
        self._tweens[name] = Tween(start, end, now, 0.0 if self.is_reduced or start == end else seconds)

    def at(self, name: str, now: float, otherwise: float = 0.0) -> float:
        """Return where a number is."""
        return self._tweens[name].at(now) if name in self._tweens else otherwise

    def is_moving(self, now: float) -> bool:
        """Tell whether anything has still a way to go."""
        return any(each.at(now) != each.end for each in self._tweens.values())

    def skip(self) -> None:
        """Let everything be where it was sent."""
        self._tweens = {name: Tween(each.end, each.end, each.began, 0.0) for name, each in self._tweens.items()}
