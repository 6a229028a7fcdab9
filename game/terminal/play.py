"""`play` and `resume`: a game that plays itself, or one with a person in a seat.

What a game needs is imported once a seat is chosen, so that the first question comes at once.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import Final

from game.lab.words import Words
from game.scenario.load import Loaded, load_or_say
from game.telling.naming import Naming
from game.telling.words import sentence, words_in
from game.terminal.asking import Asker, Leave
from game.terminal.paper import Paper

LOOKS_FAR: Final = "council"
LOADED: Final = 2.0  # seconds in which compiled rules are loaded; what takes longer is being compiled


def run(
    path: Path,
    seat: str | None,
    seed: str | None,
    skill: str,
    auto: bool,
    save: Path | None,
    as_json: bool,
    language: str = "",
) -> int:
    """Play a scenario; return the exit code."""
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    seed = seed or secrets.token_hex(4)
    words = words_in(language)
    prepare(skill, words)
    if auto:
        if save and not kept(loaded, seed, skill, save):
            return 1
        return play_itself(loaded, seed, skill, as_json, words)
    paper, asker = Paper(), Asker()
    try:
        seat = choose_seat(loaded, seat, paper, asker, words)
    except Leave:
        return 0
    if seat is None:
        return 1
    from game.terminal.sitting import begin_game, sit_down

    table, file = begin_game(loaded, seat, seed, skill, save, paper, words)
    return 1 if table is None else sit_down(table, seat, paper, asker, words, file)


def prepare(skill: str, words: Words) -> None:
    """Begin to compile the rules where seats look far ahead, and say so where that takes its time."""
    if skill != LOOKS_FAR:
        return
    from game.allies.compiled import shared_engine

    engine = shared_engine()
    if not engine.wait(LOADED):
        print(words.say("client.compiling"), file=sys.stderr)
        engine.wait()


def resume(file: Path, language: str = "") -> int:
    """Go on with a saved game; return the exit code."""
    from game.terminal.sitting import go_on

    return go_on(file, words_in(language))


def kept(loaded: Loaded, seed: str, skill: str, save: Path) -> bool:
    """Keep a game that the model plays by itself in a file, for replay and debrief; say why where that cannot be."""
    from game.table.journal import JournalError, new_game

    try:
        new_game(save, loaded, seed, dict.fromkeys(loaded.scenario.ally, skill)).close()
    except (JournalError, OSError) as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return False
    return True


def play_itself(loaded: Loaded, seed: str, skill: str, as_json: bool, words: Words) -> int:
    """Let the model play every seat, and tell the story or, for a machine, the outcome."""
    import io
    import json

    from game.terminal.outcome import outcome
    from game.terminal.story import told

    position = told(loaded, seed, skill, Paper(io.StringIO() if as_json else None), words)
    if as_json:
        print(json.dumps(outcome(position, seed), indent=2, ensure_ascii=False))
    return 0


def choose_seat(loaded: Loaded, seat: str | None, paper: Paper, asker: Asker, words: Words) -> str | None:
    """Return the seat that a person takes: the one named, or one that is asked for; None where there is no such."""
    names, allies = Naming(loaded.scenario, words), loaded.scenario.ally
    keys = words.say("list.comma").join(allies)
    if seat:
        if seat not in allies:
            print(words.say("client.no_seat", word=seat, keys=keys), file=sys.stderr)
            return None
        return seat
    paper.title(names.author("scenario.title", loaded.scenario.scenario.title))
    paper.line(names.author("scenario.summary", loaded.scenario.scenario.summary))
    paper.heading(words.say("client.seats"))
    for key, ally in allies.items():
        if ally.featured:
            owns = names.author(f"ally.{key}.card.owns", ally.card.owns)
            paper.item(words.say("client.seat", key=key, name=sentence(names.seat(key)), owns=owns))
    paper.line(words.say("client.all_seats", keys=keys))
    first = next((key for key, ally in allies.items() if ally.featured), next(iter(allies)))
    while True:
        typed = asker.ask(words.say("ask.seat", default=first)).upper() or first
        if typed in allies:
            return typed
        paper.line(words.say("client.no_seat", word=typed, keys=keys))
