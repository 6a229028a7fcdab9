"""The environment that the program makes for itself: `.venv` beside `main.py`, filled with pinned versions.

Only the standard library is used here. The folder holds three files of ours: a lock (one start at a time prepares), a
mark (for what it was made; empty until all is installed, so that the next start makes an interrupted one good) and
pip's log (from which a failure is told).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NamedTuple

from game.cli import say, sentence

# Modules that the dependencies of pyproject.toml bring, by extra. Numba is not among them: without it the game is slow.
MODULES = {
    "": (
        "numpy",
        "pydantic",
        "pygame",
        "rich",
        "segno",
        "starlette",
        "tree_sitter",
        "tree_sitter_toml",
        "uvicorn",
        "websockets",
    ),
    "test": ("highspy", "hypothesis", "mypy", "packaging", "pypdf", "pytest", "ruff", "toml", "typst"),
}
BACKEND = ("hatchling", "editables")  # installed like the rest, so that their versions are pinned too
NEEDED = 700_000_000  # bytes free before a start: 480 MB with the tests' libraries, and the files on their way

NO_VENV = (
    "This Python has no module to make environments (venv with ensurepip). On Debian and Ubuntu: "
    "sudo apt install python3-venv. Then start again."
)
# What pip's log shows when it failed, and what to tell; the first that fits is told.
FAILURES = (
    (("No space left", "Errno 28", "Disk quota exceeded"), "The disk is full. Make room (about 700 MB) and start again."),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError"),
        "The connection was not trusted; a school's or firm's filter does that. Start once from another network.",
    ),
    (
        ("Failed to establish a new connection", "NameResolutionError", "getaddrinfo", "ConnectTimeout", "timed out",
         "Connection refused", "Network is unreachable", "ProxyError", "Connection reset"),
        "This machine seems to be offline. Connect it and start again; only the first start needs a network.",
    ),
    (("Permission denied", "Access is denied"), "Not everything could be written. Move the folder to a place of your own."),
    (("No matching distribution",), "A library has no build for this Python or machine. Python 3.11 to 3.14 have them all."),
)  # fmt: skip


class Place(NamedTuple):
    """Where an environment stands and for which checkout."""

    root: Path

    @property
    def folder(self) -> Path:
        """Return the environment's folder."""
        return self.root / ".venv"

    @property
    def mark(self) -> Path:
        """Return the file that says for what the environment was made."""
        return self.folder / "silence-procedure.txt"

    @property
    def lock(self) -> Path:
        """Return the file that one start at a time holds; it also shows that the folder is ours."""
        return self.folder / "silence-procedure.lock"

    @property
    def log(self) -> Path:
        """Return pip's log."""
        return self.folder / "install.log"

    @property
    def python(self) -> Path:
        """Return the environment's Python."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def constraints(self) -> Path:
        """Return the file with the exact versions."""
        return self.root / ".ci" / "constraints.txt"


def modules(extra: str) -> tuple[str, ...]:
    """Return the modules that the core and an extra ("" for none) need."""
    return MODULES[""] + (MODULES[extra] if extra else ())


def holds(place: Place, extra: str) -> bool:
    """Tell whether the environment has what is needed, whoever made it."""
    packages = [
        str(path)
        for pattern in ("lib/python*/site-packages", "Lib/site-packages")
        for path in place.folder.glob(pattern)
    ]
    return place.python.exists() and all(PathFinder.find_spec(name, packages) for name in modules(extra))


def seal(place: Place) -> str:
    """Return what an environment is made for: this Python, and a hash of the two files that say what to install."""
    both = (place.root / "pyproject.toml").read_bytes() + place.constraints.read_bytes()
    return (
        f"{sys.implementation.name}-{sys.version_info[0]}.{sys.version_info[1]} {hashlib.sha256(both).hexdigest()[:16]}"
    )


def marked(place: Place) -> tuple[str, set[str]]:
    """Return the seal on the mark and the extras under it; an empty seal where nothing was finished."""
    if not place.mark.is_file():
        return "", set()
    sealed, *extras = place.mark.read_text(encoding="utf-8").splitlines() or [""]
    return sealed, set(extras)


def is_ready(place: Place, extra: str) -> bool:
    """Tell whether the environment can be used as it is; one that a person made is taken if it has what is needed."""
    if not holds(place, extra):
        return False
    sealed, extras = marked(place)
    return not place.lock.exists() or (sealed == seal(place) and extra in extras | {""})


def is_foreign(place: Place) -> bool:
    """Tell whether somebody else made the folder; it is not ours to change."""
    return place.folder.exists() and not place.lock.exists() and any(place.folder.iterdir())


def grab(file: IO[str]) -> bool:
    """Take the lock if nobody holds it; the system gives it back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks: go on as if alone
    return True


