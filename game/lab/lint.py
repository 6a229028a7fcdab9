"""Everything that lint for liveliness looks at, from one number of games: rows, rooms, sheets, policies, measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from game.allies.compiled import Engine
from game.lab import free_lunch, playtest, policies, rooms, sheets
from game.lab.lively import Note, notes_of, settings
from game.rules.luck import seed_key
from game.scenario.book import PRIOR, Book
from game.scenario.load import Loaded
from game.scenario.names import names_of

# Parts of the games asked for: a look into the room is in plain Python, and a seat or a level is played many times over.
ROOMS: Final = 20
POLICY: Final = 10
LEVEL: Final = 10
Tick = Callable[[int], object]


def total(book: Book, games: int) -> int:
    """Return how many games `notes` plays in all when it is asked for so many."""
    seats: int = len(book.ally) * len(settings()["policy"]) * _part(games, POLICY)
    types = int((book.type[:, PRIOR] > 0).sum())
    options = sum(1 for _ in free_lunch.levels(book)) * types * _per_level(games)
    return 2 * games + _part(games, ROOMS) + seats + options


def notes(loaded: Loaded, games: int, seed: str, jobs: int, engine: Engine, tick: Tick) -> list[Note] | None:
    """Return all notes on a scenario's liveliness; None when Ctrl-C came before the end."""
    book, key, names = loaded.book, seed_key(seed), names_of(loaded.scenario)
    try:
        tally = playtest.play(book, playtest.looks_of(loaded.scenario, book), games, key, jobs, engine, tick=tick)
        if tally.games < games:
            return None
        found = [*notes_of(tally, loaded.scenario), *free_lunch.read(book, names)]
        found += rooms.notes(rooms.look(book, key, _part(games, ROOMS), tick), book, names)
        found += sheets.notes(sheets.measure(engine, loaded, key, games, jobs, tick), names)
        for reach in policies.reaches(engine, book, key, _part(games, POLICY), jobs, tick):
            if spectator := policies.note(reach, names):
                found.append(spectator)
        for lunch in free_lunch.play(engine, book, key, _per_level(games), jobs, tick):
            if helps := free_lunch.note(lunch, names):
                found.append(helps)
    except KeyboardInterrupt:
        return None
    return found


def _part(games: int, part: int) -> int:
    return max(games // part, 1)


def _per_level(games: int) -> int:
    """Return the games of a type that a measure's level is played in: so many futures of as many games as that gives."""
    return max(games // LEVEL // free_lunch.FUTURES, 2) * free_lunch.FUTURES
