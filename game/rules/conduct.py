"""The price of conduct: political capital, trust, support, and the two fears."""

from __future__ import annotations

from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def pay(state: State, ally: int, price: int) -> bool:
    """Take political capital from an ally; tell whether it had enough (nothing is taken where not)."""
    if state.own[ally, s.CAPITAL] < price:
        return False
    state.own[ally, s.CAPITAL] -= price
    return True


@rule
def credit(state: State, ally: int, capital: int, cap: int) -> None:
    """Give an ally political capital, up to the cap."""
    state.own[ally, s.CAPITAL] = min(state.own[ally, s.CAPITAL] + capital, cap)


@rule
def move_trust(state: State, holder: int, other: int, points: int) -> None:
    """Move the trust, 0-1000, that one ally has in another."""
    if holder != other:
        state.pair[holder, other, s.TRUST] = min(max(state.pair[holder, other, s.TRUST] + points, 0), 1000)


@rule
def move_all_trust(state: State, other: int, points: int) -> None:
    """Move the trust that everybody has in one ally."""
    for a in range(state.pair.shape[0]):
        move_trust(state, a, other, points)


@rule
def move_support(state: State, ally: int, points: int) -> None:
    """Move an ally's support at home."""
    state.own[ally, s.SUPPORT] = min(max(state.own[ally, s.SUPPORT] + points, 0), 1000)


@rule
def move_fear(state: State, ally: int, column: int, points: int) -> None:
    """Move a fear (ABANDON or ENTRAP), 0-100."""
    state.own[ally, column] = min(max(state.own[ally, column] + points, 0), 100)


@rule
def struck_ally(book: Book) -> int:
    """Return the struck ally, or -1."""
    for a in range(book.ally.shape[0]):
        if book.ally[a, b.STRUCK] == 1:
            return a
    return -1


@rule
def frighten_forward(book: Book, state: State, points: int) -> None:
    """Raise the fear of abandonment in the allies that want firmness."""
    for a in range(book.ally.shape[0]):
        if book.ally[a, b.FORWARD] > 0:
            move_fear(state, a, s.ABANDON, points)
