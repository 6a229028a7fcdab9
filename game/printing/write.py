"""`print`: the kit of a scenario written to a folder, for a room in which nobody has a device."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from game.debrief.markup import Html
from game.printing.ballots import ballots
from game.printing.cards import cards
from game.printing.index import index
from game.printing.injects import injects
from game.printing.kit import FOLDER, Kit, kit_for
from game.printing.script import script
from game.printing.sheets import html_of
from game.scenario.load import load_or_say
from game.telling.words import words_in

PARTS: Final[dict[str, Callable[[Kit], list[Html]]]] = {
    "cards": cards,
    "ballots": ballots,
    "injects": injects,
    "script": script,
}


def run(path: Path, out: Path, language: str, seats: tuple[str, ...]) -> int:
    """Write the kit of a scenario; 1 where it does not hold together, lacks a seat, or cannot be written."""
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    words = words_in(language, FOLDER)
    for seat in seats:
        if seat not in loaded.scenario.ally:
            keys = words.say("list.comma").join(loaded.scenario.ally)
            print(words.say("write.no_seat", seat=seat, keys=keys), file=sys.stderr)
            return 1
    try:
        files = write_all(out, kit_for(loaded, language, seats))
    except OSError as error:
        print(words.say("write.cannot", why=error.strerror or error), file=sys.stderr)
        return 1
    for file in files:
        print(file)
    return 0


def write_all(folder: Path, kit: Kit) -> list[Path]:
    """Write every part of the kit and the page that links them; return the files, that page first. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {name: part(kit) for name, part in PARTS.items()}
    pages = {"index": index(kit, made, "html")} | made
    files = []
    for name, sheets in pages.items():
        file = folder / f"{name}.html"
        file.write_text(html_of(kit, kit.say(f"{name.rstrip('s')}.heading"), sheets), encoding="utf-8")
        files.append(file)
    return files
