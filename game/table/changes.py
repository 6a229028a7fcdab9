"""What a settled phase changed, told as events: the state before is held against the state after.

One function a subject, in the order in which a round runs; each yields the events of its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from game.rules import state as s
from game.rules.offers import give
from game.rules.state import State
from game.scenario.book import LEVEL_COUNT, NEED_KIND, Table
from game.scenario.load import Loaded
from game.scenario.names import names_of
from game.scenario.words import PROMISES
from game.table import decisions as d
from game.table.change import Change
from game.table.changes_of_texts import answers, fate_of_draft, soundings
from game.table.copies import copied_state
from game.table.events import PUBLIC, Event
from game.table.ladder import rung_at
from game.table.lexicon import Lexicon


def events_between(
    loaded: Loaded,
    before: State,
    after: State,
    ledger: Table,
    decisions: Iterable[d.Decision],
    moment: int,
    lexicon: Lexicon,
) -> list[Event]:
    """Return what there is to tell of a settled phase."""
    change = Change(loaded, lexicon, before, after, ledger, tuple(decisions), moment)
    return [event for tell in _SUBJECTS for event in tell(change)]


def _acts(change: Change) -> Iterator[Event]:
    for a, seat in enumerate(change.lexicon.allies):
        measure = int(change.after.public.ally[a, s.ACTED])
        if measure >= 0 and change.before.public.ally[a, s.ACTED] != measure:
            yield change.event("act", seat=seat, measure=change.lexicon.measures[measure])


def _news(change: Change) -> Iterator[Event]:
    fired = s.FIRED + int(change.before.public.clock[s.ROUND])
    for i, (key, inject) in enumerate(change.loaded.scenario.inject.items()):
        column = s.TRUTH_INJECT + i
        if change.after.truth[column] == fired and change.before.truth[column] != fired:
            to = PUBLIC if inject.to == "all" else sum(1 << change.lexicon.row(ally) for ally in inject.to)
            yield change.event("inject", to, inject=key, credibility=inject.credibility)


def _pipe(change: Change) -> Iterator[Event]:
    before, after = change.before.public.measure, change.after.public.measure
    for m, measure in enumerate(change.lexicon.measures):
        if before[m, s.ARRIVES] >= 0 and after[m, s.ARRIVES] < 0:
            if after[m, s.DELIVERED_LEVEL] == before[m, s.DELIVERED_LEVEL]:
                yield change.event("lapsed", measure=measure)
                continue
            need = 2 * int(after[m, s.NEEDED])
            share = 100 if need == 0 else min(int(after[m, s.OFFERED]), need) * 100 // need
            yield change.event("delivered", measure=measure, level=int(after[m, s.DELIVERED_LEVEL]), share=share)


def _corridors(change: Change) -> Iterator[Event]:
    asked = change.new_bits(s.ARTICLE_4_MASK)
    if asked:
        yield change.event("article_4", seats=asked)
    if change.after.public.clock[s.ANNOUNCED] > change.before.public.clock[s.ANNOUNCED]:
        yield change.event("announced")
    if change.after.public.clock[s.BILATERAL_ROUND] > change.before.public.clock[s.BILATERAL_ROUND]:
        given = change.after.public.ally[:, s.GIVEN] > change.before.public.ally[:, s.GIVEN]
        yield change.event("bilateral", helpers=[seat for a, seat in enumerate(change.lexicon.allies) if given[a]])
    if change.rose(s.LEAKS):
        yield change.event("leak", letters=change.members(int(change.before.public.clock[s.LETTER_MASK])))
    if change.phase == s.CONSULT:
        yield change.event("floor", change.seats, seat=change.seat(int(change.after.public.clock[s.SPONSOR])))


def _promises(change: Change) -> Iterator[Event]:
    for a, giver in enumerate(change.lexicon.allies):
        for o, taker in enumerate(change.lexicon.allies):
            kind = int(change.after.pair[a, o, s.GAVE])
            if kind and change.before.pair[a, o, s.GAVE] != kind:
                due = int(change.after.public.clock[s.ROUND]) + 1
                yield change.event("promise", 1 << a | 1 << o, by=giver, to=taker, promise=PROMISES[kind], due=due)
        for kind_of_event, column in (("kept", s.KEPT_WORD), ("broken_word", s.BROKE_WORD)):
            times = int(change.after.public.ally[a, column] - change.before.public.ally[a, column])
            if times > 0:
                yield change.event(kind_of_event, change.seats, seat=giver, times=times)


def _consequences(change: Change) -> Iterator[Event]:
    before, after = change.before.public, change.after.public
    for a, seat in enumerate(change.lexicon.allies):
        if after.ally[a, s.ASK_GRANTED] > before.ally[a, s.ASK_GRANTED]:
            yield change.event("ask_granted", change.seats, seat=seat)
        if after.ally[a, s.RED_CROSSED] > before.ally[a, s.RED_CROSSED]:
            yield change.event("red_line", 1 << a, times=int(after.ally[a, s.RED_CROSSED]))
        if after.ally[a, s.FALLEN] > before.ally[a, s.FALLEN]:
            yield change.event("fell", seat=seat)
    taken = (after.draft[:, s.STATUS] == s.TAKEN_BACK_TEXT) & (before.draft[:, s.STATUS] != s.TAKEN_BACK_TEXT)
    for row in taken.nonzero()[0]:
        yield change.event("taken_back", draft=int(row))
    if change.rose(s.CLAIMED):
        yield change.event("claimed")


def _units(change: Change) -> Iterator[Event]:
    before, after, lexicon = change.before.public.measure, change.after.public.measure, change.lexicon
    kinds = tuple(change.loaded.scenario.scenario.kinds)
    for m, measure in enumerate(lexicon.measures):
        if after[m, s.NEEDED] > before[m, s.NEEDED]:
            option = m * LEVEL_COUNT + max(int(after[m, s.PIPE_LEVEL]), 1) - 1
            kind = int(change.loaded.book.option[option, NEED_KIND])
            word = kinds[kind] if kind >= 0 else ""
            yield change.event("call", measure=measure, unit=word, units=int(after[m, s.NEEDED]))
        if after[m, s.REFUSED_BY_HOST] > before[m, s.REFUSED_BY_HOST]:
            yield change.event("host_refused", measure=measure)
        # Where the second call closes, pledged and filled are public, and the other side reads the gap.
        if change.phase == s.OFFER_AGAIN and before[m, s.OPEN_CALL] and after[m, s.NEEDED]:
            pledged, filled = int(after[m, s.NEEDED]), int(after[m, s.OFFERED])
            yield change.event("gap", measure=measure, pledged=pledged, filled=filled / 2)
    yield from _offers(change)


def _offers(change: Change) -> Iterator[Event]:
    """Tell what was given: the rules take less than was offered where the stock or the call is smaller."""
    if change.phase not in (s.OFFER, s.OFFER_AGAIN):
        return
    trial = copied_state(change.before)
    for offer in change.decisions:
        if isinstance(offer, d.Offer):
            a, measure = change.lexicon.row(offer.seat), change.lexicon.measures.index(offer.measure)
            had = int(trial.public.ally[a, s.GIVEN])
            give(change.loaded.book, trial, a, measure, offer.units, int(offer.caveat))
            units = int(trial.public.ally[a, s.GIVEN]) - had
            if units:
                yield change.event("offer", seat=offer.seat, measure=offer.measure, units=units, caveat=offer.caveat)


_COUNTED: Final = (
    ("channel_offered", s.CHANNEL_OFFERED),
    ("channel_taken", s.CHANNEL_TAKEN),
    ("channel_refused", s.CHANNEL_REFUSED),
    ("reversed", s.REVERSED),
    ("withdrawn", s.WITHDRAWN),
)


def _other_side(change: Change) -> Iterator[Event]:
    clock = change.after.public.clock
    if change.phase == s.REPLY:
        reply = int(clock[s.LAST_REPLY])
        if reply >= 0:
            key = change.lexicon.replies[reply]
            yield change.event("reply", reply=key, reply_kind=change.loaded.scenario.adversary.reply[key].kind)
    if change.rose(s.HITS):
        yield change.event("hit", hits=int(clock[s.HITS]))
    if change.rose(s.ACCIDENTS):
        yield change.event("accident", accidents=int(clock[s.ACCIDENTS]), worst=int(clock[s.WORST_ACCIDENT]))
    for kind, column in _COUNTED:
        if change.rose(column):
            yield change.event(kind)


def _tracks(change: Change) -> Iterator[Event]:
    before, after = change.before.public.track, change.after.public.track
    for t, track in enumerate(names_of(change.loaded.scenario).tracks):
        was, now = int(before[t, s.NOW]), int(after[t, s.NOW])
        entries = {s.LEDGER[c]: int(points) for c, points in enumerate(change.ledger[t]) if points}
        # The ledger is this phase's only if it explains the change to the point.
        causes = entries if sum(entries.values()) == now - was else {}
        if was != now:
            yield change.event("track", track=track, before=was, after=now, causes=causes)
    rungs = [rung_at(change.loaded.scenario, int(table[0, s.NOW])) for table in (before, after)]
    if rungs[0] != rungs[1]:
        yield change.event("rung", before=rungs[0], after=rungs[1])


def _own(change: Change) -> Iterator[Event]:
    """Tell each ally what moved in its own house."""
    before, after = change.before.own, change.after.own
    first = s.stock_at(change.loaded.book)
    for a in range(len(change.lexicon.allies)):
        capital = [int(table[a, s.CAPITAL]) for table in (before, after)]
        support = [int(table[a, s.SUPPORT]) for table in (before, after)]
        if capital[0] != capital[1] or support[0] != support[1]:
            yield change.event("standing", 1 << a, capital=capital, support=support)
        for k, kind in enumerate(change.loaded.scenario.scenario.kinds):
            if before[a, first + k] != after[a, first + k]:
                was, now = int(before[a, first + k]), int(after[a, first + k])
                yield change.event("stock", 1 << a, unit=kind, before=was, after=now)


def _clock(change: Change) -> Iterator[Event]:
    before, clock = change.before.public.clock, change.after.public.clock
    if change.phase == s.BRIEFING:
        now = int(clock[s.ROUND])
        told = change.loaded.scenario.round[now]
        yield change.event("round", round=now + 1, key=told.key, title=told.title)
    if clock[s.PHASE] == s.OVER:
        row = int(clock[s.ENDING])
        endings = tuple(change.loaded.scenario.ending)
        yield change.event("ended", ending=endings[row] if 0 <= row < len(endings) else "")
    elif before[s.PHASE] != clock[s.PHASE]:
        phase = s.PHASES[int(clock[s.PHASE])]
        yield change.event("phase", phase=phase, round=int(clock[s.ROUND]) + 1, hours_left=int(clock[s.HOURS_LEFT]))


_SUBJECTS: Final = (
    _acts,
    _news,
    _pipe,
    _corridors,
    _promises,
    soundings,
    answers,
    fate_of_draft,
    _consequences,
    _units,
    _other_side,
    _tracks,
    _own,
    _clock,
)
