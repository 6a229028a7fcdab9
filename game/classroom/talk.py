"""What a class writes beside its decisions: private letters between delegations. It stands in the journal alone.

A letter is for the two delegations and for the teacher; a page is given its own seat's letters and no others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from typing import Any, Final

from game.classroom.codes import Clock
from game.classroom.wishes import Open, Write
from game.table.decisions import FACILITATOR, Refused
from game.table.lines import REMARK, Line
from game.table.remarks import Channel, Letter, Remark, read_remark
from game.table.table import Table
from game.telling.naming import Naming

LONGEST_LETTER: Final = 200
LETTERS: Final = 6  # that a delegation may write in a period
PERIOD_SECONDS: Final = 60.0
MOST_LETTERS: Final = 600  # of a class in a game
SHOWN: Final = 30  # letters that a delegate's page carries, the latest
SHOWN_TO_TEACHER: Final = 120


class Talk:
    """The letters of one room."""

    def __init__(self, clock: Clock) -> None:
        """Begin with nothing said and letters closed."""
        self._clock = clock
        self._read = 0  # lines of the journal that are known
        self._wrote: dict[str, deque[float]] = {}
        self.is_open = False
        self.letters: list[tuple[Line, Letter]] = []

    def follow(self, lines: list[Line]) -> None:
        """Read what a journal has gained."""
        for line in lines[self._read :]:
            remark = read_remark(line.text) if line.kind == REMARK else None
            if isinstance(remark, Letter):
                self.letters.append((line, remark))
            elif isinstance(remark, Channel):
                self.is_open = remark.is_open
        self._read = len(lines)

    def open(self, table: Table, wish: Open, client: str) -> Refused | None:
        """Open letters or close them; closed ones can still be read."""
        if wish.is_open == self.is_open:
            return None
        return self._keep(table, FACILITATOR, Channel(wish.is_open), client)

    def write(self, table: Table, seat: str, wish: Write, client: str, readers: Collection[str]) -> Refused | None:
        """Keep a letter of a seat; `readers` are the seats where somebody can read one."""
        says = tidy(wish.says)
        if any(line.client == client for line, _ in self.letters):
            return None  # sent again
        refused = self._check(seat, wish.to, says, readers)
        if refused or table.is_over:
            return refused or Refused("letters_closed", "the game is over")
        refused = self._keep(table, seat, Letter(wish.to, says), client)
        if refused is None:
            self._wrote[seat].append(self._clock())
        return refused

    def _check(self, seat: str, to: str, says: str, readers: Collection[str]) -> Refused | None:
        if not self.is_open or not seat:
            return Refused("letters_closed", "letters are closed")
        if to == seat or to not in readers:
            return Refused("no_reader", "nobody reads letters there")
        if not 0 < len(says) <= LONGEST_LETTER:
            return Refused("letter_long", "too long or empty", about={"most": LONGEST_LETTER})
        wrote, now = self._wrote.setdefault(seat, deque()), self._clock()
        while wrote and now - wrote[0] > PERIOD_SECONDS:
            wrote.popleft()
        if len(wrote) >= LETTERS or len(self.letters) >= MOST_LETTERS:
            return Refused("letters_many", "too many letters", about={"most": LETTERS})
        return None

    def _keep(self, table: Table, seat: str, remark: Remark, client: str) -> Refused | None:
        step = table.remark(seat, remark, client)
        if isinstance(step, Refused):
            return step
        self.follow(table.lines)
        return None

    # Pages. ----------------------------------------------------------------------------------------------------------

    def seat_page(self, seat: str, names: Naming, readers: Collection[str]) -> dict[str, Any]:
        """Return what a delegation sees: its own letters, and to whom it can write."""
        own = [(line, letter) for line, letter in self.letters if seat in (line.seat, letter.to)]
        others = sorted((names.name(key), key) for key in readers if key != seat) if self.is_open else []
        return {
            "is_open": self.is_open,
            "most": LONGEST_LETTER,
            "to": [{"key": key, "name": name} for name, key in others],
            "lines": [_told(line, letter, names) | {"is_own": line.seat == seat} for line, letter in own[-SHOWN:]],
        }

    def teacher_page(self, names: Naming, name_of: Callable[[str], str]) -> dict[str, Any]:
        """Return what the teacher sees: every letter, with who wrote it (`name_of` a client)."""
        shown = self.letters[-SHOWN_TO_TEACHER:]
        lines = [_told(line, letter, names) | {"who": name_of(line.client)} for line, letter in shown]
        return {"is_open": self.is_open, "lines": lines}


def _told(line: Line, letter: Letter, names: Naming) -> dict[str, Any]:
    return {"id": line.seq, "by": names.name(line.seat), "to": names.name(letter.to), "says": letter.says}


def tidy(says: str) -> str:
    """Return what somebody typed as one line of letters that can be shown."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in says).split())
