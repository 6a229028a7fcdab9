"""News in the facilitator's hand: held, released, dropped while held; and a journal of it plays again to the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.journal import new_game, replay, resume
from game.table.position import digest_of
from game.table.table import Table
from tests.table.conftest import move

SEATS = {"EE": "person", "DE": "person"}
SEEDS = tuple(f"news {n}" for n in range(8))
ALL = 20


def table_of(first: Loaded, seed: str) -> Table:
    return Table.new(first, seed, SEATS)


def done(table: Table, *decisions: d.Decision) -> None:
    for decision in decisions:
        assert not isinstance(table.apply(decision), Refused), decision


def fired(table: Table) -> dict[str, int]:
    """Return the news that has broken, with the round."""
    injects = table.facilitator_view().injects
    return {key: int(state.split("_")[1]) for key, state in injects.items() if state.startswith("fired")}


def play_to(table: Table, round_number: int) -> None:
    """Play as the model would up to a round, or to the end."""
    while not table.is_over and table.position.state.public.clock[s.ROUND] + 1 < round_number:
        move(table, table.awaited()[0])


def waiting(table: Table) -> list[str]:
    return [key for key, state in table.facilitator_view().injects.items() if not state.startswith("fired")]


@pytest.mark.parametrize("seed", SEEDS)
def test_news_that_is_held_does_not_come_and_all_other_news_does_as_before(first: Loaded, seed: str) -> None:
    usual = table_of(first, seed)
    play_to(usual, 2)
    second = [key for key, now in fired(usual).items() if now == 2]
    assert second
    for key in second:
        table = table_of(first, seed)
        done(table, d.HoldInject(key))
        assert table.facilitator_view().injects[key] == "on_hold"
        play_to(table, 2)
        assert fired(table) == {other: now for other, now in fired(usual).items() if other != key}
        play_to(table, ALL)
        assert key not in fired(table)


def test_news_that_is_released_comes_in_its_time(first: Loaded) -> None:
    came = set[str]()
    for seed in SEEDS:
        table = table_of(first, seed)
        held = waiting(table)
        done(table, *(d.HoldInject(key) for key in held))
        play_to(table, 2)
        assert not [key for key, now in fired(table).items() if now == 2]
        done(table, *(d.ReleaseInject(key) for key in held))
        assert "on_hold" not in table.facilitator_view().injects.values()
        play_to(table, 3)
        came |= {key for key, now in fired(table).items() if now == 3}
    assert len(came) > 2


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_a_hold_that_is_released_at_once_leaves_no_trace(first: Loaded, seed: str) -> None:
    usual, other = table_of(first, seed), table_of(first, seed)
    for key in first.scenario.inject:
        if key not in fired(other):
            done(other, d.HoldInject(key), d.HoldInject(key), d.ReleaseInject(key), d.ReleaseInject(key))
    for table in (usual, other):
        play_to(table, ALL)
    assert digest_of(usual.position.state) == digest_of(other.position.state)
    assert usual.position.record == other.position.record


def test_news_that_other_news_arms_while_it_is_held_waits_for_its_release(first: Loaded) -> None:
    (arming, armed) = next((key, each.arms) for key, each in first.scenario.inject.items() if each.arms)
    assert armed
    column = s.TRUTH_INJECT + list(first.scenario.inject).index(armed)
    table = next(each for seed in SEEDS if arming not in fired(each := table_of(first, seed)))
    done(table, d.HoldInject(armed), d.DropInject(arming))
    assert table.position.state.truth[column] == s.UNARMED
    done(table, d.ReleaseInject(armed))
    assert table.position.state.truth[column] == s.ARMED


def test_held_news_that_other_news_calls_off_does_not_come_back(first: Loaded) -> None:
    (calling, off) = next((key, each.cancels) for key, each in first.scenario.inject.items() if each.cancels)
    assert off
    column = s.TRUTH_INJECT + list(first.scenario.inject).index(off)
    table = next(each for seed in SEEDS if not {calling, off} & fired(each := table_of(first, seed)).keys())
    done(table, d.HoldInject(off), d.DropInject(calling), d.ReleaseInject(off))
    assert table.position.state.truth[column] == s.NOT_HELD


def test_held_news_can_be_dropped_and_what_broke_can_not_be_held(first: Loaded) -> None:
    table = table_of(first, "news 1")
    key = waiting(table)[0]
    done(table, d.HoldInject(key), d.DropInject(key))
    assert fired(table)[key] == 1
    for decision in (d.HoldInject(key), d.ReleaseInject(key), d.DropInject(key)):
        refused = table.apply(decision)
        assert isinstance(refused, Refused)
        assert refused.code == "fired"


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_a_journal_of_held_and_dropped_news_plays_again_to_the_same_states(
    first: Loaded, tmp_path: Path, seed: str
) -> None:
    path = tmp_path / "news.game"
    table = new_game(path, first, seed, SEATS)
    held = waiting(table)
    done(table, *(d.HoldInject(key) for key in held[:4]), d.DropInject(held[0]))
    back_to = len(table.lines)
    play_to(table, 2)
    digest = digest_of(table.position.state)
    table.close()
    table = resume(path)
    assert digest_of(table.position.state) == digest
    assert set(table.position.held) == set(held[1:4])
    done(table, d.ReleaseInject(held[1]), d.Undo(back_to))
    assert set(table.position.held) == set(held[1:4])
    play_to(table, ALL)
    digest = digest_of(table.position.state)
    table.close()
    again = replay(path, verify=True, think=True)
    assert (again.differs, again.why) == (0, "")
    assert digest_of(again.position.state) == digest
