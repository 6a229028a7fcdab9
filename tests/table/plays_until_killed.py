"""A child process of `test_kill.py`: plays a saved game, says each answer aloud, and may die inside a transaction.

Arguments: the scenario, the journal, and the number of the SQL statement at which to die (0: never).
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from game.scenario.load import load
from game.table import decisions as d
from game.table.journal import new_game, resume
from game.table.play import Step
from game.table.table import Table

SEATS = {"EE": "person", "DE": "person"}


def die_at(table: Table, number: int) -> None:
    """Kill this process before SQLite carries out a statement: an INSERT in the middle of a step, or its COMMIT."""
    count = 0

    def trace(_: str) -> None:
        nonlocal count
        count += 1
        if count == number:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    table._keeper._base.set_trace_callback(trace)  # type: ignore[union-attr]


def main(scenario: str, journal: str, number: str) -> None:
    path = Path(journal)
    table = resume(path) if path.exists() else new_game(path, load(Path(scenario)), "killed", SEATS)
    die_at(table, int(number))
    print("ready", len(table.lines), flush=True)
    while not table.is_over:
        seat = table.awaited()[0]
        step = table.apply(d.Done(seat), f"{seat} {len(table.lines)}")
        assert isinstance(step, Step)
        print(step.line, table.lines[-1].hash, flush=True)
    table.close()
    print("over", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
