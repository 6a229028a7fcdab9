"""Two ways to work out a condition that share nothing: a stack machine for the code, and Python itself for the text."""

import operator
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from game.scenario import book as b
from game.scenario.names import Names
from game.scenario.words import A_CAUSE, A_MEASURE, A_TYPE, AN_ALLY, AN_INJECT, FACTS, NOTHING, TENTHS, TRUTH

BINARY: dict[int, Callable[[int, int], int]] = {
    b.OP_ADD: operator.add,
    b.OP_SUBTRACT: operator.sub,
    b.OP_MULTIPLY: operator.mul,
    b.OP_LESS: lambda x, y: int(x < y),
    b.OP_LESS_EQUAL: lambda x, y: int(x <= y),
    b.OP_MORE: lambda x, y: int(x > y),
    b.OP_MORE_EQUAL: lambda x, y: int(x >= y),
    b.OP_EQUAL: lambda x, y: int(x == y),
    b.OP_UNEQUAL: lambda x, y: int(x != y),
    b.OP_AND: operator.mul,
    b.OP_OR: max,
}


def run(rows: Iterable[tuple[int, int]], world: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    """Return the value that code leaves, and the greatest depth of the stack; checks that every value fits `int64`."""
    stack: list[int] = []
    deepest = 0
    for operation, argument in rows:
        if operation == b.OP_CONST:
            stack.append(argument)
        elif operation in (b.OP_TRACK, b.OP_FACT):
            stack.append(world[operation, argument])
        elif operation == b.OP_NEGATE:
            stack.append(-stack.pop())
        elif operation == b.OP_NOT:
            stack.append(1 - stack.pop())
        else:
            right, left = stack.pop(), stack.pop()
            stack.append(BINARY[operation](left, right))
        assert abs(stack[-1]) < 2**63
        deepest = max(deepest, len(stack))
    (value,) = stack
    return value, deepest


def items(argument: int, names: Names) -> tuple[str, ...]:
    """Return what may stand in the brackets of a fact."""
    return {
        NOTHING: ("",),
        A_MEASURE: names.measures,
        AN_ALLY: names.allies,
        AN_INJECT: names.injects,
        A_TYPE: names.types,
        A_CAUSE: b.CAUSES,
    }[argument]


def python_value(text: str, names: Names, world: Mapping[tuple[int, int], int], me: str) -> Any:
    """Return what Python makes of the text, on the scale that people see."""
    scope: dict[str, Any] = {"true": True, "false": False, "me": me}
    for n, track in enumerate(names.tracks):
        scope[track] = Fraction(world[b.OP_TRACK, n], 10)
    for number, (fact, (argument, kind)) in enumerate(FACTS.items()):
        values: dict[str, Any] = {}
        for n, item in enumerate(items(argument, names)):
            value = world[b.OP_FACT, number * b.FACT_SPAN + n]
            values[item] = bool(value) if kind == TRUTH else Fraction(value, 10) if kind == TENTHS else Fraction(value)
            if item:
                scope.setdefault(item, item)
        scope[fact] = values[""] if argument == NOTHING else values.__getitem__
    return eval(text, {"__builtins__": {}}, scope)
