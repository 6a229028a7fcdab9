"""Jobs in a delegation: which kinds of decision each of its people is asked for first."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "jobs.toml"


@cache
def jobs() -> dict[str, tuple[str, ...]]:
    """Return each job's kinds of decision."""
    return {job: tuple(kinds) for job, kinds in tomllib.loads(TABLE.read_text("utf-8")).items()}


@cache
def job_of(kind: str) -> str:
    """Return whose job a kind of decision is, "" for everybody's."""
    return next((job for job, kinds in jobs().items() if kind in kinds), "")


def jobs_of(place: int, people: int) -> tuple[str, ...]:
    """Return the jobs of the one at a place (0 first) among so many people of a delegation."""
    return tuple(jobs())[place % people :: people] if people else ()
