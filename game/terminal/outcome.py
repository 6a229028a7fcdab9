"""A finished game as plain values, for a machine."""

from __future__ import annotations

from game.rules import state as s
from game.rules.scores import COMMON_GOALS, common_goal, seat_score
from game.scenario.names import names_of
from game.table.position import Position, digest_of


def outcome(position: Position, seed: str) -> dict[str, object]:
    """Return a finished game as plain values."""
    book, state, scenario = position.loaded.book, position.state, position.loaded.scenario
    clock = state.public.clock
    row, endings = int(clock[s.ENDING]), list(scenario.ending)
    return {
        "scenario": scenario.scenario.key,
        "digest": position.loaded.digest,
        "seed": seed,
        "rounds": int(clock[s.ROUND]),
        "ending": endings[row] if 0 <= row < len(endings) else None,
        "type": list(scenario.adversary.type)[int(state.truth[s.TYPE_DRAWN])],
        "tracks": {name: int(state.public.track[t, s.NOW]) / 10 for t, name in enumerate(names_of(scenario).tracks)},
        "texts": int(clock[s.TEXTS]),
        "goals": {goal: int(common_goal(book, state, which)) for which, goal in enumerate(COMMON_GOALS)},
        "scores": {
            seat: int(seat_score(book, state, position.scratch.stack, a))
            for a, seat in enumerate(position.lexicon.allies)
        },
        "state": digest_of(state),
    }
