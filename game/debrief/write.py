"""`debrief`: the facts of a saved game written to a folder as a page, as JSON and as CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from game.allies.compiled import Engine, has_compiler
from game.debrief.build import GAMES, debrief_of
from game.debrief.csv_tables import Row, csv_tables
from game.debrief.document import html_of
from game.debrief.facts import Debrief
from game.debrief.page import FOLDER, page_for
from game.debrief.page_students import student_tables, students_html
from game.debrief.pdf import has_typst, pdf_of
from game.debrief.students import NOBODY, Named, letters_of, students_of, unnamed, unnamed_facts
from game.scenario.load import Loaded
from game.table.journal import JournalError, Replay, replay
from game.table.reworded import reworded, words_of_news
from game.telling.words import Spoken, sentence, words_in

LOADED: Final = 2.0  # seconds in which compiled rules are loaded; what takes longer is being compiled


def run(path: Path, out: Path | None, language: str, games: int, seat: str, named: Named, pdf: bool) -> int:
    """Write the debrief of a saved game; 1 where it cannot be read, has no such seat, or cannot be written.

    `games` is how many futures each moment is played on in, 0 none, -1 as many as are usual; `seat` is for whose
    decisions there are what-ifs, "" nobody's; `pdf` asks for the page as PDF too.
    """
    words = words_in(language, FOLDER)
    if pdf and not has_typst():
        print(words.say("write.no_pdf"), file=sys.stderr)
        return 1
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
        facts = debrief_of(played, engine, games=ready(engine, games, words), seat=seat, names=named.names)
    finally:
        engine.close()
    try:
        files = write_all(out or path.with_name(f"{path.stem}-debrief"), facts, played, language, named, pdf=pdf)
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


def write_all(
    folder: Path, facts: Debrief, played: Replay, language: str, named: Named = NOBODY, *, pdf: bool = False
) -> list[Path]:
    """Write the page, as PDF too if asked for, the facts as JSON, and their tables as CSV; return the files. Raises OSError.

    Of a class there are also the teacher's own files in a folder of their own: its students, and its private letters.
    """
    page = page_for(facts, played.told, language)
    labels = {each.name: page.say("students.number", n=k) for k, each in enumerate(named.people, 1) if each.name}
    labels = labels if named.is_anonymous else {}
    page = replace(page, facts=unnamed_facts(facts, labels), loaded=_unnamed_news(played, labels))
    html = html_of(page)
    files = _written(folder, "debrief", html, csv_tables(page.facts))
    if pdf:
        files.append(folder / "debrief.pdf")
        files[-1].write_bytes(pdf_of(html))
    plain = folder / "debrief.json"
    plain.write_text(json.dumps(page.facts.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    people = [replace(each, name="") if named.is_anonymous else each for each in named.people]
    letters = [replace(each, says=unnamed(each.says, labels)) for each in letters_of(played.lines, people)]
    students = students_of(played.lines, people)
    own = []
    if students or letters:
        told = students_html(page, students, letters)
        own = _written(folder / "teacher", "students", told, student_tables(page, students, letters))
    return [*files, plain, *own]


def _unnamed_news(played: Replay, labels: Mapping[str, str]) -> Loaded:
    """Return the scenario as it was read, where the teacher's words for news name nobody."""
    words = words_of_news(played.lines)
    return reworded(played.loaded, {key: unnamed(says, labels) for key, says in words.items()})


def _written(folder: Path, name: str, html: str, tables: Mapping[str, Sequence[Row]]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{name}.html"
    page.write_text(html, encoding="utf-8")
    files = [page]
    for table, rows in tables.items():
        file = folder / f"{table}.csv"
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        files.append(file)
    return files
