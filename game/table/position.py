"""Where a table stands: the state, who holds which seat, what persons have sealed, and how a phase is settled.

Luck and rules come from the floors below; nothing here reads a clock. The model's choices pass through the text form of
decisions like everybody's, so that a journal can play them again without thinking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Final

import numpy as np

from game.rules import state as s
from game.rules.choices import clear
from game.rules.injects import fire
from game.rules.ledger import clear_ledger
from game.rules.ledger import settle as settle_ledger
from game.rules.luck import seed_key
from game.rules.phases import resolve, who_decides
from game.rules.start import start
from game.rules.state import BEFORE, Scratch, State, ledger_of, new_choice, new_scratch, new_state, tables
from game.scenario.book import Table
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.changes import events_between
from game.table.copies import copied_state
from game.table.decisions import CHAIR, OTHER, PERSON, Decision
from game.table.events import PUBLIC, Event
from game.table.lexicon import Lexicon, lexicon_of
from game.table.rows import Desk, write

SKILLS: Final = ("instinct", "staff", "council")  # in the order of `rules/state.py`


@dataclass
class Position:
    """One game at one moment. `moment` counts the phases settled so far; `sealed` is in the order given."""

    loaded: Loaded
    lexicon: Lexicon
    seed: tuple[int, int]
    game: int
    state: State
    scratch: Scratch
    holders: dict[str, str]
    moment: int = 0
    meanwhile: int = 0  # the model sits in for everybody up to this round, 1 the first,
    meanwhile_to: str = ""  # and only until this phase comes in it
    sealed: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    record: tuple[Event, ...] = ()
    held: dict[str, int] = field(default_factory=dict)  # news that waits for its release, with the status it gets back

    @property
    def phase(self) -> int:
        """Return the phase that is to be settled next."""
        return int(self.state.public.clock[s.PHASE])

    @property
    def desk(self) -> Desk:
        """Return what the words of a decision refer to now."""
        return Desk(self.lexicon, self.state)


def begin(loaded: Loaded, seed: str, holders: dict[str, str], game: int = 0) -> Position:
    """Return the first day of a game; seats not named in `holders` are the model's."""
    lexicon = lexicon_of(loaded.scenario)
    seed0, seed1 = seed_key(seed)
    state, scratch = new_state(loaded.book), new_scratch(loaded.book)
    start(loaded.book, state, scratch, seed0, seed1, game)
    position = Position(loaded, lexicon, (seed0, seed1), game, state, scratch, {})
    for seat in lexicon.seats:
        hand_over(position, seat, holders.get(seat, "model"))
    return position


def copied(position: Position) -> Position:
    """Return an independent copy, to try something on."""
    return replace(
        position,
        state=copied_state(position.state),
        scratch=Scratch(*(table.copy() for table in position.scratch)),
        holders=dict(position.holders),
        sealed=dict(position.sealed),
        held=dict(position.held),
    )


def digest_of(state: State) -> str:
    """Return the SHA-256 of a whole state. It never goes to a client: the hidden type could be guessed from it."""
    seal = sha256()
    for table in tables(state):
        seal.update(np.ascontiguousarray(table, "<i8").tobytes())
    return seal.hexdigest()


def hand_over(position: Position, seat: str, holder: str) -> None:
    """Give a seat to a person, or to the model at a skill; what its holder had sealed is forgotten."""
    position.holders[seat] = holder if holder == PERSON else "model"
    if holder in SKILLS and seat not in (CHAIR, OTHER):
        position.state.own[position.lexicon.row(seat), s.SKILL] = SKILLS.index(holder)
    position.sealed.pop(seat, None)
    position.done -= {seat}


def is_meanwhile(position: Position) -> bool:
    """Tell whether the model sits in for everybody in the round that is played."""
    return int(position.state.public.clock[s.ROUND]) < position.meanwhile


def end_meanwhile(position: Position) -> None:
    """Let everybody decide again where the phase has come up to which the model sits in."""
    is_last = int(position.state.public.clock[s.ROUND]) == position.meanwhile - 1
    if is_last and s.PHASES[position.phase] == position.meanwhile_to:
        position.meanwhile, position.meanwhile_to = 0, ""


def of_model(position: Position) -> list[str]:
    """Return the seats for which the model decides in this phase: what a person has sealed stands, whoever sits in."""
    sits_in = is_meanwhile(position)
    return [
        seat
        for seat in deciders(position)
        if position.holders[seat] != PERSON or (sits_in and seat not in position.sealed)
    ]


def deciders(position: Position) -> tuple[str, ...]:
    """Return the seats that have something to decide in this phase."""
    if position.phase == s.OVER:
        return ()
    mask = int(who_decides(position.loaded.book, position.state))
    return tuple(seat for k, seat in enumerate(position.lexicon.seats) if mask >> k & 1)


def awaited(position: Position) -> tuple[str, ...]:
    """Return the persons' seats whose decision the table waits for."""
    if is_meanwhile(position):
        return ()
    return tuple(seat for seat in deciders(position) if position.holders[seat] == PERSON and seat not in position.done)


