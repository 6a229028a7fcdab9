"""What the model says, put as a person in the same seat could say it.

The rules read past what has no effect: a deadline longer than the hours that are left, a basis that Article 4 has settled, a pen
that is offered by who brackets. A person would be refused such words, so the model does not leave them in a journal either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from game.rules import numbers as n
from game.rules import state as s
from game.table import decisions as d
from game.table.decisions import Decision, Text
from game.table.legal import check_content
from game.table.legal_texts import basis_now
from game.table.position import Position


def tidied(position: Position, decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions of the model without what would be refused and has no effect."""
    said: list[Decision] = []
    for decision in decisions:
        refused = check_content(position, decision)
        mend = _MENDS.get(refused.code) if refused else None
        mended = mend(position, decision) if mend else decision
        said += [mended] if mended is not None else []
    return said


def _text(position: Position, text: Text) -> Text:
    rule, left = position.loaded.book.rule, int(position.state.public.clock[s.HOURS_LEFT])
    kept = int(rule[n.REVISION_HOURS]) if position.phase == s.REVISE else 0
    most = max(left - kept, int(rule[n.LEAST_DEADLINE]))
    return replace(text, hours=min(text.hours, most), basis=basis_now(position))


def _worded(position: Position, decision: Decision) -> Decision:
    if isinstance(decision, d.TableText):
        return replace(decision, text=_text(position, decision.text))
    if isinstance(decision, d.Revise) and decision.text:
        return replace(decision, text=_text(position, decision.text))
    return decision


def _without_pen(_: Position, decision: Decision) -> Decision:
    return replace(decision, offers_pen=False) if isinstance(decision, d.Answer) else decision


def _unsaid(_: Position, __: Decision) -> None:
    return None


# By the code of the refusal.
_MENDS: Final[dict[str, Callable[[Position, Decision], Decision | None]]] = {
    "bad_hours": _worded,
    "wrong_basis": _worded,
    "no_pen": _without_pen,
    "struck": _unsaid,
    "not_waiting": _unsaid,
    "announced_once": _unsaid,
}
