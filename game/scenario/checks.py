"""What no single value shows: sums, orders, and what must be there at all. Every check yields faults, none stops at one."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from game.scenario.book import CORE_TRACKS, REPLY_KINDS
from game.scenario.past import check_past
from game.scenario.problems import Fault, Loc, did_you_mean, got
from game.scenario.schema import Card, Goal, Marked, Model
from game.scenario.tuning import entries
from game.scenario.when import RESERVED
from game.scenario.words import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.scenario.schema import Ally, Inject, Measure, RedLine, Scenario

CARD_WORDS: Final = 120
WHOLE: Final = 100
PACKAGES: Final = ("soft", "firm", "channel")


def check(scenario: Scenario) -> Iterator[Fault]:
    """Yield every fault of a scenario that needs more than one value to be seen."""
    yield from _header(scenario)
    yield from _tracks(scenario)
    yield from _ladder(scenario)
    for key, ally in scenario.ally.items():
        yield from _ally(("ally", key), ally)
    yield from _struck(scenario)
    for key, measure in scenario.measure.items():
        yield from _measure(("measure", key), measure)
    yield from _adversary(scenario)
    for key, inject in scenario.inject.items():
        yield from _inject(("inject", key), inject, len(scenario.round))
    yield from _armed(scenario)
    yield from _rounds(scenario)
    yield from _endings(scenario)
    yield from check_past(scenario)
    yield from _sources((), scenario)


def _header(scenario: Scenario) -> Iterator[Fault]:
    header, known = scenario.scenario, entries()
    yield from _twice(("scenario", "tags"), header.tags)
    for name, value in header.tuning.items():
        loc = ("scenario", "tuning", name)
        if name not in known:
            yield Fault(loc, "no number of the rules has this name" + did_you_mean(name, known), at_key=True)
        elif not known[name]["low"] <= value <= known[name]["high"]:
            yield Fault(loc, f"expected {known[name]['low']} to {known[name]['high']} {got(value)}")


def _twice(loc: Loc, keys: list[str]) -> Iterator[Fault]:
    for n, key in enumerate(keys):
        if key in keys[:n]:
            yield Fault((*loc, n), f'"{key}" is here twice')


def _tracks(scenario: Scenario) -> Iterator[Fault]:
    for key in CORE_TRACKS:
        if key not in scenario.track:
            yield Fault(("track",), f"the rules need the track {key}", at_key=True)
    for key in scenario.track:
        if key in FACTS or key in RESERVED:
            yield Fault(("track", key), f'"{key}" is a word of conditions already; choose another name', at_key=True)


def _ladder(scenario: Scenario) -> Iterator[Fault]:
    rungs = scenario.rung
    if rungs[0].at != 0:
        yield Fault(("rung", 0, "at"), f"the first rung begins at 0 {got(rungs[0].at)}")
    for n in range(1, len(rungs)):
        if rungs[n].at <= rungs[n - 1].at:
            yield Fault(("rung", n, "at"), f"rungs ascend: expected more than {rungs[n - 1].at} {got(rungs[n].at)}")
    for n, rung in enumerate(rungs[:-1]):
        if rung.terminal:
            yield Fault(("rung", n, "terminal"), "only the last rung can be terminal")


def _ally(loc: Loc, ally: Ally) -> Iterator[Fault]:
    for n, line in enumerate(ally.red_lines):
        yield from _red_line((*loc, "red_lines", n), line)
    odds = sum(mood.odds for mood in ally.moods)
    if odds != WHOLE:
        yield Fault((*loc, "moods"), f"the odds of the moods add up to 100 (got {odds})")
    words = sum(len(getattr(ally.card, name).split()) for name in Card.model_fields)
    if words > CARD_WORDS:
        yield Fault((*loc, "card"), f"a card has at most {CARD_WORDS} words in all (got {words})")
    sheet = ally.sheet
    for name, goal in (("interest", sheet.interest), ("home", sheet.home), ("alliance", sheet.alliance)):
        yield from _goal((*loc, "sheet", name), goal)
    for n, goal in enumerate(sheet.secret):
        yield from _goal((*loc, "sheet", "secret", n), goal)


def _red_line(loc: Loc, line: RedLine) -> Iterator[Fault]:
    given = [name for name in ("measure", "tag", "verb") if getattr(line, name) is not None]
    if len(given) != 1:
        yield Fault(loc, f"a red line names one of measure, tag or verb (got {' and '.join(given) or 'none'})")


def _goal(loc: Loc, goal: Goal) -> Iterator[Fault]:
    if goal.low > goal.high:
        yield Fault(
            (*loc, "low"), f"low is above high ({goal.low} > {goal.high}); if less is better, negate the quantity"
        )
    elif goal.low == goal.high:
        yield Fault((*loc, "high"), f"expected more than low {got(goal.high)}")


def _struck(scenario: Scenario) -> Iterator[Fault]:
    struck = [key for key, ally in scenario.ally.items() if ally.struck]
    for key in struck[1:]:
        yield Fault(("ally", key, "struck"), f"only one ally can be struck, and {struck[0]} is")


def _measure(loc: Loc, measure: Measure) -> Iterator[Fault]:
    for n, level in enumerate(measure.levels):
        if len(level.needs) > 1:
            yield Fault(
                (*loc, "levels", n, "needs"), f"a level needs at most one kind of unit (got {len(level.needs)})"
            )
    if measure.owner and measure.owners:
        yield Fault((*loc, "owners"), "give owner (the one) or owners (any of them), not both")
    yield from _frequency(loc, measure.frequency)


def _frequency(loc: Loc, frequency: list[int] | None) -> Iterator[Fault]:
    if frequency and frequency[0] > frequency[1]:
        yield Fault((*loc, "frequency"), f"from is above to ({frequency[0]} > {frequency[1]})")


def _adversary(scenario: Scenario) -> Iterator[Fault]:
    types = scenario.adversary.type
    prior = sum(each.prior for each in types.values())
    if prior != WHOLE:
        yield Fault(("adversary", "type"), f"the priors of the types add up to 100 (got {prior})", at_key=True)
    kinds: set[str] = {reply.kind for reply in scenario.adversary.reply.values()}
    for key, each in types.items():
        loc = ("adversary", "type", key)
        if sum(each.causes) != WHOLE:
            yield Fault((*loc, "causes"), f"the odds of the causes add up to 100 (got {sum(each.causes)})")
        for package in PACKAGES:
            yield from _odds((*loc, "odds", package), getattr(each.odds, package), kinds)


def _odds(loc: Loc, odds: list[int], kinds: set[str]) -> Iterator[Fault]:
    if sum(odds) != WHOLE:
        yield Fault(loc, f"the odds of a row add up to 100 (got {sum(odds)})")
    for n, kind in enumerate(REPLY_KINDS):
        if odds[n] and kind not in kinds:
            yield Fault((*loc, n), f"there is no reply of the kind {kind}, so its odds are 0 {got(odds[n])}")


def _inject(loc: Loc, inject: Inject, last: int) -> Iterator[Fault]:
    if inject.rounds:
        first, until = inject.rounds
        if first > until:
            yield Fault((*loc, "rounds"), f"from is above to ({first} > {until})")
        if first > last:
            yield Fault((*loc, "rounds", 0), f"there are {last} rounds {got(first)}")
    if len(inject.stock) > 1:
        yield Fault((*loc, "stock"), f"an inject moves the stock of at most one kind (got {len(inject.stock)})")
    if inject.ally is None and (inject.stock or inject.support):
        name = "stock" if inject.stock else "support"
        yield Fault((*loc, name), "say whose, with ally = ...")


def _armed(scenario: Scenario) -> Iterator[Fault]:
    arming = {inject.arms for inject in scenario.inject.values()}
    for key, inject in scenario.inject.items():
        if not inject.armed and key not in arming:
            yield Fault(("inject", key, "armed"), "can never happen: no inject arms it")


def _rounds(scenario: Scenario) -> Iterator[Fault]:
    rounds = scenario.round
    midnight = datetime.combine(scenario.scenario.incident, time(scenario.scenario.incident_hour))
    for n, each in enumerate(rounds):
        if each.key in [other.key for other in rounds[:n]]:
            yield Fault(("round", n, "key"), f'"{each.key}" is here twice')
        if each.ends < each.starts:
            yield Fault(("round", n, "ends"), f"is before it starts, {each.starts} {got(each.ends)}")
        begins = (midnight + timedelta(hours=each.start_hour)).date()
        if not each.starts <= begins <= max(each.ends, each.starts):
            yield Fault(
                ("round", n, "start_hour"), f"{each.start_hour} hours after the incident is {begins}, not in the round"
            )
        if n and each.starts < rounds[n - 1].ends:
            yield Fault(
                ("round", n, "starts"), f"rounds do not overlap: the last ends {rounds[n - 1].ends} {got(each.starts)}"
            )
        if n and each.start_hour < (end := rounds[n - 1].start_hour + rounds[n - 1].hours):
            yield Fault(("round", n, "start_hour"), f"the round before lasts until hour {end} {got(each.start_hour)}")


def _endings(scenario: Scenario) -> Iterator[Fault]:
    for key, ending in scenario.ending.items():
        yield from _frequency(("ending", key), ending.frequency)
    last = next(reversed(scenario.ending))
    if scenario.ending[last].at != "end" or scenario.ending[last].when.strip() != "true":
        yield Fault(
            ("ending", last), 'the last ending takes all other games: at = "end" and when = "true"', at_key=True
        )


def _sources(loc: Loc, value: object) -> Iterator[Fault]:
    """Whatever is not invented names its source; walks all tables."""
    if isinstance(value, Marked) and value.mark != "invented" and value.source is None:
        yield Fault((*loc, "mark"), f'say who says so, with source = "..." {got(value.mark)}')
    if isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _sources((*loc, name), getattr(value, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _sources((*loc, key), item)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _sources((*loc, n), item)
