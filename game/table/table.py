"""A game with people: one door for decisions, views and events for every seat, and a journal that is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import Decision, Refused
from game.table.events import PUBLIC, Event
from game.table.grammar import parse
from game.table.legal import check
from game.table.lines import DECISION, OPEN, REMARK, SETTLED, Header, Line, fold, sealed_line, step_ends
from game.table.menu import Item, menu_of
from game.table.play import Entry, Step, Watch, go_on, hear, replayed, start_of, unwatched
from game.table.position import Position, awaited, copied, digest_of, take
from game.table.remarks import Remark, remark_text
from game.table.views import FacilitatorView, PublicView, SeatView, facilitator_view, public_view, seat_view
from game.table.wording import line_of


class Keeper(Protocol):
    """Keeps lines for good; `append` returns why it could not."""

    def append(self, lines: Sequence[Line]) -> Refused | None:
        """Add the lines of one step, all or none, before it returns."""

    def close(self) -> None:
        """Leave what is kept in order."""


class Table:
    """One game. `apply` is the only way to change it."""

    def __init__(self, header: Header, loaded: Loaded, keeper: Keeper | None = None) -> None:
        """Sit down to a game; `open` begins it, `take_up` goes on with one that was begun."""
        self.header, self.loaded, self.lines = header, loaded, list[Line]()
        self._keeper = keeper
        self.watch: Watch = unwatched  # sees a long step on its way, and may end it
        self._position = start_of(header, loaded)
        self._answers: dict[str, Step] = {}

    @classmethod
    def new(
        cls, loaded: Loaded, seed: str, seats: dict[str, str], *, rated: bool = False, keeper: Keeper | None = None
    ) -> Table:
        """Return a game just begun, the model in every seat that `seats` (seat -> holder) does not name."""
        table = cls(Header(loaded.text.decode(), loaded.digest, seed, seats, rated=rated), loaded, keeper)
        refused = table.open()
        if refused:
            raise OSError(refused.reason)
        return table

    def open(self) -> Refused | None:
        """Play up to the first decision of a person; return why that could not be kept, if so."""
        position = copied(self._position)
        entries = [Entry(OPEN, "", "", "", digest_of(position.state)), *go_on(position, self.watch)]
        return self._commit(position, self._sealed(entries))

    def take_up(self, lines: Iterable[Line]) -> None:
        """Go on with a game from its lines. Raises play.Unreadable."""
        self.lines = list(lines)
        self._position, self._answers = replayed(self.header, self.loaded, self.lines)

    def adopt(self, lines: list[Line]) -> Refused | None:
        """Keep the lines of another journal, chained to this one's header, and go on from there. Raises play.Unreadable."""
        position, answers = replayed(self.header, self.loaded, lines)
        refused = self._commit(position, lines)
        self._answers = answers
        return refused

    def read(self, text: str) -> Decision | Refused:
        """Return the decision that a line of text says."""
        return parse(text, self._position.lexicon)

    def apply(self, decision: Decision, client_id: str = "", moment: int | None = None) -> Step | Refused:
        """Take a decision and all that follows from it, kept in the journal before this returns.

        A client id seen before is a resend: nothing happens, the answer is the same. `moment` is what the client saw;
        a decision for a moment gone by is refused.
        """
        if client_id and client_id in self._answers:
            return self._answers[client_id]
        said = self.read(line_of(decision))
        if isinstance(said, Refused):
            return said
        if moment is not None and moment != self._position.moment:
            return Refused("stale", "the table has moved on meanwhile", "look at the table, then decide again")
        if isinstance(decision, d.Undo):
            return self._undo(decision, client_id)
        refused = check(self._position, decision)
        if refused:
            return refused
        position = copied(self._position)
        take(position, decision)
        entry = Entry(DECISION, decision.seat, line_of(decision), client_id, digest_of(position.state))
        lines = self._sealed([entry, *go_on(position, self.watch)])
        return self._answer(position, lines, position.record[len(self._position.record) :], client_id)

    def remark(self, seat: str, remark: Remark, client_id: str = "") -> Step | Refused:
        """Keep what somebody of the class says beside the game; the state stays as it is. A resend is told the same."""
        if client_id and client_id in self._answers:
            return self._answers[client_id]
        position = copied(self._position)
        hear(position, remark)
        lines = self._sealed([Entry(REMARK, seat, remark_text(remark), client_id, digest_of(position.state))])
        return self._answer(position, lines, position.record[len(self._position.record) :], client_id)

    def seat_view(self, seat: str) -> SeatView:
        """Return all that a seat may see."""
        return seat_view(self._position, seat)

    def public_view(self) -> PublicView:
        """Return what everybody may see: the wall of the room."""
        return public_view(self._position)

    def facilitator_view(self) -> FacilitatorView:
        """Return what the facilitator sees: the hidden truth and every seat, but not the seed."""
        return facilitator_view(self._position)

    def menu(self, seat: str) -> list[Item]:
        """Return what a seat can decide now, with prices and with reasons where it cannot."""
        return menu_of(self._position, seat)

    def events(self, since: int = 0, seat: str = "") -> list[Event]:
        """Return the events of moments from `since` on that a seat may hear of; no seat: that all may."""
        row = self._position.lexicon.row(seat) if seat else -1
        return [
            event
            for event in self._position.record
            if event.moment >= since and (event.is_for(row) if seat else event.audience == PUBLIC)
        ]

    def awaited(self) -> tuple[str, ...]:
        """Return the persons' seats whose decision the table waits for."""
        return awaited(self._position)

    def edition(self, seat: str | None = "") -> tuple[object, ...]:
        """Return what changes whenever something changes that a seat may see ("": that all may; None: that anybody may)."""
        position = self._position
        holders = tuple(position.holders.values())
        if seat is None:
            return (len(self.lines),)
        return (position.moment, len(position.record), holders, position.sealed.get(seat), seat in position.done)

    def close(self) -> None:
        """Close the journal."""
        if self._keeper:
            self._keeper.close()

    @property
    def position(self) -> Position:
        """Return a copy of where the game stands, for the debrief and the adviser; changing it changes nothing here."""
        return copied(self._position)

    @property
    def is_over(self) -> bool:
        """Tell whether the game has ended."""
        return self._position.phase == s.OVER

    def _undo(self, undo: d.Undo, client_id: str) -> Step | Refused:
        counting = fold(self.lines)
        refused = _check_undo(self.header, counting, undo.to)
        if refused:
            return refused
        past = [line for line in counting if line.seq <= undo.to]
        digest = digest_of(replayed(self.header, self.loaded, past)[0].state)
        line = self._sealed([Entry(DECISION, undo.seat, line_of(undo), client_id, digest)])[0]
        position, _ = replayed(self.header, self.loaded, [*self.lines, line])
        return self._answer(position, [line], position.record[-1:], client_id)

    def _answer(self, position: Position, lines: list[Line], events: tuple[Event, ...], client: str) -> Step | Refused:
        refused = self._commit(position, lines)
        if refused:
            return refused
        step = Step(events, position.moment, self.lines[-1].seq)
        if client:
            self._answers[client] = step
        return step

    def _sealed(self, entries: Iterable[Entry]) -> list[Line]:
        """Return entries as the next lines of the chain."""
        prev = self.lines[-1].hash if self.lines else self.header.seal()
        lines: list[Line] = []
        for seq, each in enumerate(entries, len(self.lines) + 1):
            lines.append(sealed_line(prev, seq, each.kind, each.seat, each.text, each.client, each.digest))
            prev = lines[-1].hash
        return lines

    def _commit(self, position: Position, lines: list[Line]) -> Refused | None:
        """Keep the lines of a step; only then does the table stand where the position stands."""
        refused = self._keeper.append(lines) if self._keeper else None
        if refused is None:
            self.lines += lines
            self._position = position
        return refused


def _check_undo(header: Header, counting: list[Line], to: int) -> Refused | None:
    ends = step_ends(counting)[:-1]
    if to not in ends:
        near = [end for end in ends if end <= to][-1:] or ends[:1]
        remedy = f"write: undo {near[0]}" if near else ""
        about = {"number": to, "near": near[0] if near else 0}
        return Refused("no_such_line", f"line {to} does not end a step that could be gone back to", remedy, about=about)
    if header.rated and any(line.kind == SETTLED and line.seq > to for line in counting):
        return Refused("revealed", "this game is rated, and what was revealed since cannot be unseen")
    return None
