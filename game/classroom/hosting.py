"""What a host is asked to serve."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - phones are to reach it; whoever wants less names an address


@dataclass(frozen=True, slots=True)
class Hosting:
    """What is hosted: a scenario in so many rooms, the models' skill, and minutes to the bell (0: the scenario's).

    `is_one_seed` gives all rooms the same luck, so that they can be compared.
    """

    file: Path | None
    rooms: int
    skill: str
    minutes: int
    is_one_seed: bool = False
