"""What the tests of the allies share: a council room, new for each test."""

from tests.rules.conftest import room

__all__ = ["room"]
