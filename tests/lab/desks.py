"""Positions at which allies answer: states of the model's own games of Galați, and random texts laid on their tables."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.state import Scratch, State
from game.rules.texts import basis_of, write_clause
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.load import load
from game.table.copies import copied_state
from tests.rules.room import SCENARIOS, own_book
from tests.rules.wild import Game, model

LOADED = load(SCENARIOS / "galati.toml")
BOOK = own_book(LOADED)
ALLIES = BOOK.ally.shape[0]


class Desk(NamedTuple):
    """A text on the table of a state, by its row; the state is the desk's own and may be written on."""

    state: State
    draft: int

    @property
    def text(self) -> Table:
        row: Table = self.state.public.draft[self.draft]
        return row


@cache
def games(count: int) -> tuple[tuple[Desk, ...], ...]:
    """Return, game by game, every text that the model was about to answer in so many games, at either skill by turns."""
    return tuple(tuple(texts_of(Game(BOOK, seed_key("desks"), k), skill=k % 2)) for k in range(count))


def texts_of(game: Game, skill: int) -> list[Desk]:
    """Play a game to its end and return every text that was about to be answered in it."""
    found: list[Desk] = []
    game.state.own[:, s.SKILL] = skill

    def choose(book: Book, state: State, choice: Table, scratch: Scratch, seed: tuple[int, int], number: int) -> None:
        if state.public.clock[s.PHASE] == s.ANSWER:
            found.append(Desk(copied_state(state), int(state.public.clock[s.DRAFT])))
        model(book, state, choice, scratch, seed, number)

    game.play(choose)
    return found


def random_text(book: Book, desk: Desk, rng: Random) -> None:
    """Write any text at all over the one on a desk: author, verb, level, clauses, asks, and what the tour showed."""
    allies, text, state = book.ally.shape[0], desk.text, desk.state
    text[s.AUTHOR], text[s.VERB], text[s.LEVEL] = rng.randrange(allies), rng.randint(1, b.VERBS), rng.randrange(3)
    text[s.REVISION], text[s.DEADLINE], text[s.COUNT] = rng.randrange(3), rng.choice((4, 12, 24, 72)), 0
    for column, most in ((s.COSPONSORS, 4), (s.ASKS, 4), (s.TOUR_NO_SET, 3), (s.TOUR_IF_SET, 5)):
        text[column] = mask(rng, allies, most)
    text[s.CLAUSE :] = 0
    for measure in rng.sample(range(book.measure.shape[0]), rng.randint(0, s.CLAUSES)):
        level = rng.randint(1, int(book.measure[measure, b.LEVELS]))
        write_clause(book, text, measure, level, rng.choice((s.DECIDES, s.DECIDES, s.CALLS_FOR)))
    text[s.BASIS] = basis_of(book, state.public, text)
    if rng.random() < 0.5:  # half of them in another climate than their game had
        for track in (b.ESCALATION, b.ATTRIBUTION):
            state.public.track[track, s.NOW] = rng.randint(0, 1000)


def mask(rng: Random, allies: int, most: int) -> int:
    return sum(1 << a for a in rng.sample(range(allies), rng.randint(0, most)))


def desks(count: int, of_games: int) -> Iterator[tuple[Desk, Random]]:
    """Yield so many desks, two in three with a random text, and the luck to go on with; the same number is the same desk."""
    all_texts = [desk for game in games(of_games) for desk in game]
    for number in range(count):
        rng = Random(number)
        at = rng.choice(all_texts)
        desk = Desk(copied_state(at.state), at.draft)
        if number % 3:
            random_text(BOOK, desk, rng)
        yield desk, rng
