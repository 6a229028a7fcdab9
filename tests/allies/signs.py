"""Positions in which an ally answers a text, and the traits, fears and circumstances that RULES 5 says move its answers.

One quantity is raised by one step, all else stays, the luck too. Asking for time is switched off: it is about hours, not will.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import NamedTuple, TypeVar

import numpy as np

from game.allies.answers import answer, mind_for, weigh_text
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import NOTHING
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import Public, State, new_scratch, new_state, tables
from game.rules.texts import clause_at, write_clause
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.load import load
from game.scenario.stances import refresh
from tests.rules.room import FIRST, SCENARIOS, own_book

BOOKS = {"first_session": own_book(FIRST), "galati": own_book(load(SCENARIOS / "galati.toml"))}
for _book in BOOKS.values():
    _book.rule[n.WITH_TIME] = 0
BLANK = {which: new_state(book) for which, book in BOOKS.items()}
for _which, _book in BOOKS.items():
    start(_book, BLANK[_which], new_scratch(_book), *seed_key(_which), 0)
SOFTER, HARDER = -1, 1
Told = TypeVar("Told")


class Desk(NamedTuple):
    """A rulebook and a state to be written on; one position lies there at a time, so that none need be made anew."""

    book: Book
    state: State

    def clear(self, which: str) -> None:
        """Take away all that a position and a step wrote."""
        blanks = (*BOOKS[which], *tables(BLANK[which]))
        for table, blank in zip((*self.book, *tables(self.state)), blanks, strict=True):
            np.copyto(table, blank)


def desk_of(which: str) -> Desk:
    """Return a blank desk of a scenario."""
    public, *others = BLANK[which]
    state = State(Public(*(table.copy() for table in public)), *(table.copy() for table in others))
    return Desk(Book(*(table.copy() for table in BOOKS[which])), state)


DESKS = {which: desk_of(which) for which in BOOKS}


class Place(NamedTuple):
    """A text under silence and the ally that answers it, as they lie on the desk of their scenario."""

    book: Book
    state: State
    draft: Table
    ally: int
    draw: int

    @property
    def traits(self) -> Table:
        row: Table = self.book.ally[self.ally]
        return row

    @property
    def own(self) -> Table:
        row: Table = self.state.own[self.ally]
        return row

    @property
    def pair(self) -> Table:
        row: Table = self.state.pair[self.ally]
        return row

    def options(self) -> Iterator[Table]:
        """Yield the measure-levels that stand in the text."""
        for c in range(self.draft[s.COUNT]):
            at = clause_at(c)
            yield self.book.option[self.draft[at + s.MEASURE] * b.LEVEL_COUNT + self.draft[at + s.CLAUSE_LEVEL] - 1]

    def all_at_least(self, column: int, least: int = 0) -> bool:
        return all(option[column] >= least for option in self.options())


def place(which: str, number: int) -> Place:
    """Lay a random text, sponsor, climate and ally on the desk; the same number is the same position."""
    rng = Random(number)
    DESKS[which].clear(which)
    book, state = DESKS[which]
    allies, draft = book.ally.shape[0], state.public.draft[0]
    draft[s.AUTHOR], draft[s.VERB], draft[s.LEVEL] = rng.randrange(allies), rng.randint(1, 5), rng.randrange(3)
    draft[s.REVISION] = rng.randrange(3)
    for measure in rng.sample(range(book.measure.shape[0]), rng.randint(1, 3)):
        write_clause(book, draft, measure, rng.randint(1, int(book.measure[measure, b.LEVELS])), s.DECIDES)
    # Others show in the tour where they stand: mostly two or three, sometimes none.
    objectors = sum(1 << each for each in rng.sample(range(allies), min(rng.randrange(6), allies - 1)))
    draft[s.TOUR_IF_SET if rng.random() < 0.5 else s.TOUR_NO_SET] = objectors
    for track in (b.ESCALATION, b.ATTRIBUTION):
        state.public.track[track, s.NOW] = rng.randint(0, 1000)
    ally = rng.randrange(allies)
    state.own[ally, [s.ABANDON, s.ENTRAP]] = rng.randint(0, 100), rng.randint(0, 100)
    state.own[ally, s.EVIDENCE_OWN] = rng.choice((0, 0, 100, -100))
    state.own[ally, s.SKILL], state.own[ally, s.MOOD] = rng.randrange(2), rng.randrange(b.MOODS)
    state.pair[ally, :, s.TRUST] = rng.randint(200, 800)
    return Place(book, state, draft, ally, rng.getrandbits(32))


def reply(at: Place) -> int:
    """Return what the ally answers: SILENT < STATEMENT < AMEND < BREAK."""
    out = NOTHING.copy()
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    mind = mind_for(at.book, at.state.public, at.own, at.ally)
    weigh_text(at.book, mind, at.draft, row)
    answer(at.book, at.state.public, at.own, at.pair, at.draft, mind, row, out, at.draw)
    return int(out[s.REPLIES])


@dataclass(frozen=True)
class Sign:
    """What is raised by one step, which way answers move, and the texts about which RULES 5 says so."""

    way: int
    step: Callable[[Place], None]
    about: Callable[[Place], bool] = bool
    is_stance: bool = False  # a part of what the rulebook sums once (scenario/stances.py)


def raised(column: int, by: int) -> Callable[[Place], None]:
    """Return what raises a trait."""

    def step(at: Place) -> None:
        at.traits[column] += by

    return step


def felt(column: int, by: int) -> Callable[[Place], None]:
    """Return what raises something of an ally's own row."""

    def step(at: Place) -> None:
        at.own[column] += by

    return step


def on_track(track: int, by: int) -> Callable[[Place], None]:
    def step(at: Place) -> None:
        at.state.public.track[track, s.NOW] = min(int(at.state.public.track[track, s.NOW]) + by, 1000)

    return step


