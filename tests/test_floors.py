"""The floors: what may import what, how large a file may grow, which names say nothing. Read from the sources by `ast`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "scenario": 0,
    "rules": 1,
    "allies": 2,
    "table": 3,
    "lab": 4,
    "telling": 5,
    "debrief": 6,
    "desktop": 7,
    "classroom": 7,
    "printing": 7,
    "terminal": 7,
    "authoring": 7,
    "": 8,  # game/*.py
}
OUTSIDE = {
    "scenario": {"numpy", "pydantic", "pydantic_core", "tree_sitter", "tree_sitter_toml"},
    "rules": {"numpy"},
    "allies": {"numpy"},
    "table": {"numpy", "pydantic"},  # numpy: the choices that it fills and the state that it seals are tables
    "lab": {"SALib", "numpy", "rich"},
    "telling": set[str](),
    "debrief": {"numpy", "typst"},  # the choices and games that it compares are tables; typst: behind the extra `pdf`
    "desktop": {"accesskit", "pygame"},  # accesskit: behind the extra of that name
    "classroom": {"pydantic", "segno", "starlette", "uvicorn", "websockets"},  # pydantic: registers are read from disk
    "printing": set[str](),
    "terminal": {"rich"},
    "authoring": {"fontTools", "resvg_py", "shapely"},  # behind the extra `assets`, when assets are made
    "": {"rich"},
}
# The compiled machinery, the only files that may know of Numba.
_MACHINERY = ("borrow", "copy_fast", "entries", "linking", "luck_fast", "machine_code")
COMPILED = {f"game/allies/{name}.py" for name in _MACHINERY}
COMPILER = {"numba", "llvmlite"}

SAYS_NOTHING = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
FILE_LINES = 350
FUNCTION_LINES = 60
# Files that may be longer, each with its reason.
LONG_FILES = {
    "game/rules/state.py": "the state and its columns: the one table of contents that every rule is read beside",
    "game/scenario/schema.py": "the scenario file from top to bottom, one model a table",
}


@dataclass(frozen=True)
class Source:
    """One parsed file of the game; `path` is relative to the checkout, with slashes."""

    path: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        parts = self.path.split("/")
        return parts[1] if len(parts) > 2 else ""

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def sources(root: Path) -> list[Source]:
    found = []
    for file in sorted((root / "game").rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found.append(Source(file.relative_to(root).as_posix(), text, ast.parse(text)))
    return found


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything imported, at any depth; `from a import b` yields a.b."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dots = "." * node.level
            yield from ((node.lineno, f"{dots}{node.module or ''}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "import_module":
            yield from (
                (node.lineno, word.value)
                for word in node.args
                if isinstance(word, ast.Constant) and isinstance(word.value, str)
            )


def outside(source: Source, name: str) -> str:
    """Return what is wrong with importing a module that is not the game's, or nothing."""
    top = name.split(".", maxsplit=1)[0]
    if top in sys.stdlib_module_names:
        return ""
    if top in COMPILER:
        return "" if source.path in COMPILED else f"only the compiled machinery imports {top}"
    return "" if top in OUTSIDE.get(source.folder, set()) else f"{top} is not for this floor"


def inside(source: Source, name: str, folders: set[str]) -> str:
    """Return what is wrong with importing one of the game's own modules, or nothing."""
    part = name.split(".")[1]
    other = part if part in folders else ""
    if other == source.folder:
        return ""
    if other not in FLOORS or source.folder not in FLOORS:
        return f"the folder of {name} or of this file has no floor"
    here, there = FLOORS[source.folder], FLOORS[other]
    if there < here:
        return ""
    return f"{name} is on the same floor" if there == here else f"{name} is on a higher floor"


def wrong_imports(found: list[Source]) -> Iterator[str]:
    folders = {source.folder for source in found} - {""}
    for source in found:
        for line, name in imports(source):
            if name.startswith("."):
                problem = "relative import: write the whole name"
            elif name.split(".")[0] == "game" and "." in name:
                problem = inside(source, name, folders)
            else:
                problem = outside(source, name) if name != "game" else ""
            if problem:
                yield f"{source.path}:{line}: {problem}"


def cycles(found: list[Source]) -> Iterator[str]:
    """Yield every import that closes a circle."""
    known = {source.module for source in found}
    graph: dict[str, list[str]] = {}
    for source in found:
        names = (name if name in known else name.rpartition(".")[0] for _, name in imports(source))
        graph[source.module] = sorted({name for name in names if name in known and name != source.module})
    done: set[str] = set()

    def visit(module: str, way: list[str]) -> Iterator[str]:
        if module in way:
            yield "import cycle: " + " -> ".join([*way[way.index(module) :], module])
        elif module not in done:
            for other in graph[module]:
                yield from visit(other, [*way, module])
            done.add(module)

    for module in graph:
        yield from visit(module, [])


