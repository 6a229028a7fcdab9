"""What the tests of floor 0 share: the tiny scenario and its faults after an edit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario.load import Loaded, loads
from game.scenario.problems import Problem, ScenarioError

TINY = Path(__file__).parent.parent / "fixtures" / "tiny.toml"
# What only a scenario of the past has: governments of an ally by date, and the record.
CARDS = """governments = [
  { since = 2020-01-01, government = "a queen", traits = { forward = -10 }, interests = { air = 5 }, mark = "invented" },
  { since = 2030-01-01, government = "her son", bloc = "east", traits = { forward = 33, support = 12 }, mark = "invented" },
  { since = 2019-01-01, government = "a king", trust = { AA = 61 }, mark = "invented" },
  { since = 2030-01-02, government = "a regent", mark = "invented" },
],"""
RECORD = """
[history]
says = "It rained."
mark = "invented"
[[history.course]]
key = "close"
asks = "Is the office closed?"
quantity = "measure"
measures = ["close"]
happened = true
says = "It was."
base = { hits = 1, of = 4, source = "four towns" }
mark = "invented"
"""


def with_cards(text: str, cards: str = CARDS) -> str:
    return text.replace("ally.BB = {", f"ally.BB = {{ {cards}")


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
