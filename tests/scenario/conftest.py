"""What the tests of floor 0 share: the tiny scenario and its faults after an edit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario.load import Loaded, loads
from game.scenario.problems import Problem, ScenarioError

TINY = Path(__file__).parent.parent / "fixtures" / "tiny.toml"


@pytest.fixture(scope="session")
def tiny_text() -> str:
    return TINY.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def tiny(tiny_text: str) -> Loaded:
    return loads(tiny_text.encode())


@pytest.fixture(scope="session")
def problems_of() -> Callable[[str | bytes], list[Problem]]:
    def problems_of(text: str | bytes) -> list[Problem]:
        try:
            loads(text if isinstance(text, bytes) else text.encode(), "file.toml")
        except ScenarioError as error:
            return error.problems
        return []

    return problems_of
