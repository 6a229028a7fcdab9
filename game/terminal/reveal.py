"""The end of a story on paper: how it ended, what nobody at the table knew, and what each featured seat made of it."""

from __future__ import annotations

from game.table.position import Position
from game.telling.reveal import common, ending, featured, score, truth
from game.telling.teller import Teller
from game.terminal.paper import Paper


def write_end(position: Position, teller: Teller, paper: Paper, seat: str = "") -> None:
    """Write the ending, the reveal and the scores of a game that is over; those of a person's seat come first."""
    paper.title(teller.words.say("story.end"))
    for line in ending(position, teller):
        paper.line(line)
    paper.heading(teller.words.say("story.reveal"))
    for line in truth(position, teller):
        paper.item(line)
    paper.heading(teller.words.say("story.scores"))
    paper.line(common(position, teller))
    others = [each for each in featured(position) if each != seat]
    for each in [seat, *others] if seat else others:
        paper.item(score(position, teller, each))
