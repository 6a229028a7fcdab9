"""Where a person's games and settings are kept, and what is there to go on with; without a folder play goes on unkept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.journal import JournalError, new_game
from game.table.lines import fold
from game.table.saves import ENDING, free_file, games_folder
from game.table.store import read_file
from game.table.table import Table

SETTINGS: Final = "settings.json"
SMALLEST, LARGEST, STEP = 100, 200, 25  # per cent


@dataclass(frozen=True, slots=True)
class Kept:
    """A table, the file it is kept in (None: it is not), and why not."""

    table: Table
    file: Path | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A saved game that can be gone on with: what it is and how far it is; `round` counts the rounds that were begun."""

    file: Path
    title: str
    seats: tuple[str, ...]
    round: int
    changed: float  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person wants of the window. `scale` is in per cent."""

    scale: int = 100
    full_screen: bool = False
    reduced_motion: bool = False
    language: str = "en"

    def scaled(self, by: int) -> Settings:
        """Return them with a larger or smaller scale, within what is offered."""
        return replace(self, scale=min(max(self.scale + by, SMALLEST), LARGEST))


def begin_kept(loaded: Loaded, seats: dict[str, str], seed: str, save: Path | None) -> Kept:
    """Begin a game, kept in a file of the person's own folder or in `save`; where neither can be, unkept."""
    persons = [seat for seat, holder in seats.items() if holder == PERSON]
    try:
        file = save or free_file(loaded.scenario.scenario.key, "-".join(persons[:3]), seed)
        return Kept(new_game(file, loaded, seed, seats), file)
    except (JournalError, OSError) as error:
        return Kept(Table.new(loaded, seed, seats), None, str(error))


def slots() -> list[Slot]:
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
    if "aftermath" not in settled[-1:]:
        title = tomllib.loads(header.scenario)["scenario"]["title"]
        yield Slot(file, title, persons, settled.count("briefing"), changed)


def read_settings() -> Settings:
    """Return what was set the last time; the first settings where there is nothing readable."""
    try:
        told = json.loads((games_folder() / SETTINGS).read_text("utf-8"))
        known = {each.name: type(each.default) for each in fields(Settings)}
        return Settings(**{key: told[key] for key, kind in known.items() if isinstance(told.get(key), kind)}).scaled(0)
    except (OSError, ValueError, AttributeError):
        return Settings()


def write_settings(settings: Settings) -> str:
    """Keep settings for the next time; return why that could not be, or nothing."""
    try:
        games_folder().mkdir(parents=True, exist_ok=True)
        (games_folder() / SETTINGS).write_text(json.dumps(asdict(settings)), "utf-8")
    except OSError as error:
        return error.strerror or str(error)
    return ""
