"""What became of a text, told as events: sounded, tabled, put under silence, answered, mended, adopted or lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.rules import state as s
from game.scenario.words import ANSWERS, MEETINGS
from game.table import decisions as d
from game.table.change import Change
from game.table.drafts import bracket_words, text_of
from game.table.events import Event


def soundings(change: Change) -> Iterator[Event]:
    """Tell who asked what an ally said when it was sounded."""
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


def fate_of_draft(change: Change) -> Iterator[Event]:
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


def answers(change: Change) -> Iterator[Event]:
    """Tell the sealed answers, now open, and what the objectors named."""
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
