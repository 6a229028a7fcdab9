"""From a scenario or a saved game to the first page of play: loading, sitting down, and what the route is from then on."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from game.desktop.stage import Stage
from game.desktop.work import Progress

if TYPE_CHECKING:
    from game.desktop.sitting import Sitting
    from game.scenario.load import Loaded


LOOKS_FAR: Final = "council"
COMPILING: Final = 0.2  # seconds between two looks at how far the compiler is


@dataclass(frozen=True, slots=True)
class Order:
    """How a game is to begin; `seed` empty: any luck; `taught`: with the hints of the lesson.

    `skills` are those of seats that differ from the others' `skill`.
    """

    seats: tuple[str, ...]
    seed: str = ""
    skill: str = "staff"
    save: Path | None = None
    taught: bool = False
    skills: tuple[tuple[str, str], ...] = ()


def begin(stage: Stage, loaded: Loaded, order: Order) -> None:
    """Begin a game, and show its first page."""

    def job(progress: Progress) -> Sitting:
        from game.desktop.keeping import begin_kept
        from game.desktop.sitting import Sitting
        from game.table.decisions import PERSON
        from game.telling.words import words_in

        progress.step(stage.words.say("work.begin"))
        skills = dict.fromkeys(loaded.scenario.ally, order.skill) | dict(order.skills)
        seats = skills | dict.fromkeys(order.seats, PERSON)
        if LOOKS_FAR in seats.values():
            compiled(stage, progress)
        kept = begin_kept(loaded, seats, order.seed or secrets.token_hex(4), order.save)
        return Sitting(kept, words_in(stage.settings.language))

    def then(sitting: Sitting) -> None:
        if order.taught:
            stage.lesson.begin()
        play(stage, sitting)

    stage.run(stage.words.say("work.begin"), job, then)


def take_up(stage: Stage, file: Path) -> None:
    """Go on with a saved game, or say why that cannot be."""

    def job(progress: Progress) -> Sitting | str:
        from game.desktop.keeping import Kept
        from game.desktop.sitting import Sitting
        from game.table.journal import JournalError, resume
        from game.telling.words import words_in

        progress.step(stage.words.say("work.resume"))
        try:
            table = resume(file)
        except JournalError as error:
            return str(error)
        sitting = Sitting(Kept(table, file), words_in(stage.settings.language))
        sitting.skip_to_round()
        return sitting

    def then(taken: Sitting | str) -> None:
        if isinstance(taken, str):
            stage.say(taken[:1].upper() + taken[1:] + ".")
        else:
            play(stage, taken)

    stage.run(stage.words.say("work.resume"), job, then)


def compiled(stage: Stage, progress: Progress) -> None:
    """Wait until the rules run as machine code, or it is clear that they will not: seats that look far ahead need it."""
    from game.allies.compiled import COMPILED, FAILED, NO_COMPILER, shared_engine

    engine = shared_engine()
    while engine.status not in (COMPILED, FAILED, NO_COMPILER):
        progress.step(stage.words.say("work.compile"))
        engine.wait(COMPILING)


def play(stage: Stage, sitting: Sitting) -> None:
    """Show the first page of a game; the rules are compiled meanwhile, for whoever wants to look ahead."""
    from game.allies.compiled import shared_engine
    from game.desktop.match import Match
    from game.desktop.screens.route import route

    shared_engine().warm()
    match = Match(stage, sitting)
    stage.game = match
    match.route_by(route)
    if sitting.why_not_kept:
        stage.say(stage.words.say("note.not_kept", why=sitting.why_not_kept))
    match.show_next()


def chosen_first(loaded: Loaded) -> Sequence[str]:
    """Return the seats in the order in which they are offered: those with a long brief first."""
    allies = loaded.scenario.ally
    return sorted(allies, key=lambda key: not allies[key].featured)
