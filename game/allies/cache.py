"""The folder that keeps the compiled rules between runs: one file for each state of the rules.

Its name is a hash of all that the machine code depends on. It begins with a hash of its content, so that a torn or
damaged file is made anew and never run. The cache is code: nobody else may write it.
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

# What a file of machine code shows: the function that plays games, or the one that finds compromises.
PLAY: Final = "play_range"
FIND: Final = "find_range"
_FLOORS: Final = ("scenario", "rules", "allies")
_SUFFIXES: Final = (".py", ".txt")  # not .toml: a scenario's numbers are handed over in tables, never compiled in
_SUFFIX: Final = ".rules"
_KEPT: Final = 6
_HASH: Final = hashlib.sha256().digest_size


def rule_sources() -> list[Path]:
    """Return every file that the machine code is made of, in a fixed order."""
    game = Path(__file__).parent.parent
    found = (path for floor in _FLOORS for path in (game / floor).glob("*") if path.suffix in _SUFFIXES)
    return sorted(found, key=lambda path: path.relative_to(game).as_posix())


def seal(processor: str) -> str:
    """Return 16 hex digits that change with the rules, the interpreter, the libraries and the processor."""
    hashed = hashlib.sha256(f"{sys.version} {platform.machine()} {processor}".encode())
    for name in ("numba", "llvmlite", "numpy"):
        hashed.update(f"{name} {_version(name)}\n".encode())
    for name in sorted(os.environ):  # such as NUMBA_BOUNDSCHECK, which changes the machine code
        if name.startswith("NUMBA_"):
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


def cache_file(processor: str, symbol: str) -> Path | None:
    """Return where the machine code of these very rules that shows `symbol` is kept, in a private folder made if need be.

    The file need not be there; None where nothing can be written.
    """
    try:
        folder = _base() / "silence-procedure"
        _make_private(folder)
        folder /= "compiled"
        _make_private(folder)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError):
        return None
    return folder / f"{seal(processor)}.{symbol}{_SUFFIX}"


def read(file: Path) -> bytes | None:
    """Return the machine code in a file, None where there is none or it is not what was written."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    said, code = content[:_HASH], content[_HASH:]
    return code if hashlib.sha256(code).digest() == said else None


def write(file: Path, code: bytes) -> None:
    """Keep machine code, in one step, so that nobody reads half of it; drop all but the newest files.

    Each edit of a rule leaves a file behind.
    """
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(hashlib.sha256(code).digest() + code)
    fresh.replace(file)
    others = sorted((path for path in file.parent.iterdir() if path != file), key=_age, reverse=True)
    for path in others[_KEPT - 1 :]:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """Return when a file was written; one that is gone meanwhile is the oldest."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
