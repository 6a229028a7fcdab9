"""After the game at a terminal: questions are answered until nothing is asked any more."""

from __future__ import annotations

from collections.abc import Iterator

from game.telling.afterwards import LIST, Afterwards
from game.telling.teller import UNDER
from game.terminal.asking import Asker, Leave
from game.terminal.paper import Paper


def write(lines: Iterator[str], paper: Paper) -> None:
    """Write lines, those that belong under others as items."""
    for line in lines:
        if line.startswith(UNDER):
            paper.item(line.removeprefix(UNDER), 2)
        else:
            paper.line(line)


def converse(afterwards: Afterwards, paper: Paper, asker: Asker, example: str) -> None:
    """Answer questions until nothing is asked any more."""
    if not afterwards.given:
        return
    ask = afterwards.names.words.say("ask.after", example=example, list=LIST)
    try:
        while line := asker.ask(ask):
            write(afterwards.answer(line), paper)
    except Leave:
        return
