"""Choices that nobody in his senses would make, written straight into the rows: what the rules must stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.phases import resolve, who_decides
from game.rules.start import start
from game.rules.state import Scratch, State, new_choice, new_scratch, new_state
from game.scenario.book import LEVEL_COUNT, Book, Table

Chooser = Callable[[Book, State, Table, Scratch, tuple[int, int], int], None]


def columns(book: Book) -> dict[int, tuple[int, int]]:
    """Return, for each column of a choice, the least and the greatest value that a wild seat may put there."""
    allies, measures = book.ally.shape[0], book.measure.shape[0]
    anybody, anything, mask = (-1, allies - 1), (-1, measures - 1), (0, (1 << allies) - 1)
    found = {
        s.ACT: (-1, s.HAND),
        s.ASK_ARTICLE_4: (0, 2),
        s.HELPERS: mask,
        s.PROMISE_TO: anybody,
        s.PROMISE_KIND: (0, 5),
        s.FLOOR: (-5, 200),
        s.D_VERB: (-1, 7),
        s.D_BASIS: (0, 2),
        s.D_HOURS: (-10, 500),
        s.D_ASKS: mask,
        s.SOUND_1: anybody,
        s.SOUND_2: anybody,
        s.COSPONSOR: (-1, 1),
        s.SAYS_BAND: (0, 3),
        s.SAYS_WORST: (-1, s.WORDING),
        s.TOUR_ANSWER: (0, 2),
        s.REPLIES: (0, 4),
        s.NAMES_1: (-1, s.WORDING),
        s.NAMES_1_LEVEL: (-2, 6),
        s.NAMES_2: (-1, s.WORDING),
        s.NAMES_2_LEVEL: (-2, 6),
        s.REVISION_KIND: (0, 3),
        s.OFFER_1: anything,
        s.OFFER_1_UNITS: (-3, 9),
        s.OFFER_2: anything,
        s.OFFER_2_UNITS: (-3, 9),
        s.REFUSES: anything,
        s.ADVERSARY_REPLY: (-3, book.reply.shape[0] + 3),
    }
    for c in range(s.CLAUSES):
        at = s.D_CLAUSE + c * s.D_COLUMNS
        found |= {at + s.D_MEASURE: anything, at + s.D_LEVEL: (-1, LEVEL_COUNT + 1), at + s.D_MOOD: (0, 2)}
    return found


def wild(rng: Random) -> Chooser:
    """Return what fills every row with anything at all; two seats in three keep silent, else no text would ever hold."""

    def choose(book: Book, state: State, choice: Table, scratch: Scratch, seed: tuple[int, int], game: int) -> None:
        limits = columns(book)
        for row in choice:
            for column in range(choice.shape[1]):
                low, high = limits.get(column, (0, 1))
                row[column] = rng.randint(low, high)
            if rng.random() < 0.67:
                row[s.REPLIES] = s.SILENT

    return choose


def model(book: Book, state: State, choice: Table, scratch: Scratch, seed: tuple[int, int], game: int) -> None:
    """Let the model decide in every seat."""
    decide(book, state, choice, scratch, *seed, game, who_decides(book, state))


def mixed(rng: Random) -> Chooser:
    """Return what lets the model decide, and then one seat in five do anything."""
    chaos = wild(rng)

    def choose(book: Book, state: State, choice: Table, scratch: Scratch, seed: tuple[int, int], game: int) -> None:
        model(book, state, choice, scratch, seed, game)
        calm = choice.copy()
        chaos(book, state, choice, scratch, seed, game)
        for row in range(choice.shape[0]):
            if rng.random() < 0.8:
                choice[row] = calm[row]

    return choose


class Game:
    """One game, step by step: `before` is called with the phase that is about to be resolved, the choices filled in."""

    def __init__(self, book: Book, seed: tuple[int, int], game: int = 0) -> None:
        self.book, self.seed, self.game = book, seed, game
        self.state, self.choice, self.scratch = new_state(book), new_choice(book), new_scratch(book)
        start(book, self.state, self.scratch, *seed, game)

    @property
    def phase(self) -> int:
        return int(self.state.public.clock[s.PHASE])

    def steps(self, choose: Chooser) -> Iterator[int]:
        """Play on; yield each phase when it is resolved."""
        while self.phase != s.OVER:
            phase = self.phase
            clear(self.choice)
            choose(self.book, self.state, self.choice, self.scratch, self.seed, self.game)
            resolve(self.book, self.state, self.choice, self.scratch, *self.seed, self.game)
            yield phase

    def play(self, choose: Chooser) -> bytes:
        """Play to the end; return the bytes of the whole state."""
        for _ in self.steps(choose):
            pass
        return b"".join(table.tobytes() for table in s.tables(self.state))
