"""The other side: what it reads of us, what its reply does, and what nobody meant to happen."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.beliefs import learn_from_reply
from game.rules.conduct import frighten_forward
from game.rules.facts import gap
from game.rules.injects import count_hit
from game.rules.ledger import book_effects, book_points
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def resolve_in_force(book: Book, state: State) -> int:
    """Return the resolve of what was decided or done this round, over all measures."""
    total = 0
    now = state.public.clock[s.ROUND]
    for m in range(book.measure.shape[0]):
        if state.public.measure[m, s.ADOPTED_ROUND] == now and state.public.measure[m, s.ADOPTED_LEVEL] > 0:
            row = m * b.LEVEL_COUNT + state.public.measure[m, s.ADOPTED_LEVEL] - 1
            total += max(book.option[row, b.RESOLVE], 0)
    return total


@rule
def firmness(book: Book, state: State) -> int:
    """Return how firm a round's answer reads, 0-1000: what was decided, its wording, the unity shown, less the gap."""
    clock = state.public.clock
    value = resolve_in_force(book, state) * book.rule[n.FIRM_RESOLVE]
    if book.rule[n.WITH_WORDING] == 1:
        value += max(clock[s.VERB_NOW] - 1, 0) * book.rule[n.FIRM_VERB]
    value += min(clock[s.ACTS_DONE], 12) * book.rule[n.FIRM_ACT]
    value = value * (500 + state.public.track[b.COHESION, s.NOW]) // 1000
    if book.rule[n.WITH_GAP] == 1:
        value -= gap(clock) * book.rule[n.FIRM_GAP]
    # It sorts what it reads into firm and soft more sharply than we mean it.
    value = book.rule[n.FIRM_LINE] + (value - book.rule[n.FIRM_LINE]) * book.rule[n.FIRM_CONTRAST] // 100
    return min(max(value, 0), 1000)


@rule
def take_channel(book: Book, state: State) -> None:
    """Let an offered channel be taken: it lives for rounds, and beside firm measures it halves their heat."""
    clock = state.public.clock
    clock[s.CHANNEL_TAKEN] += 1
    clock[s.CHANNEL_LIVE] = book.rule[n.CHANNEL_LIFE]
    relief = book.rule[n.CHANNEL_RELIEF]
    if clock[s.FIRM] >= book.rule[n.FIRM_LINE]:
        relief += clock[s.HEAT_ROUND] // 2
    book_points(state.public.track, b.ESCALATION, s.BY_CHANNEL, -relief)


@rule
def refuse_channel(book: Book, state: State) -> None:
    """Let an offered channel lie: it costs cohesion, and the front fears to be left alone."""
    state.public.clock[s.CHANNEL_REFUSED] += 1
    book_points(state.public.track, b.COHESION, s.BY_CHANNEL, -book.rule[n.CHANNEL_UNTAKEN])
    frighten_forward(book, state, book.rule[n.CHANNEL_FEAR])


@rule
def answer_channel(book: Book, state: State, kind: int) -> None:
    """Settle what became of a channel that was offered this round; offered at all, it costs a little believed resolve."""
    if state.public.clock[s.CHANNEL_OFFERED] == 0 or book.rule[n.WITH_CHANNEL] == 0:
        return
    book_points(state.public.track, b.DETERRENCE, s.BY_CHANNEL, -book.rule[n.CHANNEL_DETERRENCE])
    if kind == b.TAKES_CHANNEL:
        take_channel(book, state)
    else:
        refuse_channel(book, state)


