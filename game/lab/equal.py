"""Equality: the same seeds give the same bytes in plain Python, as machine code, at a table, and for any split of the work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from game.allies.compiled import Engine
from game.allies.many import play_many
from game.rules.luck import seed_key
from game.rules.state import tables
from game.scenario.book import Book, Table
from game.scenario.data import data_root
from game.scenario.load import Loaded, load

SPLIT_GAMES: Final = 40
THREADS: Final = (1, 2)
CHUNKS: Final = (500, 7, 1)
_CHILD: Final = "import sys; from game.lab import equal; equal.child(sys.argv[1], int(sys.argv[2]))"


class Compared(NamedTuple):
    """What equality found: a digest a seed for each way to play it, and a digest a way to split one seed's games."""

    by_seed: dict[str, list[str]]  # way -> one digest a seed
    by_split: dict[str, str]  # threads and chunk -> digest of all games
    missing: list[str]  # ways that this machine or program lacks

    @property
    def are_equal(self) -> bool:
        """Tell whether every way gave the same bytes."""
        return len({tuple(digests) for digests in self.by_seed.values()}) == 1 and len({*self.by_split.values()}) <= 1


def largest_scenario() -> Path:
    """Return the longest of the shipped scenarios: the one that the engine has most work with."""
    return max((data_root() / "scenarios").glob("*.toml"), key=lambda path: (path.stat().st_size, path.name))


def seeds(count: int) -> list[str]:
    """Return the texts of the seeds that are compared."""
    return [f"equal {number}" for number in range(count)]


def digest(*tables: Table) -> str:
    """Return 16 hex digits of some tables' bytes."""
    hashed = sha256()
    for table in tables:
        hashed.update(np.ascontiguousarray(table, "<i8").tobytes())
    return hashed.hexdigest()[:16]


def by_engine(engine: Engine, book: Book, texts: list[str]) -> list[str]:
    """Return the digest of the final state of game 0 of each seed, played by an engine as it stands."""
    found = []
    for text in texts:
        batch = play_many(engine, book, seed_key(text), 0, 1, wants_finals=True)
        assert batch is not None
        found.append(digest(batch.finals))
    return found


def by_table(loaded: Loaded, texts: list[str]) -> list[str] | None:
    """Return the same digests from tables with the model in every seat, each decision through its text form.

    None while the program has no `game.table.drive`, whose `final_state(loaded, seed text)` plays one.
    """
    if find_spec("game.table.drive") is None:
        return None
    drive = import_module("game.table.drive")
    return [digest(*tables(drive.final_state(loaded, text))) for text in texts]


def by_splits(engine: Engine, book: Book, text: str) -> dict[str, str]:
    """Return the digest of the same games of one seed for each number of threads and size of chunk."""
    found = {}
    for jobs, chunk in product(THREADS, CHUNKS):
        batch = play_many(engine, book, seed_key(text), 1, 1 + SPLIT_GAMES, jobs=jobs, chunk=chunk, wants_finals=True)
        assert batch is not None
        found[f"threads {jobs}, chunk {chunk}"] = digest(batch.out, batch.finals)
    return found


def child(path: str, count: int) -> None:
    """Print, as JSON, the digests that a second process finds in plain Python and at a table."""
    loaded = load(Path(path))
    print(json.dumps([by_engine(Engine(), loaded.book, seeds(count)), by_table(loaded, seeds(count))]))


def in_second_process(path: Path, count: int) -> tuple[list[str], list[str] | None]:
    """Return the digests of a process whose sets and dictionaries of text are ordered otherwise."""
    here = os.environ.get("PYTHONHASHSEED")
    env = {**os.environ, "PYTHONHASHSEED": "1" if here != "1" else "2"}
    said = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path.absolute()), str(count)],
        cwd=Path(__file__).parents[2],
        env=env,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    plain, table = json.loads(said)
    return plain, table


def compare(path: Path, count: int, engine: Engine) -> Compared:
    """Play `count` seeds of a scenario in every way that there is."""
    book = load(path).book
    plain, table = in_second_process(path, count)
    by_seed = {"plain": by_engine(Engine(), book, seeds(count)), "plain, another process": plain}
    missing = []
    if engine.wait():
        by_seed["compiled"] = by_engine(engine, book, seeds(count))
    else:
        missing.append("compiled")
    if table is not None:
        by_seed["table, another process"] = table
    else:
        missing.append("table")
    return Compared(by_seed, by_splits(engine, book, seeds(1)[0]), missing)


def as_text(found: Compared) -> str:
    """Return what was found as lines for a person."""
    lines = [f"{'seed':<10}" + "".join(f"{way:<26}" for way in found.by_seed)]
    for text, *digests in zip(seeds(len(found.by_seed["plain"])), *found.by_seed.values(), strict=True):
        mark = "" if len({*digests}) == 1 else "DIFFERS"
        lines.append(f"{text:<10}" + "".join(f"{each:<26}" for each in digests) + mark)
    lines += [f"{SPLIT_GAMES} games, {split:<24}{each}" for split, each in found.by_split.items()]
    lines += [f"Not compared, because it is not here: {way}." for way in found.missing]
    return "\n".join([*lines, "All equal." if found.are_equal else "There are differences."])


def run(count: int, as_json: bool, engine: Engine) -> int:
    """Compare `count` seeds and print the digests; return 0 when all are equal, else 1."""
    found = compare(largest_scenario(), count, engine)
    print(json.dumps({**found._asdict(), "equal": found.are_equal}, indent=2) if as_json else as_text(found))
    return 0 if found.are_equal else 1
