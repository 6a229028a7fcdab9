"""Decisions and the rows of `choice`: written into one, read out of one, exactly.

A row that says nothing beyond the do-nothing default of `rules/choices.py` gives no decision. Only the columns of the
phase are read, as in `rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

import numpy as np

from game.rules import state as s
from game.rules.choices import clear
from game.rules.state import State
from game.scenario.book import Table
from game.scenario.words import PROMISES
from game.table import decisions as d
from game.table.decisions import Bracket, Clause, Decision, Text
from game.table.lexicon import Lexicon


@cache
def default_row(columns: int) -> Table:
    """Return the row of a seat that does nothing; read-only."""
    choice = np.zeros((1, columns), np.int64)
    clear(choice)
    choice.setflags(write=False)
    row: Table = choice[0]
    return row


class Desk:
    """What a row's numbers refer to: the words of the scenario, and the state they are said in."""

    def __init__(self, lexicon: Lexicon, state: State) -> None:
        self.lexicon, self.state = lexicon, state

    def hand(self, ally: int) -> list[int]:
        """Return the measures in an ally's hand, -1 where there is none."""
        return [int(measure) for measure in self.state.own[ally, s.HELD : s.HELD + s.HAND]]

    def clauses(self) -> list[int]:
        """Return the measures of the clauses of the draft on the table."""
        row = int(self.state.public.clock[s.DRAFT])
        if row < 0:
            return []
        draft = self.state.public.draft[row]
        return [int(draft[s.CLAUSE + c * s.CLAUSE_COLUMNS + s.MEASURE]) for c in range(int(draft[s.COUNT]))]

    def clause_word(self, clause: int) -> str:
        """Return how a clause of the draft is called in a line; `#n` where its measure does not tell."""
        if clause == s.WORDING:
            return d.WORDING_WORD
        measures = self.clauses()
        if clause < len(measures) and measures.index(measures[clause]) == clause:
            return self.lexicon.measures[measures[clause]]
        return f"#{clause + 1}"

    def clause_number(self, word: str) -> int:
        """Return the clause that a word names, -1 if the draft has none such."""
        if word == d.WORDING_WORD:
            return s.WORDING
        if word.startswith("#"):
            return int(word[1:]) - 1
        measures = self.clauses()
        measure = self.lexicon.measures.index(word)
        return measures.index(measure) if measure in measures else -1

    def mask(self, allies: Iterable[str]) -> int:
        """Return a set of allies as a bit mask."""
        return sum(1 << self.lexicon.row(ally) for ally in allies)

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the allies of a bit mask."""
        return self.lexicon.members(mask)


def write(desk: Desk, decisions: Iterable[Decision], row: Table) -> None:
    """Write one seat's decisions of a phase into its row, which holds the default."""
    for decision in decisions:
        writer = _WRITERS.get(type(decision))
        if writer:
            writer(desk, decision, row)


def read(desk: Desk, phase: int, seat: int, row: Table) -> list[Decision]:
    """Return what a seat's row decides in a phase, in the order in which `write` takes it."""
    default = default_row(row.shape[0])
    key = desk.lexicon.seats[seat]
    found: list[Decision] = []
    for reader, columns in _READERS.get(phase, ()):
        if any(row[column] != default[column] for column in columns):
            found += reader(desk, key, row)
    return found + _read_forecasts(desk, key, row, default)


# Writers, a kind each. --------------------------------------------------------------------------------------------


def _write_act(desk: Desk, act: d.NationalAct, row: Table) -> None:
    hand = desk.hand(desk.lexicon.row(act.seat))
    row[s.ACT] = hand.index(desk.lexicon.measures.index(act.measure))


def _write_bilateral(desk: Desk, road: d.BilateralRoad, row: Table) -> None:
    row[s.BILATERAL] = 1
    row[s.HELPERS] = desk.mask(road.helpers)


def _write_promise(desk: Desk, promise: d.PromiseTo, row: Table) -> None:
    row[s.PROMISE_TO] = desk.lexicon.row(promise.to)
    row[s.PROMISE_KIND] = PROMISES.index(promise.kind)


def _write_text(desk: Desk, text: Text, row: Table) -> None:
    row[s.D_VERB], row[s.D_BASIS], row[s.D_HOURS] = text.verb, text.basis, text.hours
    row[s.D_ASKS] = desk.mask(text.asks)
    for c, clause in enumerate(text.clauses):
        at = s.D_CLAUSE + c * s.D_COLUMNS
        row[at + s.D_MEASURE] = desk.lexicon.measures.index(clause.measure)
        row[at + s.D_LEVEL] = clause.level
        row[at + s.D_MOOD] = clause.mood


def _write_sound(desk: Desk, sound: d.Sound, row: Table) -> None:
    for column, ally in zip((s.SOUND_1, s.SOUND_2), sound.allies, strict=False):
        row[column] = desk.lexicon.row(ally)


