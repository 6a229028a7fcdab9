"""The facts of a debrief from a saved game: a pure function of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from game.allies.compiled import Engine
from game.debrief.blocked import failed_of
from game.debrief.facts import Debrief
from game.debrief.facts_played import About
from game.debrief.forecasts import forecasts_of, resolved_of
from game.debrief.futures import Futures
from game.debrief.known import known_of
from game.debrief.precedents import courses_of, real_of
from game.debrief.questions import Ground, objectives_of, questions_of
from game.debrief.records import records_of
from game.debrief.shares import Deviating, deviations, shares_of
from game.debrief.steps import Step, rounds_meanwhile, steps_of
from game.debrief.timeline import notes_of, rounds_of, steered_of, tracks_of
from game.debrief.unveiled import reveal_of, shown_seats
from game.debrief.what_if import what_ifs
from game.rules import state as s
from game.scenario.names import names_of
from game.table.decisions import CHAIR, PERSON
from game.table.journal import Replay
from game.table.lines import DECISION, fold
from game.table.position import Position

Names = Mapping[str, Sequence[str]]  # seat -> people

GAMES: Final = 200  # futures of a moment unless asked otherwise
FUTURES: Final = 6_000  # of all moments together that the shares may take; fewer a moment where many decide
LEAST: Final = 20


def debrief_of(
    played: Replay, engine: Engine, *, games: int = GAMES, seat: str = "", names: Names | None = None
) -> Debrief:
    """Return the facts of a game; `names` are those of who held each seat, left out where nobody is to be named.

    `games` is how many futures each moment is played on in at most; 0 leaves out what needs them. `seat` is whose decisions
    are changed one by one, "" nobody's.
    """
    steps = steps_of(played.header, played.loaded, played.lines)
    position, scenario = played.position, played.loaded.scenario
    first = steps[0].before
    about = about_of(played, position, names or {})
    shown = shown_seats(scenario, about.people)
    differing = list(deviations(steps)) if games and about.over else []
    shared = games_for(differing, games) if games and about.over else 0
    shares, decisions = shares_of(steps, differing, _futures(engine, first, shared)) if shared else ((), ())
    asked = what_ifs(steps, seat, _futures(engine, first, games)) if games and seat else ()
    rounds = rounds_of(position.record, rounds_meanwhile(steps), notes_of(played.lines), steered_of(played.lines))
    reveal, failed = reveal_of(position), failed_of(steps, engine)
    known = known_of(steps, shown, reveal.news)
    resolved = resolved_of(steps, engine, with_model=games > 0)
    forecasts = forecasts_of(steps, resolved)
    ground = Ground(rounds, reveal, failed, known, shares, decisions, about.people, position.state.public.clock)
    starts = {key: int(first.state.public.track[t, s.NOW]) for t, key in enumerate(names_of(scenario).tracks)}
    return Debrief(
        about=about,
        rounds=rounds,
        tracks=tracks_of(position.record, starts),
        reveal=reveal,
        failed=failed,
        games=shared,
        shares=shares,
        decisions=decisions,
        asked=seat,
        asked_games=games if asked else 0,
        what_ifs=asked,
        resolved=resolved,
        forecasts=forecasts,
        known=known,
        courses=courses_of(steps),
        real=real_of(scenario, position.record),
        objectives=objectives_of(position),
        questions=questions_of(position, ground),
        records=records_of(steps, about.people, about.names, forecasts),
    )


def _futures(engine: Engine, first: Position, games: int) -> Futures:
    return Futures(engine, first.loaded.book, first.seed, games)


def games_for(differing: Sequence[tuple[Step, Deviating]], games: int) -> int:
    """Return in how many futures each moment is played on for the shares: fewer where many people decided much."""
    moments = 1 + sum(2 + 2 * len(deviating) for _, deviating in differing)
    return min(games, max(LEAST, FUTURES // moments))


def about_of(played: Replay, position: Position, names: Names) -> About:
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
        {seat: tuple(each) for seat, each in names.items()},
    )


def people_of(played: Replay) -> tuple[str, ...]:
    """Return the seats that a person held at any time, in the order of the table.

    A game entered from paper has no model in any seat: there those count that decided something.
    """
    held = {seat for seat, holder in played.header.seats.items() if holder == PERSON}
    if held >= {*played.position.lexicon.allies, CHAIR}:
        held &= {line.seat for line in fold(played.lines) if line.kind == DECISION}
    else:
        held |= {str(event.data["seat"]) for event in played.position.record if _is_taken(event.kind, event.data)}
    return tuple(seat for seat in played.position.lexicon.seats if seat in held)


def _is_taken(kind: str, data: dict[str, object]) -> bool:
    return kind == "seat" and data["holder"] == PERSON
