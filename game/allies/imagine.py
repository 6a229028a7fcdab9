"""What a seat may take a game to be: the table as all see it, its own rows as they are, and everything else drawn anew.

What it does not see comes from what it believes (the other side's type, what happened) or, where it has no belief, from
what everybody knows of every game: moods, secrets, the deck. Nothing is read that its capital does not know.
"""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.briefing import deal_hands, list_possible, open_door
from game.rules.copies import copy_table
from game.rules.pipeline import kind_needed, units_of
from game.rules.rule import rule
from game.rules.start import draw_deck, draw_mood, start_ally
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def copy_public(source: Public, target: Public) -> None:
    """Copy what the table sees."""
    copy_table(source.clock, target.clock)
    copy_table(source.track, target.track)
    copy_table(source.draft, target.draft)
    copy_table(source.measure, target.measure)
    copy_table(source.ally, target.ally)


@rule
def draw_rooms(book: Book, state: State, draw: Table, seed0: int, seed1: int, future: int) -> None:
    """Give every ally the rows of a first day, with a mood and a secret of this future."""
    allies = book.ally.shape[0]
    state.own[:] = 0
    state.pair[:] = 0
    luck.fill(seed0, seed1, future, 0, luck.MOODS, draw[: -(-allies // 4) * 8])
    for a in range(allies):
        start_ally(book, state, a, draw_mood(book, a, draw[2 * a]), luck.below(draw[2 * a + 1], b.SECRETS))
        for k in range(s.APPROACHES):
            state.own[a, s.DOOR + k * s.DOOR_COLUMNS + s.DOOR_WITH] = -1


@rule
def draw_type(book: Book, state: State, own: Table, space: Table, draw0: int, draw1: int) -> None:
    """Draw the other side's type from a seat's belief, then what happened, given the type and the evidence it has seen.

    `state.own` must hold first-day rows: the evidence is what moved the seat's belief from theirs.
    """
    types = book.type.shape[0]
    for y in range(types):
        space[y] = own[s.TYPE_BELIEF + y]
    kind = luck.pick(space, draw0, types)
    state.truth[s.TYPE_DRAWN] = kind
    total = 0
    for c in range(b.CAUSE_COUNT):
        first = max(state.own[0, s.CAUSE_BELIEF + c], 1)
        space[c] = own[s.CAUSE_BELIEF + c] * book.type[kind, b.CAUSE_ODDS + c] * 100 // first
        total += space[c]
    if total == 0:
        for c in range(b.CAUSE_COUNT):
            space[c] = own[s.CAUSE_BELIEF + c]
    state.truth[s.CAUSE_DRAWN] = luck.pick(space, draw1, b.CAUSE_COUNT)


@rule
def recall_news(book: Book, origin: State, state: State, seat: int) -> None:
    """Set the injects of the deck that a seat has seen fire to fired, with what they armed and called off."""
    for i in range(book.inject.shape[0]):
        if origin.truth[s.TRUTH_INJECT + i] < s.FIRED or (book.inject[i, b.RECIPIENTS] >> seat) & 1 == 0:
            continue
        state.truth[s.TRUTH_INJECT + i] = origin.truth[s.TRUTH_INJECT + i]
        armed = book.inject[i, b.ARMS]
        if armed >= 0 and state.truth[s.TRUTH_INJECT + armed] == s.UNARMED:
            state.truth[s.TRUTH_INJECT + armed] = s.ARMED
        off = book.inject[i, b.CANCELS]
        if off >= 0 and state.truth[s.TRUTH_INJECT + off] < s.FIRED:
            state.truth[s.TRUTH_INJECT + off] = s.NOT_HELD


@rule
def draw_world(
    book: Book, origin: State, state: State, scratch: Scratch, seed0: int, seed1: int, future: int, seat: int
) -> None:
    """Draw what nobody at the table knows as a seat may expect it."""
    own = origin.own[seat]
    public = state.public
    draw_deck(book, state, scratch.draw, seed0, seed1, future)
    recall_news(book, origin, state, seat)
    luck.fill(seed0, seed1, future, 0, luck.WORLD, scratch.draw[:8])
    draw_type(book, state, own, scratch.spare, scratch.draw[0], scratch.draw[1])
    reversed_already = public.clock[s.REVERSED] > 0
    state.truth[s.WILL_REVERSE] = 1 if reversed_already else luck.chance(scratch.draw[2], book.rule[n.REVERSAL])
    # What the other side makes of the alliance, the seat takes from what all saw.
    state.truth[s.BELIEVED_RESOLVE] = public.track[b.DETERRENCE, s.NOW]
    state.truth[s.BELIEVED_UNITY] = public.track[b.COHESION, s.NOW]


@rule
def guess_room(book: Book, origin: State, state: State, seat: int) -> None:
    """Set in the others' rows what follows from the public picture and from the seat's own dealings with them."""
    clock = state.public.clock
    own = origin.own[seat]
    for a in range(book.ally.shape[0]):
        row = state.own[a]
        row[s.SKILL] = s.INSTINCT
        row[s.CAPITAL] = min(
            book.rule[n.CAPITAL_START] + clock[s.ROUND] * book.rule[n.CAPITAL_ROUND], book.rule[n.CAPITAL_CAP]
        )
        for column in range(s.CAUSE_BELIEF, s.TYPE_BELIEF + book.type.shape[0]):
            row[column] = own[column]  # all have read the same papers
        gave = origin.pair[seat, a, s.GAVE]
        has = origin.pair[seat, a, s.HAS]
        state.pair[a, seat, s.HAS] = gave
        state.pair[a, seat, s.GAVE] = has
        row[s.PROMISED] = 1 if has != s.NO_PROMISE else 0
    guess_stocks(book, state)
    for d in range(state.public.draft.shape[0]):
        waiting = state.public.draft[d, s.REFERENDUM_SET]
        if state.public.draft[d, s.STATUS] == s.ADOPTED and d // s.DRAFTS + 1 >= clock[s.ROUND]:
            for a in range(book.ally.shape[0]):
                if (waiting >> a) & 1 == 1:
                    state.own[a, s.WAITING] = 1
                    state.own[a, s.ITS_TEXT] = d


@rule
def guess_stocks(book: Book, state: State) -> None:
    """Take from every stock what its owner gave to what is still on its way or in force."""
    stock = s.TYPE_BELIEF + book.type.shape[0]
    for m in range(book.measure.shape[0]):
        givers = state.public.measure[m, s.GIVERS]
        kind = kind_needed(book, state, m)
        if givers == 0 or kind < 0:
            continue
        for a in range(book.ally.shape[0]):
            if (givers >> a) & 1 == 1:
                left = state.own[a, stock + kind] - units_of(state, a, m)
                state.own[a, stock + kind] = max(left, 0)


@rule
def keep_own(book: Book, origin: State, state: State, seat: int) -> None:
    """Give a seat its own rows as they are, and open the doors of those who knocked at its own."""
    for column in range(origin.own.shape[1]):
        state.own[seat, column] = origin.own[seat, column]
    state.own[seat, s.SKILL] = s.INSTINCT
    for other in range(book.ally.shape[0]):
        for column in range(s.PAIR_COLUMNS):
            state.pair[seat, other, column] = origin.pair[seat, other, column]
    for k in range(s.APPROACHES):
        at = s.DOOR + k * s.DOOR_COLUMNS
        other = origin.own[seat, at + s.DOOR_WITH]
        if other >= 0:
            open_door(
                state.own[other], s.DOOR, seat, origin.own[seat, at + s.DOOR_GET], origin.own[seat, at + s.DOOR_GIVE]
            )


@rule
def imagine(
    book: Book, origin: State, state: State, scratch: Scratch, seed0: int, seed1: int, future: int, seat: int
) -> None:
    """Make `state` a whole game that a seat may take `origin` to be; each future of a seed is another such game."""
    draw_rooms(book, state, scratch.draw, seed0, seed1, future)
    copy_public(origin.public, state.public)
    draw_world(book, origin, state, scratch, seed0, seed1, future, seat)
    guess_room(book, origin, state, seat)
    if state.public.clock[s.PHASE] == s.ACTS:
        list_possible(book, state, scratch)
        deal_hands(book, state, scratch, seed0, seed1, future)
    keep_own(book, origin, state, seat)
