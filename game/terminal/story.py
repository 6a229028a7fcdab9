"""A whole game told round by round, the model in every seat: what happened, who did it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from game.lab.changed import flips_of
from game.lab.reasons import Reason, reason_for
from game.lab.words import Words
from game.rules import state as s
from game.scenario.load import Loaded
from game.table.decisions import Answer
from game.table.position import Position, begin, settle
from game.table.thinking import model_decisions
from game.telling.tell import Part, tell
from game.telling.teller import UNDER, Teller
from game.telling.why import Case, flips_sentence
from game.terminal.paper import Paper
from game.terminal.reveal import write_end

OBJECTIONS = (s.AMEND, s.BREAK)


def told(loaded: Loaded, seed: str, skill: str, paper: Paper, words: Words) -> Position:
    """Play a game and write its story; return where it ended."""
    position = begin(loaded, seed, dict.fromkeys(loaded.scenario.ally, skill))
    teller = Teller(loaded, words)
    header = loaded.scenario.scenario
    paper.title(words.say("story.title", title=teller.names.author("scenario.title", header.title), seed=seed))
    paper.line(teller.names.author("scenario.fiction", header.fiction))
    paper.line(teller.names.author("scenario.picture", header.picture))
    section = ""
    while position.phase != s.OVER:
        if position.phase == s.BRIEFING:
            write_round(int(position.state.public.clock[s.ROUND]), teller, paper)
            section = ""
        section = write_phase(position, teller, paper, section)
    write_end(position, teller, paper)
    return position


def write_round(now: int, teller: Teller, paper: Paper) -> None:
    """Write the heading of a round (0 the first), its question, and the briefing."""
    rounds, say = teller.scenario.round, teller.words.say
    each, path = rounds[now], f"round.{now}"
    title = teller.names.author(f"{path}.title", each.title)
    paper.title(say("story.round", number=now + 1, most=len(rounds), title=title))
    paper.line(say("story.when", span=teller.names.span(now), hours=each.hours))
    paper.strong(say("story.question", question=teller.names.author(f"{path}.question", each.question)))
    paper.line(teller.names.author(f"{path}.briefing", each.briefing))


def write_phase(position: Position, teller: Teller, paper: Paper, section: str) -> str:
    """Play one phase and write what it brought; return the section that the page stands in."""
    decisions = model_decisions(position)
    objectors = [each.seat for each in decisions if isinstance(each, Answer) and each.kind in OBJECTIONS]
    reasons, would = dict(_reasons(position, objectors)), dict(_would(position, teller, objectors))
    events = settle(position, decisions)
    return write_parts(tell(teller, events, reasons, would), paper, section)


def write_parts(parts: Iterable[Part], paper: Paper, section: str) -> str:
    """Write parts, a heading wherever the section changes; return the last section."""
    for part in parts:
        if part.section != section:
            paper.heading(part.heading)
            section = part.section
        for line in part.lines:
            paper.item(line.removeprefix(UNDER), 2 if line.startswith(UNDER) else 0)
    return section


def _reasons(position: Position, seats: list[str]) -> Iterator[tuple[str, Reason]]:
    """Yield the sums of seats for the text under silence, as they are before the answers are opened."""
    row = int(position.state.public.clock[s.DRAFT])
    for seat in seats:
        yield seat, reason_for(position.loaded.book, position.state, row, position.lexicon.row(seat))


def _would(position: Position, teller: Teller, seats: list[str]) -> Iterator[tuple[str, str]]:
    """Yield for seats that object what would have kept them silent, in a sentence."""
    row = int(position.state.public.clock[s.DRAFT])
    for seat in seats:
        case = Case(position.lexicon, position.state, row, seat)
        flips = flips_of(position.loaded.book, position.state, row, case.ally)
        yield seat, flips_sentence(teller.names, case, flips)
