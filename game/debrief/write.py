"""`debrief`: the facts of a saved game written to a folder as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Final

from game.allies.compiled import Engine, has_compiler
from game.debrief.build import GAMES, Names, debrief_of
from game.debrief.csv_tables import csv_tables
from game.debrief.document import html_of
from game.debrief.facts import Debrief
from game.debrief.page import FOLDER, page_for
from game.scenario.load import Loaded
from game.table.journal import JournalError, replay
from game.telling.words import Spoken, sentence, words_in

LOADED: Final = 2.0  # seconds in which compiled rules are loaded; what takes longer is being compiled


def run(path: Path, out: Path | None, language: str, games: int, seat: str, names: Names) -> int:
    """Write the debrief of a saved game; 1 where it cannot be read, has no such seat, or cannot be written.

    `games` is how many futures each moment is played on in, 0 none, -1 as many as are usual; `seat` is for whose
    decisions there are what-ifs, "" nobody's; `names` are those of who held the seats.
    """
    words = words_in(language, FOLDER)
    try:
        played = replay(path)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    if seat and seat not in played.loaded.scenario.ally:
        keys = words.say("list.comma").join(played.loaded.scenario.ally)
        print(words.say("write.no_seat", seat=seat, keys=keys), file=sys.stderr)
        return 1
    engine = Engine()
    try:
        facts = debrief_of(played, engine, games=ready(engine, games, words), seat=seat, names=names)
    finally:
        engine.close()
    try:
        files = write_all(out or path.with_name(f"{path.stem}-debrief"), facts, played.told, language)
    except OSError as error:
        print(words.say("write.cannot", why=error.strerror or error), file=sys.stderr)
        return 1
    for file in files:
        print(file)
    return 0


def ready(engine: Engine, games: int, words: Spoken) -> int:
    """Return how many futures to play: none without compiled rules unless so many were asked for. Waits for them."""
    if games == 0:
        return 0
    if not engine.wait(LOADED) and has_compiler():
        print(words.say("write.compiling"), file=sys.stderr)
        engine.wait()
    if games < 0 and not engine.is_compiled:
        print(words.say("write.no_compiler"), file=sys.stderr)
        return 0
    return GAMES if games < 0 else games


def write_all(folder: Path, facts: Debrief, loaded: Loaded, language: str) -> list[Path]:
    """Write the page, the facts as JSON, and their tables as CSV; return the files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    page, plain = folder / "debrief.html", folder / "debrief.json"
    page.write_text(html_of(page_for(facts, loaded, language)), encoding="utf-8")
    plain.write_text(json.dumps(facts.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    files = [page, plain]
    for name, rows in csv_tables(facts).items():
        file = folder / f"{name}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        files.append(file)
    return files
