"""A game with the model in every seat, decision by decision through the text form of every decision.

What comes out must be the bytes that the same game has in a batch: the test that keeps one implementation of every rule.
"""

from __future__ import annotations

from game.rules import state as s
from game.rules.state import State
from game.scenario.load import Loaded
from game.table.decisions import Decision, Refused
from game.table.grammar import parse
from game.table.position import Position, begin, digest_of, settle
from game.table.thinking import model_decisions
from game.table.wording import line_of


def final_state(loaded: Loaded, seed: str, game: int = 0) -> State:
    """Return the final state of a game with the model in every seat."""
    position = begin(loaded, seed, {}, game)
    while position.phase != s.OVER:
        settle(position, [_read_back(position, decision) for decision in model_decisions(position)])
    return position.state


def drive(loaded: Loaded, seed: str, game: int = 0) -> bytes:
    """Return the SHA-256 of that state (its tables one after the other, little-endian `int64`)."""
    return bytes.fromhex(digest_of(final_state(loaded, seed, game)))


def _read_back(position: Position, decision: Decision) -> Decision:
    """Return a decision as its line says it; one that says another is a bug."""
    again = parse(line_of(decision), position.lexicon)
    if isinstance(again, Refused) or again != decision:
        raise AssertionError(f"{line_of(decision)!r} reads back as {again!r}")
    return again
