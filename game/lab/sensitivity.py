"""`calibrate --sensitivity`: which of the rules' numbers matter most, by Morris's screening.

Each number is moved by itself, from many places, along trajectories through all numbers' ranges; the mean of the absolute
effects ranks the numbers (Morris 1991, Technometrics 33; mu* after Campolongo, Cariboni and Saltelli 2007). All points
play the same games of the same seed. SALib draws the trajectories and reckons the effects.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from game.allies.compiled import Engine
from game.allies.many import play_many
from game.lab.measured import Measured
from game.lab.playtest import looks_of
from game.lab.progress import bar
from game.lab.report import tell
from game.lab.targets import targets
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario.book import Book
from game.scenario.load import Loaded, load_or_say
from game.scenario.stances import refresh
from game.scenario.tuning import Tuned, entries

GAMES: Final = 300  # at each point
EXTRA: Final = "sensitivity"  # of pyproject.toml
Numbers = npt.NDArray[np.float64]
Sample = Callable[..., Numbers]
Analyze = Callable[..., dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Free:
    """A number that may be moved: its column in `Book.rule`, its value in this scenario, its range."""

    name: str
    column: int
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Effect:
    """How far a number moves an output over its range, in points: mean of the absolute effects, of the effects, and doubt."""

    mu_star: float
    mu: float
    half: float  # of mu*'s interval at 99 %

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval of mu* leaves out nought."""
        return self.mu_star > self.half


@dataclass(frozen=True, slots=True)
class Screened:
    """A number with its effect on each output, and the largest that is no noise, in widths of that target's bounds."""

    free: Free
    effects: dict[str, Effect]
    weight: float


