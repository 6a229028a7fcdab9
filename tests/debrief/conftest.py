"""What the tests of the debrief share: saved games of two people who differ from the model, and their facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.allies.compiled import Engine
from game.debrief.build import debrief_of
from game.debrief.facts import Debrief
from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON, Decision, Refused
from game.table.journal import Replay, new_game, replay
from game.table.position import Position, hand_over
from game.table.table import Table
from game.table.thinking import model_decisions

PEOPLE = ("PL", "DE")
GAMES = 24


def of_model(table: Table, seat: str) -> list[Decision]:
    """Return what the model would decide in a person's seat."""
    position = table.position
    hand_over(position, seat, "model")
    return [each for each in model_decisions(position) if each.seat == seat]


def otherwise(position: Position, seat: str) -> list[Decision]:
    """Return what these people decide where they differ from the model: Poland brackets every text that has a clause."""
    row = position.state.public.draft[position.state.public.clock[s.DRAFT]]
    revised = int(row[s.REVISION]) > 0
    if position.phase == s.ANSWER and seat == "PL" and row[s.COUNT] > 0 and not revised:
        return [d.Answer(seat, s.AMEND, (d.Bracket("#1", 0),))]
    return []


def play(table: Table, *, differs: bool = True) -> None:
    """Play a table to its end; with `differs` as these people would, else as the model."""
    while not table.is_over:
        for seat in table.awaited():
            moment = table.position.moment
            own = otherwise(table.position, seat) if differs else []
            for decision in own or of_model(table, seat):
                table.apply(decision)
            if seat in table.awaited() and table.position.moment == moment:
                assert not isinstance(table.apply(d.Done(seat)), Refused)


def foresee(table: Table) -> None:
    """Give two forecasts to one question of the first round: the later one counts."""
    question = next(iter(table.loaded.scenario.question))
    for percent in (90, 40):
        assert not isinstance(table.apply(d.Forecast("DE", question, percent)), Refused)


@pytest.fixture(scope="session")
def saved(first: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a whole game of two people."""
    path = tmp_path_factory.mktemp("debrief") / "class.game"
    table = new_game(path, first, "hall", dict.fromkeys(PEOPLE, PERSON))
    foresee(table)
    play(table)
    table.close()
    return path


@pytest.fixture(scope="session")
def played(saved: Path) -> Replay:
    """Return that game played again."""
    return replay(saved)


@pytest.fixture(scope="session")
def facts(played: Replay, engine: Engine) -> Debrief:
    """Return its facts, what-ifs of Poland included."""
    return debrief_of(played, engine, games=GAMES, seat="PL")
