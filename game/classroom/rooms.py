"""All rooms of a host: made anew or found on disk, and found again by their code."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from game.classroom.codes import Gate, new_code, read_code
from game.classroom.hot_wash import HotWash, Played
from game.classroom.live import Live
from game.classroom.outside import Outside
from game.classroom.register import Register, keep, kept
from game.classroom.room import Room
from game.classroom.tables import Course
from game.scenario.load import Loaded, loads
from game.scenario.problems import ScenarioError
from game.table.decisions import Refused
from game.table.journal import JournalError

WORD_LENGTH: Final = 10  # of the teacher's word
MINUTE: Final = 60.0


def new_room(
    folder: Path, loaded: Loaded, name: str, skill: str, outside: Outside, minutes: int = 0, seed: str = ""
) -> Room:
    """Return a room with a code of its own, kept. Raises OSError."""
    code = new_code(outside.draw)
    while (folder / f"{code}.room").exists():
        code = new_code(outside.draw)
    register = Register(code, name, loaded.text.decode(), skill, seed=seed, lesson=minutes * MINUTE)
    keep(folder, register)
    return Room(folder, register, loaded, outside)


def found_rooms(folder: Path, outside: Outside) -> tuple[list[Room], list[str]]:
    """Return the rooms that a folder holds, and for each that cannot go on why."""
    rooms, why = list[Room](), list[str]()
    for each in kept(folder):
        if isinstance(each, Path):
            why.append(each.name)
            continue
        try:
            loaded = loads(each.scenario.encode(), each.name)
            rooms.append(Room(folder, each, loaded, outside))
        except (JournalError, ScenarioError) as error:
            why.append(f"{each.code}: {error}")
    return rooms, why


class Rooms:
    """The rooms that are served, behind a gate. Made on the event loop."""

    def __init__(self, rooms: Iterable[Room], word: str, gate: Gate, boot: str, address: str) -> None:
        """Begin to serve rooms; `word` is what a teacher types, `address` where phones find this host."""
        self.hot_wash = HotWash()
        self._courses: dict[str, dict[str, Course]] = {}  # of the tables of each seed, by room
        self._rooms = {room.code: Live(room, boot, address, self) for room in rooms}
        self._word, self.gate, self.address = word, gate, address

    def find(self, typed: str, address: str) -> Live | Refused:
        """Return the room of a code that somebody typed; wrong ones are counted against the address."""
        waits = self.gate.waits(address)
        if waits:
            return Refused("locked_out", "too many wrong codes", about={"n": waits})
        live = self._rooms.get(read_code(typed))
        if live is None:
            self.gate.wrong(address)
            return Refused("no_room", "there is no room of that code")
        return live

    def check_word(self, typed: str, address: str) -> Refused | None:
        """Return why somebody is not the teacher, counted likewise."""
        if read_code(typed, WORD_LENGTH) == self._word:
            return None
        self.gate.wrong(address)
        return Refused("wrong_word", "that is not the teacher's word")

    def of_code(self, code: str) -> Live | None:
        """Return a room whose code is known."""
        return self._rooms.get(code)

    def over(self, code: str, played: Played) -> None:
        """Hear that a room's game is over."""
        self.hot_wash.begin(code, played)

    def went(self, code: str, seed: str, course: Course) -> None:
        """Hear how far a table is that shares its seed with others; their pages show it."""
        courses = self._courses.setdefault(seed, {})
        if courses.get(code) != course:
            courses[code] = course
            for other in courses.keys() - {code}:
                self._rooms[other].touch()

    def beside(self, seed: str) -> dict[str, Course]:
        """Return the courses of all tables on a seed, by room."""
        return dict(self._courses.get(seed, {})) if seed else {}

    async def close(self) -> None:
        """Close every room."""
        for live in self._rooms.values():
            await live.close()
        self.hot_wash.close()
