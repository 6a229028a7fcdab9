"""A council room for tests: a scenario with its luck and news switched off, whose cells a test sets and whose rules it calls.

Numbers are read from `book.rule`, so that tuning them breaks no test; relations and orders are what the tests hold.
"""

from __future__ import annotations

from pathlib import Path

from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import clear
from game.rules.ledger import clear_ledger
from game.rules.luck import seed_key
from game.rules.phases import resolve
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.load import Loaded, load
from game.scenario.names import names_of
from game.scenario.stances import refresh

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SEED = seed_key("room")
FIRST = load(SCENARIOS / "first_session.toml")
HOURS = 200

Clause = tuple[str, int]


def own_book(loaded: Loaded) -> Book:
    """Return a copy of a scenario's rulebook, to be written on."""
    return Book(*(table.copy() for table in loaded.book))


class Room:
    """One game at its first consultation: hours enough, nobody's luck, and everybody silent until told otherwise."""

    def __init__(self, loaded: Loaded = FIRST) -> None:
        self.names = names_of(loaded.scenario)
        self.book = own_book(loaded)
        self.state, self.choice, self.scratch = new_state(self.book), new_choice(self.book), new_scratch(self.book)
        start(self.book, self.state, self.scratch, *SEED, 0)
        clear(self.choice)
        self.turn_page()
        self.clock[s.HOURS_LEFT] = HOURS
        self.clock[s.PHASE] = s.CONSULT
        for key in ("WITH_INJECTS", "WITH_ACCIDENTS", "WITH_LATENCY"):
            self.book.rule[getattr(n, key)] = 0

    @property
    def clock(self) -> Table:
        return self.state.public.clock

    @property
    def draft(self) -> Table:
        """The text on the table."""
        assert self.clock[s.DRAFT] >= 0
        row: Table = self.state.public.draft[self.clock[s.DRAFT]]
        return row

    def ally(self, key: str) -> int:
        return self.names.allies.index(key)

    def measure(self, key: str) -> int:
        return self.names.measures.index(key)

    def bit(self, *keys: str) -> int:
        return sum(1 << self.ally(key) for key in keys)

    def option(self, key: str, level: int = 1) -> Table:
        row: Table = self.book.option[self.measure(key) * b.LEVEL_COUNT + level - 1]
        return row

    def of(self, key: str) -> Table:
        """Return what became of a measure."""
        row: Table = self.state.public.measure[self.measure(key)]
        return row

    def seat(self, key: str) -> Table:
        """Return an ally's public row."""
        row: Table = self.state.public.ally[self.ally(key)]
        return row

    def own(self, key: str) -> Table:
        row: Table = self.state.own[self.ally(key)]
        return row

    def says(self, key: str) -> Table:
        """Return an ally's row of `choice`; "chair" is the chair's, "them" the other side's."""
        outside = {"chair": len(self.names.allies), "them": len(self.names.allies) + 1}
        row: Table = self.choice[outside[key] if key in outside else self.ally(key)]
        return row

    def trust(self, holder: str, other: str) -> int:
        return int(self.state.pair[self.ally(holder), self.ally(other), s.TRUST])

    def stock(self, ally: str, kind: str) -> int:
        return int(self.own(ally)[self.stock_column(kind)])

    def stock_column(self, kind: str) -> int:
        return s.stock_at(self.book) + self.names.kinds.index(kind)

    def track(self, which: int) -> int:
        return int(self.state.public.track[which, s.NOW])

    def booked(self, track: int, cause: int) -> int:
        """Return what the ledger holds for a track and a cause."""
        return int(self.state.public.track[track, cause])

    def turn_page(self) -> None:
        """Begin a fresh page of the ledger."""
        clear_ledger(self.state.public.track)

    def resolve(self, phase: int) -> int:
        """Let the choices of a phase take effect, wipe them, and return the phase that follows."""
        self.clock[s.PHASE] = phase
        resolve(self.book, self.state, self.choice, self.scratch, *SEED, 0)
        clear(self.choice)
        return int(self.clock[s.PHASE])

    def write(self, seat: str, verb: int, clauses: tuple[Clause, ...], hours: int = 24, asks: int = 0) -> None:
        """Write a wording into a seat's choice; the council decides each clause, as far as it may."""
        words = self.says(seat)
        words[s.D_VERB], words[s.D_HOURS], words[s.D_ASKS] = verb, hours, asks
        for c, (key, level) in enumerate(clauses):
            at = s.D_CLAUSE + c * s.D_COLUMNS
            words[at : at + s.D_COLUMNS] = self.measure(key), level, s.DECIDES

    def put(self, *clauses: Clause, author: str = "EE", verb: int = 2, hours: int = 24, asks: int = 0) -> Table:
        """Table a text whose clauses stand on the options paper and bring it under silence; return its row."""
        for key, level in clauses:
            self.of(key)[s.ON_PAPER] = max(level, 1)
            if level > 1:
                self.of(key)[s.TASKED] = 1
        self.clock[s.SPONSOR] = self.ally(author)
        self.write(author, verb, clauses, hours, asks)
        self.resolve(s.TABLING)
        self.resolve(s.SOUND)
        self.resolve(s.REDRAFT)
        self.resolve(s.TOUR)
        return self.draft

    def answer(self, key: str, reply: int, clause: int = -1, level: int = 0) -> None:
        """Write an ally's answer, naming a clause where it objects."""
        row = self.says(key)
        row[s.REPLIES], row[s.NAMES_1], row[s.NAMES_1_LEVEL] = reply, clause, level

    def hold(self) -> int:
        """Open the sealed answers and return the phase that follows."""
        return self.resolve(s.ANSWER)

    def adopt(self, *clauses: Clause, author: str = "EE", verb: int = 2, asks: int = 0) -> Table:
        """Put a text that nobody objects to."""
        draft = self.put(*clauses, author=author, verb=verb, asks=asks)
        self.hold()
        assert draft[s.STATUS] == s.ADOPTED
        return draft

    def offer(self, ally: str, measure: str, units: int, *, caveat: bool = False) -> None:
        """Write an offer of units."""
        row = self.says(ally)
        row[s.OFFER_1], row[s.OFFER_1_UNITS], row[s.OFFER_1_CAVEAT] = self.measure(measure), units, int(caveat)

    def rewrite(self) -> None:
        """Let what the rulebook derives from itself follow what a test wrote into it."""
        refresh(self.book)
