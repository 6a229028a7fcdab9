"""Facts about what was decided, foreseen and known: shares, what-ifs, forecasts, questions, records. Units: see `facts.py`."""

from __future__ import annotations

from dataclasses import dataclass


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
    """Many futures of one moment: a seat's mean score, how many fell in each tenth of 0-100, and endings ("" none)."""

    score: Spanned
    bins: tuple[int, ...]
    endings: dict[str, int]


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
    names: tuple[str, ...]
    chances: int
    decided: int
    quiet: bool
    quiet_rounds: tuple[int, ...]
    parts: tuple[Part, ...]
    counts: dict[str, int]
    forecasts: int
    score: int
