"""The facts of a debrief: plain values, in the keys of the scenario, for any writer to put into words.

Tracks are thousandths of their scale, chances and beliefs per mille, rounds count from 1; seats, measures and the like are
keys. `shares.py` says what its tenths of a point mean.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from game.table.events import Event


@dataclass(frozen=True, slots=True)
class About:
    """Which game it was; `people` are the seats that persons held, `hands` the clients that decided for each."""

    scenario: str
    title: str
    seed: str
    rules: int
    lines: int
    over: bool
    ending: str
    fell: tuple[str, ...]
    people: tuple[str, ...]
    hands: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Objector:
    """Who objected to a wording, how (amend or break), and the clauses that it named (`radar+1`: down to level 1)."""

    seat: str
    answer: str
    brackets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a text under silence, and how it was answered; revision 0 is the first."""

    revision: int
    level: str
    text: str
    silent: int
    stated: tuple[str, ...]
    objectors: tuple[Objector, ...]
    asked_time: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextTold:
    """One text from its tabling to its fate: adopted, willing, dropped, failed, unwanted (by the struck ally), or open."""

    draft: int
    author: str
    wordings: tuple[Wording, ...]
    fate: str
    last: str


@dataclass(frozen=True, slots=True)
class RoundTold:
    """One round: what was put and held, what the other side did, and everything that happened, as events."""

    number: int
    texts: tuple[TextTold, ...]
    injects: tuple[str, ...]
    reply: str
    reply_kind: str
    hits: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A track through one round: `before` + the sum of `causes` = `after`."""

    round: int
    before: int
    after: int
    causes: dict[str, int]


@dataclass(frozen=True, slots=True)
class TrackTold:
    """A track from start to end: `start` + the sum of `causes` = `end`."""

    key: str
    start: int
    end: int
    causes: dict[str, int]
    rounds: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class RedLineTold:
    """One red line of a seat (counted from 0)."""

    seat: str
    which: int


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a seat's sheet: what it earned of its weight."""

    line: str
    points: int
    weight: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A seat's result: its lines, red lines crossed and their price, the mood and the secret that were drawn (from 0)."""

    seat: str
    total: int
    lines: tuple[SheetLine, ...]
    crossed: int
    price: int
    mood: int
    secret: int
    red_lines: int


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news that broke: in which round, to whom ("all" or seats), and whether it was so."""

    key: str
    round: int
    to: tuple[str, ...]
    credibility: int
    truth: str


@dataclass(frozen=True, slots=True)
class Reveal:
    """What nobody at the table knew."""

    type: str
    cause: str
    will_reverse: bool
    goals: dict[str, int]
    sheets: tuple[Sheet, ...]
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True)
class Compromise:
    """What the finder answered about a failed text; texts are words of the table, "" for none.

    `chance` is per mille, -1 where everything is known; `together` makes a text impossible, without `without` `rest` would
    hold; None where the search met its limit. `objectors` would truly object to `text`.
    """

    came: str
    text: str
    edit: int
    nodes: int
    chance: int
    objectors: tuple[str, ...]
    together: tuple[str, ...] | None
    without: tuple[str, ...] | None
    rest: str


@dataclass(frozen=True, slots=True)
class FailedTold:
    """A wording that somebody objected to: what its sponsor could have found, and what there was to find."""

    round: int
    text: int
    revision: int
    author: str
    draft: str
    objectors: tuple[str, ...]
    guess: Compromise
    exact: Compromise


@dataclass(frozen=True, slots=True)
class Spanned:
    """A mean over futures and its 95 % interval, in tenths of a point."""

    mean: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Share:
    """What a seat's score owes to what; the four means add up to ten times the score."""

    seat: str
    score: int
    par: Spanned
    luck: Spanned
    own: Spanned
    others: Spanned


@dataclass(frozen=True, slots=True)
class Deal:
    """An offer at a seat's door: its number, who made it, and the promises given and got (rows of the promises' words)."""

    index: int
    ally: str
    gives: int
    gets: int


