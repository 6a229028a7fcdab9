"""RULES 4, step 5: the silence, and what follows when somebody does not keep it."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.silence import carries, latency, may_revise
from game.rules.texts import clause_at
from game.scenario import book as b
from tests.rules.room import Room


def objected(room: Room, key: str = "TR", reply: int = s.AMEND, clause: int = 0, level: int = 0) -> None:
    """Let one ally object to the text on the table."""
    room.answer(key, reply, clause, level)
    assert room.hold() == s.REVISE


def revise(room: Room, *clauses: tuple[str, int], verb: int = 2, hours: int = 4) -> int:
    """Let whoever holds the pen circulate a revision; return the phase that follows."""
    pen = int(room.clock[s.PEN])
    key = "chair" if pen == len(room.names.allies) else room.names.allies[pen]
    room.write(key, verb, clauses, hours)
    room.says(key)[s.REVISION_KIND] = s.REVISE_TEXT
    return room.resolve(s.REVISE)


def pen_decides(room: Room, kind: int) -> int:
    """Let the pen do something else than revise."""
    room.choice[room.clock[s.PEN], s.REVISION_KIND] = kind
    return room.resolve(s.REVISE)


def test_4_5_nobody_answering_is_silence(room: Room) -> None:
    """Nobody answering is silence."""
    draft = room.put(("hotline", 1))
    room.hold()
    assert draft[s.STATUS] == s.ADOPTED
    assert draft[s.SILENT_SET] == (1 << len(room.names.allies)) - 1


def test_4_5_a_statement_does_not_stop_a_text(room: Room) -> None:
    """Silent with a statement: reservation on record."""
    draft = room.put(("hotline", 1))
    room.answer("TR", s.STATEMENT)
    room.hold()
    assert draft[s.STATUS] == s.ADOPTED
    assert draft[s.STATEMENT_SET] == room.bit("TR")
    assert room.seat("TR")[s.STATEMENTS_MADE] == 1


@pytest.mark.parametrize("reply", [s.AMEND, s.BREAK])
def test_4_5_one_objection_is_enough(room: Room, reply: int) -> None:
    """A text is adopted when nobody breaks silence before its deadline."""
    draft = room.put(("hotline", 1), ("sea_watch", 2))
    objected(room, reply=reply, clause=1, level=1)
    assert draft[s.STATUS] == s.UNDER_SILENCE
    assert draft[clause_at(1) + s.CLAUSE_BRACKETS] == 1
    assert (room.seat("TR")[s.BRACKET_1], room.seat("TR")[s.BRACKET_1_LEVEL]) == (1, 1)
    assert room.of("sea_watch")[s.ARRIVES] == -1


def test_4_5_silence_spends_the_round_s_hours(room: Room) -> None:
    """Silences, revisions and level-raising spend the round's hours."""
    hour, left = int(room.clock[s.HOUR]), int(room.clock[s.HOURS_LEFT])
    room.put(("hotline", 1), hours=30)
    room.hold()
    assert room.clock[s.HOUR] - hour == left - room.clock[s.HOURS_LEFT] == 30


def test_4_5_latency_grows_with_contested_clauses(room: Room) -> None:
    """Capitals have a latency = base hours x (1 + clauses contested for that ally)."""
    room.book.rule[n.WITH_LATENCY] = 1
    base = int(room.book.ally[0, b.LATENCY])
    assert [latency(room.book, 0, 0, k, 0) for k in range(3)] == [base, 2 * base, 3 * base]


def test_4_5_latency_falls_with_the_level(room: Room) -> None:
    """A higher level (ministers, leaders: reservations and latency fall)."""
    room.book.rule[n.WITH_LATENCY] = 1
    room.book.ally[0, b.LATENCY] = 12
    assert [latency(room.book, 0, 0, 1, level) for level in range(3)] == [24, 16, 8]


