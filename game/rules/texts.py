"""Texts on the table: a draft is a verb, a treaty basis and at most five clauses, each with a measure, a level and a mood."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.briefing import may_be_put, next_level
from game.rules.conduct import move_trust, pay, struck_ally
from game.rules.copies import copy_table
from game.rules.rule import rule
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book


@rule
def clause_at(clause: int) -> int:
    """Return the column of `draft` at which a clause begins."""
    return s.CLAUSE + clause * s.CLAUSE_COLUMNS


@rule
def only_called_for(book: Book, measure: int) -> bool:
    """Tell whether a measure is another's, so that the council can do no more than call for it."""
    authority = book.measure[measure, b.AUTHORITY]
    return authority == b.NATIONAL or authority == b.EU or authority == b.UN


@rule
def mood_of(book: Book, measure: int, level: int, wished: int) -> int:
    """Return the mood that a clause can have: the council decides only what is its own, and calls for the rest."""
    if only_called_for(book, measure):
        return s.CALLS_FOR
    if level == 1 and book.measure[measure, b.LEVELS] > 1:
        return s.TASKS
    return wished if wished != s.TASKS else s.DECIDES


@rule
def write_clause(book: Book, draft: b.Table, measure: int, level: int, wished: int) -> None:
    """Add a clause to a draft."""
    at = clause_at(draft[s.COUNT])
    draft[at + s.MEASURE] = measure
    draft[at + s.CLAUSE_LEVEL] = level
    draft[at + s.CLAUSE_MOOD] = mood_of(book, measure, level, wished)
    draft[at + s.CLAUSE_BRACKETS] = 0
    draft[s.COUNT] += 1


@rule
def has_clause(draft: b.Table, measure: int) -> bool:
    """Tell whether a draft already names a measure."""
    for c in range(draft[s.COUNT]):
        if draft[clause_at(c) + s.MEASURE] == measure:
            return True
    return False


@rule
def may_stand(book: Book, measure: int, author: int) -> bool:
    """Tell whether an author may put a measure in a text: an armed attack is found at the struck ally's request alone."""
    return book.measure[measure, b.ARTICLE_5_CASE] == 0 or author == struck_ally(book)


@rule
def write_text(
    book: Book,
    state: State,
    scratch: Scratch,
    draft: b.Table,
    before: b.Table,
    words: b.Table,
    author: int,
    charge: bool,
) -> None:
    """Write a seat's wording (its row of `choice`) into a draft; off the options paper it costs the author capital.

    `before` is the text as it stood (or the empty draft): what it had already is not charged again. What cannot be put
    now, stands there twice, or cannot be paid for, is left out.
    """
    draft[s.COUNT] = 0
    draft[s.VERB] = min(max(words[s.D_VERB], 1), 5)
    draft[s.ASKS] = words[s.D_ASKS]
    for c in range(s.CLAUSES):
        at = s.D_CLAUSE + c * s.D_COLUMNS
        measure = words[at + s.D_MEASURE]
        if measure < 0 or has_clause(draft, measure) or not may_stand(book, measure, draft[s.AUTHOR]):
            continue
        level = min(words[at + s.D_LEVEL], next_level(book, state, measure))
        # What was decided already says nothing new.
        if level <= state.public.measure[measure, s.ADOPTED_LEVEL] or level < 1:
            continue
        if not may_be_put(book, state, scratch.stack, measure):
            continue
        is_new = state.public.measure[measure, s.ON_PAPER] == 0 and not has_clause(before, measure)
        if charge and is_new and not pay(state, author, book.rule[n.COST_OFF_PAPER]):
            continue
        write_clause(book, draft, measure, level, words[at + s.D_MOOD])


@rule
def basis_of(book: Book, public: Public, draft: b.Table) -> int:
    """Return a text's treaty basis: Article 5 where it finds an armed attack, Article 4 while a request is unanswered."""
    for c in range(draft[s.COUNT]):
        if book.measure[draft[clause_at(c) + s.MEASURE], b.ARTICLE_5_CASE] == 1:
            return s.ARTICLE_5
    return asked_basis(public)


@rule
def has_said_something(public: Public) -> bool:
    """Tell whether a text of this round was adopted that has a clause: bare words are no text to those who wait for one."""
    first = public.clock[s.ROUND] * s.DRAFTS
    for d in range(first, first + s.DRAFTS):
        if public.draft[d, s.STATUS] == s.ADOPTED and public.draft[d, s.COUNT] > 0:
            return True
    return False


