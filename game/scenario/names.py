"""The order of everything that has a name: a name's place here is its index in the rulebook's tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.scenario.book import CORE_TRACKS

if TYPE_CHECKING:
    from game.scenario.schema import Scenario


@dataclass(frozen=True)
class Names:
    """Keys of a scenario in the order of the tables."""

    tracks: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    rounds: tuple[str, ...]
    allies: tuple[str, ...]
    measures: tuple[str, ...]
    types: tuple[str, ...]
    replies: tuple[str, ...]
    injects: tuple[str, ...]


def names_of(scenario: Scenario) -> Names:
    """Return the keys in table order: the core tracks first, everything else as in the file."""
    own = tuple(key for key in scenario.track if key not in CORE_TRACKS)
    return Names(
        tracks=CORE_TRACKS + own,
        tags=tuple(scenario.scenario.tags),
        kinds=tuple(scenario.scenario.kinds),
        rounds=tuple(each.key for each in scenario.round),
        allies=tuple(scenario.ally),
        measures=tuple(scenario.measure),
        types=tuple(scenario.adversary.type),
        replies=tuple(scenario.adversary.reply),
        injects=tuple(scenario.inject),
    )