@rule
def resolve_reply(
    book: Book, state: State, choice: b.Table, scratch: Scratch, seed0: int, seed1: int, game: int
) -> None:
    """Carry out the other side's reply, let everybody learn from it, then let accidents happen."""
    clock = state.public.clock
    clock[s.FIRM] = firmness(book, state)
    reply = choice[book.ally.shape[0] + 1, s.ADVERSARY_REPLY]
    reply = min(max(reply, 0), book.reply.shape[0] - 1)
    learn_from_reply(book, state, reply, scratch.stack, scratch.spare)
    row = book.reply[reply]
    kind = row[b.REPLY_KIND]
    clock[s.LAST_REPLY] = reply
    book_effects(state.public.track, row, b.REPLY_EFFECT, s.BY_REPLY, 1000)
    draw = scratch.draw[:16]
    luck.fill(seed0, seed1, game, clock[s.ROUND], luck.ACCIDENTS, draw)
    # A shield that works turns a hit into wreckage in the reeds.
    shield = 1000 - state.public.track[b.READINESS, s.NOW] * book.rule[n.SHIELD] // 1000
    if luck.chance(draw[0], row[b.HIT_CHANCE] * shield // 1000) == 1:
        count_hit(state)
        book_points(state.public.track, b.ESCALATION, s.BY_REPLY, book.rule[n.HIT_HEAT])
        book_points(state.public.track, b.REASSURANCE, s.BY_REPLY, -book.rule[n.HIT_REASSURANCE])
    if kind == b.QUIET or kind == b.TAKES_CHANNEL:
        clock[s.QUIET_RUN] += 1
    else:
        clock[s.QUIET_RUN] = 0
    answer_channel(book, state, kind)
    believe(state)
    accident(book, state, draw)


@rule
def believe(state: State) -> None:
    """Let the other side's picture of the alliance move half way to what it just saw."""
    state.truth[s.BELIEVED_RESOLVE] = (state.truth[s.BELIEVED_RESOLVE] + state.public.clock[s.FIRM]) // 2
    state.truth[s.BELIEVED_UNITY] = (state.truth[s.BELIEVED_UNITY] + state.public.track[b.COHESION, s.NOW]) // 2


@rule
def accident(book: Book, state: State, draw: b.Table) -> None:
    """Let something happen that nobody meant: its hazard rises with escalation and halves with a live channel.

    Severity 64 routine, 28 serious, 8 high-risk in a hundred (European Leadership Network, 39 incidents in 2014).
    """
    clock = state.public.clock
    if book.rule[n.WITH_ACCIDENTS] == 0:
        return
    days = book.round[clock[s.ROUND], b.ROUND_DAYS]
    daily = book.rule[n.ACCIDENT_BASE] + book.rule[n.ACCIDENT_SLOPE] * state.public.track[b.ESCALATION, s.NOW] // 1000
    if clock[s.CHANNEL_LIVE] > 0:
        daily //= 2
    safe = 10000
    for _ in range(days):
        safe = safe * (10000 - daily) // 10000
    if draw[1] * 10000 >> 32 < safe:
        return
    clock[s.ACCIDENTS] += 1
    severity = luck.below(draw[2], 100)
    if severity < 64:
        clock[s.WORST_ACCIDENT] = max(clock[s.WORST_ACCIDENT], 1)
        book_points(state.public.track, b.ESCALATION, s.BY_ACCIDENT, book.rule[n.ACCIDENT_ROUTINE])
        return
    if severity < 92:
        clock[s.WORST_ACCIDENT] = max(clock[s.WORST_ACCIDENT], 2)
        book_points(state.public.track, b.ESCALATION, s.BY_ACCIDENT, book.rule[n.ACCIDENT_SERIOUS])
        return
    clock[s.WORST_ACCIDENT] = 3
    book_points(state.public.track, b.ESCALATION, s.BY_ACCIDENT, book.rule[n.ACCIDENT_HIGH])
    # A high-risk incident at the top of the ladder is how wars start that nobody wanted.
    if luck.chance(draw[3], state.public.track[b.ESCALATION, s.NOW] * book.rule[n.WAR_CHANCE] // 1000) == 1:
        book_points(state.public.track, b.ESCALATION, s.BY_ACCIDENT, 1000)
