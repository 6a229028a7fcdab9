"""The reveal: what was drawn and hidden, and what each seat made of its sheet."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.facts_played import News, Reveal, Sheet, SheetLine
from game.rules import numbers as n
from game.rules import state as s
from game.rules.scores import COMMON_GOALS, common_goal, line_score, seat_score, sheet_row
from game.scenario.book import CAUSES, LINE_WEIGHT
from game.scenario.schema import Scenario
from game.table.events import PUBLIC, Event
from game.table.position import Position
from game.telling.reveal import LINES


def reveal_of(position: Position) -> Reveal:
    """Return what nobody at the table knew, as the game stands."""
    scenario, truth = position.loaded.scenario, position.state.truth
    book, state = position.loaded.book, position.state
    return Reveal(
        tuple(scenario.adversary.type)[int(truth[s.TYPE_DRAWN])],
        CAUSES[int(truth[s.CAUSE_DRAWN])],
        bool(truth[s.WILL_REVERSE]),
        {goal: int(common_goal(book, state, which)) for which, goal in enumerate(COMMON_GOALS)},
        tuple(_sheet(position, seat) for seat in position.lexicon.allies),
        _news(position, position.record),
    )


def shown_seats(scenario: Scenario, people: tuple[str, ...]) -> tuple[str, ...]:
    """Return the seats that a debrief tells of: those of people, the featured ones where the model played alone."""
    allies = scenario.ally
    featured = tuple(key for key, ally in allies.items() if ally.featured)
    return tuple(seat for seat in people if seat in allies) or featured or tuple(allies)


def _sheet(position: Position, seat: str) -> Sheet:
    book, state, stack = position.loaded.book, position.state, position.scratch.stack
    row = position.lexicon.row(seat)
    lines = []
    for line, word in LINES:
        at = int(sheet_row(state, row, line))
        lines.append(SheetLine(word, int(line_score(book, state, stack, at)), int(book.objective[at, LINE_WEIGHT])))
    crossed = int(state.public.ally[row, s.RED_CROSSED])
    return Sheet(
        seat,
        int(seat_score(book, state, stack, row)),
        tuple(lines),
        crossed,
        crossed * int(book.rule[n.SCORE_RED_LINE]),
        int(state.own[row, s.MOOD]),
        int(state.own[row, s.SECRET_DRAWN]),
        len(position.loaded.scenario.ally[seat].red_lines),
    )


def _news(position: Position, record: Sequence[Event]) -> tuple[News, ...]:
    """Return each piece of news once, in the order in which it broke."""
    found: dict[str, News] = {}
    allies = position.lexicon.allies
    now = 1
    begins = {event.moment: int(str(event.data["round"])) for event in record if event.kind == "round"}
    for event in record:
        now = begins.get(event.moment, now)
        if event.kind != "inject":
            continue
        key = str(event.data["inject"])
        to = () if event.audience == PUBLIC else tuple(seat for k, seat in enumerate(allies) if event.audience >> k & 1)
        told = position.loaded.scenario.inject[key]
        found.setdefault(key, News(key, now, to, int(str(event.data["credibility"])), told.truth))
    return tuple(found.values())
