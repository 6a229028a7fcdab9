"""Passes: who may speak for which seat. A client holds a token; the server keeps its hash alone."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple

DELEGATE: Final = "delegate"
WALL: Final = "wall"
TEACHER: Final = "teacher"
ROLES: Final = (DELEGATE, WALL, TEACHER)
CARDS: Final = "cards"  # people without a device, whose answers the teacher types in: nobody holds the token
TOKEN_BYTES: Final = 24
LONGEST_TOKEN: Final = 64


class Eyes(NamedTuple):
    """What a page depends on: all with the same eyes are sent the same bytes."""

    role: str
    seat: str
    language: str


@dataclass(frozen=True, slots=True)
class Pass:
    """What a token stands for. `seat` is empty for whoever only looks on; `key` tells passes apart and opens nothing."""

    key: str
    role: str
    seat: str
    name: str
    language: str
    likes: tuple[str, ...] = ()  # what its holder would like to do, the most liked first

    @property
    def eyes(self) -> Eyes:
        """Return what this pass sees."""
        return Eyes(self.role, self.seat, self.language)


def hash_of(token: str) -> str:
    """Return what is kept of a token: enough to know it again, nothing to use."""
    return sha256(token.encode()).hexdigest()
