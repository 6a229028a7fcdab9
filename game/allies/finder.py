"""The compromise finder: one question about one draft, and its answer as a row of whole numbers.

In the debrief it knows everything (`find_exactly`).
"""

from __future__ import annotations

from typing import Final

from game.allies import programme as g
from game.allies.assent import hear_all, keep_to_what_may_be_put, objectors
from game.allies.compromise import IMPOSSIBLE, NO_SUCH_TEXT, search, write_answer
from game.allies.programme import Programme, lay_out, needs_of
from game.allies.proof import TOGETHER, WITHOUT, smallest
from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table

# A question: which row of `draft`; the treaty basis that the text must serve under; the level of the meeting (-1 as it
# is); how much assent is wanted (assent.py); clauses added at most; whether to look for the sets of allies as well.
(OF_DRAFT, UNDER, AT_LEVEL, STANDARD, ADDED_AT_MOST, WITH_SETS, QUESTION_COLUMNS) = range(7)

# An answer: what came of the search, the cost of the edit, nodes; who makes a text impossible together (0 nobody, -1
# the limit was met); without whom there is one (the same), and the cost of that one; who truly objects to the draft, and
# to the answer. Then the text, as a row of `draft`, and the text for those who are left.
(CAME, EDIT, NODES, TOGETHER_SET, WITHOUT_SET, REST_EDIT, OBJECTS_NOW, OBJECTS_THEN, TEXT) = range(9)

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
def find_exactly(book: Book, state: State, scratch: Scratch, p: Programme, question: Table, out: Table) -> None:
    """Answer a question about a draft from what every ally truly thinks: the debrief's answer, and the laboratory's.

    `out` has `answer_width` columns. The text is proved to be the smallest edit where CAME is FOUND, and proved not to
    exist where it is IMPOSSIBLE.
    """
    out[:] = 0
    draft = scratch.spare[: text_width()]
    for column in range(text_width()):
        draft[column] = state.public.draft[question[OF_DRAFT], column]
    if question[AT_LEVEL] >= 0:
        draft[s.LEVEL] = question[AT_LEVEL]
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
