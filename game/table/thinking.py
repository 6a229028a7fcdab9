"""What the model decides at a table: the rules' own choice, and for a seat at the skill `council` the best of several."""

from __future__ import annotations

import os

from game.allies.candidates import candidates
from game.allies.compiled import shared_engine
from game.allies.lookahead import BUDGET, PHASE_BUDGET, Outlook, future_key, look_ahead
from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.state import new_choice
from game.scenario.book import Table
from game.table.decisions import Decision
from game.table.legal import check_content
from game.table.position import Position, of_model
from game.table.rows import read
from game.table.tidying import tidied


def model_decisions(position: Position, each: int = 0, jobs: int = 0) -> list[Decision]:
    """Return what the model decides in this phase, in the order of the seats; nothing of a person's is shown to it.

    `each` and `jobs` are those of `outlook_for`.
    """
    mine = of_model(position)
    choice = model_choice(position, mine, each, jobs)
    rows = {seat: position.lexicon.row(seat) for seat in mine}
    said = (each for seat in mine for each in read(position.desk, position.phase, rows[seat], choice[rows[seat]]))
    return tidied(position, said)


def model_choice(position: Position, seats: list[str], each: int = 0, jobs: int = 0) -> Table:
    """Return the table of choices with what the model decides for these seats, each at its skill."""
    book, row_of = position.loaded.book, position.lexicon.row
    choice = new_choice(book)
    clear(choice)
    if seats:
        mask = sum(1 << row_of(seat) for seat in seats)
        decide(book, position.state, choice, position.scratch, *position.seed, position.game, mask)
    looking = [seat for seat in seats if _skill(position, seat) == s.COUNCIL_SKILL]
    for seat in looking:
        rows, outlook = outlook_for(position, seat, choice[row_of(seat)], PHASE_BUDGET // len(looking), each, jobs)
        choice[row_of(seat)] = rows[outlook.best]
    return choice


def outlook_for(
    position: Position, seat: str, row: Table, budget: int = BUDGET, each: int = 0, jobs: int = 0
) -> tuple[Table, Outlook]:
    """Return what an ally could legally do now, what the model would do (`row`) first, and what comes of each.

    Nothing enters that the seat does not know. `budget` is in games, BUDGET at most; with `each` it is so many games a
    candidate instead, however many there are. `jobs` is in threads, 0 one a core: it changes no outcome. The rules are
    compiled first where they can be.
    """
    ally = position.lexicon.row(seat)
    rows = legal_rows(position, seat, candidates(position.loaded.book, position.state, ally, row))
    engine = shared_engine()
    engine.wait()
    key = future_key(position.seed, position.game, position.state, ally)
    threads = jobs or os.cpu_count() or 1
    games = each * len(rows) if each else min(budget, BUDGET)
    return rows, look_ahead(engine, position.loaded.book, position.state, ally, rows, key, budget=games, jobs=threads)


def legal_rows(position: Position, seat: str, rows: Table) -> Table:
    """Return the first row, and those of the others that say something a seat may do now."""
    desk, ally = position.desk, position.lexicon.row(seat)
    kept = [0]
    for k in range(1, len(rows)):
        said = read(desk, position.phase, ally, rows[k])
        if all(check_content(position, each) is None for each in said):
            kept.append(k)
    legal: Table = rows[kept]
    return legal


def _skill(position: Position, seat: str) -> int:
    """Return a seat's skill; the chair and the other side have none."""
    if seat not in position.lexicon.allies:
        return s.INSTINCT
    return int(position.state.own[position.lexicon.row(seat), s.SKILL])
