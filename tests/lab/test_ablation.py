"""Leaving rules out: the arithmetic of paired differences, and a rule whose absence is plain to see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.lab import ablation, paired
from game.lab.ablation import compare, switches_on
from game.lab.paired import Comparison, Sums
from game.lab.tally import TOP
from game.rules.luck import seed_key
from game.scenario.load import Loaded
from game.scenario.names import names_of
from tests.plain import Plain

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
LABEL = [("ending", "adrift", "share", 0)]


def test_a_paired_difference_by_hand() -> None:
    """Of 100 games 10 gain and 2 lose: 8 in a hundred, and a variance of (12 - 8 * 8 / 100) / 99 a game."""
    sums = Sums(1)
    before, after = np.zeros((100, 1)), np.zeros((100, 1))
    after[:10] = 1
    before[50:52] = 1
    sums.add(before, after, np.ones((100, 1), np.bool_))
    (shift,) = sums.shifts(LABEL, 2.0)
    assert shift.size == pytest.approx(0.08)
    assert shift.high - shift.low == pytest.approx(4 * ((12 - 0.64) / 99 / 100) ** 0.5)
    assert shift.is_sure == (shift.low > 0)


def test_portions_change_nothing() -> None:
    """Every figure is a sum."""
    dice = np.random.default_rng(1)
    before, after = dice.integers(0, 900, (2, 60, 3)).astype(np.float64)
    counts = dice.random((60, 3)) < 0.8
    whole, parts = Sums(3), Sums(3)
    whole.add(before, after, counts)
    for rows in (slice(0, 7), slice(7, 50), slice(50, 60)):
        parts.add(before[rows], after[rows], counts[rows])
    assert whole.shifts(LABEL * 3, 3.0) == parts.shifts(LABEL * 3, 3.0)


def test_a_quantile_lies_between_its_bounds_as_often_as_it_says() -> None:
    """Order statistics at the ends of a binomial interval hold a known median at 95 %, or a little more."""
    dice = np.random.default_rng(2)
    held = 0
    for _ in range(400):
        histogram = np.bincount(dice.integers(0, 1001, 300), minlength=TOP + 1)
        low, middle, high = paired._quantile(histogram, 50, 1.96)
        assert low <= middle <= high
        held += low <= 50.0 <= high
    assert held >= 400 * 0.93


def test_few_games_know_little_of_a_quantile() -> None:
    """Beyond the first and the last game there is only the end of the scale."""
    histogram = np.bincount([400, 410, 420], minlength=TOP + 1)
    assert paired._quantile(histogram, 90, 4.0) == (0.0, 42.0, 100.0)


def test_nothing_left_out_moves_nothing(first: Loaded) -> None:
    """The same games twice."""
    from game.allies.many import play_many

    batch = play_many(Plain(), first.book, seed_key("same"), 0, 6)
    assert batch is not None
    comparison = Comparison(first.book, names_of(first.scenario), list(first.scenario.ending))
    comparison.add(batch.out, batch.out)
    shifts = comparison.shifts()
    assert len(shifts) > 50
    assert not any(shift.is_sure or shift.size for shift in shifts)


def test_without_acts_nobody_acts(first: Loaded) -> None:
    """What every game had and none has now surely moves; blocks of games change nothing."""
    whole = compare(first, ["with_acts"], 12, seed_key("acts"), 2, Plain())
    parts = compare(first, ["with_acts"], 12, seed_key("acts"), 1, Plain(), block=5)
    assert whole == parts
    (found,) = whole
    assert found.moves
    assert (found.rule, found.games) == ("acts", 12)
    assert abs(found.largest.size) > 50


def test_a_rule_that_nothing_meets_moves_nothing(first: Loaded) -> None:
    """No text of this scenario finds an armed attack."""
    (found,) = compare(first, ["with_article_5"], 4, seed_key("armed"), 1, Plain())
    assert not found.moves


def test_every_switch_is_left_out_unless_it_is_off(first: Loaded) -> None:
    """A scenario may play without a rule: there is nothing to leave out."""
    header = first.scenario.scenario.model_copy(update={"tuning": {"with_leaks": 0}})
    quiet = replace(first, scenario=first.scenario.model_copy(update={"scenario": header}))
    assert {*switches_on(first)} - {*switches_on(quiet)} <= {"with_leaks"}
    assert "with_leaks" not in switches_on(quiet)
    assert all(name.startswith("with_") for name in switches_on(quiet))


def test_the_report(first: Loaded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """For people in lines, for machines in JSON; the same figures."""
    monkeypatch.setattr(ablation, "Engine", Plain)
    monkeypatch.setattr(ablation, "switches_on", lambda _: ["with_acts", "with_article_5"])
    assert ablation.run(FIRST, 3, "told", 1, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["rule"] for each in told["rules"]] == ["acts", "article_5"]
    assert ablation.run(FIRST, 3, "told", 1, as_json=False) == 0
    lines = capsys.readouterr().out
    assert "acts" in lines
    assert "does not" in lines


def test_a_broken_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1, and where."""
    broken = tmp_path / "broken.toml"
    broken.write_text("scenario = 3\n", encoding="utf-8")
    assert ablation.run(broken, 1, "s", 1, as_json=True) == 1
    assert "broken.toml" in capsys.readouterr().err
