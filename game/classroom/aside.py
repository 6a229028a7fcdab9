"""What goes on in a room beside decisions: private letters, the teacher's words, and who has been quiet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.classroom.codes import Clock
from game.classroom.guests import Guests
from game.classroom.hot_wash import client_of
from game.classroom.pages import Tongue
from game.classroom.pen import Pen
from game.classroom.quiet import Quiet
from game.classroom.talk import Talk
from game.classroom.tokens import Pass
from game.classroom.wishes import Announce, Hold, Open, Steered, Word, Write
from game.table.decisions import Refused
from game.table.table import Table


class Aside:
    """All of it for one room; everything but who was asked when is read from the journal again."""

    def __init__(self, clock: Clock, guests: Guests) -> None:
        """Begin with nothing said."""
        self._guests = guests
        self._talk, self._pen, self._quiet = Talk(clock), Pen(), Quiet()

    @property
    def words(self) -> dict[str, str]:
        """Return the teacher's words for news, by its key."""
        return self._pen.words

    def follow(self, table: Table) -> None:
        """Read what a journal has gained."""
        self._talk.follow(table.lines)
        self._pen.follow(table.lines)
        self._quiet.follow(table, self._guests.roster.keys)

    def write(self, table: Table, by: Pass, frame: Write) -> Refused | None:
        """Keep a delegate's letter."""
        return self._talk.write(table, by.seat, frame, client_of(by, frame.id), self._guests.roster.readers)

    def steer(self, table: Table, frame: Steered, tongue: Tongue) -> Refused | None:
        """Do what a teacher writes, opens, or decides of news."""
        if isinstance(frame, Open):
            return self._talk.open(table, frame, f"web-teacher-{frame.id}")
        if isinstance(frame, Hold):
            return self._pen.hold(table, frame)
        if isinstance(frame, Word):
            return self._pen.word(table, frame)
        if isinstance(frame, Announce):
            return self._pen.announce(table, frame)
        return self._pen.pin(table, frame, tongue)

    def seat_page(self, seat: str, tongue: Tongue) -> dict[str, Any]:
        """Return what a delegation sees of it: its own letters."""
        return {"letters": self._talk.seat_page(seat, tongue.names, self._guests.roster.readers)}

    def teacher_page(self, table: Table | None, tongue: Tongue, present: Mapping[str, int]) -> dict[str, Any]:
        """Return what the teacher sees of it: everybody, with what each sent and whether it has been quiet; every letter."""
        people = self._guests.roster.present(present)
        for each in people:
            each["sent"] = self._quiet.sent.get(each["key"], 0)
            each["quiet"] = self._quiet.phases(each["key"], each["seat"], self._guests.roster.jobs(each["key"]))
        pen = {"pen": self._pen.page(table, tongue)} if table else {}
        return {"people": people, "letters": self._talk.teacher_page(tongue.names, self._guests.roster.name_of)} | pen
