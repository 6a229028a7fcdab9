"""The project as a whole: what is tracked, what is pinned, what a wheel holds, and that scenarios are plain TOML."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
import toml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from game.environment import BACKEND, MODULES
from game.testing import CHECKS, steps

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SCENARIOS = sorted((ROOT / "scenarios").rglob("*.toml"))

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "assets",
    "game",
    "main.py",
    "pyproject.toml",
    "scenarios",
    "tests",
}
# Places of one machine, and addresses that packages are fetched from; put together here so that this file passes too.
MACHINE = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|tmp|root|home)" + r"/[a-z]", re.MULTILINE)
REGISTRY = re.compile(
    "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.", "deb" + r"\.debian", "/simple" + "/"))
)


def tracked() -> list[Path]:
    """Return the files that git tracks or would; a copy without git is taken as clean but for what Python leaves."""
    if (ROOT / ".git").exists():
        words = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.check_output(words, cwd=ROOT, text=True).split("\0")
        return [ROOT / name for name in names if name and (ROOT / name).is_file()]
    left = re.compile(r"(^|/)(\.venv|__pycache__|\.hypothesis|\.[a-z]+_cache)(/|$)")
    return [path for path in ROOT.rglob("*") if path.is_file() and not left.search(path.relative_to(ROOT).as_posix())]


def pins() -> dict[str, str]:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if not line.startswith("#"))


def requirements(*names: str) -> list[Requirement]:
    """Return the project's own requirements: core, then the extras that are named."""
    extras = PROJECT["project"]["optional-dependencies"]
    return [
        Requirement(line)
        for line in [*PROJECT["project"]["dependencies"], *(line for name in names for line in extras[name])]
    ]


def test_the_top_level_holds_what_a_visitor_expects() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP_LEVEL


def test_no_file_knows_one_machine_or_a_registry() -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {hit[0]!r}" for rule in (MACHINE, REGISTRY) if (hit := rule.search(text))]
    assert found == []


@pytest.mark.parametrize("text", ["see /ho" + "me/ann/x", 'open("/t' + 'mp/x")', "index https://py" + "pi.org/x"])
def test_the_search_for_machines_can_find(text: str) -> None:
    assert MACHINE.search(text) or REGISTRY.search(text)


def test_every_shipped_scenario_is_looked_at() -> None:
    assert ROOT / "scenarios" / "galati.toml" in SCENARIOS


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_means_the_same_to_another_reader(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert toml.loads(text) == tomllib.loads(text)


def test_pins_are_exact_and_name_no_address() -> None:
    for name, version in pins().items():
        assert name == canonicalize_name(name)
        assert re.fullmatch(r"[0-9][0-9a-z.]*", version)


def test_all_that_is_installed_is_pinned_as_installed() -> None:
    pinned, seen = pins(), set[str]()
    waiting = [*requirements("test"), *map(Requirement, BACKEND)]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        assert name in pinned, f"{name} has no pin"
        assert requirement.specifier.contains(pinned[name]), f"{requirement} excludes the pin {pinned[name]}"
        try:
            waiting += map(Requirement, metadata.requires(name) or [])
        except metadata.PackageNotFoundError:
            assert name in {"hatchling", "editables", "types-toml"}, f"{name} is not installed"


@pytest.mark.parametrize("extra", ["accesskit", "assets", "sensitivity"])
def test_an_extra_that_the_tests_do_without_is_pinned(extra: str) -> None:
    pinned = pins()
    for each in requirements(extra)[len(requirements()) :]:
        name = canonicalize_name(each.name)
        assert name in pinned
        assert each.specifier.contains(pinned[name])


def test_the_launcher_looks_for_what_the_project_requires() -> None:
    modules = {"pygame-ce": "pygame", "tree-sitter": "tree_sitter", "tree-sitter-toml": "tree_sitter_toml"}
    core = {modules.get(each.name, each.name) for each in requirements() if not each.marker}
    extra = {each.name for each in requirements("test")[len(requirements()) :] if not each.name.startswith("types-")}
    assert core == set(MODULES[""])
    assert extra == set(MODULES["test"])


@pytest.mark.parametrize(
    ("platform", "wanted"),
    [
        ({"sys_platform": "linux", "platform_machine": "x86_64"}, True),
        ({"sys_platform": "darwin", "platform_machine": "arm64"}, True),
        ({"sys_platform": "darwin", "platform_machine": "x86_64"}, False),
        ({"sys_platform": "win32", "platform_machine": "AMD64"}, True),
        ({"sys_platform": "win32", "platform_machine": "ARM64"}, False),
        ({"sys_platform": "linux", "platform_machine": "riscv64"}, False),
    ],
)
def test_numba_is_asked_for_where_it_has_a_wheel(platform: dict[str, str], wanted: bool) -> None:
    (numba,) = (each for each in requirements() if each.name == "numba")
    assert numba.marker
    python = {"platform_python_implementation": "CPython", "python_version": "3.13"}
    assert numba.marker.evaluate({**platform, **python}) is wanted


def test_pygame_is_the_community_edition() -> None:
    import pygame

    assert getattr(pygame, "IS_CE", 0)


def test_words_for_pytest_run_pytest_only() -> None:
    assert [*steps([])] == [*CHECKS, "tests"]
    assert steps(["-k", "x"]) == {"tests": ("pytest", "-k", "x")}


def test_a_wheel_holds_the_game_and_plays_from_anywhere(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="the build backend comes with the self-made environment")
    build = "from hatchling.build import build_wheel; import sys; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "installed")
    assert {"game/_data/scenarios/galati.toml", "game/cli.py", "game/scenario/tuning.toml"} <= set(names)
    assert not [name for name in names if not name.startswith(("game/", "silence_procedure-"))]
    # -P: the folder it stands in must not lend it the checkout
    subprocess.run(
        [sys.executable, "-P", "-m", "game", "check", "galati"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        check=True,
    )
