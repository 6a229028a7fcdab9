"""The compromise finder: one question about one draft, and its answer as a row of whole numbers.

In the debrief it knows everything (`find_exactly`); in play what its user knows (`find_by_hearsay`), and says how likely
its text holds, and whose answer to it is the least sure.
"""

from __future__ import annotations

from typing import Final

from game.allies import programme as g
from game.allies.answers import mind_for, say_when_sounded, weigh_text
from game.allies.assent import HOLDS, hear_all, keep_to_what_may_be_put, objectors
from game.allies.compromise import IMPOSSIBLE, NO_SUCH_TEXT, search, write_answer
from game.allies.edits import lay_out, needs_of
from game.allies.hearsay import (
    chance_of_text,
    guess_others,
    hear_oneself,
    hear_others,
    hear_sounding,
    known_least,
)
from game.allies.programme import Programme
from game.allies.proof import TOGETHER, WITHOUT, smallest
from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table

# A question: which row of `draft`; the treaty basis that the text must serve under; the level of the meeting (-1 as it
# is); how much assent is wanted (assent.py); clauses added at most; whether to look for the sets of allies as well.
# Then who asks: an ally, the number of allies for the chair, -1 for whoever knows everything; and whom that one sounds
# about the text before it is final: nobody (-1), an ally, or whom it knows least (-2).
(OF_DRAFT, UNDER, AT_LEVEL, STANDARD, ADDED_AT_MOST, WITH_SETS, ASKED_BY, SOUNDS, QUESTION_COLUMNS) = range(9)
KNOWN_LEAST: Final = -2

# An answer: what came of the search, the cost of the edit, nodes; who makes a text impossible together (0 nobody, -1
# the limit was met); without whom there is one (the same), and the cost of that one; who truly objects to the draft, and
# to the answer. By hearsay: how likely the text holds, of 1,000, the ally known least (-1 all are sure), how likely that
# one assents, and whom the sounding went to. Then the text, as a row of `draft`, and the text for those who are left.
(
    CAME,
    EDIT,
    NODES,
    TOGETHER_SET,
    WITHOUT_SET,
    REST_EDIT,
    OBJECTS_NOW,
    OBJECTS_THEN,
    CHANCE,
    LEAST_KNOWN,
    ITS_CHANCE,
    SOUNDED_ALLY,
    TEXT,
) = range(13)

LIMIT: Final = 100_000  # nodes of a search at most
LIMIT_ALL: Final = 2_000_000  # nodes of all searches of one question


@rule
def text_width() -> int:
    """Return how many columns a text has."""
    return s.CLAUSE + s.CLAUSES * s.CLAUSE_COLUMNS


@rule
def answer_width() -> int:
    """Return how many columns an answer has."""
    return TEXT + 2 * text_width()


@rule
def ask_programme(p: Programme, question: Table) -> None:
    """Write into the programme what a question wants."""
    p.task[:] = 0
    p.task[g.COVER] = needs_of(question[UNDER])
    p.task[g.MOST_ADDED] = question[ADDED_AT_MOST]
    p.task[g.LIMIT] = LIMIT
    p.task[g.LIMIT_ALL] = LIMIT_ALL


@rule
def must_take_part(book: Book, draft: Table) -> int:
    """Return who cannot be left out: the sponsor, and the struck ally, against whose wish there is no text."""
    mask = 1 << draft[s.AUTHOR]
    for a in range(book.ally.shape[0]):
        mask |= 1 << a if book.ally[a, b.STRUCK] == 1 else 0
    return mask


@rule
def find_sets(book: Book, draft: Table, p: Programme, out: Table) -> None:
    """Answer which allies make every text impossible together, and without which there is one, with its text."""
    everybody = (1 << book.ally.shape[0]) - 1
    out[TOGETHER_SET] = smallest(p, TOGETHER, everybody, everybody)
    left_out = smallest(p, WITHOUT, everybody & ~must_take_part(book, draft), everybody)
    out[WITHOUT_SET] = left_out
    if left_out > 0:
        search(p, everybody & ~left_out)
        out[REST_EDIT] = p.task[g.BEST]
        write_answer(p, draft, out[TEXT + text_width() : TEXT + 2 * text_width()])


@rule
def take_up(state: State, question: Table, draft: Table) -> None:
    """Copy the draft that a question is about, at the level that it wants."""
    for column in range(text_width()):
        draft[column] = state.public.draft[question[OF_DRAFT], column]
    if question[AT_LEVEL] >= 0:
        draft[s.LEVEL] = question[AT_LEVEL]


