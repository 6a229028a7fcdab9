"""A person sits down: a game is begun and kept in a file, or a kept one is taken up."""

from __future__ import annotations

import sys
from pathlib import Path

from game.lab.words import Words
from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.journal import JournalError, new_game
from game.table.journal import resume as take_up
from game.table.saves import free_file
from game.table.table import Table
from game.telling.naming import Naming
from game.telling.words import sentence
from game.terminal.asking import Asker
from game.terminal.client import Client
from game.terminal.paper import Paper


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


def sit_down(
    table: Table, seat: str, paper: Paper, asker: Asker, words: Words, file: Path | None, *, goes_on: bool = False
) -> int:
    """Play a table to its end, or until the person leaves; one that `goes_on` is told from the round that is played."""
    client = Client(table, seat, paper, asker, words, file)
    if goes_on:
        client.skip_to_round()
    try:
        paper.strong(words.say("client.welcome", seat=client.names.seat(seat)))
        if file:
            paper.line(words.say("client.kept", file=file))
        client.play()
    finally:
        table.close()
    return 0


def go_on(file: Path, words: Words) -> int:
    """Go on with a saved game; return the exit code."""
    try:
        table = take_up(file)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    persons = [seat for seat, holder in table.position.holders.items() if holder == PERSON]
    seats = persons or [seat for seat, holder in table.header.seats.items() if holder == PERSON]
    return sit_down(table, (seats or list(table.header.seats))[0], Paper(), Asker(), words, file, goes_on=True)
