"""Hindcasts: scores against sums done by hand, courses against rows made by hand, and past crises played for a moment."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.allies import record as r
from game.allies.compiled import Engine
from game.lab import hindcast
from game.lab.courses import Played, answer
from game.lab.playtest import looks_of
from game.lab.tally import Columns
from game.rules import state as s
from game.scenario.book import Table
from game.scenario.data import data_root
from game.scenario.load import Loaded, load, loads
from game.scenario.names import names_of
from game.scenario.schema import Course
from tests.plain import Plain

TINY = Path(__file__).parents[1] / "fixtures" / "tiny.toml"
HISTORY = data_root() / "scenarios" / "history"
RECORD = """
[history]
says = "It rained."
mark = "invented"
"""
COURSE = """
[[history.course]]
key = "{key}"
asks = "Was it so?"
{what}
happened = {happened}
says = "It was so, or not."
base = {{ hits = {hits}, of = 4, source = "four towns" }}
mark = "invented"
"""


@cache
def past(path: Path) -> Loaded:
    return load(path)


def with_courses(*courses: tuple[str, str, bool, int]) -> Loaded:
    """Return the tiny scenario with a record: key, what answers it, whether it happened, how often before."""
    told = "".join(
        COURSE.format(key=key, what=what, happened=str(happened).lower(), hits=hits)
        for key, what, happened, hits in courses
    )
    return loads((TINY.read_text(encoding="utf-8") + RECORD + told).encode())


def course_of(what: str) -> Course:
    history = with_courses(("it", what, True, 0)).scenario.history
    assert history
    return history.course[0]


def played(games: int) -> tuple[Played, Table]:
    """Return games of the tiny scenario in which nothing happened, and their rows to be filled in."""
    loaded = loads(TINY.read_bytes())
    book = loaded.book
    out = np.zeros((games, r.record_size(book)), np.int64)
    for row in out:
        r.clear_record(book, row)
    out[:, s.FIRST_TEXT_HOUR] = -1
    at = Columns(book)
    return Played(book, names_of(loaded.scenario), looks_of(loaded.scenario, book), at, out), out


def measured(games: Played, key: str, column: int) -> int:
    return games.at.measure(games.names.measures.index(key), column)


def test_scores_by_hand() -> None:
    """Two courses: the model said 80 % and it happened, 30 % and it did not; the references as they are."""
    said = {"model": 0.8, "base_rate": 0.25, "coin": 0.5}
    also = {"model": 0.3, "base_rate": 0.1, "coin": 0.5}
    both = [
        hindcast.Forecast("a", "?", True, "", said),
        hindcast.Forecast("b", "?", False, "", also),
    ]
    assert hindcast.scores(both, "model") == pytest.approx(
        {"log_score": (log(0.8) + log(0.7)) / 2, "brier": (0.04 + 0.09) / 2}
    )
    assert hindcast.scores(both, "base_rate") == pytest.approx(
        {"log_score": (log(0.25) + log(0.9)) / 2, "brier": (0.5625 + 0.01) / 2}
    )
    assert hindcast.scores(both, "coin") == pytest.approx({"log_score": -log(2), "brier": 0.25})


def test_a_whole_case_by_hand() -> None:
    """Ten games: 6 took only the first course, 3 both, 1 neither. Laplace: 10/12 and 4/12; history took the first."""
    loaded = with_courses(("one", 'quantity = "article_4"', True, 1), ("two", 'quantity = "kinetic"', False, 0))
    assert loaded.scenario.history
    case = hindcast.judged(loaded, loaded.scenario.history, Counter({0b01: 6, 0b11: 3, 0b00: 1}))
    assert [each.given["model"] for each in case.forecasts] == pytest.approx([10 / 12, 4 / 12])
    assert [each.given["base_rate"] for each in case.forecasts] == pytest.approx([2 / 6, 1 / 6])
    assert case.likeliest == {"one": True, "two": False}
    assert (case.is_right, case.likeliest_share, case.truth_share, case.games) == (True, 0.6, 0.6, 10)
    assert [each.is_right for each in case.forecasts] == [True, True]
    told = hindcast.summary([case])
    assert told["model"] == {
        "log_score": round((log(10 / 12) + log(8 / 12)) / 2, 4),
        "brier": round(((2 / 12) ** 2 + (4 / 12) ** 2) / 2, 4),
    }
    assert (told["cases_right"], told["courses_right"], told["courses"]) == (1, 2, 2)


def test_the_most_probable_combination_is_not_the_most_probable_of_each() -> None:
    """40 % the first alone, 35 % the second alone, 25 % both: each is more probable than not, yet both together is rare."""
    loaded = with_courses(("one", 'quantity = "article_4"', True, 1), ("two", 'quantity = "kinetic"', True, 0))
    assert loaded.scenario.history
    case = hindcast.judged(loaded, loaded.scenario.history, Counter({0b01: 40, 0b10: 35, 0b11: 25}))
    assert [each.is_right for each in case.forecasts] == [True, True]
    assert (case.is_right, case.truth_share) == (False, 0.25)
    tied = hindcast.judged(loaded, loaded.scenario.history, Counter({0b10: 5, 0b01: 5}))
    assert tied.likeliest == {"one": True, "two": False}, "of equals the first in counting order"


def test_no_log_score_is_infinite() -> None:
    assert hindcast.smoothed(0, 20_000) > 0
    assert hindcast.smoothed(20_000, 20_000) < 1
    assert hindcast.smoothed(0, 0) == 0.5


HOUR_ARTICLE_4 = s.CLOCK_COLUMNS + r.ARTICLE_4_HOUR


def test_article_4_and_words() -> None:
    games, out = played(4)
    out[:, HOUR_ARTICLE_4] = [-1, 0, 30, 31]
    out[:, s.VERB_BEST] = [0, 3, 4, 5]
    out[:, s.FIRST_TEXT_HOUR] = [-1, 8, 30, 99]
    assert answer(course_of('quantity = "article_4"'), games).tolist() == [False, True, True, True]
    assert answer(course_of('quantity = "article_4"\nwithin = 30'), games).tolist() == [False, True, True, False]
    strong = course_of('quantity = "verb"\nverb = "holds_responsible"')
    assert answer(strong, games).tolist() == [False, False, True, True]
    assert answer(course_of('quantity = "text"\nwithin = 30'), games).tolist() == [False, True, True, False]


def test_measures_by_key_by_tag_by_level_and_in_time() -> None:
    games, out = played(3)
    for key, hours, levels in (("patrol", [-1, 10, 50], [0, 1, 2]), ("close", [5, -1, -1], [1, 0, 0])):
        out[:, measured(games, key, r.FIRST_HOUR)] = hours
        out[:, measured(games, key, r.LEVEL_AT_END)] = levels
    patrol = 'quantity = "measure"\nmeasures = ["patrol"]'
    assert answer(course_of(patrol), games).tolist() == [False, True, True]
    assert answer(course_of(patrol + "\nlevel = 2"), games).tolist() == [False, False, True]
    assert answer(course_of(patrol + "\nwithin = 10"), games).tolist() == [False, True, False]
    # The main tag of `patrol` is air; `close`, `line` and `fund` are talk.
    assert answer(course_of('quantity = "measure"\ntag = "talk"'), games).tolist() == [True, False, False]


def test_acts_are_counted_by_allies() -> None:
    games, out = played(3)
    out[:, measured(games, "close", r.ACTS_OF)] = [0, 1, 2]
    acts = 'quantity = "acts"\nmeasures = ["close"]'
    assert answer(course_of(acts), games).tolist() == [False, True, True]
    assert answer(course_of(acts + "\nleast = 2"), games).tolist() == [False, False, True]


def test_new_military_is_more_than_advice_and_dated_by_its_round() -> None:
    """`patrol` is the council's and needs sensors; its rounds begin at hours 2 and 24."""
    games, out = played(3)
    out[:, measured(games, "patrol", r.FIRST_HOUR)] = 3  # advice, the first day
    out[:, measured(games, "patrol", r.DECIDED_ROUND)] = [0, 1, 2]
    assert answer(course_of('quantity = "new_military"'), games).tolist() == [False, True, True]
    assert answer(course_of('quantity = "new_military"\nwithin = 23'), games).tolist() == [False, True, False]


