"""Figures from a tally, as tidy rows: a group, an item, a value, and an interval where the value is a share.

Shares are per cent with Wilson's interval at 95 %; tracks, scores and goals are 0-100.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from game.allies import record as r
from game.lab.tally import CENSUS, Tally
from game.rules.scores import COMMON_GOALS
from game.scenario.book import CAUSES, Table
from game.scenario.names import Names, names_of
from game.scenario.schema import Scenario

Z: Final = 1.959964
QUANTILES: Final = (5, 25, 50, 75, 95)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `of` is how many cases a share is out of; `round` is 1-based, 0 the whole game."""

    group: str
    item: str
    figure: str
    value: float
    low: float | None = None
    high: float | None = None
    of: int | None = None
    round: int = 0


def wilson(hits: int, of: int, z: float = Z) -> tuple[float, float]:
    """Return Wilson's interval of a share in per cent, at 95 % by default; the whole scale where nothing was seen."""
    if of == 0:
        return 0.0, 100.0
    share, z2 = hits / of, z * z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return 100 * max(middle - half, 0.0), 100 * min(middle + half, 1.0)


def share(group: str, item: str, figure: str, hits: int, of: int) -> Row:
    """Return a share as a row."""
    low, high = wilson(hits, of)
    return Row(group, item, figure, round(100 * hits / of, 2) if of else 0.0, round(low, 2), round(high, 2), of)


