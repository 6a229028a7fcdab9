"""What may be done to a draft, slot by slot, and what each choice is worth to a voice.

The moods and levels that a clause can have are those of `rules/texts.py`, the worths those of `position.py`.
"""

from __future__ import annotations

from game.allies import programme as g
from game.allies.position import Mind, option_of, verb_worth, weighed
from game.allies.programme import Programme
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import STRONG, in_earnest, is_red
from game.rules.facts import count_bits
from game.rules.rule import rule
from game.rules.state import Public
from game.rules.texts import clause_at, has_clause, may_stand, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def put_option(p: Programme, kind: int, what: int, level: int, mood: int, cost: int) -> int:
    """Add an option to the slot that is being laid out; return its row."""
    at = p.task[g.TASK_OPTIONS]
    row = p.option[at]
    row[g.KIND] = kind
    row[g.WHAT] = what
    row[g.LEVEL] = level
    row[g.MOOD] = mood
    row[g.COST] = cost
    row[g.COVERS] = 0
    row[g.CLAUSES] = 0
    row[g.BARRED] = 0
    row[g.OUT] = 0
    p.task[g.TASK_OPTIONS] += 1
    return at


@rule
def close_slot(p: Programme, first: int) -> None:
    """End the slot that is being laid out; its options began at a row."""
    slot = p.slot[p.task[g.TASK_SLOTS]]
    slot[g.FIRST] = first
    slot[g.END] = p.task[g.TASK_OPTIONS]
    p.task[g.TASK_SLOTS] += 1


@rule
def put_clause(book: Book, p: Programme, kind: int, measure: int, level: int, mood: int, cost: int) -> None:
    """Add an option that leaves or puts a clause into the text, with what it covers."""
    at = put_option(p, kind, measure, level, mood, cost)
    covers = g.SAYS
    if mood == s.DECIDES and book.option[measure * b.LEVEL_COUNT + level - 1, b.RESOLVE] > 0:
        covers |= g.DECIDES_FIRMLY
    if book.measure[measure, b.ARTICLE_5_CASE] == 1:
        covers |= g.ARMED_ATTACK
    p.option[at, g.COVERS] = covers
    p.option[at, g.CLAUSES] = 1


@rule
def lay_wording(public: Public, draft: Table, p: Programme) -> None:
    """Lay out the slot of the wording: its own verb, then weaker ones; a stronger one only where the text needs it."""
    first = p.task[g.TASK_OPTIONS]
    own = draft[s.VERB]
    for verb in range(own, 0, -1):
        put_option(p, g.WORDING, verb, 0, 0, (own - verb) * g.WEAKENED)
    if p.task[g.COVER] & g.STRONG_WORDS != 0:
        for verb in range(own + 1, STRONG + 1):
            put_option(p, g.WORDING, verb, 0, 0, (verb - own) * g.WEAKENED)
    for at in range(first, p.task[g.TASK_OPTIONS]):
        verb = p.option[at, g.WHAT]
        p.option[at, g.COVERS] |= g.SAYS if verb >= 2 and verb > public.clock[s.VERB_NOW] else 0
        p.option[at, g.COVERS] |= g.STRONG_WORDS if verb >= STRONG else 0
    close_slot(p, first)


@rule
def lay_clause(book: Book, public: Public, draft: Table, p: Programme, clause: int) -> None:
    """Lay out the slot of a clause: as it is, lower, as a mere call, struck out."""
    at = clause_at(clause)
    measure = draft[at + s.MEASURE]
    level = draft[at + s.CLAUSE_LEVEL]
    mood = draft[at + s.CLAUSE_MOOD]
    decided = public.measure[measure, s.ADOPTED_LEVEL]
    first = p.task[g.TASK_OPTIONS]
    put_clause(book, p, g.CLAUSE, measure, level, mood, 0)
    for lower in range(level - 1, decided, -1):
        put_clause(book, p, g.CLAUSE, measure, lower, mood_of(book, measure, lower, mood), (level - lower) * g.LOWERED)
    for lower in range(level, decided, -1):
        if mood != s.CALLS_FOR and mood_of(book, measure, lower, s.CALLS_FOR) == s.CALLS_FOR:
            put_clause(book, p, g.CLAUSE, measure, lower, s.CALLS_FOR, g.CALLED + (level - lower) * g.LOWERED)
    put_option(p, g.CLAUSE, measure, 0, 0, g.STRUCK_OUT)
    close_slot(p, first)


@rule
def lay_asks(book: Book, draft: Table, p: Programme) -> None:
    """Lay out a slot for each ask that the draft grants: to keep it, or withdraw it."""
    for a in range(book.ally.shape[0]):
        if (draft[s.ASKS] >> a) & 1 == 1:
            first = p.task[g.TASK_OPTIONS]
            put_option(p, g.ASK, a, 1, 0, 0)
            put_option(p, g.ASK, a, 0, 0, g.WITHDRAWN)
            close_slot(p, first)


@rule
def lay_additions(book: Book, public: Public, draft: Table, p: Programme) -> None:
    """Lay out the slots of the additions, which share their options: none, then each level of what is on the paper."""
    if p.task[g.MOST_ADDED] == 0:
        return
    first = p.task[g.TASK_OPTIONS]
    put_option(p, g.ADDITION, -1, 0, 0, 0)
    listed = 0
    for m in range(public.measure.shape[0]):
        on_paper = public.measure[m, s.ON_PAPER]
        if on_paper <= 0 or listed >= s.PAPER_SIZE or has_clause(draft, m) or not may_stand(book, m, draft[s.AUTHOR]):
            continue
        listed += 1
        for level in range(on_paper, public.measure[m, s.ADOPTED_LEVEL], -1):
            mood = mood_of(book, m, level, s.DECIDES)
            put_clause(book, p, g.ADDITION, m, level, mood, g.ADDED)
            if mood != s.CALLS_FOR and mood_of(book, m, level, s.CALLS_FOR) == s.CALLS_FOR:
                put_clause(book, p, g.ADDITION, m, level, s.CALLS_FOR, g.ADDED)
    for _ in range(p.task[g.MOST_ADDED]):
        close_slot(p, first)


