"""What a text that is being written is worth, tried on a copy: to its author, and to others as far as it can tell."""

from __future__ import annotations

from dataclasses import dataclass

from game.allies.compiled import shared_engine
from game.lab.compromise import Failed, answer
from game.lab.reasons import Reason
from game.rules import state as s
from game.table.decisions import Decision, Refused, Text
from game.table.drafts import text_of
from game.table.legal import check
from game.table.position import Position, copied, settle, take
from game.table.price import cost_of
from game.telling.desk import own_reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why a text cannot be put (None: it can), what it costs, how it would read, and what it is worth at home.

    The Council decides only what is its own and tasks before it decides, so that a clause may read otherwise than written.
    """

    refused: Refused | None
    cost: int
    text: Text | None
    own: Reason | None


@dataclass(frozen=True, slots=True)
class Guess:
    """The smallest edit of a text that would hold as far as its author can tell (`after` None: there is none that small).

    Chances are per cent; `least_known` is the ally whose answer is least sure, the one to sound.
    """

    before: Text
    after: Text | None
    chance: int
    least_known: str
    its_chance: int


def judge(position: Position, decision: Decision) -> Judgement:
    """Return what the table and the seat's own capital say of a text that is being written."""
    refused = check(position, decision)
    cost = cost_of(position.loaded.book, position.lexicon, position.state.public, decision)
    if refused:
        return Judgement(refused, cost, None, None)
    trial = put(position, decision)
    return Judgement(None, cost, _text_on_table(trial), own_reason(trial, decision.seat))


def guess(position: Position, decision: Decision) -> Guess:
    """Return what would hold, from what the seat knows and may take the others for; the text can be put (`judge`)."""
    trial = put(position, decision)
    found = answer(shared_engine(), Failed(0, 0, 0, trial), asked_by=trial.lexicon.row(decision.seat))
    return Guess(
        _text_on_table(trial), found.text, round(found.chance / 10), found.least_known, round(found.its_chance / 10)
    )


def _text_on_table(position: Position) -> Text:
    return text_of(position.lexicon, position.state.public.draft[position.state.public.clock[s.DRAFT]])


def put(position: Position, decision: Decision) -> Position:
    """Return a copy of the game in which the text lies on the table; nothing else is decided in these phases."""
    trial = copied(position)
    take(trial, decision)
    settle(trial, [])
    return trial
