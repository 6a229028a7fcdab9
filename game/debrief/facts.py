"""The facts of a debrief: plain values, in the keys of the scenario, for any writer to put into words.

Tracks are thousandths of their scale, chances and beliefs per mille, rounds count from 1; seats, measures and the like are
keys. `shares.py` says what its tenths of a point mean.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from game.debrief.facts_played import About, FailedTold, Reveal, RoundTold, TrackTold
from game.debrief.facts_weighed import (
    Asked,
    CourseTold,
    DecisionShare,
    ForecastTold,
    Known,
    Objective,
    Real,
    Resolved,
    SeatRecord,
    Share,
    WhatIf,
)


@dataclass(frozen=True, slots=True)
class Debrief:
    """All facts of a played game, section by section.

    `games` is how many futures each moment was played on in; with 0 there are no shares. `asked` is
    the seat whose decisions `what_ifs` change, in `asked_games` futures each.
    """

    about: About
    rounds: tuple[RoundTold, ...]
    tracks: tuple[TrackTold, ...]
    reveal: Reveal
    failed: tuple[FailedTold, ...]
    games: int
    shares: tuple[Share, ...]
    decisions: tuple[DecisionShare, ...]
    asked: str
    asked_games: int
    what_ifs: tuple[WhatIf, ...]
    resolved: tuple[Resolved, ...]
    forecasts: tuple[ForecastTold, ...]
    known: tuple[Known, ...]
    courses: tuple[CourseTold, ...]
    real: tuple[Real, ...]
    objectives: tuple[Objective, ...]
    questions: tuple[Asked, ...]
    records: tuple[SeatRecord, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the facts as plain values, ready for JSON."""
        return asdict(self)
