"""A game that was played on paper, played again at a table from its minutes, so that its debrief can be made.

What was decided in the room is decided here; whoever said nothing says nothing; rounds that passed meanwhile are the model's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from game.printing.cutting import cutting
from game.printing.minutes import Entry, Minutes
from game.rules import numbers as n
from game.rules import state as s
from game.rules.consult import STRONGEST_WISH
from game.scenario.book import CAUSES
from game.scenario.load import Loaded, loads
from game.table import decisions as d
from game.table.decisions import CHAIR, OTHER, PERSON, Decision, Refused
from game.table.legal import TAKES
from game.table.legal_texts import basis_now
from game.table.position import Position, begin
from game.table.table import Table

SEEDS: Final = 200  # seeds that are looked through for those under which the chair's throw comes out
TRIED: Final = 12  # of these so many are played
ONLY_OPENED: Final = "with_injects"
BROKEN: Final = "fired"  # news that this game's luck has brought by itself
MODEL: Final = "model"
FREE: Final = (d.DropInject, d.Forecast)  # what no phase has to wait for


@dataclass(frozen=True, slots=True)
class Left:
    """A line that the table would not take, and why; None where its time never came."""

    entry: Entry
    refused: Refused | None


def on_paper(loaded: Loaded, minutes: Minutes) -> Loaded:
    """Return the scenario as it is played on paper, where nobody counts what `kit.toml` makes free.

    Where the minutes name the news that broke, no other news breaks.
    """
    text, free = loaded.text.decode(), dict(cutting().tuning)
    if any(isinstance(each.decision, d.DropInject) for entries in minutes.rounds.values() for each in entries):
        free[ONLY_OPENED] = 0
    kept = re.sub(rf"^(?:{'|'.join(free)}) *=.*\n", "", text, flags=re.MULTILINE)
    lines = "".join(f"{key} = {value}\n" for key, value in free.items())
    table = "[scenario.tuning]\n"
    tuned = kept.replace(table, table + lines, 1) if table in kept else f"{kept}\n{table}{lines}"
    return loads(tuned.encode(), loaded.scenario.scenario.key)


def seats_of(loaded: Loaded) -> dict[str, str]:
    """Return who holds the seats: people all of them, so that nobody decides what nobody decided in the room."""
    return dict.fromkeys((*loaded.scenario.ally, CHAIR), PERSON)


def seed_for(loaded: Loaded, minutes: Minutes, name: str) -> str:
    """Return the seed, of "name", "name.1" ..., whose luck gainsays the least of what the minutes say.

    Those under which type and cause are what the chair drew come first; of these so many are tried.
    """
    seeds = [name, *(f"{name}.{k}" for k in range(1, SEEDS))]
    tried = sorted(seeds, key=lambda seed: _strange(loaded, minutes, seed))
    strange = _strange(loaded, minutes, tried[0])
    best, fewest = tried[0], len(loaded.text)
    for seed in (seed for seed in tried[:TRIED] if _strange(loaded, minutes, seed) == strange):
        refused = _refusals(loaded, minutes, seed)
        if refused < fewest:
            best, fewest = seed, refused
        if not refused:
            break
    return best


def _strange(loaded: Loaded, minutes: Minutes, seed: str) -> int:
    """Return how far a seed is from what the chair drew: 0 where type and cause are the same, 1 where the type is."""
    truth = begin(loaded, seed, {}).state.truth
    drawn = tuple(loaded.scenario.adversary.type)[int(truth[s.TYPE_DRAWN])], CAUSES[int(truth[s.CAUSE_DRAWN])]
    return 2 * (minutes.type not in ("", drawn[0])) + (minutes.cause not in ("", drawn[1]))


def _refusals(loaded: Loaded, minutes: Minutes, seed: str) -> int:
    return len(enter(Table.new(loaded, seed, seats_of(loaded)), minutes))


def enter(table: Table, minutes: Minutes) -> list[Left]:
    """Play the minutes at a table just begun with `seats_of`, to the end of the game; return what it would not take."""
    left: list[Left] = []
    for number, entries in minutes.rounds.items():
        _pass_meanwhile(table, number - 1)
        waiting = list(entries)
        told = any(isinstance(each.decision, d.Reply) for each in waiting)
        _hand_over(table, PERSON if told else MODEL)
        while not table.is_over and _round(table) == number:
            left += _phase(table, waiting)
        left += [Left(each, None) for each in waiting]
        _hand_over(table, MODEL)
    _pass_meanwhile(table, len(table.loaded.scenario.round))
    return left


def _pass_meanwhile(table: Table, until: int) -> None:
    """Let the model sit in for everybody to the end of a round, where the table has not come so far."""
    if not table.is_over and _round(table) <= until:
        _must(table, d.Meanwhile(until))


def _hand_over(table: Table, holder: str) -> None:
    """Let the other side reply as the room heard it, or as the model would."""
    if not table.is_over and table.position.holders[OTHER] != holder:
        _must(table, d.TakeSeat(OTHER, holder))


def _round(table: Table) -> int:
    return int(table.position.state.public.clock[s.ROUND]) + 1


def _must(table: Table, decision: Decision) -> None:
    step = table.apply(decision)
    if isinstance(step, Refused):
        raise AssertionError(f"{decision} was refused: {step.reason}")  # noqa: TRY004 (a bug, not a type)


def _phase(table: Table, waiting: list[Entry]) -> list[Left]:
    """Take what is written down for the phase that has come, then let its time run out; return what was not taken."""
    position = table.position
    moment = position.moment
    left: list[Left] = []
    for entry in _due(position, waiting):
        waiting.remove(entry)
        refused = _taken(table, entry.decision)
        if refused and refused.code != BROKEN:
            left.append(Left(entry, refused))
    if position.phase == s.CONSULT:
        _ask_floor(table, waiting)
    if position.phase == s.REVISE and table.position.moment == moment:
        table.apply(d.Revise(table.awaited()[0], "drop"), moment=moment)
    if not table.is_over and table.position.moment == moment:
        _must(table, d.TimeExpired(moment))
    return left


def _due(position: Position, waiting: list[Entry]) -> list[Entry]:
    """Return what is decided in this phase, in order: one text or revision, and only the answers before a revision."""
    takes = (*TAKES.get(position.phase, ()), *FREE)
    due: list[Entry] = []
    for entry in waiting:
        if isinstance(entry.decision, (d.Revise, d.TableText)):
            if isinstance(entry.decision, takes):
                return [*due, entry]
            if isinstance(entry.decision, d.Revise) and position.phase in (s.TOUR, s.ANSWER):
                return due
        elif isinstance(entry.decision, takes):
            due.append(entry)
    return due


def _ask_floor(table: Table, waiting: list[Entry]) -> None:
    """Let whoever tabled the next text ask for the floor, as it did in the room."""
    author = next((each.decision.seat for each in waiting if isinstance(each.decision, d.TableText)), "")
    if author in table.awaited():
        table.apply(d.AskFloor(author, STRONGEST_WISH))


def _taken(table: Table, decision: Decision) -> Refused | None:
    """Take a decision as the room meant it; return why that cannot be."""
    step = table.apply(_FITTED.get(type(decision), _as_it_is)(table, decision))
    return step if isinstance(step, Refused) else None


def _as_it_is(_: Table, decision: Decision) -> Decision:
    return decision


def _tabled(table: Table, decision: Decision) -> Decision:
    assert isinstance(decision, d.TableText)
    return replace(decision, text=_text(table.position, decision.text))


def _revised(table: Table, decision: Decision) -> Decision:
    """Return a revision by whoever has the pen here."""
    assert isinstance(decision, d.Revise)
    text = _text(table.position, decision.text) if decision.text else None
    return replace(decision, seat=(table.awaited() or (decision.seat,))[0], text=text)


def _text(position: Position, text: d.Text) -> d.Text:
    """Return a text with the basis that holds here, under silence for the shortest time: paper counts no hours."""
    return replace(text, basis=basis_now(position), hours=int(position.loaded.book.rule[n.LEAST_DEADLINE]))


_FITTED: Final[dict[type, Callable[[Table, Decision], Decision]]] = {d.TableText: _tabled, d.Revise: _revised}
