"""What a teacher and delegations wish for beside decisions, as frames that `wire.py` reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    """A delegate writes a private letter to another delegation."""

    id: str
    to: str
    says: str


@dataclass(frozen=True, slots=True)
class Open:
    """The teacher opens private letters, or closes them."""

    id: str
    is_open: bool


Wish = Write | Open
