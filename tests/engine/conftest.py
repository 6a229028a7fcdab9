"""One engine for all tests of it: compiled once, and kept between runs in pytest's own cache folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from game.allies.compiled import Engine, has_compiler
from game.scenario.book import Book
from game.scenario.data import data_root
from game.scenario.load import load


@pytest.fixture(scope="session")
def engine(pytestconfig: pytest.Config) -> Iterator[Engine]:
    """Return an engine that runs machine code; skip where there is no compiler."""
    if not has_compiler():
        pytest.skip("Numba is not here, or switched off")
    assert pytestconfig.cache is not None
    home = str(pytestconfig.cache.mkdir("rules"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(os.environ, "XDG_CACHE_HOME", home)
        patched.setitem(os.environ, "LOCALAPPDATA", home)
        made = Engine()
        assert made.wait(), made.status
        yield made
        made.close()


@pytest.fixture(scope="session")
def book() -> Book:
    """Return the rulebook of the first scenario of the folder."""
    return load(min((data_root() / "scenarios").glob("*.toml"))).book