def test_4_5_a_round_may_have_capitals_answer_faster(room: Room) -> None:
    """On the night itself ministers are up: a round has a pace of its own, in per cent of the latency of capitals."""
    room.book.rule[n.WITH_LATENCY] = 1
    room.book.ally[0, b.LATENCY] = 12
    room.book.round[1, b.PACE] = 25
    assert [latency(room.book, now, 0, 1, b.AMBASSADORS) for now in range(2)] == [24, 6]


def uninstructed(room: Room, deadline: int) -> int:
    """Let Turkey, whose capital takes ten hours, bracket one clause; return its answer as it counts."""
    room.book.rule[n.WITH_LATENCY] = 1
    room.book.ally[room.ally("TR"), b.LATENCY] = 10
    room.put(("hotline", 1), hours=deadline)
    room.answer("TR", s.AMEND, 0)
    room.hold()
    return int(room.seat("TR")[s.SAID])


@pytest.mark.parametrize(("deadline", "said"), [(19, s.SILENT), (20, s.AMEND)])
def test_4_5_uninstructed_is_ad_referendum(room: Room, deadline: int, said: int) -> None:
    """Uninstructed at the deadline is silent ad referendum."""
    assert uninstructed(room, deadline) == said
    waits = said == s.SILENT
    assert (room.own("TR")[s.WAITING] == 1) == waits
    assert (room.draft[s.REFERENDUM_SET] == room.bit("TR")) == waits
    assert (room.draft[s.STATUS] == s.ADOPTED) == waits
    assert room.own("TR")[s.CAPITAL] == room.book.rule[n.CAPITAL_START] - (
        0 if waits else room.book.rule[n.COST_BRACKET]
    )


def test_4_5_ad_referendum_can_be_taken_back_at_a_price(room: Room) -> None:
    """Adopted, but withdrawable next round at a price; what has not arrived of that text falls."""
    uninstructed(room, 4)
    trust, capital = room.trust("EE", "TR"), int(room.own("TR")[s.CAPITAL])
    room.resolve(s.AFTERMATH)
    room.of("hotline")[s.ARRIVES] = room.clock[s.HOUR] + 100
    room.of("hotline")[s.DELIVERED_LEVEL] = 0
    room.says("TR")[s.WITHDRAW] = 1
    room.turn_page()
    room.resolve(s.CONSULT)
    assert room.state.public.draft[0, s.STATUS] == s.TAKEN_BACK_TEXT
    assert room.of("hotline")[s.ARRIVES] == -1
    assert room.of("hotline")[s.ADOPTED_LEVEL] == 0
    assert room.own("TR")[s.CAPITAL] == capital - room.book.rule[n.COST_BREAK]
    assert room.trust("EE", "TR") == trust - room.book.rule[n.TAKEN_BACK_TRUST]
    assert room.booked(b.COHESION, s.BY_CONDUCT) == -room.book.rule[n.TAKEN_BACK_COHESION]


def test_4_5_second_thoughts_end_with_the_next_round(room: Room) -> None:
    """Withdrawable next round, and not later."""
    uninstructed(room, 4)
    room.resolve(s.CONSULT)
    room.says("TR")[s.WITHDRAW] = 1
    room.resolve(s.CONSULT)
    assert room.state.public.draft[0, s.STATUS] == s.ADOPTED
    assert room.clock[s.TAKEN_BACK] == 0


def test_4_5_instructed_silence_cannot_be_taken_back(room: Room) -> None:
    """Only silence ad referendum can."""
    room.adopt(("hotline", 1))
    room.says("TR")[s.WITHDRAW] = 1
    room.resolve(s.CONSULT)
    assert room.clock[s.TAKEN_BACK] == 0


def test_4_5_time_can_be_asked_for_once(room: Room) -> None:
    """Ask for time (once)."""
    draft = room.put(("hotline", 1), hours=10)
    room.answer("TR", s.ASK_TIME)
    assert room.hold() == s.ANSWER
    assert draft[s.DEADLINE] == room.book.rule[n.EXTENSION]
    room.answer("DE", s.ASK_TIME)
    room.hold()
    assert room.seat("DE")[s.SAID] == s.SILENT
    assert draft[s.STATUS] == s.ADOPTED
    assert room.own("DE")[s.CAPITAL] == room.book.rule[n.CAPITAL_START]