def run(path: Path, games: int, seed: str, jobs: int, as_json: str | None) -> int:
    """Screen the numbers of a scenario and report; 1 where the file is wrong or SALib is not there, 130 when stopped."""
    words = Words(Path(__file__).parent)
    if find_spec("SALib") is None:
        print(words.say("sensitivity.missing", extra=EXTRA), file=sys.stderr)
        return 1
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    free = free_numbers(loaded)
    points = trajectories(free, seed)
    engine = Engine()
    engine.wait()
    with bar(words.say("sensitivity.playing"), len(points), quiet=as_json == "-") as tick:
        outputs = outputs_at(loaded, free, points, games, seed, jobs, engine, tick)
    whole = len(outputs) // (len(free) + 1) * (len(free) + 1)
    if whole:
        found = screened(free, points[:whole], outputs[:whole], seed)
        lines = lines_of(loaded, found, games, seed, whole // (len(free) + 1), words)
        tell(as_data(loaded, found, games, seed, whole), lines, as_json)
    if len(outputs) < len(points):
        print(words.say("sensitivity.stopped", done=len(outputs), points=len(points)), file=sys.stderr)
        return 130
    return 0


@cache
def settings() -> dict[str, Any]:
    """Return `sensitivity.toml`."""
    with (Path(__file__).parent / "sensitivity.toml").open("rb") as file:
        return tomllib.load(file)


def free_numbers(loaded: Loaded) -> list[Free]:
    """Return the numbers that may be moved, each with its range about the value that the scenario plays with."""
    part = settings()["range"]["per_cent"] / 100
    found = []
    for column, (name, entry) in enumerate(entries().items()):
        if _is_given(name, entry):
            continue
        value = int(loaded.book.rule[column])
        ends = sorted((round(value * (1 - part)), round(value * (1 + part))))
        low, high = max(ends[0], entry["low"]), min(ends[1], entry["high"])
        if low < high:  # a number too small to be moved by so little stays where it is
            found.append(Free(name, column, value, low, high))
    return found


def _is_given(name: str, entry: Tuned) -> bool:
    left_out = settings()["left_out"]
    return entry["why"].startswith("RULES") or any(
        name.startswith(each) if each.endswith("_") else name == each for each in left_out
    )


def _problem(free: list[Free]) -> dict[str, Any]:
    return {
        "num_vars": len(free),
        "names": [each.name for each in free],
        "bounds": [[each.low, each.high] for each in free],
    }


def trajectories(free: list[Free], seed: str) -> Numbers:
    """Return the points to play: trajectories one after another, a row a point, a column a number."""
    from SALib.sample import morris

    sample: Sample = morris.sample
    chosen = settings()["range"]
    return sample(_problem(free), chosen["trajectories"], num_levels=chosen["levels"], seed=_small(seed))


def _small(seed: str) -> int:
    """Return a seed as NumPy's old generators take it."""
    return seed_key(seed)[0] % 2**31


def with_numbers(book: Book, free: list[Free], point: Numbers) -> Book:
    """Return the rulebook with numbers as at a point, rounded to whole ones."""
    moved = book._replace(
        rule=book.rule.copy(),
        ally=book.ally.copy(),
        option=book.option.copy(),
        stance=book.stance.copy(),
        wording=book.wording.copy(),
    )
    moved.rule[[each.column for each in free]] = np.rint(point).astype(np.int64)
    refresh(moved)
    return moved


def outputs_at(
    loaded: Loaded,
    free: list[Free],
    points: Numbers,
    games: int,
    seed: str,
    jobs: int,
    engine: Engine,
    tick: Callable[[int], object] | None = None,
) -> Numbers:
    """Return the outputs (per cent) at each point, a row a point, or at as many as were played when Ctrl-C came."""
    looks, rows = looks_of(loaded.scenario, loaded.book), []
    try:
        for point in points:
            book = with_numbers(loaded.book, free, point)
            batch = play_many(engine, book, seed_key(seed), 0, games, jobs=jobs, chunk=-(-games // (2 * jobs)))
            assert batch is not None
            measured = Measured(book, looks)
            measured.add(batch.out)
            seen = [measured.estimate(name) for name in settings()["output"]]
            rows.append([each.value if each else 0.0 for each in seen])
            if tick:
                tick(1)
    except KeyboardInterrupt:
        pass  # what is done is told; the caller sees that it is less than was asked for
    return np.array(rows, np.float64).reshape(-1, len(settings()["output"]))


def screened(free: list[Free], points: Numbers, outputs: Numbers, seed: str) -> list[Screened]:
    """Return the numbers with their effects, those that matter most first."""
    from SALib.analyze import morris

    analyze: Analyze = morris.analyze
    widths = {each.name: each.high - each.low for each in targets()}
    levels = settings()["range"]["levels"]
    by_output: dict[str, list[Effect]] = {}
    for column, name in enumerate(settings()["output"]):
        found = analyze(
            _problem(free), points, outputs[:, column], conf_level=0.99, num_levels=levels, seed=_small(seed)
        )
        stars, means, halves = (
            np.nan_to_num(np.asarray(found[key], np.float64)) for key in ("mu_star", "mu", "mu_star_conf")
        )
        by_output[name] = [Effect(*map(float, each)) for each in zip(stars, means, halves, strict=True)]
    ranked = []
    for k, each in enumerate(free):
        effects = {name: found[k] for name, found in by_output.items()}
        sure = (e.mu_star / widths[name] for name, e in effects.items() if e.is_sure)
        ranked.append(Screened(each, effects, max(sure, default=0.0)))
    return sorted(ranked, key=lambda each: (-each.weight, each.free.name))


def as_data(loaded: Loaded, found: list[Screened], games: int, seed: str, points: int) -> dict[str, Any]:
    """Return all numbers' effects for a machine."""
    numbers = [
        {
            "name": each.free.name,
            "value": each.free.value,
            "range": [each.free.low, each.free.high],
            "weight": round(each.weight, 4),
            "effects": {
                name: {"mu_star": round(e.mu_star, 3), "mu": round(e.mu, 3), "half": round(e.half, 3)}
                for name, e in each.effects.items()
            },
        }
        for each in found
    ]
    about = {"scenario": loaded.scenario.scenario.key, "digest": loaded.digest, "seed": seed}
    return about | {"games": games, "points": points, "numbers": numbers}


def lines_of(loaded: Loaded, found: list[Screened], games: int, seed: str, done: int, words: Words) -> Iterator[str]:
    """Yield the table line by line."""
    shown, per_cent = settings()["range"]["shown"], settings()["range"]["per_cent"]
    title = loaded.scenario.scenario.title
    yield words.say(
        "sensitivity.title", title=title, n=len(found), per_cent=per_cent, games=games, done=done, seed=seed
    )
    yield words.say("sensitivity.how")
    yield ""
    heads = [*words.say("sensitivity.columns").split("|"), *settings()["output"].values()]
    yield f"  {'':<24}" + "".join(f"{head:>12}" for head in heads)
    for each in found[:shown]:
        cells = [str(each.free.value), f"{each.free.low} - {each.free.high}", f"{each.weight:.2f}"]
        cells += [_signed(effect) for effect in each.effects.values()]
        yield f"  {each.free.name:<24}" + "".join(f"{cell:>12}" for cell in cells)


def _signed(effect: Effect) -> str:
    """Return mu* with the sign of the effects where they agree, in brackets where it may be noise."""
    sign = "" if abs(effect.mu) < 0.8 * effect.mu_star else "+" if effect.mu > 0 else "-"
    told = f"{sign}{effect.mu_star:.1f}"
    return told if effect.is_sure else f"({told})"