def test_a_threshold_is_crossed_by_more_than_advice() -> None:
    games, out = played(3)
    out[:, measured(games, "patrol", r.FIRST_HOUR)] = [-1, 3, 3]
    out[:, measured(games, "patrol", r.LEVEL_AT_END)] = [0, 1, 2]
    assert answer(course_of('quantity = "kinetic"'), games).tolist() == [False, False, True]


def test_channels_hits_and_no_armed_attack() -> None:
    games, out = played(2)
    out[:, measured(games, "line", r.FIRST_HOUR)] = [-1, 3]
    out[:, s.HITS] = [1, 2]
    assert answer(course_of('quantity = "channel"'), games).tolist() == [False, True]
    assert answer(course_of('quantity = "hit"'), games).tolist() == [False, True], "the first hit is the incident"
    assert answer(course_of('quantity = "article_5"'), games).tolist() == [False, False], "no measure here is that"


@pytest.fixture(scope="module")
def przewodow() -> Loaded:
    return past(HISTORY / "przewodow_2022.toml")


def played_case(loaded: Loaded, jobs: int = 1, chunk: int = 0) -> hindcast.Case:
    case, stopped = hindcast.play(loaded, 6, "x", jobs, Plain(), lambda _: None, chunk)
    assert not stopped
    return case


def test_a_case_is_played_and_any_split_gives_the_same(przewodow: Loaded) -> None:
    case = played_case(przewodow)
    assert (case.games, case.allies, len(case.forecasts)) == (6, 30, 7)
    assert played_case(przewodow, jobs=2, chunk=4) == case
    assert {round(each.given["model"] * 8) for each in case.forecasts} <= set(range(1, 8)), (
        "of six games, after Laplace"
    )


