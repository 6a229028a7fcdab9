"""What the tests of the table share: scenarios, a stand-in for persons, and the switch that regenerates golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import Decision, Refused
from game.table.position import hand_over
from game.table.table import Table
from game.table.thinking import model_decisions

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate-golden", action="store_true", help="write tests/golden/*.txt anew")


@pytest.fixture(scope="session")
def regenerate(request: pytest.FixtureRequest) -> bool:
    # Known only where this folder was named on the command line.
    return bool(request.config.getoption("--regenerate-golden", default=False))


def as_model(table: Table, seat: str) -> list[Decision]:
    """Return what the model would decide in a person's seat."""
    position = table.position
    hand_over(position, seat, "model")
    return [each for each in model_decisions(position) if each.seat == seat]


def move(table: Table, seat: str) -> list[Refused]:
    """Let the model speak for a person, decision by decision, then `done`; return what was refused."""
    refused = []
    for decision in as_model(table, seat):
        answer = table.apply(decision)
        if isinstance(answer, Refused):
            refused.append(answer)
    if seat in table.awaited() and not table.is_over:
        assert not isinstance(table.apply(d.Done(seat)), Refused)
    return refused


@pytest.fixture
def play_on() -> Callable[[Table, int], None]:
    """Return a function that plays a table on, for at most so many turns of persons."""

    def play(table: Table, turns: int = 10_000) -> None:
        for _ in range(turns):
            if table.is_over:
                return
            move(table, table.awaited()[0])

    return play


@pytest.fixture
def speak() -> Callable[[Table, str], list[Refused]]:
    """Return a function that takes a person's turn."""
    return move


@pytest.fixture
def table(first: Loaded) -> Iterator[Table]:
    """Return a game just begun with three persons."""
    game = Table.new(first, "a seed", {"EE": "person", "DE": "person", "TR": "person"})
    yield game
    game.close()
