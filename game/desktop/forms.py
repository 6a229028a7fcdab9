"""Decisions with gaps, as forms: what is asked, what has been filled in so far, and the decision that it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from game.rules import state as s
from game.scenario.words import ANSWERS, PROMISES
from game.table import decisions as d
from game.table.decisions import Bracket, Decision, Text
from game.table.drafts import text_of
from game.table.position import Position
from game.telling.naming import Naming

MIDDLE: Final = 50  # what a scale of a hundred stands at before it is moved


@dataclass(frozen=True, slots=True)
class Filled:
    """What has been filled in: allies, one of a list, a number, and for brackets what each would be lowered to."""

    allies: tuple[str, ...] = ()
    one: int = -1
    number: int = MIDDLE
    brackets: tuple[tuple[str, int], ...] = ()

    def with_ally(self, ally: str, most: int) -> Filled:
        """Return the form with an ally ticked, or no longer; the first ticked gives way where there are too many."""
        if ally in self.allies:
            return replace(self, allies=tuple(each for each in self.allies if each != ally))
        return replace(self, allies=(*self.allies, ally)[-most:])

    def with_bracket(self, what: str, level: int | None) -> Filled:
        """Return the form with a clause bracketed down to a level, or no longer bracketed (None)."""
        kept = tuple(each for each in self.brackets if each[0] != what)
        return replace(self, brackets=kept if level is None else (*kept, (what, level))[-2:])


@dataclass(frozen=True, slots=True)
class Blank:
    """What a form asks: up to so many allies, one of a list, a number on a scale of a hundred, brackets."""

    allies: int = 0
    options: tuple[str, ...] = ()
    scale: bool = False
    brackets: tuple[Bracketable, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracketable:
    """A clause, or the wording, and what it can be lowered to: levels or verbs with their words, the mildest last."""

    what: str
    name: str
    steps: tuple[tuple[int, str], ...]


def blank(form: str, position: Position, names: Naming) -> Blank:
    """Return what a form asks."""
    say = names.words.say
    match form:
        case "bilateral":
            return Blank(allies=3)
        case "sound":
            return Blank(allies=2)
        case "promise":
            return Blank(allies=1, options=tuple(say(f"promise.{kind}") for kind in PROMISES[1:]))
        case "says":
            return Blank(options=tuple(say(f"band.{band}") for band in d.BANDS))
        case "forecast":
            questions = names.scenario.question.items()
            asked = tuple(names.author(f"question.{key}.asks", each.asks) for key, each in questions)
            return Blank(options=asked, scale=True)
        case "floor":
            return Blank(scale=True)
        case _:
            return Blank(brackets=tuple(_bracketables(position, names)))


def _bracketables(position: Position, names: Naming) -> Sequence[Bracketable]:
    text = _on_table(position)
    say = names.words.say
    found = []
    for clause in text.clauses:
        lower = tuple((level, names.option(clause.measure, level)) for level in range(clause.level - 1, 0, -1))
        struck = (0, say("bracket.struck"))
        found.append(Bracketable(clause.measure, names.leveled(clause.measure, clause.level), (*lower, struck)))
    weaker = tuple((verb, names.verb(verb)) for verb in range(text.verb - 1, 0, -1))
    if weaker:
        wording = say("bracket.wording_is", verb=names.verb(text.verb))
        found.append(Bracketable(d.WORDING_WORD, wording, weaker))
    return found


def _on_table(position: Position) -> Text:
    return text_of(position.lexicon, position.state.public.draft[position.state.public.clock[s.DRAFT]])


def first_filled(form: str, advised: Sequence[Decision]) -> Filled:
    """Return what a form begins with: what the adviser would write, where it would."""
    for each in advised:
        match each:
            case d.Sound(allies=allies) if form == "sound":
                return Filled(allies=allies)
            case d.BilateralRoad(helpers=helpers) if form == "bilateral":
                return Filled(allies=helpers)
            case d.AskFloor(strength=strength) if form == "floor":
                return Filled(number=strength)
            case d.SaysIfSounded(band=band) if form == "says":
                return Filled(one=band)
            case d.Answer(brackets=brackets) if form in ("amend", "break") and brackets:
                return Filled(brackets=tuple((bracket.what, bracket.level) for bracket in brackets))
    return Filled()


def decision_of(form: str, seat: str, filled: Filled, position: Position) -> Decision | None:
    """Return the decision that a form makes, None while something is missing."""
    return MAKERS[form](seat, filled, position)


Maker = Callable[[str, Filled, Position], Decision | None]


def _bilateral(seat: str, filled: Filled, _: Position) -> Decision | None:
    return d.BilateralRoad(seat, filled.allies) if filled.allies else None


def _sound(seat: str, filled: Filled, _: Position) -> Decision | None:
    return d.Sound(seat, filled.allies) if filled.allies else None


def _promise(seat: str, filled: Filled, _: Position) -> Decision | None:
    if not filled.allies or filled.one < 0:
        return None
    return d.PromiseTo(seat, filled.allies[0], PROMISES[filled.one + 1])


def _says(seat: str, filled: Filled, _: Position) -> Decision | None:
    return d.SaysIfSounded(seat, filled.one) if filled.one >= 0 else None


def _forecast(seat: str, filled: Filled, position: Position) -> Decision | None:
    return d.Forecast(seat, position.lexicon.questions[filled.one], filled.number) if filled.one >= 0 else None


def _floor(seat: str, filled: Filled, _: Position) -> Decision | None:
    return d.AskFloor(seat, max(filled.number, 1))


def _objection(kind: int) -> Maker:
    def make(seat: str, filled: Filled, _: Position) -> Decision | None:
        brackets = tuple(Bracket(what, level) for what, level in filled.brackets)
        return d.Answer(seat, kind, brackets) if brackets else None

    return make


MAKERS: Final[dict[str, Maker]] = {
    "bilateral": _bilateral,
    "sound": _sound,
    "promise": _promise,
    "says": _says,
    "forecast": _forecast,
    "floor": _floor,
    ANSWERS[s.AMEND]: _objection(s.AMEND),
    ANSWERS[s.BREAK]: _objection(s.BREAK),
}
