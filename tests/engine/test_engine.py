"""The engine: compiled and plain rules give the same bytes, the register is complete, the cache is private and heals."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

import game
from game.allies import cache, compiled
from game.allies.candidates import candidates
from game.allies.compiled import Engine
from game.allies.lookahead import look_ahead
from game.allies.many import Batch, play_many
from game.allies.plain import smallest_desk, state_size
from game.allies.play import play_phase
from game.lab.plans import laid_on, random_plan
from game.rules import state as s
from game.rules.conduct import struck_ally
from game.rules.luck import seed_key
from game.rules.rule import RULES
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state, tables
from game.scenario.book import Book
from game.scenario.data import data_root
from game.scenario.load import load
from game.table import thinking
from game.table.legal import check_content
from game.table.position import begin, digest_of, settle
from game.table.thinking import model_decisions

ROOT = Path(game.__file__).parent
SEED = seed_key("engine")


def played(engine: Engine, book: Book, games: int, jobs: int = 1, chunk: int = 0) -> Batch:
    """Return games 0 to `games` - 1 of the tests' seed."""
    batch = play_many(engine, book, SEED, 0, games, jobs=jobs, chunk=chunk, wants_finals=True)
    assert batch is not None
    return batch


def same(one: Batch, other: Batch) -> bool:
    """Tell whether two batches are equal byte for byte."""
    return one.out.tobytes() == other.out.tobytes() and one.finals.tobytes() == other.finals.tobytes()


def test_compiled_rules_are_the_plain_rules(engine: Engine, book: Book) -> None:
    plain = played(Engine(), book, 6)
    fast = played(engine, book, 6)
    assert np.array_equal(plain.out, fast.out)
    assert same(plain, fast)


def test_compiled_games_follow_a_script_as_plain_ones_do(engine: Engine, book: Book) -> None:
    seat, luck = int(struck_ally(book)), np.random.Generator(np.random.PCG64(1))
    script = laid_on(book, seat, random_plan(book, luck))
    fast = played(engine, script, 4)
    assert same(played(Engine(), script, 4), fast)
    assert not same(played(engine, book, 4), fast)


def test_threads_and_chunks_change_nothing(engine: Engine, book: Book) -> None:
    whole = played(engine, book, 30)
    assert all(same(whole, played(engine, book, 30, jobs, chunk)) for jobs, chunk in ((2, 7), (2, 1), (1, 11)))


def test_many_games_can_be_counted_and_stopped(book: Book) -> None:
    stop, seen = Event(), []

    def tick(games: int) -> None:
        seen.append(games)
        if len(seen) == 2:
            stop.set()

    assert play_many(Engine(), book, SEED, 0, 40, chunk=1, tick=tick, stop=stop) is None
    assert 2 <= sum(seen) < 40
    seen.clear()
    assert play_many(Engine(), book, SEED, 0, 3, chunk=2, tick=seen.append) is not None
    assert sorted(seen) == [1, 2]


def test_continuing_from_the_middle_leaves_the_origin_alone(engine: Engine, book: Book) -> None:
    origin, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    start(book, origin, scratch, *SEED, 0)
    before = [table.tobytes() for table in tables(origin)]
    ahead = [play_many(each, book, SEED, 1, 4, origin=origin, wants_finals=True) for each in (engine, Engine())]
    assert ahead[0] is not None
    assert ahead[1] is not None
    assert same(ahead[0], ahead[1])
    assert before == [table.tobytes() for table in tables(origin)]
    assert choice.dtype == np.int64


def test_looking_ahead_finds_the_same_compiled(engine: Engine, book: Book) -> None:
    origin, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    start(book, origin, scratch, *SEED, 0)
    while origin.public.clock[s.PHASE] != s.ANSWER:
        play_phase(book, origin, choice, scratch, *SEED, 0, -1, choice[0])
    rows = candidates(book, origin, 1, choice[1])
    found = [look_ahead(each, book, origin, 1, rows, SEED, budget=40, jobs=2) for each in (engine, Engine())]
    assert sum(found[0].games) > 20
    assert found[0] == found[1]


@pytest.mark.usefixtures("engine")
def test_a_council_plays_legally_and_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "PHASE_BUDGET", 48)
    loaded, ends = load(min((data_root() / "scenarios").glob("*.toml"))), []
    for _ in range(2):
        position, looked = begin(loaded, "far", {"PL": "council"}), 0
        while position.phase != s.OVER:
            decisions = model_decisions(position)
            mine = [each for each in decisions if each.seat == "PL"]
            assert all(check_content(position, each) is None for each in mine)
            looked += len(mine)
            settle(position, decisions)
        assert looked > 5
        ends.append(digest_of(position.state))
    assert ends[0] == ends[1]


def test_machine_code_refuses_tables_that_are_not_what_it_expects(engine: Engine) -> None:
    from game.allies import machine_code

    desk = smallest_desk()
    assert engine.is_compiled
    wrong: Any
    for wrong in (desk.choice.astype(np.int32), desk.choice[0], np.zeros((4, 4), np.int64)[:, ::2]):
        with pytest.raises(TypeError, match="contiguous int64"):
            machine_code.addresses(desk._replace(choice=wrong))


@pytest.mark.usefixtures("engine")
def test_an_error_in_machine_code_is_looked_for_in_plain_python(book: Book) -> None:
    from llvmlite import binding as llvm

    from game.allies import machine_code

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    source = "define i32 @play_range(ptr, ptr, i64, i64, i64, i64, i64, i64, i64) { ret i32 1 }"
    fails: Any = Engine()
    fails._run = machine_code.GameCode(machine.emit_object(llvm.parse_assembly(source))).play_desk
    with pytest.raises(AssertionError, match="fails in games 0 to 0, plain Python does not"):
        played(fails, book, 2)
    lame = book._replace(option=book.option[:, :1].copy())
    with pytest.raises(IndexError):
        played(fails, lame, 1)


