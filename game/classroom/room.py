"""One room: who may speak for which seat, a table once the game has begun, and the page of each. It knows no network.

Everything here runs on the room's one writer thread (`live.py`), and may think for as long as the model seats do. What
it answers with success is on disk.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from game.classroom import wire
from game.classroom.jobs import jobs_of
from game.classroom.outside import Outside
from game.classroom.pages import Tongue, lobby_page
from game.classroom.press import Press, Sheet
from game.classroom.register import Register, journal_of, keep
from game.classroom.steering import CLOCK_WORDS, MINUTE, Steering
from game.classroom.timing import Timing
from game.classroom.tokens import DELEGATE, ROLES, TEACHER, Eyes, Pass, hash_of
from game.classroom.words import page_words, said
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import JournalError, new_game, resume
from game.table.table import Table

PEOPLE_A_SEAT: Final = 4  # a delegation
MOST_PASSES: Final = 400
LONGEST_NAME: Final = 40
DRAWN: Final = "draw"  # in the place of a seat: the room chooses
# What a seat never sends itself: who holds it is asked for by a frame of its own.
NOT_BY_LINE: Final = (d.TakeSeat, d.TimeExpired, d.Meanwhile, d.DropInject, d.Undo)


class Room:
    """A room, in its lobby or at its table."""

    def __init__(self, folder: Path, register: Register, loaded: Loaded, outside: Outside) -> None:
        """Open a room; where its journal is on disk, its game goes on. Raises JournalError."""
        self.code, self.register, self.loaded = register.code, register, loaded
        self._folder, self._outside = folder, outside
        self._seated: dict[str, dict[Pass, int]] | None = None
        self._press = Press(loaded)
        path = journal_of(folder, register.code)
        self.timing = Timing(outside.clock)
        self._trouble: Refused | None = None
        self._heads_up: float | None = None  # since when the phones are to be left alone
        self.table: Table | None = resume(path) if path.exists() else None
        left = register.bell - outside.date()
        if self.table and 0 < left <= register.lesson:
            self.timing.ring_in(left, register.lesson)

    # Passes. ---------------------------------------------------------------------------------------------------------

    def pass_of(self, token: str) -> Pass | None:
        """Return what a token stands for."""
        return self.register.passes.get(hash_of(token))

    def eyes_of(self, of: Pass) -> Eyes:
        """Return what a pass sees; in a delegation each has a job, by the order in which they came."""
        delegation = self._delegations().get(of.seat, {}) if of.seat else {}
        place = delegation.get(of, 0)
        return Eyes(of.role, of.seat, of.language, jobs_of(place, len(delegation)))

    def holds(self, of: Pass) -> bool:
        """Tell whether a pass still holds."""
        return of in self._delegations().get(of.seat, ())

    def join(self, role: str, seat: str, name: str, language: str) -> str | Refused:
        """Return a new token, kept before it is given; a late comer takes the seat from the model."""
        seat = self._drawn() if seat == DRAWN and role == DELEGATE else seat
        refused = self._check_join(role, seat)
        if refused:
            return refused
        token = self._outside.text()
        name = "".join(letter for letter in name if letter.isprintable()).strip()[:LONGEST_NAME]
        given = Pass(self._outside.text()[:12], role, seat if role == DELEGATE else "", name, language)
        kept = self._keep({**self.register.passes, hash_of(token): given})
        if kept:
            return kept
        if self.table and given.seat and self.table.position.holders[seat] != PERSON and not self.table.is_over:
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
        refused = self._do(by, frame)
        if refused is None:
            self.tick()
        return refused

    def tick(self) -> None:
        """Let the clock decide what is due; what keeps it from that, a full disk, the teacher is told."""
        if self.table:
            self._trouble = self._steering(self.table).follow()

    def _do(self, by: Pass, frame: wire.Frame) -> Refused | None:
        if isinstance(frame, wire.Decide):
            return self._decide(by, frame)
        if isinstance(frame, wire.Give):
            return self._give(by, frame)
        if by.role != TEACHER:
            return Refused("teacher_only", "that is for the teacher")
        if isinstance(frame, wire.Dismiss):
            return self.dismiss(frame.key)
        if isinstance(frame, wire.Begin):
            return self.begin(frame.minutes)
        return self._steer(frame, self.table) if self.table else Refused("not_begun", "the game has not begun")

    def begin(self, minutes: int = 0) -> Refused | None:
        """Begin the game with those who sit; the model takes the other seats; the bell rings in so many minutes, 0 never."""
        seated = self.people()
        if self.table:
            return None
        if not seated:
            return Refused("nobody_sits", "nobody has taken a seat")
        seats = dict.fromkeys(self.loaded.scenario.ally, self.register.skill) | dict.fromkeys(seated, PERSON)
        try:
            self.table = new_game(journal_of(self._folder, self.code), self.loaded, self._outside.text(), seats)
        except JournalError as error:
            return Refused("not_saved", str(error), about={"why": str(error)})
        return self._ring_in(minutes)

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

    def _steer(self, frame: wire.Next | wire.Break | wire.Recall | wire.Time, table: Table) -> Refused | None:
        steering = self._steering(table)
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
        lesson = max(seconds, self.register.lesson) if self.timing.bell else seconds
        refused = self._store(replace(self.register, bell=bell, lesson=lesson))
        if refused is None and minutes:
            self.timing.ring_in(seconds, lesson)
        elif refused is None:
            self.timing.stop()
        return refused

    # Pages. ----------------------------------------------------------------------------------------------------------

    def sheet(self, eyes: Eyes, present: Mapping[str, int], about: Mapping[str, Any]) -> Sheet:
        """Return the page of whoever has these eyes; `present` counts the connections by key of the pass."""
        around = {"is": "page", "role": eyes.role, "room": self.code, **about}
        people = self._people(eyes, present)
        mark = (self.timing.edition, self._heads_up, json.dumps(people))
        talking = {} if self._heads_up is None else {"heads_up": round(self._outside.clock() - self._heads_up)}
        around |= {"clock": self.timing.page()} | talking | people
        if self.table:
            return self._press.sheet(self.table, eyes, around, mark)
        names, usual = self.tongue(eyes.language).names, self.register.lesson / MINUTE
        seated = self.people()
        lobby = lobby_page(names, seated, eyes.seat)
        lobby |= {"minutes": round(usual) or self.loaded.scenario.scenario.minutes}
        return Sheet((mark, json.dumps(seated)), wire.encoded(around | lobby))

    def tongue(self, language: str) -> Tongue:
        """Return the words of a language."""
        return self._press.tongue(language)

    def _people(self, eyes: Eyes, present: Mapping[str, int]) -> dict[str, Any]:
        """Return who is there, as far as a page shows it."""
        if eyes.role == TEACHER:
            return {"people": self._present(present), "trouble": self._told(self.tongue(eyes.language))}
        return {"delegation": self._delegation(eyes.seat, present)} if eyes.seat else {}

    def _delegation(self, seat: str, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who sits in a seat, with their jobs, for the delegation itself."""
        mine = self._delegations().get(seat, {})
        return [
            {"name": each.name, "jobs": jobs_of(place, len(mine)), "is_here": present.get(each.key, 0) > 0}
            for each, place in mine.items()
        ]

    def _drawn(self) -> str:
        """Return a seat by lot: of those with a long brief, one with the fewest people."""
        there, allies = self.people(), self.loaded.scenario.ally
        featured = [key for key in allies if allies[key].featured] or list(allies)
        fewest = min(there.get(key, 0) for key in featured)
        few = [key for key in featured if there.get(key, 0) == fewest]
        return few[self._outside.draw(len(few))]

    def _told(self, tongue: Tongue) -> str:
        return said(self._trouble, page_words(tongue.page.language), tongue) if self._trouble else ""

    def _present(self, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who has a pass, for the teacher: name, seat, and whether a page of theirs is connected."""
        delegates = (each for each in self.register.passes.values() if each.role == DELEGATE)
        return [
            {"key": each.key, "name": each.name, "seat": each.seat, "is_here": present.get(each.key, 0) > 0}
            for each in delegates
        ]

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
        return self._store(replace(self.register, passes=passes))

    def _store(self, changed: Register) -> Refused | None:
        """Write another register; only then does it hold."""
        try:
            keep(self._folder, changed)
        except OSError as error:
            why = error.strerror or str(error)
            return Refused("not_saved", why, about={"why": why})
        self.register, self._seated = changed, None
        return None

    def _delegations(self) -> dict[str, dict[Pass, int]]:
        """Return who sits in each seat with their places in it, by the order in which they came; "" is who looks on."""
        if self._seated is None:
            seated: dict[str, dict[Pass, int]] = {}
            for each in self.register.passes.values():
                delegation = seated.setdefault(each.seat, {})
                delegation[each] = len(delegation)
            self._seated = seated
        return self._seated
