"""`print`: the kit of a scenario written to a folder, for a room in which nobody has a device."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from game.debrief.markup import Html
from game.debrief.pdf import has_typst, pages_of, pdf_of
from game.printing.ballots import ballots
from game.printing.cards import cards
from game.printing.form import form
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


def run(path: Path, out: Path, language: str, seats: tuple[str, ...], pdf: bool) -> int:
    """Write the kit of a scenario; 1 where it does not hold together, lacks a seat, or cannot be written."""
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    words = words_in(language, FOLDER)
    if pdf and not has_typst():
        print(words.say("write.no_pdf"), file=sys.stderr)
        return 1
    for seat in seats:
        if seat not in loaded.scenario.ally:
            keys = words.say("list.comma").join(loaded.scenario.ally)
            print(words.say("write.no_seat", seat=seat, keys=keys), file=sys.stderr)
            return 1
    try:
        files = write_all(out, kit_for(loaded, language, seats), pdf=pdf)
    except OSError as error:
        print(words.say("write.cannot", why=error.strerror or error), file=sys.stderr)
        return 1
    for file in files:
        print(file)
    return 0


def write_all(folder: Path, kit: Kit, *, pdf: bool = False) -> list[Path]:
    """Write every part of the kit and the page that links them, as PDF too if asked for; return the files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {name: part(kit) for name, part in PARTS.items()}
    pages = {name: _page(kit, name, sheets) for name, sheets in made.items()}
    printed = {name: pdf_of(html) for name, html in pages.items()} if pdf else {}
    many = {name: pages_of(printed[name]) if pdf else len(sheets) for name, sheets in made.items()}
    first = _page(kit, "index", index(kit, many, "pdf" if pdf else "html"))
    typed = html_of(kit, kit.say("form.heading"), [form(kit)])
    files = {"index.html": first.encode(), "form.html": typed.encode()} | {
        f"{name}.html": html.encode() for name, html in pages.items()
    }
    files |= {f"{name}.pdf": content for name, content in printed.items()}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


def _page(kit: Kit, name: str, sheets: list[Html]) -> str:
    return html_of(kit, kit.say(f"{name.rstrip('s')}.heading"), sheets)
