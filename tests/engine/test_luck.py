"""Luck: its address, its tables, its odds."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import luck
from game.scenario.book import Table
from tests.engine.make_tables import tables

WORD = st.integers(0, 2**63 - 1)
SMALL = st.integers(0, 2**31 - 1)
TABLES = "752d202dc552944f7e95d704277b1d272ffe1d7cd0566f817d82e8f3246767cf"


def by_numpy(seed: tuple[int, int], game: int, rnd: int, purpose: int, length: int) -> Table:
    """Return the draws of an address as NumPy's own generator gives them."""
    key = np.array(seed, np.uint64)
    bits = np.random.Philox(key=key, counter=np.array([0, purpose, rnd, game], np.uint64))
    return bits.random_raw(length // 2).astype("<u8").view("<u4").astype(np.int64)


def by_paper(seed: tuple[int, int], game: int, rnd: int, purpose: int) -> list[int]:
    """Return the first block of an address as the paper writes Philox4x64-10."""
    mask = 2**64 - 1
    c, (k0, k1) = [1, purpose, rnd, game], seed
    for _ in range(10):
        a, b = 0xD2E7470EE14C6C93 * c[0], 0xCA5A826395121157 * c[2]
        c = [b >> 64 ^ c[1] ^ k0, b & mask, a >> 64 ^ c[3] ^ k1, a & mask]
        k0, k1 = k0 + 0x9E3779B97F4A7C15 & mask, k1 + 0xBB67AE8584CAA73B & mask
    return [half for word in c for half in (word & 0xFFFFFFFF, word >> 32)]


def drawn(seed: tuple[int, int], game: int, rnd: int, purpose: int, length: int) -> Table:
    """Return the draws of an address as the game gets them."""
    out = np.zeros(length, np.int64)
    luck.fill(*seed, game, rnd, purpose, out)
    return out


@given(st.tuples(WORD, WORD), SMALL, SMALL, SMALL, st.integers(1, 9))
def test_draws_are_numpys_and_the_papers(seed: tuple[int, int], game: int, rnd: int, purpose: int, blocks: int) -> None:
    ours = drawn(seed, game, rnd, purpose, blocks * 8)
    assert (ours == by_numpy(seed, game, rnd, purpose, blocks * 8)).all()
    assert ours[:8].tolist() == by_paper(seed, game, rnd, purpose)


def test_threads_do_not_share_a_generator() -> None:
    wrong: list[int] = []

    def work(game: int) -> None:
        want = by_numpy((1, 2), game, 3, 4, 64)
        wrong.extend(game for _ in range(300) if not (drawn((1, 2), game, 3, 4, 64) == want).all())

    threads = [Thread(target=work, args=(game,)) for game in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_any_text_is_a_seed() -> None:
    keys = {luck.seed_key(text) for text in ("", "1", "Galați", "a" * 10_000)}
    assert len(keys) == 4
    assert all(0 <= half < 2**63 for key in keys for half in key)
    assert luck.seed_key("1") == (7_060_576_587_572_479_595, 6_286_843_657_412_701_085)


def test_purposes_are_append_only() -> None:
    names = [name for name in vars(luck) if name.isupper() and isinstance(vars(luck)[name], int)]
    purposes = [name for name in names if not name.startswith("_") and name not in ("BLOCK", "FLOOR")]
    assert [vars(luck)[name] for name in purposes] == list(range(len(purposes)))
    first = (
        "WORLD MOODS DECK PAPER HANDS APPROACHES INJECTS ANSWERS ADVERSARY ACCIDENTS EVIDENCE LEAKS UPTAKE CONTINGENCY"
    )
    assert purposes[:14] == first.split()


def test_tables_are_the_shipped_ones() -> None:
    assert sha256((Path(luck.__file__).parent / "luck_tables.txt").read_bytes()).hexdigest() == TABLES


def test_tables_can_be_made_again() -> None:
    for name, ours in (("gumbel", luck.GUMBEL), ("exp", luck.EXP), ("log", luck.LOG)):
        again = np.array(tables()[name])
        assert ours.dtype == {"gumbel": np.int16, "exp": np.int32, "log": np.int64}[name]
        assert abs(ours - again).max() <= 1


@pytest.mark.parametrize("odds", [[0, 0, 0], [0, 700, -700], [3000, 0, 1000]])
def test_choices_keep_their_odds(odds: list[int]) -> None:
    games, n = 4000, len(odds)
    draws = drawn((5, 6), 1, 2, luck.ADVERSARY, games * 8).reshape(games, 8)
    utility = np.array(odds, np.int64)
    taken = np.bincount([luck.choose(utility, row, n) for row in draws], minlength=n) / games
    want = np.exp(utility / 1000) / np.exp(utility / 1000).sum()
    assert abs(taken - want).max() < 0.03


def test_ties_go_to_the_first() -> None:
    assert luck.choose(np.zeros(3, np.int64), np.zeros(3, np.int64), 3) == 0


@given(st.integers(0, 2**32 - 1), st.integers(1, 2**31 - 1), st.integers(0, 1000))
def test_draws_become_numbers(draw: int, n: int, per_mille: int) -> None:
    assert 0 <= luck.below(draw, n) < n
    assert luck.chance(draw, 0) == 0
    assert luck.chance(draw, 1000) == 1
    assert luck.chance(draw, per_mille) <= luck.chance(draw, min(per_mille + 1, 1000))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 1000), min_size=1, max_size=6).filter(any))
def test_weights_of_nought_are_never_picked(draw: int, weights: list[int]) -> None:
    assert weights[luck.pick(np.array(weights, np.int64), draw, len(weights))] > 0


@given(st.integers(-13_000, 0), st.integers(0, 1000), st.integers(-13_000, 13_000))
def test_exp_log_and_odds(x: int, per_mille: int, log_odds: int) -> None:
    assert abs(luck.exp_milli(x) - 1_000_000 * np.exp(x / 1000)) <= 8
    assert luck.log_milli(per_mille) == (round(1000 * np.log(per_mille / 1000)) if per_mille else luck.FLOOR)
    assert abs(luck.odds_milli(log_odds) - 1000 / (1 + np.exp(-log_odds / 1000))) <= 1
