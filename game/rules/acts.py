"""National acts: what an ally does in its own name, sealed and revealed together."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import move_support, move_trust, struck_ally
from game.rules.facts import count_bits
from game.rules.ledger import clear_ledger
from game.rules.pipeline import book_level, take_off_paper
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def company_share(book: Book, before: int) -> int:
    """Return what, per mille, one more ally doing the same still adds: the first most, the fourth and later nothing much."""
    if before >= 4:
        return book.rule[n.ACT_TAIL]
    return 1000 >> before


@rule
def offer_channel(book: Book, state: State) -> None:
    """Let the other side be offered a way to talk this round."""
    if book.rule[n.WITH_CHANNEL] == 0:
        return
    state.public.clock[s.CHANNEL_OFFERED] = 1


@rule
def carry_out(book: Book, state: State, ally: int, measure: int, struck: int) -> None:
    """Let one ally do one measure in its own name."""
    row = measure * b.LEVEL_COUNT
    table = state.public.measure
    if book.option[row, b.LEAD] > book.rule[n.ACT_AT_ONCE] and book.rule[n.WITH_LEAD_TIMES] == 1:
        begin_act(book, state, ally, measure)
        return
    share = company_share(book, count_bits(table[measure, s.ACTORS]))
    if ally != struck:
        share = share * book.rule[n.ACT_WEIGHT] // 1000
    book_level(book, state, row, s.BY_ACT, share, 1)
    table[measure, s.ACTORS] |= 1 << ally
    table[measure, s.DELIVERED_LEVEL] = max(table[measure, s.DELIVERED_LEVEL], 1)
    table[measure, s.ADOPTED_LEVEL] = max(table[measure, s.ADOPTED_LEVEL], 1)
    take_off_paper(state, measure)
    if table[measure, s.BY] == s.BY_NOBODY:
        table[measure, s.BY] = s.BY_NATION
    state.public.ally[ally, s.ACTED] = measure
    state.public.clock[s.ACTS_DONE] += 1
    state.public.clock[s.COALITION_RESOLVE] += max(book.option[row, b.RESOLVE], 0) * share // 1000
    move_support(state, ally, book.ally[ally, b.HOME] * book.option[row, b.RESOLVE] * book.rule[n.ACT_HOME] // 1000)
    if struck >= 0 and book.option[row, b.REASSURE] > 0:
        move_trust(state, struck, ally, book.option[row, b.REASSURE] * book.rule[n.ACT_TRUST])
    if book.measure[measure, b.CHANNEL] == 1:
        offer_channel(book, state)


@rule
def begin_act(book: Book, state: State, ally: int, measure: int) -> None:
    """Put a national act that takes time in the pipe; a nation finds its own units."""
    table = state.public.measure
    table[measure, s.ACTORS] |= 1 << ally
    state.public.ally[ally, s.ACTED] = measure
    state.public.clock[s.ACTS_DONE] += 1
    if table[measure, s.ARRIVES] >= 0 or table[measure, s.DELIVERED_LEVEL] > 0:
        return
    table[measure, s.PIPE_LEVEL] = 1
    table[measure, s.ARRIVES] = state.public.clock[s.HOUR] + book.option[measure * b.LEVEL_COUNT, b.LEAD]
    table[measure, s.ADOPTED_LEVEL] = max(table[measure, s.ADOPTED_LEVEL], 1)
    table[measure, s.ADOPTED_ROUND] = state.public.clock[s.ROUND]
    table[measure, s.BY] = s.BY_NATION
    take_off_paper(state, measure)


@rule
def resolve_acts(book: Book, state: State, choice: b.Table) -> None:
    """Reveal the national acts together: the struck ally's first, then the others in the order of the table."""
    clear_ledger(state.public.track)
    if book.rule[n.WITH_ACTS] == 0:
        return
    struck = struck_ally(book)
    if struck >= 0:
        reveal_act(book, state, choice, struck, struck)
    for a in range(book.ally.shape[0]):
        if a != struck:
            reveal_act(book, state, choice, a, struck)


@rule
def reveal_act(book: Book, state: State, choice: b.Table, ally: int, struck: int) -> None:
    """Carry out the card that an ally chose from its hand, if any."""
    card = choice[ally, s.ACT]
    if card < 0 or card >= s.HAND:
        return
    measure = state.own[ally, s.HELD + card]
    if measure >= 0:
        carry_out(book, state, ally, measure, struck)
