"""Where a person's games are kept, and what is there to go on with; without a folder play goes on unkept."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from game.scenario.load import Loaded
from game.scenario.translated import shipped_words
from game.table.decisions import PERSON
from game.table.journal import JournalError, new_game
from game.table.lines import fold
from game.table.saves import ENDING, free_file, games_folder
from game.table.store import read_file
from game.table.table import Table

TITLE: Final = "scenario.title"


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, the file it is kept in (None: it is not), and why not."""

    table: Table
    file: Path | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A saved game: what it is and how far it is; `round` counts the rounds that were begun."""

    file: Path
    title: str
    seats: tuple[str, ...]
    round: int
    changed: float  # seconds since 1970
    is_over: bool = False
    key: str = ""  # of the scenario
    titles: dict[str, str] = field(default_factory=dict)  # language -> title, where the author gave one

    def title_in(self, language: str) -> str:
        """Return the scenario's title as a reader of a language calls it."""
        return self.titles.get(language) or shipped_words(self.key, language).get(TITLE, self.title)


def begin_kept(loaded: Loaded, seats: dict[str, str], seed: str, save: Path | None) -> Kept:
    """Begin a game, kept in a file of the person's own folder or in `save`; where neither can be, unkept."""
    persons = [seat for seat, holder in seats.items() if holder == PERSON]
    try:
        file = save or free_file(loaded.scenario.scenario.key, "-".join(persons[:3]), seed)
        return Kept(new_game(file, loaded, seed, seats), file)
    except (JournalError, OSError) as error:
        return Kept(Table.new(loaded, seed, seats), None, str(error))


def slots() -> list[Slot]:
    """Return the games of the person's folder that can be gone on with, the latest first."""
    return [slot for slot in all_games() if not slot.is_over]


def all_games() -> list[Slot]:
    """Return the saved games of the person's folder, the latest first; files that cannot be read are left out."""
    try:
        files = list(games_folder().glob(f"*{ENDING}"))
    except OSError:
        return []
    found = [slot for file in files for slot in _slot(file)]
    return sorted(found, key=lambda slot: slot.changed, reverse=True)


def _slot(file: Path) -> Iterator[Slot]:
    try:
        header, lines = read_file(file)
        changed = file.stat().st_mtime
    except (JournalError, OSError):
        return
    settled = [line.text for line in fold(lines) if line.kind == "settled"]
    persons = tuple(seat for seat, holder in header.seats.items() if holder == PERSON)
    told = tomllib.loads(header.scenario)
    titles = {language: said[TITLE] for language, said in told.get("text", {}).items() if TITLE in said}
    is_over = "aftermath" in settled[-1:]
    yield Slot(
        file,
        told["scenario"]["title"],
        persons,
        settled.count("briefing"),
        changed,
        is_over,
        told["scenario"]["key"],
        titles,
    )
