"""What the tests of the engine share: a rulebook."""

from __future__ import annotations

import pytest

from game.scenario.book import Book
from game.scenario.data import data_root
from game.scenario.load import load


@pytest.fixture(scope="session")
def book() -> Book:
    """Return the rulebook of the first scenario of the folder."""
    return load(min((data_root() / "scenarios").glob("*.toml"))).book
