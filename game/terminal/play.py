"""`play` and `resume`: a game that plays itself, or one with a person in a seat."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from game.rules import state as s
from game.rules.scores import COMMON_GOALS, common_goal, seat_score
from game.rules.state import tables
from game.scenario.load import Loaded, load
from game.table.position import Position, digest_of
from game.terminal.paper import Paper
from game.terminal.words import words_in


def run(
    path: Path, seat: str | None, seed: str | None, skill: str, auto: bool, save: Path | None, as_json: bool
) -> int:
    """Play a scenario; return the exit code."""
    loaded = load(path)
    seed = seed or secrets.token_hex(4)
    if auto:
        return play_itself(loaded, seed, skill, as_json)
    raise NotImplementedError


def play_itself(loaded: Loaded, seed: str, skill: str, as_json: bool) -> int:
    """Let the model play every seat, and tell the story or, for a machine, the outcome."""
    from game.terminal.story import told

    if not as_json:
        told(loaded, seed, skill, Paper(), words_in())
        return 0
    import io

    position = told(loaded, seed, skill, Paper(io.StringIO()), words_in())
    print(json.dumps(outcome(position, seed), indent=2, ensure_ascii=False))
    return 0


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
        "tracks": {
            name: int(state.public.track[t, s.NOW]) / 10 for t, name in enumerate(_tracks(position))
        },
        "texts": int(clock[s.TEXTS]),
        "goals": {goal: int(common_goal(book, state, which)) for which, goal in enumerate(COMMON_GOALS)},
        "scores": {
            seat: int(seat_score(book, state, position.scratch.stack, a))
            for a, seat in enumerate(position.lexicon.allies)
        },
        "state": digest_of(state),
    }


def _tracks(position: Position) -> tuple[str, ...]:
    from game.scenario.names import names_of

    return names_of(position.loaded.scenario).tracks
