"""What looking ahead costs at a table: one decision of a seat at `council`, and a phase in which all but one seat think so.

Both are timed in the first round, where every imagined game is still a whole one. Seconds are those of a clock on the wall;
beside them stand the processor's, all threads together, which other work on the machine does not lengthen.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

from game.allies.lookahead import BUDGET
from game.rules import state as s
from game.scenario.book import FEATURED
from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.position import begin, deciders, settle
from game.table.thinking import model_choice, model_decisions, outlook_for

SEED: Final = "bench"


def figures(loaded: Loaded) -> dict[str, Any]:
    """Return what decisions of BUDGET games cost, and a round's phases for all seats but a person's."""
    return {"decision": decisions(loaded), "phase": phases(loaded)}


def decisions(loaded: Loaded) -> dict[str, float]:
    """Return the cost of one decision of a featured seat at the first national acts: the median and the most of them."""
    position = begin(loaded, SEED, {})
    while position.phase not in (s.ACTS, s.OVER):
        settle(position, model_decisions(position))
    seats = [seat for seat in deciders(position) if seat in loaded.scenario.ally]
    wall, processor, games = [0.0], [0.0], [0]
    for seat in seats:
        row = position.lexicon.row(seat)
        if loaded.book.ally[row, FEATURED] == 0:
            continue
        own = model_choice(position, [seat])[row]
        before, worked = perf_counter(), process_time()
        _, outlook = outlook_for(position, seat, own, BUDGET)
        wall.append(perf_counter() - before)
        processor.append(process_time() - worked)
        games.append(sum(outlook.games))
    return {
        "games": max(games),
        "seconds_median": round(median(wall[1:] or wall), 2),
        "seconds_most": round(max(wall), 2),
        "processor_seconds_median": round(median(processor[1:] or processor), 2),
        "processor_seconds_most": round(max(processor), 2),
    }


def phases(loaded: Loaded) -> dict[str, float | str]:
    """Return the cost of the model's part of the first round's dearest phase, a person in the first ally's seat."""
    first, *others = loaded.scenario.ally
    position = begin(loaded, SEED, {first: PERSON} | dict.fromkeys(others, "council"))
    wall: dict[str, float] = {}
    processor: dict[str, float] = {}
    while position.phase != s.OVER and position.state.public.clock[s.ROUND] == 0:
        name, before, worked = s.PHASES[position.phase], perf_counter(), process_time()
        decided = model_decisions(position)
        wall[name] = max(wall.get(name, 0), perf_counter() - before)
        processor[name] = max(processor.get(name, 0), process_time() - worked)
        settle(position, decided)
    dearest = max(wall, key=wall.__getitem__)
    return {
        "seats": len(others),
        "dearest": dearest,
        "seconds_most": round(wall[dearest], 2),
        "processor_seconds_most": round(max(processor.values()), 2),
    }
