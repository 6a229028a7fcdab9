"""Whatever the bytes are, the loader answers with a scenario or a ScenarioError whose places are in the file."""

# ruff: noqa: E501  (tables of odd pieces)

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario.load import load, loads
from game.scenario.problems import Problem, ScenarioError
from tests.scenario.conftest import CARDS, RECORD, TINY, with_cards

# Everyday runs look at a hundred; FUZZ_EXAMPLES=100000 asks for more.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", settings().max_examples * 4))
# The tiny scenario with all that only the past has.
TINY_BYTES = (with_cards(TINY.read_text(encoding="utf-8"), CARDS + " joined = 2029-01-01, ") + RECORD).encode()
LINES = TINY_BYTES.split(b"\n")
PIECES = [
    b'"', b"'''", b'"""', b"[", b"]", b"{", b"}", b"=", b",", b".", b"#", b"\n", b"\r", b"\0", b"\\", b"-", b"9" * 30, b"nan", b"inf",
    b"true", b"2030-02-30", b"2030-01-01T00:00:00Z", b"[[round]]\n", b"[ally]\n", b"me", b"(", b" and ", b"\xff", "ș".encode(), b"AA", b"{}", b"[]",
]  # fmt: skip


def only_scenario_error(data: bytes) -> None:
    problems = []
    try:
        loads(data, "f.toml")
    except ScenarioError as error:
        problems = error.problems or [Problem("f.toml", 0, 0, "", "an error without a problem")]
    lines = data.count(b"\n") + 1
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.text
        assert str(problem).startswith(f"f.toml:{problem.line}:{problem.column}: ")


@given(st.binary(max_size=300))
@settings(max_examples=EXAMPLES)
def test_noise(data: bytes) -> None:
    only_scenario_error(data)


@given(
    st.lists(
        st.tuples(st.integers(0, len(TINY_BYTES)), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
    )
)
@settings(max_examples=EXAMPLES)
def test_mutations(edits: list[tuple[int, int, bytes]]) -> None:
    data = TINY_BYTES
    for at, cut, piece in edits:
        data = data[:at] + piece + data[at + cut :]
    only_scenario_error(data)


@given(st.lists(st.sampled_from(range(len(LINES))), max_size=3), st.lists(st.sampled_from(LINES), max_size=3))
@settings(max_examples=EXAMPLES)
def test_lines_left_out_and_said_again(gone: list[int], again: list[bytes]) -> None:
    only_scenario_error(b"\n".join([*(line for n, line in enumerate(LINES) if n not in gone), *again]))


plain = st.one_of(
    st.integers(-200, 2000).map(str),
    st.sampled_from(["true", "1.5", "nan", '""', '"AA"', '"air"', '"talk"', "[]", "{}", '["AA", "AA"]', "[1, 2, 3]", "2030-01-01", '"round > 1"']),
    st.text(max_size=8).map(lambda text: "'" + text.replace("'", "").replace("\n", "") + "'"),
)  # fmt: skip


@given(st.integers(0, TINY_BYTES.count(b" = ") - 1), plain)
@settings(max_examples=EXAMPLES)
def test_values_of_another_kind(which: int, value: str) -> None:
    """Replace one number, word or text of the tiny scenario by something else that is TOML."""
    at = [match.end() for match in re.finditer(b" = ", TINY_BYTES)][which]
    old = re.compile(rb"\"[^\"]*\"|'[^']*'|[-\w.]+|").match(TINY_BYTES, at)
    assert old
    only_scenario_error(TINY_BYTES[:at] + value.encode(errors="replace") + TINY_BYTES[old.end() :])


# What a scenario of several files says, for edits of any kind.
MINE = b"""
[[include]]
file = "tiny.toml"
take = ["scenario", "track", "rung", "ally", "measure", "adversary", "inject", "round", "ending", "question", "learning", "text", "fact"]
drop = ["ally.*.brief", "measure.patrol.about"]
[ally."*"]
weight = 33
[ally.BB]
joined = 2029-01-01
governments = [{ since = 2030-01-01, government = "her son", traits = { forward = 33 }, mark = "invented" }]
[measure.patrol]
host = "struck"
levels = { 0 = { says = "soar" }, 1 = { lead = 3 } }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("several")
    (made / "tiny.toml").write_bytes(TINY.read_bytes())
    (made / "mine.toml").write_bytes(MINE)
    load(made / "mine.toml")
    return made


@given(
    edits=st.lists(
        st.tuples(
            st.integers(0, len(MINE)), st.integers(0, 12), st.sampled_from([*PIECES, b"*", b"ally", b'"0"', b"../"])
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=EXAMPLES)
def test_several_files(folder: Path, edits: list[tuple[int, int, bytes]]) -> None:
    """Each problem has its place in the file that it names."""
    data = MINE
    for at, cut, piece in edits:
        data = data[:at] + piece + data[at + cut :]
    (folder / "mine.toml").write_bytes(data)
    lines = {
        str(folder / "mine.toml"): data.count(b"\n") + 1,
        str(folder / "tiny.toml"): TINY.read_bytes().count(b"\n") + 1,
    }
    problems = []
    try:
        load(folder / "mine.toml")
    except ScenarioError as error:
        problems = error.problems or [Problem("mine.toml", 0, 0, "", "an error without a problem")]
    for problem in problems:
        assert 1 <= problem.line <= lines[problem.file]
        assert problem.column >= 1
