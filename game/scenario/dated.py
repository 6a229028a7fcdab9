"""What of an ally depends on the scenario's day 0: whether it sat at the table yet, and who governed it.

An ally is described once; `joined` and its cards `[[ally.XX.governments]]` say the rest. Works on plain tables before they
are checked, so that what a card brings is checked like anything else.
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from game.scenario.problems import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.scenario.whole import Whole

STRUCK: Final = "struck"
# What a card may bring.
CARD: Final = ("government", "bloc", "traits", "interests", "trust", "red_lines", "moods")


def settle_dates(whole: Whole) -> Iterator[Fault]:
    """Leave out who had not joined on day 0, and lay each ally's card of the date over it; yield what has no card.

    The word `struck` stands for the struck ally where a measure or a piece of news names an ally.
    """
    day = _day(whole.raw)
    allies = whole.raw.get("ally")
    if not isinstance(allies, dict):
        return
    if day is not None:
        for key in [key for key, ally in allies.items() if _is_later(ally, "joined", day)]:
            del allies[key]
            _forget(whole.raw, key)
        for key, ally in allies.items():
            yield from _govern(whole, key, ally, day)
    struck = next((key for key, ally in allies.items() if isinstance(ally, dict) and ally.get("struck") is True), None)
    if struck is not None:
        _name_struck(whole.raw, struck)


def _day(raw: dict[str, Any]) -> date | None:
    header = raw.get("scenario")
    day = header.get("incident") if isinstance(header, dict) else None
    return day if isinstance(day, date) and not isinstance(day, datetime) else None


def _is_later(table: object, key: str, day: date) -> bool:
    value = table.get(key) if isinstance(table, dict) else None
    return isinstance(value, date) and not isinstance(value, datetime) and value > day


def _govern(whole: Whole, key: str, ally: object, day: date) -> Iterator[Fault]:
    cards = ally.get("governments") if isinstance(ally, dict) else None
    if not isinstance(cards, list) or not cards:
        return
    dated = [
        (card["since"], n)
        for n, card in enumerate(cards)
        if isinstance(card, dict) and isinstance(card.get("since"), date) and not isinstance(card["since"], datetime)
    ]
    if not dated:
        return
    known = [each for each in dated if each[0] <= day]
    if not known:
        first = min(dated)[0]
        yield Fault(("ally", key, "governments"), f"nobody is said to govern on {day}; the first card is of {first}")
        return
    _, n = max(known)
    card = {name: deepcopy(cards[n][name]) for name in CARD if name in cards[n]}
    whole.lay(card, whole.homes, ("ally", key), ("ally", key, "governments", n))


def _forget(raw: dict[str, Any], key: str) -> None:
    """Leave an ally out of every list of allies; what only it could do, nobody can."""
    for ally in _entries(raw, "ally"):
        if isinstance(ally.get("trust"), dict):
            ally["trust"].pop(key, None)
        for card in ally.get("governments", ()) if isinstance(ally.get("governments"), list) else ():
            if isinstance(card, dict) and isinstance(card.get("trust"), dict):
                card["trust"].pop(key, None)
        if isinstance(ally.get("ask"), dict):
            _strike(ally["ask"], "opposed_by", key)
    for measure in _entries(raw, "measure"):
        if _strike(measure, "owners", key) and not measure["owners"]:
            measure["requires"] = "false"
    for inject in _entries(raw, "inject"):
        _strike(inject, "to", key)


def _entries(raw: dict[str, Any], table: str) -> list[dict[str, Any]]:
    found = raw.get(table)
    return [each for each in found.values() if isinstance(each, dict)] if isinstance(found, dict) else []


def _strike(table: dict[str, Any], key: str, ally: str) -> bool:
    listed = table.get(key)
    if not isinstance(listed, list) or ally not in listed:
        return False
    table[key] = [each for each in listed if each != ally]
    return True


def _name_struck(raw: dict[str, Any], struck: str) -> None:
    for measure in _entries(raw, "measure"):
        for name in ("host", "owner"):
            if measure.get(name) == STRUCK:
                measure[name] = struck
        if isinstance(measure.get("owners"), list):
            measure["owners"] = [struck if each == STRUCK else each for each in measure["owners"]]
    for inject in _entries(raw, "inject"):
        for name in ("ally", "falls"):
            if inject.get(name) == STRUCK:
                inject[name] = struck
        if isinstance(inject.get("to"), list):
            inject["to"] = [struck if each == STRUCK else each for each in inject["to"]]
