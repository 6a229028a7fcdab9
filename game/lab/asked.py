"""Asks the model how an ally would answer a text: `allies/answers.py` itself, on the ally's own row and what is public.

The answer follows from the state and the ally's row, with one exception: where it objects, and no red line is crossed, luck
decides whether it breaks silence or brackets. `odds` says how often.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.allies.answers import answer, mind_for, weigh_text
from game.rules import state as s
from game.rules.choices import NOTHING
from game.rules.silence import as_instructed
from game.rules.state import Public, State
from game.scenario.book import Book, Table

STEADY: Final = 2**32 - 1  # the luck with which an objector brackets, unless a red line is crossed
PER_MILLE: Final = 1000


@dataclass(frozen=True, slots=True)
class Bracket:
    """A clause (`state.WORDING` the verb) and the level or verb that would do instead; 0 strikes the clause."""

    clause: int
    level: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How an ally answers. `kind` is one of `state.SILENT` to `ASK_TIME`; `odds` per mille that an objection is a break.

    `counts` is what the answer amounts to when the answers are opened: who cannot pay says less, and who is not
    instructed in time is silent ad referendum (`late`). Nobody else's time is granted here.
    """

    kind: int
    brackets: tuple[Bracket, ...]
    demands_ask: bool
    odds: int
    counts: int
    late: bool


def choice_of(book: Book, state: State, text: Table, ally: int, draw: int = STEADY) -> Table:
    """Return an ally's row of `choice` for a text (a row of `draft`) with the luck of a draw, 0 to 2**32 - 1."""
    out = NOTHING.copy()
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    mind = mind_for(book, state.public, state.own[ally], ally)
    weigh_text(book, mind, text, row)
    answer(book, state.public, state.own[ally], state.pair[ally], text, mind, row, out, draw)
    return out


def ask(book: Book, state: State, draft: int, ally: int, draw: int = STEADY) -> Asked:
    """Return how an ally would answer the text of a row of `draft` as it stands, with the luck of a draw."""
    text = state.public.draft[draft]
    out = choice_of(book, state, text, ally, draw)
    kind = int(out[s.REPLIES])
    named = ((int(out[s.NAMES_1]), int(out[s.NAMES_1_LEVEL])), (int(out[s.NAMES_2]), int(out[s.NAMES_2_LEVEL])))
    objects = kind in (s.AMEND, s.BREAK)
    odds = _break_odds(book, state, text, ally) if objects else 0
    counts, late = _counted(book, state, draft, ally, out)
    brackets = tuple(Bracket(*each) for each in named if each[0] >= 0) if objects else ()
    return Asked(kind, brackets, objects and bool(out[s.DEMANDS]), odds, counts, late)


def _break_odds(book: Book, state: State, text: Table, ally: int) -> int:
    """Return how often, per mille, an objection is a break: the first luck with which the model brackets instead."""

    def brackets(luck: int) -> bool:
        return bool(choice_of(book, state, text, ally, -(-(luck << 32) // PER_MILLE))[s.REPLIES] != s.BREAK)

    return bisect_left(range(PER_MILLE), True, key=brackets)


def _counted(book: Book, state: State, draft: int, ally: int, out: Table) -> tuple[int, bool]:
    """Return what an answer counts as, and whether it comes too late to be more than silence ad referendum."""
    public = Public(state.public.clock.copy(), state.public.track, state.public.draft.copy(), *state.public[3:])
    trial = state._replace(public=public, own=state.own.copy())
    public.clock[s.DRAFT] = draft
    text = public.draft[draft]
    text[s.REFERENDUM_SET] = 0
    choice = np.tile(NOTHING, (book.ally.shape[0], 1))
    choice[ally] = out
    counts = int(as_instructed(book, trial, choice, text, ally))
    return counts, bool(text[s.REFERENDUM_SET])
