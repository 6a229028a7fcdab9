"""Consultation: Article 4 and the bilateral road, approaches and promises, leaks, second thoughts, who has the floor."""

from __future__ import annotations

from typing import Final

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import move_all_trust, move_fear, move_support, move_trust, pay, struck_ally
from game.rules.facts import count_bits
from game.rules.ledger import book_points
from game.rules.pipeline import take_out_of_pipe
from game.rules.promises import close_deals
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.rules.texts import has_said_something
from game.scenario import book as b
from game.scenario.book import Book

STRONGEST_WISH: Final = 100  # for the floor
LEAST_WISH: Final = -1_000_000


@rule
def ask_article_4(book: Book, state: State, choice: b.Table) -> None:
    """Let allies ask for consultations under Article 4, once in a game; it raises the price of a weak text."""
    clock = state.public.clock
    if book.rule[n.WITH_ARTICLE_4] == 0 or clock[s.ARTICLE_4_ROUND] >= 0:
        return
    asked = 0
    for a in range(book.ally.shape[0]):
        if choice[a, s.ASK_ARTICLE_4] == 1:
            asked |= 1 << a
        if choice[a, s.ASK_ARTICLE_4] == 2 and clock[s.ANNOUNCED] < 0:
            clock[s.ANNOUNCED] = clock[s.ROUND]
    if asked == 0:
        return
    clock[s.ARTICLE_4_MASK] = asked
    clock[s.ARTICLE_4_ROUND] = clock[s.ROUND]
    joint = min(count_bits(asked), 4)
    book_points(state.public.track, b.DETERRENCE, s.BY_ARTICLE_4, joint * book.rule[n.ARTICLE_4_DETERRENCE])
    book_points(state.public.track, b.REASSURANCE, s.BY_ARTICLE_4, book.rule[n.ARTICLE_4_REASSURANCE])
    # The military briefing reaches everybody.
    for a in range(book.ally.shape[0]):
        state.own[a, s.EVIDENCE_OWN] = max(state.own[a, s.EVIDENCE_OWN], book.rule[n.ARTICLE_4_BRIEFING])


@rule
def best_kind(book: Book, state: State, ally: int) -> int:
    """Return the kind of unit of which an ally has most, or -1."""
    first = s.TYPE_BELIEF + book.type.shape[0]
    best = -1
    for column in range(first, state.own.shape[1]):
        if state.own[ally, column] > 0 and (best < 0 or state.own[ally, column] > state.own[ally, best]):
            best = column
    return best - first if best >= 0 else -1


@rule
def help_bilaterally(book: Book, state: State, helper: int, struck: int) -> None:
    """Let one ally send the struck ally a unit without the council: sooner, and half the deterrence."""
    kind = best_kind(book, state, helper)
    if kind < 0:
        return
    state.own[helper, s.TYPE_BELIEF + book.type.shape[0] + kind] -= 1
    state.public.ally[helper, s.GIVEN] += 1
    state.public.ally[helper, s.OFFERED_NOW] += 1
    state.public.ally[struck, s.RECEIVED] += 1
    book_points(state.public.track, b.READINESS, s.BY_BILATERAL_HELP, book.rule[n.BILATERAL_READINESS])
    book_points(state.public.track, b.REASSURANCE, s.BY_BILATERAL_HELP, book.rule[n.BILATERAL_REASSURANCE])
    book_points(state.public.track, b.DETERRENCE, s.BY_BILATERAL_HELP, book.rule[n.BILATERAL_DETERRENCE])
    state.public.clock[s.COALITION_RESOLVE] += book.rule[n.BILATERAL_RESOLVE]
    move_trust(state, struck, helper, book.rule[n.TRUST_UNIT])


@rule
def take_bilateral_road(book: Book, state: State, choice: b.Table) -> None:
    """Let the struck ally ask up to three allies for a unit each."""
    struck = struck_ally(book)
    clock = state.public.clock
    if struck < 0 or book.rule[n.WITH_BILATERAL] == 0:
        return
    if choice[struck, s.BILATERAL] != 1 or clock[s.BILATERAL_ROUND] >= 0:
        return
    clock[s.BILATERAL_ROUND] = clock[s.ROUND]
    asked = 0
    for a in range(book.ally.shape[0]):
        if (choice[struck, s.HELPERS] >> a) & 1 == 1 and a != struck and asked < 3:
            asked += 1
            if choice[a, s.HELPS] == 1:
                help_bilaterally(book, state, a, struck)
            else:
                move_trust(state, struck, a, -book.rule[n.TRUST_REFUSED])
                move_fear(state, struck, s.ABANDON, book.rule[n.REFUSED_FEAR])


