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

from game.rules import state as s
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
# What the sum of another ally may be off by, in points, and how likely that is (per cent). Over 2,449 answers to 79 failed
# drafts of Galați the truth less `hearsay.fixed_guess`, in the true mood, was 0 in 73 %, 1 to 2 in 15 %, more in 8 %, less in
# 4 %; who looks further ahead is off a little more.
OFF = (-3, 0, 1, 2, 4)
OFF_ODDS = (6, 66, 12, 8, 8)
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
