"""Beside the precedents: what history did where this game had the choice, and what of it the source material states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.allies import record as r
from game.debrief.facts_weighed import CourseTold, Real
from game.debrief.steps import Step
from game.lab.courses import Played, answer
from game.lab.playtest import looks_of
from game.lab.tally import Columns
from game.rules import state as s
from game.rules.state import new_scratch
from game.scenario.book import Table
from game.scenario.names import names_of
from game.scenario.schema import Scenario
from game.table.events import Event

INVENTED = "invented"


def record_of(steps: Sequence[Step]) -> Table:
    """Return the row of `allies/record.py` of a saved game."""
    last = steps[-1].after
    book = last.loaded.book
    out = np.zeros(r.record_size(book), np.int64)
    r.clear_record(book, out)
    for step in steps:
        draft = int(step.before.state.public.clock[s.DRAFT])
        r.record_phase(book, step.after.state, out, step.phase, draft)
    r.record_game(book, last.state, new_scratch(book), out)
    return out


def courses_of(steps: Sequence[Step]) -> tuple[CourseTold, ...]:
    """Return what history decided beside what this game did; nothing for a crisis that did not happen."""
    loaded = steps[-1].after.loaded
    history, book = loaded.scenario.history, loaded.book
    if history is None:
        return ()
    row = record_of(steps)[np.newaxis, :]
    played = Played(book, names_of(loaded.scenario), looks_of(loaded.scenario, book), Columns(book), row)
    return tuple(
        CourseTold(k, course.happened, bool(answer(course, played)[0]), course.base.hits, course.base.of)
        for k, course in enumerate(history.course)
    )


def real_of(scenario: Scenario, record: Sequence[Event]) -> tuple[Real, ...]:
    """Return what happened in a game that the scenario marks as fact or reported, once each, in the order of the game."""
    found = {(each.kind, each.key): each for each in _real(scenario, record) if each.mark != INVENTED}
    return tuple(found.values())


def _real(scenario: Scenario, record: Sequence[Event]) -> Iterator[Real]:
    for event in record:
        key = str(event.data.get("measure", event.data.get("inject", event.data.get("reply", ""))))
        if event.kind in ("act", "delivered"):
            measure = scenario.measure[key]
            yield Real("measure", key, measure.mark, measure.source or "")
        elif event.kind == "inject":
            inject = scenario.inject[key]
            yield Real("inject", key, inject.mark, inject.source or "")
        elif event.kind == "reply":
            reply = scenario.adversary.reply[key]
            yield Real("reply", key, reply.mark, reply.source or "")
