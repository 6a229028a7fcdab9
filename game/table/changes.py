"""What a settled phase changed, told as events: the state before is held against the state after.

One function a subject, in the order in which a round runs; each yields the events of its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from game.rules import state as s
from game.rules.state import State
from game.scenario.book import LEVEL_COUNT, NEED_KIND, Table
from game.scenario.load import Loaded
from game.scenario.names import names_of
from game.scenario.words import ANSWERS, MEETINGS, PROMISES
from game.table import decisions as d
from game.table.drafts import bracket_words, text_of
from game.table.events import PUBLIC, Event
from game.table.ladder import rung_at
from game.table.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Change:
    """A phase before and after it was settled."""

    loaded: Loaded
    lexicon: Lexicon
    before: State
    after: State
    ledger: Table
    decisions: tuple[d.Decision, ...]
    moment: int

    @property
    def phase(self) -> int:
        """Return the phase that was settled."""
        return int(self.before.public.clock[s.PHASE])

    @property
    def seats(self) -> int:
        """Return the audience of everybody at the table, the press left out."""
        return (1 << len(self.lexicon.allies) + 1) - 1

    def rose(self, column: int) -> bool:
        """Tell whether a number of the clock grew."""
        return bool(self.after.public.clock[column] > self.before.public.clock[column])

    def new_bits(self, column: int) -> tuple[str, ...]:
        """Return the allies that a mask of the clock gained."""
        return self.members(int(self.after.public.clock[column]) & ~int(self.before.public.clock[column]))

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the allies of a mask."""
        return tuple(ally for a, ally in enumerate(self.lexicon.allies) if mask >> a & 1)

    def seat(self, number: int) -> str:
        """Return the seat of a number of the clock; -1 is nobody."""
        return self.lexicon.seats[number] if number >= 0 else ""

    def event(self, kind: str, audience: int = PUBLIC, **data: Any) -> Event:
        """Return an event of this moment."""
        return Event(kind, audience, self.moment, data)


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
                due = int(change.after.pair[a, o, s.GAVE_DUE]) + 1
                yield change.event("promise", 1 << a | 1 << o, by=giver, to=taker, promise=PROMISES[kind], due=due)
        for kind_of_event, column in (("kept", s.KEPT_WORD), ("broken_word", s.BROKE_WORD)):
            times = int(change.after.public.ally[a, column] - change.before.public.ally[a, column])
            if times > 0:
                yield change.event(kind_of_event, change.seats, seat=giver, times=times)


def _soundings(change: Change) -> Iterator[Event]:
    if change.phase != s.SOUND:
        return
    for decision in change.decisions:
        if not isinstance(decision, d.Sound):
            continue
        a = change.lexicon.row(decision.seat)
        for ally in decision.allies:
            pair = change.after.pair[a, change.lexicon.row(ally)]
            if pair[s.SOUNDED] == change.after.public.clock[s.DRAFT]:
                worst = bracket_words(change.lexicon, change.after.public, int(pair[s.SOUND_WORST]), 0)
                band = d.BANDS[int(pair[s.SOUND_BAND])]
                yield change.event("sounding", 1 << a, ally=ally, band=band, worst=worst.partition("+")[0])


def _draft(change: Change) -> Iterator[Event]:
    """Tell what became of the text that was on the table."""
    row = int(change.after.public.clock[s.DRAFT] if change.phase == s.TABLING else change.before.public.clock[s.DRAFT])
    if row < 0:
        return
    before, after = change.before.public.draft[row], change.after.public.draft[row]
    words = " ".join(text_of(change.lexicon, after).words())
    if change.phase == s.TABLING:
        yield change.event("tabled", draft=row, author=change.seat(int(after[s.AUTHOR])), text=words)
    elif change.phase == s.SOUND:
        gained = change.members(int(after[s.COSPONSORS]) & ~int(before[s.COSPONSORS]))
        if gained:
            yield change.event("cosponsors", seats=gained)
        if after[s.STATUS] == s.DROPPED_TEXT:
            yield change.event("unwanted", draft=row)
    elif change.phase == s.REDRAFT and after[s.STATUS] == s.UNDER_SILENCE:
        level = MEETINGS[int(after[s.LEVEL])]
        yield change.event("silence", draft=row, text=words, deadline=int(after[s.DEADLINE]), level=level)
    elif change.phase == s.TOUR:
        said = change.after.public.ally[:, s.TOUR_SAID]
        answers = {seat: d.TOURS[int(said[a])] for a, seat in enumerate(change.lexicon.allies) if said[a] >= 0}
        yield change.event("tour", answers=answers)
    elif change.phase == s.REVISE:
        yield from _revision(change, row, words)
    yield from _closing(change, row, words)


