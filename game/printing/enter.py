"""`enter`: minutes of a game on paper made into a saved game, of which the debrief can be written."""

from __future__ import annotations

import sys
from pathlib import Path

from game.printing.kit import FOLDER
from game.printing.minutes import Minutes, Misread, read_minutes
from game.printing.paper_game import Left, enter, on_paper, seats_of, seed_for
from game.scenario.load import Loaded, load_or_say
from game.table.decisions import Refused
from game.table.journal import JournalError, new_game
from game.telling.naming import Naming
from game.telling.refusals import refusal
from game.telling.words import Spoken, sentence, words_in


def run(path: Path, minutes: Path, out: Path | None, language: str) -> int:
    """Write the saved game that minutes tell; 1 where scenario or minutes cannot be read, or the game cannot be kept."""
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    words = words_in(language, FOLDER)
    names = Naming(loaded.scenario, words_in(language))
    try:
        text = minutes.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return _fails(words.say("enter.cannot", why=getattr(error, "strerror", None) or error))
    told = read_minutes(text, loaded.scenario)
    if isinstance(told, Misread):
        why = refusal(names, told.refused)
        return _fails(words.say("enter.misread", line=told.line, text=told.text, why=why))
    if not told.rounds:
        return _fails(words.say("enter.empty"))
    file = out or minutes.with_suffix(".journal")
    try:
        left = _keep(file, on_paper(loaded, told), told)
    except JournalError as error:
        return _fails(sentence(f"{error}."))
    for each in left:
        print(_said(each, names, words), file=sys.stderr)
    print(words.say("enter.written", file=file))
    return 0


def _keep(file: Path, loaded: Loaded, minutes: Minutes) -> list[Left]:
    table = new_game(file, loaded, seed_for(loaded, minutes, file.stem), seats_of(loaded))
    try:
        return enter(table, minutes)
    finally:
        table.close()


def _said(left: Left, names: Naming, words: Spoken) -> str:
    """Return in a sentence that a line was left out, and why."""
    why = refusal(names, left.refused) if isinstance(left.refused, Refused) else words.say("enter.late")
    return words.say("enter.left", line=left.entry.line, text=left.entry.text, why=why)


def _fails(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
