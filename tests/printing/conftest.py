"""What the tests of the printed kit share: the shipped crisis, and its kit in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.printing.kit import Kit, kit_for
from game.scenario.load import Loaded, load
from game.telling.words import LANGUAGES

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture(scope="session")
def galati() -> Loaded:
    """Return the shipped crisis; it is everybody's and stays as it is."""
    return load(SCENARIOS / "galati.toml")


@pytest.fixture(scope="session", params=LANGUAGES)
def kit(request: pytest.FixtureRequest, galati: Loaded) -> Kit:
    """Return the kit of its featured seats, in every language in turn."""
    return kit_for(galati, str(request.param))
