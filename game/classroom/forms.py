"""Decisions with gaps as data: what is to be filled in, from what, and where each word stands in the line to be sent.

A page joins `begins` and each field's words, with what stands `before` and `after` them, by blanks: that is the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from game.lab.words import Words
from game.rules import numbers as n
from game.rules import state as s
from game.scenario.words import BASES, PROMISES, VERBS
from game.table import decisions as d
from game.table.drafts import text_of
from game.table.legal_texts import basis_now
from game.table.position import Position
from game.table.views import SeatView
from game.telling.desk import level_line
from game.telling.naming import Naming
from game.telling.words import sentence

MANY, ONE, NUMBER = "many", "one", "number"
USUAL_VERB: Final = 2


@dataclass(frozen=True, slots=True)
class Option:
    """One that can be chosen: the word that travels, and what is read."""

    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `least` and `most` count options, or bound the number; `start` is what it begins with."""

    kind: str
    label: str
    options: tuple[Option, ...] = ()
    least: int = 1
    most: int = 1
    start: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the fields of a form are made from."""

    position: Position
    view: SeatView
    names: Naming
    page: Words  # the words of the pages


def fields_of(form: str, desk: Desk) -> tuple[Field, ...]:
    """Return what a form asks, in the order of the line that it makes."""
    return tuple(_FIELDS[form](desk))


def _allies(desk: Desk, most: int, least: int = 1, before: str = "") -> Field:
    others = [key for key in desk.position.lexicon.allies if key != desk.view.seat]
    options = sorted((Option(key, sentence(desk.names.name(key))) for key in others), key=lambda each: each.says)
    label = desk.page.say("field.allies", n=most) if least else desk.page.say("field.asks")
    return Field(MANY, label, tuple(options), least, most, before=before)


def _one(desk: Desk, label: str, pairs: Iterable[tuple[str, str]], start: str = "") -> Field:
    return Field(ONE, desk.page.say(label), tuple(Option(*pair) for pair in pairs), start=start)


def _bilateral(desk: Desk) -> Sequence[Field]:
    return [_allies(desk, 3)]


def _sound(desk: Desk) -> Sequence[Field]:
    return [_allies(desk, 2)]


def _promise(desk: Desk) -> Sequence[Field]:
    kinds = ((kind, desk.names.words.say(f"promise.{kind}")) for kind in PROMISES[1:])
    return [_allies(desk, 1), _one(desk, "field.promise", kinds)]


def _floor(desk: Desk) -> Sequence[Field]:
    return [Field(NUMBER, desk.page.say("field.insists"), most=100, start="50")]


def _says(desk: Desk) -> Sequence[Field]:
    bands = ((band, desk.names.words.say(f"band.{band}")) for band in d.BANDS)
    worst = Field(MANY, desk.page.say("field.worst"), tuple(_clauses_of_text(desk)), 0)
    return [_one(desk, "field.band", bands), worst]


def _forecast(desk: Desk) -> Sequence[Field]:
    asked = desk.names.scenario.question.items()
    options = ((key, desk.names.author(f"question.{key}.asks", each.asks)) for key, each in asked)
    percent = Field(NUMBER, desk.page.say("field.percent"), least=0, most=100, start="50")
    return [_one(desk, "field.question", options), percent]


def _wording(desk: Desk) -> Sequence[Field]:
    names, position = desk.names, desk.position
    text = _on_table(position)
    clauses = list(_clause_options(desk))
    chosen = " ".join(f"{clause.measure}+{clause.level}" for clause in text.clauses) if text else ""
    verb = VERBS[text.verb if text else USUAL_VERB]
    rule, clock = position.loaded.book.rule, position.state.public.clock
    least = int(rule[n.LEAST_DEADLINE])
    kept = int(rule[n.REVISION_HOURS]) if position.phase == s.REVISE else 0
    most = max(int(clock[s.HOURS_LEFT]) - kept, least)
    under = f"under {BASES[basis_now(position)]} for"
    hours = Field(NUMBER, desk.page.say("field.hours"), (), least, most, str(max(most // 2, least)), under, "h")
    return [
        Field(MANY, desk.page.say("field.clauses", n=s.CLAUSES), tuple(clauses), 0, s.CLAUSES, chosen),
        _one(desk, "field.verb", ((VERBS[verb], names.verb(verb)) for verb in range(1, len(VERBS))), verb),
        hours,
        _allies(desk, len(position.lexicon.allies) - 1, 0, "granting"),
    ]


def _clause_options(desk: Desk) -> Iterable[Option]:
    """Yield the clauses of the text at hand, then what the options paper offers besides."""
    text = _on_table(desk.position)
    here = {f"{clause.measure}+{clause.level}": desk.names.clause(clause) for clause in text.clauses} if text else {}
    paper = {f"{each.measure}+{each.level}": level_line(desk.names, each) for each in desk.view.public.paper}
    return (
        Option(value, says) for value, says in (here | {key: paper[key] for key in paper if key not in here}).items()
    )


def _clauses_of_text(desk: Desk) -> Iterable[Option]:
    text = _on_table(desk.position)
    for clause in text.clauses if text else ():
        yield Option(clause.measure, desk.names.leveled(clause.measure, clause.level))


def _brackets(desk: Desk) -> Sequence[Field]:
    say = desk.page.say
    extras = (Option("demands_ask", say("field.demands")), Option("offers_pen", say("field.pen")))
    return [
        Field(MANY, say("field.brackets"), tuple(_bracket_options(desk)), 1, 2),
        Field(MANY, say("field.extras"), extras, 0, 2),
    ]


def _bracket_options(desk: Desk) -> Iterable[Option]:
    """Yield each clause with each lower level that its owner could live with, and weaker words."""
    names, text = desk.names, _on_table(desk.position)
    if text is None:
        return
    for clause in text.clauses:
        for level in range(clause.level - 1, -1, -1):
            word = d.Bracket(clause.measure, level).word()
            yield Option(word, sentence(names.pair(word, text)))
    for verb in range(text.verb - 1, 0, -1):
        word = d.Bracket(d.WORDING_WORD, verb).word()
        yield Option(word, sentence(names.pair(word, text)))


def _on_table(position: Position) -> d.Text | None:
    row = int(position.state.public.clock[s.DRAFT])
    return text_of(position.lexicon, position.state.public.draft[row]) if row >= 0 else None


# By the form of a choice (`telling.turn`).
_FIELDS: Final[dict[str, Callable[[Desk], Sequence[Field]]]] = {
    "bilateral": _bilateral,
    "sound": _sound,
    "promise": _promise,
    "says": _says,
    "forecast": _forecast,
    "floor": _floor,
    "table": _wording,
    "revise": _wording,
    "amend": _brackets,
    "break": _brackets,
}
FORMS: Final = tuple(_FIELDS)
