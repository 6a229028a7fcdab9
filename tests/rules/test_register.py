"""Every register is complete: what the state has a column for, a rule writes; what is chosen or tuned, a rule reads."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from game.rules import facts, state
from game.scenario.tuning import entries
from game.scenario.words import FACTS

GAME = Path(state.__file__).parents[1]
# (first name, the name after the last) of each run of columns that rules write.
PUBLIC = (
    ("PHASE", "CLOCK_COLUMNS"),
    ("STATUS", "CLAUSE"),
    ("ADOPTED_LEVEL", "MEASURE_COLUMNS"),
    ("SAID", "ALLY_COLUMNS"),
)
PRIVATE = (("SUPPORT", "HELD"), ("TRUST", "PAIR_COLUMNS"), ("TYPE_DRAWN", "TRUTH_INJECT"))
CHOSEN = (("ACT", "D_CLAUSE"),)


@cache
def columns() -> dict[str, list[str]]:
    """Return the runs of names that `state.py` unpacks, each by its first name."""
    found = {}
    for node in ast.parse(Path(state.__file__).read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple):
            names = [each.id for each in node.targets[0].elts if isinstance(each, ast.Name)]
            found[names[0]] = names
    return found


def run_of(first: str, end: str) -> list[str]:
    names = columns()[first]
    return names[: names.index(end)]


def named(node: ast.AST) -> set[str]:
    """Return the columns (`s.NAME`, or what a tuple holds) that stand in a piece of source."""
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def targets_of(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign) else []


@cache
def uses(folder: str) -> tuple[set[str], set[str]]:
    """Return the column names that a folder's functions write, and those that they read."""
    written: set[str] = set()
    read: set[str] = set()
    for path in (GAME / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for target in targets_of(node):
                if isinstance(target, ast.Subscript):
                    written |= named(target.slice)
            if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
                written |= named(node.iter)  # `for column in (s.A, s.B): row[column] = -1`
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "move_fear":
                written |= named(node)
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                read |= named(node.slice)
    return written, read


# Read otherwise than by their own name.
UNREAD = {"ACCEPT_2": "ACCEPT_1 + k", "D_BASIS": "texts.basis_of decides: the table refuses any other"}
WRITTEN_BY_PEOPLE = {"D_BASIS", "PROMISE_TO", "PROMISE_KIND"}
# Read where the scenario is compiled: the weights of the lines of a sheet, and of what a clause does to it.
COMPILED_IN = ("score_interest", "score_home", "score_alliance", "score_secret", "w_stakes", "need_unfilled")


@pytest.mark.parametrize(
    "column",
    [name for first, end in PUBLIC + PRIVATE for name in run_of(first, end)],
)
def test_a_rule_writes_every_column_of_the_state(column: str) -> None:
    """What nobody writes is no state."""
    assert column in uses("rules")[0]


@pytest.mark.parametrize("column", [name for first, end in CHOSEN for name in run_of(first, end)])
def test_a_rule_reads_every_column_of_a_choice(column: str) -> None:
    """What is chosen has an effect."""
    assert column in uses("rules")[1] or column in UNREAD
    assert column in uses("rules")[0] | uses("allies")[0] or column in WRITTEN_BY_PEOPLE


def test_every_fact_is_somewhere() -> None:
    """The order of WHERE is that of the facts."""
    assert facts.WHERE.shape == (len(FACTS), 2)


@pytest.mark.parametrize("name", list(entries()))
def test_a_rule_reads_every_tuned_number(name: str) -> None:
    """A number that no rule reads tunes nothing."""
    assert name.upper() in uses("rules")[1] | uses("allies")[1] or name in COMPILED_IN


def test_every_cause_of_the_ledger_is_booked() -> None:
    """A cause that nothing books is no cause; the entries stand in the order of their names."""
    booked = {
        name
        for path in (GAME / "rules").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call | ast.Assign)
        for name in named(node)
    }
    first, end = state.DRIFT, state.TRACK_COLUMNS
    causes = [name for name in columns()["NOW"][first:] if name != "TRACK_COLUMNS"]
    assert len(causes) == len(state.LEDGER) == end - first
    assert not {each for each in causes if each.startswith("BY_")} - booked
