"""Adopted is not delivered: what is in the pipe arrives at its date, as far as it was filled."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.ledger import book_points
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def filled_share(state: State, measure: int) -> int:
    """Return how far, per mille, a measure's need for units is filled; a caveat counts half."""
    need = 2 * state.public.measure[measure, s.NEEDED]
    if need == 0:
        return 1000
    return min(state.public.measure[measure, s.OFFERED], need) * 1000 // need


@rule
def repetition(book: Book, state: State, measure: int) -> int:
    """Return what the next delivered measure with the same main tag still counts: 100, 50, 25, 0 per cent."""
    if book.rule[n.WITH_REPETITION] == 0:
        return 1000
    before = 0
    for m in range(book.measure.shape[0]):
        if m == measure or book.measure[m, b.MAIN_TAG] != book.measure[measure, b.MAIN_TAG]:
            continue
        if state.public.measure[m, s.DELIVERED_LEVEL] > 0:
            before += 1
    if before == 0:
        return 1000
    return 1000 >> before if before < 3 else 0


@rule
def book_level(book: Book, state: State, row: int, cause: int, per_mille: int) -> None:
    """Book what one level of a measure does to the tracks: heat, resolve and its own effects, scaled per mille."""
    for t in range(state.public.track.shape[0]):
        points = book.option[row, b.EFFECT + t]
        if points != 0:
            book_points(state.public.track, t, cause, points * per_mille // 1000)
    heat = book.option[row, b.HEAT] * book.rule[n.HEAT_POINTS] * per_mille // 1000
    book_points(state.public.track, b.ESCALATION, cause, heat)
    if heat > 0:
        state.public.clock[s.HEAT_ROUND] += heat
    # Deterrence is believed resolve x cohesion shown x delivery.
    believed = book.option[row, b.RESOLVE] * book.rule[n.RESOLVE_POINTS] * state.public.track[b.COHESION, s.NOW] // 1000
    book_points(state.public.track, b.DETERRENCE, cause, believed * per_mille // 1000)


@rule
def deliver(book: Book, state: State, measure: int) -> None:
    """Let one measure arrive: its effect, less what its lower level already did."""
    table = state.public.measure
    level = table[measure, s.PIPE_LEVEL]
    share = filled_share(state, measure) * repetition(book, state, measure) // 1000
    row = measure * b.LEVEL_COUNT + level - 1
    cause = s.BY_MEASURE if table[measure, s.BY] == s.BY_COUNCIL else s.BY_COALITION
    book_level(book, state, row, cause, share)
    if table[measure, s.DELIVERED_LEVEL] > 0:
        lower = measure * b.LEVEL_COUNT + table[measure, s.DELIVERED_LEVEL] - 1
        book_level(book, state, lower, cause, -share)
    resolve = book.option[row, b.RESOLVE] * share // 100
    if cause == s.BY_MEASURE:
        state.public.clock[s.COUNCIL_RESOLVE] += max(resolve, 0)
    else:
        state.public.clock[s.COALITION_RESOLVE] += max(resolve, 0)
    table[measure, s.DELIVERED_LEVEL] = level
    table[measure, s.DELIVERED_ROUND] = state.public.clock[s.ROUND] + 1
    table[measure, s.ARRIVES] = -1


@rule
def deliver_due(book: Book, state: State, hour: int) -> None:
    """Let everything arrive whose date is not after an hour."""
    for m in range(book.measure.shape[0]):
        arrives = state.public.measure[m, s.ARRIVES]
        if 0 <= arrives <= hour:
            deliver(book, state, m)


@rule
def put_in_pipe(book: Book, state: State, measure: int, level: int, by: int) -> None:
    """Put a measure's level in the pipe: it arrives after its lead time, and calls for the units that it needs."""
    row = measure * b.LEVEL_COUNT + level - 1
    table = state.public.measure
    lead = book.option[row, b.LEAD] if book.rule[n.WITH_LEAD_TIMES] == 1 else 0
    table[measure, s.PIPE_LEVEL] = level
    table[measure, s.ARRIVES] = state.public.clock[s.HOUR] + lead
    table[measure, s.ADOPTED_ROUND] = state.public.clock[s.ROUND]
    if table[measure, s.ADOPTED_LEVEL] < level:
        table[measure, s.ADOPTED_LEVEL] = level
    table[measure, s.BY] = by
    need = book.option[row, b.NEED]
    more = max(need - table[measure, s.NEEDED], 0)
    if more > 0:
        table[measure, s.NEEDED] = need
        table[measure, s.OPEN_CALL] = 1
        state.public.clock[s.PLEDGED] += more
