"""A person at a terminal: from the first prompt to the end, by Enter, by number, by line; leaving and coming back."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.scenario.load import Loaded
from game.table import journal
from game.table.decisions import PERSON
from game.table.journal import new_game
from game.table.position import digest_of
from game.table.table import Table
from game.telling.words import words_in
from game.terminal import client, play, replay
from game.terminal.asking import Asker, Leave, numbers_in
from game.terminal.client import Client
from game.terminal.paper import Paper

from .conftest import FIRST, page

MAIN = FIRST.parents[1] / "main.py"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAR_GAMES", 1)


@pytest.mark.parametrize(("seat", "seed"), [("TR", "7"), ("EE", "8")])
def test_enter_plays_to_the_end(first: Loaded, seat: str, seed: str) -> None:
    sheet = page(first, seat, [""] * 200, seed=seed)
    assert sheet.client.play()
    assert sheet.table.is_over
    assert "How it ended" in sheet.text
    assert "Par, what the model makes of your seat" in sheet.text
    assert "Traceback" not in sheet.text
    assert ".." not in sheet.text, "a sentence ends once"


def test_enter_is_what_the_model_does(first: Loaded) -> None:
    sheet = page(first, "TR", [""] * 200)
    sheet.client.play()
    by_model = Table.new(first, "7", {})
    person, model = sheet.table.position.state.public.clock, by_model.position.state.public.clock
    assert person[s.ENDING] == model[s.ENDING]
    assert person[s.TEXTS] == model[s.TEXTS]


def test_a_number_takes_a_choice_of_the_list(first: Loaded) -> None:
    sheet = page(first, "EE", ["1"])
    sheet.client.play()
    decided = [line.text for line in sheet.table.lines if line.kind == "decision"]
    assert len(decided) == 1
    assert decided[0].startswith("EE act ")


def test_a_line_needs_no_seat(first: Loaded) -> None:
    sheet = page(first, "EE", ["done", "ask_floor 90", "promise PL support", "done"])
    sheet.client.play()
    texts = [line.text for line in sheet.table.lines if line.kind == "decision"]
    assert texts == ["EE done", "EE ask_floor 90", "EE promise PL support", "EE done"]


def test_whoever_asks_for_the_floor_hears_what_is_still_heard_after_a_text(first: Loaded) -> None:
    sheet = page(first, "EE", ["done"])
    sheet.client.play()
    floor = next(
        line.partition(".")[0].strip() for line in sheet.out.getvalue().splitlines() if "Ask for the floor" in line
    )
    sheet = page(first, "EE", ["done", floor, "80"])
    sheet.client.play()
    assert f"only {first.book.rule[n.FLOOR_SECOND]} or more is heard" in sheet.text
    assert [line.text for line in sheet.table.lines if line.kind == "decision"][-1] == "EE ask_floor 80"


def test_what_is_refused_is_a_sentence_and_changes_nothing(first: Loaded) -> None:
    sheet = page(first, "TR", ["silent", "PL done", "nonsense", "promise DE everything"])
    sheet.client.play()
    assert [line for line in sheet.table.lines if line.kind == "decision"] == []
    assert sheet.text.count("Not possible.") == 3
    assert "another seat" in sheet.text


def test_undo_goes_back_to_before_the_answer(first: Loaded) -> None:
    sheet = page(first, "TR", ["done", "promise DE silent_on", "undo", "undo"])
    before = digest_of(sheet.table.position.state)
    sheet.client.play()
    assert digest_of(sheet.table.position.state) == before
    assert sheet.text.count("Taken back.") == 2


def test_undo_at_the_start_has_nothing_to_do(first: Loaded) -> None:
    sheet = page(first, "TR", ["undo"])
    sheet.client.play()
    assert "nothing to take back" in sheet.text


def test_every_page_can_be_read(first: Loaded) -> None:
    sheet = page(first, "TR", ["help", "lines", "status", "paper", "brief", "cable", "why", "text", "save"])
    sheet.client.play()
    for said in (
        "Any decision can be written as one line",
        "options paper",
        "Red line:",
        "Cable from Ankara",
        "no text",
    ):
        assert said in sheet.text


def test_fast_lets_the_model_play_on_and_tells_every_round(first: Loaded) -> None:
    sheet = page(first, "TR", ["fast"])
    assert sheet.client.play()
    assert all(f"Round {number} of 3" in sheet.text for number in (1, 2, 3))


def to_answer(loaded: Loaded, seat: str, seed: str) -> Table:
    """Return a table at which a person's answer is awaited."""
    table = Table.new(loaded, seed, {seat: PERSON})
    while table.position.phase != s.ANSWER:
        line = table.read(f"{seat} done")
        assert not hasattr(table.apply(line), "code")  # type: ignore[arg-type]
    return table


