"""The options paper of a round on paper: what a text may put, with levels, units called for, and what it moves by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from game.debrief.markup import Html
from game.printing.conditions import told
from game.printing.cutting import cutting, skipped_before
from game.printing.kit import Kit
from game.printing.moves import moves
from game.printing.sheets import grid
from game.scenario.schema import Level, Measure


def options(kit: Kit, now: int) -> list[str]:
    """Return the measures of a round's paper: opened by its news or by those since the last round, then on its topics."""
    known = kit.loaded.scenario.measure
    opened, topics = set(_opened(kit, now)), set(kit.loaded.scenario.round[now].topics)

    def weight(key: str) -> tuple[int, int, bool, int]:
        tags = known[key].tags
        fits = sum(by for tag, by in tags.items() if tag in topics)
        return -2 * fits - (key in opened), -fits, not known[key].channel, list(known).index(key)

    fit = [key for key, measure in known.items() if measure.authority != "national" and not _is_late(measure, now)]
    return sorted(fit, key=weight)[: cutting().options]


def acts(kit: Kit, now: int, seat: str) -> list[str]:
    """Return the national acts of a seat that suit a round: its own first, then those on the round's topics."""
    known, topics = kit.loaded.scenario.measure, set(kit.loaded.scenario.round[now].topics)

    def weight(key: str) -> tuple[bool, int, int]:
        tags = known[key].tags
        return known[key].owner != seat, -sum(by for tag, by in tags.items() if tag in topics), list(known).index(key)

    may = [key for key, measure in known.items() if _may_act(measure, seat) and not _is_late(measure, now)]
    return sorted(may, key=weight)[: cutting().hand]


def paper(kit: Kit, now: int) -> Html:
    """Return the options paper of a round as a table, one row a level."""
    rows = [row for key in options(kit, now) for row in _rows(kit, key)]
    head = [kit.say(f"options.{key}") for key in ("measure", "says", "units", "moves")]
    return grid(kit.say("options.caption", round=kit.round(now)), head, rows, "grid prose")


def hands(kit: Kit, now: int) -> Html:
    """Return what each seat may do alone in a round."""
    rows = [(kit.seat(seat), "; ".join(kit.names.measure(key) for key in acts(kit, now, seat))) for seat in kit.seats]
    head = [kit.say("options.seat"), kit.say("options.acts")]
    return grid(kit.say("options.hands"), head, rows, "grid prose")


def _rows(kit: Kit, key: str) -> Iterator[tuple[str, ...]]:
    measure = kit.loaded.scenario.measure[key]
    condition = told(kit, measure.requires) if measure.requires else ""
    for number, level in enumerate(measure.levels, 1):
        name = kit.names.leveled(key, number)
        says = kit.names.option(key, number)
        if condition and number == 1:
            says = kit.say("options.requires", says=says, condition=condition)
        yield name, says, _units(kit, level.needs), _moved(kit, level)


def _units(kit: Kit, needs: Mapping[str, int]) -> str:
    said = (kit.game.say("client.unit", n=count, kind=kit.names.kind(kind)) for kind, count in needs.items())
    return kit.game.say("list.comma").join(said)


def _moved(kit: Kit, level: Level) -> str:
    """Return what a level moves by hand: its own effects, and its heat, resolve and reassurance as points of their tracks."""
    moved = Counter(level.effects)
    moved.update({"escalation": level.heat, "deterrence": level.resolve, "reassurance": level.reassure})
    return moves(kit, {key: moved[key] for key in kit.loaded.scenario.track if moved[key]})


def _opened(kit: Kit, now: int) -> Iterator[str]:
    """Yield what news open that may be told from the last round that was played to this one."""
    since = min((*skipped_before(kit, now), now))
    for inject in kit.loaded.scenario.inject.values():
        first, last = inject.rounds or (1, len(kit.loaded.scenario.round))
        if inject.opens and first - 1 <= now and last - 1 >= since:
            yield inject.opens


def _is_late(measure: Measure, now: int) -> bool:
    """Tell whether a measure waits for a later round, as its condition says in so many words."""
    return any(f"round >= {later}" == measure.requires for later in range(now + 2, now + 20))


def _may_act(measure: Measure, seat: str) -> bool:
    if measure.owner:
        return measure.owner == seat
    return seat in measure.owners if measure.owners else measure.authority == "national"
