"""A game with the model in every seat, decision by decision through the text form of every decision.

What comes out must be the bytes that the same game has in a batch: the test that keeps one implementation of every rule.
"""

from __future__ import annotations

from game.rules import state as s
from game.scenario.load import Loaded
from game.table.decisions import Decision, line_of
from game.table.grammar import parse
from game.table.position import begin, digest_of, model_decisions, settle


def drive(loaded: Loaded, seed: str, game: int = 0) -> bytes:
    """Return the SHA-256 of the final state of a game (its tables one after the other, little-endian `int64`)."""
    position = begin(loaded, seed, {}, game)
    while position.phase != s.OVER:
        read_back: list[Decision] = []
        for decision in model_decisions(position):
            again = parse(line_of(decision), position.lexicon)
            if again != decision:
                raise AssertionError(f"{line_of(decision)!r} reads back as {again!r}")
            read_back.append(decision)
        settle(position, read_back)
    return bytes.fromhex(digest_of(position.state))
