"""How often each measure and each ending comes, held against what every scenario must keep (`[bound]` of `lively.toml`).

A scenario marks as rare what it declares to come in at most `rare` per cent of games (`frequency`). A measure is adopted
where a text, a nation or others took it; it is tabled where a text that names it goes under silence. No quantity of the
game says that somebody died; the nearest is a hit on allied soil after the incident the game begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from game.allies import record as r
from game.lab.figures import variety, wilson
from game.lab.lively import settings
from game.lab.measured import Z_99
from game.lab.tally import Tally
from game.lab.words import Words
from game.scenario.names import names_of
from game.scenario.schema import Scenario

Kind = Literal["measure", "rare_measure", "rare_tabled", "ending", "article_5", "texts_differ", "endings_met"]
LABEL: Final = 26


@dataclass(frozen=True, slots=True)
class Bounded:
    """A share of games in per cent with its interval at 99 %, and the bounds that it is held against."""

    kind: Kind
    item: str
    taken_by: str  # a measure's authority
    value: float
    low: float
    high: float
    wanted: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Tell whether the share lies within its bounds; what is to come at all must have come once."""
        least, most = self.wanted
        return (self.value > 0 if self.kind == "rare_tabled" else self.value >= least) and self.value <= most

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval leaves no doubt of that."""
        least, most = self.wanted
        inside = least <= self.low and self.high <= most
        return self.value > 0 if self.kind == "rare_tabled" else inside or self.high < least or self.low > most


def bounded(tally: Tally, scenario: Scenario) -> list[Bounded]:
    """Return every measure, every ending that is not rare, Article 5 in full without another hit, and how games differ."""
    found = [*_measures(tally, scenario), *_endings(tally, scenario)]
    if any(measure.article_5 for measure in scenario.measure.values()):
        found.append(_bounded("article_5", "", "", tally.in_full_unhit, tally.games))
    differ, _, met = (row.value for row in variety(tally))
    found += [_counted("texts_differ", differ), _counted("endings_met", met)]
    return found


def _counted(kind: Kind, value: float) -> Bounded:
    bound = settings()["bound"][kind]
    return Bounded(kind, "", "", value, value, value, (bound["low"], bound["high"]))


def _bounded(kind: Kind, item: str, taken_by: str, hits: int, games: int) -> Bounded:
    low, high = wilson(hits, games, Z_99)
    bound = settings()["bound"][kind]
    share = 100 * hits / max(games, 1)
    return Bounded(kind, item, taken_by, round(share, 3), round(low, 3), round(high, 3), (bound["low"], bound["high"]))


def _is_rare(declared: list[int] | None) -> bool:
    return declared is not None and declared[1] <= settings()["bound"]["rare"]["high"]


def _measures(tally: Tally, scenario: Scenario) -> Iterator[Bounded]:
    for m, key in enumerate(names_of(scenario).measures):
        adopted = max(int(tally.some[tally.columns.measure(m, column)]) for column in (r.LEVEL_AT_END, r.ACTS_OF))
        measure = scenario.measure[key]
        if _is_rare(measure.frequency):
            tabled = int(tally.some[tally.columns.measure(m, r.NAMED)])
            yield _bounded("rare_tabled", key, measure.authority, tabled, tally.games)
            yield _bounded("rare_measure", key, measure.authority, adopted, tally.games)
        else:
            yield _bounded("measure", key, measure.authority, adopted, tally.games)


def _endings(tally: Tally, scenario: Scenario) -> Iterator[Bounded]:
    for e, (key, ending) in enumerate(scenario.ending.items()):
        if not _is_rare(ending.frequency):
            yield _bounded("ending", key, "", int(tally.endings[e]), tally.games)


def lines_of(found: list[Bounded], words: Words) -> Iterator[str]:
    """Yield what lies outside its bounds, line by line, and how much lies within."""
    yield words.say("bounds.title")
    for each in found:
        if not each.holds:
            wanted = f"{each.wanted[0]:g} - {each.wanted[1]:g}"
            kind = words.say(f"bounds.{each.kind}", taken_by=each.taken_by)
            interval = f"({each.low:.2f} to {each.high:.2f})" + ("" if each.is_sure else words.say("calibrate.unsure"))
            yield f"  {each.item:<{LABEL}}{kind:<34}{each.value:>7.2f} %  {wanted:<9} {interval}"
    yield words.say("bounds.summary", n=len(found), within=sum(each.holds for each in found))
