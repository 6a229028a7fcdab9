"""`hindcast`: the model plays past crises from day 0, and is scored on what the allies then did, beside two references.

Scores of binary forecasts: the log score is the natural logarithm of the probability given to what happened (higher is
better, 0 is best, a coin has -0.693); Brier's is the squared distance of that probability from 1 (lower is better, a coin has
0.25). Probabilities are smoothed after Laplace, (hits + 1) / (cases + 2), so that no log score is infinite; Brier 1950,
Good 1952, Gneiting and Raftery 2007.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from game.allies.compiled import Engine
from game.allies.many import stream_games
from game.lab.courses import Played, answer
from game.lab.playtest import PATIENCE, looks_of
from game.lab.progress import bar
from game.lab.tally import Columns
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario.data import data_root
from game.scenario.load import Loaded, load
from game.scenario.names import names_of
from game.scenario.problems import ScenarioError

if TYPE_CHECKING:
    from game.scenario.book import Table
    from game.scenario.schema import History

FOLDER: Final = Path("scenarios", "history")
COIN: Final = 0.5
PLACES: Final = 8  # of a probability: one of a million games is no nought
WHO: Final = ("model", "base_rate", "coin")


@dataclass(frozen=True)
class Forecast:
    """One course, and the probabilities (0-1) that the model and the references gave it."""

    key: str
    asks: str
    happened: bool
    says: str
    given: dict[str, float]  # by WHO

    def of_truth(self, who: str) -> float:
        """Return the probability that was given to what happened."""
        return self.given[who] if self.happened else 1 - self.given[who]

    @property
    def is_right(self) -> bool:
        """Tell whether the model thought what happened the more probable of the two."""
        return self.of_truth("model") > COIN


@dataclass(frozen=True)
class Case:
    """One past crisis, played."""

    key: str
    title: str
    day: str
    digest: str
    allies: int
    games: int
    forecasts: list[Forecast]
    likeliest: dict[str, bool]  # the combination of courses that most games took
    likeliest_share: float
    truth_share: float  # of games that took exactly the courses that history took

    @property
    def is_right(self) -> bool:
        """Tell whether the most probable combination of courses is what happened."""
        return all(self.likeliest[each.key] == each.happened for each in self.forecasts)


def smoothed(hits: int, of: int) -> float:
    """Return a probability from counts, after Laplace: never 0 and never 1."""
    return (hits + 1) / (of + 2)


def scores(forecasts: Iterable[Forecast], who: str) -> dict[str, float]:
    """Return the mean log score and the mean Brier score of some forecasts."""
    given = [each.of_truth(who) for each in forecasts]
    return {
        "log_score": sum(log(p) for p in given) / len(given),
        "brier": sum((1 - p) ** 2 for p in given) / len(given),
    }


def run(paths: Sequence[Path], games: int, seed: str, jobs: int, out: Path | None, as_json: bool) -> int:
    """Play past crises and report; 1 where a file is wrong or has no history, 130 when stopped before the end."""
    words = Words(Path(__file__).parent)
    try:
        loaded = [load(path) for path in paths or shipped()]
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 1
    without = [path for path, each in zip(paths, loaded, strict=False) if each.scenario.history is None]
    if without:
        print(words.say("hindcast.no_history", files=words.listed([str(path) for path in without])), file=sys.stderr)
        return 1
    cases, stopped = [], False
    with bar(words.say("playtest.playing"), games * len(loaded), quiet=as_json) as tick:
        engine = Engine()
        engine.wait(PATIENCE)
        try:
            for each in loaded:
                case, stopped = play(each, games, seed, jobs, engine, tick)
                cases += [case] if case.games else []
                if stopped:
                    break
        finally:
            engine.close()
    tell(cases, games, seed, words, out, as_json)
    if stopped:
        done = sum(case.games for case in cases)
        print(words.say("playtest.stopped", done=done, games=games * len(loaded)), file=sys.stderr)
        return 130
    return 0


def shipped() -> list[Path]:
    """Return the historical scenarios that come with the game, by name."""
    return sorted((data_root() / FOLDER).glob("*.toml"))


def play(
    loaded: Loaded, games: int, seed: str, jobs: int, engine: Engine, tick: Callable[[int], object], chunk: int = 0
) -> tuple[Case, bool]:
    """Return a case after so many games, and whether Ctrl-C came before the last; raises ValueError without a history."""
    book, history = loaded.book, loaded.scenario.history
    if history is None:
        raise ValueError(f"{loaded.scenario.scenario.key} has no history")
    names, looks, at = names_of(loaded.scenario), looks_of(loaded.scenario, book), Columns(book)

    def count(_: int, out: Table) -> Counter[int]:
        return combinations(history, Played(book, names, looks, at, out))

    taken, stopped = Counter[int](), False
    parts = stream_games(engine, book, seed_key(seed), 0, games, count, jobs=jobs, chunk=chunk)
    try:
        for part in parts:
            taken += part
            tick(part.total())
    except KeyboardInterrupt:
        stopped = True  # what is done is told
    finally:
        parts.close()
    return judged(loaded, history, taken), stopped


def combinations(history: History, played: Played) -> Counter[int]:
    """Return how many games took each combination of courses; bit k is course k."""
    bits = np.zeros(len(played.out), np.int64)
    for k, course in enumerate(history.course):
        bits |= answer(course, played).astype(np.int64) << k
    values, times = np.unique(bits, return_counts=True)
    return Counter(dict(zip(values.tolist(), times.tolist(), strict=True)))


def judged(loaded: Loaded, history: History, taken: Counter[int]) -> Case:
    """Return a case from how many games took each combination."""
    games = taken.total()
    forecasts = []
    for k, course in enumerate(history.course):
        hits = sum(times for bits, times in taken.items() if bits >> k & 1)
        given = {
            "model": smoothed(hits, games),
            "base_rate": smoothed(course.base.hits, course.base.of),
            "coin": COIN,
        }
        forecasts.append(Forecast(course.key, course.asks, course.happened, course.says, given))
    # Of combinations equally frequent the first in counting order: the same for any split of the work.
    bits, times = max(taken.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    truth = sum(1 << k for k, course in enumerate(history.course) if course.happened)
    header = loaded.scenario.scenario
    return Case(
        key=header.key,
        title=header.title,
        day=header.incident.isoformat(),
        digest=loaded.digest,
        allies=len(loaded.scenario.ally),
        games=games,
        forecasts=forecasts,
        likeliest={course.key: bool(bits >> k & 1) for k, course in enumerate(history.course)},
        likeliest_share=times / max(games, 1),
        truth_share=taken[truth] / max(games, 1),
    )


def tell(cases: list[Case], games: int, seed: str, words: Words, out: Path | None, as_json: bool) -> None:
    """Write the scores as JSON, as lines, or both."""
    if as_json or out:
        text = json.dumps({"seed": seed, "games": games} | summary(cases), ensure_ascii=False, indent=1)
        if out:
            out.write_text(text + "\n", encoding="utf-8")
        else:
            print(text)
    if not as_json:
        for line in lines_of(cases, seed, words):
            encoding = sys.stdout.encoding or "utf-8"
            print(line.encode(encoding, "replace").decode(encoding))


def summary(cases: list[Case]) -> dict[str, Any]:
    """Return the scores over all courses of all cases, and each case with its own."""
    every = [each for case in cases for each in case.forecasts]
    means: dict[str, Any] = {who: rounded(scores(every, who)) for who in WHO} if every else {}
    right = {
        "cases_right": sum(case.is_right for case in cases),
        "courses_right": sum(each.is_right for each in every),
        "courses": len(every),
    }
    return means | right | {"cases": [_case(case) for case in cases]}


def rounded(values: dict[str, float], places: int = 4) -> dict[str, float]:
    """Return scores to four places, which is more than the games can tell apart."""
    return {name: round(value, places) for name, value in values.items()}


def _case(case: Case) -> dict[str, Any]:
    about = {
        "key": case.key,
        "title": case.title,
        "day": case.day,
        "digest": case.digest,
        "allies": case.allies,
        "games": case.games,
    }
    joint = {
        "is_right": case.is_right,
        "likeliest": case.likeliest,
        "likeliest_share": round(case.likeliest_share, 4),
        "truth_share": round(case.truth_share, 4),
    }
    courses = [
        {"key": each.key, "asks": each.asks, "happened": each.happened, "says": each.says, "right": each.is_right}
        | rounded(each.given, PLACES)
        for each in case.forecasts
    ]
    return about | {who: rounded(scores(case.forecasts, who)) for who in WHO} | joint | {"courses": courses}


def lines_of(cases: list[Case], seed: str, words: Words) -> Iterator[str]:
    """Yield the report line by line: a table a case, then the means."""
    for case in cases:
        yield from _lines(case, seed, words)
    every = [each for case in cases for each in case.forecasts]
    if not every:
        return
    yield words.say("hindcast.means", n=len(cases), courses=len(every))
    for who in WHO:
        yield words.say("hindcast.score", who=words.say(f"hindcast.{who}"), **_shown(scores(every, who)))
    right = sum(case.is_right for case in cases)
    yield words.say("hindcast.right", right=right, n=len(cases))
    yield words.say("hindcast.courses_right", right=sum(each.is_right for each in every), courses=len(every))


def _lines(case: Case, seed: str, words: Words) -> Iterator[str]:
    yield words.say(
        "hindcast.case", title=case.title, day=case.day, allies=case.allies, games=f"{case.games:,}", seed=seed
    )
    wide = max(len(each.asks) for each in case.forecasts)
    yield words.say("hindcast.head", asks=words.say("hindcast.asks").ljust(wide))
    for each in case.forecasts:
        yield words.say(
            "hindcast.row",
            asks=each.asks.ljust(wide),
            happened=words.say("hindcast.yes" if each.happened else "hindcast.no"),
            model=100 * each.given["model"],
            base=100 * each.given["base_rate"],
            log=log(each.of_truth("model")),
            wrong="" if each.is_right else words.say("hindcast.wrong"),
        )
    for who in WHO:
        yield words.say("hindcast.score", who=words.say(f"hindcast.{who}"), **_shown(scores(case.forecasts, who)))
    yes = [key for key, taken in case.likeliest.items() if taken]
    line = "hindcast.is_likeliest" if case.is_right else "hindcast.is_not_likeliest"
    yield words.say(
        line,
        share=100 * case.likeliest_share,
        truth=100 * case.truth_share,
        taken=words.listed(yes) or words.say("hindcast.nothing"),
    )
    yield ""


def _shown(values: dict[str, float]) -> dict[str, object]:
    return {"log": values["log_score"], "brier": values["brier"]}
