"""What all tests share: how hard Hypothesis looks, and an environment that does not depend on who runs them."""

import os
import time

import pytest
from hypothesis import HealthCheck, settings

# Everyday runs are the same on every machine and every day; soak runs look further
# (main.py test -m soak --hypothesis-profile=soak).
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

os.environ.update(COLUMNS="120", LINES="40", NO_COLOR="1", SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy")
for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
    os.environ.pop(name, None)

BEGAN = time.monotonic()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--minutes", type=float, default=None, help="start no test after so many minutes (for part of the soak)"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    minutes = item.config.getoption("--minutes")
    if minutes is not None and time.monotonic() - BEGAN > minutes * 60:
        pytest.skip(f"the {minutes:g} minutes asked for are over")
