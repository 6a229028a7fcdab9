"""From a scenario's file to its seats, or straight to play where a seat was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop.screens.opening import Order, begin
from game.desktop.stage import Stage
from game.desktop.work import Progress

if TYPE_CHECKING:
    from game.scenario.load import Loaded


def read(stage: Stage, file: Path, order: Order | None = None) -> None:
    """Read a scenario, and show its seats, or begin where a seat was asked for; what is wrong with it is said."""

    def job(progress: Progress) -> Loaded | str:
        from game.scenario.load import load
        from game.scenario.problems import ScenarioError

        progress.step(stage.words.say("work.load"))
        try:
            return load(file)
        except ScenarioError as error:
            return str(error)

    def then(loaded: Loaded | str) -> None:
        from game.desktop.screens.seats import Seats
        from game.desktop.stage import Push

        if isinstance(loaded, str):
            stage.say(loaded)
        elif order and order.seats and set(order.seats) <= set(loaded.scenario.ally):
            begin(stage, loaded, order)
        else:
            stage.turn(Push(Seats(stage, loaded, order)))

    stage.run(stage.words.say("work.load"), job, then)