@rule
def asked_basis(public: Public) -> int:
    """Return Article 4 as a text's basis while a request for consultations is unanswered."""
    clock = public.clock
    if clock[s.ARTICLE_4_ROUND] >= 0 and clock[s.ARTICLE_4_ANSWERED] < 0:
        return s.ARTICLE_4
    return s.ROUTINE


@rule
def resolve_tabling(book: Book, state: State, choice: b.Table, scratch: Scratch) -> None:
    """Put the sponsor's text on the table, if it has one."""
    clock = state.public.clock
    sponsor = clock[s.SPONSOR]
    words = choice[sponsor]
    clock[s.DRAFT] = -1
    if words[s.D_VERB] <= 0 or clock[s.HOURS_LEFT] < book.rule[n.LEAST_DEADLINE]:
        return
    row = clock[s.ROUND] * s.DRAFTS + clock[s.SLOT]
    draft = state.public.draft[row]
    draft[:] = 0
    draft[s.STATUS] = s.TABLED_TEXT
    draft[s.AUTHOR] = sponsor
    draft[s.COSPONSORS] = 1 << sponsor
    draft[s.LEVEL] = book.round[clock[s.ROUND], b.MEETING]
    draft[s.OPENED] = clock[s.HOUR]
    draft[s.DRAFT_PEN] = sponsor
    write_text(book, state, scratch, draft, draft, words, sponsor, True)
    draft[s.BASIS] = basis_of(book, state.public, draft)
    draft[s.DEADLINE] = min(max(words[s.D_HOURS], book.rule[n.LEAST_DEADLINE]), clock[s.HOURS_LEFT])
    clock[s.DRAFT] = row
    clock[s.TABLED] += 1
    clock[s.EXTENDED] = 0
    clock[s.SPEND] = 0


@rule
def sound_one(book: Book, state: State, choice: b.Table, asker: int, asked: int) -> None:
    """Let one ally sound another: it learns a band and the worst clause, stale after a revision."""
    if asked < 0 or asked == asker or not pay(state, asker, book.rule[n.COST_SOUNDING]):
        return
    clock = state.public.clock
    state.pair[asker, asked, s.SOUNDED] = clock[s.DRAFT]
    state.pair[asker, asked, s.SOUND_BAND] = choice[asked, s.SAYS_BAND]
    state.pair[asker, asked, s.SOUND_WORST] = choice[asked, s.SAYS_WORST]
    clock[s.SOUNDINGS] += 1


@rule
def resolve_soundings(book: Book, state: State, choice: b.Table) -> None:
    """Carry the soundings, and write down who co-sponsors; the struck ally may keep a text off the table."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    if book.rule[n.WITH_SOUNDINGS] == 1:
        for a in range(book.ally.shape[0]):
            sound_one(book, state, choice, a, choice[a, s.SOUND_1])
            sound_one(book, state, choice, a, choice[a, s.SOUND_2])
    for a in range(book.ally.shape[0]):
        if choice[a, s.COSPONSOR] == 1:
            draft[s.COSPONSORS] |= 1 << a
            move_trust(state, draft[s.AUTHOR], a, book.rule[n.TRUST_COSPONSOR])
    struck = struck_ally(book)
    if struck >= 0 and struck != draft[s.AUTHOR] and choice[struck, s.COSPONSOR] == -1:
        draft[s.STATUS] = s.DROPPED_TEXT
        draft[s.CLOSED] = clock[s.HOUR]
        clock[s.DROPPED] += 1


@rule
def resolve_redraft(book: Book, state: State, choice: b.Table, scratch: Scratch) -> None:
    """Let the sponsor change its text after the soundings; then it goes under silence."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    words = choice[draft[s.AUTHOR]]
    if words[s.D_VERB] > 0:
        before = scratch.spare[: draft.shape[0]]
        copy_table(draft, before)
        write_text(book, state, scratch, draft, before, words, draft[s.AUTHOR], True)
        draft[s.BASIS] = basis_of(book, state.public, draft)
        draft[s.DEADLINE] = min(max(words[s.D_HOURS], book.rule[n.LEAST_DEADLINE]), clock[s.HOURS_LEFT])
    draft[s.STATUS] = s.UNDER_SILENCE
