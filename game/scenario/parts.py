"""Pieces of compiled conditions: how two of them join, on what scale, how deep and how large.

Every rule of types of the `when` language is here: a truth is no number, and a plain number that meets a track is
multiplied by ten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.scenario import book as b
from game.scenario.words import NUMBER, TENTHS, TRUTH

# The scale that tracks, support and trust are kept in.
SCALE: Final = 10
BOUND: Final = 2**62


class WhenError(ValueError):
    """A condition that cannot be compiled; `offset` is the character that it is about, from 0."""

    def __init__(self, text: str, offset: int) -> None:
        """Keep the sentence and the place."""
        super().__init__(text)
        self.text = text
        self.offset = offset


@dataclass(frozen=True)
class Part:
    """Code of a part of an expression, what it leaves on the stack, how deep it goes and how large its value can be."""

    rows: tuple[tuple[int, int], ...]
    kind: int
    bound: int
    depth: int
    at: int
    facts: frozenset[str] = frozenset()


def leaf(operation: int, argument: int, kind: int, bound: int, at: int, fact: str = "") -> Part:
    """Return the code of one value."""
    return Part(((operation, argument),), kind, bound, 1, at, frozenset([fact] if fact else []))


def one(operation: int, part: Part, at: int) -> Part:
    """Return the code of an operation on one value."""
    return Part((*part.rows, (operation, 0)), part.kind, part.bound, part.depth, at, part.facts)


def both(operation: int, left: Part, right: Part, kind: int, bound: int, at: int) -> Part:
    """Return the code of an operation on two values; raises WhenError where its value could outgrow a word."""
    if bound > BOUND:
        raise WhenError("this number can grow too large", at)
    rows = (*left.rows, *right.rows, (operation, 0))
    return Part(rows, kind, bound, max(left.depth, right.depth + 1), left.at, left.facts | right.facts)


def same_scale(left: Part, right: Part) -> tuple[Part, Part]:
    """Return two numbers on the same scale."""
    if left.kind == right.kind:
        return left, right
    return (left, tenfold(right)) if left.kind == TENTHS else (tenfold(left), right)


def tenfold(part: Part) -> Part:
    """Return a plain number on the scale of tracks."""
    (operation, value), *more = part.rows
    if operation == b.OP_CONST and not more:
        return leaf(b.OP_CONST, value * SCALE, TENTHS, part.bound * SCALE, part.at)
    return both(
        b.OP_MULTIPLY, part, leaf(b.OP_CONST, SCALE, NUMBER, SCALE, part.at), TENTHS, part.bound * SCALE, part.at
    )


def truth(part: Part, word: str) -> Part:
    """Return a part that `word` needs to be true or false; raises WhenError if it is a number."""
    if part.kind != TRUTH:
        raise WhenError(f'"{word}" joins truths, and this is a number; compare it with something', part.at)
    return part


def number(part: Part, word: str) -> Part:
    """Return a part that `word` needs to be a number; raises WhenError if it is true or false."""
    if part.kind == TRUTH:
        raise WhenError(f'"{word}" takes numbers, and this is a truth', part.at)
    return part
