"""The command line: every command reaches its folder with what was said; every mistake is a sentence."""

from __future__ import annotations

import errno
import importlib
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from game import cli
from game.classroom.hosting import EVERYWHERE, Hosting
from game.commands import COMMANDS
from game.debrief.students import Named
from game.scenario.load import Loaded
from game.table.decisions import Decision, Refused
from game.table.journal import new_game
from game.table.lines import was_in_terminal
from game.table.table import Table
from game.telling.words import words_in
from game.terminal.asking import Asker
from game.terminal.client import Client
from game.terminal.paper import Paper

ROOT = Path(__file__).resolve().parent.parent
CORES = os.cpu_count() or 1


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder with a scenario and a saved game, called as main.py; there is no screen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["main.py"])
    (tmp_path / "mine.toml").touch()
    (tmp_path / "kept.journal").touch()
    monkeypatch.setattr("game.desktop.window.can_open", lambda: False)
    for name in ("XDG_DATA_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def stand_in(monkeypatch: pytest.MonkeyPatch, module: str, function: str) -> list[tuple[object, ...]]:
    """Put a module that only remembers its calls in the place of one of the game's."""
    calls: list[tuple[object, ...]] = []

    def remember(*words: object) -> int:
        calls.append(words)
        return 3

    package, _, name = module.rpartition(".")
    fake = SimpleNamespace(**{function: remember, "GAMES": 7, "FAST": 5})
    monkeypatch.setitem(sys.modules, module, fake)
    monkeypatch.setattr(importlib.import_module(package), name, fake, raising=False)
    return calls


MINE = Path("mine.toml")
KEPT = Path("kept.journal")
GALATI = ROOT / "scenarios" / "galati.toml"
SAID: list[tuple[str, str, tuple[object, ...]]] = [
    ("play mine.toml", "game.terminal.play.run", (MINE, None, None, "staff", False, None, False, "")),
    (
        "play mine.toml --seat ro --seed a --skill staff --terminal --auto --save s --json",
        "game.terminal.play.run",
        (MINE, "RO", "a", "staff", True, Path("s"), True, ""),
    ),
    ("resume kept.journal", "game.terminal.play.resume", (KEPT, "")),
    ("resume kept.journal --terminal --lang ro", "game.terminal.play.resume", (KEPT, "ro")),
    ("replay kept.journal", "game.terminal.replay.run", (KEPT, False, False, "")),
    ("replay kept.journal --verify --json", "game.terminal.replay.run", (KEPT, True, True, "")),
    ("debrief kept.journal", "game.debrief.write.run", (KEPT, None, "", -1, "", Named(), False)),
    (
        "debrief kept.journal --out d --language fr --games 9 --what-if pl --anonymous --pdf",
        "game.debrief.write.run",
        (KEPT, Path("d"), "fr", 9, "PL", Named(is_anonymous=True), True),
    ),
    ("check mine.toml mine.toml --json", "game.authoring.check.run", ([MINE, MINE], True, 0, "1", CORES, False)),
    ("check mine.toml --play --games 9 --seed a", "game.authoring.check.run", ([MINE], False, 9, "a", CORES, False)),
    (
        "check mine.toml --play --games 500 --set-sheets",
        "game.authoring.check.run",
        ([MINE], False, 500, "1", CORES, True),
    ),
    (
        "host galati --minutes 50 --data rooms --port 9",
        "game.classroom.host.run",
        (Hosting(GALATI, 1, "staff", 50), EVERYWHERE, 9, Path("rooms"), ""),
    ),
    (
        "host --data rooms --address 127.0.0.1 --rooms 3 --skill instinct --lang fr --one-seed",
        "game.classroom.host.run",
        (Hosting(None, 3, "instinct", 0, is_one_seed=True), "127.0.0.1", 8032, Path("rooms"), "fr"),
    ),
    ("print galati --out kit", "game.printing.write.run", (GALATI, Path("kit"), "", (), False)),
    (
        "print galati --out kit --seats ro,FR --language fr --pdf",
        "game.printing.write.run",
        (GALATI, Path("kit"), "fr", ("RO", "FR"), True),
    ),
    ("enter galati m.txt", "game.printing.enter.run", (GALATI, Path("m.txt"), None, "")),
    (
        "enter galati m.txt --out g.journal --lang ro",
        "game.printing.enter.run",
        (GALATI, Path("m.txt"), Path("g.journal"), "ro"),
    ),
    ("compromise kept.journal", "game.terminal.compromise.run", (KEPT, 0, 0, False, "")),
    ("compromise kept.journal --round 2 --text 1 --json", "game.terminal.compromise.run", (KEPT, 2, 1, True, "")),
    ("new port_city", "game.authoring.new.run", ("port_city",)),
    ("schema", "game.authoring.schema.run", (None,)),
    ("schema --out x.json", "game.authoring.schema.run", (Path("x.json"),)),
    (
        "playtest mine.toml --games 9 --seed 1",
        "game.lab.playtest.run",
        (MINE, 9, "1", CORES, None, None, [], False),
    ),
    (
        "playtest mine.toml --games 9 --seed 1 --jobs 2 --json o.json --csv o.csv --without silence --without offers",
        "game.lab.playtest.run",
        (MINE, 9, "1", 2, Path("o.json"), Path("o.csv"), ["silence", "offers"], False),
    ),
    (
        "playtest mine.toml --games 9 --seed 1 --json -",
        "game.lab.playtest.run",
        (MINE, 9, "1", CORES, None, None, [], True),
    ),
    ("calibrate mine.toml --games 9", "game.lab.calibrate.run", (MINE, 9, "1", CORES, None, False)),
    (
        "calibrate mine.toml --fast --seed a --jobs 2 --json o.json --strict",
        "game.lab.calibrate.run",
        (MINE, 5, "a", 2, "o.json", True),
    ),
    ("calibrate mine.toml --packages --strict", "game.lab.spiral.run", (MINE, 7, "1", 0, None, True)),
    ("calibrate mine.toml --packages --round 2 --games 3", "game.lab.spiral.run", (MINE, 3, "1", 2, None, False)),
    ("calibrate mine.toml --sensitivity --jobs 2", "game.lab.sensitivity.run", (MINE, 7, "1", 2, None)),
    ("hindcast", "game.lab.hindcast.run", ([], 20_000, "1", CORES, None, False)),
    (
        "hindcast mine.toml --games 9 --seed x --jobs 2 --json o.json",
        "game.lab.hindcast.run",
        ([MINE], 9, "x", 2, Path("o.json"), False),
    ),
    ("hindcast mine.toml --json", "game.lab.hindcast.run", ([MINE], 20_000, "1", CORES, None, True)),
    ("scripts mine.toml", "game.lab.scripts.run", (MINE, 200, 20_000, 1_200_000, "1", None, CORES, None)),
    (
        "scripts mine.toml --plans 3 --games 9 --search 50 --seed a --seat pl --jobs 2 --json -",
        "game.lab.scripts.run",
        (MINE, 3, 9, 50, "a", "PL", 2, "-"),
    ),
    ("skill", "game.lab.skill.run", (GALATI, "", "staff", [], 0, 0, "1", CORES, False, False)),
    (
        "skill mine.toml --from instinct --to staff --seats ro,PL --games 9 --budget 5 --seed a --jobs 2 --json --strict",
        "game.lab.skill.run",
        (MINE, "instinct", "staff", ["RO", "PL"], 9, 5, "a", 2, True, True),
    ),
    ("bench", "game.lab.bench.run", (None, False)),
    ("bench --equal 50 --json", "game.lab.bench.run", (50, True)),
    ("assets", "game.authoring.assets.make.run", (None, False, [])),
    ("assets sounds map --from . --check", "game.authoring.assets.make.run", (Path(), True, ["sounds", "map"])),
    ("test", "game.testing.run", ([],)),
    ("test -k silence -x", "game.testing.run", (["-k", "silence", "-x"],)),
]


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(("line", "function", "given"), SAID, ids=[line for line, _, _ in SAID])
def test_a_command_reaches_its_folder(
    line: str, function: str, given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = stand_in(monkeypatch, *function.rsplit(".", 1))
    assert cli.main(line.split()) == 3
    assert calls == [given]


def test_every_command_is_tried() -> None:
    assert {line.split()[0] for line, _, _ in SAID} == set(COMMANDS)


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("play", (None, None, None, "staff", None, "")),
        ("play galati", (GALATI, None, None, "staff", None, "")),
        ("play --seat ro --seed a --skill instinct --save s", (GALATI, "RO", "a", "instinct", Path("s"), "")),
    ],
)
def test_where_there_is_a_screen_a_window_opens(
    line: str, given: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.desktop.window.can_open", lambda: True)
    calls, other = stand_in(monkeypatch, "game.desktop.app", "run"), stand_in(monkeypatch, "game.terminal.play", "run")
    assert cli.main(line.split()) == 3
    assert calls == [given]
    for words in ("--terminal", "--auto"):
        assert cli.main([*line.split(), words]) == 3
    assert (len(calls), len(other)) == (1, 2)


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(
    ("client", "flag", "opens"), [("", "", True), ("terminal-3", "", False), ("", "--terminal", False)]
)
def test_a_saved_game_opens_where_it_was_played(
    client: str, flag: str, opens: bool, first: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "monday.game"
    table = new_game(file, first, "1", dict.fromkeys(first.scenario.ally, "staff") | {"EE": "person"})
    table.apply(parsed("EE done", table), client)
    table.close()
    monkeypatch.setattr("game.desktop.window.can_open", lambda: True)
    window, other = (
        stand_in(monkeypatch, "game.desktop.app", "go_on"),
        stand_in(monkeypatch, "game.terminal.play", "resume"),
    )
    assert cli.main(["resume", str(file), *flag.split()]) == 3
    assert (window, other) == (([(file, "")], []) if opens else ([], [(file, "")]))


def parsed(line: str, table: Table) -> Decision:
    decision = table.read(line)
    assert not isinstance(decision, Refused)
    return decision


@pytest.mark.usefixtures("somewhere")
def test_a_game_at_a_terminal_is_marked_as_such(first: Loaded, tmp_path: Path) -> None:
    file = tmp_path / "monday.game"
    table = new_game(file, first, "1", dict.fromkeys(first.scenario.ally, "staff") | {"EE": "person"})
    assert not was_in_terminal(table.lines)
    Client(table, "EE", Paper(io.StringIO()), Asker(["done\n"]), words_in(), file).play()
    assert was_in_terminal(table.lines)
    table.close()


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize("line", ["", "--seed 7 --auto", "play", "play galati"])
def test_without_words_the_first_scenario_is_played(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = stand_in(monkeypatch, "game.terminal.play", "run")
    assert cli.main(line.split()) == 3
    assert calls[0][0] == GALATI


WRONG = [
    ("chekc mine.toml", 2, "There is no command 'chekc'. Did you mean check? See: main.py --help"),
    ("mine.toml", 2, "There is no command 'mine.toml'. To play that file: main.py play mine.toml See: main.py --help"),
    ("play --sed 3", 2, "Play does not take '--sed'. Did you mean --seed? See: main.py play --help"),
    ("play --see RO", 2, "Play does not take '--see'. Did you mean --seed? See: main.py play --help"),
    ("play a b", 2, "Play does not take 'b'. See: main.py play --help"),
    ("play --seat", 2, "--seat: expected one argument. See: main.py play --help"),
    ("play --seat ROM", 2, "--seat: two letters such as RO are needed, not 'ROM'. See: main.py play --help"),
    (
        "play --skill staf",
        2,
        "--skill: one of instinct, staff, council is needed, not 'staf'. Did you mean staff? See: main.py play --help",
    ),
    ("play --json", 1, "--json tells the outcome of a game that plays itself: add --auto."),
    ("play gone.toml", 1, "There is no file gone.toml."),
    ("play .", 1, ". is a folder; a file is needed."),
    ("resume gone", 1, "There is no file gone."),
    ("check", 2, "Missing: FILE. See: main.py check --help"),
    ("playtest mine.toml", 2, "Missing: --games. See: main.py playtest --help"),
    (
        "playtest mine.toml --games 0 --seed 1",
        2,
        "--games: a whole number from 1 on is needed, not '0'. See: main.py playtest --help",
    ),
    (
        "hindcast --json mine.toml",
        1,
        "--json mine.toml would write the scores there: name scenarios before --json, and a file such as o.json.",
    ),
    ("hindcast gone.toml", 1, "There is no file gone.toml."),
    (
        "check mine.toml --play --games 499 --set-sheets",
        1,
        "--set-sheets writes what games say: add --play, with 500 games or more.",
    ),
    ("assets --from gone", 1, "There is no folder gone."),
    (
        "assets sound",
        2,
        "PART: one of flags, fonts, icons, map, sounds is needed, not 'sound'. Did you mean sounds? See: main.py assets --help",
    ),
    ("skill --seats RO,POL", 2, "--seats: two letters such as RO are needed, not 'POL'. See: main.py skill --help"),
]


@pytest.mark.usefixtures("somewhere")
@pytest.mark.parametrize(("line", "code", "told"), WRONG, ids=[line for line, _, _ in WRONG])
def test_a_mistake_is_told_in_a_sentence(line: str, code: int, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        answer = cli.main(line.split())
    except SystemExit as ended:
        answer = int(str(ended.code))
    said = capsys.readouterr()
    assert (answer, said.err, said.out) == (code, told + "\n", "")


@pytest.mark.usefixtures("somewhere")
def test_an_unknown_scenario_is_told_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["play", "galatti"]) == 1
    told = capsys.readouterr().err
    assert "no scenario of that name" in told
    assert "galati" in told.split("(")[1]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_the_command_and_ends_well(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command.split(), "--help"])
    assert ended.value.code == 0
    assert f"{command} " in capsys.readouterr().out


def raising(error: BaseException) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (KeyboardInterrupt(), 130, "\nStopped.\n"),
        (PermissionError(errno.EACCES, "Permission denied", "kept.journal"), 1, "kept.journal: Permission denied.\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "No space left on device.\n"),
    ],
)
def test_trouble_outside_becomes_a_sentence(
    error: BaseException, code: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.guarded(lambda: raising(error)) == code
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(errno.ENOENT, "No such file", str(ROOT / "game" / "rules" / "luck_tables.txt")),
        OSError(errno.EBADF, "Bad file descriptor"),
        ValueError("a bug"),
    ],
)
def test_trouble_of_our_own_is_a_crash(error: Exception) -> None:
    with pytest.raises(type(error)):
        cli.guarded(lambda: raising(error))


@pytest.mark.skipif(os.name == "nt", reason="pipes end differently there")
def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "main.py", "--help"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.wait() == 141
        assert process.stderr.read() == b""


def test_help_needs_no_library() -> None:
    check = "import sys, game.launch; print(*{name.split('.')[0] for name in sys.modules} - sys.stdlib_module_names)"
    loaded = subprocess.check_output([sys.executable, "-S", "-c", check], cwd=ROOT, text=True)
    assert set(loaded.split()) <= {"__main__", "game"}


def test_the_module_and_the_program_are_one() -> None:
    by_module = subprocess.check_output([sys.executable, "-m", "game", "--help"], cwd=ROOT, text=True)
    by_file = subprocess.check_output([sys.executable, "main.py", "--help"], cwd=ROOT, text=True)
    assert by_module == by_file.replace("main.py", "python -m game")
