"""A text from a script: verb and clauses are given; deadline, asks granted, and all after it are the ally's own."""

from __future__ import annotations

from game.allies.drafting import LEVELS, MOODS, choose_asks, choose_hours, guess_worths, take_option
from game.rules import state as s
from game.rules.briefing import may_be_put, next_level
from game.rules.rule import rule
from game.rules.script import script_at
from game.rules.state import Scratch, State
from game.rules.texts import asked_basis, may_stand, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def scripted_level(book: Book, state: State, scratch: Scratch, row: Table, sponsor: int) -> int:
    """Return the level at which a scripted clause can be put now, 0 where it falls away."""
    measure = row[b.SCRIPT_MEASURE]
    if measure < 0 or not may_stand(book, measure, sponsor):
        return 0
    seen = state.public.measure[measure]
    if seen[s.ON_PAPER] == 0 and row[b.SCRIPT_INSISTS] == 0:
        return 0
    level = min(row[b.SCRIPT_LEVEL], next_level(book, state, measure))
    if level <= seen[s.ADOPTED_LEVEL] or not may_be_put(book, state, scratch.spare, measure):
        return 0
    return level


@rule
def list_scripted(book: Book, state: State, scratch: Scratch, sponsor: int) -> int:
    """Write the clauses of this round's script that can be put now into the stack, as `list_options`; return how many."""
    found = 0
    first = script_at(book) + b.SCRIPT_CLAUSE
    for c in range(s.CLAUSES):
        at = first + c * b.SCRIPT_COLUMNS
        row = book.round[state.public.clock[s.ROUND], at : at + b.SCRIPT_COLUMNS]
        level = scripted_level(book, state, scratch, row, sponsor)
        if level > 0:
            measure = row[b.SCRIPT_MEASURE]
            scratch.stack[found] = measure
            scratch.stack[LEVELS + found] = level
            scratch.stack[MOODS + found] = mood_of(book, measure, level, row[b.SCRIPT_MOOD])
            found += 1
    return found


@rule
def draft_scripted(book: Book, state: State, choice: Table, scratch: Scratch, sponsor: int) -> None:
    """Write the script's text of this round into the sponsor's choice, without the clauses that cannot be put now."""
    public = state.public
    now = public.clock[s.ROUND]
    level = book.round[now, b.MEETING]
    out = choice[sponsor]
    clauses = list_scripted(book, state, scratch, sponsor)
    guess_worths(book, public, scratch, clauses, level, 0)
    for c in range(s.CLAUSES):
        out[s.D_CLAUSE + c * s.D_COLUMNS + s.D_MEASURE] = -1
        if c < clauses:
            take_option(scratch, c, c, out)
    out[s.D_VERB] = book.round[now, script_at(book) + b.SCRIPT_VERB]
    out[s.D_BASIS] = asked_basis(public)
    out[s.D_ASKS] = choose_asks(book, public, scratch, state.pair[sponsor], sponsor)
    out[s.D_HOURS] = choose_hours(book, public, scratch, level)
