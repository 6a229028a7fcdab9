"""Many games one after another, in plain Python: what `entries.py` compiles, and what runs until it has."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from game.allies.imagine import copy_public, imagine
from game.allies.record import play_recorded
from game.rules.copies import copy_table, pour_table
from game.rules.rule import rule
from game.rules.start import start
from game.rules.state import Scratch, State, new_choice, new_scratch, new_state, tables
from game.scenario.book import TAG, TASTE, Book, Table


class Desk(NamedTuple):
    """All tables that a range of games is played on."""

    book: Book
    origin: State
    state: State
    choice: Table
    scratch: Scratch
    out: Table
    finals: Table
    plan: Table


# How games begin.
(GOING_ON, START, IMAGINED) = range(3)


def desk_for(book: Book, out: Table, *, origin: State | None = None, finals: Table | None = None) -> Desk:
    """Return a desk with working space of its own for games of a book, a row of `out` each, on from `origin` if there is one."""
    state, choice = new_state(book), new_choice(book)
    nothing = np.zeros((0, 1), np.int64) if finals is None else finals
    return Desk(book, origin or state, state, choice, new_scratch(book), out, nothing, choice[0])


def smallest_desk() -> Desk:
    """Return tables of the right dimensions and next to no rows, for what needs their types alone."""
    fields: dict[str, Any] = dict.fromkeys(Book._fields, np.zeros((1, TASTE + TAG + 8), np.int64))
    fields["rule"] = np.zeros(1, np.int64)
    fields["measure"] = np.zeros((1, TAG + 1), np.int64)
    return desk_for(Book(**fields), np.zeros((0, 1), np.int64))


@rule
def copy_state(source: State, target: State) -> None:
    """Copy a whole state into another of the same book."""
    copy_public(source.public, target.public)
    copy_table(source.own, target.own)
    copy_table(source.pair, target.pair)
    copy_table(source.truth, target.truth)


@rule
def pour_state(state: State, row: Table) -> None:
    """Write a whole state into a row of `state_size` columns, table after table."""
    at = pour_table(state.public.clock, row, 0)
    at = pour_table(state.public.track, row, at)
    at = pour_table(state.public.draft, row, at)
    at = pour_table(state.public.measure, row, at)
    at = pour_table(state.public.ally, row, at)
    at = pour_table(state.own, row, at)
    at = pour_table(state.pair, row, at)
    pour_table(state.truth, row, at)


def state_size(state: State) -> int:
    """Return how many whole numbers a state holds."""
    return sum(table.size for table in tables(state))


@rule
def run_range(
    book: Book,
    origin: State,
    mode: int,
    state: State,
    choice: Table,
    scratch: Scratch,
    seed0: int,
    seed1: int,
    lo: int,
    hi: int,
    out: Table,
    finals: Table,
    seat: int,
    plan: Table,
) -> None:
    """Play games lo to hi - 1 to their ends, by `mode`: each from the START, GOING_ON from `origin`, or IMAGINED from it.

    Game g writes its outcome to row g - lo of `out` and, where `finals` has rows, its whole state to that row of it.
    An imagined game is what `seat` may take `origin` to be. In every game `seat`, if it is not -1, begins with what `plan`,
    a row of choices, says.
    """
    for game in range(lo, hi):
        if mode == IMAGINED:
            imagine(book, origin, state, scratch, seed0, seed1, game, seat)
        elif mode == START:
            start(book, state, scratch, seed0, seed1, game)
        else:
            copy_state(origin, state)
        play_recorded(book, state, choice, scratch, seed0, seed1, game, out[game - lo], seat, plan)
        if finals.shape[0] > 0:
            pour_state(state, finals[game - lo])


def play_desk(desk: Desk, mode: int, seed: tuple[int, int], lo: int, hi: int, seat: int) -> None:
    """Do `run_range` on the tables of a desk."""
    tables = desk.book, desk.origin, mode, desk.state, desk.choice, desk.scratch
    run_range(*tables, *seed, lo, hi, desk.out, desk.finals, seat, desk.plan)
