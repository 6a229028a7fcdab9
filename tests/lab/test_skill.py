"""The measure of skill: pairs that differ in one seat's skill alone, a table's games among them, and the rule that ends them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.allies.compiled import Engine
from game.lab import gains, skill
from game.lab.gains import FEWEST, ROW, Gain, at_table, batched, one_by_one
from game.lab.playtest import looks_of, play
from game.lab.words import Words
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.scores import COMMON_GOALS
from game.scenario.book import Table
from game.scenario.load import Loaded, load

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
SEED = "skill"
STEP = s.INSTINCT, s.STAFF


class Plain(Engine):
    """An engine that never compiles: these tests are about what is counted."""

    def warm(self) -> None:
        """Stay as it is, and let nobody wait."""
        self._settled.set()


@pytest.fixture(scope="session")
def first() -> Loaded:
    return load(FIRST)


def pairs(loaded: Loaded, seats: list[int], games: range, jobs: int = 1, skills: tuple[int, int] = STEP) -> Table:
    parts = list(batched(Plain(), loaded.book, seed_key(SEED), seats, skills, games, jobs))
    return np.concatenate(parts, axis=2)


def test_a_pair_differs_in_the_seats_skill_alone(first: Loaded) -> None:
    """The first of each pair is the game as a batch plays it; at the same skill twice nothing differs."""
    found = pairs(first, [0, 2], range(4))
    assert found.shape == (2, 2, 4, ROW)
    tally = play(first.book, looks_of(first.scenario, first.book), 4, seed_key(SEED), 1, Plain())
    for place, seat in enumerate((0, 2)):
        assert found[place, 0, :, 0].sum() == tally.sums[tally.columns.ally(seat, 0)]
    assert (found[0, 0, :, 1:] == found[1, 0, :, 1:]).all()
    same = pairs(first, [0], range(3), skills=(s.STAFF, s.STAFF))
    assert (same[:, 0] == same[:, 1]).all()


def test_a_staff_changes_something(first: Loaded) -> None:
    found = pairs(first, [0, 1, 2], range(6))
    assert (found[:, 0] != found[:, 1]).any()


def test_pairs_are_the_same_for_any_threads(first: Loaded) -> None:
    assert (pairs(first, [1], range(4), jobs=3) == pairs(first, [1], range(4))).all()


def test_a_table_plays_the_games_of_a_batch(first: Loaded) -> None:
    (batch,) = pairs(first, [2], range(3))
    for game in range(3):
        assert (at_table(first, SEED, game, 2, s.STAFF) == batch[1, game]).all()


def test_a_council_is_paired_with_the_same_game(first: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[object, ...]] = []

    def stand_in(*asked: object) -> Table:
        tried.append(asked)
        return np.arange(ROW)

    monkeypatch.setattr(gains, "at_table", stand_in)
    found = list(one_by_one(Plain(), first, SEED, 1, (s.STAFF, s.COUNCIL_SKILL), range(2), 5, 1))
    assert tried == [(first, SEED, game, 1, s.COUNCIL_SKILL, 5, 1) for game in range(2)]
    staff = pairs(first, [1], range(2), skills=(s.STAFF, s.STAFF))
    for game, pair in enumerate(found):
        assert (pair[0, 0, 0] == staff[0, 0, game]).all()
        assert (pair[0, 1, 0] == np.arange(ROW)).all()


def gain_of(differences: list[int]) -> Gain:
    gain = Gain("RO")
    after = np.zeros((len(differences), ROW), np.int64)
    after[:, 0] = differences
    gain.add(np.zeros_like(after), after)
    return gain


def test_an_interval_is_that_of_the_mean_difference() -> None:
    """Of 1, 2, 3 and 4 the mean is 2.5, and 1.96 standard errors are 1.96 * 1.291 / 2."""
    gain = gain_of([1, 2, 3, 4])
    own = gain.shifts[0]
    assert own.size == 2.5
    assert own.high - own.size == pytest.approx(1.265, abs=0.001)
    assert gain.changed == 4
    assert gain.is_clear
    assert not gain.is_settled, "four pairs do not tell their spread"


@pytest.mark.parametrize(("difference", "clear"), [(3, True), (-3, False)])
def test_games_end_where_the_interval_leaves_zero_on_either_side(difference: int, clear: bool) -> None:
    gain = gain_of([difference, 2 * difference] * (FEWEST // 2))
    assert gain.is_settled
    assert gain.is_clear is clear
    assert not gain_of([5, -5] * FEWEST).is_settled


def test_seven_seats_in_eight_are_wanted() -> None:
    good, bad = gain_of([1, 1, 1]), gain_of([0, 0, 0])
    assert (skill.clear([good] * 7 + [bad]), skill.wanted([good] * 8)) == (7, 7)
    assert skill.wanted([good]) == 1


def test_a_council_stops_when_it_is_settled(first: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = np.zeros((1, 2, 1, ROW), np.int64)
    monkeypatch.setattr(
        skill, "one_by_one", lambda *_: (pair + np.array([0, 4])[None, :, None, None] for _ in range(90))
    )
    ticks: list[int] = []
    found, stopped = skill.played(Plain(), first, SEED, [0], (1, 2), 90, 1, 1, ticks.append)
    assert (found[0].pairs, sum(ticks), stopped) == (FEWEST, 90, False)


def asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, **words: object) -> tuple[int, str, str]:
    monkeypatch.setattr(skill, "shared_engine", Plain)
    given = {"before": "", "after": "staff", "seats": ["PL"], "games": 3, "each": 0, "seed": "a", "jobs": 1}
    code = skill.run(FIRST, *(given | {"as_json": False, "strict": False} | words).values())  # type: ignore[arg-type]
    return code, *capsys.readouterr()


def test_the_report_and_its_data_agree(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, said, _ = asked(capsys, monkeypatch)
    assert code == 0
    told = json.loads(asked(capsys, monkeypatch, as_json=True)[1])
    (seat,) = told["seats"]
    assert (seat["seat"], seat["pairs"], told["from"], told["to"]) == ("PL", 3, "instinct", "staff")
    assert seat["low"] <= seat["gain"] <= seat["high"]
    assert seat["gain"] == pytest.approx(seat["to"] - seat["from"], abs=0.002)
    assert set(seat["goals"]) == {"deter", "calm", "together", "right"}
    assert f"{seat['from']:.2f}" in said
    assert f"of 1 seat ({told['wanted']} wanted)" in said


def test_strict_ends_with_one_where_too_few_gain(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skill, "played", lambda *_: ([gain_of([0, 0])], False))
    assert asked(capsys, monkeypatch, strict=True)[0] == 1
    assert asked(capsys, monkeypatch)[0] == 0
    monkeypatch.setattr(skill, "played", lambda *_: ([gain_of([0, 0])], True))
    code, _, told = asked(capsys, monkeypatch)
    assert code == 130
    assert "Stopped; the figures are of the pairs" in told


def test_questions_without_an_answer_are_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, told = asked(capsys, monkeypatch, seats=["PX"])
    assert (code, "There is no seat PX" in told) == (1, True)
    code, _, told = asked(capsys, monkeypatch, before="staff")
    assert (code, "looks no further ahead" in told) == (1, True)


def test_seats_are_those_named_or_the_featured_ones(first: Loaded) -> None:
    assert skill.seats_of(first, ["PL", "EE", "PL"]) == [1, 0]
    assert skill.seats_of(first, ["PX"]) == "PX"
    featured = [a for a, ally in enumerate(first.scenario.ally.values()) if ally.featured]
    assert skill.seats_of(first, []) == featured


def test_every_column_has_words() -> None:
    words = Words(Path(skill.__file__).parent)
    assert all(words.has(f"skill.column.{goal}") for goal in COMMON_GOALS)