def _write_says(desk: Desk, says: d.SaysIfSounded, row: Table) -> None:
    row[s.SAYS_BAND] = says.band
    if says.worst:
        row[s.SAYS_WORST] = desk.clause_number(says.worst)


def _write_answer(desk: Desk, answer: d.Answer, row: Table) -> None:
    row[s.REPLIES] = answer.kind
    for column, bracket in zip((s.NAMES_1, s.NAMES_2), answer.brackets, strict=False):
        row[column] = desk.clause_number(bracket.what)
        row[column + 1] = bracket.level
    row[s.DEMANDS], row[s.OFFERS_PEN] = answer.demands_ask, answer.offers_pen


def _write_revise(desk: Desk, revise: d.Revise, row: Table) -> None:
    row[s.REVISION_KIND] = d.REVISIONS.index(revise.kind)
    if revise.text:
        _write_text(desk, revise.text, row)


def _write_offer(desk: Desk, offer: d.Offer, row: Table) -> None:
    taken = row[s.OFFER_1] >= 0
    at = s.OFFER_2 if taken else s.OFFER_1
    row[at] = desk.lexicon.measures.index(offer.measure)
    row[at + 1], row[at + 2] = offer.units, offer.caveat


def _setter(column: int, value: Callable[[Desk, Any], int]) -> Callable[[Desk, Any, Table], None]:
    def write_one(desk: Desk, decision: Decision, row: Table) -> None:
        row[column] = value(desk, decision)

    return write_one


def _write_approach(_: Desk, approach: d.Approach, row: Table) -> None:
    row[s.ACCEPT_1 + approach.index - 1] = approach.accept


def _write_forecast(desk: Desk, forecast: d.Forecast, row: Table) -> None:
    row[s.FORECASTS + desk.lexicon.questions.index(forecast.question)] = forecast.percent


_WRITERS: Final[dict[type, Callable[[Desk, Any, Table], None]]] = {
    d.NationalAct: _write_act,
    d.AskArticle4: _setter(s.ASK_ARTICLE_4, lambda _, ask: 2 if ask.announce else 1),
    d.BilateralRoad: _write_bilateral,
    d.Approach: _write_approach,
    d.PromiseTo: _write_promise,
    d.Leak: _setter(s.LEAK, lambda *_: 1),
    d.TakeBack: _setter(s.WITHDRAW, lambda *_: 1),
    d.AskFloor: _setter(s.FLOOR, lambda _, ask: ask.strength),
    d.Helps: _setter(s.HELPS, lambda *_: 1),
    d.TableText: lambda desk, tabled, row: _write_text(desk, tabled.text, row),
    d.Sound: _write_sound,
    d.SaysIfSounded: _write_says,
    d.Cosponsor: _setter(s.COSPONSOR, lambda _, cosponsor: cosponsor.wish),
    d.Tour: _setter(s.TOUR_ANSWER, lambda _, tour: tour.answer),
    d.Answer: _write_answer,
    d.Revise: _write_revise,
    d.Offer: _write_offer,
    d.Refuse: _setter(s.REFUSES, lambda desk, refuse: desk.lexicon.measures.index(refuse.measure)),
    d.Reply: _setter(s.ADVERSARY_REPLY, lambda desk, reply: desk.lexicon.replies.index(reply.reply)),
    d.Forecast: _write_forecast,
}


# Readers, a group of columns each. ---------------------------------------------------------------------------------


def _read_act(desk: Desk, seat: str, row: Table) -> list[Decision]:
    measure = desk.hand(desk.lexicon.row(seat))[int(row[s.ACT])]
    return [d.NationalAct(seat, desk.lexicon.measures[measure])]


def _read_article_4(_: Desk, seat: str, row: Table) -> list[Decision]:
    return [d.AskArticle4(seat, bool(row[s.ASK_ARTICLE_4] == 2))]


def _read_bilateral(desk: Desk, seat: str, row: Table) -> list[Decision]:
    return [d.BilateralRoad(seat, desk.members(int(row[s.HELPERS])))] if row[s.BILATERAL] else []


def _read_approaches(_: Desk, seat: str, row: Table) -> list[Decision]:
    return [d.Approach(seat, k + 1, accept=True) for k in range(s.APPROACHES) if row[s.ACCEPT_1 + k] == 1]


def _read_promise(desk: Desk, seat: str, row: Table) -> list[Decision]:
    to, kind = int(row[s.PROMISE_TO]), int(row[s.PROMISE_KIND])
    return [d.PromiseTo(seat, desk.lexicon.allies[to], PROMISES[kind])] if to >= 0 and kind > 0 else []


def _text_in(desk: Desk, row: Table) -> Text:
    clauses: list[Clause] = []
    for at in range(s.D_CLAUSE, s.FORECASTS, s.D_COLUMNS):
        measure = int(row[at + s.D_MEASURE])
        if measure >= 0:  # a clause struck out leaves a gap, over which the rules pass too
            clauses.append(Clause(desk.lexicon.measures[measure], int(row[at + s.D_LEVEL]), int(row[at + s.D_MOOD])))
    asks = desk.members(int(row[s.D_ASKS]))
    return Text(int(row[s.D_VERB]), int(row[s.D_BASIS]), tuple(clauses), int(row[s.D_HOURS]), asks)


