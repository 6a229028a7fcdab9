"""The commands of authors: check, new, schema."""

import json
from pathlib import Path

import pytest

from game.authoring import check, new, schema
from game.authoring.new import TEMPLATE
from game.scenario.data import data_root
from game.scenario.load import load
from game.scenario.problems import ScenarioError
from tests.scenario.conftest import TINY


def test_check_counts_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([TINY], as_json=False) == 0
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith(f"{TINY}: ok, 2 allies, 4 measures, 5 levels, 2 tags, 2 kinds of unit, 2 rounds, 3 injects")


def test_check_shows_the_line_and_a_caret(tmp_path: Path, tiny_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(tiny_text.replace("hours = 60", "hours =\t-60"), encoding="utf-8")
    assert check.run([path, TINY], as_json=False) == 1
    first, line, caret, good, count = capsys.readouterr().out.rstrip("\n").split("\n")
    assert first == f"{path}:51:9: round.1.hours: expected 4 or more (got -60)"
    assert line == "    hours =\t-60"
    assert caret == "           \t^"
    assert ": ok, " in good
    assert count == "1 problem"


def test_check_cuts_long_lines(tmp_path: Path, tiny_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(tiny_text.replace("latency = 24", "latency = 99"), encoding="utf-8")
    assert check.run([path], as_json=False) == 1
    _, line, caret, _ = capsys.readouterr().out.rstrip("\n").split("\n")
    assert line[caret.index("^") :].startswith("99, support")
    assert len(line) < 140


def test_check_speaks_json(tmp_path: Path, tiny_text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(tiny_text.replace("hours = 60", "hours = 1"), encoding="utf-8")
    assert check.run([path], as_json=True) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert problem == {
        "file": str(path),
        "line": 51,
        "column": 9,
        "path": "round.1.hours",
        "text": "expected 4 or more (got 1)",
        "source": "hours = 1",
    }
    assert check.run([TINY], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("name", ["nowhere.toml", ""])
def test_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        load(tmp_path / name)


def test_schema_is_one_that_editors_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.run(None) == 0
    printed = json.loads(capsys.readouterr().out)
    assert schema.run(tmp_path / "scenario.schema.json") == 0
    written = json.loads((tmp_path / "scenario.schema.json").read_text(encoding="utf-8"))
    assert printed == written == schema.schema()
    assert set(printed["required"]) <= set(printed["properties"])
    assert printed["additionalProperties"] is False
    assert schema.run(tmp_path / "no" / "folder.json") == 1


def test_new_begins_from_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new.run("night-of_fog") == 0
    made = load(Path("night-of_fog.toml"))
    assert (made.scenario.scenario.key, made.scenario.scenario.title) == ("night_of_fog", "Night of fog")
    before = Path("night-of_fog.toml").read_bytes()
    assert new.run("night-of_fog") == 1
    assert "is there already" in capsys.readouterr().out
    assert Path("night-of_fog.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["", "Upper", "a/b", "../a", "a.toml", "9a", "a" * 41, "ș"])
def test_new_refuses_what_is_no_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new.run(name) == 1
    assert "is no name for a scenario" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


# What others include is no scenario by itself.
PARTS = ("shared", "text")
SHIPPED = sorted(path for path in (data_root() / "scenarios").rglob("*.toml") if path.parent.name not in PARTS)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_hold_together(path: Path) -> None:
    load(path)


def test_there_is_something_to_ship() -> None:
    assert TEMPLATE in [path.relative_to(data_root()) for path in SHIPPED]
