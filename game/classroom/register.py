"""What is kept of a room beside its journal: the scenario that it waits with, and the passes that it gave."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from game.classroom.codes import ALPHABET, LENGTH
from game.classroom.tokens import Pass

ENDING: Final = ".room"
JOURNAL: Final = ".journal"


@dataclass
class Register:
    """One room on disk; `passes` is by the hash of the token, `models` how the other seats play."""

    code: str
    name: str  # the scenario's file, for messages
    scenario: str  # its source text
    skill: str
    passes: dict[str, Pass] = field(default_factory=dict)
    seed: str = ""  # that all tables of a host share; "" for one of its own
    bell: float = 0.0  # when the lesson ends, in seconds since 1970; 0 for never
    lesson: float = 0.0  # how long it is, in seconds


_REGISTER: Final = TypeAdapter(Register)


def journal_of(folder: Path, code: str) -> Path:
    """Return where a room's journal is kept."""
    return folder / f"{code}{JOURNAL}"


def cleared(path: Path) -> Path:
    """Return a journal's path with nothing there: what a host left that was killed while its game began, goes."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return path


def keep(folder: Path, register: Register) -> None:
    """Write a register, the whole of it or nothing, through to the disk. Raises OSError."""
    path = folder / f"{register.code}{ENDING}"
    half = path.with_suffix(".half")
    with half.open("wb") as file:
        os.fchmod(file.fileno(), 0o600) if os.name != "nt" else None
        file.write(_REGISTER.dump_json(register))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def kept(folder: Path) -> Iterator[Register | Path]:
    """Yield the rooms of a folder, in order; of one that cannot be read, its path."""
    for path in sorted(folder.glob(f"*{ENDING}")):
        try:
            register = _REGISTER.validate_json(path.read_bytes())
        except (ValidationError, OSError):
            yield path
            continue
        sound = register.code == path.stem and len(register.code) == LENGTH and set(register.code) <= set(ALPHABET)
        yield register if sound else path


def names_beside(journal: Path) -> dict[str, tuple[str, ...]]:
    """Return the names of those who sat at each seat of a saved game; none where no room's register lies beside it."""
    try:
        register = _REGISTER.validate_json(journal.with_suffix(ENDING).read_bytes())
    except (ValidationError, OSError):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for each in register.passes.values():
        if each.seat:
            found[each.seat] = (*found.get(each.seat, ()), each.name)
    return found
