"""`[[include]]`: a scenario that builds on other files is theirs but for its changes; faults are told where they stand."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from game.scenario.book import Book
from game.scenario.compile import compile_book
from game.scenario.data import data_root
from game.scenario.limits import BYTES
from game.scenario.load import Loaded, load, loads
from game.scenario.problems import Problem, ScenarioError
from game.scenario.schema import Scenario
from game.scenario.written import written

SHIPPED = data_root() / "scenarios"
HISTORY = sorted((SHIPPED / "history").glob("*.toml"))
ON_TINY = '[[include]]\nfile = "tiny.toml"\n'

Write = Callable[..., Path]


@pytest.fixture
def put(tmp_path: Path, tiny_text: str) -> Write:
    """Write files beside the tiny scenario; return the path of the first."""

    def put(text: str, **others: str) -> Path:
        (tmp_path / "tiny.toml").write_text(tiny_text, encoding="utf-8")
        for name, other in others.items():
            (tmp_path / f"{name}.toml").write_text(other, encoding="utf-8")
        (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
        return tmp_path / "mine.toml"

    return put


def problems_of(path: Path) -> list[Problem]:
    try:
        load(path)
    except ScenarioError as error:
        return error.problems
    return []


def same(one: Book, other: Book) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_file_that_only_includes_is_the_other(put: Write, tiny: Loaded) -> None:
    made = load(put(ON_TINY))
    assert made.scenario == tiny.scenario
    assert same(made.book, tiny.book)


def test_what_a_file_says_itself_goes_over_what_it_includes(put: Write, tiny: Loaded) -> None:
    made = load(put(ON_TINY + '[scenario]\ntitle = "Mine"\n[ally.BB.traits]\nforward = 7\n')).scenario
    assert made.scenario.title == "Mine"
    assert made.scenario.key == tiny.scenario.scenario.key
    assert made.ally["BB"].traits == tiny.scenario.ally["BB"].traits.model_copy(update={"forward": 7})
    assert list(made.ally) == list(tiny.scenario.ally), "an entry that is changed keeps its place"


def test_the_later_include_goes_over_the_earlier(put: Write) -> None:
    text = ON_TINY + '[[include]]\nfile = "one.toml"\n[[include]]\nfile = "two.toml"\n'
    one, two = '[scenario]\ntitle = "One"\nsummary = "One"\n', '[scenario]\ntitle = "Two"\n'
    header = load(put(text, one=one, two=two)).scenario.scenario
    assert (header.title, header.summary) == ("Two", "One")


def test_numbers_change_items_of_a_list(put: Write, tiny: Loaded) -> None:
    made = load(put(ON_TINY + '[measure.patrol]\nlevels = { 1 = { says = "soar" } }\n')).scenario.measure["patrol"]
    first, second = tiny.scenario.measure["patrol"].levels
    assert made.levels == [first, second.model_copy(update={"says": "soar"})]


def test_a_list_replaces_a_list(put: Write) -> None:
    made = load(put(ON_TINY + '[ally.AA]\nred_lines = [{ tag = "talk", says = "never" }]\n')).scenario
    assert [line.says for line in made.ally["AA"].red_lines] == ["never"]


def test_a_star_is_every_entry_that_was_included(put: Write, tiny: Loaded) -> None:
    made = load(put(ON_TINY + '[ally."*"]\nweight = 33\n[ally.AA]\nweight = 44\n')).scenario
    assert {key: ally.weight for key, ally in made.ally.items()} == {"AA": 44, "BB": 33}
    assert tiny.scenario.ally["BB"].weight == 10


def test_a_star_without_an_include_is_no_ally(tiny_text: str) -> None:
    with pytest.raises(ScenarioError, match="expected two capital letters"):
        loads((tiny_text + '\n[ally."*"]\nweight = 33\n').encode())


def test_take_and_drop(put: Write) -> None:
    text = ON_TINY + 'take = ["track", "rung", "scenario", "ally", "measure", "adversary", "ending.adrift", "round"]\n'
    made = load(put(text + 'drop = ["ally.*.brief", "ally.*.cables", "measure.patrol.about"]\n')).scenario
    assert list(made.ending) == ["adrift"]
    assert not made.inject
    assert made.ally["AA"].brief is None
    assert made.measure["patrol"].about is None
    assert made.measure["patrol"].frequency == [10, 90]


@pytest.mark.parametrize(
    ("text", "line", "column", "path", "says"),
    [
        ('[[include]]\nfile = "mine.toml"\n', 2, 8, "include.0.file", "a file cannot include itself: mine.toml > mine"),
        ('[[include]]\nfile = "../tiny.toml"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ('[[include]]\nfile = "a/../../tiny.toml"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ('[[include]]\nfile = "/etc/tiny.toml"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ('[[include]]\nfile = "C:/tiny.toml"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ("[[include]]\nfile = '..\\tiny.toml'\n", 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ('[[include]]\nfile = "tiny.txt"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        (f'[[include]]\nfile = "{"x" * 200}.toml"\n', 2, 8, "include.0.file", "by its path from the scenarios folder"),
        ('[[include]]\nfile = "tini.toml"\n', 2, 8, "include.0.file", "there is no tini.toml beside this scenario"),
        (ON_TINY + ON_TINY, 4, 8, "include.1.file", "tiny.toml is included already"),
        (ON_TINY + 'take = ["track", "trak"]\n', 3, 18, "include.0.take.1", "the file has no trak"),
        (ON_TINY + 'take = ["track.gloom.name.x"]\n', 3, 9, "include.0.take.0", "the file has no track.gloom.name.x"),
        (ON_TINY + 'drop = ["ally.*.nothing"]\n', 3, 9, "include.0.drop.0", "tiny.toml has no ally.*.nothing"),
        ('[[include]]\nfil = "tiny.toml"\n', 2, 1, "include.0.fil", 'unknown key; did you mean "file"?'),
        ("[[include]]\nfile = 3\n", 2, 8, "include.0.file", "expected text in quotation marks"),
        ("include = 3\n", 1, 1, "include.0", "expected a table"),
    ],
)
def test_what_cannot_be_included_is_refused_with_its_place(
    put: Write, text: str, line: int, column: int, path: str, says: str
) -> None:
    (problem,) = problems_of(put(text))
    assert problem.file.endswith("mine.toml")
    assert (problem.line, problem.column, problem.path) == (line, column, path), problem
    assert says in problem.text


def test_files_that_include_each_other_are_refused_where_the_circle_closes(put: Write) -> None:
    one, two = '\n[[include]]\nfile = "two.toml"\n', '[[include]]\nfile = "one.toml"\n'
    (problem,) = problems_of(put('[[include]]\nfile = "one.toml"\n', one=one, two=two))
    assert problem.file.endswith("two.toml")
    assert (problem.line, problem.column) == (2, 8)
    assert "one.toml > two.toml > one.toml" in problem.text


def test_a_link_out_of_the_folder_is_refused(put: Write, tmp_path: Path, tiny_text: str) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(tiny_text, encoding="utf-8")
    folder = put("").parent / "inside"
    folder.mkdir()
    try:
        (folder / "link.toml").symlink_to(outside)
    except OSError:
        pytest.skip("links need a right here")
    (folder / "mine.toml").write_text('[[include]]\nfile = "link.toml"\n', encoding="utf-8")
    (problem,) = problems_of(folder / "mine.toml")
    assert "leads out of the scenarios folder" in problem.text


def test_what_was_not_read_from_a_file_includes_nothing() -> None:
    with pytest.raises(ScenarioError, match="only a scenario that is read from a file can include others"):
        loads(ON_TINY.encode())


def test_too_many_files_and_too_many_bytes_are_refused(put: Write) -> None:
    chain = {f"f{n}": f'[[include]]\nfile = "f{n + 1}.toml"\n' for n in range(12)}
    (problem,) = problems_of(put('[[include]]\nfile = "f0.toml"\n', **chain))
    assert "at most 8 files" in problem.text
    half = f"#{'x' * 9_000}\n" * (BYTES // 7 // 9_000)
    big = {f"g{n}": half for n in range(8)}
    (problem,) = problems_of(put("".join(f'[[include]]\nfile = "g{n}.toml"\n' for n in range(8)), **big))
    assert f"more than {BYTES:,} bytes" in problem.text


def test_a_fault_is_told_in_the_file_where_it_stands(put: Write) -> None:
    """An included file's own fault, a change's fault, and a fault that only the two together make."""
    text = (
        ON_TINY
        + '[[include]]\nfile = "one.toml"\n[ally.AA]\nweight = 0\n[measure.patrol]\nlevels = { 1 = { lead = -1 } }\n'
    )
    found = problems_of(put(text, one='\n\n[ally.BB.traits]\nforward = "high"\n[ally.BB]\nask = { says = 1 }\n'))
    told = {(Path(each.file).name, each.line, each.path) for each in found}
    assert ("mine.toml", 6, "ally.AA.weight") in told
    assert ("mine.toml", 8, "measure.patrol.levels.1.lead") in told
    assert ("one.toml", 4, "ally.BB.traits.forward") in told
    assert ("one.toml", 6, "ally.BB.ask.says") in told
    lost = problems_of(put(ON_TINY + 'drop = ["ally.BB"]\n'))
    assert {Path(each.file).name for each in lost} == {"tiny.toml"}
    assert any(each.path == "ally" for each in lost), "too few allies"


def test_what_is_laid_over_many_entries_is_refused_where_it_is_too_much(put: Write) -> None:
    """A few lines here would otherwise become millions."""
    many = "".join(f"[ally.A{n}]\nweight = 1\n" for n in range(4_000))
    mine = '[[include]]\nfile = "many.toml"\n[ally."*"]\n' + "".join(f"k{n} = [1]\n" for n in range(400))
    (problem,) = problems_of(put(mine, many=many))
    assert (problem.line, problem.path) == (3, 'ally."*"')
    assert problem.text == "laid over 4,000 entries this is more than 25,000 values"


def test_a_file_that_is_no_toml_is_told_by_its_own_name(put: Write) -> None:
    (problem,) = problems_of(put('[[include]]\nfile = "one.toml"\n', one="a = \n"))
    assert problem.file.endswith("one.toml")
    assert "not TOML" in problem.text


@pytest.mark.parametrize("path", HISTORY, ids=lambda path: path.stem)
def test_the_text_of_a_scenario_of_many_files_stands_alone(path: Path) -> None:
    """A saved game keeps the text; read again, it is the same scenario with the same digest."""
    made = load(path)
    again = loads(made.text)
    assert again.digest == made.digest
    assert again.scenario == made.scenario
    assert same(again.book, made.book)


@pytest.mark.parametrize("path", [*SHIPPED.glob("*.toml"), *(SHIPPED / "shared").glob("*.toml")], ids=lambda p: p.stem)
def test_written_toml_reads_back_the_same_in_the_same_order(path: Path) -> None:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    back = tomllib.loads(written(raw))
    assert back == raw
    for table in ("ally", "measure", "inject"):
        assert list(back.get(table, {})) == list(raw.get(table, {}))


def test_written_toml_keeps_what_is_hard_to_write() -> None:
    raw = {
        "a key": 'quote " and back\\slash and \x7f and \n',
        "empty": {},
        "rows": [{"x": [], "deep": {"y": {"z.z": [True, 1.5, -2]}}}],
        "t": {"u": {"v": {"w": {"x": 1}}}},
    }
    assert tomllib.loads(written(raw)) == raw


@pytest.mark.parametrize("name", ["galati", "first_session"])
def test_a_scenario_that_includes_nothing_is_read_as_before(name: str) -> None:
    """The same rulebook as from the bare tables, and the file's own bytes as its text."""
    path = SHIPPED / f"{name}.toml"
    made = load(path)
    bare = Scenario.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    assert made.scenario == bare
    assert same(made.book, compile_book(bare))
    assert made.text == path.read_bytes()