def test_a_bracket_by_numbers_alone(first: Loaded) -> None:
    table = to_answer(first, "TR", "7")
    sheet = page(first, "TR", ["why", "3", "1", "0"], table=table)
    sheet.client.play()
    amended = [line.text for line in table.lines if line.kind == "decision" and line.text.startswith("TR amend")]
    assert len(amended) == 1
    assert amended[0].endswith("+0")
    assert "Why, from your capital's sums" in sheet.text


def test_the_input_may_end_anywhere_and_the_game_goes_on_later(first: Loaded, tmp_path: Path) -> None:
    file = tmp_path / "kept.game"
    table = new_game(file, first, "7", {"TR": PERSON})
    out = io.StringIO()
    assert not Client(table, "TR", Paper(out), Asker(["\n", "\n"]), words_in(), file).play()
    table.close()
    assert "resume" in out.getvalue()
    assert replay.run(file, verify=True, as_json=False) == 0
    done = subprocess.run(
        [sys.executable, str(MAIN), "resume", str(file)],
        input="\n" * 200,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert "How it ended" in done.stdout
    assert "Round 1 of 3" in done.stdout
    assert replay.run(file, verify=True, as_json=True) == 0
    assert replay.run(file, verify=False, as_json=False) == 0


def test_a_copy_can_be_kept(first: Loaded, tmp_path: Path) -> None:
    file, copy = tmp_path / "kept.game", tmp_path / "copy.game"
    table = new_game(file, first, "7", {"TR": PERSON})
    Client(
        table, "TR", Paper(io.StringIO()), Asker(["\n", f"save {copy}\n", f"save {copy}\n"]), words_in(), file
    ).play()
    table.close()
    assert replay.run(copy, verify=True, as_json=False) == 0


def test_a_game_that_plays_itself_is_kept_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.game"
    assert play.run(FIRST, None, "7", "staff", auto=True, save=file, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    again = journal.replay(file, verify=True)
    assert (again.differs, digest_of(again.position.state)) == (0, told["state"])
    assert play.run(FIRST, None, "7", "staff", auto=True, save=file, as_json=True) == 1
    assert "exists already" in capsys.readouterr().err


def test_the_seat_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO("XX\nde\nquit\n"))
    assert play.run(FIRST, None, "7", "staff", auto=False, save=tmp_path / "a.game", as_json=False) == 0
    out = capsys.readouterr().out
    assert "There is no seat XX" in out
    assert "You sit for Germany" in out
    assert play.run(FIRST, "XX", "7", "staff", auto=False, save=None, as_json=False) == 1


def test_the_first_question_waits_for_no_compiler(tmp_path: Path) -> None:
    code = (
        "import sys, io; from pathlib import Path; from game.terminal import play;"
        f"sys.stdin = io.StringIO(''); play.run(Path({str(FIRST)!r}), 'TR', '7', 'staff', False, Path('a.game'), False);"
        "print('numba' in sys.modules, 'llvmlite' in sys.modules)"
    )
    env_free = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(MAIN.parent)!r}); {code}"]
    done = subprocess.run(env_free, capture_output=True, text=True, check=True, cwd=tmp_path, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "False False"


def test_numbers_in_a_line() -> None:
    assert numbers_in("1, 3 3", 5) == [1, 3]
    assert numbers_in("6", 5) is None
    assert numbers_in("", 5) is None
    assert numbers_in("one", 5) is None


def test_a_script_that_ends_leaves() -> None:
    asker = Asker(["yes\n"])
    assert asker.ask("?") == "yes"
    with pytest.raises(Leave):
        asker.ask("?")
