"""For each wording that somebody objected to, the smallest text that all would have let pass, or the proof that none was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.allies.compiled import Engine
from game.debrief.facts_played import Compromise, FailedTold
from game.debrief.steps import Step
from game.lab.compromise import Failed, Found, answer
from game.rules import state as s
from game.table.decisions import Text
from game.table.drafts import text_of


def failed_of(steps: Sequence[Step], engine: Engine) -> tuple[FailedTold, ...]:
    """Return every wording that failed, as it did, with what the finder answers to its sponsor and to whoever knows all."""
    return tuple(_told(failed, engine) for failed in _failed(steps))


def _failed(steps: Sequence[Step]) -> Iterator[Failed]:
    for step in steps:
        if step.phase == s.ANSWER and step.after.phase == s.REVISE:
            clock = step.after.state.public.clock
            revision = int(step.after.state.public.draft[clock[s.DRAFT], s.REVISION])
            yield Failed(int(clock[s.ROUND]) + 1, int(clock[s.SLOT]) + 1, revision, step.after)


def _told(failed: Failed, engine: Engine) -> FailedTold:
    lexicon, sponsor = failed.position.lexicon, int(failed.row[s.AUTHOR])
    return FailedTold(
        failed.round,
        failed.text,
        failed.revision,
        lexicon.seats[sponsor],
        _words(text_of(lexicon, failed.row)),
        failed.objectors,
        _plain(answer(engine, failed, asked_by=sponsor)),
        _plain(answer(engine, failed)),
    )


def _words(text: Text | None) -> str:
    return " ".join(text.words()) if text else ""


def _plain(found: Found) -> Compromise:
    return Compromise(
        found.came,
        _words(found.text),
        found.edit,
        found.nodes,
        found.chance,
        found.objectors,
        found.together,
        found.without,
        _words(found.rest),
    )
