"""Offers: who sends what. A pledge works as far as it is filled; the host may refuse; the gap is public."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import move_support, move_trust, struck_ally
from game.rules.ledger import book_points
from game.rules.pipeline import kind_needed, take_out_of_pipe, units_of
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def open_gap(state: State, measure: int) -> int:
    """Return how many half units a measure still lacks, 0 where it calls for none."""
    if state.public.measure[measure, s.OPEN_CALL] == 0:
        return 0
    return max(2 * state.public.measure[measure, s.NEEDED] - state.public.measure[measure, s.OFFERED], 0)


@rule
def any_gap(state: State) -> bool:
    """Tell whether some measure still lacks units."""
    for m in range(state.public.measure.shape[0]):
        if open_gap(state, m) > 0:
            return True
    return False


@rule
def may_offer(state: State, ally: int, measure: int) -> bool:
    """Tell whether an ally may offer to a measure: the call is open, and a coalition's is open to its members."""
    if measure < 0 or open_gap(state, measure) == 0:
        return False
    if state.public.measure[measure, s.BY] != s.BY_WILLING:
        return True
    return (state.public.measure[measure, s.MEMBERS] >> ally) & 1 == 1


@rule
def give(book: Book, state: State, ally: int, measure: int, units: int, caveat: int) -> None:
    """Take units from an ally's stock and give them to a measure; with a caveat each counts half."""
    if not may_offer(state, ally, measure):
        return
    kind = kind_needed(book, state, measure)
    if kind < 0:
        return
    column = s.TYPE_BELIEF + book.type.shape[0] + kind
    before_him = units_of(state, ally, measure)
    given = min(units, 2 - before_him, state.own[ally, column])
    if given <= 0:
        return
    clock = state.public.clock
    before = min(state.public.measure[measure, s.OFFERED] // 2, state.public.measure[measure, s.NEEDED])
    worth = 1 if caveat == 1 and book.rule[n.WITH_CAVEATS] == 1 else 2
    state.own[ally, column] -= given
    state.public.measure[measure, s.OFFERED] += given * worth
    state.public.measure[measure, s.GIVERS] |= 1 << ally
    if before_him + given == 2:
        state.public.measure[measure, s.GIVERS_OF_TWO] |= 1 << ally
    after = min(state.public.measure[measure, s.OFFERED] // 2, state.public.measure[measure, s.NEEDED])
    clock[s.FILLED_UNITS] += after - before
    state.public.ally[ally, s.OFFERED_NOW] += given
    state.public.ally[ally, s.GIVEN] += given
    if caveat == 1:
        state.public.ally[ally, s.CAVEATED] += given
        clock[s.CAVEATS] += given
    # A gift costs at home what the public there thinks of firmness, and a little in any case.
    move_support(
        state, ally, given * (book.ally[ally, b.HOME] * book.rule[n.OFFER_HOME] // 100 - book.rule[n.OFFER_COST])
    )
    thank(book, state, ally, measure, given)


@rule
def thank(book: Book, state: State, ally: int, measure: int, given: int) -> None:
    """Let the host and the struck ally trust a giver."""
    struck = struck_ally(book)
    host = book.measure[measure, b.HOST]
    if host >= 0:
        move_trust(state, host, ally, given * book.rule[n.TRUST_UNIT])
        state.public.ally[host, s.RECEIVED] += given
    elif struck >= 0:
        state.public.ally[struck, s.RECEIVED] += given
    if struck >= 0 and struck != host:
        move_trust(state, struck, ally, given * book.rule[n.TRUST_UNIT])


@rule
def resolve_offers(book: Book, state: State, choice: b.Table) -> None:
    """Open the sealed offers, in the order of the table."""
    for a in range(book.ally.shape[0]):
        give(book, state, a, choice[a, s.OFFER_1], choice[a, s.OFFER_1_UNITS], choice[a, s.OFFER_1_CAVEAT])
        give(book, state, a, choice[a, s.OFFER_2], choice[a, s.OFFER_2_UNITS], choice[a, s.OFFER_2_CAVEAT])


@rule
def resolve_hosts(book: Book, state: State, choice: b.Table) -> None:
    """Let hosts refuse what they do not want on their soil: it leaves the pipe, and the table remembers."""
    for a in range(book.ally.shape[0]):
        measure = choice[a, s.REFUSES]
        if measure < 0 or book.measure[measure, b.HOST] != a or state.public.measure[measure, s.ARRIVES] < 0:
            continue
        if state.public.measure[measure, s.ADOPTED_ROUND] != state.public.clock[s.ROUND]:
            continue
        state.public.measure[measure, s.REFUSED_BY_HOST] = 1
        take_out_of_pipe(book, state, measure)
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.HOST_REFUSES_COHESION])
