"""A text that is being written: what may stand in it, and each change as a new value. Whether it may be put, the table says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.rules import numbers as n
from game.rules import state as s
from game.scenario.words import VERBS
from game.table import decisions as d
from game.table.decisions import Clause, Decision, Text
from game.table.drafts import text_of
from game.table.legal_texts import basis_now
from game.table.position import Position
from game.table.views import SeatView
from game.telling.naming import Naming


@dataclass(frozen=True, slots=True)
class Rung:
    """A measure at one level: what it does, hours until it works, and units that it needs."""

    level: int
    says: str
    lead_hours: int
    needs: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A measure that may stand in the text, up to a level; off the paper it costs its author capital."""

    measure: str
    name: str
    group: str
    authority: str
    on_paper: bool
    levels: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a text may be: clauses at most, hours of silence, the allies that ask for something."""

    clauses: int
    least_hours: int
    most_hours: int
    askers: tuple[str, ...]


def options_for(position: Position, view: SeatView, names: Naming) -> tuple[Option, ...]:
    """Return what may stand in a text, the chair's paper and the text at hand first."""
    on_paper = {level.measure for level in view.public.paper}
    if view.public.draft and view.public.phase != "tabling":
        on_paper |= {clause.measure for clause in view.public.draft.clauses}
    found = [_option(position, names, key, most, key in on_paper) for key, most in view.public.may_be_put.items()]
    return tuple(sorted(found, key=lambda each: not each.on_paper))


def _option(position: Position, names: Naming, key: str, most: int, on_paper: bool) -> Option:
    told = position.loaded.scenario.measure[key]
    have = int(position.state.public.measure[position.lexicon.measures.index(key), s.ADOPTED_LEVEL])
    levels = tuple(
        Rung(k, names.option(key, k), told.levels[k - 1].lead, tuple(told.levels[k - 1].needs.items()))
        for k in range(have + 1, most + 1)
    )
    return Option(key, names.measure(key), told.group, told.authority, on_paper, levels)


def bounds_of(position: Position) -> Bounds:
    """Return what the clock and the rules leave a text now."""
    rule, clock = position.loaded.book.rule, position.state.public.clock
    least = int(rule[n.LEAST_DEADLINE])
    spent = int(rule[n.REVISION_HOURS]) if clock[s.PHASE] == s.REVISE else 0
    askers = tuple(key for key, ally in position.loaded.scenario.ally.items() if ally.ask)
    return Bounds(s.CLAUSES, least, max(int(clock[s.HOURS_LEFT]) - spent, least), askers)


def first_text(position: Position, advised: Sequence[Decision]) -> Text:
    """Return what a person begins to write with: what the adviser would, the text at hand, or a bare sentence."""
    for each in advised:
        if isinstance(each, d.TableText) or (isinstance(each, d.Revise) and each.text):
            assert each.text is not None
            return each.text
    row, bounds = int(position.state.public.clock[s.DRAFT]), bounds_of(position)
    if row >= 0 and position.phase in (s.REDRAFT, s.REVISE):
        text = text_of(position.lexicon, position.state.public.draft[row])
        return replace(text, hours=min(text.hours, bounds.most_hours))
    hours = max(bounds.most_hours // 2, bounds.least_hours)
    return Text(VERBS.index("is_concerned"), basis_now(position), (), hours)


def level_in(text: Text, measure: str) -> int:
    """Return at which level a measure stands in a text, 0 where it does not."""
    return next((clause.level for clause in text.clauses if clause.measure == measure), 0)


def with_measure(text: Text, measure: str, level: int) -> Text:
    """Return the text with a measure at a level, in its place or at the end; 0 strikes it out."""
    if level == 0:
        return replace(text, clauses=tuple(each for each in text.clauses if each.measure != measure))
    if level_in(text, measure) == 0:
        return replace(text, clauses=(*text.clauses, Clause(measure, level)))
    changed = (replace(each, level=level) if each.measure == measure else each for each in text.clauses)
    return replace(text, clauses=tuple(changed))


def moved(text: Text, measure: str, to: int) -> Text:
    """Return the text with a clause moved to a place among the others, 0 the first; beyond the ends it stays at the end."""
    others = [each for each in text.clauses if each.measure != measure]
    clause = next(each for each in text.clauses if each.measure == measure)
    at = min(max(to, 0), len(others))
    return replace(text, clauses=(*others[:at], clause, *others[at:]))


def with_mood(text: Text, measure: str, mood: int) -> Text:
    """Return the text with another mood of one clause."""
    changed = (replace(each, mood=mood) if each.measure == measure else each for each in text.clauses)
    return replace(text, clauses=tuple(changed))


def with_ask(text: Text, ally: str) -> Text:
    """Return the text with an ally's ask granted, or no longer."""
    kept = tuple(each for each in text.asks if each != ally)
    return replace(text, asks=kept if ally in text.asks else (*text.asks, ally))
