"""A script: one ally tables texts that were written before the game began. No scenario has one; the laboratory lays them on."""

from __future__ import annotations

from game.rules.rule import rule
from game.scenario import book as b
from game.scenario.book import Book


@rule
def script_at(book: Book) -> int:
    """Return the column of `book.round` at which a script begins, where there is one."""
    return b.PRICE + book.track.shape[0]


@rule
def scripted_seat(book: Book) -> int:
    """Return the ally that plays by a script, or -1."""
    at = script_at(book)
    return book.round[0, at + b.SCRIPT_SEAT] if book.round.shape[1] > at else -1


@rule
def is_scripted(book: Book, now: int, ally: int) -> bool:
    """Tell whether a script holds an ally's text of a round."""
    return scripted_seat(book) == ally and book.round[now, script_at(book) + b.SCRIPT_VERB] > 0
