"""What moves by hand: points of the tracks as a chair writes them down."""

from __future__ import annotations

from collections.abc import Mapping

from game.printing.kit import Kit
from game.telling.words import Figure


def points(value: float) -> Figure:
    """Return points with their sign, as people see tracks."""
    return Figure(f"{value:+g}".replace("-", "−"))


def moves(kit: Kit, effects: Mapping[str, float]) -> str:
    """Return effects as "Escalation +2, Cohesion −1"; "" where nothing moves."""
    said = (kit.say("moves.one", what=kit.names.track(key), points=points(by)) for key, by in effects.items() if by)
    return kit.game.say("list.comma").join(said)
