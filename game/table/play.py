"""A table's work on a position: going on by itself, and playing lines again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from game.rules import state as s
from game.scenario.load import Loaded
from game.table.decisions import Decision, Refused
from game.table.events import PUBLIC, Event
from game.table.grammar import parse
from game.table.lines import BEGINS, DECISION, MODEL, REMARK, SETTLED, Header, Line, fold, undone_to
from game.table.position import Position, awaited, begin, digest_of, settle, take
from game.table.remarks import Bulletin, Remark, read_remark
from game.table.thinking import model_decisions
from game.table.wording import line_of


@dataclass(frozen=True, slots=True)
class Step:
    """A decision was taken: the events that it set off, the moment and the line where the table now stands."""

    events: tuple[Event, ...]
    moment: int
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line will say, before it is chained."""

    kind: str
    seat: str
    text: str
    client: str
    digest: str


class Unreadable(Exception):
    """A line says what this game cannot take; `seq` is its number."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"line {seq}: {why}")
        self.seq = seq


Watch = Callable[[Position], None]


def unwatched(_: Position) -> None:
    """Let a step go on by itself."""


def go_on(position: Position, watch: Watch = unwatched) -> Iterator[Entry]:
    """Settle phases until a person has something to decide or the game is over; yield what goes into the journal.

    `watch` sees the position before each phase and at the end; what it raises ends the step, of which nothing is kept.
    """
    while position.phase != s.OVER and not awaited(position):
        watch(position)
        yield from settle_next(position)
    watch(position)


def settle_next(position: Position) -> list[Entry]:
    """Let the model decide and settle one phase."""
    before = digest_of(position.state)
    phase = s.PHASES[position.phase]
    decisions = model_decisions(position)
    entries = [Entry(MODEL, each.seat, line_of(each), "", before) for each in decisions]
    settle(position, decisions)
    return [*entries, Entry(SETTLED, "", phase, "", digest_of(position.state))]


def start_of(header: Header, loaded: Loaded) -> Position:
    """Return the first day of a journal's game."""
    return begin(loaded, header.seed, header.seats, header.game)


def replay_line(position: Position, line: Line, pending: list[Decision]) -> None:
    """Play one line again; the model's decisions wait in `pending` for the phase to be settled. Raises Unreadable."""
    if line.kind == SETTLED:
        if position.phase == s.OVER or line.text != s.PHASES[position.phase]:
            raise Unreadable(line.seq, f"it settles {line.text}, and the game stands at {s.PHASES[position.phase]}")
        settle(position, pending)
        pending.clear()
    elif line.kind in (DECISION, MODEL):
        decision = parse(line.text, position.lexicon)
        if isinstance(decision, Refused):
            raise Unreadable(line.seq, decision.reason)
        if line.kind == MODEL:
            pending.append(decision)
        else:
            take(position, decision)
    elif line.kind == REMARK:
        remark = read_remark(line.text)
        if remark is None:
            raise Unreadable(line.seq, "it is no remark that this program knows")
        hear(position, remark)


def hear(position: Position, remark: Remark) -> None:
    """Let a table hear a remark: news of words is told to everybody, the rest is the class's own. No state changes."""
    if isinstance(remark, Bulletin):
        position.record += (Event("bulletin", PUBLIC, position.moment, {"says": remark.says}),)


def moments_of(lines: Sequence[Line]) -> list[int]:
    """Return the moment before each line, and after the last: a phase settled and an undo each end one.

    What an undo takes back is counted, so that a moment never comes twice and an old deadline never strikes again.
    """
    ends = (line.kind == SETTLED or undone_to(line) >= 0 for line in lines)
    return list(accumulate(ends, initial=0))


def replayed(header: Header, loaded: Loaded, lines: Sequence[Line]) -> tuple[Position, dict[str, Step]]:
    """Return the position after lines, and the answer to each client id; nothing is decided anew. Raises Unreadable."""
    counting, moments = {line.seq for line in fold(lines)}, moments_of(lines)
    position, pending = start_of(header, loaded), list[Decision]()
    answers: dict[str, Step] = {}
    client, known = "", 0
    for line, moment, next_moment in zip(lines, moments, moments[1:], strict=False):
        if line.kind in BEGINS:
            client, known = line.client, len(position.record)
        position.moment = moment
        if line.seq in counting:
            replay_line(position, line, pending)
        elif undone_to(line) >= 0:
            position.record += (Event("undone", PUBLIC, moment, {"to": undone_to(line)}),)
        position.moment = next_moment
        if client:
            answers[client] = Step(position.record[known:], next_moment, line.seq)
    return position, answers
