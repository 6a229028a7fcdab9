"""Calibration: every target has words and a source, shares come with honest intervals, and what is counted is what happened."""

from __future__ import annotations

import json
import re
import tomllib
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from game.allies import record as r
from game.allies.many import play_many
from game.lab import calibrate
from game.lab.cases import all_cases, incidents_of
from game.lab.figures import wilson
from game.lab.measured import PACKAGES, Z_99, Measured, Sums
from game.lab.playtest import looks_of
from game.lab.targets import Finding, judged, odds_gaps, targets
from game.lab.words import Words
from game.rules import state as s
from game.rules.luck import seed_key
from game.scenario import book as b
from game.scenario.book import Table
from game.scenario.load import Loaded
from game.scenario.tuning import entries
from tests.plain import Plain

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
LAB = Path(calibrate.__file__).parent
GAMES = 12


@pytest.fixture(scope="session")
def rows(first: Loaded) -> Table:
    batch = play_many(Plain(), first.book, seed_key("calibrate"), 0, GAMES)
    assert batch is not None
    return batch.out


def measured_of(loaded: Loaded, out: Table) -> Measured:
    measured = Measured(loaded.book, looks_of(loaded.scenario, loaded.book))
    measured.add(out)
    return measured


def test_every_target_has_bounds_a_source_and_words() -> None:
    words = Words(LAB)
    assert len(targets()) >= 12
    for each in targets():
        assert 0 <= each.low < each.high <= 100, each.name
        assert len(each.source) > 10, each.name
        assert words.has(f"calibrate.group.{each.group}"), each.name
        assert each.name == "reply_odds" or words.has(f"frequency.{each.name}") or words.has(f"target.{each.name}")
    known = {each.name for each in targets()}
    assert set(tomllib.loads((LAB / "text_en.toml").read_text("utf-8"))["target"]) <= known


def test_every_target_is_counted(first: Loaded, rows: Table) -> None:
    measured = measured_of(first, rows)
    wanted = {each.name for each in targets()} - {"reply_odds"}
    assert wanted == set(measured.sums)


def test_portions_add_up(first: Loaded, rows: Table) -> None:
    whole, one, two = measured_of(first, rows), measured_of(first, rows[:5]), measured_of(first, rows[5:])
    one.merge(two)
    assert one.games == whole.games == GAMES
    assert one.sums == whole.sums
    assert one.beliefs == whole.beliefs
    assert (one.replies == whole.replies).all()
    assert (one.read == whole.read).all()


def test_no_case_says_more_than_there_were(first: Loaded, rows: Table) -> None:
    measured = measured_of(first, rows)
    for name, (hits, of) in all_cases(first.book, measured.at, rows, measured.looks).items():
        assert hits.shape == of.shape == (GAMES,), name
        assert ((hits >= 0) & (hits <= of)).all(), name


def test_incidents_are_read_off_the_row(first: Loaded, rows: Table) -> None:
    measured = measured_of(first, rows)
    found = incidents_of(first.book, measured.at, rows, measured.looks)
    hits = rows[:, measured.at.reading(r.HITS_SO_FAR)].max(axis=1)
    assert (hits == rows[:, s.HITS]).all()
    replied = rows[:, measured.at.of_rounds(r.REPLIED)]
    only_words = first.book.reply[replied, b.VERBAL] > 0
    assert not ((found.theirs == 1) & only_words).any()
    assert (found.theirs[~found.is_played] == 0).all()


def test_beliefs_begin_with_the_priors_and_are_means_of_the_allies(first: Loaded, rows: Table) -> None:
    measured = measured_of(first, rows)
    for y, key in enumerate(first.scenario.adversary.type):
        start = measured.beliefs[y][0].estimate(1000)
        if start:
            assert start.value == first.scenario.adversary.type[key].prior
    later = rows[:, measured.at.reading(r.BELIEF_IN_TRUTH)]
    assert ((later > 0) & (later < 1000))[rows[:, measured.at.of_rounds(r.PLAYED)] == 1].all()


