"""Playtests: the same figures for any split of the work, in a memory that does not grow, and files that name everything."""

from __future__ import annotations

import csv
import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from game.allies import record as r
from game.allies.compiled import Engine
from game.lab import playtest
from game.lab.columns import clock_names, column_names
from game.lab.figures import figures, quantile, wilson
from game.lab.par import par
from game.lab.tally import Tally
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.scores import seat_score
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario.load import Loaded
from tests.plain import Plain

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
SEED = seed_key("lab")
GAMES = 12


def tally_of(loaded: Loaded, jobs: int = 1, chunk: int = 0, games: int = GAMES) -> Tally:
    looks = playtest.looks_of(loaded.scenario, loaded.book)
    return playtest.play(loaded.book, looks, games, SEED, jobs, Plain(), chunk=chunk)


@pytest.fixture(scope="session")
def whole(first: Loaded) -> Tally:
    return tally_of(first)


@pytest.mark.parametrize(("jobs", "chunk"), [(2, 0), (1, 5), (2, 7), (1, 1)])
def test_threads_and_chunks_change_nothing(first: Loaded, whole: Tally, jobs: int, chunk: int) -> None:
    other = tally_of(first, jobs, chunk)
    assert figures(other, first.scenario) == figures(whole, first.scenario)


def test_counts_add_up(first: Loaded, whole: Tally) -> None:
    assert whole.games == GAMES
    assert whole.endings.sum() == whole.types.sum() == whole.causes.sum() == GAMES
    assert (whole.scores.sum(axis=1) == GAMES).all()
    assert (whole.goals.sum(axis=1) == GAMES).all()
    assert (whole.tracks[0].sum(axis=1) == GAMES).all()
    at, book = whole.columns, first.book
    answers = [
        sum(int(whole.sums[at.ally(a, column)]) for column in range(r.SAID_SILENT, r.SAID_TIME))
        for a in range(book.ally.shape[0])
    ]
    assert len({*answers}) == 1, "every ally answers every text"


def test_a_row_is_the_game(first: Loaded) -> None:
    book = first.book
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    out = np.zeros(r.record_size(book), np.int64)
    start(book, state, scratch, *SEED, 3)
    r.play_recorded(book, state, choice, scratch, *SEED, 3, out, -1, choice[0])
    names = column_names(first.scenario, book)
    row = dict(zip(names, out.tolist(), strict=True))
    clock = dict(zip(clock_names(), state.public.clock.tolist(), strict=True))
    assert {name: row[name] for name in clock} == clock
    assert row["ally.TR.score"] == seat_score(book, state, scratch.stack, list(first.scenario.ally).index("TR"))
    drafts = state.public.draft
    assert sum(row[f"round.{key}.put"] for key in ("say", "send", "sign")) == np.count_nonzero(drafts[:, s.STATUS])
    last = next(key for key in ("sign", "send", "say") if row[f"round.{key}.played"])
    assert row[f"round.{last}.escalation"] == state.public.track[0, s.NOW]
    held = sum(row[f"round.{key}.held_texts"] for key in ("say", "send", "sign"))
    assert held == clock["texts"]


def test_stopping_tells_what_was_done(first: Loaded) -> None:
    looks = playtest.looks_of(first.scenario, first.book)
    seen: list[int] = []

    def stop(done: int) -> None:
        seen.append(done)
        if len(seen) == 3:
            raise KeyboardInterrupt

    tally = playtest.play(first.book, looks, 10, SEED, 1, Plain(), tick=stop, chunk=2)
    assert tally.games == 6
    assert figures(tally, first.scenario)


def test_a_rule_can_be_left_out(first: Loaded) -> None:
    book = playtest.without_rules(first, ["with_revisions"])
    looks = playtest.looks_of(first.scenario, book)
    tally = playtest.play(book, looks, 6, SEED, 1, Plain())
    assert tally.sums[s.REVISED] == 0
    assert playtest.switched_off(["revisions", "with_article_4", "second-call"]) == [
        "with_revisions",
        "with_article_4",
        "with_second_call",
    ]


def test_files_and_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, first: Loaded
) -> None:
    monkeypatch.setattr(playtest, "Engine", Plain)
    rows, figures_file = tmp_path / "games.csv", tmp_path / "figures.json"
    assert playtest.run(FIRST, 3, "lab", 1, figures_file, rows, [], as_json=False) == 0
    out = capsys.readouterr().out
    for said in ("Endings", "Of 1,000 games", "first text adopted within 96 hours", "Scores of the seats"):
        assert said in out
    with rows.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == ["game", *column_names(first.scenario, first.book)]
    assert [line[0] for line in table[1:]] == ["0", "1", "2"]
    found = json.loads(figures_file.read_text("utf-8"))
    assert found["games"] == 3
    assert {"ending", "frequency", "census", "track", "ally", "measure", "type", "inject", "score"} <= {
        row["group"] for row in found["rows"]
    }


def test_an_unknown_rule_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert playtest.run(FIRST, 1, "lab", 1, None, None, ["wordin"], as_json=True) == 1
    said = capsys.readouterr().err
    assert "Did you mean wording?" in said
    assert "standing_alone" in said


def test_wilson_is_wilson() -> None:
    # Newcombe (1998), table I, method 3: 81 of 263, 15 of 148, 0 of 20.
    assert wilson(81, 263) == pytest.approx((25.53, 36.62), abs=0.01)
    assert wilson(15, 148) == pytest.approx((6.24, 16.05), abs=0.01)
    assert wilson(0, 20) == pytest.approx((0.0, 16.11), abs=0.01)
    assert wilson(0, 0) == (0.0, 100.0)


def test_quantiles_are_values_that_were_seen() -> None:
    histogram = np.zeros(11, np.int64)
    histogram[[2, 5, 9]] = 1, 2, 1
    assert [quantile(histogram, each) for each in (5, 25, 50, 75, 95)] == [2, 2, 5, 5, 9]
    assert quantile(np.zeros(4, np.int64), 50) == 0


def test_par_is_the_median_of_the_same_world(first: Loaded) -> None:
    found = par(Plain(), first.book, SEED, 0, 5)
    assert len(found) == len(first.scenario.ally)
    assert all(0 <= score <= 100 for score in found)
    assert found == par(Plain(), first.book, SEED, 0, 5, jobs=2)


@pytest.mark.parametrize(
    "most", [pytest.param(20_000, marks=pytest.mark.soak(size="most", a_minute=500_000, least=10_000))]
)
def test_memory_does_not_grow_with_the_games(engine: Engine, first: Loaded, most: int) -> None:
    looks, peaks = playtest.looks_of(first.scenario, first.book), []
    for games in (most // 10, most):
        tracemalloc.start()
        playtest.play(first.book, looks, games, SEED, 2, engine)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2