@contextmanager
def alone(place: Place) -> Iterator[None]:
    """Wait until no other start prepares this folder, and hold the lock meanwhile."""
    place.folder.mkdir(exist_ok=True)
    with place.lock.open("a+", encoding="utf-8") as file:
        if not grab(file):
            say("Another start is preparing .venv; waiting for it.")
            while not grab(file):
                time.sleep(0.3)
        yield


def empty(place: Place) -> None:
    """Remove all of an unfinished or outdated environment but the files that say that it is ours."""
    for path in place.folder.iterdir():
        if path in (place.lock, place.mark):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def what_failed(log: Path) -> str:
    """Return what to do after a failed install, told from pip's log."""
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
    for signs, told in FAILURES:
        if any(sign in text for sign in signs):
            return told
    return f"Installing failed; pip's last words are above and in {log}. Start again to try once more."


def install(place: Place, extras: set[str]) -> str:
    """Install the backend, then core and extras at the pinned versions; return what failed, or nothing."""
    pip = [
        str(place.python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--no-warn-script-location",
    ]
    pip += ["--log", str(place.log), "-c", str(place.constraints)]
    wanted = f".[{','.join(sorted(extras))}]" if extras else "."
    place.log.unlink(missing_ok=True)
    for step in ([*pip, "--quiet", *BACKEND], [*pip, "--no-build-isolation", "-e", wanted]):
        # A machine's own pip settings may install for the user, which an environment refuses. Standard output is the answer's.
        if subprocess.call(step, cwd=place.root, stdout=sys.stderr, env={**os.environ, "PIP_USER": "0"}):
            return what_failed(place.log)
    return ""


def make(place: Place) -> str:
    """Make the bare environment; return what failed, or nothing."""
    if not (find_spec("venv") and find_spec("ensurepip")):
        return NO_VENV
    say("First start: making the environment .venv beside main.py. This happens once and takes a minute or two.")
    if subprocess.call([sys.executable, "-m", "venv", str(place.folder)]):
        return "The environment could not be made; what Python said is above."
    return ""


def prepare(place: Place, extra: str) -> str:
    """Make, complete or repair the environment; the lock is held. Return what failed, or nothing."""
    if is_ready(place, extra):
        return ""
    if shutil.disk_usage(place.root).free < NEEDED:
        return "The disk has too little room for the libraries. Make room (about 700 MB) and start again."
    sealed, extras = marked(place)
    extras |= {extra} - {""}
    inside = Path(sys.prefix).resolve() == place.folder.resolve()
    same_python = sealed.split(" ")[0] == seal(place).split(" ")[0]
    place.mark.write_text("", encoding="utf-8")
    if not inside and not (same_python and holds(place, "")):
        empty(place)
        if failed := make(place):
            return failed
    say(f"Installing the libraries{' and what the tests need' if 'test' in extras else ''} ...")
    if failed := install(place, extras):
        return failed
    place.mark.write_text("\n".join([seal(place), *sorted(extras)]), encoding="utf-8")
    return (
        "" if holds(place, extra) else "The libraries were installed but are not found. Delete .venv and start again."
    )


def made_ready(place: Place, extra: str) -> str:
    """Prepare the environment, one start at a time; return what failed, or nothing."""
    if is_foreign(place):
        return (
            f"{place.folder} was not made by this program and lacks libraries. Install into it (pip install -e .[test]), "
            "or move it away, and start again."
        )
    try:
        with alone(place):
            return prepare(place, extra)
    except OSError as error:
        return f"{sentence(error)} The environment needs a folder that can be written, and about 700 MB."
