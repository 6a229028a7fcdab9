"""Every name that a scenario uses must be a name that it has; every condition must compile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.scenario.names import Names, names_of
from game.scenario.parts import WhenError
from game.scenario.past import past_references
from game.scenario.problems import Fault, Loc, did_you_mean
from game.scenario.schema import Model
from game.scenario.when import compile_when
from game.scenario.words import TENTHS, TRUTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from game.scenario.schema import Ally, Inject, Measure, Scenario

_NOWHERE: Final = object()  # not None: that is what an optional setting holds


def references(scenario: Scenario) -> Iterator[Fault]:
    """Yield every name that names nothing and every condition that cannot be compiled."""
    names = names_of(scenario)
    for seat, (key, ally) in enumerate(scenario.ally.items()):
        yield from _ally(("ally", key), key, ally, names)
        yield from _sheet(("ally", key, "sheet"), ally, seat, names)
    for key, measure in scenario.measure.items():
        yield from _measure(("measure", key), measure, names)
    yield from _adversary(scenario, names)
    for key, inject in scenario.inject.items():
        yield from _inject(("inject", key), inject, scenario, names)
    for n, each in enumerate(scenario.round):
        yield from _listed(("round", n, "topics"), each.topics, "tag", names.tags)
        yield from _keyed(("round", n, "silence_price"), each.silence_price, "track", names.tracks)
    yield from _watched(scenario, names)
    yield from past_references(scenario, names)
    yield from _paths(scenario)


def _one(loc: Loc, key: str | None, what: str, known: Iterable[str], *, at_key: bool = False) -> Iterator[Fault]:
    known = list(known)
    if key is not None and key not in known:
        yield Fault(loc, f'there is no {what} "{key}"' + did_you_mean(key, known), at_key=at_key)


def _listed(loc: Loc, keys: list[str], what: str, known: Iterable[str]) -> Iterator[Fault]:
    for n, key in enumerate(keys):
        yield from _one((*loc, n), key, what, known)
        if key in keys[:n]:
            yield Fault((*loc, n), f'"{key}" is here twice')


def _keyed(loc: Loc, keys: Iterable[str], what: str, known: Iterable[str]) -> Iterator[Fault]:
    for key in keys:
        yield from _one((*loc, key), key, what, known, at_key=True)


def _ally(loc: Loc, own: str, ally: Ally, names: Names) -> Iterator[Fault]:
    yield from _keyed((*loc, "interests"), ally.interests, "tag", names.tags)
    yield from _keyed((*loc, "stock"), ally.stock, "kind of unit", names.kinds)
    for n, line in enumerate(ally.red_lines):
        yield from _one((*loc, "red_lines", n, "measure"), line.measure, "measure", names.measures)
        yield from _one((*loc, "red_lines", n, "tag"), line.tag, "tag", names.tags)
    for n, mood in enumerate(ally.moods):
        yield from _one((*loc, "moods", n, "tag"), mood.tag, "tag", names.tags)
    yield from _keyed((*loc, "trust"), ally.trust, "other ally", [key for key in names.allies if key != own])
    if ally.ask:
        yield from _listed((*loc, "ask", "opposed_by"), ally.ask.opposed_by, "ally", names.allies)
    yield from _keyed((*loc, "cables"), ally.cables, "round", [*names.rounds, "always"])


def _sheet(loc: Loc, ally: Ally, seat: int, names: Names) -> Iterator[Fault]:
    sheet = ally.sheet
    lines = [(("interest",), sheet.interest), (("home",), sheet.home), (("alliance",), sheet.alliance)]
    for path, goal in [*lines, *((("secret", n), goal) for n, goal in enumerate(sheet.secret))]:
        at = (*loc, *path, "quantity")
        yield from _code(at, goal.quantity, names, kinds=(TRUTH, TENTHS - 1, TENTHS), me=seat)


def _measure(loc: Loc, measure: Measure, names: Names) -> Iterator[Fault]:
    yield from _keyed((*loc, "tags"), measure.tags, "tag", names.tags)
    yield from _one((*loc, "owner"), measure.owner, "ally", names.allies)
    yield from _listed((*loc, "owners"), measure.owners, "ally", names.allies)
    yield from _one((*loc, "host"), measure.host, "ally", names.allies)
    for n, level in enumerate(measure.levels):
        yield from _keyed((*loc, "levels", n, "needs"), level.needs, "kind of unit", names.kinds)
        yield from _keyed((*loc, "levels", n, "effects"), level.effects, "track", names.tracks)
    if measure.requires is not None:
        yield from _code((*loc, "requires"), measure.requires, names, hidden=False)


def _adversary(scenario: Scenario, names: Names) -> Iterator[Fault]:
    for key, each in scenario.adversary.type.items():
        for kind, weights in each.weights.items():
            yield from _keyed(("adversary", "type", key, "weights", kind), weights, "track", names.tracks)
    for key, reply in scenario.adversary.reply.items():
        yield from _keyed(("adversary", "reply", key, "effects"), reply.effects, "track", names.tracks)


def _inject(loc: Loc, inject: Inject, scenario: Scenario, names: Names) -> Iterator[Fault]:
    yield from _code((*loc, "when"), inject.when, names)
    if inject.to != "all":
        yield from _listed((*loc, "to"), inject.to, "ally", names.allies)
    for name in ("arms", "cancels"):
        yield from _one((*loc, name), getattr(inject, name), "inject", names.injects)
    yield from _one((*loc, "opens"), inject.opens, "measure", names.measures)
    for name in ("falls", "ally"):
        yield from _one((*loc, name), getattr(inject, name), "ally", names.allies)
    yield from _keyed((*loc, "stock"), inject.stock, "kind of unit", names.kinds)
    yield from _keyed((*loc, "effects"), inject.effects, "track", names.tracks)
    yield from _listed((*loc, "teaches"), inject.teaches, "learning objective", scenario.learning)


def _watched(scenario: Scenario, names: Names) -> Iterator[Fault]:
    for table in ("ending", "question", "learning"):
        for key, each in getattr(scenario, table).items():
            yield from _code((table, key, "when"), each.when, names)


def _code(
    loc: Loc, text: str, names: Names, *, kinds: tuple[int, ...] = (TRUTH,), me: int | None = None, hidden: bool = True
) -> Iterator[Fault]:
    try:
        part = compile_when(text, names, me, hidden=hidden)
    except WhenError as error:
        yield Fault(loc, error.text, max(error.offset, 0))
        return
    if part.kind not in kinds:
        yield Fault(
            loc, "expected a condition that is true or false, and this is a number; compare it with something", 0
        )


def _paths(scenario: Scenario) -> Iterator[Fault]:
    for key, fact in scenario.fact.items():
        yield from _path(("fact", key, "path"), fact.path, scenario)
    for key, ally in scenario.ally.items():
        for n, note in enumerate(ally.notes):
            yield from _path(("ally", key, "notes", n, "path"), note.path, scenario)
    for language, lines in scenario.text.items():
        for path in lines:
            yield from _path(("text", language, path), path, scenario, words=True)


def _path(loc: Loc, path: str, scenario: Scenario, *, words: bool = False) -> Iterator[Fault]:
    """Follow a key path; in `text` it must end at words, and the path is itself the key."""
    value: object = scenario
    for part in path.split("."):
        below = _below(value, part)
        if below is _NOWHERE:
            yield Fault(loc, f'the key path ends at "{part}"' + did_you_mean(part, _choices(value)), at_key=words)
            return
        value = below
    if words and not isinstance(value, str):
        yield Fault(loc, "expected the key path of a text", at_key=True)


def _below(value: object, part: str) -> object:
    """Return what one part of a key path leads to; a language has over a thousand paths, so that this is to be quick."""
    if isinstance(value, Model):
        return getattr(value, part) if part in type(value).model_fields else _NOWHERE
    return (value if isinstance(value, dict) else _choices(value)).get(part, _NOWHERE)


def _choices(value: object) -> dict[str, object]:
    """Return what a table holds; items of a list go by their own `key` where they have one, and by number from 0."""
    if isinstance(value, Model):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        numbered = {str(n): item for n, item in enumerate(value)}
        return numbered | {str(item.key): item for item in value if hasattr(item, "key")}
    return {}
