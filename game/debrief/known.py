"""What each seat knew in each round, beside the truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from game.debrief.facts_played import News
from game.debrief.facts_weighed import Known
from game.debrief.steps import Step
from game.rules import state as s
from game.scenario.book import CAUSES
from game.table.position import Position

SURE = 1000


def known_of(steps: Sequence[Step], seats: Sequence[str], news: Sequence[News]) -> tuple[Known, ...]:
    """Return for each round, once its briefing is in, what some seats took to be so."""
    return tuple(
        _known(step.after, seat, int(step.before.state.public.clock[s.ROUND]) + 1, news)
        for step in steps
        if step.phase == s.BRIEFING
        for seat in seats
    )


def _known(position: Position, seat: str, now: int, news: Sequence[News]) -> Known:
    own, truth = position.state.own[position.lexicon.row(seat)], position.state.truth
    types = tuple(position.loaded.scenario.adversary.type)
    of_types = [int(own[s.TYPE_BELIEF + t]) for t in range(len(types))]
    of_causes = [int(own[s.CAUSE_BELIEF + c]) for c in range(len(CAUSES))]
    kind, cause = int(truth[s.TYPE_DRAWN]), int(truth[s.CAUSE_DRAWN])
    likely, likely_cause = of_types.index(max(of_types)), of_causes.index(max(of_causes))
    return Known(
        seat,
        now,
        types[likely],
        of_types[likely],
        of_types[kind],
        brier_of(of_types, kind),
        CAUSES[likely_cause],
        of_causes[likely_cause],
        of_causes[cause],
        brier_of(of_causes, cause),
        tuple(_keys(news, now, lambda each: bool(each.to) and seat not in each.to)),
        tuple(_keys(news, now, lambda each: each.truth != "true" and (not each.to or seat in each.to))),
    )


def _keys(news: Sequence[News], now: int, wanted: Callable[[News], bool]) -> Iterator[str]:
    return (each.key for each in news if each.round == now and wanted(each))


def brier_of(chances: Sequence[int], true: int) -> int:
    """Return the Brier score over all answers, per mille (0 to 2000), of chances per mille."""
    return sum((chance - (SURE if k == true else 0)) ** 2 for k, chance in enumerate(chances)) // SURE
