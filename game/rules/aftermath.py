"""The end of a round: what was not said and not delivered, publics and governments, promises due, one settlement."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.beliefs import believed_meant, spiral_at_first, spiral_expected
from game.rules.conduct import move_fear, move_support, struck_ally
from game.rules.facts import evaluate, gap
from game.rules.injects import fall
from game.rules.ledger import book_effects, book_points, settle
from game.rules.pipeline import deliver_due
from game.rules.promises import settle_promises
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.rules.texts import has_said_something
from game.scenario import book as b
from game.scenario.book import Book


@rule
def others_act(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Let the European Union and the United Nations take up what a text called on them to do."""
    measures = book.measure.shape[0]
    now = state.public.clock[s.ROUND]
    draw = scratch.draw[: -(-measures // 8) * 8]
    luck.fill(seed0, seed1, game, now, luck.UPTAKE, draw)
    for m in range(measures):
        authority = book.measure[m, b.AUTHORITY]
        if (authority != b.EU and authority != b.UN) or state.public.measure[m, s.CALLED] == 0:
            continue
        if state.public.measure[m, s.ADOPTED_LEVEL] > 0 or luck.chance(draw[m], book.measure[m, b.UPTAKE]) == 0:
            continue
        state.public.measure[m, s.ADOPTED_LEVEL] = 1
        state.public.measure[m, s.PIPE_LEVEL] = 1
        state.public.measure[m, s.BY] = s.BY_OTHERS
        state.public.measure[m, s.ADOPTED_ROUND] = now
        state.public.measure[m, s.ARRIVES] = state.public.clock[s.HOUR] + book.option[m * b.LEVEL_COUNT, b.LEAD]


@rule
def price_of_no_text(book: Book, state: State) -> None:
    """Charge the round's price where no text held, and Article 4's where nothing answers it by the end of the next."""
    clock = state.public.clock
    now = clock[s.ROUND]
    if book.rule[n.WITH_NO_TEXT_PRICE] == 1:
        if not has_said_something(state.public):
            book_effects(state.public.track, book.round[now], b.PRICE, s.BY_NO_TEXT, 1000)
        elif clock[s.FIRM] < book.rule[n.FIRM_SPARES]:
            # Words keep the council together; what deters is what they read as firm.
            price = book.round[now, b.PRICE + b.DETERRENCE] * (book.rule[n.FIRM_SPARES] - clock[s.FIRM])
            book_points(state.public.track, b.DETERRENCE, s.BY_NO_TEXT, price // book.rule[n.FIRM_SPARES])
    if clock[s.ARTICLE_4_ROUND] >= 0 and clock[s.ARTICLE_4_ANSWERED] < 0 and now > clock[s.ARTICLE_4_ROUND]:
        clock[s.ARTICLE_4_ANSWERED] = 0
        for t in (b.DETERRENCE, b.COHESION, b.REASSURANCE):
            book_points(state.public.track, t, s.BY_ARTICLE_4, -2 * book.rule[n.ARTICLE_4_WEAK])


@rule
def lapse(book: Book, state: State) -> None:
    """Let a finding of an armed attack on condition (12 September 2001) lapse where attribution stays under the line."""
    clock = state.public.clock
    for m in range(book.measure.shape[0]):
        row = state.public.measure[m]
        if book.measure[m, b.ARTICLE_5_CASE] == 0 or row[s.ADOPTED_LEVEL] != 1 or row[s.BY] != s.BY_COUNCIL:
            continue
        if (
            clock[s.ROUND] <= row[s.ADOPTED_ROUND]
            or state.public.track[b.ATTRIBUTION, s.NOW] >= book.rule[n.CLAIM_LINE]
        ):
            continue
        row[s.ADOPTED_LEVEL] = 0
        row[s.BY] = s.BY_NOBODY
        book_points(state.public.track, b.COHESION, s.BY_CLAIM, -book.rule[n.LAPSE_COHESION])
        book_points(state.public.track, b.DETERRENCE, s.BY_CLAIM, -book.rule[n.LAPSE_COHESION])


@rule
def price_of_gap(book: Book, state: State) -> None:
    """Let the other side and the struck public read what was pledged and not filled."""
    if book.rule[n.WITH_GAP] == 0:
        return
    lacking = gap(state.public.clock)
    if book.round[state.public.clock[s.ROUND], b.DOUBLE_GAP] == 1:
        lacking *= 2
    lacking = min(lacking, 12)
    book_points(state.public.track, b.DETERRENCE, s.BY_GAP, -lacking * book.rule[n.GAP_DETERRENCE])
    book_points(state.public.track, b.REASSURANCE, s.BY_GAP, -lacking * book.rule[n.GAP_REASSURANCE])


@rule
def price_of_habit(book: Book, state: State) -> None:
    """Let what goes unanswered become normal: deterrence falls with every hit that no text met."""
    if book.rule[n.WITH_HABIT] == 0:
        return
    clock = state.public.clock
    unmet = clock[s.UNANSWERED]
    if clock[s.HIT_ANSWERED] == 0:
        unmet += 1
    book_points(state.public.track, b.DETERRENCE, s.BY_HABIT, -min(unmet, 4) * book.rule[n.HABIT])


@rule
def move_publics(book: Book, state: State) -> None:
    """Move support at home: the struck country by how safe it feels, the others a little towards where they started."""
    if book.rule[n.WITH_PUBLICS] == 0:
        return
    struck = struck_ally(book)
    for a in range(book.ally.shape[0]):
        drift = (book.ally[a, b.SUPPORT_START] - state.own[a, s.SUPPORT]) * book.rule[n.SUPPORT_DRIFT] // 1000
        move_support(state, a, drift)
        # Publics that want firmness miss it; publics that fear it count the heat.
        clock = state.public.clock
        met = clock[s.FIRM] - book.rule[n.FIRM_LINE]
        move_support(state, a, book.ally[a, b.HOME] * met // 1000 * book.rule[n.HOME_FIRM] // 100)
    if struck >= 0:
        felt = state.public.track[b.REASSURANCE, s.NOW] - book.track[b.REASSURANCE, b.TRACK_START]
        move_support(state, struck, felt * book.rule[n.STRUCK_FELT] // 1000 - book.rule[n.STRUCK_DECAY])


@rule
def governments(book: Book, state: State) -> None:
    """Bring down a government whose support was under its floor for two rounds."""
    if book.rule[n.WITH_GOVERNMENTS] == 0:
        return
    for a in range(book.ally.shape[0]):
        if state.own[a, s.SUPPORT] >= book.ally[a, b.SUPPORT_FLOOR]:
            state.own[a, s.LOW_ROUNDS] = 0
            continue
        state.own[a, s.LOW_ROUNDS] += 1
        if state.own[a, s.LOW_ROUNDS] >= 2 and state.public.ally[a, s.FALLEN] == 0:
            fall(state, a)


@rule
def move_fears(book: Book, state: State) -> None:
    """Move the two fears towards what is usual, and by what the tracks tell.

    Who comes to believe that nobody meant it fears less to be left alone with whoever did (RULES 5, front-line fear).
    """
    if book.rule[n.WITH_FEARS] == 0:
        return
    deterrence = state.public.track[b.DETERRENCE, s.NOW] - book.track[b.DETERRENCE, b.TRACK_START]
    escalation = state.public.track[b.ESCALATION, s.NOW] - book.track[b.ESCALATION, b.TRACK_START]
    at_first = spiral_at_first(book)
    # One division a round, not two an ally: they take a machine longest.
    less = (deterrence << 12) // book.rule[n.FEAR_SCALE]
    more = (escalation << 12) // book.rule[n.FEAR_SCALE]
    for a in range(book.ally.shape[0]):
        usual = book.ally[a, b.ABANDONMENT] * believed_meant(state.own[a]) // book.rule[n.FEAR_MEANT]
        back = (min(usual, 100) - state.own[a, s.ABANDON]) // 3
        move_fear(state, a, s.ABANDON, back - (less * book.ally[a, b.ABANDONMENT] >> 12))
        back = (book.ally[a, b.ENTRAPMENT] - state.own[a, s.ENTRAP]) // 3
        back += (spiral_expected(book, state.own[a]) - at_first) * book.rule[n.FEAR_OF_SPIRAL] // 1000
        move_fear(state, a, s.ENTRAP, back + (more * book.ally[a, b.ENTRAPMENT] >> 12))


@rule
def keep_count(book: Book, state: State) -> None:
    """Keep the counts that endings and common goals look at."""
    clock = state.public.clock
    clock[s.PEAK] = max(clock[s.PEAK], state.public.track[b.ESCALATION, s.NOW])
    clock[s.COHESION_SUM] += state.public.track[b.COHESION, s.NOW]
    clock[s.DETERRENCE_SUM] += state.public.track[b.DETERRENCE, s.NOW]
    if state.public.track[b.COHESION, s.NOW] < book.rule[n.SPLIT_LINE]:
        clock[s.LOW_COHESION] += 1
    else:
        clock[s.LOW_COHESION] = 0
    if clock[s.CHANNEL_LIVE] > 0:
        clock[s.CHANNEL_LIVE] -= 1
    clock[s.WITHOUT_TEXT] = clock[s.WITHOUT_TEXT] + 1 if clock[s.TEXT_HELD] == 0 else 0


@rule
def find_ending(book: Book, state: State, stack: b.Table, last: bool) -> int:
    """Return the first ending that holds, or -1; some are only asked at the end of the game."""
    for e in range(book.watch.shape[0]):
        row = book.watch[e]
        if row[b.WATCH_KIND] != b.ENDING or (row[b.WATCH_AT] == 1 and not last):
            continue
        if evaluate(book, state, stack, row[b.WATCH_START], row[b.WATCH_LENGTH]) == 1:
            return e
    return -1


@rule
def after(book: Book, state: State, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Close the round, and the game when an ending holds or there is no further round."""
    clock = state.public.clock
    others_act(book, state, scratch, seed0, seed1, game)
    ends = book.round[clock[s.ROUND], b.ROUND_START] + book.round[clock[s.ROUND], b.ROUND_HOURS]
    clock[s.HOUR] = max(clock[s.HOUR], ends)
    deliver_due(book, state, ends)
    price_of_no_text(book, state)
    lapse(book, state)
    price_of_gap(book, state)
    price_of_habit(book, state)
    settle(state.public.track)
    settle_promises(book, state)
    move_publics(book, state)
    governments(book, state)
    move_fears(book, state)
    keep_count(book, state)
    last = clock[s.ROUND] + 1 >= book.round.shape[0]
    clock[s.ROUND] += 1
    clock[s.ENDING] = find_ending(book, state, scratch.stack, last)
    clock[s.PHASE] = s.OVER if last or clock[s.ENDING] >= 0 else s.BRIEFING
