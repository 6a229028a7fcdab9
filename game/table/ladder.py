"""The ladder of escalation: where a value of the track stands."""

from __future__ import annotations

from game.scenario.schema import Rung, Scenario


def rung_at(scenario: Scenario, escalation: int) -> str:
    """Return the name of the rung of an escalation of 0-1000."""
    name = scenario.rung[0].name
    for rung in scenario.rung:
        if rung.at * 10 <= escalation:
            name = rung.name
    return name


def shown_rungs(scenario: Scenario) -> list[Rung]:
    """Return the rungs that stand on screen, lowest first."""
    return [rung for rung in scenario.rung if rung.shown]
