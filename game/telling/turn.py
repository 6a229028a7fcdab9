"""What a seat can decide now, as data: labels, prices, refusals, which need a form, and what the adviser would do."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from game.lab.adviser import advice
from game.table import decisions as d
from game.table.decisions import Decision, Refused
from game.table.grammar import parse
from game.table.menu import Item, refused_now
from game.table.position import Position
from game.table.views import SeatView
from game.table.wording import line_of
from game.telling.labels import label
from game.telling.naming import Naming
from game.telling.refusals import reason_of, remedy_of

# Kind of a menu item with gaps -> the form that fills them; an answer with gaps goes by its word.
FORMS: Final[dict[str, str]] = {
    "BilateralRoad": "bilateral",
    "PromiseTo": "promise",
    "AskFloor": "floor",
    "Sound": "sound",
    "SaysIfSounded": "says",
    "Forecast": "forecast",
    "TableText": "table",
    "Revise": "revise",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided: a decision as it stands, or a form that makes one; `refused` says why it cannot be."""

    key: str
    kind: str
    label: str
    decision: Decision | None = None
    form: str = ""
    cost: int = 0
    refused: str = ""
    remedy: str = ""
    is_sealed: bool = False
    is_advised: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What a seat may decide in the phase; no choices where it is not its turn."""

    phase: str
    choices: tuple[Choice, ...]
    advised: tuple[Decision, ...]
    advised_labels: tuple[str, ...]
    sealed_labels: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether there is anything to decide."""
        return bool(self.choices)


def turn_of(position: Position, view: SeatView, names: Naming) -> Turn:
    """Return what a seat can decide now."""
    if not view.decides:
        return Turn(view.public.phase, (), (), (), ())
    advised = tuple(advice(position, view.seat))
    return Turn(
        view.public.phase,
        choices_of(position, view, names, {line_of(each) for each in advised}),
        advised,
        tuple(label(names, view, each) for each in advised),
        sealed_of(position, view, names),
    )


def choices_of(position: Position, view: SeatView, names: Naming, advised: Collection[str] = ()) -> tuple[Choice, ...]:
    """Return what a seat can decide now; `advised` are the lines that its adviser would send."""
    return tuple(each for item in view.menu for each in _choices(position, view, names, item, advised))


def sealed_of(position: Position, view: SeatView, names: Naming) -> tuple[str, ...]:
    """Return what a seat has sealed in this phase, in words."""
    sealed = (parse(line, position.lexicon) for line in view.sealed)
    return tuple(label(names, view, each) for each in sealed if not isinstance(each, Refused))


def _choices(
    position: Position, view: SeatView, names: Naming, item: Item, advised: Collection[str]
) -> Iterator[Choice]:
    """Yield the choices that a menu item stands for: an offer comes with and without caveats."""
    form, refused = form_of(item), refused_now(position, item)
    reason, remedy = (reason_of(names, refused), remedy_of(names, refused)) if refused else ("", "")
    if form:
        name = names.words.say(f"choice.{form}")
        yield Choice(form, item.kind, name, None, form, item.cost, reason, remedy)
        return
    decision = parse(item.form, position.lexicon)
    if isinstance(decision, Refused):
        return
    for each in _variants(decision):
        line = line_of(each)
        told = label(names, view, each)
        sealed, good = line in view.sealed, line in advised
        yield Choice(line, item.kind, told, each, "", item.cost, reason, remedy, sealed, good)


def _variants(decision: Decision) -> Iterator[Decision]:
    yield decision
    if isinstance(decision, d.Offer):
        yield d.Offer(decision.seat, decision.measure, decision.units, caveat=True)
    elif isinstance(decision, d.Approach):
        yield d.Approach(decision.seat, decision.index, accept=False)


def form_of(item: Item) -> str:
    """Return which form fills the gaps of a menu item, "" where it has none."""
    if "<" not in item.form:
        return ""
    word = item.form.split()[1]
    return word if item.kind == "Answer" else FORMS[item.kind]
