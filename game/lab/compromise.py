"""The compromise finder on played games: for each text that failed, what its sponsor could have found, and the exact answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.allies import finder as f
from game.allies.assent import HOLDS
from game.allies.cases import CaseDesk, new_case_desk
from game.allies.compiled import Engine
from game.allies.compromise import CHEAPEST_SO_FAR, FOUND, IMPOSSIBLE, NO_SUCH_TEXT, UNDECIDED
from game.allies.plain import pour_state
from game.allies.programme import ADDITIONS, FAR
from game.rules import state as s
from game.rules.state import State
from game.scenario.book import Table
from game.table.decisions import Text
from game.table.drafts import text_of
from game.table.journal import Replay
from game.table.lexicon import Lexicon
from game.table.lines import SETTLED
from game.table.position import Position

EVERYTHING: Final = -1  # who asks: whoever knows everything
NOBODY: Final = -1
CAME: Final = {
    FOUND: "found",
    IMPOSSIBLE: "impossible",
    UNDECIDED: "undecided",
    CHEAPEST_SO_FAR: "cheapest_so_far",
    NO_SUCH_TEXT: "no_such_text",
}


@dataclass(frozen=True, slots=True)
class Failed:
    """A text that somebody objected to, at that moment; round, text and revision count from 1, 1 and 0."""

    round: int
    text: int
    revision: int
    position: Position

    @property
    def row(self) -> Table:
        """Return the row of `draft`."""
        found: Table = self.position.state.public.draft[self.position.state.public.clock[s.DRAFT]]
        return found

    @property
    def objectors(self) -> tuple[str, ...]:
        """Return who objected."""
        return self.position.lexicon.members(int(self.row[s.AMEND_SET] | self.row[s.BREAK_SET]))


@dataclass(frozen=True, slots=True)
class Found:
    """What the finder answered. `edit` is the cost of the edit; chances are per mille, -1 where everything is known.

    `together` makes a text impossible, and with `without` left out there is one, `rest`; None where the search met its
    limit. `objectors` would truly object to `text`.
    """

    came: str
    text: Text | None
    edit: int
    nodes: int
    objectors: tuple[str, ...]
    chance: int
    least_known: str
    its_chance: int
    together: tuple[str, ...] | None
    without: tuple[str, ...] | None
    rest: Text | None


def failed_texts(played: Replay, now: int = 0, text: int = 0) -> Iterator[Failed]:
    """Yield the texts that failed, each time that one did: of one round, and the so-manieth of it, or of all (0)."""
    for line, position in played.walk():
        clock = position.state.public.clock
        if line.kind != SETTLED or line.text != s.PHASES[s.ANSWER] or position.phase != s.REVISE:
            continue
        failed = Failed(
            int(clock[s.ROUND]) + 1,
            int(clock[s.SLOT]) + 1,
            int(position.state.public.draft[clock[s.DRAFT], s.REVISION]),
            position,
        )
        if now in (0, failed.round) and text in (0, failed.text):
            yield failed


def question(draft: int, *, basis: int = s.ROUTINE, asked_by: int = EVERYTHING, sounds: int = NOBODY) -> Table:
    """Return a question about a row of `draft`, with everything that an answer can tell."""
    row = np.zeros(f.QUESTION_COLUMNS, np.int64)
    row[f.OF_DRAFT], row[f.UNDER], row[f.AT_LEVEL] = draft, basis, -1
    row[f.STANDARD], row[f.ADDED_AT_MOST], row[f.WITH_SETS] = HOLDS, ADDITIONS, 1
    row[f.ASKED_BY], row[f.SOUNDS] = asked_by, sounds
    return row


def keep_case(desk: CaseDesk, at: int, state: State, asked: Table) -> None:
    """Write a question about a state into a row of a desk."""
    pour_state(state, desk.cases[at])
    desk.questions[at] = asked


def answer(engine: Engine, failed: Failed, *, basis: int = s.ROUTINE, asked_by: int = EVERYTHING) -> Found:
    """Return what the finder answers about a text that failed: to an ally (its row), the chair, or whoever knows everything."""
    position = failed.position
    desk = new_case_desk(position.loaded.book, 1)
    draft = int(position.state.public.clock[s.DRAFT])
    keep_case(desk, 0, position.state, question(draft, basis=basis, asked_by=asked_by))
    engine.find_range(desk, 0, 1)
    return in_words(position.lexicon, desk.answers[0], asked_by)


def in_words(lexicon: Lexicon, row: Table, asked_by: int) -> Found:
    """Return a row of answers with the names of a scenario."""
    width = f.text_width()
    has_text, least = row[f.EDIT] < FAR, int(row[f.LEAST_KNOWN])
    has_rest = row[f.WITHOUT_SET] > 0
    return Found(
        CAME[int(row[f.CAME])],
        text_of(lexicon, row[f.TEXT : f.TEXT + width]) if has_text else None,
        int(row[f.EDIT]) if has_text else 0,
        int(row[f.NODES]),
        lexicon.members(int(row[f.OBJECTS_THEN])) if has_text else (),
        -1 if asked_by == EVERYTHING else int(row[f.CHANCE]),
        lexicon.allies[least] if asked_by != EVERYTHING and least >= 0 else "",
        int(row[f.ITS_CHANCE]),
        None if row[f.TOGETHER_SET] < 0 else lexicon.members(int(row[f.TOGETHER_SET])),
        None if row[f.WITHOUT_SET] < 0 else lexicon.members(int(row[f.WITHOUT_SET])),
        text_of(lexicon, row[f.TEXT + width : f.TEXT + 2 * width]) if has_rest else None,
    )
