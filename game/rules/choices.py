"""Choices that do nothing: where every row starts before somebody decides."""

from __future__ import annotations

from typing import Final

import numpy as np

from game.rules import state as s
from game.rules.rule import rule
from game.scenario.book import Table


def _nothing() -> Table:
    """Return a row that does nothing: no act, no text, no clause named, no offer."""
    row = np.zeros(s.FORECASTS, np.int64)
    row[[s.ACT, s.PROMISE_TO, s.SOUND_1, s.SOUND_2, s.SAYS_WORST, s.NAMES_1, s.NAMES_2]] = -1
    row[[s.OFFER_1, s.OFFER_2, s.REFUSES]] = -1
    row[s.SAYS_BAND] = s.BAND_DOUBTFUL
    row[s.D_CLAUSE + s.D_MEASURE :: s.D_COLUMNS] = -1
    return row


def _columns() -> Table:
    """Return for each phase the first column that is read in it, and the one after the last; whoever drafts, all."""
    own = {
        s.ACTS: (s.ACT, s.ACT),
        s.CONSULT: (s.ASK_ARTICLE_4, s.HELPS),
        s.SOUND: (s.SOUND_1, s.SAYS_WORST),
        s.TOUR: (s.TOUR_ANSWER, s.TOUR_ANSWER),
        s.ANSWER: (s.REPLIES, s.OFFERS_PEN),
        s.HOST_SAYS: (s.REFUSES, s.REFUSES),
        s.OFFER: (s.OFFER_1, s.OFFER_2_CAVEAT),
        s.OFFER_AGAIN: (s.OFFER_1, s.OFFER_2_CAVEAT),
        s.REPLY: (s.ADVERSARY_REPLY, s.ADVERSARY_REPLY),
    }
    ends = [own.get(phase, (0, s.FORECASTS - 1)) for phase in range(s.OVER)]
    return np.array([(first, last + 1) for first, last in ends], np.int64)


NOTHING: Final = _nothing()
COLUMNS: Final = _columns()


@rule
def clear(choice: Table) -> None:
    """Set every row to doing nothing, and to no forecast."""
    for a in range(choice.shape[0]):
        for column in range(s.FORECASTS):
            choice[a, column] = NOTHING[column]
        for column in range(s.FORECASTS, choice.shape[1]):
            choice[a, column] = -1


@rule
def clear_for(choice: Table, who: int, phase: int) -> None:
    """Set what is read in a phase of the rows of a bit mask to doing nothing; all else is not read in it."""
    first = COLUMNS[phase, 0]
    end = COLUMNS[phase, 1]
    for a in range(choice.shape[0]):
        if (who >> a) & 1 == 1:
            for column in range(first, end):
                choice[a, column] = NOTHING[column]
