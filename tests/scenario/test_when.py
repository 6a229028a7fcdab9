"""The `when` language: what is compiled means what the text says."""

import os
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from game.scenario import book as b
from game.scenario.load import loads
from game.scenario.names import Names, names_of
from game.scenario.parts import WhenError
from game.scenario.when import compile_when
from game.scenario.words import FACTS, NUMBER, TENTHS, TRUTH
from tests.scenario.conftest import TINY
from tests.scenario.machine import items, python_value, run

# Everyday runs look at a hundred; FUZZ_EXAMPLES=100000 asks for more.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", settings().max_examples * 4))
NAMES: Names = names_of(loads(TINY.read_bytes()).scenario)
ME = 1
ROUND = list(FACTS).index("round") * b.FACT_SPAN
SUPPORT = list(FACTS).index("support") * b.FACT_SPAN
ADOPTED = list(FACTS).index("adopted") * b.FACT_SPAN


@pytest.mark.parametrize(
    ("text", "rows", "kind"),
    [
        ("7", [(b.OP_CONST, 7)], NUMBER),
        ("-7", [(b.OP_CONST, -7)], NUMBER),
        ("true", [(b.OP_CONST, 1)], TRUTH),
        ("gloom", [(b.OP_TRACK, 6)], TENTHS),
        ("round", [(b.OP_FACT, ROUND)], NUMBER),
        ("support(me)", [(b.OP_FACT, SUPPORT + ME)], TENTHS),
        ('support("AA")', [(b.OP_FACT, SUPPORT)], TENTHS),
        ("adopted(line)", [(b.OP_FACT, ADOPTED + 2)], TRUTH),
        ("escalation >= 60", [(b.OP_TRACK, 0), (b.OP_CONST, 600), (b.OP_MORE_EQUAL, 0)], TRUTH),
        ("60 <= escalation", [(b.OP_CONST, 600), (b.OP_TRACK, 0), (b.OP_LESS_EQUAL, 0)], TRUTH),
        ("escalation + 2", [(b.OP_TRACK, 0), (b.OP_CONST, 20), (b.OP_ADD, 0)], TENTHS),
        ("2 * escalation", [(b.OP_CONST, 2), (b.OP_TRACK, 0), (b.OP_MULTIPLY, 0)], TENTHS),
        (
            "escalation - round",
            [(b.OP_TRACK, 0), (b.OP_FACT, ROUND), (b.OP_CONST, 10), (b.OP_MULTIPLY, 0), (b.OP_SUBTRACT, 0)],
            TENTHS,
        ),
        ("not true", [(b.OP_CONST, 1), (b.OP_NOT, 0)], TRUTH),
        (
            "false or true and true",
            [(b.OP_CONST, 0), (b.OP_CONST, 1), (b.OP_CONST, 1), (b.OP_AND, 0), (b.OP_OR, 0)],
            TRUTH,
        ),
    ],
)
def test_code(text: str, rows: list[tuple[int, int]], kind: int) -> None:
    part = compile_when(text, NAMES, ME)
    assert list(part.rows) == rows
    assert part.kind == kind


def test_every_fact_compiles_with_every_item() -> None:
    for number, (fact, (argument, kind)) in enumerate(FACTS.items()):
        for n, item in enumerate(items(argument, NAMES)):
            part = compile_when(f'{fact}("{item}")' if item else fact, NAMES)
            assert part.rows == ((b.OP_FACT, number * b.FACT_SPAN + n),)
            assert part.kind == kind


def leaves(kind: int) -> list[str]:
    found = [
        f"{fact}({item})" if item else fact
        for fact, (argument, of) in FACTS.items()
        for item in items(argument, NAMES)
        if (of == TRUTH) == (kind == TRUTH)
    ]
    return (
        [*found, "true", "false"]
        if kind == TRUTH
        else [*found, *NAMES.tracks * 3, *"0123456789" * 3, "support(me)", "42"]
    )


def joined(part: st.SearchStrategy[str], *signs: str) -> st.SearchStrategy[str]:
    return st.tuples(part, st.sampled_from(signs), part).map(" ".join)


# Texts are joined without brackets, so that how tightly operators bind is put to the test.
numbers = st.recursive(
    st.sampled_from(leaves(NUMBER)),
    lambda inner: st.one_of(joined(inner, "+", "-", "*"), inner.map("-{}".format), inner.map("({})".format)),
    max_leaves=5,
)
truths = st.recursive(
    st.one_of(st.sampled_from(leaves(TRUTH)), joined(numbers, "<", "<=", ">", ">=", "==", "!=")),
    lambda inner: st.one_of(joined(inner, "and", "or", "=="), inner.map("not {}".format), inner.map("({})".format)),
    max_leaves=5,
)
KEYS = [
    *((b.OP_TRACK, n) for n in range(len(NAMES.tracks))),
    *(
        (b.OP_FACT, number * b.FACT_SPAN + n)
        for number, (argument, _) in enumerate(FACTS.values())
        for n in range(len(items(argument, NAMES)))
    ),
]


def bound(key: tuple[int, int]) -> int:
    kind = TENTHS if key[0] == b.OP_TRACK else list(FACTS.values())[key[1] // b.FACT_SPAN][1]
    return {TRUTH: 1, NUMBER: 40, TENTHS: 1000}[kind]


@given(text=st.one_of(truths, numbers), luck=st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES)
def test_code_means_what_python_makes_of_the_text(text: str, luck: Random) -> None:
    try:
        part = compile_when(text, NAMES, ME)
    except WhenError:
        assume(False)
    world = {key: luck.randint(0, bound(key)) for key in KEYS}
    value, deepest = run(part.rows, world)
    expected = python_value(text, NAMES, world, NAMES.allies[ME])
    assert value == (expected * 10 if part.kind == TENTHS else expected)
    assert deepest == part.depth <= b.CODE_DEPTH
    assert len(part.rows) <= b.CODE_LENGTH
    assert abs(value) <= part.bound


WORDS = [
    "(",
    ")",
    "and",
    "or",
    "not",
    "-",
    "*",
    "+",
    "<",
    "==",
    "=",
    "me",
    "round",
    "adopted",
    '"',
    "'",
    "9" * 9,
    "ș",
    "\n",
    "/",
]


@given(
    st.lists(st.one_of(st.sampled_from([*WORDS, *leaves(NUMBER), *leaves(TRUTH)]), st.text(max_size=3)), max_size=30)
)
@settings(max_examples=EXAMPLES)
def test_nothing_but_when_error_comes_out(words: list[str]) -> None:
    text = " ".join(words)[:400]
    refused = None
    try:
        assert compile_when(text, NAMES).depth <= b.CODE_DEPTH
    except WhenError as error:
        refused = error
    assert refused is None or (refused.text and -1 <= refused.offset <= len(text))


@pytest.mark.parametrize("text", ["", " ", "(" * 400, "not " * 100 + "true", "-" * 399 + "1", "1+" * 199 + "1"])
def test_hostile_conditions_are_refused(text: str) -> None:
    with pytest.raises(WhenError):
        compile_when(text, NAMES)
