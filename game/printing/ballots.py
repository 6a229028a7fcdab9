"""Ballots: cards to raise in the tour and when a silence ends, and slips to write brackets, texts and offers on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.debrief.markup import Html, el, joined
from game.printing.kit import Kit
from game.printing.shapes import shape
from game.printing.sheets import sheet, to_fill
from game.scenario.words import BASES, VERBS

ANSWERS: Final = ("silent", "statement", "amend", "break")
TOURS: Final = ("can_join", "can_join_if", "cannot")
BRACKETS: Final = 2  # that a seat may have on a text
CLAUSES: Final = 5  # of a text at most
GAP: Final = "\u2003"  # between boxes to tick
COPIES: Final = 3  # bracket and offer slips on one sheet


def ballots(kit: Kit) -> list[Html]:
    """Return three sheets: cards to raise, slips for brackets and offers, and a blank text."""
    raised = [_card(kit, "answer", name) for name in ANSWERS] + [_card(kit, "tour", name) for name in TOURS]
    slips = [each for _ in range(COPIES) for each in (_bracket(kit), _offer(kit))]
    return [
        sheet(el("h2", kit.say("ballot.raise")), el("div", *raised, class_="cutouts"), kind="ballots"),
        sheet(el("h2", kit.say("ballot.slips")), el("div", *slips, class_="cutouts"), kind="ballots"),
        sheet(*_text(kit), kind="draft"),
    ]


def _card(kit: Kit, kind: str, name: str) -> Html:
    said = el("div", el("h3", kit.say(f"{kind}.{name}")), el("p", kit.say(f"{kind}.{name}_means")))
    return el("article", shape(name), said, class_="raised")


def _bracket(kit: Kit) -> Html:
    lines = [joined(_bracket_lines(kit)) for _ in range(BRACKETS)]
    return el("article", el("h3", shape("amend"), kit.say("ballot.bracket")), _whose(kit), *lines, class_="slip")


def _bracket_lines(kit: Kit) -> Iterator[Html]:
    yield to_fill(kit.say("ballot.clause"))
    yield to_fill(kit.say("ballot.would_do"))


def _offer(kit: Kit) -> Html:
    rows = [to_fill(kit.say(f"ballot.{key}")) for key in ("measure", "units", "kind")]
    return el("article", el("h3", kit.say("ballot.offer")), _whose(kit), *rows, _ticks(kit, ("plain", "caveat")))


def _whose(kit: Kit) -> Html:
    return to_fill(kit.say("ballot.seat"))


def _ticks(kit: Kit, keys: tuple[str, ...]) -> Html:
    return el("p", GAP.join(f"☐ {kit.say(f'ballot.{key}')}" for key in keys))


def _text(kit: Kit) -> Iterator[Html]:
    """Yield a blank text: who tables it, wording and basis to tick, clauses to write."""
    yield el("h2", kit.say("ballot.text"))
    yield _whose(kit)
    yield el("p", kit.say("ballot.wording"), " ", GAP.join(f"☐ {kit.game.say(f'verb.{key}')}" for key in VERBS[1:]))
    yield el("p", kit.say("ballot.basis"), " ", GAP.join(f"☐ {kit.game.say(f'basis.{key}')}" for key in BASES))
    for number in range(1, CLAUSES + 1):
        yield el("article", to_fill(kit.say("ballot.numbered", n=number), 2), _moods(kit))
    yield to_fill(kit.say("ballot.hours"))
    yield el("p", kit.say("ballot.text_how"))


def _moods(kit: Kit) -> Html:
    keys = ("decides", "tasks", "calls_for")
    return el("p", GAP.join([*(f"☐ {kit.game.say(f'mood.{key}')}" for key in keys), kit.say("ballot.level")]))
