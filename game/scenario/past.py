"""What only scenarios of the past have: cards of governments by date, and the record of what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.scenario.problems import Fault, Loc, did_you_mean, got
from game.scenario.schema import Traits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.scenario.names import Names
    from game.scenario.schema import Ally, Course, Scenario


def check_past(scenario: Scenario) -> Iterator[Fault]:
    """Yield what is wrong with cards, also those of other dates, and with the record."""
    for key, ally in scenario.ally.items():
        yield from _cards(("ally", key, "governments"), ally)
    courses = scenario.history.course if scenario.history else []
    for n, course in enumerate(courses):
        loc: Loc = ("history", "course", n)
        if course.key in [other.key for other in courses[:n]]:
            yield Fault((*loc, "key"), f'"{course.key}" is here twice')
        yield from _course(loc, course)


def _cards(loc: Loc, ally: Ally) -> Iterator[Fault]:
    for n, card in enumerate(ally.governments):
        for trait in card.traits:
            if trait not in Traits.model_fields:
                yield Fault(
                    (*loc, n, "traits", trait),
                    "there is no such trait" + did_you_mean(trait, Traits.model_fields),
                    at_key=True,
                )
        if card.since in [other.since for other in ally.governments[:n]]:
            yield Fault((*loc, n, "since"), f"another card begins on the same day {got(card.since)}")


def _course(loc: Loc, course: Course) -> Iterator[Fault]:
    named = bool(course.measures) + (course.tag is not None)
    if course.quantity in ("measure", "acts") and named != 1:
        yield Fault((*loc, "quantity"), f"say which measures count: give measures or tag (got {named} of them)")
    if (course.quantity == "verb") != (course.verb is not None):
        yield Fault((*loc, "quantity"), "a verb goes with the quantity verb, and with no other")
    if course.base.hits > course.base.of:
        yield Fault((*loc, "base", "hits"), f"expected {course.base.of} or less {got(course.base.hits)}")


def past_references(scenario: Scenario, names: Names) -> Iterator[Fault]:
    """Yield every measure, tag or ally that a card or the record names and the scenario does not have."""
    for key, ally in scenario.ally.items():
        for n, card in enumerate(ally.governments):
            loc: Loc = ("ally", key, "governments", n)
            yield from _known((*loc, "interests"), card.interests, "tag", names.tags)
            yield from _known((*loc, "trust"), card.trust, "ally", names.allies)
    for n, course in enumerate(scenario.history.course if scenario.history else []):
        at: Loc = ("history", "course", n)
        if course.tag is not None and course.tag not in names.tags:
            yield Fault((*at, "tag"), f'there is no tag "{course.tag}"' + did_you_mean(course.tag, names.tags))
        for m, measure in enumerate(course.measures):
            if measure not in names.measures:
                yield Fault(
                    (*at, "measures", m), f'there is no measure "{measure}"' + did_you_mean(measure, names.measures)
                )


def _known(loc: Loc, given: dict[str, int], what: str, known: tuple[str, ...]) -> Iterator[Fault]:
    for key in given:
        if key not in known:
            yield Fault((*loc, key), f'there is no {what} "{key}"' + did_you_mean(key, known), at_key=True)
