"""The self-made environment, tried without a network: what is made, kept, repaired, left alone, and told."""

from __future__ import annotations

import argparse
import ast
import os
import runpy
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from game import environment, launch
from game.environment import FAILURES, MODULES, NO_VENV, Place, alone, is_foreign, is_ready, made_ready, marked

ROOT = Path(__file__).resolve().parent.parent
PYTHON_FOLDER = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a checkout that has only what says what to install."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "constraints.txt").write_text("numpy==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    return Place(tmp_path)


def fill(place: Place, extra: str) -> None:
    """Lay down an environment as Python and pip would."""
    place.python.parent.mkdir(parents=True, exist_ok=True)
    place.python.touch()
    for name in environment.modules(extra):
        package = place.folder / PYTHON_FOLDER / "site-packages" / name
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put quick stand-ins for making and installing in place; return the list of what they did."""
    steps: list[str] = []

    def make(place: Place) -> str:
        steps.append(f"make {len(list(place.folder.iterdir()))}")
        return ""

    def install(place: Place, extras: set[str]) -> str:
        steps.append("install " + ",".join(sorted(extras)))
        for extra in ["", *extras]:
            fill(place, extra)
        return ""

    monkeypatch.setattr(environment, "make", make)
    monkeypatch.setattr(environment, "install", install)
    return steps


def test_the_first_start_makes_and_the_second_does_nothing(place: Place, done: list[str]) -> None:
    assert not is_ready(place, "")
    assert made_ready(place, "") == ""
    assert is_ready(place, "")
    assert made_ready(place, "") == ""
    assert done == ["make 2", "install "]  # 2: lock and mark


def test_the_tests_add_to_what_is_there(place: Place, done: list[str]) -> None:
    made_ready(place, "")
    assert not is_ready(place, "test")
    made_ready(place, "test")
    assert is_ready(place, "test")
    assert is_ready(place, "")
    assert done == ["make 2", "install ", "install test"]


@pytest.mark.parametrize("file", ["pyproject.toml", ".ci/constraints.txt"])
def test_other_requirements_are_installed_over_and_extras_kept(place: Place, done: list[str], file: str) -> None:
    made_ready(place, "test")
    (place.root / file).write_text("[project]\n# newer\n", encoding="utf-8")
    assert not is_ready(place, "")
    made_ready(place, "")
    assert is_ready(place, "test")
    assert done == ["make 2", "install test", "install test"]


def test_an_interrupted_start_is_made_good(place: Place, done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(place: Place, _: set[str]) -> str:
        fill(place, "")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            made_ready(place, "")
    assert not is_ready(place, "")
    assert made_ready(place, "") == ""
    assert is_ready(place, "")
    assert done == ["make 2", "make 2", "install "]  # the half-filled folders were removed


def test_a_damaged_environment_is_made_anew(place: Place, done: list[str]) -> None:
    made_ready(place, "")
    shutil.rmtree(place.folder / PYTHON_FOLDER / "site-packages" / "numpy")
    assert not is_ready(place, "")
    made_ready(place, "")
    assert done == ["make 2", "install ", "make 2", "install "]


def test_another_python_makes_its_own(place: Place, done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    made_ready(place, "test")
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not is_ready(place, "")
    made_ready(place, "")
    assert done == ["make 2", "install test", "make 2", "install test"]


def test_what_a_person_made_is_used_but_never_changed(place: Place, done: list[str]) -> None:
    fill(place, "")
    assert is_ready(place, "")
    before = sorted(place.folder.rglob("*"))
    assert is_foreign(place)
    assert "not made by this program" in made_ready(place, "test")
    assert sorted(place.folder.rglob("*")) == before
    assert done == []


def test_a_full_disk_is_told_before_the_start(place: Place, done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1000))
    assert "too little room" in made_ready(place, "")
    assert done == []


def test_a_folder_that_cannot_be_written_is_told(place: Place) -> None:
    place.folder.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        is_foreign(place)
    place.folder.unlink()
    shutil.rmtree(place.root)
    assert ".venv: No such file or directory. The environment needs a folder" in made_ready(place, "")


def test_without_the_venv_module_the_package_is_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "find_spec", lambda name: None if name == "ensurepip" else object())
    assert made_ready(place, "") == NO_VENV
    assert "python3-venv" in NO_VENV
    assert not is_ready(place, "")


@pytest.mark.parametrize(("signs", "told"), FAILURES, ids=[signs[0] for signs, _ in FAILURES])
def test_a_failed_install_is_told_from_its_log(
    place: Place, signs: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(words: list[str], **_: object) -> int:
        Path(words[words.index("--log") + 1]).write_text(f"... {signs[-1]} ...", encoding="utf-8")
        return 1

    monkeypatch.setattr(environment, "make", lambda _: "")
    monkeypatch.setattr(subprocess, "call", failing)
    assert made_ready(place, "") == told
    assert marked(place) == ("", set())


def test_an_unknown_failure_names_the_log(place: Place) -> None:
    assert str(place.log) in environment.what_failed(place.log)


def test_two_starts_do_not_collide(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []

    def second() -> None:
        with alone(place):
            order.append("second")

    with alone(place):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]
    assert "waiting" in capsys.readouterr().err


@pytest.fixture
def stand_in_python(place: Place) -> Iterator[Place]:
    """Give the checkout an environment whose Python is this one; put back what happens on signals afterwards."""
    if os.name == "nt":
        pytest.skip("a symbolic link stands for the environment's Python")
    place.python.parent.mkdir(parents=True)
    place.python.symlink_to(sys.executable)
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield place
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_the_command_goes_on_as_it_was_said(stand_in_python: Place, capfd: pytest.CaptureFixture[str]) -> None:
    told = f"import os, sys; print(sys.argv[1:], os.environ['{launch.CHILD}']); sys.exit(7)"
    (stand_in_python.root / "main.py").write_text(told, encoding="utf-8")
    assert launch.go_on(stand_in_python, ["play", "--seed", "a b"]) == 7
    assert capfd.readouterr().out == "['play', '--seed', 'a b'] 1\n"


def test_ctrl_c_is_the_game_s_to_answer(stand_in_python: Place) -> None:
    interrupt_both = (
        "import os, signal, sys, time\n"
        "try:\n"
        "    [os.kill(who, signal.SIGINT) for who in (os.getppid(), os.getpid())]\n"
        "    time.sleep(10)\n"
        "except KeyboardInterrupt:\n"
        "    time.sleep(0.5)  # saving\n"
        "    sys.exit(130)\n"
    )
    (stand_in_python.root / "main.py").write_text(interrupt_both, encoding="utf-8")
    assert launch.go_on(stand_in_python, []) == 130


def test_a_killed_game_is_told_as_a_shell_tells_it(stand_in_python: Place) -> None:
    (stand_in_python.root / "main.py").write_text("import os; os.kill(os.getpid(), 9)", encoding="utf-8")
    assert launch.go_on(stand_in_python, []) == 137


def test_nothing_is_made_where_the_libraries_are() -> None:
    assert launch.in_environment(argparse.Namespace(command="play"), []) is None
    assert launch.in_environment(argparse.Namespace(command="test"), []) is None


def test_a_child_that_lacks_something_starts_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launch, "find_spec", lambda _: None)
    monkeypatch.setenv(launch.CHILD, "1")
    assert launch.in_environment(argparse.Namespace(command="play"), []) == 1
    assert "Delete it" in capsys.readouterr().err
    assert launch.CHILD not in os.environ


def test_ctrl_c_while_preparing_ends_with_a_line(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(launch, "find_spec", lambda _: None)
    monkeypatch.setattr(launch, "ROOT", place.root)
    monkeypatch.setattr(launch, "made_ready", interrupted)
    assert launch.in_environment(argparse.Namespace(command="play"), []) == 130
    assert "Stopped" in capsys.readouterr().err


def test_old_pythons_can_read_the_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ast.parse((ROOT / "main.py").read_text(encoding="utf-8"), feature_version=(3, 4))
    main = runpy.run_path(str(ROOT / "main.py"), run_name="read")["main"]
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    assert main() == 1
    assert capsys.readouterr().err == "Silence Procedure needs Python 3.11 or newer; this is Python 3.10.13.\n"


def test_the_modules_looked_for_are_all_different() -> None:
    names = [name for extra in MODULES.values() for name in extra]
    assert len(names) == len(set(names))
