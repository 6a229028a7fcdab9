"""Screening: only free numbers move, within their bounds; the effects of a known function come out as they are."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from game.lab import sensitivity
from game.lab.sensitivity import free_numbers, outputs_at, screened, settings, trajectories, with_numbers
from game.lab.targets import targets
from game.scenario.load import Loaded
from game.scenario.tuning import entries
from tests.plain import Plain

Table = npt.NDArray[np.float64]
STAND_IN = "stand-in"
# The library comes with the extra `sensitivity`; what is ours is held to the same without it.
LIBRARIES = [STAND_IN, "SALib"] if find_spec("SALib") else [STAND_IN]
FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"


def test_what_moves_is_free_and_stays_in_bounds(first: Loaded) -> None:
    free = free_numbers(first)
    assert len(free) > 100
    for each in free:
        entry = entries()[each.name]
        assert entry["low"] <= each.low <= each.value <= each.high <= entry["high"], each.name
        assert abs(each.value) * 0.3 + 0.5 >= max(each.high - each.value, each.value - each.low), each.name
        assert not entry["why"].startswith("RULES")
    names = {each.name for each in free}
    assert not {name for name in names if name.startswith(("with_", "score_"))}
    assert not names & {"skill", "decision_rule"}
    # What is left out by name is there to be left out.
    for name in settings()["left_out"]:
        assert any(each.startswith(name) for each in entries())


def test_outputs_are_targets() -> None:
    assert set(settings()["output"]) <= {each.name for each in targets()}


def test_a_point_moves_its_numbers_alone(first: Loaded) -> None:
    free = free_numbers(first)
    point = np.array([each.high - 0.2 for each in free])
    book = with_numbers(first.book, free, point)
    columns = [each.column for each in free]
    assert (book.rule[columns] == np.rint(point)).all()
    others = np.setdiff1d(np.arange(len(book.rule)), columns)
    assert (book.rule[others] == first.book.rule[others]).all()
    assert (book.stance != first.book.stance).any(), "what follows from the weights is reckoned anew"
    still = with_numbers(first.book, free, np.array([each.value for each in free]))
    assert all((one == two).all() for one, two in zip(still, first.book, strict=True))


def test_outputs_are_per_cent_a_point_each(first: Loaded) -> None:
    free = free_numbers(first)
    points = np.array([[each.value for each in free], [each.high for each in free]], np.float64)
    found = outputs_at(first, free, points, 2, "screen", 1, Plain())
    assert found.shape == (2, len(settings()["output"]))
    assert ((found >= 0) & (found <= 100)).all()


def test_stopping_keeps_what_was_done(first: Loaded) -> None:
    free = free_numbers(first)
    points = np.array([[each.value for each in free]] * 3, np.float64)

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    assert len(outputs_at(first, free, points, 1, "screen", 1, Plain(), stop)) == 1


def test_without_the_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sensitivity, "find_spec", lambda _: None)
    assert sensitivity.run(FIRST, 1, "1", 1, None) == 1
    said = capsys.readouterr().err
    assert "SALib" in said
    assert "[sensitivity]" in said


def sample(problem: dict[str, Any], count: int, num_levels: int, seed: int) -> Table:
    """Return trajectories as SALib's are shaped: from all lows, one number after another goes to its high."""
    lows, highs = np.array(problem["bounds"], np.float64).T
    steps = np.tri(problem["num_vars"] + 1, problem["num_vars"], -1)
    return np.tile(lows + steps * (highs - lows), (count, 1))


def analyze(
    problem: dict[str, Any], points: Table, outputs: Table, conf_level: float, num_levels: int, seed: int
) -> dict[str, Table]:
    """Return effects under SALib's names; of trajectories that are all alike the doubt is nought."""
    assert len(points) == len(outputs)
    effects = np.diff(outputs.reshape(-1, problem["num_vars"] + 1)).mean(axis=0)
    return {"mu_star": abs(effects), "mu": effects, "mu_star_conf": np.zeros(len(effects))}


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let SALib draw and reckon, or the two functions above in its place."""
    if request.param == STAND_IN:
        modules: dict[str, Any] = {name: ModuleType(name) for name in ("SALib", "SALib.sample", "SALib.analyze")}
        modules["SALib.sample"].morris = SimpleNamespace(sample=sample)
        modules["SALib.analyze"].morris = SimpleNamespace(analyze=analyze)
        for name, module in modules.items():
            monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(sensitivity, "find_spec", lambda _: True)


@pytest.mark.filterwarnings("ignore")  # of the library and of what it brings
@pytest.mark.usefixtures("library")
def test_a_known_function_is_screened(
    first: Loaded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    free = free_numbers(first)
    points = trajectories(free, "screen")
    assert (points == trajectories(free, "screen")).all()
    assert len(points) == settings()["range"]["trajectories"] * (len(free) + 1)
    outputs = np.zeros((len(points), len(settings()["output"])))
    outputs[:, 0] = -2.0 * points[:, 7]
    best, *rest = screened(free, points, outputs, "screen")
    effect = next(iter(best.effects.values()))
    width = free[7].high - free[7].low
    assert best.free == free[7]
    assert (effect.mu_star, effect.mu) == pytest.approx((2.0 * width, -2.0 * width))
    assert all(each.weight == 0 for each in rest)
    monkeypatch.setattr(sensitivity, "Engine", Plain)
    monkeypatch.setattr(sensitivity, "outputs_at", lambda *_: outputs)
    file = tmp_path / "screened.json"
    assert sensitivity.run(FIRST, 1, "screen", 1, str(file)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[4].split()[0] == best.free.name
    assert json.loads(file.read_text("utf-8"))["numbers"][0]["name"] == best.free.name
