"""A saved game walked through again, without a window: its steps, who may be looked at, and what that seat saw then.

As long as a game is not over only its one person's view and the room's are shown; where several people play, the room's
alone, since one of them could read another's cable here. The whole truth waits for the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.desktop.chronicle import Chronicle, Passage
from game.desktop.sitting import Desk
from game.lab.words import Words
from game.rules import state as s
from game.table.decisions import PERSON
from game.table.events import PUBLIC, Event
from game.table.journal import Replay, replay
from game.table.lines import DECISION, SETTLED
from game.table.position import Position
from game.table.views import SeatView, public_view, seat_view
from game.telling.desk import own_reason
from game.telling.naming import Naming
from game.telling.turn import Turn

ROOM: Final = ""  # the wall of the room, which everybody sees
TRUTH: Final = "*"  # everything, once the game is over


@dataclass(frozen=True, slots=True)
class Step:
    """A phase that was settled: where the table stood after it, and the round (1 the first) it belongs to."""

    position: Position
    round: int


class Rewind:
    """One game, a step at a time. Steps count from 0; `here` is the one that is shown, `seat` who looks."""

    def __init__(self, played: Replay, words: Words) -> None:
        """Walk through a game once, and begin at its first step; `words` are those of telling."""
        self.names = Naming(played.loaded.scenario, words)
        self._played, self._words = played, words
        self.steps = _steps(played)
        self.is_over = played.position.phase == s.OVER
        self.seats = self._who_may_be_seen()
        self.here = 0
        self._stories = dict[str, Chronicle]()
        self.seat = self.seats[0]

    @property
    def rounds(self) -> tuple[int, ...]:
        """Return the rounds that have a step, in order."""
        return tuple(dict.fromkeys(step.round for step in self.steps))

    @property
    def step(self) -> Step:
        """Return the step that is shown."""
        return self.steps[self.here]

    @property
    def last(self) -> Position:
        """Return where the game stands, or how it ended."""
        return self._played.position

    def look_as(self, seat: str) -> None:
        """Look with the eyes of a seat, of the room or of nobody. Raises KeyError for one that may not be looked at."""
        if seat not in self.seats:
            raise KeyError(seat)
        self.seat = seat

    def go(self, by: int) -> None:
        """Go on (1) or back (-1) to where who looks heard something; where nothing is left to hear, to that end."""
        self.here = min(max(self.here + by, 0), len(self.steps) - 1)
        while 0 < self.here < len(self.steps) - 1 and not self.fresh():
            self.here += by

    def go_to_round(self, number: int) -> None:
        """Go to the first step of a round."""
        self.here = next((k for k, step in enumerate(self.steps) if step.round == number), self.here)

    def turn_round(self, by: int) -> None:
        """Go to the round before (-1) or after (1); past the last round to the last step."""
        rounds = self.rounds
        to = rounds.index(self.step.round) + by
        if 0 <= to < len(rounds):
            self.go_to_round(rounds[to])
        else:
            self.here = 0 if to < 0 else len(self.steps) - 1

    def desk(self) -> Desk:
        """Return what lay before who looks, when the step that is shown was done."""
        position, story = self.step.position, self._story(self.seat)
        before, now = self._span()
        heard = tuple(each for each in story.passages if each.moment < now)
        moves = {key: tuple(each for each in all_of if each.moment < now) for key, all_of in story.moves.items()}
        events = tuple(each for each in self._events(self.seat) if before <= each.moment < now)
        view, is_seat = self._view(position), self.seat in position.lexicon.seats
        own = own_reason(position, self.seat) if is_seat else None
        turn = Turn(view.public.phase, (), (), (), ())
        return Desk(
            self.seat, view, turn, heard, moves, events, tuple(self.fresh()), own, (), self.is_over, may_undo=False
        )

    def fresh(self) -> Sequence[Passage]:
        """Return what was heard in the step that is shown."""
        before, now = self._span()
        return tuple(each for each in self._story(self.seat).passages if before <= each.moment < now)

    def _span(self) -> tuple[int, int]:
        """Return the moments of the step that is shown, the last one excluded."""
        return self.steps[self.here - 1].position.moment if self.here else 0, self.step.position.moment

    def _view(self, position: Position) -> SeatView:
        if self.seat in position.lexicon.seats:
            return seat_view(position, self.seat)
        return SeatView(self.seat, public_view(position), None, (), (), decides=False, done=False, sealed=(), menu=())

    def _who_may_be_seen(self) -> tuple[str, ...]:
        position = self._played.position
        holders = (*self._played.header.seats.items(), *position.holders.items())
        # Who gave a seat back, or undid that it ever took one, has read its cable all the same.
        decided = (line.seat for line in self._played.lines if line.kind == DECISION)
        held = (*(seat for seat, holder in holders if holder == PERSON), *decided)
        persons = tuple(dict.fromkeys(seat for seat in held if seat in position.lexicon.allies))
        if not self.is_over:
            return (*persons, ROOM) if len(persons) == 1 else (ROOM,)
        others = tuple(seat for seat in position.lexicon.allies if seat not in persons)
        return (*persons, *others, ROOM, TRUTH)

    def _events(self, seat: str) -> list[Event]:
        record, lexicon = self._played.position.record, self._played.position.lexicon
        if seat == TRUTH:
            return list(record)
        if seat == ROOM:
            return [event for event in record if event.audience == PUBLIC]
        row = lexicon.seats.index(seat)
        return [event for event in record if event.is_for(row)]

    def _story(self, seat: str) -> Chronicle:
        if seat not in self._stories:
            self._stories[seat] = Chronicle.blank(self._played.loaded, self._words)
            self._stories[seat].hear(self._events(seat))
        return self._stories[seat]


def opened(file: Path, words: Words) -> Rewind:
    """Return a saved game to be walked through; its file is only read. Raises JournalError."""
    return Rewind(replay(file), words)


def _steps(played: Replay) -> list[Step]:
    """Return the phases that were settled; a game in which none was has the one step where it stands."""
    rounds = len(played.loaded.scenario.round)
    found = [Step(position, _round(position, rounds)) for line, position in played.walk() if line.kind == SETTLED]
    return found or [Step(played.position, _round(played.position, rounds))]


def _round(position: Position, rounds: int) -> int:
    return min(int(position.state.public.clock[s.ROUND]) + 1, rounds)
