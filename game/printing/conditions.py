"""Conditions of a scenario as a chair reads them: the code of the `when` language, told in words.

Whoever plays on paper has no machine to ask whether it holds; what the sheets do not count is the chair's to judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from game.printing.kit import Kit
from game.scenario import book as b
from game.scenario.names import names_of
from game.scenario.parts import SCALE
from game.scenario.when import compile_when
from game.scenario.words import (
    A_CAUSE,
    A_MEASURE,
    A_TRACK,
    A_TYPE,
    AN_ALLY,
    AN_INJECT,
    FACTS,
    NOTHING,
    TENTHS,
)
from game.telling.words import sentence

COMPARED: Final = {
    b.OP_LESS: "less",
    b.OP_LESS_EQUAL: "at_most",
    b.OP_MORE: "more",
    b.OP_MORE_EQUAL: "at_least",
    b.OP_EQUAL: "equal",
    b.OP_UNEQUAL: "unequal",
}
RECKONED: Final = {b.OP_ADD: "+", b.OP_SUBTRACT: "−", b.OP_MULTIPLY: "×"}


@dataclass(frozen=True, slots=True)
class _Said:
    """A part of a condition in words; `number` is that of a plain number, `is_tenths` tells its scale, `joint` its word."""

    text: str
    number: int | None = None
    is_tenths: bool = False
    joint: str = ""


def is_always(when: str) -> bool:
    """Tell whether a condition is one that always holds."""
    return when in ("true", "round >= 1")


def told(kit: Kit, when: str, order: dict[str, int] | None = None) -> str:
    """Return a condition in words, "" for one that always holds; `order` numbers the news."""
    if is_always(when):
        return ""
    names = names_of(kit.loaded.scenario)
    stack: list[_Said] = []
    for operation, argument in compile_when(when, names).rows:
        if operation == b.OP_CONST:
            stack.append(_Said(str(argument), argument))
        elif operation == b.OP_TRACK:
            stack.append(_Said(kit.names.track(names.tracks[argument]), is_tenths=True))
        elif operation == b.OP_FACT:
            stack.append(_fact(kit, argument, order or {}))
        elif operation == b.OP_NOT:
            stack.append(_Said(kit.say("when.not", what=stack.pop().text)))
        elif operation == b.OP_NEGATE:
            stack.append(_Said(f"−{stack.pop().text}"))
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(_joined(kit, operation, left, right))
    return sentence(stack.pop().text)


def _joined(kit: Kit, operation: int, left: _Said, right: _Said) -> _Said:
    is_tenths = left.is_tenths or right.is_tenths
    one, other = (_shown(each, is_tenths) for each in (left, right))
    if operation in COMPARED:
        return _Said(kit.say(f"when.{COMPARED[operation]}", left=one, right=other))
    if operation in RECKONED:
        return _Said(f"{one} {RECKONED[operation]} {other}", is_tenths=is_tenths)
    joint = "and" if operation == b.OP_AND else "or"
    one, other = (_within(kit, each, joint) for each in (left, right))
    return _Said(kit.say(f"when.{joint}", left=one, right=other), joint=joint)


def _within(kit: Kit, each: _Said, joint: str) -> str:
    """Return a part of a longer condition, in brackets where it could be read otherwise."""
    return kit.say("when.within", what=each.text) if each.joint not in ("", joint) else each.text


def _shown(each: _Said, is_tenths: bool) -> str:
    """Return a part as people see it: a number that meets a track stands at ten times its own in the code."""
    if each.number is None or not is_tenths:
        return each.text
    return f"{each.number / SCALE:g}"


def _fact(kit: Kit, argument: int, order: dict[str, int]) -> _Said:
    name, (item_kind, kind) = list(FACTS.items())[argument // b.FACT_SPAN]
    item = argument % b.FACT_SPAN
    values = {} if item_kind == NOTHING else {"what": _item(kit, item_kind, item, order)}
    return _Said(kit.say(f"fact.{name}", **values), is_tenths=kind == TENTHS)


def _item(kit: Kit, kind: int, item: int, order: dict[str, int]) -> str:
    names = names_of(kit.loaded.scenario)
    if kind == AN_INJECT:
        return str(order.get(names.injects[item], item + 1))
    if kind == A_TYPE:
        key = names.types[item]
        return kit.author(f"adversary.type.{key}.name", kit.loaded.scenario.adversary.type[key].name)
    said = {
        A_MEASURE: lambda: kit.names.measure(names.measures[item]),
        AN_ALLY: lambda: kit.names.seat(names.allies[item]),
        A_CAUSE: lambda: kit.game.say(f"real_cause.{b.CAUSES[item]}"),
        A_TRACK: lambda: kit.names.track(names.tracks[item]),
    }
    return said[kind]()