@rule
def leak(book: Book, state: State, choice: b.Table, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Let seats leak the letters of those who broke silence last: it shames them, and may be traced."""
    clock = state.public.clock
    if book.rule[n.WITH_LEAKS] == 0 or clock[s.LETTER_MASK] == 0:
        return
    allies = book.ally.shape[0]
    draw = scratch.draw[: -(-allies // 8) * 8]
    luck.fill(seed0, seed1, game, clock[s.ROUND], luck.LEAKS, draw)
    for a in range(allies):
        if choice[a, s.LEAK] != 1 or not pay(state, a, book.rule[n.COST_LEAK]):
            continue
        clock[s.LEAKS] += 1
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.LEAK_COHESION])
        for other in range(allies):
            if (clock[s.LETTER_MASK] >> other) & 1 == 1:
                move_all_trust(state, other, -book.rule[n.LEAK_TRUST])
                move_support(state, other, -book.ally[other, b.HOME] * book.rule[n.LEAK_SUPPORT] // 100)
        if luck.chance(draw[a], book.rule[n.LEAK_TRACED]) == 1:
            move_all_trust(state, a, -book.rule[n.LEAK_TRACED_TRUST])


@rule
def take_back(book: Book, state: State, choice: b.Table) -> None:
    """Let an ally whose silence was ad referendum withdraw it: what has not arrived of that text falls."""
    for a in range(book.ally.shape[0]):
        if state.own[a, s.WAITING] == 0:
            continue
        state.own[a, s.WAITING] = 0
        d = state.own[a, s.ITS_TEXT]
        if choice[a, s.WITHDRAW] != 1 or state.public.draft[d, s.STATUS] != s.ADOPTED:
            continue
        if not pay(state, a, book.rule[n.COST_BREAK]):
            continue
        state.public.draft[d, s.STATUS] = s.TAKEN_BACK_TEXT
        state.public.clock[s.TAKEN_BACK] += 1
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.TAKEN_BACK_COHESION])
        move_all_trust(state, a, -book.rule[n.TAKEN_BACK_TRUST])
        empty_pipe(book, state, d)


@rule
def empty_pipe(book: Book, state: State, draft: int) -> None:
    """Take what a text decided, and what has not arrived, out of the pipe."""
    row = state.public.draft[draft]
    for c in range(row[s.COUNT]):
        at = s.CLAUSE + c * s.CLAUSE_COLUMNS
        if row[at + s.CLAUSE_MOOD] == s.DECIDES and state.public.measure[row[at + s.MEASURE], s.ARRIVES] >= 0:
            take_out_of_pipe(book, state, row[at + s.MEASURE])


@rule
def duty(book: Book, clock: b.Table) -> int:
    """Return by how much the wish for the floor may fall short of the line: who speaks out of duty does so if nobody is keen.

    Further where the round before had no text, and where ministers or leaders meet.
    """
    short = book.rule[n.FLOOR_DUTY]
    short += book.rule[n.FLOOR_WITHOUT] if clock[s.WITHOUT_TEXT] > 0 else 0
    return short + (book.rule[n.FLOOR_MEETING] if book.round[clock[s.ROUND], b.MEETING] > b.AMBASSADORS else 0)


@rule
def give_floor(book: Book, state: State) -> None:
    """Give the floor to whoever asks for it most: whoever asked for Article 4 and the struck ally come first.

    A wish below nought is for the round's first text alone, and yields to every other. Once the council has said something
    tonight, only a strong wish is heard.
    """
    clock = state.public.clock
    least = book.rule[n.FLOOR_SECOND] if has_said_something(state.public) else LEAST_WISH
    best = -1
    best_bid = LEAST_WISH
    for a in range(book.ally.shape[0]):
        bid = state.public.ally[a, s.FLOOR_BID]
        if bid == 0 or bid < least or (bid < 0 and clock[s.SLOT] > 0) or state.public.ally[a, s.HAD_FLOOR] == 1:
            continue
        first = book.rule[n.FLOOR_STRUCK] if book.ally[a, b.STRUCK] == 1 else 0
        if (clock[s.ARTICLE_4_MASK] >> a) & 1 == 1 and clock[s.ARTICLE_4_ANSWERED] < 0:
            first += book.rule[n.FLOOR_ARTICLE_4]
        bid = bid + first if bid > 0 else min(bid + first, -1)
        if bid > best_bid:
            best = a
            best_bid = bid
    clock[s.SPONSOR] = best
    if best >= 0:
        state.public.ally[best, s.HAD_FLOOR] = 1


@rule
def resolve_consult(
    book: Book, state: State, choice: b.Table, scratch: Scratch, seed0: int, seed1: int, game: int
) -> None:
    """Carry out what the seats did in the corridors, then give the floor."""
    take_back(book, state, choice)
    leak(book, state, choice, scratch, seed0, seed1, game)
    state.public.clock[s.LETTER_MASK] = 0
    ask_article_4(book, state, choice)
    take_bilateral_road(book, state, choice)
    close_deals(book, state, choice)
    for a in range(book.ally.shape[0]):
        state.public.ally[a, s.FLOOR_BID] = choice[a, s.FLOOR]
    give_floor(book, state)