@rule
def lay_out(book: Book, public: Public, draft: Table, p: Programme) -> None:
    """Write every option that there is for a draft, slot by slot; what is wanted stands in `task` by now."""
    p.task[g.TASK_OPTIONS] = 0
    p.task[g.TASK_SLOTS] = 0
    lay_wording(public, draft, p)
    for c in range(draft[s.COUNT]):
        lay_clause(book, public, draft, p, c)
    if book.rule[n.WITH_ASKS] == 1:
        lay_asks(book, draft, p)
    lay_additions(book, public, draft, p)
    grantable = 0
    for a in range(book.ally.shape[0]):
        if book.ally[a, b.HAS_ASK] == 1 and public.ally[a, s.ASK_GRANTED] == 0 and a != draft[s.AUTHOR]:
            grantable |= 1 << a
    p.task[g.TASK_VOICES] = 0
    p.task[g.OPPOSED_COST] = book.rule[n.W_ASK_OPPOSED]
    p.task[g.GRANTABLE] = grantable & ~draft[s.ASKS] if book.rule[n.WITH_ASKS] == 1 else 0


@rule
def is_red_choice(book: Book, public: Public, ally: int, row: Table) -> bool:
    """Tell whether a choice crosses one of an ally's red lines, as `adoption.crosses` does for a whole text."""
    if book.rule[n.WITH_RED_LINES] == 0:
        return False
    if row[g.KIND] == g.WORDING:
        return is_red_verb(book, public, ally, row[g.WHAT])
    if row[g.KIND] == g.ASK or row[g.LEVEL] == 0:
        return False
    return in_earnest(book, row[g.WHAT], row[g.MOOD]) and is_red(book, public, ally, row[g.WHAT], row[g.LEVEL])


@rule
def is_red_verb(book: Book, public: Public, ally: int, verb: int) -> bool:
    """Tell whether a verb crosses one of an ally's red lines, as things stand."""
    if (book.wording[verb, book.ally.shape[0]] >> ally) & 1 == 0:
        return False
    for k in range(b.RED_LINES):
        at = b.RED + k * b.RED_COLUMNS
        if book.ally[ally, at + b.RED_KIND] == b.RED_VERB and verb >= book.ally[ally, at + b.RED_WHAT]:
            if public.track[b.ATTRIBUTION, s.NOW] < book.ally[ally, at + b.RED_UNTIL]:
                return True
    return False


@rule
def worth_of_choice(book: Book, mind: Mind, row: Table) -> int:
    """Return what a choice is worth to an ally; an ask withdrawn takes away what it was worth."""
    if row[g.KIND] == g.WORDING:
        return verb_worth(book, mind, row[g.WHAT])
    if row[g.KIND] == g.ASK:
        return -ask_worth(book, mind.ally, row[g.WHAT]) if row[g.LEVEL] == 0 else 0
    if row[g.LEVEL] == 0:
        return 0
    option = option_of(book, row[g.WHAT], row[g.LEVEL], row[g.MOOD])
    return weighed(option, book.stance[option.row, mind.column], mind)


@rule
def ask_worth(book: Book, ally: int, granted: int) -> int:
    """Return what one granted ask is worth to an ally, as in `position.asks_worth`."""
    value = -count_bits((1 << granted) & book.ally[ally, b.OPPOSES_ASKS]) * book.rule[n.W_ASK_OPPOSED]
    return value + (book.rule[n.W_ASK] if granted == ally and book.ally[ally, b.HAS_ASK] == 1 else 0)


@rule
def add_voice(book: Book, public: Public, p: Programme, mind: Mind, base: int, need: int, weak: int, line: int) -> int:
    """Add a voice with what every option is worth to it, and bar what it would bracket or break over; return its column.

    `base` is where it stands before anything is chosen, its reservation taken off.
    """
    v = p.task[g.TASK_VOICES]
    p.task[g.TASK_VOICES] += 1
    p.voice[g.ALLY, v] = mind.ally
    p.voice[g.BASE, v] = base
    p.voice[g.NEED, v] = need
    p.voice[g.WEAK, v] = weak
    p.voice[g.OPPOSES, v] = book.ally[mind.ally, b.OPPOSES_ASKS]
    p.voice[g.LIFT, v] = book.rule[n.W_ASK] if (p.task[g.GRANTABLE] >> mind.ally) & 1 == 1 else 0
    for at in range(p.task[g.TASK_OPTIONS]):
        row = p.option[at]
        value = worth_of_choice(book, mind, row)
        p.value[at, v] = value
        if row[g.KIND] != g.ASK and (value < line or is_red_choice(book, public, mind.ally, row)):
            row[g.BARRED] |= 1 << mind.ally
    return v


@rule
def needs_of(basis: int) -> int:
    """Return what a text must cover to serve under a treaty basis."""
    if basis == s.ARTICLE_4:
        return g.SAYS | g.STRONG_WORDS | g.DECIDES_FIRMLY
    if basis == s.ARTICLE_5:
        return g.SAYS | g.ARMED_ATTACK
    return g.SAYS
