"""A person's adviser: what the model would decide in that seat now. The same function that plays the other seats."""

from __future__ import annotations

from dataclasses import replace

from game.allies.play import decide
from game.rules import state as s
from game.rules.choices import clear
from game.rules.state import new_choice
from game.table import decisions as d
from game.table.decisions import Decision
from game.table.legal import check
from game.table.position import Position, copied, deciders
from game.table.rows import read


def advice(position: Position, seat: str) -> list[Decision]:
    """Return what the model would decide for a seat in this phase, all of it legal; none where it would do nothing."""
    if seat not in deciders(position):
        return []
    trial = copied(position)  # the model writes into its working space
    row = trial.lexicon.row(seat)
    choice = new_choice(trial.loaded.book)
    clear(choice)
    decide(trial.loaded.book, trial.state, choice, trial.scratch, *trial.seed, trial.game, 1 << row)
    decisions = read(trial.desk, trial.phase, row, choice[row]) or _by_silence(trial.phase, seat)
    return [each for each in map(_as_sent, decisions) if check(position, each) is None]


def _by_silence(phase: int, seat: str) -> list[Decision]:
    """Return what saying nothing amounts to, where that is an answer."""
    if phase == s.TOUR:
        return [d.Tour(seat, s.CAN_JOIN)]
    return [d.Answer(seat, s.SILENT)] if phase == s.ANSWER else []


def _as_sent(decision: Decision) -> Decision:
    """Return a decision without what the rules pass over: an objector's offer to hold the pen."""
    if isinstance(decision, d.Answer) and decision.kind in (s.AMEND, s.BREAK):
        return replace(decision, offers_pen=False)
    return decision
