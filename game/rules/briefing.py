"""The start of a round: time passes, effects arrive, news breaks, the chair's paper circulates, hands are dealt."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import evaluate, first_bit, stock_left
from game.rules.injects import fire_injects
from game.rules.ledger import book_points, clear_ledger, settle
from game.rules.pipeline import deliver_due
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book

LEAST = -1_000_000  # a weight that no measure has

# What an ally could give another, and what it wants.
(WANTS_UNITS, HAS_UNITS, WANTS_BACKING, CAN_BACK) = (1, 2, 4, 8)
(WANTS_EVIDENCE, HAS_EVIDENCE, IS_FORWARD, IS_RESTRAINED) = (16, 32, 64, 128)
DOORS = 8  # the bit from which on the doors already taken are counted


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
def list_possible(book: Book, state: State, scratch: Scratch) -> None:
    """Write into `spare`, a place a measure, whether what it requires holds now (1 or 0)."""
    for m in range(book.measure.shape[0]):
        scratch.spare[m] = 1 if may_be_put(book, state, scratch.stack, m) else 0


@rule
def circulate_paper(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Draw the chair's options paper: at most ten measures of those possible, each at the highest level that may be put."""
    measures = book.measure.shape[0]
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.PAPER, scratch.draw[: -(-measures // 8) * 8])
    paper = scratch.stack[: s.PAPER_SIZE]
    weights = scratch.stack[s.PAPER_SIZE : 2 * s.PAPER_SIZE]
    for k in range(s.PAPER_SIZE):
        paper[k] = -1
        weights[k] = LEAST
    for m in range(measures):
        if scratch.spare[m] == 1 and next_level(book, state, m) > 0:
            insert(paper, 0, weights, s.PAPER_SIZE, m, paper_weight(book, state, m, scratch.draw[m]))
    for k in range(s.PAPER_SIZE):
        if paper[k] >= 0:
            state.public.measure[paper[k], s.ON_PAPER] = next_level(book, state, paper[k])


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
            scratch.worth[a, k] = LEAST
    for m in range(measures):
        free = book.measure[m, b.OWNERS] & ~state.public.measure[m, s.ACTORS]
        if free == 0 or scratch.spare[m] == 0:
            continue
        weight = card_weight(book, state, m)
        while free != 0:
            a = first_bit(free)
            free &= free - 1
            own_luck = luck.gumbel((draw[m] * (2 * a + 3)) & 0xFFFFFFFF)
            only = book.rule[n.HAND_OWN] if book.measure[m, b.OWNER] == a else 0
            insert(state.own[a], s.HELD, scratch.worth[a], s.HAND, m, weight + own_luck + only)


@rule
def insert(row: b.Table, first: int, weights: b.Table, places: int, measure: int, weight: int) -> None:
    """Insert a measure in so many places of a row, kept in order of weight and then of coming; the last drops out."""
    if weight <= weights[places - 1]:
        return
    k = places - 1
    while k > 0 and weights[k - 1] < weight:
        weights[k] = weights[k - 1]
        row[first + k] = row[first + k - 1]
        k -= 1
    weights[k] = weight
    row[first + k] = measure


@rule
def trade_of(book: Book, state: State, ally: int) -> int:
    """Return what an ally could give and what it wants, as a set of the bits above."""
    traits = book.ally
    wants_backing = traits[ally, b.HAS_ASK] == 1 and state.public.ally[ally, s.ASK_GRANTED] == 0
    bits = WANTS_UNITS | CAN_BACK if traits[ally, b.STRUCK] == 1 else 0
    bits |= HAS_UNITS if stock_left(book, state, ally) > 0 else 0
    bits |= WANTS_BACKING if wants_backing else 0
    bits |= CAN_BACK if traits[ally, b.FEATURED] == 1 else 0
    bits |= WANTS_EVIDENCE if traits[ally, b.EVIDENCE] > state.public.track[b.ATTRIBUTION, s.NOW] else 0
    bits |= HAS_EVIDENCE if state.own[ally, s.EVIDENCE_OWN] > 0 else 0
    bits |= IS_FORWARD if traits[ally, b.FORWARD] > 0 else 0
    bits |= IS_RESTRAINED if traits[ally, b.FORWARD] < 0 else 0
    return bits


@rule
def useful_promise(giver: int, taker: int) -> int:
    """Return what one ally could best promise another, by the bits of `trade_of` of both; the last that holds is best."""
    best = s.NOT_TABLE if giver & IS_FORWARD != 0 and taker & IS_RESTRAINED != 0 else s.SILENT_ON
    best = s.SHARES_EVIDENCE if giver & HAS_EVIDENCE != 0 and taker & WANTS_EVIDENCE != 0 else best
    best = s.SUPPORTS_ASK if giver & CAN_BACK != 0 and taker & WANTS_BACKING != 0 else best
    return s.OFFERS_UNITS if giver & HAS_UNITS != 0 and taker & WANTS_UNITS != 0 else best


@rule
def knock(state: State, trades: b.Table, one: int, other: int) -> None:
    """Put a trade at two allies' doors, if both have room and no promise is open between them.

    `trades` holds for each ally the bits of `trade_of`, and above them (DOORS) how many doors are taken.
    """
    here = trades[one] >> DOORS
    there = trades[other] >> DOORS
    if here == s.APPROACHES or there == s.APPROACHES or one == other:
        return
    if state.pair[one, other, s.GAVE] != s.NO_PROMISE or state.pair[one, other, s.HAS] != s.NO_PROMISE:
        return
    gives = useful_promise(trades[one], trades[other])
    gets = useful_promise(trades[other], trades[one])
    open_door(state.own[one], s.DOOR + here * s.DOOR_COLUMNS, other, gives, gets)
    open_door(state.own[other], s.DOOR + there * s.DOOR_COLUMNS, one, gets, gives)
    trades[one] += 1 << DOORS
    trades[other] += 1 << DOORS


@rule
def open_door(own: b.Table, at: int, other: int, gives: int, gets: int) -> None:
    """Write an approach into an ally's row, from column `at` on."""
    own[at + s.DOOR_WITH] = other
    own[at + s.DOOR_GIVE] = gives
    own[at + s.DOOR_GET] = gets


@rule
def find_approaches(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Bring trades to the doors: each seat meets up to two others that it could be useful to."""
    allies = book.ally.shape[0]
    trades = scratch.spare
    for a in range(allies):
        trades[a] = trade_of(book, state, a)
        for k in range(s.APPROACHES):
            state.own[a, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] = -1
    if book.rule[n.WITH_APPROACHES] == 0:
        return
    draw = scratch.draw[: -(-allies // 4) * 8]
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.APPROACHES, draw)
    for a in range(allies):
        for k in range(s.APPROACHES):
            knock(state, trades, a, luck.below(draw[a * s.APPROACHES + k], allies))


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
    list_possible(book, state, scratch)
    circulate_paper(book, state, scratch, seed0, seed1, game)
    deal_hands(book, state, scratch, seed0, seed1, game)
    find_approaches(book, state, scratch, seed0, seed1, game)