def test_4_5_time_lets_a_capital_instruct(room: Room) -> None:
    """Hours that have passed on the same text count for the latency."""
    assert uninstructed(Room(), 12) == s.SILENT
    room.book.rule[n.WITH_LATENCY] = 1
    room.book.ally[room.ally("TR"), b.LATENCY] = 10
    room.put(("hotline", 1), hours=12)
    room.answer("DE", s.ASK_TIME)
    room.hold()
    room.answer("TR", s.AMEND, 0)
    assert room.hold() == s.REVISE
    assert room.seat("TR")[s.SAID] == s.AMEND


def test_4_5_no_time_where_the_round_has_none(room: Room) -> None:
    """When the hours are gone the round ends."""
    room.put(("hotline", 1), hours=10)
    room.clock[s.HOURS_LEFT] = 10 + room.book.rule[n.EXTENSION] - 1
    room.answer("TR", s.ASK_TIME)
    room.hold()
    assert room.draft[s.STATUS] == s.ADOPTED


def test_4_5_at_most_three_revisions(room: Room) -> None:
    """A revision (by sponsor, chair or the pen; at most three)."""
    room.put(("hotline", 1), hours=4)
    for k in range(3):
        objected(room)
        assert may_revise(room.book, room.state)
        assert revise(room, ("hotline", 1)) == s.ANSWER, k
    assert room.draft[s.REVISION] == 3 == s.REVISIONS
    objected(room)
    assert not may_revise(room.book, room.state)
    revise(room, ("hotline", 1))
    assert room.draft[s.STATUS] == s.DROPPED_TEXT


def test_4_5_a_revision_needs_hours(room: Room) -> None:
    """When those are gone the round ends."""
    room.put(("hotline", 1), hours=4)
    objected(room)
    least = int(room.book.rule[n.REVISION_HOURS] + room.book.rule[n.LEAST_DEADLINE])
    for left, may in ((least, True), (least - 1, False)):
        room.clock[s.HOURS_LEFT] = left
        assert may_revise(room.book, room.state) == may


def test_4_5_sponsor_then_the_pen_then_chair(room: Room) -> None:
    """A revision by sponsor, chair or the pen: a seat that neither sponsored nor bracketed drafts the next revision."""
    room.put(("hotline", 1), hours=4)
    pens = []
    for _ in range(3):
        room.says("PL")[s.OFFERS_PEN] = 1
        objected(room)
        pens.append(int(room.clock[s.PEN]))
        revise(room, ("hotline", 1))
    assert pens == [room.ally("EE"), room.ally("PL"), len(room.names.allies)]


def test_4_5_the_pen_is_for_those_who_did_not_object(room: Room) -> None:
    """A seat that neither sponsored nor bracketed may draft the next revision."""
    room.put(("hotline", 1), hours=4)[s.REVISION] = 1
    for key in ("EE", "TR"):
        room.says(key)[s.OFFERS_PEN] = 1
    objected(room, "TR")
    assert room.clock[s.PEN] == len(room.names.allies), "neither the sponsor nor the objector: the chair"


def held_pen(room: Room) -> None:
    """Bring Poland's pen to a revision that meets Turkey's bracket."""
    room.put(("hotline", 1), ("sea_watch", 1), hours=4)[s.REVISION] = 1
    room.own("PL")[s.CAPITAL] = 4
    room.says("PL")[s.OFFERS_PEN] = 1
    objected(room, "TR", clause=1)
    revise(room, ("hotline", 1))


def test_4_2_a_pen_that_holds_gains(room: Room) -> None:
    """If it holds it gains capital, and trust from every ally whose bracket was met."""
    trust = room.trust("TR", "PL")
    held_pen(room)
    room.hold()
    assert room.seat("PL")[s.HELD_PEN] == 1
    assert room.own("PL")[s.CAPITAL] == 5
    assert room.trust("TR", "PL") == trust + room.book.rule[n.TRUST_BRACKET]