def _revision(change: Change, row: int, words: str) -> Iterator[Event]:
    before, after = change.before.public.draft[row], change.after.public.draft[row]
    deadline = int(after[s.DEADLINE])
    if after[s.LEVEL] > before[s.LEVEL]:
        yield change.event("raised", draft=row, level=MEETINGS[int(after[s.LEVEL])], deadline=deadline)
    elif change.rose(s.REVISED):
        by = change.seat(int(after[s.DRAFT_PEN]))
        yield change.event("revised", draft=row, by=by, text=words, deadline=deadline)


_CLOSED: Final = {
    s.ADOPTED: "adopted",
    s.WILLING_TEXT: "willing",
    s.DROPPED_TEXT: "dropped",
    s.BROKEN_TEXT: "failed",
}


def _closing(change: Change, row: int, words: str) -> Iterator[Event]:
    before, after = int(change.before.public.draft[row, s.STATUS]), int(change.after.public.draft[row, s.STATUS])
    if before != after and after in _CLOSED and change.phase != s.SOUND:
        yield change.event(_CLOSED[after], draft=row, text=words, round=int(change.before.public.clock[s.ROUND]) + 1)


def _answers(change: Change) -> Iterator[Event]:
    if change.phase != s.ANSWER:
        return
    public, row = change.after.public, int(change.before.public.clock[s.DRAFT])
    said = {seat: int(public.ally[a, s.SAID]) for a, seat in enumerate(change.lexicon.allies)}
    yield change.event("answers", draft=row, answers={seat: ANSWERS[k] for seat, k in said.items() if k >= 0})
    for a, (seat, kind) in enumerate(said.items()):
        if kind in (s.AMEND, s.BREAK):
            pairs = [public.ally[a, column : column + 2] for column in (s.BRACKET_1, s.BRACKET_2)]
            named = (bracket_words(change.lexicon, public, int(what), int(level), row) for what, level in pairs)
            brackets = [word for word in named if word]
            demands = bool(public.ally[a, s.DEMANDS_ASK])
            yield change.event(
                "objection", change.seats, seat=seat, answer=ANSWERS[kind], brackets=brackets, demands_ask=demands
            )
        if int(public.draft[row, s.REFERENDUM_SET]) >> a & 1:
            yield change.event("ad_referendum", 1 << a, draft=row)
    broke = change.members(int(public.draft[row, s.BREAK_SET]))
    if broke:
        yield change.event("broke", change.seats, draft=row, seats=broke)
    if change.rose(s.TIME_ASKED):
        yield change.event("more_time", draft=row, deadline=int(public.draft[row, s.DEADLINE]))
    if public.clock[s.PHASE] == s.REVISE:
        yield change.event("pen", change.seats, seat=change.seat(int(public.clock[s.PEN])))


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
            yield change.event("call", measure=measure, kind=word, units=int(after[m, s.NEEDED]))
        if after[m, s.REFUSED_BY_HOST] > before[m, s.REFUSED_BY_HOST]:
            yield change.event("host_refused", measure=measure)
        # Where the second call closes, pledged and filled are public, and the other side reads the gap.
        if change.phase == s.OFFER_AGAIN and before[m, s.OPEN_CALL] and after[m, s.NEEDED]:
            pledged, filled = int(after[m, s.NEEDED]), int(after[m, s.OFFERED])
            yield change.event("gap", measure=measure, pledged=pledged, filled=filled / 2)
    if change.phase in (s.OFFER, s.OFFER_AGAIN):
        for offer in change.decisions:
            if isinstance(offer, d.Offer) and _was_taken(change, offer):
                yield change.event(
                    "offer", seat=offer.seat, measure=offer.measure, units=offer.units, caveat=offer.caveat
                )


def _was_taken(change: Change, offer: d.Offer) -> bool:
    measure, a = change.lexicon.measures.index(offer.measure), change.lexicon.row(offer.seat)
    return bool(int(change.after.public.measure[measure, s.GIVERS]) >> a & 1)


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
    _soundings,
    _answers,
    _draft,
    _consequences,
    _units,
    _other_side,
    _tracks,
    _own,
    _clock,
)
