"""The tables of the rulebook that have a row for every ally, measure, reply or inject; columns as in `book.py`."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from game.scenario import book as b
from game.scenario.parts import SCALE
from game.scenario.words import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from game.scenario.book import Table
    from game.scenario.names import Names
    from game.scenario.schema import AdversaryType, Ally, Inject, Measure, Mood, RedLine, Scenario

PER_MILLE = 10  # of a per cent
# Log-odds, in thousandths of a nat, of a reply that a type hardly ever gives: one in a hundred. A package lies between
# soft and firm, and were one of them impossible, nearly all between would be.
RARE_REPLY = -4_605
USUAL_TRUST = 50
TRUTHS = {"false": 0, "true": 1, "partial": 2}

Span = tuple[int, int]

LEVEL_SHARE = (6, 10, 13)  # tenths of a measure's liking at each of three levels


def tenths(points: float) -> int:
    """Return points of the shown scale in the scale of the rules."""
    return round(points * SCALE)


@lru_cache
def log_odds(part: int, whole: int) -> int:
    """Return thousandths of a nat of `part` in `whole`, the same on every machine (decimal, not the C library's log)."""
    if part == 0:
        return RARE_REPLY
    return int(((Decimal(part) / whole).ln() * 1000).to_integral_value(ROUND_HALF_EVEN))


def mask(allies: Iterable[str], names: Names) -> int:
    """Return the bit mask of some allies."""
    return sum(1 << names.allies.index(ally) for ally in set(allies))


def at(key: str | None, keys: tuple[str, ...]) -> int:
    """Return the index of a key, -1 for none."""
    return -1 if key is None else keys.index(key)


def effects(given: dict[str, float], names: Names) -> list[int]:
    """Return the effect on every track."""
    return [tenths(given.get(track, 0)) for track in names.tracks]


def table(rows: list[list[int]], columns: int) -> Table:
    """Return rows as one writable C-contiguous `int64` array, also when there are none."""
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)


def ally_table(scenario: Scenario, names: Names) -> Table:
    """Return (allies, TASTE + tags + kinds + allies)."""
    width = b.TASTE + len(names.tags) + len(names.kinds) + len(names.allies)
    return table([_ally(key, ally, names) for key, ally in scenario.ally.items()], width)


def _ally(key: str, ally: Ally, names: Names) -> list[int]:
    traits = ally.traits
    row = [0] * b.RED
    row[b.STRUCK], row[b.FEATURED], row[b.EU_MEMBER] = int(ally.struck), int(ally.featured), int(ally.eu)
    row[b.WEIGHT] = ally.weight
    row[b.FORWARD], row[b.ABANDONMENT], row[b.ENTRAPMENT] = traits.forward, traits.abandonment, traits.entrapment
    row[b.EVIDENCE] = tenths(traits.evidence)
    row[b.ECONOMY], row[b.SOLIDARITY], row[b.HOME] = traits.economy, traits.solidarity, traits.home
    row[b.RESERVATION], row[b.TOLERANCE] = traits.reservation, traits.tolerance
    row[b.BRACKET_LINE], row[b.LATENCY] = traits.bracket_line, traits.latency
    row[b.SUPPORT_START], row[b.SUPPORT_FLOOR] = tenths(traits.support), tenths(traits.support_floor)
    if ally.ask:
        row[b.HAS_ASK], row[b.ASK_OPPOSED] = 1, mask(ally.ask.opposed_by, names)
    for n in range(b.RED_LINES):
        row += _red_line(ally.red_lines[n], names) if n < len(ally.red_lines) else [b.RED_NONE, -1, 0, 0]
    for mood in ally.moods:
        row += _mood(mood, names)
    row += [ally.interests.get(tag, 0) for tag in names.tags]
    row += [ally.stock.get(kind, 0) for kind in names.kinds]
    return row + [tenths(100 if other == key else ally.trust.get(other, USUAL_TRUST)) for other in names.allies]


def _red_line(line: RedLine, names: Names) -> list[int]:
    until = tenths(line.until_attribution)
    if line.measure is not None:
        return [b.RED_MEASURE, names.measures.index(line.measure), line.level, until]
    if line.tag is not None:
        return [b.RED_TAG, names.tags.index(line.tag), line.level, until]
    return [b.RED_VERB, VERBS.index(line.verb or "none"), line.level, until]


def _mood(mood: Mood, names: Names) -> list[int]:
    return [mood.odds, mood.reservation, at(mood.tag, names.tags), mood.shift]


def measure_table(scenario: Scenario, names: Names, requires: Callable[[str], Span]) -> Table:
    """Return (measures, TAG + tags); `requires` compiles a condition to its span of code."""
    rows = [_measure(measure, names, requires) for measure in scenario.measure.values()]
    return table(rows, b.TAG + len(names.tags))


def _measure(measure: Measure, names: Names, requires: Callable[[str], Span]) -> list[int]:
    row = [0] * b.TAG
    row[b.AUTHORITY], row[b.LEVELS] = b.AUTHORITIES.index(measure.authority), len(measure.levels)
    row[b.CHANNEL], row[b.STANDING] = int(measure.channel), int(measure.standing)
    row[b.GATE], row[b.CLAIMS] = int(measure.gate), int(measure.claims)
    row[b.ARTICLE_5_CASE] = int(measure.article_5)
    row[b.HOST], row[b.OWNER] = at(measure.host, names.allies), at(measure.owner, names.allies)
    row[b.OWNERS] = mask(_owners(measure, names), names)
    row[b.MAIN_TAG] = names.tags.index(next(iter(measure.tags)))
    row[b.UPTAKE] = measure.uptake * PER_MILLE
    row[b.REQUIRES_START], row[b.REQUIRES_LENGTH] = (-1, 0) if measure.requires is None else requires(measure.requires)
    return row + [measure.tags.get(tag, 0) for tag in names.tags]