@rule
def find_exactly(book: Book, state: State, scratch: Scratch, p: Programme, question: Table, out: Table) -> None:
    """Answer a question about a draft from what every ally truly thinks: the debrief's answer, and the laboratory's.

    `out` has `answer_width` columns. The text is proved to be the smallest edit where CAME is FOUND, and proved not to
    exist where it is IMPOSSIBLE.
    """
    out[:] = 0
    draft = scratch.spare[: text_width()]
    take_up(state, question, draft)
    ask_programme(p, question)
    lay_out(book, state.public, draft, p)
    hear_all(book, state, draft, p, question[STANDARD])
    keep_to_what_may_be_put(book, state, scratch, p)
    out[OBJECTS_NOW] = objectors(book, state, scratch, draft, question[STANDARD])
    out[CAME] = search(p, (1 << book.ally.shape[0]) - 1)
    out[EDIT] = p.task[g.BEST]
    if p.task[g.BEST] < g.FAR:
        text = out[TEXT : TEXT + text_width()]
        write_answer(p, draft, text)
        out[OBJECTS_THEN] = objectors(book, state, scratch, text, question[STANDARD])
    elif out[CAME] == IMPOSSIBLE and search(p, 0) == IMPOSSIBLE:
        out[CAME] = NO_SUCH_TEXT
    elif out[CAME] == IMPOSSIBLE and question[WITH_SETS] == 1:
        find_sets(book, draft, p, out)
    out[NODES] = p.task[g.TASK_NODES]


@rule
def best_guess(
    book: Book,
    public: Public,
    own: Table,
    pair: Table,
    p: Programme,
    question: Table,
    draft: Table,
    out: Table,
    sounded: int,
) -> None:
    """Write the smallest edit that suits everybody by one's best guess, how likely it holds, and whose answer is least sure.

    `sounded` is a bit mask of the allies that one has sounded.
    """
    user = question[ASKED_BY]
    ask_programme(p, question)
    lay_out(book, public, draft, p)
    hear_others(book, public, pair, draft, p, user, sounded)
    if user < book.ally.shape[0]:
        hear_oneself(book, public, own, pair, draft, p, user)
    out[CAME] = search(p, (1 << book.ally.shape[0]) - 1)
    out[EDIT] = p.task[g.BEST]
    out[NODES] += p.task[g.TASK_NODES]
    out[CHANCE] = 0
    out[LEAST_KNOWN] = -1
    if p.task[g.BEST] == g.FAR:
        return
    text = out[TEXT : TEXT + text_width()]
    write_answer(p, draft, text)
    out[CHANCE] = chance_of_text(book, public, pair, text, p, user)
    out[LEAST_KNOWN] = known_least(p, book.ally.shape[0], user)
    if out[LEAST_KNOWN] >= 0:
        out[ITS_CHANCE] = p.chance[out[LEAST_KNOWN]]


@rule
def find_by_hearsay(
    book: Book, public: Public, own: Table, pair: Table, p: Programme, question: Table, draft: Table, out: Table
) -> None:
    """Answer a question about a draft as one seat can: CAME says what came of the search by its own guesses.

    `own` and `pair` are that seat's rows; of the chair, who has none, they are not read. `p.odds` holds what it takes
    the others for afterwards, so that a sounding can be heard.
    """
    out[:] = 0
    out[SOUNDED_ALLY] = -1
    guess_others(book, public, pair, draft, p, question[ASKED_BY])
    best_guess(book, public, own, pair, p, question, draft, out, 0)


@rule
def after_sounding(
    book: Book,
    public: Public,
    own: Table,
    pair: Table,
    p: Programme,
    question: Table,
    draft: Table,
    out: Table,
    ally: int,
    band: int,
    worst: int,
) -> None:
    """Answer the question again after an ally said what it makes of the text in `out`: a band and its worst clause."""
    for column in range(text_width()):
        p.trial[column] = out[TEXT + column]
    hear_sounding(book, public, pair, p.trial, p, question[ASKED_BY], ally, band, worst)
    best_guess(book, public, own, pair, p, question, draft, out, 1 << ally)
    out[SOUNDED_ALLY] = ally


@rule
def ask_as_seat(book: Book, state: State, scratch: Scratch, p: Programme, question: Table, out: Table) -> None:
    """Answer a question as the seat that asks it would, and tell who would truly object: for the laboratory.

    What the seat reads is what is public and its own row; a sounding is answered as the ally sounded would.
    """
    user = question[ASKED_BY]
    row = min(user, book.ally.shape[0] - 1)
    draft = scratch.spare[: text_width()]
    take_up(state, question, draft)
    own = state.own[row]
    pair = state.pair[row]
    find_by_hearsay(book, state.public, own, pair, p, question, draft, out)
    sounded = out[LEAST_KNOWN] if question[SOUNDS] == KNOWN_LEAST else question[SOUNDS]
    text = out[TEXT : TEXT + text_width()]
    if sounded >= 0 and sounded != user and out[EDIT] < g.FAR:
        mind = mind_for(book, state.public, state.own[sounded], sounded)
        weigh_text(book, mind, text, p.weighed)
        say_when_sounded(book, state.pair[sounded], text, mind, p.weighed, p.said)
        band = p.said[s.SAYS_BAND]
        worst = p.said[s.SAYS_WORST]
        after_sounding(book, state.public, own, pair, p, question, draft, out, sounded, band, worst)
    out[OBJECTS_NOW] = objectors(book, state, scratch, draft, HOLDS)
    if out[EDIT] < g.FAR:
        out[OBJECTS_THEN] = objectors(book, state, scratch, text, HOLDS)
