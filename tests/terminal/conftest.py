"""What the tests of the terminal share: scenarios, and a page to write on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.table import Table
from game.telling.words import words_in
from game.terminal.asking import Asker
from game.terminal.client import Client
from game.terminal.paper import Paper

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FIRST = SCENARIOS / "first_session.toml"


@dataclass
class Page:
    """A person's page: what was written to them, and the table they sit at."""

    table: Table
    client: Client
    out: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        """Return the page as one line, so that wrapping does not matter."""
        return " ".join(self.out.getvalue().split())


def page(loaded: Loaded, seat: str, lines: Sequence[str], *, seed: str = "7", table: Table | None = None) -> Page:
    """Return the page of a person who types these lines and then leaves."""
    table = table or Table.new(loaded, seed, {seat: PERSON})
    out = io.StringIO()
    client = Client(table, seat, Paper(out), Asker([f"{line}\n" for line in lines]), words_in(), None)
    return Page(table, client, out)
