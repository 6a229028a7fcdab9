"""What a class adds to a journal that decides nothing: kept in the chain, heard again, and without a trace in any state."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.journal import JournalError, _rechained, fork, new_game, replay, resume
from game.table.lines import REMARK, SETTLED
from game.table.remarks import Bulletin, Channel, Letter, Note, Remark, Worded, read_remark, remark_text, remarks_of
from game.table.store import Store
from game.table.table import Table
from tests.table.conftest import move

SEATS = {"EE": "person", "DE": "person"}
REMARKS: tuple[Remark, ...] = (
    Channel(is_open=True),
    Letter("DE", "Ar fi bine să vorbim. « Oui » {braces}"),
    Note("text", "0", "Here it turned."),
    Worded("blackout", "Other words"),
    Bulletin("Words alone."),
)


def played(table: Table, remarks: tuple[Remark, ...]) -> None:
    """Play a game to its end as the model would, with remarks made in its course."""
    waiting = list(remarks)
    while not table.is_over:
        if waiting:
            assert not isinstance(table.remark("EE", waiting.pop(0), f"client-{len(waiting)}"), Refused)
        move(table, table.awaited()[0])


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_reads_back_as_it_was_made(remark: Remark) -> None:
    assert read_remark(remark_text(remark)) == remark


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kind":"letter"}', '{"kind":"shout","says":"x"}', "EE done"])
def test_what_is_no_remark_is_read_as_none(text: str) -> None:
    assert read_remark(text) is None


def test_a_game_comes_out_the_same_with_and_without_remarks(first: Loaded, tmp_path: Path) -> None:
    tables = [new_game(tmp_path / f"{name}.game", first, "remarks", SEATS) for name in ("without", "with")]
    for table, remarks in zip(tables, ((), REMARKS), strict=True):
        played(table, remarks)
        table.close()
    without, with_them = (
        [(line.kind, line.seat, line.text, line.digest) for line in table.lines if line.kind != REMARK]
        for table in tables
    )
    assert without == with_them
    again = replay(tmp_path / "with.game", verify=True)
    assert (again.differs, again.why) == (0, "")
    assert [each.remark for each in remarks_of(again.lines)] == list(REMARKS)
    told = [event for event in again.position.record if event.kind == "bulletin"]
    assert [event.data for event in told] == [{"says": "Words alone."}]
    assert again.position.record == tables[1].position.record


def test_a_remark_is_kept_once_and_found_again(first: Loaded, tmp_path: Path) -> None:
    table = new_game(tmp_path / "kept.game", first, "remarks", SEATS)
    for _ in range(2):
        assert not isinstance(table.remark("EE", Letter("DE", "Once."), "one-client"), Refused)
    table.close()
    table = resume(tmp_path / "kept.game")
    assert not isinstance(table.remark("EE", Letter("DE", "Once."), "one-client"), Refused)
    found = list(remarks_of(table.lines))
    assert [(each.seat, each.client, each.round, each.remark) for each in found] == [
        ("EE", "one-client", 1, Letter("DE", "Once."))
    ]
    table.close()


def test_an_undo_takes_back_no_remark_and_its_round_is_told_right(first: Loaded) -> None:
    table = Table.new(first, "remarks", SEATS)
    open_to = len(table.lines)
    assert not isinstance(table.apply(d.Meanwhile(1)), Refused)
    table.remark("EE", Letter("DE", "In the second round."))
    table.remark("FACILITATOR", Bulletin("Told in the second round."))
    assert [event.kind for event in table.events()][-1] == "bulletin"
    assert not isinstance(table.apply(d.Undo(open_to)), Refused)
    table.remark("EE", Letter("DE", "In the first again."))
    assert [each.round for each in remarks_of(table.lines)] == [2, 2, 1]
    assert "bulletin" not in [event.kind for event in table.events()]  # the story went back


def test_a_fork_keeps_what_was_said_before_it_and_a_line_of_nonsense_is_no_journal(
    first: Loaded, tmp_path: Path
) -> None:
    path = tmp_path / "told.game"
    table = new_game(path, first, "remarks", SEATS)
    table.remark("EE", Letter("DE", "Before."))
    at = len(table.lines)
    played(table, (Letter("DE", "After."),))
    table.close()
    child = fork(path, at, tmp_path / "child.game")
    assert [each.remark for each in remarks_of(child.lines)] == [Letter("DE", "Before.")]
    assert any(line.kind == SETTLED for line in child.lines)
    child.close()
    torn = table.lines[at - 1]
    lines = _rechained(table.header, [*table.lines[: at - 1], replace(torn, text="nonsense")])
    store = Store(tmp_path / "torn.game")
    store.begin(table.header)
    assert store.append(lines) is None
    store.close()
    with pytest.raises(JournalError, match="remark"):
        replay(tmp_path / "torn.game")
