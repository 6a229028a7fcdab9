"""The start of a round: time passes, effects arrive, news breaks, the chair's paper circulates, hands are dealt."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import evaluate, stock_left
from game.rules.injects import fire_injects
from game.rules.ledger import book_points, clear_ledger, settle
from game.rules.pipeline import deliver_due
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def drift(book: Book, state: State, days: int) -> None:
    """Let the tracks drift towards rest; inertia is what is left of the distance after a day, per mille."""
    if book.rule[n.WITH_DRIFT] == 0:
        return
    for t in range(state.public.track.shape[0]):
        kept = 1000
        for _ in range(days):
            kept = kept * book.track[t, b.TRACK_INERTIA] // 1000
        distance = book.track[t, b.TRACK_REST] - state.public.track[t, s.NOW]
        book_points(state.public.track, t, s.DRIFT, distance * (1000 - kept) // 1000)


@rule
def clear_round(book: Book, state: State) -> None:
    """Wipe what belongs to one round."""
    clock = state.public.clock
    for column in (s.SLOT, s.EXTENDED, s.CHANNEL_OFFERED, s.VERB_NOW, s.TEXT_HELD, s.FIRM, s.HEAT_ROUND, s.ACTS_DONE):
        clock[column] = 0
    clock[s.DRAFT] = -1
    clock[s.SPONSOR] = -1
    clock[s.PEN] = -1
    for a in range(book.ally.shape[0]):
        ally = state.public.ally[a]
        for column in (s.SAID, s.TOUR_SAID, s.BRACKET_1, s.BRACKET_2, s.ACTED):
            ally[column] = -1
        for column in (s.FLOOR_BID, s.HAD_FLOOR, s.OFFERED_NOW, s.DEMANDS_ASK):
            ally[column] = 0
    for m in range(book.measure.shape[0]):
        state.public.measure[m, s.ON_PAPER] = 0
        state.public.measure[m, s.OPEN_CALL] = 0


@rule
def pay_capital(book: Book, state: State) -> None:
    """Give every ally its political capital of the round."""
    for a in range(book.ally.shape[0]):
        capital = state.own[a, s.CAPITAL] + book.rule[n.CAPITAL_ROUND]
        state.own[a, s.CAPITAL] = min(capital, book.rule[n.CAPITAL_CAP])


@rule
def next_level(book: Book, state: State, measure: int) -> int:
    """Return the highest level of a measure that may be put to the council now, 0 none."""
    levels = book.measure[measure, b.LEVELS]
    have = state.public.measure[measure, s.ADOPTED_LEVEL]
    if have >= levels or state.public.measure[measure, s.CALLED] == 1:
        return 0
    if levels == 1:
        return 1
    if have == 0 and state.public.measure[measure, s.TASKED] == 0 and book.measure[measure, b.STANDING] == 0:
        return 1
    return min(max(have + 1, 2), levels)


@rule
def may_be_put(book: Book, state: State, stack: b.Table, measure: int) -> bool:
    """Tell whether what a measure requires holds now."""
    start = book.measure[measure, b.REQUIRES_START]
    return evaluate(book, state, stack, start, book.measure[measure, b.REQUIRES_LENGTH]) == 1


@rule
def on_topic(book: Book, now: int, measure: int) -> int:
    """Return how much a measure is about the round's question: the weight of its topics among the tags."""
    weight = 0
    if book.round[now, b.TOPIC1] >= 0:
        weight += 2 * book.measure[measure, b.TAG + book.round[now, b.TOPIC1]]
    if book.round[now, b.TOPIC2] >= 0:
        weight += book.measure[measure, b.TAG + book.round[now, b.TOPIC2]]
    return weight


