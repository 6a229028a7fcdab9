"""Promises: (from, to, kind, by the end of the round), kept or broken, and what that does to trust."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import move_all_trust, move_trust
from game.rules.rule import rule
from game.rules.state import State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def open_promises(state: State, ally: int) -> int:
    """Return how many promises an ally has given that are still open."""
    return state.own[ally, s.PROMISED]


@rule
def promise(state: State, giver: int, taker: int, kind: int) -> None:
    """Let one ally promise another something by the end of this round; more than two open ones are not believed."""
    if giver == taker or kind == s.NO_PROMISE or state.pair[giver, taker, s.GAVE] != s.NO_PROMISE:
        return
    if open_promises(state, giver) >= s.OPEN_PROMISES:
        return
    state.own[giver, s.PROMISED] += 1
    state.pair[giver, taker, s.GAVE] = kind
    state.pair[taker, giver, s.HAS] = kind


@rule
def was_kept(state: State, giver: int, taker: int, kind: int) -> int:
    """Tell what came of a promise this round: 1 kept, 0 broken, -1 there was no occasion for it."""
    first = state.public.clock[s.ROUND] * s.DRAFTS
    objected = 0
    occasion = 0
    granted = 0
    for d in range(first, first + s.DRAFTS):
        draft = state.public.draft[d]
        if draft[s.STATUS] == s.UNUSED or draft[s.SILENT_SET] == 0:
            continue
        if draft[s.AUTHOR] == taker:
            occasion = 1
            if ((draft[s.AMEND_SET] | draft[s.BREAK_SET]) >> giver) & 1 == 1:
                objected = 1
        if draft[s.AUTHOR] == giver:
            granted = granted | 1
            if (draft[s.ASKS] >> taker) & 1 == 1:
                granted = 2
    if kind == s.SILENT_ON:
        return -1 if occasion == 0 else 1 - objected
    if kind == s.SUPPORTS_ASK:
        return -1 if granted == 0 else granted // 2
    if kind == s.OFFERS_UNITS:
        return 1 if state.public.ally[giver, s.OFFERED_NOW] > 0 else calls_were_open(state)
    if kind == s.NOT_TABLE:
        return 1 - min(granted, 1)
    return 1 if state.own[giver, s.EVIDENCE_OWN] > 0 else -1


@rule
def calls_were_open(state: State) -> int:
    """Return 0 where some measure called for units this round (so that offering none is a breach), else -1."""
    for m in range(state.public.measure.shape[0]):
        if state.public.measure[m, s.OPEN_CALL] == 1:
            return 0
    return -1


@rule
def share_evidence(state: State, giver: int, taker: int) -> None:
    """Let the taker learn what the giver knows beyond the public attribution."""
    seen = state.own[giver, s.EVIDENCE_OWN] // 2
    if seen > state.own[taker, s.EVIDENCE_OWN]:
        state.own[taker, s.EVIDENCE_OWN] = seen


@rule
def settle_promise(book: Book, state: State, giver: int, taker: int) -> None:
    """Close one promise: kept earns trust, broken costs much more, from the holder and from whoever learns of it."""
    kind = state.pair[giver, taker, s.GAVE]
    kept = was_kept(state, giver, taker, kind)
    state.own[giver, s.PROMISED] -= 1
    state.pair[giver, taker, s.GAVE] = s.NO_PROMISE
    state.pair[taker, giver, s.HAS] = s.NO_PROMISE
    if kept == 1:
        move_trust(state, taker, giver, book.rule[n.TRUST_KEPT])
        state.public.ally[giver, s.KEPT_WORD] += 1
        state.public.clock[s.KEPT] += 1
        if kind == s.SHARES_EVIDENCE:
            share_evidence(state, giver, taker)
    elif kept == 0:
        move_trust(state, taker, giver, -book.rule[n.TRUST_BROKEN])
        move_all_trust(state, giver, -book.rule[n.TRUST_BROKEN_HEARD])
        state.public.ally[giver, s.BROKE_WORD] += 1
        state.public.clock[s.BROKEN_WORD] += 1


@rule
def settle_promises(book: Book, state: State) -> None:
    """Close every open promise: all are due by the end of the round in which they were given."""
    for giver in range(state.pair.shape[0]):
        if state.own[giver, s.PROMISED] == 0:
            continue
        for taker in range(state.pair.shape[0]):
            if state.pair[giver, taker, s.GAVE] != s.NO_PROMISE:
                settle_promise(book, state, giver, taker)


@rule
def close_deals(book: Book, state: State, choice: b.Table) -> None:
    """Turn each approach that both sides accept into two promises; then the promises that a seat gives unasked."""
    if book.rule[n.WITH_PROMISES] == 0:
        return
    for a in range(state.pair.shape[0]):
        for k in range(s.APPROACHES):
            at = s.DOOR + k * s.DOOR_COLUMNS
            other = state.own[a, at + s.DOOR_WITH]
            if other > a and choice[a, s.ACCEPT_1 + k] == 1 and accepted_by(state, choice, other, a):
                promise(state, a, other, state.own[a, at + s.DOOR_GIVE])
                promise(state, other, a, state.own[a, at + s.DOOR_GET])
    for a in range(state.pair.shape[0]):
        if choice[a, s.PROMISE_TO] >= 0:
            promise(state, a, choice[a, s.PROMISE_TO], choice[a, s.PROMISE_KIND])


@rule
def accepted_by(state: State, choice: b.Table, ally: int, other: int) -> bool:
    """Tell whether an ally accepted the approach of another."""
    for k in range(s.APPROACHES):
        if state.own[ally, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] == other:
            return choice[ally, s.ACCEPT_1 + k] == 1
    return False
