"""One room: who may speak for which seat, a table once the game has begun, and the page of each. It knows no network.

Everything here runs on the room's one writer thread (`live.py`), and may think for as long as the model seats do. What
it answers with success is on disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from game.classroom import wire
from game.classroom.pages import Tongue, lobby_page, seat_page, teacher_page, wall_page
from game.classroom.record import Record
from game.classroom.register import Register, journal_of, keep
from game.classroom.tokens import DELEGATE, ROLES, TEACHER, Eyes, Pass, hash_of
from game.classroom.words import tongue_of
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import JournalError, new_game, resume
from game.table.table import Table

PEOPLE_A_SEAT: Final = 4  # a delegation
MOST_PASSES: Final = 400
LONGEST_NAME: Final = 40
# What a seat never sends itself: who holds it is asked for by a frame of its own.
NOT_BY_LINE: Final = (d.TakeSeat, d.TimeExpired, d.DropInject, d.Undo)

NewText = Callable[[], str]  # a text by luck that cannot be foretold: tokens, seeds


class Room:
    """A room, in its lobby or at its table."""

    def __init__(self, folder: Path, register: Register, loaded: Loaded, luck: NewText) -> None:
        """Open a room; where its journal is on disk, its game goes on. Raises JournalError."""
        self.code, self.register, self.loaded = register.code, register, loaded
        self._folder, self._luck = folder, luck
        self._records: dict[tuple[str, str], Record] = {}
        self._tongues: dict[str, Tongue] = {}
        path = journal_of(folder, register.code)
        self.table: Table | None = resume(path) if path.exists() else None

    # Passes. ---------------------------------------------------------------------------------------------------------

    def pass_of(self, token: str) -> Pass | None:
        """Return what a token stands for."""
        return self.register.passes.get(hash_of(token))

    def join(self, role: str, seat: str, name: str, language: str) -> str | Refused:
        """Return a new token, kept before it is given; a late comer takes the seat from the model."""
        refused = self._check_join(role, seat)
        if refused:
            return refused
        token = self._luck()
        name = "".join(letter for letter in name if letter.isprintable()).strip()[:LONGEST_NAME]
        given = Pass(self._luck()[:12], role, seat if role == DELEGATE else "", name, language)
        kept = self._keep({**self.register.passes, hash_of(token): given})
        if kept:
            return kept
        if self.table and seat and self.table.position.holders[seat] != PERSON and not self.table.is_over:
            self.table.apply(d.TakeSeat(seat, PERSON))
        return token

    def dismiss(self, key: str) -> Refused | None:
        """Take back a pass."""
        left = {hashed: each for hashed, each in self.register.passes.items() if each.key != key}
        if len(left) == len(self.register.passes):
            return Refused("no_pass", "nobody of that name is in the room")
        return self._keep(left)

    def people(self) -> dict[str, int]:
        """Return how many passes each seat has."""
        return dict(Counter(each.seat for each in self.register.passes.values() if each.seat))

    # The game. -------------------------------------------------------------------------------------------------------

    def do(self, by: Pass, frame: wire.Frame) -> Refused | None:
        """Do what a frame asks for, or return why not; what is done is in the journal before this returns."""
        if isinstance(frame, wire.Decide):
            return self._decide(by, frame)
        if isinstance(frame, wire.Give):
            return self._give(by, frame)
        if by.role != TEACHER:
            return Refused("teacher_only", "that is for the teacher")
        if isinstance(frame, wire.Dismiss):
            return self.dismiss(frame.key)
        return self.begin() if isinstance(frame, wire.Begin) else self._next(frame)

    def begin(self) -> Refused | None:
        """Begin the game with those who sit; the model takes the other seats."""
        seated = self.people()
        if self.table:
            return None
        if not seated:
            return Refused("nobody_sits", "nobody has taken a seat")
        seats = dict.fromkeys(self.loaded.scenario.ally, self.register.skill) | dict.fromkeys(seated, PERSON)
        try:
            self.table = new_game(journal_of(self._folder, self.code), self.loaded, self._luck(), seats)
        except JournalError as error:
            return Refused("not_saved", str(error), about={"why": str(error)})
        return None

    def close(self) -> None:
        """Leave the journal in order."""
        if self.table:
            self.table.close()

    def _decide(self, by: Pass, frame: wire.Decide) -> Refused | None:
        if self.table is None:
            return Refused("not_begun", "the game has not begun")
        decision = self.table.read(frame.line)
        if isinstance(decision, Refused):
            return decision
        if isinstance(decision, NOT_BY_LINE) or not by.seat or decision.seat != by.seat:
            return Refused("not_your_seat", "that is another seat's to decide")
        step = self.table.apply(decision, f"web-{by.seat}-{frame.id}", frame.moment)
        return step if isinstance(step, Refused) else None

    def _give(self, by: Pass, frame: wire.Give) -> Refused | None:
        if self.table is None:
            return Refused("not_begun", "the game has not begun")
        if frame.seat not in self.loaded.scenario.ally or (by.role != TEACHER and frame.seat != by.seat):
            return Refused("not_your_seat", "that is another seat's to decide")
        holders = self.table.position.holders
        if (holders[frame.seat] == PERSON) == (frame.holder == PERSON):
            return None  # it is so already: sent twice, or by two of a delegation
        others = any(holder == PERSON for seat, holder in holders.items() if seat != frame.seat)
        if by.role != TEACHER and frame.holder != PERSON and not others:
            return Refused("last_person", "yours is the last seat that a person holds")
        step = self.table.apply(d.TakeSeat(frame.seat, frame.holder), f"web-{by.key}-{frame.id}")
        return step if isinstance(step, Refused) else None

    def _next(self, frame: wire.Next) -> Refused | None:
        if self.table is None:
            return Refused("not_begun", "the game has not begun")
        step = self.table.apply(d.TimeExpired(frame.moment), f"web-clock-{frame.id}")
        return step if isinstance(step, Refused) else None

    # Pages. ----------------------------------------------------------------------------------------------------------

    def page(self, eyes: Eyes, present: Mapping[str, int]) -> dict[str, Any]:
        """Return the whole page of whoever has these eyes; `present` counts the connections by key of the pass."""
        return {"is": "page", "role": eyes.role, "room": self.code, **self._page(eyes, present)}

    def tongue(self, language: str) -> Tongue:
        """Return the words of a language."""
        if language not in self._tongues:
            self._tongues[language] = tongue_of(self.loaded, language)
        return self._tongues[language]

    def _page(self, eyes: Eyes, present: Mapping[str, int]) -> dict[str, Any]:
        tongue = self.tongue(eyes.language)
        people = {"people": self._present(present)} if eyes.role == TEACHER else {}
        if self.table is None:
            return lobby_page(tongue.names, self.people(), eyes.seat) | people
        record = self._record(eyes.seat, eyes.language)
        if eyes.role == TEACHER:
            return teacher_page(self.table, tongue, record) | people
        position = self.table.position
        if eyes.seat:
            return seat_page(self.table, position, eyes.seat, tongue, record)
        return wall_page(self.table, position, tongue, record)

    def _present(self, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who has a pass, for the teacher: name, seat, and whether a page of theirs is connected."""
        delegates = (each for each in self.register.passes.values() if each.role == DELEGATE)
        return [
            {"key": each.key, "name": each.name, "seat": each.seat, "is_here": present.get(each.key, 0) > 0}
            for each in delegates
        ]

    def _record(self, seat: str, language: str) -> Record:
        key = seat, language
        if key not in self._records:
            self._records[key] = Record(self.loaded, self.tongue(language).names.words)
        return self._records[key]

    def _check_join(self, role: str, seat: str) -> Refused | None:
        if role not in ROLES or len(self.register.passes) >= MOST_PASSES:
            return Refused("room_full", "the room is full")
        if role != DELEGATE:
            return None
        if seat not in self.loaded.scenario.ally:
            return Refused("no_seat", "there is no such seat")
        if self.people().get(seat, 0) >= PEOPLE_A_SEAT:
            return Refused("seat_full", "that delegation is complete", about={"most": PEOPLE_A_SEAT, "seat": seat})
        return None

    def _keep(self, passes: dict[str, Pass]) -> Refused | None:
        """Write the register with other passes; only then do they hold."""
        changed = replace(self.register, passes=passes)
        try:
            keep(self._folder, changed)
        except OSError as error:
            why = error.strerror or str(error)
            return Refused("not_saved", why, about={"why": why})
        self.register = changed
        return None