def test_4_2_a_pen_that_does_not_hold_pays(room: Room) -> None:
    """If not, it pays."""
    held_pen(room)
    room.says("PL")[s.OFFERS_PEN] = 1
    objected(room, "DE")
    pen_decides(room, s.DROP)
    assert room.draft[s.STATUS] == s.DROPPED_TEXT
    assert room.own("PL")[s.CAPITAL] == 3


def test_4_5_raising_the_level(room: Room) -> None:
    """A higher level (reservations and latency fall, hours and stakes rise)."""
    room.put(("hotline", 1), hours=4)
    objected(room)
    left = int(room.clock[s.HOURS_LEFT])
    assert pen_decides(room, s.RAISE_LEVEL) == s.ANSWER
    assert room.draft[s.LEVEL] == 1
    assert left - room.clock[s.HOURS_LEFT] == room.book.rule[n.HOURS_MINISTERS]
    assert room.book.rule[n.HOURS_LEADERS] > room.book.rule[n.HOURS_MINISTERS]


@pytest.mark.parametrize(("level", "hours"), [(2, 200), (0, 20)])
def test_4_5_no_higher_level_above_leaders_or_without_hours(room: Room, level: int, hours: int) -> None:
    """Leaders are the highest; the round's hours bound it."""
    room.put(("hotline", 1), hours=4)[s.LEVEL] = level
    objected(room)
    room.clock[s.HOURS_LEFT] = hours
    pen_decides(room, s.RAISE_LEVEL)
    assert room.draft[s.LEVEL] == level
    assert room.draft[s.STATUS] == s.DROPPED_TEXT


def test_4_5_the_willing_do_what_needs_no_consensus(room: Room) -> None:
    """The willing go ahead with what needs no consensus; what they do is off the paper."""
    room.of("gun_teams")[s.ON_PAPER] = room.of("hotline")[s.ON_PAPER] = 1
    room.put(("gun_teams", 1), ("hotline", 1))
    objected(room, "TR", s.BREAK)
    assert pen_decides(room, s.LET_WILLING) == s.HOST_SAYS
    assert room.draft[s.STATUS] == s.WILLING_TEXT
    assert room.of("gun_teams")[s.BY] == s.BY_WILLING
    assert (room.of("gun_teams")[s.ON_PAPER], room.of("hotline")[s.ON_PAPER]) == (0, 1)
    assert room.of("hotline")[s.ADOPTED_LEVEL] == 0, "a measure of the council's needs the council"
    assert room.clock[s.TEXTS] == 0
    assert room.booked(b.COHESION, s.BY_COALITION) == -room.book.rule[n.WILLING_COHESION]


def test_4_5_two_are_no_coalition(room: Room) -> None:
    """Those who did not object: three at least."""
    room.put(("gun_teams", 1))
    for key in ("PL", "DE", "TR"):
        room.answer(key, s.AMEND, 0)
    room.hold()
    pen_decides(room, s.LET_WILLING)
    assert room.draft[s.STATUS] == s.DROPPED_TEXT


def test_4_5_a_broken_text_hurts_more_than_a_dropped_one(room: Room) -> None:
    """Break: a letter naming the clauses; or the text is dropped."""
    for reply, status, price in (
        (s.AMEND, s.DROPPED_TEXT, n.DROPPED_COHESION),
        (s.BREAK, s.BROKEN_TEXT, n.BROKEN_COHESION),
    ):
        each = Room()
        each.put(("hotline", 1))
        objected(each, reply=reply)
        pen_decides(each, s.DROP)
        assert each.draft[s.STATUS] == status
        assert each.booked(b.COHESION, s.BY_CONDUCT) == -each.book.rule[price]
        assert (each.clock[s.LETTER_MASK] == each.bit("TR")) == (reply == s.BREAK)
    assert room.book.rule[n.BROKEN_COHESION] > room.book.rule[n.DROPPED_COHESION]


