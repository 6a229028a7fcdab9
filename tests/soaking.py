"""How the long runs share a few minutes: `main.py test -m soak --minutes 4` does a part of each, the same part every time.

A long run is marked `soak(size=, a_minute=, least=)`: the parameter that says how much it does, how much of that a slow
machine of two cores does in a minute, and how little still shows anything. Files share the minutes equally, and so do the
runs of a file, but that nothing takes more than it needs; what cannot do its least in its share is left out, and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple, TypeVar

import pytest

Thing = TypeVar("Thing")


class Run(NamedTuple):
    """A long run: where it stands, how much it does in full and in a minute, and the least that shows anything."""

    file: str
    full: int
    a_minute: int
    least: int


class Part(NamedTuple):
    """What was chosen of the long runs: those to do, in turn, each with its size and full size, and those left out."""

    items: list[pytest.Item]
    sizes: dict[str, tuple[int, int]]
    left_out: list[pytest.Item]


def shared(time: float, needs: Sequence[float]) -> list[float]:
    """Return a share of the time for each need: equal ones, but none larger than the need; the others have what it leaves."""
    got = [0.0] * len(needs)
    order = sorted(range(len(needs)), key=lambda k: needs[k])
    for done, k in enumerate(order):
        got[k] = min(needs[k], time / (len(needs) - done))
        time -= got[k]
    return got


def sizes(runs: Sequence[Run], minutes: float) -> list[int]:
    """Return how much of each run is done in so many minutes; 0 where it is left out."""
    done = [0] * len(runs)
    by_file: dict[str, list[int]] = {}
    for k, run in enumerate(runs):
        by_file.setdefault(run.file, []).append(k)
    needs = [sum(runs[k].full / runs[k].a_minute for k in going) for going in by_file.values()]
    for time, going in zip(shared(minutes, needs), by_file.values(), strict=True):
        while going:
            shares = shared(time, [runs[k].full / runs[k].a_minute for k in going])
            # A trifle more, so that rounding cuts off no whole one.
            most = [int(runs[k].a_minute * share + 1e-6) for k, share in zip(going, shares, strict=True)]
            short = [k for k, size in zip(going, most, strict=True) if size < min(runs[k].least, runs[k].full)]
            if not short:
                for k, size in zip(going, most, strict=True):
                    done[k] = min(size, runs[k].full)
                break
            dearest = max(short, key=lambda k: (runs[k].least / runs[k].a_minute, k))
            going.remove(dearest)  # the others have more time each
    return done


def in_turn(groups: Iterator[Sequence[Thing]]) -> list[Thing]:
    """Return the first of each group, then the second of each, and so on."""
    return [each for each in chain.from_iterable(zip_longest(*groups)) if each is not None]


def run_of(item: pytest.Item) -> Run | None:
    """Return what a test's mark says of it; None where it is no long run."""
    mark = item.get_closest_marker("soak")
    if mark is None:
        return None
    if set(mark.kwargs) != {"size", "a_minute", "least"}:
        raise pytest.UsageError(f"{item.nodeid}: soak takes size, a_minute and least (tests/soaking.py)")
    full = params_of(item)[mark.kwargs["size"]]
    assert isinstance(full, int)
    return Run(item.nodeid.split("::")[0], full, mark.kwargs["a_minute"], mark.kwargs["least"])


def params_of(item: pytest.Item) -> dict[str, object]:
    """Return a test's parameters, which may be written on."""
    assert isinstance(item, pytest.Function)
    return item.callspec.params


def shared_out(items: Sequence[pytest.Item], minutes: float) -> Part:
    """Make each long run as small as its share of the minutes asks, and put the files in turn."""
    runs = {item.nodeid: run for item in items if (run := run_of(item))}
    chosen = dict(zip(runs, sizes(list(runs.values()), minutes), strict=True))
    left_out = [item for item in items if chosen.get(item.nodeid) == 0]
    by_file: dict[str, list[pytest.Item]] = {}
    for item in items:
        if chosen.get(item.nodeid) != 0:
            by_file.setdefault(item.nodeid.split("::")[0], []).append(item)
        if size := chosen.get(item.nodeid):
            mark = item.get_closest_marker("soak")
            assert mark
            params_of(item)[mark.kwargs["size"]] = size
    done = {name: (size, runs[name].full) for name, size in chosen.items() if size}
    return Part(in_turn(iter(by_file.values())), done, left_out)


def told(part: Part, minutes: float, reached: set[str]) -> Iterator[str]:
    """Yield what was done of the long runs, file by file, and what was not."""
    yield f"{minutes:g} minutes shared by all; the same part every time (tests/soaking.py)"
    files: dict[str, list[pytest.Item]] = {}
    for item in part.items:
        files.setdefault(item.nodeid.split("::")[0], []).append(item)
    for file, items in files.items():
        there = [item for item in items if item.nodeid in reached]
        line = f"{file}: {len(there)} of {len(items)}"
        if shares := [part.sizes[item.nodeid] for item in there if item.nodeid in part.sizes]:
            least, most = (f"{choose(100 * size / full for size, full in shares):.1f}" for choose in (min, max))
            line += f", at {least if least == most else f'{least} to {most}'} % of full size"
        yield line
    for test, count in Counter(item.nodeid.split("[")[0] for item in part.left_out).items():
        yield f"left out, its share being too short to show anything: {count} of {test}"
    for item in part.items:
        if item.nodeid not in reached:
            yield f"NOT REACHED in time: {item.nodeid}"