def filled_choice(position: Position, decisions: Iterable[Decision]) -> Table:
    """Return the table of choices that a phase's decisions make."""
    choice = new_choice(position.loaded.book)
    clear(choice)
    desk = position.desk
    for decision in decisions:
        write(desk, (decision,), choice[position.lexicon.row(decision.seat)])
    return choice


def settle(position: Position, by_model: Iterable[Decision]) -> list[Event]:
    """Settle the phase with what persons sealed and the model decided; return what there is to tell."""
    of_persons = [each for seat in position.lexicon.seats for each in position.sealed.get(seat, ())]
    decisions = sorted([*by_model, *of_persons], key=lambda each: position.lexicon.row(each.seat))
    before = copied_state(position.state)
    choice = filled_choice(position, decisions)
    resolve(position.loaded.book, position.state, choice, position.scratch, *position.seed, position.game)
    events = events_between(
        position.loaded, before, position.state, ledger_of(position.state), decisions, position.moment, position.lexicon
    )
    keep_held(position)
    position.moment += 1
    position.sealed, position.done = {}, frozenset()
    end_meanwhile(position)
    position.record += tuple(events)
    return events


def drop_inject(position: Position, key: str) -> None:
    """Let a piece of news break now, in a settlement of its own: the round's ledger goes on as it was."""
    before = copied_state(position.state)
    track = position.state.public.track
    clear_ledger(track)
    fire(position.loaded.book, position.state, position.lexicon.injects.index(key), position.scratch.stack)
    settle_ledger(track)
    ledger = ledger_of(position.state).copy()
    # The news has its own settlement; what the round had booked so far stands as it was.
    track[:, BEFORE:] = before.public.track[:, BEFORE:]
    position.held.pop(key, None)
    keep_held(position)
    told = events_between(position.loaded, before, position.state, ledger, (), position.moment, position.lexicon)
    kinds = ("inject", "track", "rung", "hit", "reversed", "fell", "standing", "stock")
    position.record += tuple(event for event in told if event.kind in kinds)


def hold(position: Position, key: str) -> None:
    """Hold a piece of news: to the rules it is like news that other news has yet to arm."""
    position.held.setdefault(key, s.UNARMED)
    keep_held(position)


def keep_held(position: Position) -> None:
    """Keep held news from coming that is ready to, or was just made so by other news."""
    for key in position.held:
        column = s.TRUTH_INJECT + position.lexicon.injects.index(key)
        if position.state.truth[column] == s.ARMED:
            position.held[key], position.state.truth[column] = s.ARMED, s.UNARMED


def release(position: Position, key: str) -> None:
    """Let held news come by itself again, unless other news has called it off meanwhile."""
    status, column = position.held.pop(key, s.UNARMED), s.TRUTH_INJECT + position.lexicon.injects.index(key)
    if position.state.truth[column] == s.UNARMED:
        position.state.truth[column] = status


# The one decision that a seat has in its phase; with it the seat is done (it may still change it until the phase closes).
ENDS_TURN: Final = (d.NationalAct, d.TableText, d.Tour, d.Answer, d.Revise, d.Reply)


def _slot(decision: Decision) -> tuple[object, ...]:
    """Return what a later decision must share with an earlier one of the same seat to replace it."""
    match decision:
        case d.Approach(index=index):
            return (d.Approach, index)
        case d.Offer(measure=key) | d.Forecast(question=key):
            return (type(decision), key)
        case _:
            return (type(decision),)


def with_sealed(position: Position, decision: Decision) -> tuple[Decision, ...]:
    """Return what a seat has sealed in this phase, with one more decision or in place of an earlier one."""
    kept = tuple(each for each in position.sealed.get(decision.seat, ()) if _slot(each) != _slot(decision))
    return (*kept, decision)


def take(position: Position, decision: Decision) -> None:
    """Take a legal decision: seal it, or do what it says to the table."""
    match decision:
        case d.TimeExpired():
            position.done |= set(awaited(position))
        case d.Meanwhile(until=until, phase=phase):
            position.meanwhile, position.meanwhile_to = until, phase
            end_meanwhile(position)
            position.record += (Event("meanwhile", PUBLIC, position.moment, {"until": until, "phase": phase}),)
        case d.TakeSeat(seat=seat, holder=holder):
            hand_over(position, seat, holder)
            data: dict[str, object] = {"seat": seat, "holder": position.holders[seat]}
            position.record += (Event("seat", PUBLIC, position.moment, data),)
        case d.DropInject(inject=inject):
            drop_inject(position, inject)
        case d.HoldInject(inject=inject):
            hold(position, inject)
        case d.ReleaseInject(inject=inject):
            release(position, inject)
        case d.Done(seat=seat):
            position.done |= {seat}
        case d.Reconsider(seat=seat):
            position.sealed.pop(seat, None)
            position.done -= {seat}
        case _:
            position.sealed[decision.seat] = with_sealed(position, decision)
            if isinstance(decision, ENDS_TURN):
                position.done |= {decision.seat}