def _owners(measure: Measure, names: Names) -> Iterable[str]:
    if measure.owner is not None:
        return (measure.owner,)
    return measure.owners or (names.allies if measure.authority == "national" else ())


def option_table(scenario: Scenario, names: Names) -> Table:
    """Return (measures * 3, EFFECT + tracks + allies), without what stances.py derives.

    A level that a measure lacks has EXISTS 0 and no need.
    """
    width = b.EFFECT + len(names.tracks) + len(names.allies)
    rows = []
    for measure in scenario.measure.values():
        liking = [_liking(ally, measure) for ally in scenario.ally.values()]
        for number, level in enumerate(measure.levels, 1):
            kind, units = next(iter(level.needs.items()), (None, 0))
            words = [level.heat, level.resolve, level.reassure, level.asserts, level.cost]
            needs = [at(kind, names.kinds), units]
            scaled = [by_level(points, number, len(measure.levels)) for points in liking]
            rows.append([1, level.lead, *words, *needs, 0, *effects(level.effects, names), *scaled])
        for _ in range(b.LEVEL_COUNT - len(measure.levels)):
            empty = [0] * width
            empty[b.NEED_KIND] = -1
            rows.append(empty)
    return table(rows, width)


def _liking(ally: Ally, measure: Measure) -> int:
    """Return what an ally wants of a measure as such: its interests times the tags' weights."""
    return sum(ally.interests.get(tag, 0) * weight for tag, weight in measure.tags.items())


def by_level(points: int, level: int, levels: int) -> int:
    """Return points of a measure as such at one of its levels: advice counts less, enlarging more."""
    if levels == 1:
        return points
    return points * LEVEL_SHARE[level - 1] // 10


def type_table(scenario: Scenario, names: Names) -> Table:
    """Return (types, REPLIES_FROM + replies * (3 + tracks))."""
    width = b.REPLIES_FROM + len(names.replies) * (b.REPLY_TRACK + len(names.tracks))
    return table([_type(scenario, each, names) for each in scenario.adversary.type.values()], width)


def _type(scenario: Scenario, adversary: AdversaryType, names: Names) -> list[int]:
    replies = scenario.adversary.reply.values()
    odds = adversary.odds
    worse = [firm - soft for firm, soft in zip(odds.firm, odds.soft, strict=True)]
    spiral = (worse[b.PROBE] + 2 * worse[b.RAISE]) * PER_MILLE
    row = [adversary.prior * PER_MILLE, spiral, *adversary.causes]
    for reply in replies:
        kind = b.REPLY_KINDS.index(reply.kind)
        share = log_odds(reply.share, sum(other.share for other in replies if other.kind == reply.kind))
        row += [log_odds(package[kind], 100) + share for package in (odds.soft, odds.firm, odds.channel)]
        weights = adversary.weights.get(reply.kind, {})
        row += [weights.get(track, 0) for track in names.tracks]
    return row


def reply_table(scenario: Scenario, names: Names) -> Table:
    """Return (replies, REPLY_EFFECT + tracks); the reply's heat is added to what it does to escalation."""
    rows = []
    for reply in scenario.adversary.reply.values():
        moved = effects(reply.effects, names)
        moved[b.ESCALATION] += tenths(reply.heat)
        rows.append([b.REPLY_KINDS.index(reply.kind), reply.hit * PER_MILLE, int(reply.verbal), *moved])
    return table(rows, b.REPLY_EFFECT + len(names.tracks))


def inject_table(scenario: Scenario, names: Names, condition: Callable[[str], Span]) -> Table:
    """Return (injects, INJECT_EFFECT + tracks); `condition` compiles `when` to its span of code."""
    rows = [_inject(each, len(scenario.round), names, condition) for each in scenario.inject.values()]
    return table(rows, b.INJECT_EFFECT + len(names.tracks))


def _inject(inject: Inject, last: int, names: Names, condition: Callable[[str], Span]) -> list[int]:
    row = [0] * b.LIKELIHOOD
    row[b.WHEN_START], row[b.WHEN_LENGTH] = condition(inject.when)
    row[b.FROM_ROUND], row[b.TO_ROUND] = inject.rounds or (1, last)
    row[b.CHANCE], row[b.IN_DECK] = inject.chance * PER_MILLE, inject.deck * PER_MILLE
    row[b.CREDIBILITY] = inject.credibility
    row[b.RECIPIENTS] = mask(names.allies if inject.to == "all" else inject.to, names)
    row[b.TRUE] = TRUTHS[inject.truth]
    row[b.NEEDS_ARMING] = int(not inject.armed)
    row[b.ARMS], row[b.CANCELS] = at(inject.arms, names.injects), at(inject.cancels, names.injects)
    row[b.OPENS] = at(inject.opens, names.measures)
    row[b.REVERSES], row[b.HIT] = int(inject.reverses), int(inject.hit)
    row[b.FALLS], row[b.MOVES] = at(inject.falls, names.allies), at(inject.ally, names.allies)
    row[b.MOVES_SUPPORT] = tenths(inject.support)
    kind, units = next(iter(inject.stock.items()), (None, 0))
    row[b.MOVES_KIND], row[b.MOVES_STOCK] = at(kind, names.kinds), units
    odds = {str(cause): factor for cause, factor in inject.evidence.items()}
    return row + [odds.get(cause, 100) for cause in b.CAUSES] + effects(inject.effects, names)
