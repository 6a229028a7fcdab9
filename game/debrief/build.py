"""The facts of a debrief from a saved game: a pure function of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from game.allies.compiled import Engine
from game.debrief.blocked import failed_of
from game.debrief.facts import About, Debrief
from game.debrief.futures import Futures
from game.debrief.shares import deviations, shares_of
from game.debrief.steps import Step, steps_of
from game.debrief.timeline import rounds_of, tracks_of
from game.debrief.unveiled import reveal_of
from game.debrief.what_if import what_ifs
from game.rules import state as s
from game.table.decisions import PERSON
from game.table.journal import Replay
from game.table.lines import DECISION, fold
from game.table.position import Position

GAMES: Final = 200  # futures of a moment unless asked otherwise
FUTURES: Final = 10_000  # of all moments together that the shares may take; fewer a moment where many decide
LEAST: Final = 20


def debrief_of(
    played: Replay, engine: Engine, *, games: int = GAMES, seat: str = "", anonymous: bool = False
) -> Debrief:
    """Return the facts of a game; `anonymous` leaves out who held the seats.

    `games` is how many futures each moment is played on in at most; 0 leaves out what needs them. `seat` is whose decisions
    are changed one by one, "" nobody's.
    """
    steps = steps_of(played.header, played.loaded, played.lines)
    position, book = played.position, played.loaded.book
    first = steps[0].before
    starts = {key: int(first.state.public.track[t, s.NOW]) for t, key in enumerate(played.loaded.scenario.track)}
    may_play_on = games > 0 and position.phase == s.OVER
    shared = games_for(steps, games)
    shares, decisions = shares_of(steps, Futures(engine, book, first.seed, shared)) if may_play_on else ((), ())
    asked = what_ifs(steps, seat, Futures(engine, book, first.seed, games)) if games and seat else ()
    return Debrief(
        about_of(played, position, anonymous),
        rounds_of(position.record),
        tracks_of(position.record, starts),
        reveal_of(position),
        failed_of(steps, engine),
        shared if may_play_on else 0,
        shares,
        decisions,
        seat,
        games if asked else 0,
        asked,
    )


def games_for(steps: Sequence[Step], games: int) -> int:
    """Return in how many futures each moment is played on for the shares: fewer where many people decided much."""
    moments = 1 + sum(2 + 2 * len(deviating) for _, deviating in deviations(steps))
    return min(games, max(LEAST, FUTURES // moments))


def about_of(played: Replay, position: Position, anonymous: bool) -> About:
    """Return which game it was."""
    scenario, header = played.loaded.scenario, played.header
    row, endings = int(position.state.public.clock[s.ENDING]), tuple(scenario.ending)
    over = position.phase == s.OVER
    return About(
        scenario.scenario.key,
        scenario.scenario.title,
        header.seed,
        header.rules,
        len(played.lines),
        over,
        endings[row] if over and 0 <= row < len(endings) else "",
        tuple(key for a, key in enumerate(position.lexicon.allies) if position.state.public.ally[a, s.FALLEN]),
        people_of(played),
        {} if anonymous else hands_of(played),
    )


def people_of(played: Replay) -> tuple[str, ...]:
    """Return the seats that a person held at any time, in the order of the table."""
    held = {seat for seat, holder in played.header.seats.items() if holder == PERSON}
    held |= {str(event.data["seat"]) for event in played.position.record if _is_taken(event.kind, event.data)}
    return tuple(seat for seat in played.position.lexicon.seats if seat in held)


def _is_taken(kind: str, data: dict[str, object]) -> bool:
    return kind == "seat" and data["holder"] == PERSON


def hands_of(played: Replay) -> dict[str, tuple[str, ...]]:
    """Return for each seat the clients that decided for it, as the journal names them (its text before the last dash)."""
    found: dict[str, list[str]] = {}
    for line in fold(played.lines):
        client = line.client.rpartition("-")[0] or line.client
        if line.kind == DECISION and line.seat and client and client not in found.setdefault(line.seat, []):
            found[line.seat].append(client)
    return {seat: tuple(clients) for seat, clients in found.items() if clients}
