"""What a settled phase changed is told: by comparing states, one of them changed by hand or by play."""

from __future__ import annotations

import pytest

from game.rules import state as s
from game.rules.state import ledger_of
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.changes import events_between
from game.table.copies import copied_state
from game.table.events import EVENTS, PUBLIC, Event
from game.table.position import Position, begin
from game.table.table import Table

AUTHOR = 0


CHANGES: list[tuple[str, int, dict[str, int]]] = [
    ("act", s.ACTS, {"ally__ACTED": 2}),
    ("article_4", s.CONSULT, {"clock__ARTICLE_4_MASK": 3}),
    ("announced", s.CONSULT, {"clock__ANNOUNCED": 0}),
    ("bilateral", s.CONSULT, {"clock__BILATERAL_ROUND": 0, "ally__GIVEN": 1}),
    ("leak", s.CONSULT, {"clock__LEAKS": 1}),
    ("taken_back", s.CONSULT, {"draft__STATUS": s.TAKEN_BACK_TEXT}),
    ("kept", s.AFTERMATH, {"ally__KEPT_WORD": 1}),
    ("broken_word", s.AFTERMATH, {"ally__BROKE_WORD": 2}),
    ("unwanted", s.SOUND, {"draft__STATUS": s.DROPPED_TEXT}),
    ("cosponsors", s.SOUND, {"draft__COSPONSORS": 3}),
    ("silence", s.REDRAFT, {}),
    ("tour", s.TOUR, {"ally__TOUR_SAID": 2}),
    ("objection", s.ANSWER, {"ally__SAID": s.AMEND, "ally__BRACKET_1": s.WORDING, "ally__BRACKET_1_LEVEL": 1}),
    ("broke", s.ANSWER, {"draft__BREAK_SET": 2, "ally__SAID": s.BREAK}),
    ("ad_referendum", s.ANSWER, {"draft__REFERENDUM_SET": 2}),
    ("more_time", s.ANSWER, {"clock__TIME_ASKED": 1}),
    ("pen", s.ANSWER, {"clock__PHASE": s.REVISE}),
    ("revised", s.REVISE, {"clock__REVISED": 1}),
    ("raised", s.REVISE, {"draft__LEVEL": 1}),
    ("adopted", s.ANSWER, {"draft__STATUS": s.ADOPTED}),
    ("willing", s.REVISE, {"draft__STATUS": s.WILLING_TEXT}),
    ("dropped", s.REVISE, {"draft__STATUS": s.DROPPED_TEXT}),
    ("failed", s.ANSWER, {"draft__STATUS": s.BROKEN_TEXT}),
    ("ask_granted", s.ANSWER, {"ally__ASK_GRANTED": 1}),
    ("red_line", s.ANSWER, {"ally__RED_CROSSED": 1}),
    ("claimed", s.ANSWER, {"clock__CLAIMED": 1}),
    ("call", s.ANSWER, {"measure__NEEDED": 3, "measure__PIPE_LEVEL": 2}),
    ("host_refused", s.HOST_SAYS, {"measure__REFUSED_BY_HOST": 1}),
    ("reply", s.REPLY, {"clock__LAST_REPLY": 0}),
    ("hit", s.REPLY, {"clock__HITS": 9}),
    ("accident", s.REPLY, {"clock__ACCIDENTS": 1}),
    ("lapsed", s.HOST_SAYS, {"measure__ARRIVES": -1}),
    ("channel_offered", s.ACTS, {"clock__CHANNEL_OFFERED": 1}),
    ("channel_taken", s.REPLY, {"clock__CHANNEL_TAKEN": 1}),
    ("channel_refused", s.REPLY, {"clock__CHANNEL_REFUSED": 1}),
    ("reversed", s.BRIEFING, {"clock__REVERSED": 1}),
    ("withdrawn", s.CONSULT, {"clock__WITHDRAWN": 1}),
    ("fell", s.AFTERMATH, {"ally__FALLEN": 1}),
    ("track", s.AFTERMATH, {"track__NOW": 999}),
    ("rung", s.AFTERMATH, {"track__NOW": 999}),
    ("standing", s.CONSULT, {"own__CAPITAL": 1}),
    ("phase", s.ACTS, {"clock__PHASE": s.CONSULT}),
    ("round", s.BRIEFING, {}),
    ("ended", s.AFTERMATH, {"clock__PHASE": s.OVER}),
]
ALWAYS = {
    "round",
    "phase",
    "inject",
    "track",
    "act",
    "floor",
    "tabled",
    "sounding",
    "tour",
    "answers",
    "silence",
    "adopted",
}
OFTEN = {"call", "offer", "gap", "reply", "standing", "stock", "promise", "delivered", "ended"}
BY_DECISION = {"seat", "undone", "meanwhile", "bulletin"}  # see test_table.py


