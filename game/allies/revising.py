"""How a text is mended: by its sponsor after the soundings, and by whoever holds the pen after brackets."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import Public, State
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def copy_text(draft: Table, out: Table) -> None:
    """Write a draft as it stands into a choice."""
    out[s.D_VERB] = draft[s.VERB]
    out[s.D_ASKS] = draft[s.ASKS]
    out[s.D_HOURS] = draft[s.DEADLINE]
    for c in range(s.CLAUSES):
        at = s.D_CLAUSE + c * s.D_COLUMNS
        out[at + s.D_MEASURE] = -1
        if c < draft[s.COUNT]:
            clause = s.CLAUSE + c * s.CLAUSE_COLUMNS
            out[at + s.D_MEASURE] = draft[clause + s.MEASURE]
            out[at + s.D_LEVEL] = draft[clause + s.CLAUSE_LEVEL]
            out[at + s.D_MOOD] = draft[clause + s.CLAUSE_MOOD]


@rule
def soften(public: Public, out: Table, clause: int, level: int) -> None:
    """Lower a clause of a choice to a level, or the verb; at 0, or at what was decided already, the clause falls away."""
    if clause == s.WORDING:
        out[s.D_VERB] = max(min(out[s.D_VERB], level), 1)
        return
    at = s.D_CLAUSE + clause * s.D_COLUMNS
    if out[at + s.D_MEASURE] < 0:
        return
    if level <= public.measure[out[at + s.D_MEASURE], s.ADOPTED_LEVEL]:
        out[at + s.D_MEASURE] = -1
    else:
        out[at + s.D_LEVEL] = min(out[at + s.D_LEVEL], level)


@rule
def redraft(book: Book, state: State, choice: Table, sponsor: int) -> None:
    """Let the sponsor mend its text by what the soundings told: the worst clause of whoever said no goes down a level."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    out = choice[sponsor]
    copy_text(draft, out)
    for a in range(book.ally.shape[0]):
        pair = state.pair[sponsor, a]
        if pair[s.SOUNDED] != clock[s.DRAFT] or pair[s.SOUND_BAND] > s.BAND_DOUBTFUL or pair[s.SOUND_WORST] < 0:
            continue
        worst = pair[s.SOUND_WORST]
        if worst == s.WORDING:
            soften(state.public, out, worst, draft[s.VERB] - 1)
        elif worst < draft[s.COUNT]:
            decided = state.public.measure[draft[s.CLAUSE + worst * s.CLAUSE_COLUMNS + s.MEASURE], s.ADOPTED_LEVEL]
            level = draft[s.CLAUSE + worst * s.CLAUSE_COLUMNS + s.CLAUSE_LEVEL] - 1
            # A forward sponsor keeps what cannot be lowered and lets it come to a bracket.
            if level > decided or book.ally[sponsor, b.FORWARD] < book.rule[n.KEEPS_CLAUSE]:
                soften(state.public, out, worst, level)
    if not says_something(out, state.public.clock[s.VERB_NOW]):
        # Rather haggle over it than circulate a text that says nothing new.
        copy_text(draft, out)


@rule
def accept_brackets(book: Book, state: State, draft: Table, out: Table) -> None:
    """Write a revision that gives every objector what it named, and grants up to two of the asks demanded."""
    copy_text(draft, out)
    objectors = draft[s.AMEND_SET] | draft[s.BREAK_SET]
    granted = 0
    for a in range(book.ally.shape[0]):
        if (objectors >> a) & 1 == 0:
            continue
        seat = state.public.ally[a]
        if seat[s.BRACKET_1] >= 0:
            soften(state.public, out, seat[s.BRACKET_1], seat[s.BRACKET_1_LEVEL])
        if seat[s.BRACKET_2] >= 0:
            soften(state.public, out, seat[s.BRACKET_2], seat[s.BRACKET_2_LEVEL])
        if seat[s.DEMANDS_ASK] == 1 and granted < 2 and book.rule[n.WITH_ASKS] == 1:
            out[s.D_ASKS] |= 1 << a
            granted += 1
    out[s.D_HOURS] = min(max(draft[s.DEADLINE], book.rule[n.REVISION_DEADLINE]), state.public.clock[s.HOURS_LEFT])


@rule
def has_a_clause(out: Table) -> bool:
    """Tell whether a wording has a clause."""
    for c in range(s.CLAUSES):
        if out[s.D_CLAUSE + c * s.D_COLUMNS + s.D_MEASURE] >= 0:
            return True
    return False


@rule
def says_something(out: Table, said: int) -> bool:
    """Tell whether a wording still has a clause, or a stronger verb than what the council `said` this round (0 nothing)."""
    return has_a_clause(out) or (out[s.D_VERB] >= 2 and out[s.D_VERB] > said)
