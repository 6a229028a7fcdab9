"""One room: who may speak for which seat, a table once the game has begun, and the page of each. It knows no network.

Everything here runs on the room's one writer thread (`live.py`), and may think for as long as the model seats do. What
it answers with success is on disk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from game.classroom import wire
from game.classroom.aside import Aside
from game.classroom.guests import Guests
from game.classroom.hot_wash import Played, client_of
from game.classroom.outside import Outside
from game.classroom.pages import Tongue, lobby_page
from game.classroom.press import Press, Sheet, spliced
from game.classroom.register import Register, cleared, journal_of
from game.classroom.steering import CLOCK_WORDS, MINUTE, Steering, hold_seats
from game.classroom.tables import Course, beside_page, course_of
from game.classroom.timing import Timing
from game.classroom.tokens import DELEGATE, TEACHER, Eyes, Pass
from game.classroom.wishes import Announce, Fit, Hold, Move, Open, Pin, Steered, Swap, Word, Write
from game.classroom.words import page_words, said
from game.rules import state as s
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import JournalError, Replay, holds_game, new_game, resume
from game.table.reworded import reworded
from game.table.table import Table
from game.telling.words import LANGUAGES

# What a seat never sends itself: who holds it is asked for by a frame of its own.
NOT_BY_LINE: Final = (d.TakeSeat, d.TimeExpired, d.Meanwhile, d.DropInject, d.HoldInject, d.ReleaseInject, d.Undo)


class Room:
    """A room, in its lobby or at its table."""

    def __init__(self, folder: Path, register: Register, loaded: Loaded, outside: Outside) -> None:
        """Open a room; where its journal is on disk, its game goes on. Raises JournalError."""
        self.code, self.loaded = register.code, loaded
        self._folder, self._outside = folder, outside
        self.guests = Guests(folder, register, loaded, outside)
        self._press = Press(loaded)
        path = journal_of(folder, register.code)
        self.timing = Timing(outside.clock)
        self._trouble: Refused | None = None
        self._heads_up: float | None = None  # since when the phones are to be left alone
        self.table: Table | None = resume(path) if holds_game(path) else None
        self._aside = Aside(outside.clock, self.guests)
        if self.table:
            self._aside.follow(self.table)
            self._reword()
        left = register.bell - outside.date()
        if self.table and 0 < left <= register.lesson:
            self.timing.ring_in(left, register.lesson)

    def join(self, role: str, seat: str, name: str, language: str, likes: object = ()) -> str | Refused:
        """Return a new token, kept before it is given; a late comer takes the seat from the model."""
        token = self.guests.join(role, seat, name, language, likes)
        given = self.guests.pass_of(token) if isinstance(token, str) else None
        if given and given.seat and self.table and not self.table.is_over:
            if self.table.position.holders[given.seat] != PERSON:
                self.table.apply(d.TakeSeat(given.seat, PERSON))
        return token

    # The game. -------------------------------------------------------------------------------------------------------

    def do(self, by: Pass, frame: wire.Frame) -> Refused | None:
        """Do what a frame asks for, or return why not; what is done is in the journal before this returns."""
        refused = self._do(by, frame)
        if refused is None:
            self.tick()
        return refused

    def tick(self) -> None:
        """Let the clock decide what is due; what keeps it from that, a full disk, the teacher is told."""
        if self.table:
            self._trouble = self._steering(self.table).follow()
            self._aside.follow(self.table)

    def _do(self, by: Pass, frame: wire.Frame) -> Refused | None:
        if isinstance(frame, wire.Decide):
            return self._decide(by, frame)
        if isinstance(frame, wire.Give):
            return self._give(by, frame)
        if isinstance(frame, Write):
            return self._write(by, frame)
        if by.role != TEACHER:
            return Refused("teacher_only", "that is for the teacher")
        if isinstance(frame, wire.Dismiss | Swap | Move | Fit):
            return self._seat(frame)
        if isinstance(frame, wire.Begin):
            return self.begin(frame.minutes, is_cold=frame.is_cold)
        if isinstance(frame, wire.Seat):
            return self.guests.seat_cards(frame.seat, sits=frame.sits)
        return self._steer(frame, self.table) if self.table else Refused("not_begun", "the game has not begun")

    def _seat(self, frame: wire.Dismiss | Swap | Move | Fit) -> Refused | None:
        """Send somebody away or give people other seats; who holds a seat at the table follows."""
        sat = self.guests.roster.people
        if isinstance(frame, Fit):
            return Refused("begun", "the game has begun") if self.table else self.guests.fit()
        if isinstance(frame, Swap):
            refused = self.guests.swap(frame.one, frame.other, frame.seat)
        elif isinstance(frame, Move):
            refused = self.guests.move(frame.key, frame.seat)
        else:
            refused = self.guests.dismiss(frame.key)
        if refused or not self.table or self.table.is_over:
            return refused
        sit = self.guests.roster.people
        return hold_seats(self.table, sat.keys() - sit.keys(), sit.keys() - sat.keys())

    def begin(self, minutes: int = 0, *, is_cold: bool = False) -> Refused | None:
        """Begin the game with those who sit; the model takes the other seats; the bell rings in so many minutes, 0 never."""
        seated = self.guests.roster.people
        if self.table:
            return None
        if not seated:
            return Refused("nobody_sits", "nobody has taken a seat")
        seats = dict.fromkeys(self.loaded.scenario.ally, self.guests.register.skill) | dict.fromkeys(seated, PERSON)
        try:
            path = cleared(journal_of(self._folder, self.code))
            seed = self.guests.register.seed or self._outside.text()
            self.table = new_game(path, self.loaded, seed, seats)
        except JournalError as error:
            return Refused("not_saved", str(error), about={"why": str(error)})
        if is_cold:
            self.table.apply(d.Meanwhile(1, s.PHASES[s.ANSWER]))
        return self._ring_in(minutes)

    def course(self) -> Course:
        """Return what this council did with its texts so far."""
        return course_of(self.table.events()) if self.table else ()

    def played(self) -> Played | None:
        """Return the game that is over, with the names of its people; None while it goes on."""
        table = self.table
        if table is None or not table.is_over:
            return None
        return Played(
            Replay(table.header, table.loaded, tuple(table.lines), table.position), self.guests.roster.names()
        )

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
        own = decision.seat in self._hands() if by.role == TEACHER else by.seat == decision.seat != ""
        if isinstance(decision, NOT_BY_LINE) or not own:
            return Refused("not_your_seat", "that is another seat's to decide")
        step = self.table.apply(decision, client_of(by, frame.id), frame.moment)
        return step if isinstance(step, Refused) else None

    def _give(self, by: Pass, frame: wire.Give) -> Refused | None:
        if self.table is None:
            return Refused("not_begun", "the game has not begun")
        known = frame.seat in self.loaded.scenario.ally or (frame.seat == d.OTHER and by.role == TEACHER)
        if not known or (by.role != TEACHER and frame.seat != by.seat):
            return Refused("not_your_seat", "that is another seat's to decide")
        holders = self.table.position.holders
        if (holders[frame.seat] == PERSON) == (frame.holder == PERSON):
            return None  # it is so already: sent twice, or by two of a delegation
        others = any(holder == PERSON for seat, holder in holders.items() if seat != frame.seat)
        if by.role != TEACHER and frame.holder != PERSON and not others:
            return Refused("last_person", "yours is the last seat that a person holds")
        step = self.table.apply(d.TakeSeat(frame.seat, frame.holder), client_of(by, frame.id))
        return step if isinstance(step, Refused) else None

    def _hands(self) -> tuple[str, ...]:
        """Return the seats that a teacher plays: those whose people raise cards, and the other side when it is a person's."""
        cards = self.guests.roster.cards()
        is_other = self.table and self.table.position.holders[d.OTHER] == PERSON
        return (*cards, d.OTHER) if is_other else cards

    def _write(self, by: Pass, frame: Write) -> Refused | None:
        if self.table is None:
            return Refused("not_begun", "the game has not begun")
        if self._heads_up is not None:
            return Refused("heads_up", "the phones are to be left alone")
        return self._aside.write(self.table, by, frame)

    def _reword(self) -> None:
        self._press.reword(reworded(self.loaded, self._aside.words))

    def _steer(self, frame: wire.Next | wire.Break | wire.Recall | wire.Time | Steered, table: Table) -> Refused | None:
        steering = self._steering(table)
        if isinstance(frame, Open | Hold | Word | Announce | Pin):
            refused = self._aside.steer(table, frame, self.tongue(LANGUAGES[0]))
            if isinstance(frame, Word):
                self._reword()
            return refused
        if isinstance(frame, wire.Next):
            return steering.next(frame)
        if isinstance(frame, wire.Break):
            return steering.news(frame)
        if isinstance(frame, wire.Recall):
            self._press.forget()  # what is taken back is not to be told
            return steering.recall(frame)
        if frame.what == "meanwhile":
            return steering.meanwhile(frame)
        if frame.what == "bell":
            return self._ring_in(frame.minutes)
        if frame.what in CLOCK_WORDS:
            CLOCK_WORDS[frame.what](self.timing)
        elif frame.what == "heads_up":
            self._heads_up = self._outside.clock()
            self.timing.pause()
        else:
            self._heads_up = None
            self.timing.go_on()
        return None

    def _steering(self, table: Table) -> Steering:
        return Steering(table, self.timing)

    def _ring_in(self, minutes: int) -> Refused | None:
        """Let the bell ring in so many minutes, 0 for never, and keep that."""
        seconds = minutes * MINUTE
        bell = self._outside.date() + seconds if minutes else 0.0
        lesson = max(seconds, self.guests.register.lesson) if self.timing.bell else seconds
        refused = self.guests.store(replace(self.guests.register, bell=bell, lesson=lesson))
        if refused is None and minutes:
            self.timing.ring_in(seconds, lesson)
        elif refused is None:
            self.timing.stop()
        return refused

    # Pages. ----------------------------------------------------------------------------------------------------------

    def sheet(
        self,
        eyes: Eyes,
        present: Mapping[str, int],
        about: Mapping[str, Any],
        beside: Mapping[str, Course] = MappingProxyType({}),
    ) -> Sheet:
        """Return the page of whoever has these eyes; `present` counts the connections by key of the pass.

        `beside` are the tables on the same seed, this one among them: the wall and the teacher see them.
        """
        around = {"is": "page", "role": eyes.role, "room": self.code, **about}
        people = self._people(eyes, present)
        if eyes.role != DELEGATE:
            people |= beside_page(self.code, beside, self.tongue(eyes.language))
        there = wire.encoded(people)
        mark = (eyes, self.timing.edition, self._heads_up, there)  # eyes: a pass may be given another seat
        talking = {} if self._heads_up is None else {"heads_up": round(self._outside.clock() - self._heads_up)}
        stand = wire.encoded(around | {"clock": self.timing.page()} | talking)
        stand = spliced(stand, there) if people else stand
        if self.table:
            hands = self._hands() if eyes.role == TEACHER else ()
            return self._press.sheet(self.table, eyes, stand, mark, hands)
        names, usual = self.tongue(eyes.language).names, self.guests.register.lesson / MINUTE
        seated = self.guests.roster.people
        lobby = lobby_page(names, seated, eyes.seat)
        lobby |= {"minutes": round(usual) or self.loaded.scenario.scenario.minutes}
        return Sheet((mark, json.dumps(seated)), spliced(stand, wire.encoded(lobby)))

    def record(self, eyes: Eyes) -> bytes:
        """Return all that these eyes have heard so far, as it travels."""
        return self._press.record(self.table, eyes) if self.table else wire.encoded({"parts": []})

    def tongue(self, language: str) -> Tongue:
        """Return the words of a language."""
        return self._press.tongue(language)

    def _people(self, eyes: Eyes, present: Mapping[str, int]) -> dict[str, Any]:
        """Return who is there and what they write, as far as a page shows it."""
        tongue = self.tongue(eyes.language)
        if eyes.role == TEACHER:
            return {"trouble": self._told(tongue)} | self._aside.teacher_page(self.table, tongue, present)
        if not eyes.seat:
            return {}
        return {"delegation": self.guests.roster.delegation(eyes.seat, present)} | self._aside.seat_page(
            eyes.seat, tongue
        )

    def _told(self, tongue: Tongue) -> str:
        return said(self._trouble, page_words(tongue.page.language), tongue) if self._trouble else ""
