"""The silence board: where every ally stands on the text, as a stance with a colour, a shape and a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from game.desktop.sitting import Desk
from game.table.views import SeatView
from game.telling.naming import Naming

# Stance -> colour of the theme, drawn shape. The four that settle a text have the four stance colours.
STANCES: Final[dict[str, tuple[str, str]]] = {
    "silent": ("stance_1", "disc"),
    "statement": ("stance_2", "ring"),
    "amend": ("stance_3", "triangle"),
    "break": ("stance_4", "cross"),
    "can_join": ("stance_1", "disc"),
    "can_join_if": ("stance_3", "triangle"),
    "cannot": ("stance_4", "cross"),
    "ask_time": ("accent", "hourglass"),
    "author": ("accent", "pen"),
    "cosponsor": ("stance_1", "pen"),
    "waiting": ("text_dim", "dot"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one ally stands: `note` is what it objected to, in words, for those who sit at the table."""

    seat: str
    name: str
    stance: str
    note: str = ""
    is_own: bool = False

    @property
    def colour(self) -> str:
        """Return the name of its colour in the theme."""
        return STANCES[self.stance][0]

    @property
    def shape(self) -> str:
        """Return its drawn shape."""
        return STANCES[self.stance][1]


def board(desk: Desk, names: Naming) -> tuple[Stand, ...]:
    """Return where every ally stands on the text that is or was last on the table."""
    view = desk.view
    notes = dict(_notes(view, names))
    return tuple(
        Stand(seat, names.name(seat), _stance(view, seat), notes.get(seat, ""), seat == desk.seat)
        for seat in names.scenario.ally
    )


def _stance(view: SeatView, seat: str) -> str:
    public = view.public
    if public.draft is None:
        return "waiting"
    if seat in public.answers:
        return public.answers[seat]
    if seat in public.tour:
        return public.tour[seat]
    if seat == public.draft.author:
        return "author"
    return "cosponsor" if seat in public.draft.cosponsors else "waiting"


def _notes(view: SeatView, names: Naming) -> Iterator[tuple[str, str]]:
    for objection in view.objections:
        told = [names.pair(word) for word in objection.brackets if not word.startswith("#")]
        yield objection.seat, names.words.say("list.semicolon").join(told)