def test_a_share_of_single_cases_has_wilsons_interval() -> None:
    sums = Sums().with_case((np.array([1, 0, 1, 0, 0]), np.array([1, 1, 1, 1, 0])))
    seen = sums.estimate()
    assert seen is not None
    assert (seen.value, seen.of) == (50.0, 4)
    assert (seen.low, seen.high) == wilson(2, 4, Z_99)


def test_rounds_of_one_game_are_no_games_of_their_own() -> None:
    # Ten games of six rounds that are all alike within a game say as much as ten cases, not as sixty.
    hits = np.array([6, 0] * 5)
    seen = Sums().with_case((hits, np.full(10, 6))).estimate()
    assert seen is not None
    assert seen.high - seen.value == pytest.approx(100 * Z_99 * sqrt(0.25 / 10))


def test_verdicts() -> None:
    target = next(each for each in targets() if each.name == "article_4_asked")
    half = Sums().with_case((np.array([0, 1, 0]), np.array([1, 1, 1]))).estimate()
    found = Finding(target, "", half)
    assert (found.verdict, found.is_sure) == ("holds", False)
    assert Finding(target, "", None).verdict == "no_case"
    many = Sums().with_case((np.ones(1000, np.int64), np.ones(1000, np.int64))).estimate()
    assert (Finding(target, "", many).verdict, Finding(target, "", many).is_sure) == ("fails", True)


def test_a_table_of_odds_that_is_followed_has_no_gap(first: Loaded, rows: Table) -> None:
    measured = measured_of(first, rows)
    for y, kind in enumerate(first.scenario.adversary.type.values()):
        for p, package in enumerate(("soft", "firm", "channel")):
            measured.replies[y, p] = np.array(getattr(kind.odds, package)) * 100
    assert [gap.value for _, gap in odds_gaps(measured, first.scenario) if gap] == pytest.approx([0.0] * 12)
    measured.replies[0, 0] = [10_000, 0, 0, 0, 0]
    (_, gap), *_ = odds_gaps(measured, first.scenario)
    assert gap is not None
    assert gap.value == 100 - next(iter(first.scenario.adversary.type.values())).odds.soft[0]


def test_report_and_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, first: Loaded
) -> None:
    monkeypatch.setattr(calibrate, "Engine", Plain)
    file = tmp_path / "found.json"
    assert calibrate.run(FIRST, GAMES, "calibrate", 1, str(file), strict=False) == 0
    out = capsys.readouterr().out
    for said in ("The other side", "Mean belief in the true type", "Replies by type and package"):
        assert said in out
    found = json.loads(file.read_text("utf-8"))
    assert found["games"] == GAMES
    # What RULES 6 says of Galați is not asked of another scenario.
    assert {each["name"] for each in found["targets"]} == {each.name for each in targets() if not each.scenario}
    fails = any(each["verdict"] == "fails" for each in found["targets"])
    assert calibrate.run(FIRST, GAMES, "calibrate", 1, "-", strict=True) == int(fails)
    assert json.loads(capsys.readouterr().out) == found


def test_a_scenario_of_its_own_has_its_own_targets(first: Loaded, rows: Table) -> None:
    names = [each.target.name for each in judged(measured_of(first, rows), first.scenario)]
    assert "article_4_asked" not in names
    assert "further_hit" in names


def test_the_handbook_names_every_number_that_was_fitted() -> None:
    """A reason that says fitted has its row in `assets/handbook/fit.md`, and nothing else has one."""
    page = (Path(__file__).parents[2] / "assets" / "handbook" / "fit.md").read_text("utf-8")
    fitted = {name for name, entry in entries().items() if re.search(r"\bfitt(ed|ing)\b", entry["why"])}
    assert set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)) == fitted
    assert set(re.findall(r"`([a-z]\w*_\w+)`", page)) - set(entries()) <= {"first_session"}
    simple, odds = len(targets()) - 1, 4 * len(PACKAGES)  # one a type and package
    assert f"The {simple + odds} targets" in page
