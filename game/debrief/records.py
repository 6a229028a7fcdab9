"""What each person's seat did, and how often it had the chance: for a talk, and for a hint to the teacher, never a mark."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.facts_weighed import ForecastTold, Part, SeatRecord
from game.debrief.steps import Step
from game.rules import state as s
from game.table.decisions import Done, Forecast
from game.table.position import deciders, of_model

# Columns of `public.ally` that count what a seat did.
COUNTED = {
    "sponsored": s.SPONSORED,
    "bracketed": s.BRACKETED,
    "broke": s.BROKE,
    "stated": s.STATEMENTS_MADE,
    "pen": s.HELD_PEN,
    "given": s.GIVEN,
    "kept": s.KEPT_WORD,
    "broke_word": s.BROKE_WORD,
    "crossed": s.RED_CROSSED,
}


def records_of(
    steps: Sequence[Step],
    people: Sequence[str],
    names: dict[str, tuple[str, ...]],
    forecasts: Sequence[ForecastTold],
) -> tuple[SeatRecord, ...]:
    """Return the record of every ally's seat that a person held."""
    allies = steps[-1].after.lexicon.allies
    return tuple(_record(steps, seat, names.get(seat, ()), forecasts) for seat in people if seat in allies)


def _record(steps: Sequence[Step], seat: str, names: tuple[str, ...], forecasts: Sequence[ForecastTold]) -> SeatRecord:
    chances = dict[str, list[bool]]()
    rounds = dict[int, list[bool]]()
    for step in steps:
        if seat in deciders(step.before) and seat not in of_model(step.before):
            said = any(each.seat == seat and not isinstance(each, Forecast | Done) for each in step.decisions)
            chances.setdefault(s.PHASES[step.phase], []).append(said)
            rounds.setdefault(int(step.before.state.public.clock[s.ROUND]) + 1, []).append(said)
    parts = tuple(Part(phase, len(each), sum(each)) for phase, each in chances.items())
    of, did = sum(part.chances for part in parts), sum(part.decided for part in parts)
    last = steps[-1].after
    row = last.state.public.ally[last.lexicon.row(seat)]
    scores = [each.score for each in forecasts if each.seat == seat]
    return SeatRecord(
        seat,
        names,
        of,
        did,
        2 * did < of,
        tuple(now for now, each in rounds.items() if not any(each)),
        parts,
        {word: int(row[column]) for word, column in COUNTED.items()},
        len(scores),
        sum(scores) // len(scores) if scores else -1,
    )
