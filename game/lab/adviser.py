"""A person's adviser: what the model would decide in that seat now. The same function that plays the other seats."""

from __future__ import annotations

from game.allies.play import decide
from game.rules.choices import clear
from game.rules.state import new_choice
from game.table.decisions import Decision
from game.table.position import Position, copied, deciders
from game.table.rows import read


def advice(position: Position, seat: str) -> list[Decision]:
    """Return what the model would decide for a seat in this phase, in the order in which it can be sent; none if it need not."""
    if seat not in deciders(position):
        return []
    trial = copied(position)  # the model writes into its working space
    row = trial.lexicon.row(seat)
    choice = new_choice(trial.loaded.book)
    clear(choice)
    decide(trial.loaded.book, trial.state, choice, trial.scratch, *trial.seed, trial.game, 1 << row)
    return read(trial.desk, trial.phase, row, choice[row])
