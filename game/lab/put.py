"""A decided text put in place of what the council would have decided, and games played on from there.

A game is stepped to the moment when texts would be tabled; the text is written and adopted by the game's own rules, with
every ally silent; offers, the other side's reply and all later rounds are the model's again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

import numpy as np

from game.allies.compiled import Engine
from game.allies.plain import copy_state, desk_for
from game.allies.record import record_size
from game.lab.rooms import step
from game.rules import state as s
from game.rules.acts import carry_out
from game.rules.adoption import adopt
from game.rules.conduct import struck_ally
from game.rules.facts import first_bit
from game.rules.phases import after_texts
from game.rules.pipeline import put_in_pipe
from game.rules.start import start
from game.rules.state import Scratch, State, new_choice, new_scratch, new_state
from game.rules.texts import basis_of, write_clause
from game.scenario import book as b
from game.scenario.book import Book, Table

BEFORE_TEXTS: Final = (s.BRIEFING, s.ACTS, s.CONSULT)


class Desk(NamedTuple):
    """Working space of one game."""

    state: State
    choice: Table
    scratch: Scratch

    @staticmethod
    def of(book: Book) -> Desk:
        """Return a fresh desk."""
        return Desk(new_state(book), new_choice(book), new_scratch(book))


def games_of_type(book: Book, seed: tuple[int, int], kind: int, games: int) -> list[int]:
    """Return the first games of a seed in which the other side is of a type; fewer where that type hardly comes."""
    desk, found = Desk.of(book), list[int]()
    for game in range(games * 100):
        start(book, desk.state, desk.scratch, *seed, game)
        if desk.state.truth[s.TYPE_DRAWN] == kind:
            found.append(game)
            if len(found) == games:
                break
    return found


def to_texts(book: Book, desk: Desk, seed: tuple[int, int], game: int, now: int) -> bool:
    """Step a begun game on to where the texts of round `now` (0-based) would be tabled; tell whether it comes to that."""
    clock = desk.state.public.clock
    while clock[s.PHASE] != s.OVER and (clock[s.ROUND] < now or clock[s.PHASE] in BEFORE_TEXTS):
        step(book, desk.state, desk.choice, desk.scratch, seed, game)
    return bool(clock[s.PHASE] != s.OVER)


def put_text(book: Book, state: State, verb: int, clauses: Iterable[tuple[int, int]]) -> None:
    """Let the council adopt a text of a verb and clauses (measure, level) in this round, nobody objecting, and no other text."""
    clock = state.public.clock
    struck = struck_ally(book)
    row = int(clock[s.ROUND]) * s.DRAFTS
    draft = state.public.draft[row]
    draft[:] = 0
    draft[s.AUTHOR] = draft[s.DRAFT_PEN] = max(struck, 0)
    draft[s.COSPONSORS] = 1 << int(draft[s.AUTHOR])
    draft[s.VERB] = verb
    draft[s.LEVEL] = book.round[clock[s.ROUND], b.MEETING]
    draft[s.OPENED] = clock[s.HOUR]
    draft[s.SILENT_SET] = (1 << book.ally.shape[0]) - 1
    for measure, level in clauses:
        write_clause(book, draft, measure, level, s.DECIDES)
    draft[s.BASIS] = basis_of(book, state.public, draft)
    clock[s.DRAFT] = row
    clock[s.TABLED] += 1
    adopt(book, state)
    no_more_texts(book, state)


def put_measure(book: Book, state: State, measure: int, level: int) -> None:
    """Let a measure's level be taken in this round by whoever may: in a text that only notes, by a nation, by others."""
    authority = book.measure[measure, b.AUTHORITY]
    if authority in (b.NATIONAL, b.EU, b.UN):
        put_text(book, state, 1, ())
        if authority == b.NATIONAL:
            carry_out(book, state, owner_of(book, measure), measure, struck_ally(book))
        else:
            put_in_pipe(book, state, measure, level, s.BY_OTHERS)
    else:
        put_text(book, state, 1, [(measure, level)])
    no_more_texts(book, state)


def owner_of(book: Book, measure: int) -> int:
    """Return the ally that would take a national measure: its owner, the struck ally, or the first that may."""
    owner, struck = int(book.measure[measure, b.OWNER]), struck_ally(book)
    if owner >= 0:
        return owner
    owners = int(book.measure[measure, b.OWNERS])
    return struck if struck >= 0 and owners >> struck & 1 else first_bit(owners)


def no_more_texts(book: Book, state: State) -> None:
    """Go on to hosts, offers and the reply."""
    state.public.clock[s.PHASE] = after_texts(book, state)


def origins(book: Book, seed: tuple[int, int], games: Sequence[int], now: int) -> list[State]:
    """Return the states of some games where the texts of round `now` would be tabled; games that end before are left out."""
    found = []
    for game in games:
        desk = Desk.of(book)
        start(book, desk.state, desk.scratch, *seed, game)
        if to_texts(book, desk, seed, game, now):
            found.append(desk.state)
    return found


def changed(book: Book, origin: State, change: Callable[[State], object]) -> State:
    """Return a copy of a state with a change made to it."""
    state = new_state(book)
    copy_state(origin, state)
    change(state)
    return state


def played_on(
    engine: Engine, book: Book, states: Sequence[State], seed: tuple[int, int], futures: int, jobs: int
) -> Table:
    """Play each state on in `futures` imagined futures of a seed, and return one row a game, state after state.

    Each state has futures of its own, the same ones whatever was changed in it: two arms are compared under the same luck,
    and one stroke of luck does not come back in every state.
    """
    out = np.zeros((len(states) * futures, record_size(book)), np.int64)

    def play(k: int) -> None:
        rows = out[k * futures : (k + 1) * futures]
        engine.continue_range(desk_for(book, rows, origin=states[k]), seed, 1 + k * futures, 1 + (k + 1) * futures)

    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(play, range(len(states))))
    return out
