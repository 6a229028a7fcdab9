"""A few minutes of the long runs: every file has its share, the same every time, and what is left out is told."""

from __future__ import annotations

import time

import pytest

from tests.soaking import Run, in_turn, shared, sizes

pytest_plugins = ["pytester"]

LONG = """
import pytest

@pytest.mark.parametrize("games", [3, pytest.param(600, marks=pytest.mark.soak(size="games", a_minute=200, least=10))])
def test_it(games):
    print(f"played {games}")
"""
TOO_LONG = LONG.replace("least=10", "least=500")
CONFTEST = """
from tests.conftest import *
"""
INI = """
[pytest]
addopts = -m soak
markers = soak
"""


def test_equal_shares_but_none_larger_than_its_need() -> None:
    assert shared(12, [1, 9, 20, 2]) == [1, 4.5, 4.5, 2]
    assert shared(99, [1, 9]) == [1, 9]
    assert shared(1, []) == []


def test_files_share_and_then_the_runs_of_a_file() -> None:
    """Four minutes for two files: two for the one run of the first, one for each of the second."""
    runs = [Run("a", 1000, 100, 1), Run("b", 1000, 10, 1), Run("b", 1000, 50, 1)]
    assert sizes(runs, 4) == [200, 10, 50]
    assert sizes([Run("a", 30, 100, 1), *runs[1:]], 4) == [30, 18, 92], "what the first does not need the others have"


def test_what_cannot_do_its_least_is_left_out_for_the_others() -> None:
    runs = [Run("a", 1000, 100, 150), Run("a", 1000, 100, 150), Run("b", 1000, 100, 150)]
    assert sizes(runs, 4) == [200, 0, 200]
    assert sizes(runs, 100) == [1000, 1000, 1000]
    assert sizes(runs, 1) == [0, 0, 0]


def test_files_take_turns() -> None:
    assert in_turn(iter(["ace", "b", "df"])) == ["a", "b", "d", "c", "f", "e"]


def test_the_summary_tells_what_was_done_and_what_was_not(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.conftest.BEGAN", time.monotonic())  # the run that this test is part of may be older
    pytester.makeconftest(CONFTEST)
    pytester.makeini(INI)
    pytester.makepyfile(test_long=LONG, test_too_long=TOO_LONG)
    done = pytester.runpytest("--minutes", "1", "-s")
    done.assert_outcomes(passed=1, deselected=3)
    done.stdout.fnmatch_lines(
        [
            "*played 100*",
            "test_long.py: 1 of 1, at 16.7 % of full size",
            "left out, *: 1 of test_too_long.py::test_it",
        ]
    )


def test_when_the_minutes_are_over_the_rest_is_told(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.conftest.BEGAN", float("-inf"))
    pytester.makeconftest(CONFTEST)
    pytester.makeini(INI)
    pytester.makepyfile(test_long=LONG)
    done = pytester.runpytest("--minutes", "1")
    done.assert_outcomes(skipped=1, deselected=1)
    done.stdout.fnmatch_lines(["test_long.py: 0 of 1", "NOT REACHED in time: test_long.py::test_it*600*"])


def test_a_long_run_says_how_long_it_is(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST)
    pytester.makeini(INI)
    pytester.makepyfile("import pytest\n@pytest.mark.soak\ndef test_it(): pass")
    done = pytester.runpytest("--minutes", "1")
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    done.stderr.fnmatch_lines(["*soak takes size, a_minute and least*"])