def quantile(histogram: Table, per_cent: int) -> int:
    """Return the least value with at least so many per cent of the cases at or under it, 0 where there is none."""
    total = int(histogram.sum())
    if total == 0:
        return 0
    wanted = -(-total * per_cent // 100)
    return int(np.searchsorted(np.cumsum(histogram), max(wanted, 1)))


def figures(tally: Tally, scenario: Scenario) -> list[Row]:
    """Return every figure of a playtest."""
    names = names_of(scenario)
    rows = [
        *_endings(tally, scenario),
        *_tracks(tally, names),
        *_allies(tally, names),
        *_measures(tally, names),
        *_other_side(tally, scenario, names),
        *_injects(tally, names),
        *_census(tally),
        *variety(tally),
        *(share("frequency", name, "share", hits, of) for name, (hits, of) in tally.frequency.items()),
        *_scores(tally, names),
    ]
    learning = len(scenario.ending) + len(scenario.question)
    for k, key in enumerate(scenario.learning):
        hits = int(tally.some[tally.columns.watch + learning + k])
        rows.append(share("learning", key, "exercised", hits, tally.games))
    return rows


def variety(tally: Tally) -> Iterator[Row]:
    """Yield how often two of these games, the same policies in them, differ: over all pairs of seeds, per cent."""
    for name, counts in (("first_texts_differ", tally.first_texts), ("endings_differ", tally.endings)):
        games = int(counts.sum())
        pairs = games * (games - 1)
        alike = int((counts * (counts - 1)).sum())
        yield Row("variety", name, "share", round(100 * (1 - alike / pairs), 2) if pairs else 0.0, of=pairs // 2)
    yield Row("variety", "endings_met", "count", float(np.count_nonzero(tally.endings)), of=tally.games)


def _endings(tally: Tally, scenario: Scenario) -> Iterator[Row]:
    for e, key in enumerate(scenario.ending):
        yield share("ending", key, "share", int(tally.endings[e]), tally.games)
    if tally.endings[-1]:
        yield share("ending", "none", "share", int(tally.endings[-1]), tally.games)


def _tracks(tally: Tally, names: Names) -> Iterator[Row]:
    for t, track in enumerate(names.tracks):
        for now in range(tally.tracks.shape[0]):
            histogram = tally.tracks[now, t]
            for each in QUANTILES:
                value = quantile(histogram, each) / 10
                yield Row("track", track, f"p{each}", value, of=int(histogram.sum()), round=now + 1)


def _allies(tally: Tally, names: Names) -> Iterator[Row]:
    kinds = (
        ("silent", r.SAID_SILENT),
        ("statement", r.SAID_STATEMENT),
        ("amend", r.SAID_AMEND),
        ("break", r.SAID_BREAK),
        ("ask_time", r.SAID_TIME),
    )
    for a, ally in enumerate(names.allies):
        said = {name: int(tally.sums[tally.columns.ally(a, column)]) for name, column in kinds}
        answers = sum(said.values())
        for name, times in said.items():
            yield share("ally", ally, name, times, answers)
        for name, column in (("sponsored", r.SPONSORED_TEXTS), ("units", r.UNITS), ("red_lines", r.CROSSED)):
            a_game = int(tally.sums[tally.columns.ally(a, column)]) / max(tally.games, 1)
            yield Row("ally", ally, f"{name}_a_game", round(a_game, 3), of=tally.games)
        yield share("ally", ally, "fell", int(tally.some[tally.columns.ally(a, r.FELL)]), tally.games)


def _measures(tally: Tally, names: Names) -> Iterator[Row]:
    games = tally.games
    for m, measure in enumerate(names.measures):
        named = int(tally.sums[tally.columns.measure(m, r.NAMED)])
        objections = (("bracketed", r.BRACKETED_BY), ("broken_over", r.BROKEN_BY))
        yield Row("measure", measure, "texts_a_game", round(named / max(games, 1), 3), of=games)
        for name, column in objections:
            a_text = int(tally.sums[tally.columns.measure(m, column)]) / max(named, 1)
            yield Row("measure", measure, f"{name}_a_text", round(a_text, 3), of=named)
        for name, column in (
            ("adopted", r.LEVEL_AT_END),
            ("decided_by_council", r.DECIDED_ROUND),
            ("in_effect", r.IN_EFFECT),
            ("national_act", r.ACTS_OF),
        ):
            yield share("measure", measure, name, int(tally.some[tally.columns.measure(m, column)]), games)


def _other_side(tally: Tally, scenario: Scenario, names: Names) -> Iterator[Row]:
    for y, kind in enumerate(names.types):
        of = int(tally.types[y].sum())
        yield share("type", kind, "share", of, tally.games)
        for e, key in enumerate(scenario.ending):
            yield share("type", kind, f"ends_{key}", int(tally.types[y, e]), of)
    for c, cause in enumerate(CAUSES):
        yield share("cause", cause, "share", int(tally.causes[c]), tally.games)
    for k, reply in enumerate(names.replies):
        yield share("reply", reply, "share", int(tally.replies[:, k].sum()), int(tally.replies.sum()))


def _injects(tally: Tally, names: Names) -> Iterator[Row]:
    for i, inject in enumerate(names.injects):
        yield share("inject", inject, "fired", int(tally.some[tally.columns.inject + i]), tally.games)


def _census(tally: Tally) -> Iterator[Row]:
    counted = {name: int(tally.some[column]) for name, column in CENSUS.items()}
    counted["unfilled_clause"] = tally.unfilled
    counted["article_5_in_full"] = tally.in_full
    for name, games in counted.items():
        a_thousand = round(1000 * games / max(tally.games, 1), 1)
        low, high = wilson(games, tally.games)
        yield Row("census", name, "games_in_1000", a_thousand, round(10 * low, 1), round(10 * high, 1), tally.games)


def _scores(tally: Tally, names: Names) -> Iterator[Row]:
    for a, ally in enumerate(names.allies):
        yield from _spread("score", ally, tally.scores[a])
    for goal, name in enumerate(COMMON_GOALS):
        yield from _spread("goal", name, tally.goals[goal])


def _spread(group: str, item: str, histogram: Table) -> Iterator[Row]:
    of = int(histogram.sum())
    for each in QUANTILES:
        yield Row(group, item, f"p{each}", float(quantile(histogram, each)), of=of)
    mean = float(np.arange(histogram.shape[0]) @ histogram) / max(of, 1)
    yield Row(group, item, "mean", round(mean, 2), of=of)