def test_what_happened_changes_no_game(przewodow: Loaded) -> None:
    """The model's probabilities are the same when history is told the other way round; only its score is another."""
    history = przewodow.scenario.history
    assert history
    turned = [each.model_copy(update={"happened": not each.happened}) for each in history.course]
    other = przewodow.scenario.model_copy(update={"history": history.model_copy(update={"course": turned})})
    one = played_case(przewodow)
    two = played_case(replace(przewodow, scenario=other))
    assert [each.given for each in one.forecasts] == [each.given for each in two.forecasts]
    assert one.likeliest == two.likeliest
    assert hindcast.scores(one.forecasts, "model") != hindcast.scores(two.forecasts, "model")


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hindcast, "Engine", Plain)
    monkeypatch.setattr(hindcast, "PATIENCE", 0.0)


@pytest.mark.usefixtures("plainly")
def test_the_command_tells_people_and_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = HISTORY / "poland_2025.toml", tmp_path / "scores.json"
    assert hindcast.run([path], 3, "x", 1, out, as_json=False) == 0
    lines = capsys.readouterr().out
    assert "Are consultations under Article 4 asked for within two weeks?" in lines
    assert "Means over one case and 7 courses" in lines
    assert hindcast.run([path], 3, "x", 1, None, as_json=True) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told == json.loads(out.read_text(encoding="utf-8"))
    for who in ("model", "base_rate", "coin"):
        assert told[who].keys() == {"log_score", "brier"}
        assert told["cases"][0][who] == told[who], "one case: its means are the means"
    assert told["coin"] == {"log_score": -0.6931, "brier": 0.25}
    (case,) = told["cases"]
    assert (case["key"], case["games"], case["allies"]) == ("poland_2025", 3, 32)
    assert {each["key"]: each["happened"] for each in case["courses"]}["article_4"] is True


@pytest.mark.usefixtures("plainly")
def test_what_has_no_history_or_faults_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hindcast.run([HISTORY / "poland_2025.toml", TINY], 3, "x", 1, None, as_json=True) == 1
    assert "No history stands in" in (said := capsys.readouterr().err)
    assert "tiny.toml" in said
    assert "poland" not in said
    bad = tmp_path / "bad.toml"
    bad.write_text("a = \n", encoding="utf-8")
    assert hindcast.run([bad], 3, "x", 1, None, as_json=True) == 1
    assert "bad.toml:1:5: not TOML" in capsys.readouterr().err


@pytest.mark.usefixtures("plainly")
def test_stopping_tells_what_was_done(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    real = hindcast.combinations
    seen: list[int] = []

    def stop(*args: Any) -> Counter[int]:
        seen.append(1)
        if len(seen) > 5:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(hindcast, "combinations", stop)
    paths = [HISTORY / "poland_2025.toml", HISTORY / "danube_2023.toml"]
    assert hindcast.run(paths, 4, "x", 1, None, as_json=True) == 130
    told = capsys.readouterr()
    assert "Stopped after 5 of 8 games" in told.err
    assert [(case["key"], case["games"]) for case in json.loads(told.out)["cases"]] == [
        ("poland_2025", 4),
        ("danube_2023", 1),
    ]


def test_the_shipped_cases_are_the_six() -> None:
    assert [path.stem for path in hindcast.shipped()] == [
        "danube_2023",
        "denmark_2025",
        "poland_2025",
        "przewodow_2022",
        "salisbury_2018",
        "su24_2015",
    ]


@pytest.mark.parametrize("path", hindcast.shipped(), ids=lambda path: path.stem)
def test_a_record_answers_what_every_past_crisis_asks(path: Path) -> None:
    """Article 4, new military activity, blame, expulsions, sanctions in week one, Article 5, force: asked of each alike."""
    history = past(path).scenario.history
    assert history
    first = past(hindcast.shipped()[0]).scenario.history
    assert first
    same = {"key", "asks", "quantity", "measures", "tag", "verb", "level", "least"}
    assert [each.model_dump(include=same) for each in history.course[:7]] == [
        each.model_dump(include=same) for each in first.course[:7]
    ]
    for course in history.course:
        assert course.mark != "invented", "what happened is reported by somebody"
        assert "without this one" in course.base.source


@pytest.mark.parametrize(
    "games", [pytest.param(20_000, marks=pytest.mark.soak(size="games", a_minute=24_000, least=2_000))]
)
def test_the_model_is_better_than_a_coin_over_all_past_crises(engine: Engine, games: int) -> None:
    cases = [hindcast.play(past(path), games, "1", 2, engine, lambda _: None)[0] for path in hindcast.shipped()]
    told = hindcast.summary(cases)
    assert [case.games for case in cases] == [games] * 6
    assert told["model"]["log_score"] > told["coin"]["log_score"]
    assert told["model"]["brier"] < told["coin"]["brier"]
    assert told["courses_right"] * 4 >= told["courses"] * 3
