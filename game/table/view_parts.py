"""The parts that views are made of: plain values, keys of the scenario with its words beside them."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from game.rules import state as s
from game.scenario import book as b
from game.scenario.words import MEETINGS, MOODS_OF_CLAUSE, VERBS
from game.table.drafts import text_of
from game.table.position import Position

STATUSES: Final = ("unused", "tabled", "under_silence", "adopted", "dropped", "broken", "willing", "taken_back")
TAKERS: Final = ("nobody", "council", "willing", "nation", "bilateral", "others")
# Words of estimative probability, each up to so many per cent (ICD 203, section D.6.e.2.a).
CHANCES: Final = (
    (5, "almost_no_chance"),
    (20, "very_unlikely"),
    (45, "unlikely"),
    (55, "roughly_even_chance"),
    (80, "likely"),
    (95, "very_likely"),
    (100, "almost_certain"),
)


def plain(value: Any) -> Any:  # noqa: ANN401 - a view of any kind
    """Return a view as dictionaries, lists, texts and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def chance_word(percent: int) -> str:
    """Return the word for a chance."""
    return next(word for most, word in CHANCES if percent <= most)


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track now and when the last settlement began, 0-100."""

    key: str
    name: str
    now: float
    before: float


@dataclass(frozen=True, slots=True)
class RungView:
    """A rung of the ladder that is on screen."""

    at: int
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class LevelView:
    """A measure at a level: what it says, when it works, what it needs."""

    measure: str
    name: str
    group: str
    authority: str
    level: int
    says: str
    lead_hours: int
    needs: dict[str, int]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause of a text, and how many have bracketed it."""

    measure: str
    name: str
    level: int
    mood: str
    says: str
    brackets: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A text, as a line (`text`) and in its parts; `pen` wrote the wording as it stands."""

    number: int
    round: int
    status: str
    author: str
    pen: str
    cosponsors: tuple[str, ...]
    verb: str
    meeting: str
    revision: int
    deadline_hours: int
    granting: tuple[str, ...]
    clauses: tuple[ClauseView, ...]
    text: str


@dataclass(frozen=True, slots=True)
class PipeView:
    """What became of a measure; `offered` counts a unit with a caveat half, `arrives` is in hours since the incident."""

    measure: str
    name: str
    adopted_level: int
    delivered_level: int
    tasked: bool
    called_for: bool
    by: str
    arrives: int
    needed: int
    offered: float
    givers: tuple[str, ...]
    actors: tuple[str, ...]
    open_call: bool
    refused_by_host: bool


def shown(thousandths: int) -> float:
    """Return a value of the inner scale as people see it, 0-100."""
    return int(thousandths) / 10


def level_view(position: Position, measure: int, level: int) -> LevelView:
    """Return a measure at a level."""
    key = position.lexicon.measures[measure]
    told = position.loaded.scenario.measure[key]
    step = told.levels[min(level, len(told.levels)) - 1]
    return LevelView(key, told.name, told.group, told.authority, level, step.says, step.lead, dict(step.needs))


def draft_view(position: Position, row: int) -> DraftView:
    """Return the text of a row of `draft`."""
    lexicon, draft = position.lexicon, position.state.public.draft[row]
    text = text_of(lexicon, draft)
    clauses = []
    for c, clause in enumerate(text.clauses):
        told = position.loaded.scenario.measure[clause.measure]
        says = told.levels[min(clause.level, len(told.levels)) - 1].says
        brackets = int(draft[s.CLAUSE + c * s.CLAUSE_COLUMNS + s.CLAUSE_BRACKETS])
        mood = MOODS_OF_CLAUSE[clause.mood]
        clauses.append(ClauseView(clause.measure, told.name, clause.level, mood, says, brackets))
    return DraftView(
        number=row,
        round=row // s.DRAFTS + 1,
        status=STATUSES[int(draft[s.STATUS])],
        author=lexicon.seats[int(draft[s.AUTHOR])],
        pen=lexicon.seats[int(draft[s.DRAFT_PEN])],
        cosponsors=members(position, int(draft[s.COSPONSORS])),
        verb=VERBS[text.verb],
        meeting=MEETINGS[int(draft[s.LEVEL])],
        revision=int(draft[s.REVISION]),
        deadline_hours=text.hours,
        granting=text.asks,
        clauses=tuple(clauses),
        text=" ".join(text.words()),
    )


def pipe_views(position: Position) -> tuple[PipeView, ...]:
    """Return every measure with which something was done."""
    table = position.state.public.measure
    found = []
    for m, key in enumerate(position.lexicon.measures):
        row = [int(value) for value in table[m]]
        if not (row[s.ADOPTED_LEVEL] or row[s.TASKED] or row[s.CALLED] or row[s.ACTORS] or row[s.REFUSED_BY_HOST]):
            continue
        found.append(
            PipeView(
                measure=key,
                name=position.loaded.scenario.measure[key].name,
                adopted_level=row[s.ADOPTED_LEVEL],
                delivered_level=row[s.DELIVERED_LEVEL],
                tasked=bool(row[s.TASKED]),
                called_for=bool(row[s.CALLED]),
                by=TAKERS[row[s.BY]],
                arrives=row[s.ARRIVES],
                needed=row[s.NEEDED],
                offered=row[s.OFFERED] / 2,
                givers=members(position, row[s.GIVERS]),
                actors=members(position, row[s.ACTORS]),
                open_call=bool(row[s.OPEN_CALL]),
                refused_by_host=bool(row[s.REFUSED_BY_HOST]),
            )
        )
    return tuple(found)


def members(position: Position, mask: int) -> tuple[str, ...]:
    """Return the allies of a bit mask."""
    return position.desk.members(mask)


def track_views(position: Position, keys: tuple[str, ...]) -> tuple[TrackView, ...]:
    """Return the tracks in the order of the tables."""
    table = position.state.public.track
    return tuple(
        TrackView(
            key, position.loaded.scenario.track[key].name, shown(int(table[t, s.NOW])), shown(int(table[t, s.BEFORE]))
        )
        for t, key in enumerate(keys)
    )


def escalation(position: Position) -> int:
    """Return the escalation, 0-1000."""
    return int(position.state.public.track[b.ESCALATION, s.NOW])
