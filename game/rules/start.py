"""The start of a game: everything at its first value, and what this game draws for itself."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.rule import rule
from game.rules.script import scripted_seat
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def clear_state(state: State) -> None:
    """Set every table to nought."""
    state.public.clock[:] = 0
    state.public.track[:] = 0
    state.public.draft[:] = 0
    state.public.measure[:] = 0
    state.public.ally[:] = 0
    state.own[:] = 0
    state.pair[:] = 0
    state.truth[:] = 0


@rule
def start_clock(book: Book, state: State) -> None:
    """Set the clock to the first briefing."""
    clock = state.public.clock
    clock[s.PHASE] = s.BRIEFING
    clock[s.HOUR] = book.round[0, b.ROUND_START]
    clock[s.DRAFT] = -1
    clock[s.SPONSOR] = -1
    clock[s.PEN] = -1
    clock[s.ARTICLE_4_ROUND] = -1
    clock[s.ARTICLE_4_ANSWERED] = -1
    clock[s.BILATERAL_ROUND] = -1
    clock[s.LAST_REPLY] = -1
    clock[s.FIRST_TEXT_HOUR] = -1
    clock[s.ANNOUNCED] = -1
    clock[s.ENDING] = -1
    clock[s.HITS] = book.rule[n.HITS_AT_START]
    clock[s.PEAK] = book.track[b.ESCALATION, b.TRACK_START]
    for t in range(book.track.shape[0]):
        state.public.track[t, s.NOW] = book.track[t, b.TRACK_START]
        state.public.track[t, s.BEFORE] = book.track[t, b.TRACK_START]
    for m in range(book.measure.shape[0]):
        state.public.measure[m, s.ARRIVES] = -1
        state.public.measure[m, s.ADOPTED_ROUND] = -1


@rule
def draw_truth(book: Book, state: State, draw: b.Table, seed0: int, seed1: int, game: int) -> None:
    """Draw the other side's type, what really happened, and whether the first attribution holds."""
    luck.fill(seed0, seed1, game, 0, luck.WORLD, draw[:8])
    left = luck.below(draw[0], 1000)
    kind = 0
    for y in range(book.type.shape[0] - 1):
        left -= book.type[y, b.PRIOR]
        if left >= 0:
            kind = y + 1
    state.truth[s.TYPE_DRAWN] = kind
    left = luck.below(draw[1], 100)
    cause = 0
    for c in range(b.CAUSE_COUNT - 1):
        left -= book.type[kind, b.CAUSE_ODDS + c]
        if left >= 0:
            cause = c + 1
    state.truth[s.CAUSE_DRAWN] = cause
    state.truth[s.WILL_REVERSE] = luck.chance(draw[2], book.rule[n.REVERSAL])
    state.truth[s.BELIEVED_RESOLVE] = book.track[b.DETERRENCE, b.TRACK_START]
    state.truth[s.BELIEVED_UNITY] = book.track[b.COHESION, b.TRACK_START]


@rule
def draw_deck(book: Book, state: State, draw: b.Table, seed0: int, seed1: int, game: int) -> None:
    """Draw which injects this game holds."""
    injects = book.inject.shape[0]
    if injects == 0:
        return
    luck.fill(seed0, seed1, game, 0, luck.DECK, draw[: -(-injects // 8) * 8])
    for i in range(injects):
        held = luck.chance(draw[i], book.inject[i, b.IN_DECK])
        status = s.NOT_HELD
        if held == 1:
            status = s.UNARMED if book.inject[i, b.NEEDS_ARMING] == 1 else s.ARMED
        state.truth[s.TRUTH_INJECT + i] = status


@rule
def draw_mood(book: Book, ally: int, draw: int) -> int:
    """Return which of an ally's moods holds in this game."""
    first = b.MOODS_FROM + b.MOOD_ODDS
    total = 0
    for k in range(b.MOODS):
        total += book.ally[ally, first + k * b.MOOD_COLUMNS]
    left = luck.below(draw, max(total, 1))
    for k in range(b.MOODS):
        left -= book.ally[ally, first + k * b.MOOD_COLUMNS]
        if left < 0:
            return k
    return b.MOODS - 1


@rule
def start_beliefs(book: Book, state: State, ally: int) -> None:
    """Give an ally the priors: of the other side's type, and of what happened."""
    for c in range(b.CAUSE_COUNT):
        total = 0
        for y in range(book.type.shape[0]):
            total += book.type[y, b.PRIOR] * book.type[y, b.CAUSE_ODDS + c]
        state.own[ally, s.CAUSE_BELIEF + c] = total // 100
    for y in range(book.type.shape[0]):
        state.own[ally, s.TYPE_BELIEF + y] = book.type[y, b.PRIOR]


@rule
def start_ally(book: Book, state: State, ally: int, mood: int, secret: int) -> None:
    """Set an ally's row to what its capital knows on the first day."""
    own = state.own
    own[ally, s.SUPPORT] = book.ally[ally, b.SUPPORT_START]
    own[ally, s.CAPITAL] = book.rule[n.CAPITAL_START]
    own[ally, s.ABANDON] = book.ally[ally, b.FIRST_ABANDONMENT]
    own[ally, s.ENTRAP] = book.ally[ally, b.ENTRAPMENT]
    own[ally, s.MOOD] = mood
    own[ally, s.SECRET_DRAWN] = secret
    own[ally, s.SKILL] = book.rule[n.SKILL]
    own[ally, s.ITS_TEXT] = -1
    stock = s.TYPE_BELIEF + book.type.shape[0]
    tags = book.measure.shape[1] - b.TAG
    kinds = book.ally.shape[1] - b.TASTE - tags - book.ally.shape[0]
    for k in range(kinds):
        own[ally, stock + k] = book.ally[ally, b.TASTE + tags + k]
    for other in range(book.ally.shape[0]):
        state.pair[ally, other, s.TRUST] = book.ally[ally, b.TASTE + tags + kinds + other]
        state.pair[ally, other, s.SOUNDED] = -1
    start_beliefs(book, state, ally)
    for column in (s.SAID, s.TOUR_SAID, s.BRACKET_1, s.BRACKET_2, s.ACTED):
        state.public.ally[ally, column] = -1


@rule
def start(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Begin game `game` of a seed: `state` is what everybody finds on the first day."""
    clear_state(state)
    start_clock(book, state)
    draw_truth(book, state, scratch.draw, seed0, seed1, game)
    draw_deck(book, state, scratch.draw, seed0, seed1, game)
    allies = book.ally.shape[0]
    luck.fill(seed0, seed1, game, 0, luck.MOODS, scratch.draw[: -(-allies // 4) * 8])
    for a in range(allies):
        mood = draw_mood(book, a, scratch.draw[2 * a])
        start_ally(book, state, a, mood, luck.below(scratch.draw[2 * a + 1], b.SECRETS))
    if scripted_seat(book) >= 0:
        # Whoever plays by a script is else no less able than who it is compared with (lab/scripts.py).
        state.own[scripted_seat(book), s.SKILL] = max(book.rule[n.SKILL], s.STAFF)
