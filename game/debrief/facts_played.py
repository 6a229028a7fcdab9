"""Facts of a game as it was played: rounds, texts, tracks, the reveal, and texts that failed. Units: see `facts.py`."""

from __future__ import annotations

from dataclasses import dataclass

from game.table.events import Event


@dataclass(frozen=True, slots=True)
class About:
    """Which game it was; `people` are the seats that persons held, `names` who sat there, where known."""

    scenario: str
    title: str
    seed: str
    rules: int
    lines: int
    over: bool
    ending: str
    fell: tuple[str, ...]
    people: tuple[str, ...]
    names: dict[str, tuple[str, ...]]


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
class NoteTold:
    """What the teacher pinned to a round (its number), a text (its draft) or a piece of news (its key), as typed."""

    about: str
    key: str
    says: str


@dataclass(frozen=True, slots=True)
class Steered:
    """What the teacher did to a piece of news: `did` is `inject` (let it break), `hold` or `release`."""

    did: str
    inject: str


@dataclass(frozen=True, slots=True)
class RoundTold:
    """One round: what was put and held, what the other side did, and everything that happened, as events.

    In a round played `meanwhile` the model sat in for everybody. `notes` are the teacher's, and
    `steered` is what the teacher did to the news.
    """

    number: int
    meanwhile: bool
    texts: tuple[TextTold, ...]
    injects: tuple[str, ...]
    reply: str
    reply_kind: str
    hits: int
    events: tuple[Event, ...]
    notes: tuple[NoteTold, ...] = ()
    steered: tuple[Steered, ...] = ()


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
