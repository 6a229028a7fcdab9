"""The compromise as an integer programme: what may be done to a draft, what each edit costs, and whose assent it needs.

One choice is made in each slot: a wording, then for each clause to keep it, lower it, make a call of it or strike it out,
then for each ask that the draft grants to keep or withdraw it, then two additions from the options paper. A voice is one
ally as somebody takes it to be; each adds up the worths of what is chosen as `answers.leaning` does. Slots, and the
options of a slot, stand in a fixed order: of two equally small edits the one with the lower options in the earlier
slots is the answer.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from game.allies.position import Mind, option_of, verb_worth, weighed
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import STRONG, is_red
from game.rules.facts import count_bits
from game.rules.rule import rule
from game.rules.state import Public
from game.rules.texts import clause_at, has_clause, may_stand, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table

# What an edit costs. Only the order matters: rather grant an ask than weaken a word, rather weaken a word by a step than
# lower a measure by a level, rather that than make a mere call of it; what is added is not what was asked for, and a
# clause struck out is lost.
GRANTED: Final = 1
WEAKENED: Final = 2
LOWERED: Final = 3
CALLED: Final = 4
WITHDRAWN: Final = 4
ADDED: Final = 6
STRUCK_OUT: Final = 8

ADDITIONS: Final = 2  # clauses added at most (RULES 5)
# What the sum of another ally may be off by, in points, and how likely that is (a part of ten). Over 2,500 answers to
# failed drafts of Galați the truth less `hearsay.fixed_guess` had a standard deviation of 2.4.
OFF = (-4, -2, 0, 2, 4)
OFF_ODDS = (1, 2, 4, 2, 1)
GUESSES = b.MOODS * len(OFF)
SETS_KEPT: Final = 1024
GRANTS: Final = 2  # asks granted at most, as in a revision of the model's
FAR: Final = 1_000_000  # points that no sum reaches
BY_RULE: Final = 1 << 62  # among who bars an option: it cannot be put at all

# What a text must have: bits that its options cover.
SAYS: Final = 1  # something: a clause, or a stronger verb than the council has used this round
STRONG_WORDS: Final = 2  # for Article 4: it condemns
DECIDES_FIRMLY: Final = 4  # for Article 4: it decides something that shows resolve
ARMED_ATTACK: Final = 8  # for Article 5: it finds that an armed attack took place

# option: one row a choice. KIND says what it is about; WHAT a verb, a measure or an ally; LEVEL 0 strikes out.
# BARRED is a bit mask of the allies that would bracket it or break over it, OUT 1 where the search at hand leaves it aside.
(KIND, WHAT, LEVEL, MOOD, COST, COVERS, CLAUSES, BARRED, OUT, OPTION_COLUMNS) = range(10)
(WORDING, CLAUSE, ASK, ADDITION) = range(4)

# slot: its options are rows FIRST to END - 1; the least that the slots from here on cost, and what they may cover.
(FIRST, END, REST_COST, REST_COVERS, SLOT_COLUMNS) = range(5)

# voice: one column a voice. BASE is where it stands before anything is chosen; it assents from NEED on, or, where nothing
# chosen hurts it, from WEAK on. LIFT is what its ask would add, 0 where it cannot be granted; OPPOSES whose asks it opposes.
(ALLY, BASE, NEED, WEAK, LIFT, OPPOSES, VOICE_ROWS) = range(7)

# path: one row a depth of the search. answer: the rows chosen, slot by slot.
(PICK, SPENT, COVERED, COUNT, PATH_COLUMNS) = range(5)

# task: what is wanted, and what came of it.
(
    WHO,  # bit mask: whose assent is needed
    COVER,  # bits that the text must cover
    MOST_ADDED,  # 0-2
    LIMIT,  # nodes of a search at most
    TASK_OPTIONS,
    TASK_SLOTS,
    TASK_VOICES,
    ACTIVE,  # voices that can object at all
    TASK_NODES,  # of all searches so far
    STOPPED,  # 1 where a search met its limit
    BEST,  # cost of the answer, FAR none
    BEST_GRANTS,  # asks that the answer grants, bit mask
    GRANTABLE,  # asks that may be granted, bit mask
    OPPOSED_COST,  # points that a granted ask costs whoever opposes it
    SETS,  # how many sets of allies are known that a candidate must hit
    LIMIT_ALL,  # nodes of all searches at most
    TASK_COLUMNS,
) = range(17)


class Programme(NamedTuple):
    """The working space of one search; nothing in it outlives it."""

    task: Table
    option: Table
    slot: Table
    voice: Table
    value: Table  # option x voice: what a choice is worth
    weight: Table  # option x active voice: the same
    harm: Table  # option x active voice: 1 where a choice hurts
    rest: Table  # depth x active voice: the most that the slots from here on can add
    total: Table  # depth x active voice
    hurt: Table  # depth x active voice: 1 where something chosen hurts
    active: Table  # the voices that can object
    path: Table
    answer: Table
    sets: Table  # bit masks of allies that a candidate must hit
    combo: Table  # the members of the candidate at hand
    odds: Table  # ally x guess: how likely what somebody takes it for is, of 10,000 (hearsay.py)
    chance: Table  # how likely each ally assents to the text last weighed, of 1,000
    weighed: Table  # as a row of `scratch.worth`
    said: Table  # as a row of `choice`
    trial: Table  # as a row of `draft`


# active: one column an active voice: which it is, from where it assents where nothing hurts it, and how much more it
# takes where something does.
(WHICH, SHORT_OF, GAP, ACTIVE_ROWS) = range(4)


def new_programme(book: Book) -> Programme:
    """Return working space for drafts of this book, up to one voice a mood of each ally."""
    allies = book.ally.shape[0]
    slots = 1 + s.CLAUSES + allies + ADDITIONS
    options = b.VERBS + s.CLAUSES * 2 * (b.LEVEL_COUNT + 1) + 2 * allies + 1 + s.PAPER_SIZE * 2 * b.LEVEL_COUNT
    voices = allies * b.MOODS

    def table(*shape: int) -> Table:
        return np.zeros(shape, np.int64)

    return Programme(
        table(TASK_COLUMNS),
        table(options, OPTION_COLUMNS),
        table(slots + 1, SLOT_COLUMNS),
        table(VOICE_ROWS, voices),
        table(options, voices),
        table(options, voices),
        table(options, voices),
        table(slots + 1, voices),
        table(slots + 1, voices),
        table(slots + 1, voices),
        table(ACTIVE_ROWS, voices),
        table(slots + 1, PATH_COLUMNS),
        table(slots + 1),
        table(SETS_KEPT),
        table(64),
        table(allies, GUESSES),
        table(allies),
        table(s.WORTH_COLUMNS),
        table(s.FORECASTS),
        table(s.CLAUSE + s.CLAUSES * s.CLAUSE_COLUMNS),
    )


@rule
def put_option(p: Programme, kind: int, what: int, level: int, mood: int, cost: int) -> int:
    """Add an option to the slot that is being laid out; return its row."""
    at = p.task[TASK_OPTIONS]
    row = p.option[at]
    row[KIND] = kind
    row[WHAT] = what
    row[LEVEL] = level
    row[MOOD] = mood
    row[COST] = cost
    row[COVERS] = 0
    row[CLAUSES] = 0
    row[BARRED] = 0
    row[OUT] = 0
    p.task[TASK_OPTIONS] += 1
    return at


@rule
def close_slot(p: Programme, first: int) -> None:
    """End the slot that is being laid out; its options began at a row."""
    slot = p.slot[p.task[TASK_SLOTS]]
    slot[FIRST] = first
    slot[END] = p.task[TASK_OPTIONS]
    p.task[TASK_SLOTS] += 1


@rule
def put_clause(book: Book, p: Programme, kind: int, measure: int, level: int, mood: int, cost: int) -> None:
    """Add an option that leaves or puts a clause into the text, with what it covers."""
    at = put_option(p, kind, measure, level, mood, cost)
    covers = SAYS
    if mood == s.DECIDES and book.option[measure * b.LEVEL_COUNT + level - 1, b.RESOLVE] > 0:
        covers |= DECIDES_FIRMLY
    if book.measure[measure, b.ARTICLE_5_CASE] == 1:
        covers |= ARMED_ATTACK
    p.option[at, COVERS] = covers
    p.option[at, CLAUSES] = 1


@rule
def lay_wording(public: Public, draft: Table, p: Programme) -> None:
    """Lay out the slot of the wording: its own verb, then weaker ones; a stronger one only where the text needs it."""
    first = p.task[TASK_OPTIONS]
    own = draft[s.VERB]
    for verb in range(own, 0, -1):
        put_option(p, WORDING, verb, 0, 0, (own - verb) * WEAKENED)
    if p.task[COVER] & STRONG_WORDS != 0:
        for verb in range(own + 1, STRONG + 1):
            put_option(p, WORDING, verb, 0, 0, (verb - own) * WEAKENED)
    for at in range(first, p.task[TASK_OPTIONS]):
        verb = p.option[at, WHAT]
        p.option[at, COVERS] |= SAYS if verb >= 2 and verb > public.clock[s.VERB_NOW] else 0
        p.option[at, COVERS] |= STRONG_WORDS if verb >= STRONG else 0
    close_slot(p, first)


@rule
def lay_clause(book: Book, public: Public, draft: Table, p: Programme, clause: int) -> None:
    """Lay out the slot of a clause: as it is, lower, as a mere call, struck out."""
    at = clause_at(clause)
    measure = draft[at + s.MEASURE]
    level = draft[at + s.CLAUSE_LEVEL]
    mood = draft[at + s.CLAUSE_MOOD]
    decided = public.measure[measure, s.ADOPTED_LEVEL]
    first = p.task[TASK_OPTIONS]
    put_clause(book, p, CLAUSE, measure, level, mood, 0)
    for lower in range(level - 1, decided, -1):
        put_clause(book, p, CLAUSE, measure, lower, mood_of(book, measure, lower, mood), (level - lower) * LOWERED)
    for lower in range(level, decided, -1):
        if mood != s.CALLS_FOR and mood_of(book, measure, lower, s.CALLS_FOR) == s.CALLS_FOR:
            put_clause(book, p, CLAUSE, measure, lower, s.CALLS_FOR, CALLED + (level - lower) * LOWERED)
    put_option(p, CLAUSE, measure, 0, 0, STRUCK_OUT)
    close_slot(p, first)


@rule
def lay_asks(book: Book, draft: Table, p: Programme) -> None:
    """Lay out a slot for each ask that the draft grants: to keep it, or withdraw it."""
    for a in range(book.ally.shape[0]):
        if (draft[s.ASKS] >> a) & 1 == 1:
            first = p.task[TASK_OPTIONS]
            put_option(p, ASK, a, 1, 0, 0)
            put_option(p, ASK, a, 0, 0, WITHDRAWN)
            close_slot(p, first)


@rule
def lay_additions(book: Book, public: Public, draft: Table, p: Programme) -> None:
    """Lay out the slots of the additions, which share their options: none, then each level of what is on the paper."""
    if p.task[MOST_ADDED] == 0:
        return
    first = p.task[TASK_OPTIONS]
    put_option(p, ADDITION, -1, 0, 0, 0)
    listed = 0
    for m in range(public.measure.shape[0]):
        on_paper = public.measure[m, s.ON_PAPER]
        if on_paper <= 0 or listed >= s.PAPER_SIZE or has_clause(draft, m) or not may_stand(book, m, draft[s.AUTHOR]):
            continue
        listed += 1
        for level in range(on_paper, public.measure[m, s.ADOPTED_LEVEL], -1):
            mood = mood_of(book, m, level, s.DECIDES)
            put_clause(book, p, ADDITION, m, level, mood, ADDED)
            if mood != s.CALLS_FOR and mood_of(book, m, level, s.CALLS_FOR) == s.CALLS_FOR:
                put_clause(book, p, ADDITION, m, level, s.CALLS_FOR, ADDED)
    for _ in range(p.task[MOST_ADDED]):
        close_slot(p, first)


@rule
def lay_out(book: Book, public: Public, draft: Table, p: Programme) -> None:
    """Write every option that there is for a draft, slot by slot; what is wanted stands in `task` by now."""
    p.task[TASK_OPTIONS] = 0
    p.task[TASK_SLOTS] = 0
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
    p.task[TASK_VOICES] = 0
    p.task[OPPOSED_COST] = book.rule[n.W_ASK_OPPOSED]
    p.task[GRANTABLE] = grantable & ~draft[s.ASKS] if book.rule[n.WITH_ASKS] == 1 else 0


@rule
def is_red_choice(book: Book, public: Public, ally: int, row: Table) -> bool:
    """Tell whether a choice crosses one of an ally's red lines, as `adoption.crosses` does for a whole text."""
    if book.rule[n.WITH_RED_LINES] == 0:
        return False
    if row[KIND] == WORDING:
        return is_red_verb(book, public, ally, row[WHAT])
    if row[KIND] == ASK or row[LEVEL] == 0 or row[MOOD] == s.CALLS_FOR:
        return False
    return is_red(book, public, ally, row[WHAT], row[LEVEL])


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
    if row[KIND] == WORDING:
        return verb_worth(book, mind, row[WHAT])
    if row[KIND] == ASK:
        return -ask_worth(book, mind.ally, row[WHAT]) if row[LEVEL] == 0 else 0
    if row[LEVEL] == 0:
        return 0
    option = option_of(book, row[WHAT], row[LEVEL], row[MOOD])
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
    v = p.task[TASK_VOICES]
    p.task[TASK_VOICES] += 1
    p.voice[ALLY, v] = mind.ally
    p.voice[BASE, v] = base
    p.voice[NEED, v] = need
    p.voice[WEAK, v] = weak
    p.voice[OPPOSES, v] = book.ally[mind.ally, b.OPPOSES_ASKS]
    p.voice[LIFT, v] = book.rule[n.W_ASK] if (p.task[GRANTABLE] >> mind.ally) & 1 == 1 else 0
    for at in range(p.task[TASK_OPTIONS]):
        row = p.option[at]
        value = worth_of_choice(book, mind, row)
        p.value[at, v] = value
        if row[KIND] != ASK and (value < line or is_red_choice(book, public, mind.ally, row)):
            row[BARRED] |= 1 << mind.ally
    return v


@rule
def needs_of(basis: int) -> int:
    """Return what a text must cover to serve under a treaty basis."""
    if basis == s.ARTICLE_4:
        return SAYS | STRONG_WORDS | DECIDES_FIRMLY
    if basis == s.ARTICLE_5:
        return SAYS | ARMED_ATTACK
    return SAYS
