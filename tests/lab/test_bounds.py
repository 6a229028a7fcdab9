"""Bounds that every scenario keeps: counts done by hand, held against `lively.toml`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from game.allies import record as r
from game.lab import bounds
from game.lab.bounds import Bounded, bounded
from game.lab.playtest import looks_of
from game.lab.tally import Columns, Tally
from game.lab.words import Words
from game.rules import numbers as n
from game.rules import state as s
from game.rules.texts import clause_at
from game.scenario.book import Table
from game.scenario.load import loads
from game.scenario.names import names_of

TINY = (Path(__file__).parents[1] / "fixtures" / "tiny.toml").read_text(encoding="utf-8")
RARE = TINY.replace("frequency = [10, 90]", "frequency = [0, 1]").replace(
    "standing = true, gate", "article_5 = true, gate"
)
GAMES = 1000


def counted(games: dict[str, int], named: int = 0, level: int = 1, hits: int = 0) -> dict[tuple[str, str], Bounded]:
    """Return the bounds after games in the first so many of which each measure was adopted."""
    loaded = loads(RARE.encode())
    at, names = Columns(loaded.book), names_of(loaded.scenario)
    out: Table = np.zeros((GAMES, r.record_size(loaded.book)), np.int64)
    out[:, s.ENDING] = 1
    out[:, s.HITS] = loaded.book.rule[n.HITS_AT_START] + hits
    for key, adopted in games.items():
        out[:adopted, at.measure(names.measures.index(key), r.LEVEL_AT_END)] = level
    out[:named, at.measure(names.measures.index("patrol"), r.NAMED)] = 1
    tally = Tally(loaded.book, looks_of(loaded.scenario, loaded.book))
    other = Tally(loaded.book, looks_of(loaded.scenario, loaded.book))
    tally.add(out[: GAMES // 2])
    other.add(out[GAMES // 2 :])
    tally.merge(other)
    return {(each.kind, each.item): each for each in bounded(tally, loaded.scenario)}


def test_a_measure_is_a_choice_between_never_and_always() -> None:
    found = counted({"close": 300, "line": 700, "fund": 5})
    assert found["measure", "close"].holds
    assert found["measure", "close"].is_sure
    assert not found["measure", "line"].holds
    assert not found["measure", "fund"].holds
    assert not found["measure", "fund"].is_sure, "5 of 1,000 may be 1 %"
    assert found["measure", "line"].value == 70


def test_a_rare_measure_is_tabled_and_hardly_ever_adopted() -> None:
    found = counted({"patrol": 20})
    assert not found["rare_tabled", "patrol"].holds
    assert not found["rare_measure", "patrol"].holds
    found = counted({"patrol": 2}, named=2)
    assert found["rare_tabled", "patrol"].holds
    assert found["rare_measure", "patrol"].holds
    assert ("measure", "patrol") not in found


def test_article_5_in_full_needs_more_than_one_drone() -> None:
    assert counted({"patrol": 2}, level=1)["article_5", ""].holds, "on condition is not in full"
    assert not counted({"patrol": 2}, level=2)["article_5", ""].holds
    assert counted({"patrol": 2}, level=2, hits=1)["article_5", ""].holds


def test_other_seeds_are_other_games() -> None:
    """Over all pairs of seeds: how often the first adopted texts differ, and how many endings are met."""
    alike = counted({"close": 300})
    assert not alike["endings_met", ""].holds
    assert alike["endings_met", ""].value == 1
    loaded = loads(RARE.encode())
    out: Table = np.zeros((GAMES, r.record_size(loaded.book)), np.int64)
    out[:, s.CLOCK_COLUMNS + r.FIRST_TEXT] = [5] * (GAMES // 2) + [9] * (GAMES // 4) + [0] * (GAMES // 4)
    tally = Tally(loaded.book, looks_of(loaded.scenario, loaded.book))
    tally.add(out)
    found = {each.kind: each for each in bounded(tally, loaded.scenario)}
    # Of 500 and 250 games with a text, 500 x 250 pairs differ out of 750 x 749 / 2.
    assert found["texts_differ"].value == round(100 * 500 * 250 / (750 * 749 / 2), 2)
    assert not found["texts_differ"].holds


def test_a_text_is_told_by_its_verb_and_clauses_in_any_order() -> None:
    one = np.zeros(s.CLAUSE + s.CLAUSES * s.CLAUSE_COLUMNS, np.int64)
    one[s.VERB], one[s.COUNT] = 2, 2
    for clause, (measure, level) in enumerate(((3, 1), (7, 2))):
        one[clause_at(clause) + s.MEASURE], one[clause_at(clause) + s.CLAUSE_LEVEL] = measure, level
    other = one.copy()
    for column in (s.MEASURE, s.CLAUSE_LEVEL):
        first, second = clause_at(0) + column, clause_at(1) + column
        other[[first, second]] = one[[second, first]]
    assert r.sign_of(one) == r.sign_of(other) > 0
    for change in (s.VERB, clause_at(0) + s.CLAUSE_LEVEL, clause_at(1) + s.MEASURE):
        other = one.copy()
        other[change] += 1
        assert r.sign_of(other) != r.sign_of(one)


def test_endings_and_the_report() -> None:
    found = counted({"close": 300})
    assert not found["ending", "adrift"].holds, "every game ends so"
    lines = list(bounds.lines_of(list(found.values()), Words(Path(bounds.__file__).parent)))
    assert any("adrift" in line and "100.00 %  3 - 40" in line for line in lines)
    assert not any("close" in line for line in lines), "what holds is only counted"
    assert lines[-1].split()[0] == str(sum(each.holds for each in found.values()))