@dataclass(frozen=True, slots=True)
class DecisionShare:
    """What a decision was worth to its seat against what the model would have decided there."""

    round: int
    phase: str
    seat: str
    decided: tuple[str, ...]
    model: tuple[str, ...]
    deals: tuple[Deal, ...]
    worth: Spanned


@dataclass(frozen=True, slots=True)
class Fan:
    """Many futures of one moment: a seat's mean score, how many fell in each tenth of 0-100, and endings (-1 none)."""

    score: Spanned
    bins: tuple[int, ...]
    endings: dict[int, int]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another decision: best, silent or break; its futures, and what it gains over what was decided, future by future."""

    kind: str
    decided: tuple[str, ...]
    fan: Fan
    gained: Spanned


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One decision of a seat, and what others would have come to; `of` alternatives were tried."""

    round: int
    phase: str
    decided: tuple[str, ...]
    deals: tuple[Deal, ...]
    of: int
    fan: Fan
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a capital took to be so once a round's briefing was in, beside the truth; chances and scores per mille.

    `*_score` is the Brier score over all types or causes (0 sure and right, 2000 sure and wrong). `unheard` is news of the
    round that reached others alone, `untrue` news of the round that it heard and that was not (wholly) so.
    """

    seat: str
    round: int
    type: str
    type_chance: int
    true_type_chance: int
    type_score: int
    cause: str
    cause_chance: int
    true_cause_chance: int
    cause_score: int
    unheard: tuple[str, ...]
    untrue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """A forecast question of a round: whether it came true, and the model's chance for it as the round began (-1 none)."""

    round: int
    question: str
    happened: bool
    model: int


@dataclass(frozen=True, slots=True)
class ForecastTold:
    """The last forecast of a seat to a question of a round; `score` is its Brier score, per mille."""

    seat: str
    round: int
    question: str
    percent: int
    happened: bool
    score: int
    model: int


@dataclass(frozen=True, slots=True)
class CourseTold:
    """A course that history decided: what happened then, what in this game, and how often precedents went this way."""

    which: int
    happened: bool
    here: bool
    hits: int
    of: int


@dataclass(frozen=True, slots=True)
class Real:
    """Something of this game that the source material states: a measure, inject or reply, with its mark and source."""

    kind: str
    key: str
    mark: str
    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for the talk: its template, what fills it (keys and numbers), and the learning objective it serves."""

    key: str
    values: dict[str, str | int | tuple[str, ...]]
    objective: str


@dataclass(frozen=True, slots=True)
class Objective:
    """A learning objective, and whether this game exercised it."""

    key: str
    exercised: bool


@dataclass(frozen=True, slots=True)
class Part:
    """How often a seat could decide in a kind of phase while a person held it, and how often it did."""

    phase: str
    chances: int
    decided: int


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """What a person's seat did; `quiet` hints that it let more than half of its chances pass. It is no mark."""

    seat: str
    hands: tuple[str, ...]
    chances: int
    decided: int
    quiet: bool
    quiet_rounds: tuple[int, ...]
    parts: tuple[Part, ...]
    counts: dict[str, int]
    forecasts: int
    score: int


@dataclass(frozen=True, slots=True)
class Debrief:
    """All facts of a played game, section by section.

    `games` is how many futures each moment was played on in; with 0 there are no shares. `asked` is
    the seat whose decisions `what_ifs` change, in `asked_games` futures each.
    """

    about: About
    rounds: tuple[RoundTold, ...]
    tracks: tuple[TrackTold, ...]
    reveal: Reveal
    failed: tuple[FailedTold, ...]
    games: int
    shares: tuple[Share, ...]
    decisions: tuple[DecisionShare, ...]
    asked: str
    asked_games: int
    what_ifs: tuple[WhatIf, ...]
    resolved: tuple[Resolved, ...]
    forecasts: tuple[ForecastTold, ...]
    known: tuple[Known, ...]
    courses: tuple[CourseTold, ...]
    real: tuple[Real, ...]
    objectives: tuple[Objective, ...]
    questions: tuple[Asked, ...]
    records: tuple[SeatRecord, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the facts as plain values, ready for JSON."""
        return asdict(self)
