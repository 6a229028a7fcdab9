"""Why an ally answers a text as it does, whole: its sum, the answer that follows, and what would have changed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.lab.asked import STEADY, Asked, ask
from game.lab.changed import Flip, flips_of
from game.lab.reasons import Reason, reason_for
from game.rules import state as s
from game.rules.state import State
from game.scenario.book import Book
from game.scenario.load import Loaded
from game.table.copies import copied_state
from game.table.decisions import Decision
from game.table.lines import SETTLED, Header, Line, fold
from game.table.play import replay_line, start_of


@dataclass(frozen=True, slots=True)
class Why:
    """An ally's reasons for its answer: the sum, the model's answer to it, and the smallest changes that flip that."""

    reason: Reason
    asked: Asked
    flips: tuple[Flip, ...]


def why(book: Book, state: State, draft: int, ally: int, draw: int = STEADY) -> Why:
    """Return why an ally answers the text of a row of `draft` as it does; it reads what is public and the ally's own row.

    `draw` is the luck (0 to 2**32 - 1) by which an objector breaks silence or brackets; left out, it brackets.
    """
    return Why(
        reason_for(book, state, draft, ally), ask(book, state, draft, ally, draw), flips_of(book, state, draft, ally)
    )


@dataclass(frozen=True, slots=True)
class Given:
    """A wording under silence as the answers to it were given: the state before they were opened, and the text's row.

    `said` is what went on the record, an answer an ally; where time was asked for, only those who asked for it.
    """

    state: State
    draft: int
    said: dict[int, int]

    @property
    def objectors(self) -> list[int]:
        """Return who bracketed or broke silence."""
        return [ally for ally, kind in self.said.items() if kind in (s.AMEND, s.BREAK)]


_SETS = ((s.SILENT_SET, s.SILENT), (s.STATEMENT_SET, s.STATEMENT), (s.AMEND_SET, s.AMEND), (s.BREAK_SET, s.BREAK))


def answers_given(header: Header, loaded: Loaded, lines: Sequence[Line]) -> Iterator[Given]:
    """Yield every wording of a game that was answered, in order, from the lines of its journal. Raises play.Unreadable."""
    position, pending = start_of(header, loaded), list[Decision]()
    for line in fold(lines):
        opens = line.kind == SETTLED and position.phase == s.ANSWER
        before = copied_state(position.state) if opens else position.state
        replay_line(position, line, pending)
        if opens:
            draft = int(before.public.clock[s.DRAFT])
            text = position.state.public.draft[draft]
            sets = ((s.TIME_SET, s.ASK_TIME),) if text[s.TIME_SET] else _SETS
            said = {a: kind for column, kind in sets for a in range(len(before.own)) if int(text[column]) >> a & 1}
            yield Given(before, draft, dict(sorted(said.items())))
