"""What a class adds to a journal that decides nothing: letters between delegations, the teacher's notes, words of news.

A remark is a line of its own in the journal's chain. It changes no state, so that a game comes out the same with and without
it. An undo takes none back, for what was said was said; only the story tells no news of words that came after where it went
back to. The line's seat is who speaks, and its client who that was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from game.rules import state as s
from game.table.lines import REMARK, SETTLED, Line, undone_to

LONGEST_SAYS: Final = 400  # letters of anything that is written
About = Literal["round", "text", "news"]
ABOUTS: Final[tuple[About, ...]] = ("round", "text", "news")  # what a note can be pinned to


@dataclass(frozen=True, slots=True)
class Letter:
    """A delegation writes to another, in private."""

    to: str
    says: str
    kind: Literal["letter"] = "letter"


@dataclass(frozen=True, slots=True)
class Channel:
    """The teacher opens private letters, or closes them."""

    is_open: bool
    kind: Literal["channel"] = "channel"


@dataclass(frozen=True, slots=True)
class Note:
    """The teacher pins a line to a round (its number), a text (its draft) or a piece of news (its key)."""

    about: About
    key: str
    says: str
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True)
class Worded:
    """The teacher words a piece of news anew before it breaks; "" gives it the author's words again."""

    inject: str
    says: str
    kind: Literal["worded"] = "worded"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The teacher gives out news of words alone: everybody reads it, and it moves nothing."""

    says: str
    kind: Literal["bulletin"] = "bulletin"


Remark = Letter | Channel | Note | Worded | Bulletin
_REMARK: Final[TypeAdapter[Remark]] = TypeAdapter(Annotated[Remark, Field(discriminator="kind")])


class Remarked(NamedTuple):
    """A remark in its place: the line's number, in which round (0 before the first), who spoke, through which client."""

    seq: int
    round: int
    seat: str
    client: str
    remark: Remark


def remark_text(remark: Remark) -> str:
    """Return a remark as a line keeps it."""
    return _REMARK.dump_json(remark).decode()


def read_remark(text: str) -> Remark | None:
    """Return the remark that a line keeps, None where it is none that this program knows."""
    try:
        return _REMARK.validate_json(text)
    except ValidationError:
        return None


def remarks_of(lines: Sequence[Line]) -> Iterator[Remarked]:
    """Yield all remarks of a journal in order, whatever an undo took back."""
    for line, now in zip(lines, rounds_at(lines), strict=True):
        remark = read_remark(line.text) if line.kind == REMARK else None
        if remark:
            yield Remarked(line.seq, now, line.seat, line.client, remark)


def rounds_at(lines: Sequence[Line]) -> list[int]:
    """Return the round that each line leaves the game in: 1 the first, 0 before its briefing."""
    rounds, now = list[int](), 0
    for line in lines:
        to = undone_to(line)
        if to >= 0:
            now = rounds[to - 1] if to else 0
        elif line.kind == SETTLED and line.text == s.PHASES[s.BRIEFING]:
            now += 1
        rounds.append(now)
    return rounds