def _read_text(desk: Desk, seat: str, row: Table) -> list[Decision]:
    return [d.TableText(seat, _text_in(desk, row))]


def _read_revision(desk: Desk, seat: str, row: Table) -> list[Decision]:
    kind = int(row[s.REVISION_KIND])
    return [d.Revise(seat, d.REVISIONS[kind], _text_in(desk, row) if kind == s.REVISE_TEXT else None)]


def _read_sound(desk: Desk, seat: str, row: Table) -> list[Decision]:
    return [d.Sound(seat, tuple(desk.lexicon.allies[int(a)] for a in row[s.SOUND_1 : s.SOUND_2 + 1] if a >= 0))]


def _read_says(desk: Desk, seat: str, row: Table) -> list[Decision]:
    worst = int(row[s.SAYS_WORST])
    return [d.SaysIfSounded(seat, int(row[s.SAYS_BAND]), desk.clause_word(worst) if worst >= 0 else "")]


def _read_answer(desk: Desk, seat: str, row: Table) -> list[Decision]:
    named = [(int(row[at]), int(row[at + 1])) for at in (s.NAMES_1, s.NAMES_2)]
    brackets = tuple(Bracket(desk.clause_word(clause), level) for clause, level in named if clause >= 0)
    return [d.Answer(seat, int(row[s.REPLIES]), brackets, bool(row[s.DEMANDS]), bool(row[s.OFFERS_PEN]))]


def _read_offers(desk: Desk, seat: str, row: Table) -> list[Decision]:
    return [
        d.Offer(seat, desk.lexicon.measures[int(row[at])], int(row[at + 1]), bool(row[at + 2]))
        for at in (s.OFFER_1, s.OFFER_2)
        if row[at] >= 0
    ]


def _read_forecasts(desk: Desk, seat: str, row: Table, default: Table) -> list[Decision]:
    return [
        d.Forecast(seat, question, int(row[s.FORECASTS + q]))
        for q, question in enumerate(desk.lexicon.questions)
        if row[s.FORECASTS + q] != default[s.FORECASTS + q]
    ]


Reader = Callable[[Desk, str, Table], list[Decision]]
_TEXT_COLUMNS: Final = (s.D_VERB,)
_OFFERS: Final[tuple[tuple[Reader, tuple[int, ...]], ...]] = ((_read_offers, (s.OFFER_1, s.OFFER_2)),)
_READERS: Final[dict[int, tuple[tuple[Reader, tuple[int, ...]], ...]]] = {
    s.ACTS: ((_read_act, (s.ACT,)),),
    s.CONSULT: (
        (_read_article_4, (s.ASK_ARTICLE_4,)),
        (_read_bilateral, (s.BILATERAL,)),
        (_read_approaches, (s.ACCEPT_1, s.ACCEPT_2)),
        (_read_promise, (s.PROMISE_TO,)),
        (lambda _, seat, __: [d.Leak(seat)], (s.LEAK,)),
        (lambda _, seat, __: [d.TakeBack(seat)], (s.WITHDRAW,)),
        (lambda _, seat, row: [d.AskFloor(seat, int(row[s.FLOOR]))], (s.FLOOR,)),
        (lambda _, seat, __: [d.Helps(seat)], (s.HELPS,)),
    ),
    s.TABLING: ((_read_text, _TEXT_COLUMNS),),
    s.REDRAFT: ((_read_text, _TEXT_COLUMNS),),
    s.SOUND: (
        (_read_sound, (s.SOUND_1, s.SOUND_2)),
        (_read_says, (s.SAYS_BAND, s.SAYS_WORST)),
        (lambda _, seat, row: [d.Cosponsor(seat, int(row[s.COSPONSOR]))], (s.COSPONSOR,)),
    ),
    s.TOUR: ((lambda _, seat, row: [d.Tour(seat, int(row[s.TOUR_ANSWER]))], (s.TOUR_ANSWER,)),),
    s.ANSWER: ((_read_answer, tuple(range(s.REPLIES, s.OFFERS_PEN + 1))),),
    s.REVISE: ((_read_revision, (s.REVISION_KIND,)),),
    s.OFFER: _OFFERS,
    s.OFFER_AGAIN: _OFFERS,
    s.HOST_SAYS: (
        (lambda desk, seat, row: [d.Refuse(seat, desk.lexicon.measures[int(row[s.REFUSES])])], (s.REFUSES,)),
    ),
    s.REPLY: (
        (
            lambda desk, seat, row: [d.Reply(seat, desk.lexicon.replies[int(row[s.ADVERSARY_REPLY])])],
            (s.ADVERSARY_REPLY,),
        ),
    ),
}
