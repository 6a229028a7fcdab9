"""The folder that keeps the compiled rules between runs.

It is named by a hash of all that the machine code depends on, because the compiler's own cache does not notice a changed
callee in another file. A stamp holds the hashes of its files, so that a torn or damaged cache is rebuilt and never run.
The cache is code: nobody else may write it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_FLOORS: Final = ("scenario", "rules", "allies")
_SUFFIXES: Final = (".py", ".txt")  # not .toml: a scenario's numbers are handed over in tables, never compiled in
_STAMP: Final = "ready"
_KEPT: Final = 3


def rule_sources() -> list[Path]:
    """Return every file that the machine code is made of, in a fixed order."""
    game = Path(__file__).parent.parent
    found = (path for floor in _FLOORS for path in (game / floor).glob("*") if path.suffix in _SUFFIXES)
    return sorted(found, key=lambda path: path.relative_to(game).as_posix())


def seal() -> str:
    """Return 16 hex digits that change with the rules, the interpreter, the libraries and the kind of machine."""
    hashed = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    for name in ("numba", "llvmlite", "numpy"):
        hashed.update(f"{name} {_version(name)}\n".encode())
    for name in sorted(os.environ):  # such as NUMBA_BOUNDSCHECK, which changes the machine code
        if name.startswith("NUMBA_") and name != "NUMBA_CACHE_DIR":
            hashed.update(f"{name}={os.environ[name]}\n".encode())
    if getattr(sys, "frozen", False):  # a packed program may carry no sources
        packed = Path(sys.executable).stat()
        hashed.update(f"{packed.st_size} {packed.st_mtime_ns}".encode())
    for path in rule_sources():
        hashed.update(f"{path.parent.name}/{path.name}\n".encode() + path.read_bytes())
    return hashed.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _base() -> Path:
    """Return where this user's caches live; RuntimeError where there is no home."""
    for name in ("LOCALAPPDATA", "XDG_CACHE_HOME"):
        if Path(os.environ.get(name, "")).is_absolute():
            return Path(os.environ[name])
    return Path.home() / ".cache"


def _make_private(folder: Path) -> None:
    """Make a folder that this user alone may write; PermissionError where it belongs to somebody else."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":
        return  # the profile's folders are private there
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(folder)
    folder.chmod(0o700)


def cache_folder() -> Path | None:
    """Return the private folder for these very rules, made if need be, or None where nothing can be written."""
    try:
        folder = _base() / "silence-procedure"
        for part in ("compiled", seal()):
            _make_private(folder)
            folder = folder / part
        _make_private(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError):
        return None
    return folder


def _content(folder: Path) -> str:
    """Return a hash of every file of compiled code in the folder."""
    hashed = hashlib.sha256()
    for path in sorted(folder.rglob("*.nb[ic]")):
        hashed.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode() + path.read_bytes())
    return hashed.hexdigest()


def stamp(folder: Path) -> None:
    """Declare the folder whole, in one step, so that nobody reads half a stamp."""
    fresh = folder / f"{_STAMP}.{os.getpid()}"
    fresh.write_text(_content(folder), "ascii")
    fresh.replace(folder / _STAMP)


def is_whole(folder: Path) -> bool:
    """Tell whether the folder was stamped and has not changed since."""
    try:
        return (folder / _STAMP).read_text("ascii") == _content(folder)
    except (OSError, UnicodeDecodeError):
        return False


def clear(folder: Path) -> None:
    """Empty a folder that is not whole."""
    (folder / _STAMP).unlink(missing_ok=True)
    for path in folder.rglob("*.nb[ic]"):
        path.unlink(missing_ok=True)


def tidy(folder: Path) -> None:
    """Remove all but the newest folders beside this one: each edit of a rule leaves one behind."""
    others = sorted((path for path in folder.parent.iterdir() if path != folder), key=_age, reverse=True)
    for path in others[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _age(folder: Path) -> float:
    """Return when a folder was last stamped; one that never was is the oldest."""
    try:
        return (folder / _STAMP).stat().st_mtime
    except OSError:
        return 0.0
