"""What `when` and objectives may ask of a state, and the machine that runs their postfix programmes.

`WHERE` says where each fact of `scenario/words.py` is read; its order is that file's. Derived facts have a function.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import State
from game.scenario.book import (
    ARGUMENT,
    FACT_SPAN,
    OP_ADD,
    OP_AND,
    OP_CONST,
    OP_EQUAL,
    OP_FACT,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_MORE,
    OP_MORE_EQUAL,
    OP_MULTIPLY,
    OP_NEGATE,
    OP_NOT,
    OP_SUBTRACT,
    OP_TRACK,
    OP_UNEQUAL,
    OP_WITH,
    OPERATION,
    REPLY_KIND,
    Book,
    Table,
)
from game.scenario.words import FACTS

# Where a fact is read: a column of the clock as it is; the same as a truth value (above 0); ally and measure columns;
# a mask's bit; or a function of its own.
(CLOCK, CLOCK_SET, ALLY, ALLY_SET, MEASURED, MEASURED_SET, MASK, OWN, ITSELF) = range(9)

_AT: Final[dict[str, tuple[int, int]]] = {
    "round": (ITSELF, 0),
    "day": (ITSELF, 1),
    "hours_left": (CLOCK, s.HOURS_LEFT),
    "meeting": (ITSELF, 2),
    "article_4": (CLOCK_SET, s.ARTICLE_4_MASK),
    "bilateral": (ITSELF, 3),
    "verb": (CLOCK, s.VERB_NOW),
    "strongest": (CLOCK, s.VERB_BEST),
    "text_held": (CLOCK_SET, s.TEXT_HELD),
    "texts": (CLOCK, s.TEXTS),
    "broken": (CLOCK, s.BROKEN),
    "leaders_broken": (CLOCK_SET, s.LEADERS_BROKEN),
    "low_cohesion": (CLOCK, s.LOW_COHESION),
    "hits": (CLOCK, s.HITS),
    "hit_round": (CLOCK, s.HIT_ROUND),
    "unanswered": (CLOCK, s.UNANSWERED),
    "quiet": (CLOCK, s.QUIET_RUN),
    "reply": (ITSELF, 4),
    "channel_offered": (CLOCK_SET, s.CHANNEL_OFFERED),
    "channel_live": (CLOCK_SET, s.CHANNEL_LIVE),
    "channel_taken": (CLOCK, s.CHANNEL_TAKEN),
    "claimed": (CLOCK_SET, s.CLAIMED),
    "reversed": (CLOCK_SET, s.REVERSED),
    "withdrawn": (CLOCK_SET, s.WITHDRAWN),
    "will_reverse": (ITSELF, 5),
    "pledged": (CLOCK, s.PLEDGED),
    "filled": (CLOCK, s.FILLED_UNITS),
    "gap": (ITSELF, 6),
    "council_delivered": (CLOCK, s.COUNCIL_RESOLVE),
    "coalition_delivered": (CLOCK, s.COALITION_RESOLVE),
    "leaks": (CLOCK, s.LEAKS),
    "peak": (CLOCK, s.PEAK),
    "mean_cohesion": (ITSELF, 7),
    "delivered_measures": (ITSELF, 8),
    "adopted": (MEASURED_SET, s.ADOPTED_LEVEL),
    "level": (MEASURED, s.ADOPTED_LEVEL),
    "delivered": (MEASURED_SET, s.DELIVERED_LEVEL),
    "called": (MEASURED_SET, s.CALLED),
    "tasked": (MEASURED_SET, s.TASKED),
    "acts": (ITSELF, 9),
    "acted": (ITSELF, 10),
    "support": (OWN, s.SUPPORT),
    "capital": (OWN, s.CAPITAL),
    "trust": (ITSELF, 11),
    "fell": (ALLY_SET, s.FALLEN),
    "sponsored": (ALLY, s.SPONSORED),
    "broke": (ALLY, s.BROKE),
    "bracketed": (ALLY, s.BRACKETED),
    "given": (ALLY, s.GIVEN),
    "received": (ALLY, s.RECEIVED),
    "ask_granted": (ALLY_SET, s.ASK_GRANTED),
    "kept": (ALLY, s.KEPT_WORD),
    "broke_word": (ALLY, s.BROKE_WORD),
    "held_pen": (ALLY, s.HELD_PEN),
    "red_crossed": (ALLY, s.RED_CROSSED),
    "abandonment": (OWN, s.ABANDON),
    "entrapment": (OWN, s.ENTRAP),
    "stock": (ITSELF, 12),
    "fired": (ITSELF, 13),
    "is_type": (ITSELF, 14),
    "is_cause": (ITSELF, 15),
}
WHERE: Final[Table] = np.array([_AT[name] for name in FACTS], np.int64)


@rule
def count_bits(mask: int) -> int:
    """Return how many allies a bit mask holds."""
    left = mask
    found = 0
    while left != 0:  # asked this way, the compiler makes one instruction of the loop
        left &= left - 1
        found += 1
    return found


@rule
def first_bit(mask: int) -> int:
    """Return the first ally, in the order of the table, that a bit mask holds; it must hold one."""
    return count_bits((mask & -mask) - 1)


@rule
def mean_trust(state: State, ally: int) -> int:
    """Return the mean trust, 0-1000, that the other allies have in one."""
    total = 0
    n = state.pair.shape[0]
    for other in range(n):
        if other != ally:
            total += state.pair[other, ally, s.TRUST]
    return total // max(n - 1, 1)


@rule
def stock_left(book: Book, state: State, ally: int) -> int:
    """Return how many units, of all kinds, an ally has left."""
    total = 0
    for column in range(s.TYPE_BELIEF + book.type.shape[0], state.own.shape[1]):
        total += state.own[ally, column]
    return total


@rule
def delivered_measures(state: State) -> int:
    """Return how many measures have arrived."""
    total = 0
    for m in range(state.public.measure.shape[0]):
        if state.public.measure[m, s.DELIVERED_LEVEL] > 0:
            total += 1
    return total


@rule
def gap(clock: Table) -> int:
    """Return pledged units less filled ones."""
    return max(clock[s.PLEDGED] - clock[s.FILLED_UNITS], 0)


@rule
def situation(book: Book, state: State, which: int) -> int:
    """Return one of the derived facts about the whole situation."""
    clock = state.public.clock
    if which == 0:
        return clock[s.ROUND] + 1
    if which == 1:
        return clock[s.HOUR] // 24
    if which == 2:
        return 0 if clock[s.DRAFT] < 0 else state.public.draft[clock[s.DRAFT], s.LEVEL]
    if which == 3:
        return 1 if clock[s.BILATERAL_ROUND] >= 0 else 0
    if which == 4:
        return -1 if clock[s.LAST_REPLY] < 0 else book.reply[clock[s.LAST_REPLY], REPLY_KIND]
    if which == 5:
        return state.truth[s.WILL_REVERSE]
    if which == 6:
        return gap(clock)
    if which == 7:
        return clock[s.COHESION_SUM] // max(clock[s.ROUND], 1)
    return delivered_measures(state)


@rule
def derived(book: Book, state: State, which: int, item: int) -> int:
    """Return one of the derived facts, about an item where it has one."""
    if which <= 8:
        return situation(book, state, which)
    if which == 9:
        return count_bits(state.public.measure[item, s.ACTORS])
    if which == 10:
        return 1 if state.public.ally[item, s.ACTED] >= 0 else 0
    if which == 11:
        return mean_trust(state, item)
    if which == 12:
        return stock_left(book, state, item)
    if which == 13:
        return 1 if state.truth[s.TRUTH_INJECT + item] >= s.FIRED else 0
    if which == 14:
        return 1 if state.truth[s.TYPE_DRAWN] == item else 0
    return 1 if state.truth[s.CAUSE_DRAWN] == item else 0


@rule
def fact(book: Book, state: State, number: int, item: int) -> int:
    """Return a fact of the state: truth values as 0 or 1, tracks and shares 0-1000, counts as they are."""
    place = WHERE[number, 0]
    column = WHERE[number, 1]
    if place == CLOCK:
        return state.public.clock[column]
    if place == CLOCK_SET:
        return 1 if state.public.clock[column] > 0 else 0
    if place == MEASURED:
        return state.public.measure[item, column]
    if place == MEASURED_SET:
        return 1 if state.public.measure[item, column] > 0 else 0
    if place == ALLY:
        return state.public.ally[item, column]
    if place == ALLY_SET:
        return 1 if state.public.ally[item, column] > 0 else 0
    if place == OWN:
        return state.own[item, column]
    return derived(book, state, column, item)


@rule
def combine(operation: int, left: int, right: int) -> int:
    """Return the value of an operation on two values."""
    if operation == OP_ADD:
        return left + right
    if operation == OP_SUBTRACT:
        return left - right
    if operation == OP_MULTIPLY:
        return left * right
    if operation == OP_LESS:
        return 1 if left < right else 0
    if operation == OP_LESS_EQUAL:
        return 1 if left <= right else 0
    if operation == OP_MORE:
        return 1 if left > right else 0
    if operation == OP_MORE_EQUAL:
        return 1 if left >= right else 0
    if operation == OP_EQUAL:
        return 1 if left == right else 0
    if operation == OP_UNEQUAL:
        return 1 if left != right else 0
    if operation == OP_AND:
        return 1 if left + right == 2 else 0
    return 1 if left + right > 0 else 0


@rule
def evaluate(book: Book, state: State, stack: Table, start: int, length: int) -> int:
    """Return the value of a programme of `book.code`; an empty one is 1 (true)."""
    if length == 0:
        return 1
    top = -1
    for at in range(start, start + length):
        operation = book.code[at, OPERATION]
        argument = book.code[at, ARGUMENT]
        if operation == OP_CONST:
            top += 1
            stack[top] = argument
        elif operation == OP_TRACK:
            top += 1
            stack[top] = state.public.track[argument, s.NOW]
        elif operation == OP_FACT:
            top += 1
            stack[top] = fact(book, state, argument // FACT_SPAN, argument % FACT_SPAN)
        elif operation == OP_NEGATE:
            stack[top] = -stack[top]
        elif operation == OP_NOT:
            stack[top] = 1 - stack[top]
        elif operation > OP_WITH:
            stack[top] = combine(operation - OP_WITH, stack[top], argument)
        else:
            top -= 1
            stack[top] = combine(operation, stack[top], stack[top + 1])
    return stack[0]
