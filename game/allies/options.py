"""What a draft may take up: options of the paper for whoever drafts, or what a script gives.

`scratch.stack` holds the options: the measure of each (-1 once taken), from LEVELS on the level at which it stands on the
paper, from MOODS on the mood that a clause about it has. `scratch.guess` holds, a row an option and a column an ally, what
each is worth; below them where the allies stand, and their minds as they are guessed.
"""

from __future__ import annotations

from game.rules import state as s
from game.rules.briefing import may_be_put, next_level
from game.rules.rule import rule
from game.rules.script import script_at
from game.rules.state import Public, Scratch, State
from game.rules.texts import may_stand, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table

OPTIONS = s.PAPER_SIZE
LEVELS = OPTIONS
MOODS = 2 * OPTIONS


@rule
def list_options(book: Book, public: Public, sponsor: int, stack: Table) -> int:
    """Write the measures of the options paper that a sponsor may table into the stack; return how many there are."""
    found = 0
    for m in range(public.measure.shape[0]):
        level = public.measure[m, s.ON_PAPER]
        if level > 0 and found < OPTIONS and may_stand(book, m, sponsor):
            stack[found] = m
            stack[LEVELS + found] = level
            stack[MOODS + found] = mood_of(book, m, level, s.DECIDES)
            found += 1
    return found


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