@rule
def paper_weight(book: Book, state: State, measure: int, draw: int) -> int:
    """Return how strongly a measure belongs on the options paper: topic, tasking, calls, and this game's luck."""
    table = state.public.measure
    weight = on_topic(book, state.public.clock[s.ROUND], measure) * book.rule[n.PAPER_TOPIC]
    if table[measure, s.TASKED] == 1:
        weight += book.rule[n.PAPER_TASKED]
    if book.measure[measure, b.CHANNEL] == 1:
        weight += state.public.track[b.ESCALATION, s.NOW] * book.rule[n.PAPER_CHANNEL] // 1000
    if book.measure[measure, b.GATE] == 1:
        weight -= book.rule[n.PAPER_GATE]
    return weight + luck.gumbel(draw) * book.rule[n.PAPER_LUCK] // 1000


@rule
def circulate_paper(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Draw the chair's options paper: at most ten measures, each at the highest level that may be put."""
    measures = book.measure.shape[0]
    now = state.public.clock[s.ROUND]
    draw = scratch.draw[: -(-measures // 8) * 8]
    luck.fill(seed0, seed1, game, now, luck.PAPER, draw)
    for m in range(measures):
        level = next_level(book, state, m)
        if level > 0 and may_be_put(book, state, scratch.stack, m):
            draw[m] = paper_weight(book, state, m, draw[m])
        else:
            draw[m] = -1_000_000
    for _ in range(s.PAPER_SIZE):
        best = 0
        for m in range(1, measures):
            if draw[m] > draw[best]:
                best = m
        if draw[best] <= -1_000_000:
            return
        state.public.measure[best, s.ON_PAPER] = next_level(book, state, best)
        draw[best] = -1_000_000


@rule
def card_weight(book: Book, state: State, measure: int) -> int:
    """Return how strongly a national measure comes to any hand: the round's question, and what a text called for."""
    weight = on_topic(book, state.public.clock[s.ROUND], measure) * book.rule[n.HAND_TOPIC]
    if state.public.measure[measure, s.CALLED] == 1:
        weight += book.rule[n.HAND_CALLED]
    return weight


@rule
def deal_hands(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Deal each ally the national acts it may choose from, the fittest first."""
    measures = book.measure.shape[0]
    draw = scratch.draw[: -(-measures // 8) * 8]
    # One draw a measure, shifted by the ally: the same news reaches all, and hands still differ.
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.HANDS, draw)
    for a in range(book.ally.shape[0]):
        for k in range(s.HAND):
            state.own[a, s.HELD + k] = -1
            scratch.worth[a, k] = -1_000_000
    for m in range(measures):
        free = book.measure[m, b.OWNERS] & ~state.public.measure[m, s.ACTORS]
        if free == 0 or not may_be_put(book, state, scratch.stack, m):
            continue
        weight = card_weight(book, state, m)
        for a in range(book.ally.shape[0]):
            if (free >> a) & 1 == 1:
                own_luck = luck.gumbel((draw[m] * (2 * a + 3)) & 0xFFFFFFFF)
                only = book.rule[n.HAND_OWN] if book.measure[m, b.OWNER] == a else 0
                insert_card(state.own[a], scratch.worth[a], m, weight + own_luck + only)


@rule
def insert_card(own: b.Table, weights: b.Table, measure: int, weight: int) -> None:
    """Insert a measure in a hand that is kept in order of weight; the weakest drops out."""
    if weight <= weights[s.HAND - 1]:
        return
    k = s.HAND - 1
    while k > 0 and weights[k - 1] < weight:
        weights[k] = weights[k - 1]
        own[s.HELD + k] = own[s.HELD + k - 1]
        k -= 1
    weights[k] = weight
    own[s.HELD + k] = measure


@rule
def useful_promise(book: Book, state: State, giver: int, taker: int) -> int:
    """Return what one ally could best promise another."""
    if book.ally[taker, b.STRUCK] == 1 and stock_left(book, state, giver) > 0:
        return s.OFFERS_UNITS
    if book.ally[taker, b.HAS_ASK] == 1 and state.public.ally[taker, s.ASK_GRANTED] == 0:
        if book.ally[giver, b.FEATURED] == 1 or book.ally[giver, b.STRUCK] == 1:
            return s.SUPPORTS_ASK
    if book.ally[taker, b.EVIDENCE] > state.public.track[b.ATTRIBUTION, s.NOW] and state.own[giver, s.EVIDENCE_OWN] > 0:
        return s.SHARES_EVIDENCE
    if book.ally[giver, b.FORWARD] > 0 and book.ally[taker, b.FORWARD] < 0:
        return s.NOT_TABLE
    return s.SILENT_ON


@rule
def free_door(state: State, ally: int) -> int:
    """Return the first free place at an ally's door, or -1."""
    for k in range(s.APPROACHES):
        if state.own[ally, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] < 0:
            return k
    return -1


@rule
def knock(book: Book, state: State, one: int, other: int) -> None:
    """Put a trade at two allies' doors, if both have room and no promise is open between them."""
    here = free_door(state, one)
    there = free_door(state, other)
    if here < 0 or there < 0 or one == other:
        return
    if state.pair[one, other, s.GAVE] != s.NO_PROMISE or state.pair[one, other, s.HAS] != s.NO_PROMISE:
        return
    gives = useful_promise(book, state, one, other)
    gets = useful_promise(book, state, other, one)
    at = s.DOOR + here * s.DOOR_COLUMNS
    state.own[one, at + s.DOOR_WITH] = other
    state.own[one, at + s.DOOR_GIVE] = gives
    state.own[one, at + s.DOOR_GET] = gets
    at = s.DOOR + there * s.DOOR_COLUMNS
    state.own[other, at + s.DOOR_WITH] = one
    state.own[other, at + s.DOOR_GIVE] = gets
    state.own[other, at + s.DOOR_GET] = gives


@rule
def find_approaches(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Bring trades to the doors: each seat meets up to two others that it could be useful to."""
    allies = book.ally.shape[0]
    for a in range(allies):
        for k in range(s.APPROACHES):
            state.own[a, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] = -1
    if book.rule[n.WITH_APPROACHES] == 0:
        return
    draw = scratch.draw[: -(-allies // 4) * 8]
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.APPROACHES, draw)
    for a in range(allies):
        for k in range(s.APPROACHES):
            knock(book, state, a, luck.below(draw[a * s.APPROACHES + k], allies))


@rule
def feel_falls(book: Book, state: State) -> None:
    """Let the alliance show, and the struck country feel, that a government fell in the round before."""
    for a in range(book.ally.shape[0]):
        if state.public.ally[a, s.FALLEN] == 0 or state.public.ally[a, s.FALLEN] != state.public.clock[s.ROUND]:
            continue
        book_points(state.public.track, b.COHESION, s.BY_PUBLICS, -book.rule[n.FALL_COHESION])
        if book.ally[a, b.STRUCK] == 1:
            book_points(state.public.track, b.REASSURANCE, s.BY_PUBLICS, -book.rule[n.FALL_REASSURANCE])


@rule
def brief(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Open the round: drift and arrivals, news, one settlement; then the paper, the hands and the approaches."""
    clock = state.public.clock
    now = clock[s.ROUND]
    begins = book.round[now, b.ROUND_START]
    days = max(begins - clock[s.HOUR], 0) // 24
    if now > 0:
        days = max(begins - book.round[now - 1, b.ROUND_START], 0) // 24
        pay_capital(book, state)
    clear_ledger(state.public.track)
    clear_round(book, state)
    clock[s.HOUR] = begins
    clock[s.HOURS_LEFT] = book.round[now, b.ROUND_HOURS]
    drift(book, state, days)
    feel_falls(book, state)
    deliver_due(book, state, begins)
    fire_injects(book, state, scratch, seed0, seed1, game)
    settle(state.public.track)
    circulate_paper(book, state, scratch, seed0, seed1, game)
    deal_hands(book, state, scratch, seed0, seed1, game)
    find_approaches(book, state, scratch, seed0, seed1, game)
