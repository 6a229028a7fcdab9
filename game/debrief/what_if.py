"""What if: each decision of one seat changed, all others kept, and the game played on under the same luck either way.

The model plays on in every seat, also after what was really decided, so that nothing but the one decision differs. The best
alternative is chosen in futures of its own and then measured in others, so that it does not look better for having been chosen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from game.allies.candidates import candidates
from game.debrief.facts_weighed import Alternative, Fan, WhatIf
from game.debrief.futures import ENDING_COLUMN, Futures, score_columns, settled, with_others
from game.debrief.shares import spanned
from game.debrief.steps import Step, doors_of
from game.rules import state as s
from game.scenario.book import Table
from game.table.decisions import Decision, Forecast
from game.table.position import Position, deciders, filled_choice
from game.table.rows import read
from game.table.thinking import legal_rows
from game.table.wording import line_of

SCREENED: Final = 16  # futures in which each alternative is tried before the best is measured
BINS: Final = 10  # of the scores from 0 to 100
BEST: Final = "best"
ALWAYS: Final = {s.SILENT: "silent", s.BREAK: "break"}  # answers that are told beside the best


def what_ifs(steps: Sequence[Step], seat: str, futures: Futures) -> tuple[WhatIf, ...]:
    """Return a what-if for each moment at which an ally's seat could have decided something else."""
    return tuple(_told(step, seat, futures, rows) for step, rows in choices_of(steps, seat))


def choices_of(steps: Sequence[Step], seat: str) -> Iterator[tuple[Step, Table]]:
    """Yield the phases in which a seat had a choice, with rows of `choice`: what it decided, then what it could have."""
    for step in steps:
        if seat not in deciders(step.before):
            continue
        ally = step.before.lexicon.row(seat)
        row = filled_choice(step.before, step.decisions)[ally]
        row[s.FORECASTS :] = -1
        rows = candidates(step.before.loaded.book, step.before.state, ally, row)
        rows = legal_rows(step.before, seat, rows)
        if len(rows) > 1:
            yield step, rows


def _told(step: Step, seat: str, futures: Futures, rows: Table) -> WhatIf:
    position, ally = step.before, step.before.lexicon.row(seat)
    column = score_columns(position.loaded.book)[ally]

    def futures_of(row: Table, *, screening: bool = False) -> Table:
        state = settled(position, with_others(position, step.decisions, {seat: _decisions(position, ally, row)}))
        return futures.after(state, futures.games + 1, SCREENED) if screening else futures.after(state)

    tried = [float(np.mean(futures_of(row, screening=True)[:, column])) for row in rows[1:]]
    chosen = {BEST: rows[1 + int(np.argmax(tried))]}
    if position.phase == s.ANSWER:
        for row in rows[1:]:
            word = ALWAYS.get(int(row[s.REPLIES]))
            if (
                word
                and row[s.REPLIES] != rows[0, s.REPLIES]
                and word not in chosen
                and not np.array_equal(row, chosen[BEST])
            ):
                chosen[word] = row
    as_decided = futures.after(step.after.state)
    alternatives = [
        _alternative(word, position, ally, row, futures_of(row), as_decided) for word, row in chosen.items()
    ]
    mine = tuple(line_of(each) for each in step.decisions if each.seat == seat and not isinstance(each, Forecast))
    now = int(position.state.public.clock[s.ROUND]) + 1
    doors = doors_of(position, ally)
    return WhatIf(
        now,
        s.PHASES[position.phase],
        mine,
        doors,
        len(rows) - 1,
        _fan(position, as_decided, column),
        tuple(alternatives),
    )


def _decisions(position: Position, ally: int, row: Table) -> tuple[Decision, ...]:
    return tuple(read(position.desk, position.phase, ally, row))


def _alternative(
    kind: str, position: Position, ally: int, row: Table, outcomes: Table, as_decided: Table
) -> Alternative:
    column = score_columns(position.loaded.book)[ally]
    lines = tuple(line_of(each) for each in _decisions(position, ally, row))
    gained = spanned(outcomes[:, column] - as_decided[:, column])
    return Alternative(kind, lines, _fan(position, outcomes, column), gained)


def _fan(position: Position, outcomes: Table, column: int) -> Fan:
    """Return how scores and endings fall in some futures."""
    scores = outcomes[:, column]
    bins = np.bincount(np.minimum(scores * BINS // 100, BINS - 1), minlength=BINS)
    endings, times = np.unique(outcomes[:, ENDING_COLUMN], return_counts=True)
    names = ("", *position.loaded.scenario.ending)
    counted = {names[int(ending) + 1]: int(n) for ending, n in zip(endings, times, strict=True)}
    return Fan(spanned(scores), tuple(int(n) for n in bins), counted)
