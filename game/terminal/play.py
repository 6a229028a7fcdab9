"""`play` and `resume`: a game that plays itself, or one with a person in a seat."""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path

from game.lab.words import Words
from game.rules import state as s
from game.rules.scores import COMMON_GOALS, common_goal, seat_score
from game.scenario.load import Loaded, load
from game.scenario.names import names_of
from game.scenario.problems import ScenarioError
from game.table.decisions import PERSON
from game.table.journal import JournalError, new_game
from game.table.journal import resume as take_up
from game.table.position import Position, digest_of
from game.table.table import Table
from game.terminal.asking import Asker, Leave
from game.terminal.client import Client
from game.terminal.naming import Naming
from game.terminal.paper import Paper
from game.terminal.saves import free_file
from game.terminal.words import sentence, words_in


def run(
    path: Path, seat: str | None, seed: str | None, skill: str, auto: bool, save: Path | None, as_json: bool
) -> int:
    """Play a scenario; return the exit code."""
    loaded = read(path)
    if loaded is None:
        return 1
    seed = seed or secrets.token_hex(4)
    if auto:
        return play_itself(loaded, seed, skill, as_json)
    paper, asker, words = Paper(), Asker(), words_in()
    try:
        seat = choose_seat(loaded, seat, paper, asker, words)
    except Leave:
        return 0
    if seat is None:
        return 1
    table, file = begin_game(loaded, seat, seed, skill, save, paper, words)
    if table is None:
        return 1
    return sit_down(table, seat, paper, asker, words, file)


def read(path: Path) -> Loaded | None:
    """Return a scenario, or None once what is wrong with it is said."""
    try:
        return load(path)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return None


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


def begin_game(
    loaded: Loaded, seat: str, seed: str, skill: str, save: Path | None, paper: Paper, words: Words
) -> tuple[Table | None, Path | None]:
    """Begin a game with one person, kept in a file; where only a folder of our own fails, play on unkept."""
    seats = dict.fromkeys(loaded.scenario.ally, skill) | {seat: PERSON}
    try:
        file = save or free_file(loaded.scenario.scenario.key, seat, seed)
        table = new_game(file, loaded, seed, seats)
    except (JournalError, OSError) as error:
        if save:
            print(sentence(f"{error}."), file=sys.stderr)
            return None, None
        paper.line(words.say("client.not_kept", why=error))
        return Table.new(loaded, seed, seats), None
    header, names = loaded.scenario.scenario, Naming(loaded.scenario, words)
    paper.title(names.author("scenario.title", header.title))
    paper.line(names.author("scenario.fiction", header.fiction))
    paper.line(names.author("scenario.picture", header.picture))
    return table, file


def sit_down(table: Table, seat: str, paper: Paper, asker: Asker, words: Words, file: Path | None) -> int:
    """Play a table to its end, or until the person leaves."""
    client = Client(table, seat, paper, asker, words, file)
    try:
        paper.strong(words.say("client.welcome", seat=client.names.seat(seat)))
        if file:
            paper.line(words.say("client.kept", file=file))
        client.play()
    finally:
        table.close()
    return 0


def resume(file: Path) -> int:
    """Go on with a saved game; return the exit code."""
    try:
        table = take_up(file)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    words = words_in()
    persons = [seat for seat, holder in table.position.holders.items() if holder == PERSON]
    if not persons:
        persons = [seat for seat, holder in table.header.seats.items() if holder == PERSON] or list(table.header.seats)
    return sit_down(table, persons[0], Paper(), Asker(), words, file)


def play_itself(loaded: Loaded, seed: str, skill: str, as_json: bool) -> int:
    """Let the model play every seat, and tell the story or, for a machine, the outcome."""
    from game.terminal.story import told

    if not as_json:
        told(loaded, seed, skill, Paper(), words_in())
        return 0
    import io

    position = told(loaded, seed, skill, Paper(io.StringIO()), words_in())
    print(json.dumps(outcome(position, seed), indent=2, ensure_ascii=False))
    return 0


def outcome(position: Position, seed: str) -> dict[str, object]:
    """Return a finished game as plain values."""
    book, state, scenario = position.loaded.book, position.state, position.loaded.scenario
    clock = state.public.clock
    row, endings = int(clock[s.ENDING]), list(scenario.ending)
    return {
        "scenario": scenario.scenario.key,
        "digest": position.loaded.digest,
        "seed": seed,
        "rounds": int(clock[s.ROUND]),
        "ending": endings[row] if 0 <= row < len(endings) else None,
        "type": list(scenario.adversary.type)[int(state.truth[s.TYPE_DRAWN])],
        "tracks": {name: int(state.public.track[t, s.NOW]) / 10 for t, name in enumerate(names_of(scenario).tracks)},
        "texts": int(clock[s.TEXTS]),
        "goals": {goal: int(common_goal(book, state, which)) for which, goal in enumerate(COMMON_GOALS)},
        "scores": {
            seat: int(seat_score(book, state, position.scratch.stack, a))
            for a, seat in enumerate(position.lexicon.allies)
        },
        "state": digest_of(state),
    }