def test_luck_is_the_same_when_compiled(engine: Engine) -> None:
    import numba

    from game.allies import luck_fast
    from game.rules import luck

    assert luck_fast.BODIES

    @numba.njit
    def fill(*address: Any) -> None:
        luck.fill(*address)

    ours, fast = np.zeros(16, np.int64), np.zeros(16, np.int64)
    for address in ((*SEED, 0, 0, 0), (2**63 - 1, 0, 2**31, 5, luck.CHAIR), (0, 2**63 - 1, 1, 2**31, 2**31)):
        luck.fill(*address, ours)
        fill(*address, fast)
        assert ours.tolist() == fast.tolist()


def test_tables_are_few_and_alike(book: Book) -> None:
    state = new_state(book)
    assert len(book) == 14
    assert len(tables(state)) <= 8
    assert state_size(state) == sum(table.size for table in tables(state))
    for table in (*book, *tables(state), new_choice(book), *new_scratch(book)):
        assert table.dtype == np.int64
        assert table.flags.c_contiguous
        assert table.flags.writeable
    small = smallest_desk()
    assert [table.ndim for table in small.book] == [table.ndim for table in book]


def test_every_remembered_rule_is_named_once_and_ours() -> None:
    names = [f"{each.__module__}.{each.__qualname__}" for each in RULES]
    assert len(names) == len({*names})
    assert all(name.startswith(("game.rules.", "game.allies.")) for name in names)


def rules_in(path: Path) -> list[str]:
    """Return the names of the functions that a file marks as rules."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            marks = [mark.id for mark in node.decorator_list if isinstance(mark, ast.Name)]
            found += [node.name] if "rule" in marks else []
    return found


def test_every_rule_in_the_files_is_remembered() -> None:
    remembered = {f"{each.__module__}.{each.__qualname__}" for each in RULES}
    for floor in ("rules", "allies"):
        for path in (ROOT / floor).glob("*.py"):
            missing = {f"game.{floor}.{path.stem}.{name}" for name in rules_in(path)} - remembered
            assert not missing, f"nothing that a game runs imports {path.stem}"


def test_numba_stays_behind_the_entries() -> None:
    behind = {"entries", "borrow", "linking", "luck_fast", "copy_fast", "machine_code"}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if any(name.split(".")[0] in ("numba", "llvmlite") for name in names):
                assert path.stem in behind, path


def test_without_a_compiler_the_game_plays_on(monkeypatch: pytest.MonkeyPatch, book: Book) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")
    slow = Engine()
    assert not slow.wait()
    assert slow.status == compiled.NO_COMPILER
    assert played(slow, book, 1).out.any()


def test_a_failed_compilation_is_told_and_survived(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(compiled, "has_compiler", lambda: True)
    monkeypatch.setattr(compiled, "_CHILD", "raise SystemExit('no compiler today')")
    slow = Engine()
    assert not slow.wait(30)
    assert slow.status == compiled.FAILED
    assert "no compiler today" in caplog.text


def test_the_child_ends_when_the_program_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        compiled,
        "_CHILD",
        "import time; from game.allies import compiled as c; c.build = lambda: time.sleep(60); c.main()",
    )
    child = compiled.start_child()
    assert child.stdin is not None
    child.stdin.close()  # as the system does when the parent is killed
    assert child.wait(20) == 1
    assert child.stderr is not None
    child.stderr.close()


@pytest.fixture
def file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return where these rules are kept in an empty home."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    found = cache.cache_file("a processor", "what_it_shows")
    assert found is not None
    return found


def test_the_cache_is_private(file: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("the profile is private there")
    assert {path.stat().st_mode & 0o777 for path in (file.parent, file.parent.parent)} == {0o700}


def test_a_damaged_cache_is_not_read(file: Path) -> None:
    assert cache.read(file) is None
    cache.write(file, b"machine code")
    assert cache.read(file) == b"machine code"
    file.write_bytes(file.read_bytes().replace(b"code", b"c0de"))
    assert cache.read(file) is None
    file.write_bytes(b"")
    assert cache.read(file) is None


def test_only_the_newest_caches_stay(file: Path) -> None:
    (file.parent / "of an older version").mkdir()
    os.utime(file.parent / "of an older version", (0, 0))
    for age in range(1, 8):
        old = file.with_name(f"{age}.rules")
        old.touch()
        os.utime(old, (age, age))
    cache.write(file, b"code")
    assert sorted(path.name for path in file.parent.iterdir()) == sorted(
        [file.name, *(f"{age}.rules" for age in range(3, 8))]
    )


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setenv("LOCALAPPDATA", str(blocked))
    assert cache.cache_file("a processor", "what_it_shows") is None


def test_a_changed_rule_or_processor_has_another_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.seal("a processor")
    assert before == cache.seal("a processor")
    assert before != cache.seal("another")
    monkeypatch.setattr(cache, "rule_sources", lambda: [Path(__file__)])
    assert cache.seal("a processor") != before


def test_the_same_rules_elsewhere_have_the_same_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two checkouts that shared a folder once emptied it in turn, and compiled for minutes each time."""
    before = cache.seal("a processor")
    for path in cache.rule_sources():
        copy = tmp_path / path.parent.name / path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
        os.utime(copy, (0, 0))
    sources = [tmp_path / path.parent.name / path.name for path in cache.rule_sources()]
    monkeypatch.setattr(cache, "rule_sources", lambda: sources)
    assert cache.seal("a processor") == before


def test_help_and_the_rules_do_not_load_numba() -> None:
    code = "import sys, game.allies.many; assert not {'numba', 'llvmlite'} & {*sys.modules}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, check=True)
