"""News: injects are all judged on the state before any of them fires."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.beliefs import is_evidence, weigh_evidence
from game.rules.facts import evaluate
from game.rules.ledger import book_points
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table

DUE = -1  # an inject's status between being judged and firing


@rule
def judge(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Mark the injects that are due this round."""
    injects = book.inject.shape[0]
    now = state.public.clock[s.ROUND]
    luck.fill(seed0, seed1, game, now, luck.INJECTS, scratch.draw[: -(-injects // 8) * 8])
    for i in range(injects):
        if state.truth[s.TRUTH_INJECT + i] != s.ARMED:
            continue
        if now + 1 < book.inject[i, b.FROM_ROUND] or now + 1 > book.inject[i, b.TO_ROUND]:
            continue
        if luck.chance(scratch.draw[i], book.inject[i, b.CHANCE]) == 0:
            continue
        if evaluate(book, state, scratch.stack, book.inject[i, b.WHEN_START], book.inject[i, b.WHEN_LENGTH]) == 1:
            state.truth[s.TRUTH_INJECT + i] = DUE


@rule
def reverse_attribution(book: Book, state: State) -> None:
    """Take back the public attribution: it falls, and those who leaned on it pay."""
    clock = state.public.clock
    if clock[s.REVERSED] > 0 or book.rule[n.WITH_REVERSAL] == 0:
        return
    clock[s.REVERSED] = clock[s.ROUND] + 1
    book_points(state.public.track, b.ATTRIBUTION, s.BY_CLAIM, -book.rule[n.REVERSAL_FALL])
    if clock[s.CLAIMED] == 0:
        clock[s.WITHDRAWN] = 2
    else:
        book_points(state.public.track, b.COHESION, s.BY_CLAIM, -book.rule[n.REVERSAL_COHESION])
        book_points(state.public.track, b.DETERRENCE, s.BY_CLAIM, -book.rule[n.REVERSAL_DETERRENCE])


@rule
def count_hit(state: State) -> None:
    """Count a hit on allied soil; one that no text answered since the last is a step towards habit."""
    clock = state.public.clock
    if clock[s.HIT_ANSWERED] == 0:
        clock[s.UNANSWERED] += 1
    clock[s.HITS] += 1
    clock[s.HIT_ROUND] = clock[s.ROUND] + 1
    clock[s.HIT_ANSWERED] = 0


@rule
def move_ally(book: Book, state: State, inject: int) -> None:
    """Move the support and the stock of the ally that an inject is about, or bring its government down."""
    ally = book.inject[inject, b.MOVES]
    if ally >= 0:
        support = state.own[ally, s.SUPPORT] + book.inject[inject, b.MOVES_SUPPORT]
        state.own[ally, s.SUPPORT] = min(max(support, 0), 1000)
        if book.inject[inject, b.MOVES_KIND] >= 0:
            column = s.TYPE_BELIEF + book.type.shape[0] + book.inject[inject, b.MOVES_KIND]
            state.own[ally, column] = max(state.own[ally, column] + book.inject[inject, b.MOVES_STOCK], 0)
    fallen = book.inject[inject, b.FALLS]
    if fallen >= 0:
        fall(state, fallen)


@rule
def fall(state: State, ally: int) -> None:
    """Let a government fall, once: a caretaker has some credit again, and no daring."""
    if state.public.ally[ally, s.FALLEN] > 0:
        return
    state.public.ally[ally, s.FALLEN] = state.public.clock[s.ROUND] + 1
    state.public.clock[s.FELL_MASK] |= 1 << ally
    state.own[ally, s.LOW_ROUNDS] = 0
    state.own[ally, s.SUPPORT] = max(state.own[ally, s.SUPPORT], 400)
    state.own[ally, s.CAPITAL] = 0


@rule
def fire(book: Book, state: State, inject: int, space: Table) -> None:
    """Let one inject fire; `space` is working space."""
    row = book.inject[inject]
    state.truth[s.TRUTH_INJECT + inject] = s.FIRED + state.public.clock[s.ROUND]
    everybody = (1 << book.ally.shape[0]) - 1
    for t in range(state.public.track.shape[0]):
        points = row[b.INJECT_EFFECT + t]
        # What only some have seen moves their own reading, not the public one.
        if points != 0 and (t != b.ATTRIBUTION or row[b.RECIPIENTS] == everybody):
            book_points(state.public.track, t, s.BY_INJECT, points)
    if is_evidence(book, inject):
        weigh_evidence(book, state, row[b.RECIPIENTS], inject, space)
    if row[b.RECIPIENTS] != everybody:
        for a in range(book.ally.shape[0]):
            if (row[b.RECIPIENTS] >> a) & 1 == 1:
                seen = state.own[a, s.EVIDENCE_OWN] + row[b.INJECT_EFFECT + b.ATTRIBUTION]
                state.own[a, s.EVIDENCE_OWN] = min(max(seen, -1000), 1000)
    if row[b.ARMS] >= 0 and state.truth[s.TRUTH_INJECT + row[b.ARMS]] == s.UNARMED:
        state.truth[s.TRUTH_INJECT + row[b.ARMS]] = s.ARMED
    if row[b.CANCELS] >= 0 and state.truth[s.TRUTH_INJECT + row[b.CANCELS]] < s.FIRED:
        state.truth[s.TRUTH_INJECT + row[b.CANCELS]] = s.NOT_HELD
    if row[b.OPENS] >= 0:
        state.public.measure[row[b.OPENS], s.TASKED] = 1
    if row[b.REVERSES] == 1:
        reverse_attribution(book, state)
    if row[b.HIT] == 1:
        count_hit(state)
    move_ally(book, state, inject)


@rule
def fire_injects(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Judge every inject, then let those fire that are due."""
    if book.inject.shape[0] == 0 or book.rule[n.WITH_INJECTS] == 0:
        return
    judge(book, state, scratch, seed0, seed1, game)
    for i in range(book.inject.shape[0]):
        if state.truth[s.TRUTH_INJECT + i] == DUE:
            fire(book, state, i, scratch.stack)
