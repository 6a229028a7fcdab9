"""`bench --equal`: every way to play a seed gives the same bytes, and a difference is told."""

from __future__ import annotations

from pathlib import Path

from game.allies.compiled import Engine
from game.lab import bench, equal
from game.scenario.data import data_root


def test_every_way_gives_the_same_bytes(engine: Engine) -> None:
    first: Path = min((data_root() / "scenarios").glob("*.toml"))
    found = equal.compare(first, 1, engine)
    assert found.are_equal, equal.as_text(found)
    assert not found.missing
    assert len(found.by_seed) == 4
    assert len(found.by_split) == len(equal.THREADS) * len(equal.CHUNKS)


def test_a_difference_is_told() -> None:
    seeds = equal.Compared({"plain": ["a", "b"], "compiled": ["a", "c"]}, {"1": "x"}, ["table"])
    splits = equal.Compared({"plain": ["a"], "compiled": ["a"]}, {"1": "x", "2": "y"}, [])
    assert not seeds.are_equal
    assert not splits.are_equal
    assert "DIFFERS" in equal.as_text(seeds)
    assert "not here: table" in equal.as_text(seeds)


def test_figures_become_lines() -> None:
    assert bench.lines({"peak_mb": 3, "plain": {"staff": {"games_a_second": 2.5}}}) == [
        "peak mb          3",
        "plain",
        "  staff          games a second 2.5",
    ]
