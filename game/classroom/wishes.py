"""What a teacher and delegations wish for beside decisions, as frames that `wire.py` reads."""

from __future__ import annotations

from dataclasses import dataclass

from game.table.remarks import About


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


@dataclass(frozen=True, slots=True)
class Hold:
    """The teacher holds a piece of news, or releases it."""

    id: str
    inject: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Word:
    """The teacher words a piece of news anew; "" gives it the author's words again."""

    id: str
    inject: str
    says: str


@dataclass(frozen=True, slots=True)
class Announce:
    """The teacher gives out news of words alone."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Pin:
    """The teacher pins a note to a round (its number), a text (its draft) or a piece of news (its key)."""

    id: str
    about: About
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Swap:
    """The teacher lets two people change seats, by the keys of their passes; `seat` is the one that the first is to get."""

    id: str
    one: str
    other: str
    seat: str


@dataclass(frozen=True, slots=True)
class Move:
    """The teacher gives somebody another seat."""

    id: str
    key: str
    seat: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The teacher seats everybody anew by what they like, before the game begins."""

    id: str


Seating = Swap | Move | Fit
Steered = Open | Hold | Word | Announce | Pin
Wish = Write | Steered | Seating