def told(position: Position, phase: int, **changes: int) -> dict[str, Event]:
    """Return the events of a phase with a text of ally 0 on the table, by kind, after changes of the clock's columns."""
    before = position.state
    before.public.clock[s.PHASE], before.public.clock[s.DRAFT] = phase, 0
    before.public.draft[0, s.STATUS], before.public.draft[0, s.VERB] = s.UNDER_SILENCE, 3
    after = copied_state(before)
    for name, value in changes.items():
        table, _, column = name.partition("__")
        found = {
            "clock": after.public.clock,
            "draft": after.public.draft[0],
            "ally": after.public.ally[1],
            "measure": after.public.measure[9],
            "track": after.public.track[0],
            "own": after.own[1],
        }[table]
        found[getattr(s, column)] = value
    ledger = ledger_of(position.state)
    events = events_between(position.loaded, before, after, ledger, (), 5, position.lexicon)
    assert all(event.moment == 5 for event in events)
    return {event.kind: event for event in events}


@pytest.fixture
def position(first: Loaded) -> Position:
    return begin(first, "events", {})


@pytest.mark.parametrize(("kind", "phase", "changes"), CHANGES)
def test_a_change_is_told(position: Position, kind: str, phase: int, changes: dict[str, int]) -> None:
    if kind == "taken_back":
        position.state.public.draft[0, s.STATUS] = s.ADOPTED
    if kind == "lapsed":
        position.state.public.measure[9, s.ARRIVES] = 700
    assert kind in told(position, phase, **changes)


def test_every_kind_of_event_is_tried() -> None:
    assert {kind for kind, _, _ in CHANGES} | ALWAYS | OFTEN | BY_DECISION == set(EVENTS)


def test_the_bracket_of_a_letter_is_not_for_the_public(position: Position) -> None:
    event = told(position, s.ANSWER, ally__SAID=s.BREAK, ally__BRACKET_1=s.WORDING, ally__BRACKET_1_LEVEL=1)[
        "objection"
    ]
    assert event.data["brackets"] == ["wording=notes"]
    assert event.audience != PUBLIC
    assert all(event.is_for(position.lexicon.row(seat)) for seat in (*position.lexicon.allies, d.CHAIR))
    assert not event.is_for(position.lexicon.row(d.OTHER))


def test_what_is_ones_own_reaches_oneself_alone(position: Position) -> None:
    for kind, phase, changes in (
        ("standing", s.CONSULT, {"own__CAPITAL": 1}),
        ("red_line", s.ANSWER, {"ally__RED_CROSSED": 1}),
        ("ad_referendum", s.ANSWER, {"draft__REFERENDUM_SET": 2}),
    ):
        event = told(position, phase, **changes)[kind]
        assert [row for row in range(len(position.lexicon.seats)) if event.is_for(row)] == [1]


def test_a_game_tells_of_what_is_registered_and_of_most_of_it(first: Loaded) -> None:
    seen = {event.kind for n in range(20) for event in Table.new(first, f"kinds {n}", {}).position.record}
    assert seen >= ALWAYS | OFTEN
    assert seen <= set(EVENTS)


def test_offers_tell_what_was_taken_not_what_was_said(first: Loaded) -> None:
    for n in range(12):
        table = Table.new(first, f"offers {n}", {})
        given = dict.fromkeys(table.position.lexicon.allies, 0)
        for event in table.position.record:
            if event.kind == "offer":
                given[str(event.data["seat"])] += int(event.data["units"])  # type: ignore[call-overload]
            if event.kind == "bilateral":
                for seat in event.data["helpers"]:  # type: ignore[attr-defined]
                    given[seat] += 1
        counted = table.position.state.public.ally[:, s.GIVEN]
        assert list(given.values()) == [int(each) for each in counted]
