"""What a government sends: units for what was adopted, plain or with caveats; and what a host will not have on its soil."""

from __future__ import annotations

from game.allies.answers import mind_for
from game.allies.position import Mind, heat_fear, stance_column, worth
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.offers import may_offer, open_gap
from game.rules.pipeline import kind_needed
from game.rules.rule import rule
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def wish_to_give(book: Book, public: Public, own: Table, pair: Table, mind: Mind, measure: int) -> int:
    """Return how much an ally wants to give units to a measure."""
    level = public.measure[measure, s.PIPE_LEVEL]
    wish = worth(book, mind, measure, level, s.DECIDES) + book.ally[mind.ally, b.SOLIDARITY] // 6
    wish += stake_of_unit(book, mind, measure * b.LEVEL_COUNT + level - 1)
    wish -= book.ally[mind.ally, b.ECONOMY] // 10
    for other in range(book.ally.shape[0] if own[s.PROMISED] > 0 else 0):
        if pair[other, s.GAVE] == s.OFFERS_UNITS:
            wish += book.rule[n.W_PROMISE]
    if public.clock[s.ANNOUNCED] == public.clock[s.ROUND]:
        # Units now may spare everybody the meeting later.
        wish += own[s.ENTRAP] // 10
    return wish


@rule
def stake_of_unit(book: Book, mind: Mind, row: int) -> int:
    """Return by how much a unit does more for an ally's own sheet than the whole measure, which it counts already.

    It brings its share of what the measure does, and is counted or missed at home.
    """
    if mind.aim < 0:
        return 0
    whole = book.stance[row, mind.column] - book.stance[row, stance_column(book, mind.ally, mind.mood, -1)]
    share = whole // max(book.option[row, b.NEED], 1)
    return share - whole + book.ally[mind.ally, b.UNIT_STAKE + mind.aim]


@rule
def list_calls(book: Book, state: State, calls: Table) -> int:
    """Write the measures that still lack units into the even places, the kinds they lack into the odd; return how many."""
    found = 0
    for m in range(state.public.measure.shape[0]):
        if open_gap(state, m) > 0 and kind_needed(book, state, m) >= 0:
            calls[2 * found] = m
            calls[2 * found + 1] = kind_needed(book, state, m)
            found += 1
    return found


@rule
def best_call(book: Book, state: State, calls: Table, open_calls: int, mind: Mind, but: int) -> int:
    """Return the place of the call that an ally most wants to answer, of those for a kind that it has, or -1."""
    best = -1
    best_wish = -1_000_000
    own = state.own[mind.ally]
    stock = s.TYPE_BELIEF + book.type.shape[0]
    for k in range(open_calls):
        if k == but or own[stock + calls[2 * k + 1]] == 0 or not may_offer(state, mind.ally, calls[2 * k]):
            continue
        wish = wish_to_give(book, state.public, own, state.pair[mind.ally], mind, calls[2 * k])
        if wish > best_wish:
            best = k
            best_wish = wish
    return best


@rule
def offer(
    book: Book, state: State, choice: Table, calls: Table, open_calls: int, ally: int, draw0: int, draw1: int
) -> None:
    """Write an ally's offers into its choice."""
    own = state.own[ally]
    mind = mind_for(book, state.public, own, ally)
    call = best_call(book, state, calls, open_calls, mind, -1)
    if call < 0:
        return
    second_call = state.public.clock[s.PHASE] == s.OFFER_AGAIN
    line = book.rule[n.OFFER_LINE] - (book.rule[n.SECOND_CALL] if second_call else 0)
    line -= luck.gumbel(draw0) * book.rule[n.OFFER_LUCK] // 1000
    first = calls[2 * call]
    wish = wish_to_give(book, state.public, own, state.pair[ally], mind, first)
    if wish <= line:
        return
    choice[ally, s.OFFER_1] = first
    have = own[s.TYPE_BELIEF + book.type.shape[0] + calls[2 * call + 1]]
    choice[ally, s.OFFER_1_UNITS] = min(2 if wish > line + book.rule[n.OFFER_MORE] else 1, have)
    choice[ally, s.OFFER_1_CAVEAT] = has_caveat(book, state.public, mind, first, draw1)
    call = best_call(book, state, calls, open_calls, mind, call)
    if call < 0:
        return
    second = calls[2 * call]
    wish = wish_to_give(book, state.public, own, state.pair[ally], mind, second)
    if wish > line + book.rule[n.OFFER_MORE]:
        choice[ally, s.OFFER_2] = second
        choice[ally, s.OFFER_2_UNITS] = 1
        choice[ally, s.OFFER_2_CAVEAT] = has_caveat(book, state.public, mind, second, draw1)


@rule
def has_caveat(book: Book, public: Public, mind: Mind, measure: int, draw: int) -> int:
    """Return 1 where an ally ties its units to conditions: it fears the heat, or its public does."""
    row = measure * b.LEVEL_COUNT + public.measure[measure, s.PIPE_LEVEL] - 1
    fear = heat_fear(book, mind, book.option[row, b.HEAT]) * 10 - book.ally[mind.ally, b.HOME]
    return luck.chance(draw, min(max(book.rule[n.CAVEAT_ODDS] + fear * book.rule[n.CAVEAT_FEAR], 0), 900))


@rule
def decide_offers(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, who: int
) -> None:
    """Let each ally of a bit mask offer units, sealed."""
    if book.rule[n.WITH_OFFERS] == 0:
        return
    allies = book.ally.shape[0]
    clock = state.public.clock
    draw = scratch.draw[: -(-allies // 4) * 8]
    again = 1 if clock[s.PHASE] == s.OFFER_AGAIN else 0
    luck.fill(seed0, seed1, game, clock[s.ROUND] * 2 + again, luck.OFFERS, draw)
    open_calls = list_calls(book, state, scratch.spare)
    for a in range(allies):
        if (who >> a) & 1 == 1:
            offer(book, state, choice, scratch.spare, open_calls, a, draw[2 * a], draw[2 * a + 1])


@rule
def decide_hosts(book: Book, state: State, choice: Table, who: int) -> None:
    """Let each host of a bit mask refuse what it wants least, if it does not want it at all."""
    for a in range(book.ally.shape[0]):
        if (who >> a) & 1 == 0:
            continue
        mind = mind_for(book, state.public, state.own[a], a)
        worst = -book.rule[n.HOST_LINE]
        for m in range(book.measure.shape[0]):
            if book.measure[m, b.HOST] != a or state.public.measure[m, s.ARRIVES] < 0:
                continue
            value = worth(book, mind, m, state.public.measure[m, s.PIPE_LEVEL], s.DECIDES)
            if value < worst:
                worst = value
                choice[a, s.REFUSES] = m
