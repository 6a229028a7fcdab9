"""A table driven through the text form of every decision ends in the same bytes as the same game in a batch."""

from __future__ import annotations

import numpy as np
import pytest

from game.allies.play import decide, play_game
from game.rules import state as s
from game.rules.choices import clear
from game.rules.luck import seed_key
from game.rules.phases import who_decides
from game.rules.state import new_choice, new_scratch, new_state, tables
from game.scenario.load import Loaded, load
from game.table.drive import drive, final_state
from game.table.position import Position, begin, digest_of, filled_choice, settle
from game.table.rows import read
from game.table.thinking import model_decisions

from .conftest import SCENARIOS


@pytest.fixture(scope="module", params=["first_session", "galati"])
def loaded(request: pytest.FixtureRequest) -> Loaded:
    return load(SCENARIOS / f"{request.param}.toml")


@pytest.mark.parametrize("game", [0, 1, 2])
def test_driven_by_lines_a_game_ends_as_in_a_batch(loaded: Loaded, game: int) -> None:
    state = new_state(loaded.book)
    play_game(loaded.book, state, new_choice(loaded.book), new_scratch(loaded.book), *seed_key("equal"), game)
    driven = final_state(loaded, "equal", game)
    for table, other in zip(tables(state), tables(driven), strict=True):
        np.testing.assert_array_equal(table, other)
    assert drive(loaded, "equal", game).hex() == digest_of(state)


# Columns that only matter beside another: an answer's `pen` beside no revision, a text beside the verb 0, and so on.
OF_A_TEXT = range(s.D_VERB, s.D_ASKS + 1)


def rows_of_phase(position: Position) -> tuple[np.ndarray, np.ndarray]:
    """Return the model's choices of a phase as `decide` leaves them, and as they come back out of decisions."""
    book = position.loaded.book
    choice = new_choice(book)
    clear(choice)
    who = int(who_decides(book, position.state))
    decide(book, position.state, choice, position.scratch, *position.seed, position.game, who)
    said = [
        each
        for row, seat in enumerate(position.lexicon.seats)
        if who >> row & 1
        for each in read(position.desk, position.phase, position.lexicon.row(seat), choice[row])
    ]
    return choice, filled_choice(position, said)


def comparable(choice: np.ndarray, phase: int) -> np.ndarray:
    """Return the choices without what the rules pass over: gaps between clauses, and a text that nobody circulates."""
    choice = choice.copy()
    for row in choice:
        unread = row[s.REVISION_KIND] != s.REVISE_TEXT if phase == s.REVISE else row[s.D_VERB] == 0
        clauses = [tuple(row[at : at + s.D_COLUMNS]) for at in range(s.D_CLAUSE, s.FORECASTS, s.D_COLUMNS)]
        kept = [] if unread else [clause for clause in clauses if clause[0] >= 0]
        row[s.D_CLAUSE : s.FORECASTS] = [v for c in (kept + [(-1, 0, 0)] * s.CLAUSES)[: s.CLAUSES] for v in c]
        if unread:
            row[list(OF_A_TEXT)] = 0
        for names in (s.NAMES_1, s.NAMES_2):
            if row[names] < 0:
                row[names + 1] = 0
    return choice


def test_each_row_comes_back_from_its_decisions(loaded: Loaded) -> None:
    position = begin(loaded, "rows", {})
    while position.phase != s.OVER:
        choice, again = rows_of_phase(position)
        np.testing.assert_array_equal(
            comparable(choice, position.phase), comparable(again, position.phase), s.PHASES[position.phase]
        )
        settle(position, model_decisions(position))
