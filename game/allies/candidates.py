"""What a seat might do instead of what the model would: one change at a time, for the look-ahead to try.

The first row is always what the model would do. Rows may ask for what the rules refuse; whoever takes one checks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from game.allies.answers import mind_for, name_worst, weigh_text
from game.allies.giving import list_calls
from game.allies.revising import copy_text
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import NOTHING
from game.rules.offers import may_offer
from game.rules.state import State
from game.rules.texts import mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table

MOST: Final = 16  # candidates of one decision; more would leave too few games for each

Change = dict[int, int]  # column of a row of `choice` -> what it says instead


def candidates(book: Book, state: State, seat: int, row: Table) -> Table:
    """Return rows of `choice` for an ally in this phase, its own `row` first; no two say the same."""
    find = _CHANGES.get(int(state.public.clock[s.PHASE]))
    rows = [row]
    for change in find(book, state, seat, row) if find else ():
        other = row.copy()
        for column, value in change.items():
            other[column] = value
        if not any(np.array_equal(other, each) for each in rows):
            rows.append(other)
    return np.array(rows[:MOST])


def _acts(_: Book, state: State, seat: int, __: Table) -> Iterator[Change]:
    yield {s.ACT: -1}
    for card in range(s.HAND):
        if state.own[seat, s.HELD + card] >= 0:
            yield {s.ACT: card}


def _corridor(book: Book, state: State, seat: int, row: Table) -> Iterator[Change]:
    clock = state.public.clock
    if clock[s.ARTICLE_4_ROUND] < 0 and clock[s.ROUND] >= book.rule[n.ARTICLE_4_FROM]:
        yield from ({s.ASK_ARTICLE_4: asks} for asks in range(3))
    for place, column in enumerate((s.ACCEPT_1, s.ACCEPT_2)):
        if state.own[seat, s.DOOR + place * s.DOOR_COLUMNS + s.DOOR_WITH] >= 0:
            yield {column: 1 - int(row[column])}
    yield {s.FLOOR: 0}
    yield {s.FLOOR: int(row[s.FLOOR]) + 30}
    yield {s.FLOOR: 100}
    if state.own[seat, s.WAITING] == 1:
        yield {s.WITHDRAW: 1 - int(row[s.WITHDRAW])}


def _text(book: Book, state: State, _: int, row: Table) -> Iterator[Change]:
    """Another verb, a clause less, a clause about something else on the paper, an ask granted, or nothing."""
    yield {s.D_VERB: 0}
    if row[s.D_VERB] == 0:
        return
    verb = int(row[s.D_VERB])
    yield from ({s.D_VERB: other} for other in (verb - 1, verb + 1) if 1 <= other <= b.VERBS)
    places = [s.D_CLAUSE + c * s.D_COLUMNS for c in range(s.CLAUSES)]
    named = {int(row[at + s.D_MEASURE]) for at in places}
    free = [at for at in places if row[at + s.D_MEASURE] < 0]
    for at in places:
        if row[at + s.D_MEASURE] >= 0:
            yield {at + s.D_MEASURE: -1}
            if row[at + s.D_LEVEL] > state.public.measure[row[at + s.D_MEASURE], s.ADOPTED_LEVEL] + 1:
                yield {at + s.D_LEVEL: int(row[at + s.D_LEVEL]) - 1}
    for measure in np.flatnonzero(state.public.measure[:, s.ON_PAPER]):
        if free and int(measure) not in named:
            yield from _clause(book, state, int(measure), free[0])


def _clause(book: Book, state: State, measure: int, at: int) -> Iterator[Change]:
    level = int(state.public.measure[measure, s.ON_PAPER])
    yield {
        at + s.D_MEASURE: measure,
        at + s.D_LEVEL: level,
        at + s.D_MOOD: int(mood_of(book, measure, level, s.DECIDES)),
    }


def _sounding(_: Book, state: State, seat: int, row: Table) -> Iterator[Change]:
    if seat != state.public.clock[s.SPONSOR]:
        yield {s.COSPONSOR: 1 - max(int(row[s.COSPONSOR]), 0)}
    else:
        yield {s.SOUND_1: -1, s.SOUND_2: -1}
        yield {s.SOUND_2: -1}


def _redraft(_: Book, state: State, __: int, row: Table) -> Iterator[Change]:
    """Circulate the text as it was tabled, a verb weaker, or without a clause."""
    text = NOTHING.copy()
    copy_text(state.public.draft[state.public.clock[s.DRAFT]], text)
    yield {column: int(text[column]) for column in range(len(text)) if text[column] != row[column]}
    if row[s.D_VERB] > 1:
        yield {s.D_VERB: int(row[s.D_VERB]) - 1}
    for c in range(s.CLAUSES):
        at = s.D_CLAUSE + c * s.D_COLUMNS
        if row[at + s.D_MEASURE] >= 0:
            yield {at + s.D_MEASURE: -1}


def _tour(*_: object) -> Iterator[Change]:
    yield from ({s.TOUR_ANSWER: said} for said in (s.CAN_JOIN, s.CAN_JOIN_IF, s.CANNOT))


def _answer(book: Book, state: State, seat: int, _: Table) -> Iterator[Change]:
    """Every kind of answer; an objection names what is worth least to the seat, or asks for its price alone."""
    quiet = {s.NAMES_1: -1, s.NAMES_2: -1, s.DEMANDS: 0, s.OFFERS_PEN: 0}
    yield {s.REPLIES: s.SILENT, **quiet}
    yield {s.REPLIES: s.SILENT, **quiet, s.OFFERS_PEN: 1}
    yield {s.REPLIES: s.STATEMENT, **quiet}
    names = _names(book, state, seat)
    one = {s.NAMES_2: -1}
    yield {s.REPLIES: s.AMEND, **names, **one, s.OFFERS_PEN: 0}
    yield {s.REPLIES: s.AMEND, **names, s.OFFERS_PEN: 0}
    if names[s.DEMANDS] == 1:
        yield {s.REPLIES: s.AMEND, **names, **one, s.NAMES_1: -1, s.OFFERS_PEN: 0}
    yield {s.REPLIES: s.BREAK, **names, **one, s.OFFERS_PEN: 0}
    yield {s.REPLIES: s.ASK_TIME, **names, s.OFFERS_PEN: 0}


def _names(book: Book, state: State, seat: int) -> Change:
    """Return which clauses an objection of the seat would name, and whether it would demand its ask."""
    draft = state.public.draft[state.public.clock[s.DRAFT]]
    mind = mind_for(book, state.public, state.own[seat], seat)
    worth, out = np.zeros(s.WORTH_COLUMNS, np.int64), NOTHING.copy()
    weigh_text(book, mind, draft, worth)
    name_worst(book, mind, draft, worth, out)
    return {k: int(out[k]) for k in (s.NAMES_1, s.NAMES_1_LEVEL, s.NAMES_2, s.NAMES_2_LEVEL, s.DEMANDS)}


def _revision(*_: object) -> Iterator[Change]:
    yield from ({s.REVISION_KIND: kind} for kind in (s.DROP, s.REVISE_TEXT, s.RAISE_LEVEL, s.LET_WILLING))


def _offer(book: Book, state: State, seat: int, _: Table) -> Iterator[Change]:
    """Nothing; or one or two units, plain, for each call that the seat has units for."""
    none = {s.OFFER_1: -1, s.OFFER_2: -1}
    yield none
    calls = np.zeros(2 * book.measure.shape[0], np.int64)
    stock = s.stock_at(book)
    for k in range(int(list_calls(book, state, calls))):
        measure, kind = int(calls[2 * k]), int(calls[2 * k + 1])
        have = int(state.own[seat, stock + kind])
        if may_offer(state, seat, measure):
            for units in range(1, min(have, 2) + 1):
                yield {**none, s.OFFER_1: measure, s.OFFER_1_UNITS: units, s.OFFER_1_CAVEAT: 0}


def _host(*_: object) -> Iterator[Change]:
    yield {s.REFUSES: -1}


_CHANGES: Final[dict[int, Callable[[Book, State, int, Table], Iterator[Change]]]] = {
    s.ACTS: _acts,
    s.CONSULT: _corridor,
    s.TABLING: _text,
    s.SOUND: _sounding,
    s.REDRAFT: _redraft,
    s.TOUR: _tour,
    s.ANSWER: _answer,
    s.REVISE: _revision,
    s.OFFER: _offer,
    s.OFFER_AGAIN: _offer,
    s.HOST_SAYS: _host,
}
