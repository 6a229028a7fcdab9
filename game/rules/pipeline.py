"""Adopted is not delivered: what is in the pipe arrives at its date, as far as it was filled."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import struck_ally
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
def book_level(book: Book, state: State, row: int, cause: int, per_mille: int, sign: int) -> None:
    """Book (sign 1) or take off (-1) what one level of a measure does: heat, resolve and its own effects, per mille."""
    track = state.public.track
    for t in range(track.shape[0]):
        points = book.option[row, b.EFFECT + t]
        if points != 0:
            book_points(track, t, cause, points * per_mille // 1000 * sign)
    heat = book.option[row, b.HEAT] * book.rule[n.HEAT_POINTS] * per_mille // 1000 * sign
    book_points(track, b.ESCALATION, cause, heat)
    if heat > 0:
        state.public.clock[s.HEAT_ROUND] += heat
    # Deterrence is believed resolve x cohesion shown x delivery.
    believed = book.option[row, b.RESOLVE] * book.rule[n.RESOLVE_POINTS] * track[b.COHESION, s.NOW] // 1000
    book_points(track, b.DETERRENCE, cause, believed * per_mille // 1000 * sign)


@rule
def kind_needed(book: Book, state: State, measure: int) -> int:
    """Return the kind of unit that a measure in the pipe calls for, or -1."""
    level = state.public.measure[measure, s.PIPE_LEVEL]
    if level == 0:
        return -1
    return book.option[measure * b.LEVEL_COUNT + level - 1, b.NEED_KIND]


@rule
def units_of(state: State, ally: int, measure: int) -> int:
    """Return how many units an ally gave to a measure."""
    row = state.public.measure[measure]
    return ((row[s.GIVERS] >> ally) & 1) + ((row[s.GIVERS_OF_TWO] >> ally) & 1)


@rule
def take_out_of_pipe(book: Book, state: State, measure: int) -> None:
    """Undo what was decided and has not arrived: units come home, and nothing is owed."""
    row = state.public.measure[measure]
    kind = kind_needed(book, state, measure)
    clock = state.public.clock
    # What a lower level that has arrived needs stays where it is.
    kept = 0
    if row[s.DELIVERED_LEVEL] > 0:
        kept = book.option[measure * b.LEVEL_COUNT + row[s.DELIVERED_LEVEL] - 1, b.NEED]
    filled = min(row[s.OFFERED] // 2, row[s.NEEDED])
    row[s.ARRIVES] = -1
    row[s.ADOPTED_LEVEL] = row[s.DELIVERED_LEVEL]
    row[s.OPEN_CALL] = 0
    if kind < 0:
        return
    clock[s.PLEDGED] -= max(row[s.NEEDED] - kept, 0)
    clock[s.FILLED_UNITS] -= max(filled - kept, 0)
    if kept > 0:
        row[s.NEEDED] = kept
        return
    for a in range(book.ally.shape[0]):
        back = units_of(state, a, measure)
        state.own[a, s.TYPE_BELIEF + book.type.shape[0] + kind] += back
    for column in (s.NEEDED, s.OFFERED, s.GIVERS, s.GIVERS_OF_TWO, s.MEMBERS, s.PIPE_LEVEL):
        row[column] = 0


@rule
def deliver(book: Book, state: State, measure: int) -> None:
    """Let one measure arrive: its effect, less what its lower level already did."""
    table = state.public.measure
    level = table[measure, s.PIPE_LEVEL]
    share = filled_share(state, measure) * repetition(book, state, measure) // 1000
    row = measure * b.LEVEL_COUNT + level - 1
    cause = s.BY_MEASURE if table[measure, s.BY] == s.BY_COUNCIL else s.BY_COALITION
    struck = struck_ally(book)
    if table[measure, s.BY] == s.BY_NATION and (struck < 0 or (table[measure, s.ACTORS] >> struck) & 1 == 0):
        # What one nation does weighs less than the same by all, unless it is done where the hit was.
        share = share * book.rule[n.ACT_WEIGHT] // 1000
    book_level(book, state, row, cause, share, 1)
    if table[measure, s.DELIVERED_LEVEL] > 0:
        lower = measure * b.LEVEL_COUNT + table[measure, s.DELIVERED_LEVEL] - 1
        book_level(book, state, lower, cause, table[measure, s.DELIVERED_SHARE], -1)
    resolve = book.option[row, b.RESOLVE] * share // 100
    if cause == s.BY_MEASURE:
        state.public.clock[s.COUNCIL_RESOLVE] += max(resolve, 0)
    elif table[measure, s.BY] == s.BY_WILLING:
        state.public.clock[s.COALITION_RESOLVE] += max(resolve, 0)
    else:
        state.public.clock[s.COALITION_RESOLVE] += max(resolve, 0) // 2
    table[measure, s.DELIVERED_LEVEL] = level
    table[measure, s.DELIVERED_SHARE] = share
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
def take_off_paper(state: State, measure: int) -> None:
    """Take a measure off the options paper where as much is decided or done as the paper offers."""
    table = state.public.measure
    if table[measure, s.ON_PAPER] <= table[measure, s.ADOPTED_LEVEL]:
        table[measure, s.ON_PAPER] = 0


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
    take_off_paper(state, measure)
    table[measure, s.BY] = by
    need = book.option[row, b.NEED]
    more = max(need - table[measure, s.NEEDED], 0)
    if more > 0:
        table[measure, s.NEEDED] = need
        table[measure, s.OPEN_CALL] = 1
        state.public.clock[s.PLEDGED] += more