def functions(source: Source) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Yield every function with its number of lines."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, (node.end_lineno or node.lineno) - node.lineno + 1


def too_large(found: list[Source], long_files: dict[str, str]) -> Iterator[str]:
    for source in found:
        lines = source.text.count("\n")
        if (lines > FILE_LINES) != (source.path in long_files):
            yield f"{source.path}: {lines} lines; over {FILE_LINES} needs a reason in LONG_FILES, and only then"
        for node, size in functions(source):
            if size > FUNCTION_LINES:
                yield f"{source.path}:{node.lineno}: {node.name} has {size} lines, at most {FUNCTION_LINES}"
    yield from (f"LONG_FILES: there is no {path}" for path in long_files.keys() - {source.path for source in found})


def empty_names(found: list[Source]) -> Iterator[str]:
    for source in found:
        if SAYS_NOTHING.intersection(source.path.removesuffix(".py").split("/")):
            yield f"{source.path}: the name says nothing about what is in it"
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith(("Helper", "Manager", "Utils")):
                yield f"{source.path}:{node.lineno}: class {node.name} says nothing about what it is"


def problems(root: Path, long_files: dict[str, str]) -> list[str]:
    """Return everything that breaks the architecture, as path:line: sentence."""
    found = sources(root)
    return [*wrong_imports(found), *cycles(found), *too_large(found, long_files), *empty_names(found)]


def test_the_game_keeps_its_floors() -> None:
    assert problems(ROOT, LONG_FILES) == []


def test_every_folder_has_a_floor_and_its_libraries() -> None:
    assert FLOORS.keys() == OUTSIDE.keys()
    assert {source.folder for source in sources(ROOT)} <= FLOORS.keys()


def test_nine_functions_in_ten_are_short() -> None:
    sizes = sorted(size for source in sources(ROOT) for _, size in functions(source))
    assert sizes[len(sizes) // 2] <= 10
    assert sizes[len(sizes) * 9 // 10] <= 30


MADE_UP = {
    "game/__init__.py": "",
    "game/cli.py": "import argparse\n\n\ndef main():\n    from game.terminal import play\n",
    "game/terminal/play.py": "import rich.table\nfrom game.rules import state\n",
    "game/rules/state.py": "import numpy as np\nfrom game.scenario.book import Book\n",
    "game/rules/luck.py": "from game.rules.state import x\n",
    "game/scenario/book.py": "import pydantic\n",
    "game/authoring/new.py": "from game.scenario import book\n",
    "game/allies/entries.py": "import numba\n",
}


def grow(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def test_a_good_tree_has_no_problem(tmp_path: Path) -> None:
    assert problems(grow(tmp_path, MADE_UP), {}) == []


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        (
            "game/rules/a.py",
            "from game.allies import entries\n",
            "game/rules/a.py:1: game.allies.entries is on a higher floor",
        ),
        (
            "game/rules/a.py",
            "def f():\n    import game.allies.entries\n",
            "game/rules/a.py:2: game.allies.entries is on a higher",
        ),
        (
            "game/rules/a.py",
            "from importlib import import_module\nimport_module('game.table')\n",
            "game/rules/a.py:2: game.table",
        ),
        ("game/terminal/a.py", "from game.authoring.new import x\n", "is on the same floor"),
        ("game/terminal/a.py", "from game import cli\n", "game.cli is on a higher floor"),
        ("game/elsewhere/a.py", "from game.rules import state\n", "has no floor"),
        ("game/rules/a.py", "import pydantic\n", "pydantic is not for this floor"),
        ("game/cli.py", "import requests\n", "requests is not for this floor"),
        ("game/allies/plain.py", "from numba import njit\n", "only the compiled machinery imports numba"),
        ("game/rules/a.py", "from . import state\n", "relative import"),
        (
            "game/rules/state.py",
            "from game.rules import luck\n",
            "import cycle: game.rules.state -> game.rules.luck -> game.rules.state",
        ),
        ("game/rules/utils.py", "", "the name says nothing"),
        ("game/rules/a.py", "class SeatManager: ...\n", "class SeatManager says nothing"),
        ("game/rules/a.py", "x = 1\n" * 351, "351 lines"),
        ("game/rules/a.py", "def long():\n" + "    x = 1\n" * 60, "long has 61 lines"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, path: str, text: str, told: str) -> None:
    found = problems(grow(tmp_path, MADE_UP | {path: text}), {})
    assert len(found) == 1
    assert told in found[0]


def test_a_reason_that_nothing_needs_is_told(tmp_path: Path) -> None:
    grow(tmp_path, MADE_UP)
    assert len(problems(tmp_path, {"game/cli.py": "short by now"})) == 1
    assert problems(tmp_path, {"game/gone.py": "gone"}) == ["LONG_FILES: there is no game/gone.py"]
