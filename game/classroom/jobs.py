"""Jobs in a delegation: which kinds of decision each of its people is asked for first, and who gets which by liking."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).parent / "jobs.toml"
WORTH: Final = (20, 10)  # of what somebody likes most, and of what it likes next
MOST_LIKES: Final = len(WORTH)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def jobs() -> dict[str, tuple[str, ...]]:
    """Return each job's kinds of decision."""
    return {job: tuple(kinds) for job, kinds in _table().items() if job != "likes"}


@cache
def likes() -> dict[str, str]:
    """Return the job that goes with each thing that somebody may like."""
    return dict(_table()["likes"])


@cache
def job_of(kind: str) -> str:
    """Return whose job a kind of decision is, "" for everybody's."""
    return next((job for job, kinds in jobs().items() if kind in kinds), "")


def jobs_of(delegation: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the jobs of each of a delegation, given what each likes, the most liked first.

    All jobs are shared out, as evenly as they go; where several ways please as much, the one by the order of coming.
    """
    return _shared(tuple(delegation))[0]


def worth_of(delegation: Sequence[tuple[str, ...]]) -> int:
    """Return how well a delegation's jobs are what its people like, in whatever order they came."""
    return _shared(tuple(sorted(delegation)))[1]


@cache
def _shared(delegation: tuple[tuple[str, ...], ...]) -> tuple[list[tuple[str, ...]], int]:
    people = len(delegation)
    if not people:
        return [], 0
    wanted = [{likes()[like]: worth for like, worth in zip(each, WORTH, strict=False)} for each in delegation]

    def worth(order: tuple[str, ...]) -> int:
        return sum(wanted[place % people].get(job, 0) for place, job in enumerate(order))

    best = max(permutations(jobs()), key=worth)  # the first of those that are worth as much
    return [best[place::people] for place in range(people)], worth(best)
