"""What a journal holds: a header, and lines in order, each sealed with the hash of the one before.

A step is what one transaction adds: a decision of a person (or of the clock, or of the facilitator), the model's decisions
that it set off, and a line for each phase settled. The first step, `open`, has no decision. A remark is a step of its own.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

FORMAT: Final = 2  # of the file; 2 brought remarks
RULES: Final = 8  # of the game; raised when behaviour changes, never for refactoring

# Kinds of line. A step begins with one of BEGINS.
OPEN, DECISION, MODEL, SETTLED, REMARK = "open", "decision", "model", "settled", "remark"
BEGINS: Final = (OPEN, DECISION, REMARK)
KINDS: Final = (OPEN, DECISION, MODEL, SETTLED, REMARK)
TERMINAL: Final = "terminal-"  # with this the client ids of a terminal begin
WEB: Final = "web-"  # and with this those of a class, each followed by the key of a pass


@dataclass(frozen=True, slots=True)
class Header:
    """What a game starts from; `parent` is the hash of the line that a fork leaves from, `at` its number."""

    scenario: str  # its source text
    digest: str  # SHA-256 of that
    seed: str
    seats: dict[str, str]
    game: int = 0
    rated: bool = False
    parent: str = ""
    at: int = 0
    format: int = FORMAT
    rules: int = RULES

    def to_json(self) -> str:
        """Return the header as one line of text, keys in order."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def seal(self) -> str:
        """Return the hash that the first line is chained to."""
        return sha256(self.to_json().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `digest` is that of the state after it, which never reaches a client."""

    seq: int
    kind: str
    seat: str
    text: str
    client: str
    digest: str
    prev: str
    hash: str


def was_in_terminal(lines: Sequence[Line]) -> bool:
    """Tell whether the last decision of a person was sent by the terminal; a window's carry no mark."""
    decided = [line for line in lines if line.kind == DECISION]
    return bool(decided) and decided[-1].client.startswith(TERMINAL)


def sent_by(client: str, keys: Container[str]) -> str:
    """Return which of some passes (by their keys) a client id of a class belongs to, "" for none of them."""
    rest = client.removeprefix(WEB) if client.startswith(WEB) else ""
    # Keys and the ids of frames may hold dashes themselves, hence a look at each.
    return next((rest[:at] for at, letter in enumerate(rest) if letter == "-" and rest[:at] in keys), "")


def sealed_line(prev: str, seq: int, kind: str, seat: str, text: str, client: str, digest: str) -> Line:
    """Return a line chained to the hash before it."""
    said: list[Any] = [prev, seq, kind, seat, text, client, digest]
    hashed = sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    return Line(seq, kind, seat, text, client, digest, prev, hashed)


def first_break(header: Header, lines: Iterable[Line]) -> int:
    """Return the number of the first line that does not follow from the one before, 0 if all do."""
    prev = header.seal()
    for seq, line in enumerate(lines, 1):
        again = sealed_line(prev, seq, line.kind, line.seat, line.text, line.client, line.digest)
        if again != line or line.kind not in KINDS or (line.kind == OPEN) != (seq == 1):
            return seq
        prev = line.hash
    return 0


def undone_to(line: Line) -> int:
    """Return the line that an undo goes back to, -1 for any other line."""
    words = line.text.split()
    if line.kind == DECISION and len(words) == 3 and words[1] == "undo" and words[2].isdecimal():
        return int(words[2])
    return -1


def fold(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that count: an undo, and what it takes back, are left out."""
    counting: list[Line] = []
    for line in lines:
        to = undone_to(line)
        if to < 0:
            counting.append(line)
        else:
            counting = [each for each in counting if each.seq <= to]
    return counting


def step_ends(lines: Sequence[Line]) -> list[int]:
    """Return the numbers of the last lines of the steps: what an undo or a fork can go to."""
    ends = [line.seq for line, after in pairwise(lines) if after.kind in BEGINS]
    return ends + [line.seq for line in lines[-1:]]
