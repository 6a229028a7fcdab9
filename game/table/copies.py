"""Copies of a state, for trying something on it."""

from __future__ import annotations

from game.rules.state import Public, State


def copied_state(state: State) -> State:
    """Return an independent copy of a state."""
    public = Public(*(table.copy() for table in state.public))
    return State(public, state.own.copy(), state.pair.copy(), state.truth.copy())
