"""What the tests of the allies share: a council room, new for each test."""

from __future__ import annotations

import pytest

from tests.engine.conftest import engine
from tests.rules.room import Room

__all__ = ["engine", "room"]


@pytest.fixture
def room() -> Room:
    """Return a game at its first consultation."""
    return Room()
