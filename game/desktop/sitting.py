"""People at a table, without a window: the seat whose turn it is, what lies before it, and what it decides.

Everything here answers at once or thinks for as long as the other seats do; `work.py` takes it off the thread that draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.desktop.chronicle import Chronicle, Move, Passage
from game.desktop.keeping import Kept
from game.lab.reasons import Reason
from game.lab.words import Words
from game.rules import state as s
from game.table import decisions as d
from game.table.decisions import PERSON, Decision, Refused
from game.table.events import Event
from game.table.legal import check
from game.table.lines import fold, step_ends
from game.table.position import Position
from game.table.views import SeatView
from game.telling.desk import own_reason
from game.telling.naming import Naming
from game.telling.turn import Turn, turn_of
from game.telling.why import other_page, own_page

Watch = Callable[[str], None]  # hears the phase that is played next


def unheard(_: str) -> None:
    """Let the other seats think without being watched."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the person who is to decide. A screen reads it; the next step brings another.

    `events` and `fresh` are what the seat has heard since it last decided; `waiting` other people's seats that are
    still to decide in this phase.
    """

    seat: str
    view: SeatView
    turn: Turn
    passages: tuple[Passage, ...]
    moves: dict[str, tuple[Move, ...]]
    events: tuple[Event, ...]
    fresh: tuple[Passage, ...]
    own: Reason | None
    waiting: tuple[str, ...]
    is_over: bool
    may_undo: bool


class Sitting:
    """One game with one person or several at the same screen."""

    def __init__(self, kept: Kept, words: Words) -> None:
        """Sit down at a table that is open; `words` are those of telling."""
        self.table, self.file, self.why_not_kept = kept.table, kept.file, kept.why_not
        self.names = Naming(self.table.loaded.scenario, words)
        self._words = words
        holders = self.table.position.holders
        self.persons = [seat for seat, holder in holders.items() if holder == PERSON] or [
            seat for seat, holder in self.table.header.seats.items() if holder == PERSON
        ]
        self._stories = {seat: Chronicle.blank(self.table.loaded, words) for seat in self.persons}
        self._seen = dict.fromkeys(self.persons, 0)  # moment up to which a seat has taken note
        self._marks: list[tuple[int, str]] = []  # lines to go back to, and whose decision followed
        self.seat = self._first()

    def skip_to_round(self) -> None:
        """Count what came before the round that is played as known: somebody goes on with a game that was left."""
        for seat in self.persons:
            events = self.table.events(0, seat)
            self._seen[seat] = max((event.moment for event in events if event.kind == "round"), default=0)

    @property
    def next_seat(self) -> str:
        """Return whose turn it is; another than `seat` where the screen is to change hands."""
        awaited = self.table.awaited()
        return self.seat if self.seat in awaited or not awaited else awaited[0]

    def hand_over(self) -> None:
        """Give the screen to whose turn it is."""
        self.seat = self.next_seat

    def desk(self) -> Desk:
        """Return what lies before the seat at the screen."""
        seat, position = self.seat, self.table.position
        view, story = self.table.seat_view(seat), self._stories[seat]
        events = self.table.events(0, seat)
        story.hear(events)
        seen = self._seen[seat]
        return Desk(
            seat,
            view,
            turn_of(position, view, self.names) if seat in self.table.awaited() else _nothing(view),
            tuple(story.passages),
            {track: tuple(moves) for track, moves in story.moves.items()},
            tuple(event for event in events if event.moment >= seen),
            story.since(seen),
            own_reason(position, seat),
            tuple(each for each in self.table.awaited() if each != seat),
            self.table.is_over,
            bool(self._marks) or len(self._ends()) > 1,
        )

    def decide(self, decisions: Sequence[Decision], watch: Watch = unheard) -> Refused | None:
        """Send decisions one after the other, until one is refused or the table has gone on; return the refusal."""
        mark, moment = self.table.lines[-1].seq, self.table.position.moment
        refused = None
        for decision in decisions:
            if not self._may_go_on(decision.seat, moment):
                break
            refused = self._apply(decision, watch)
            if refused:
                break
        if self.table.lines[-1].seq != mark:
            self._marks.append((mark, self.seat))
            self._seen[self.seat] = moment
        return refused

    def follow(self, watch: Watch) -> Refused | None:
        """Do what the adviser would until the next round begins, the game ends or somebody else is to decide."""
        began = self.table.seat_view(self.seat).public.round.number
        while not self.table.is_over and self.next_seat == self.seat:
            view = self.table.seat_view(self.seat)
            if view.public.round.number != began:
                break
            advised = () if view.sealed else turn_of(self.table.position, view, self.names).advised
            refused = self.decide([*advised, d.Done(self.seat)], watch)
            if refused:
                return refused
        return None

    def leave_to_model(self, watch: Watch) -> Refused | None:
        """Hand the seats of all people to the model, which plays on to the end."""
        for seat in self.persons:
            if self.table.position.holders[seat] == PERSON:
                refused = self._apply(d.TakeSeat(seat, "model"), watch)
                if refused:
                    return refused
        return None

    def undo(self) -> Refused | None:
        """Go back to before the last decision of a person, and give the screen to that person."""
        ends = self._ends()
        to, seat = self._marks[-1] if self._marks else (ends[-2] if len(ends) > 1 else 0, self.seat)
        if not to:
            return Refused("nothing", "there is nothing to take back")
        step = self.table.apply(d.Undo(to))
        if isinstance(step, Refused):
            return step
        if self._marks:
            self._marks.pop()
        self.seat = seat if seat in self.table.awaited() else self._first()
        self._stories = {each: Chronicle.blank(self.table.loaded, self._words) for each in self.persons}
        self._seen = dict.fromkeys(self.persons, self.table.position.moment)
        return None

    def refusal(self, decision: Decision) -> Refused | None:
        """Return why a decision could not be taken now; nothing is decided."""
        return check(self.table.position, decision)

    def why(self, seat: str) -> list[str]:
        """Return why a seat answers the text on the table as it does, as far as the seat at the screen may know."""
        view = self.table.seat_view(self.seat)
        pages = own_page(self.names, view, self.table.position) if seat == self.seat else None
        return list(pages or other_page(self.names, view, seat))

    def close(self) -> None:
        """Leave the table; the game is kept up to here."""
        self.table.close()

    def _may_go_on(self, seat: str, moment: int) -> bool:
        return not self.table.is_over and self.table.position.moment == moment and seat in self.table.awaited()

    def _apply(self, decision: Decision, watch: Watch) -> Refused | None:
        def seen(position: Position) -> None:
            watch(s.PHASES[position.phase])

        self.table.watch = seen
        step = self.table.apply(decision)
        return step if isinstance(step, Refused) else None

    def _ends(self) -> list[int]:
        return step_ends(fold(self.table.lines))

    def _first(self) -> str:
        awaited = self.table.awaited()
        return awaited[0] if awaited else self.persons[0]


def _nothing(view: SeatView) -> Turn:
    return Turn(view.public.phase, (), (), (), ())
