"""What each student of a class did, counted from the journal alone: for the teacher, and never a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from game.debrief.facts import Debrief
from game.debrief.facts_played import RoundTold
from game.table.lines import DECISION, REMARK, Line, sent_by
from game.table.remarks import Letter, read_remark, remarks_of, rounds_at

DECIDED, FORECAST, LETTER = range(3)  # kinds of thing that a student sends
NOTHING: Final = ("done", "reconsider", "take_seat")  # words of a line that decide nothing
SHORTEST_NAME: Final = 3  # letters of a part of a name that is looked for in what people wrote


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a class: `key` is in the journal beside what was sent, `seat` the last one; no name where none is told."""

    key: str
    seat: str
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """Who is to be named in files: people of each seat, and of a class everybody in it; `is_anonymous`: nobody."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    people: Sequence[Person] = ()
    is_anonymous: bool = False


NOBODY: Final = Named()


@dataclass(frozen=True, slots=True)
class InRound:
    """What a student sent in a round."""

    round: int
    decisions: int
    forecasts: int
    letters: int

    @property
    def is_quiet(self) -> bool:
        """Tell whether it was nothing."""
        return not (self.decisions or self.forecasts or self.letters)


@dataclass(frozen=True, slots=True)
class StudentTold:
    """A student's part: for whom it decided, round by round what it sent; only rounds in which the class sent anything."""

    number: int
    name: str
    seats: tuple[str, ...]
    rounds: tuple[InRound, ...]

    @property
    def decisions(self) -> int:
        """Return how many decisions it sent."""
        return sum(each.decisions for each in self.rounds)

    @property
    def forecasts(self) -> int:
        """Return how many forecasts it gave."""
        return sum(each.forecasts for each in self.rounds)

    @property
    def letters(self) -> int:
        """Return how many letters it wrote."""
        return sum(each.letters for each in self.rounds)

    @property
    def quiet_rounds(self) -> tuple[int, ...]:
        """Return the rounds in which it sent nothing and others did."""
        return tuple(each.round for each in self.rounds if each.is_quiet)


@dataclass(frozen=True, slots=True)
class LetterTold:
    """A private letter: who wrote it (a student's number, 0 unknown), for which seat, to which, in which round."""

    round: int
    number: int
    seat: str
    to: str
    says: str


def students_of(lines: Sequence[Line], people: Sequence[Person]) -> tuple[StudentTold, ...]:
    """Return every student's part; what an undo took back was sent all the same, and counts."""
    sent = list(_sent(lines, {each.key for each in people}))
    played = sorted({now for now, _, _, _ in sent})
    found = []
    for number, person in enumerate(people, 1):
        mine = [(now, kind, seat) for now, key, kind, seat in sent if key == person.key]
        seats = tuple(dict.fromkeys([*(seat for _, _, seat in mine), person.seat]))
        rounds = tuple(
            InRound(now, *(sum(each[:2] == (now, kind) for each in mine) for kind in (DECIDED, FORECAST, LETTER)))
            for now in played
        )
        found.append(StudentTold(number, person.name, seats, rounds))
    return tuple(found)


def _sent(lines: Sequence[Line], keys: set[str]) -> Iterator[tuple[int, str, int, str]]:
    """Yield what students sent: round, key, kind and seat."""
    for line, now in zip(lines, rounds_at(lines), strict=True):
        key = sent_by(line.client, keys)
        kind = _kind(line)
        if key and kind >= 0:
            yield now, key, kind, line.seat


def _kind(line: Line) -> int:
    if line.kind == REMARK:
        return LETTER if isinstance(read_remark(line.text), Letter) else -1
    word = line.text.split()[1] if line.kind == DECISION else ""
    if not word or word in NOTHING:
        return -1
    return FORECAST if word == "forecast" else DECIDED


def letters_of(lines: Sequence[Line], people: Sequence[Person]) -> tuple[LetterTold, ...]:
    """Return every private letter in the order in which they were written."""
    numbers = {person.key: number for number, person in enumerate(people, 1)}
    return tuple(
        LetterTold(
            each.round, numbers.get(sent_by(each.client, numbers), 0), each.seat, each.remark.to, each.remark.says
        )
        for each in remarks_of(lines)
        if isinstance(each.remark, Letter)
    )


# Names left out. -----------------------------------------------------------------------------------------------------


def unnamed(text: str, labels: Mapping[str, str]) -> str:
    """Return what somebody wrote with people's names, and the parts of them, replaced by their labels."""
    for name, label in labels.items():
        parts = [name, *(part for part in name.split() if len(part) >= SHORTEST_NAME)]
        for part in filter(None, parts):
            text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", label.replace("\\", ""), text, flags=re.IGNORECASE)
    return text


def unnamed_facts(facts: Debrief, labels: Mapping[str, str]) -> Debrief:
    """Return facts in which what the teacher wrote names nobody."""
    return replace(facts, rounds=tuple(_unnamed_round(told, labels) for told in facts.rounds))


def _unnamed_round(told: RoundTold, labels: Mapping[str, str]) -> RoundTold:
    notes = tuple(replace(each, says=unnamed(each.says, labels)) for each in told.notes)
    events = tuple(
        replace(each, data=dict(each.data) | {"says": unnamed(str(each.data["says"]), labels)})
        if each.kind == "bulletin"
        else each
        for each in told.events
    )
    return replace(told, notes=notes, events=events)