def of_draft(column: int, by: int) -> Callable[[Place], None]:
    def step(at: Place) -> None:
        at.draft[column] += by

    return step


def firm(at: Place) -> bool:
    """Tell whether nothing in a text is soft: where firmness is wanted it is wanted of all of it."""
    return at.draft[s.VERB] >= 2 and at.all_at_least(b.RESOLVE)


def by_another(at: Place) -> bool:
    return bool(at.draft[s.AUTHOR] != at.ally)


def trusting(at: Place) -> None:
    at.pair[at.draft[s.AUTHOR], s.TRUST] += 200


def owing_silence(at: Place) -> None:
    at.pair[at.draft[s.AUTHOR], s.GAVE] = s.SILENT_ON


def with_its_ask(at: Place) -> None:
    at.draft[s.ASKS] |= 1 << at.ally


def with_an_ask_it_opposes(at: Place) -> None:
    others = [a for a in range(at.book.ally.shape[0]) if a != at.ally]
    for a in others:
        if (at.book.ally[a, b.ASK_OPPOSED] >> at.ally) & 1:
            at.draft[s.ASKS] |= 1 << a


def with_company(at: Place) -> None:
    """Let the tour show two more objectors."""
    shown = int(at.draft[s.TOUR_NO_SET] | at.draft[s.TOUR_IF_SET])
    fresh = [a for a in range(at.book.ally.shape[0]) if a != at.ally and not (shown >> a) & 1]
    for a in fresh[:2]:
        at.draft[s.TOUR_NO_SET] |= 1 << a


def with_cosponsor(at: Place) -> None:
    at.draft[s.COSPONSORS] |= 1 << at.ally


def keen_on_the_first_clause(at: Place) -> None:
    """Let the ally want the first measure more as such."""
    column = b.EFFECT + at.book.track.shape[0] + at.ally
    at.book.option[at.draft[clause_at(0) + s.MEASURE] * b.LEVEL_COUNT :][: b.LEVEL_COUNT, column] += 60


SIGNS = {
    # What it wants as such, and its fears.
    "interest": Sign(SOFTER, keen_on_the_first_clause, is_stance=True),
    "forward": Sign(SOFTER, raised(b.FORWARD, 30), firm, is_stance=True),
    "home": Sign(SOFTER, raised(b.HOME, 40), firm, is_stance=True),
    "abandonment": Sign(SOFTER, felt(s.ABANDON, 25), lambda at: at.all_at_least(b.REASSURE)),
    "entrapment": Sign(HARDER, felt(s.ENTRAP, 20), lambda at: at.all_at_least(b.HEAT)),
    "evidence": Sign(HARDER, raised(b.EVIDENCE, 150)),
    "economy": Sign(HARDER, raised(b.ECONOMY, 50), lambda at: at.all_at_least(b.COST), is_stance=True),
    "solidarity": Sign(SOFTER, raised(b.SOLIDARITY, 25)),
    # Where its lines are.
    "reservation": Sign(HARDER, raised(b.RESERVATION, 5)),
    "tolerance": Sign(SOFTER, raised(b.TOLERANCE, 30)),
    "bracket_line": Sign(SOFTER, raised(b.BRACKET_LINE, 5)),
    # The constants of the text.
    "trust": Sign(SOFTER, trusting, by_another),
    "promise": Sign(SOFTER, owing_silence, by_another),
    "ask": Sign(SOFTER, with_its_ask),
    "opposed_ask": Sign(HARDER, with_an_ask_it_opposes),
    "cosponsor": Sign(SOFTER, with_cosponsor),
    "company": Sign(HARDER, with_company),
    # The state of play.
    "escalation": Sign(HARDER, on_track(b.ESCALATION, 200), lambda at: at.all_at_least(b.HEAT)),
    "attribution": Sign(SOFTER, on_track(b.ATTRIBUTION, 150)),
    "own_evidence": Sign(SOFTER, felt(s.EVIDENCE_OWN, 150)),
    "level": Sign(SOFTER, of_draft(s.LEVEL, 1), lambda at: bool(at.draft[s.LEVEL] < 2)),
    "revision": Sign(HARDER, of_draft(s.REVISION, 1)),
}


Cells = tuple[tuple[int, Table, Table], ...]  # a table of the book by its number, cells of it, what they hold
FOLLOWED: dict[tuple[str, tuple[tuple[int, bytes, bytes], ...]], Cells] = {}


def changes(which: str, book: Book) -> Cells:
    """Return the cells in which a book differs from its scenario's."""
    found = []
    for k, (table, blank) in enumerate(zip(book, BOOKS[which], strict=True)):
        cells = np.flatnonzero(table != blank)
        if cells.size:
            found.append((k, cells, table.take(cells)))
    return tuple(found)


def follow(which: str, book: Book) -> None:
    """Do what `refresh` does, and remember for each way to change a book what came of it: else a soak takes an hour."""
    key = which, tuple((k, cells.tobytes(), values.tobytes()) for k, cells, values in changes(which, book))
    if key not in FOLLOWED:
        refresh(book)
        FOLLOWED[key] = changes(which, book)
    for k, cells, values in FOLLOWED[key]:
        book[k].put(cells, values)


def stepped(which: str, name: str, tell: Callable[[Place], Told]) -> Iterator[tuple[Told, Told]]:
    """Yield what is told of the positions that a sign is about, as they are and with the quantity raised, for ever."""
    sign = SIGNS[name]
    for number in count():
        at = place(which, number)
        if not sign.about(at):
            continue
        before = tell(at)
        sign.step(at)
        if sign.is_stance:
            follow(which, at.book)
        yield before, tell(at)
