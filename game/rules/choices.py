"""Choices that do nothing: where every row starts before somebody decides."""

from __future__ import annotations

from game.rules import state as s
from game.rules.rule import rule
from game.scenario.book import Table


@rule
def clear_row(row: Table) -> None:
    """Set one row to doing nothing: no act, no text, no clause named, no offer."""
    for column in range(row.shape[0]):
        row[column] = 0
    for column in (s.ACT, s.PROMISE_TO, s.SOUND_1, s.SOUND_2, s.NAMES_1, s.NAMES_2, s.OFFER_1, s.OFFER_2, s.REFUSES):
        row[column] = -1
    row[s.SAYS_WORST] = -1
    row[s.SAYS_BAND] = s.BAND_DOUBTFUL
    for c in range(s.CLAUSES):
        row[s.D_CLAUSE + c * s.D_COLUMNS + s.D_MEASURE] = -1
    for column in range(s.FORECASTS, row.shape[0]):
        row[column] = -1


@rule
def clear(choice: Table) -> None:
    """Set every row to doing nothing."""
    for a in range(choice.shape[0]):
        clear_row(choice[a])


@rule
def clear_for(choice: Table, who: int) -> None:
    """Set the rows of a bit mask to doing nothing; the others are not read in their phase."""
    for a in range(choice.shape[0]):
        if (who >> a) & 1 == 1:
            clear_row(choice[a])
