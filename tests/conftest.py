"""What all tests share: how hard Hypothesis looks, an environment that does not depend on who runs them, one engine."""

import os
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from game.allies.compiled import Engine, has_compiler
from game.scenario.load import Loaded, load
from tests.soaking import Part, shared_out, told

# Everyday runs are the same on every machine and every day; a soak looks further each day
# (main.py test -m hypothesis --hypothesis-profile=soak).
settings.register_profile(
    "everyday",
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak",
    max_examples=1000,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("everyday")

# The browser's driver is an extra of its own; asked for without it, `-m browser` finds no test, which is an error.
collect_ignore = [] if find_spec("axe_playwright_python") else ["browser"]

os.environ.update(
    LANGUAGE="en", COLUMNS="120", LINES="40", NO_COLOR="1", SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy"
)
for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
    os.environ.pop(name, None)

BEGAN = time.monotonic()
PART = pytest.StashKey[Part]()
REACHED = pytest.StashKey[set[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--minutes", type=float, default=None, help="share so many minutes among the long runs, and begin none after"
    )


@pytest.hookimpl(trylast=True)  # once -m and -k have chosen
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    minutes = config.getoption("--minutes")
    if minutes is not None:
        part = config.stash[PART] = shared_out(items, minutes)
        config.stash[REACHED] = set()
        config.hook.pytest_deselected(items=part.left_out)
        items[:] = part.items


def pytest_runtest_setup(item: pytest.Item) -> None:
    minutes = item.config.getoption("--minutes")
    if minutes is None:
        return
    if time.monotonic() - BEGAN > minutes * 60:
        pytest.skip(f"the {minutes:g} minutes asked for are over")
    item.config.stash[REACHED].add(item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if PART in config.stash:
        terminalreporter.section("part of the soak")
        for line in told(config.stash[PART], config.getoption("--minutes"), config.stash[REACHED]):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def engine(pytestconfig: pytest.Config) -> Iterator[Engine]:
    """Return an engine that runs machine code, compiled once and kept between runs in pytest's own cache folder."""
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
def first() -> Loaded:
    """Return the short scenario; it is everybody's and stays as it is."""
    return load(Path(__file__).parents[1] / "scenarios" / "first_session.toml")