def test_4_5_breaking_costs_the_sponsor_s_trust(room: Room) -> None:
    """A break is an affront, a bracket is not."""
    trust = room.trust("EE", "TR"), room.trust("EE", "DE")
    room.put(("hotline", 1))
    room.answer("DE", s.AMEND, 0)
    objected(room, "TR", s.BREAK)
    assert room.trust("EE", "TR") == trust[0] - room.book.rule[n.TRUST_BREAK]
    assert room.trust("EE", "DE") == trust[1]


def test_4_4_three_texts_a_round(room: Room) -> None:
    """Another text while there are hours, a sponsor and fewer than three."""
    for k in range(3):
        room.clock[s.SLOT] = k
        room.seat("PL")[s.FLOOR_BID], room.seat("PL")[s.HAD_FLOOR] = 100, 0
        room.put(("hotline", 1), hours=4)
        assert (room.hold() == s.TABLING) == (k < 2)


def outvoted(room: Room, objectors: tuple[str, ...]) -> bool:
    """Tell whether a text is carried against some."""
    draft = room.put(("hotline", 1))
    draft[s.AMEND_SET] = room.bit(*objectors)
    return carries(room.book, draft)


@pytest.mark.parametrize(("objectors", "minus", "carried"), [(0, 0, True), (1, 0, False), (1, 1, True), (2, 1, False)])
def test_4_laboratory_unanimity_minus(room: Room, objectors: int, minus: int, carried: bool) -> None:
    """Other decision rules (unanimity minus) live in the laboratory."""
    room.book.rule[n.DECISION_RULE], room.book.rule[n.MINUS] = 1, minus
    assert outvoted(room, ("TR", "DE")[:objectors]) == carried


def test_4_laboratory_qualified_majority(room: Room) -> None:
    """Qualified majority: 55 % of members with 65 % of people."""
    room.book.rule[n.DECISION_RULE] = 2
    room.book.ally[:, b.WEIGHT] = [10, 10, 10, 10, 60]
    assert outvoted(room, ("EE", "PL")), "3 of 5 with 80 %"
    assert not outvoted(room, ("EE", "PL", "DE")), "2 of 5"
    assert not outvoted(room, ("US",)), "4 of 5 with 40 %"


def test_4_silence_overlooks_nobody(room: Room) -> None:
    """Nobody votes."""
    assert not outvoted(room, ("EE",))


def test_4_5_time_once_per_text_not_once_per_revision(room: Room) -> None:
    """RULES 3: ask for time 1, once per text."""
    room.put(("hotline", 1), hours=4)
    room.answer("TR", s.ASK_TIME)
    room.hold()
    objected(room)
    revise(room, ("hotline", 1))
    room.answer("TR", s.ASK_TIME)
    room.hold()
    assert room.seat("TR")[s.SAID] == s.SILENT


def test_4_5_who_is_instructed_in_the_end_cannot_take_its_silence_back(room: Room) -> None:
    """Uninstructed at the deadline is ad referendum: an ally that keeps silent on the last wording of itself is not."""
    room.book.rule[n.WITH_LATENCY] = 1
    room.book.ally[:, b.LATENCY] = 0
    room.book.ally[room.ally("TR"), b.LATENCY] = 10
    room.put(("hotline", 1), ("sea_watch", 1), hours=4)
    room.answer("TR", s.AMEND, 0)
    objected(room, "DE", clause=1)
    revise(room, ("hotline", 1))
    room.hold()
    assert room.draft[s.STATUS] == s.ADOPTED
    assert room.draft[s.REFERENDUM_SET] == 0
    assert room.own("TR")[s.WAITING] == 0


def test_4_2_the_pen_that_pays_is_the_one_whose_revision_failed(room: Room) -> None:
    """The pen: if it holds it gains; if not, it pays, also where the chair drops what it drafted."""
    held_pen(room)
    objected(room, "DE")
    assert room.clock[s.PEN] == len(room.names.allies)
    pen_decides(room, s.DROP)
    assert room.own("PL")[s.CAPITAL] == 3
