"""Many drafts one after another: questions to the compromise finder about states that were kept, in plain Python.

`entries.py` compiles it as its second function.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.allies.finder import ASKED_BY, QUESTION_COLUMNS, answer_width, ask_as_seat, find_exactly
from game.allies.plain import smallest_desk, state_size
from game.allies.programme import Programme, new_programme
from game.rules.copies import fill_table
from game.rules.rule import rule
from game.rules.state import Scratch, State, new_scratch, new_state
from game.scenario.book import Book, Table


class CaseDesk(NamedTuple):
    """All tables that a range of questions is answered on."""

    book: Book
    state: State
    scratch: Scratch
    programme: Programme
    cases: Table  # one row a question: a whole state, as `plain.pour_state` writes it
    questions: Table
    answers: Table


def new_case_desk(book: Book, questions: int) -> CaseDesk:
    """Return tables for so many questions about drafts of a book; the caller fills `cases` and `questions`."""
    state = new_state(book)
    return CaseDesk(
        book,
        state,
        new_scratch(book),
        new_programme(book),
        np.zeros((questions, state_size(state)), np.int64),
        np.zeros((questions, QUESTION_COLUMNS), np.int64),
        np.zeros((questions, answer_width()), np.int64),
    )


def smallest_case_desk() -> CaseDesk:
    """Return tables of the right dimensions and next to no rows, for what needs their types alone."""
    return new_case_desk(smallest_desk().book, 0)


@rule
def fill_state(row: Table, state: State) -> None:
    """Set a whole state to what a row of `state_size` columns holds, table after table."""
    at = fill_table(row, 0, state.public.clock)
    at = fill_table(row, at, state.public.track)
    at = fill_table(row, at, state.public.draft)
    at = fill_table(row, at, state.public.measure)
    at = fill_table(row, at, state.public.ally)
    at = fill_table(row, at, state.own)
    at = fill_table(row, at, state.pair)
    fill_table(row, at, state.truth)


@rule
def find_range(
    book: Book,
    state: State,
    scratch: Scratch,
    programme: Programme,
    cases: Table,
    questions: Table,
    answers: Table,
    lo: int,
    hi: int,
) -> None:
    """Answer questions lo to hi - 1, each about the state of its own row of `cases`, into its row of `answers`."""
    for k in range(lo, hi):
        fill_state(cases[k], state)
        if questions[k, ASKED_BY] < 0:
            find_exactly(book, state, scratch, programme, questions[k], answers[k])
        else:
            ask_as_seat(book, state, scratch, programme, questions[k], answers[k])
