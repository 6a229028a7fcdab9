"""RULES 4: promises have a shape, are kept, broken, or find no occasion."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.briefing import find_approaches
from game.rules.promises import open_promises, promise, settle_promises
from tests.rules.room import SEED, Room


def promised(room: Room, kind: int, giver: str = "TR", taker: str = "EE") -> None:
    promise(room.state, room.ally(giver), room.ally(taker), kind)
    assert room.state.pair[room.ally(taker), room.ally(giver), s.HAS] == kind


def settled(room: Room, giver: str = "TR", taker: str = "EE") -> int:
    """Close the round's promises and return by how much the taker's trust in the giver moved."""
    before = room.trust(taker, giver)
    settle_promises(room.book, room.state)
    assert open_promises(room.state, room.ally(giver)) == 0
    return room.trust(taker, giver) - before


def test_4_two_open_promises_a_seat(room: Room) -> None:
    """Two open per seat."""
    for taker in ("EE", "PL", "DE"):
        promise(room.state, room.ally("TR"), room.ally(taker), s.SILENT_ON)
    assert open_promises(room.state, room.ally("TR")) == 2


def test_4_nobody_promises_itself_or_the_same_ally_twice(room: Room) -> None:
    """promise(from, to, kind, what, due)."""
    promise(room.state, 0, 0, s.SILENT_ON)
    promise(room.state, 0, 1, s.SILENT_ON)
    promise(room.state, 0, 1, s.NOT_TABLE)
    assert open_promises(room.state, 0) == 1
    assert room.state.pair[0, 1, s.GAVE] == s.SILENT_ON


def test_4_kept_earns_trust(room: Room) -> None:
    """Kept: trust."""
    promised(room, s.SILENT_ON)
    room.adopt(("hotline", 1))
    assert settled(room) == room.book.rule[n.TRUST_KEPT] > 0
    assert room.seat("TR")[s.KEPT_WORD] == 1


def test_4_broken_costs_much_more_trust(room: Room) -> None:
    """Broken: much more trust, from the holder and from whoever learns of it."""
    promised(room, s.SILENT_ON)
    room.put(("hotline", 1))
    room.answer("TR", s.AMEND, 0)
    room.hold()
    others = room.trust("DE", "TR")
    assert -settled(room) == room.book.rule[n.TRUST_BROKEN] + room.book.rule[n.TRUST_BROKEN_HEARD]
    assert room.trust("DE", "TR") == others - room.book.rule[n.TRUST_BROKEN_HEARD]
    assert room.book.rule[n.TRUST_BROKEN] > 2 * room.book.rule[n.TRUST_KEPT]
    assert room.seat("TR")[s.BROKE_WORD] == 1


@pytest.mark.parametrize("kind", [s.SILENT_ON, s.SUPPORTS_ASK, s.OFFERS_UNITS, s.SHARES_EVIDENCE])
def test_4_without_an_occasion_nothing_moves(room: Room, kind: int) -> None:
    """A promise that nothing put to the test is neither kept nor broken."""
    promised(room, kind)
    assert settled(room) == 0
    assert (room.clock[s.KEPT], room.clock[s.BROKEN_WORD]) == (0, 0)


@pytest.mark.parametrize(("asks", "kept"), [(("EE",), True), ((), False)])
def test_4_support(room: Room, asks: tuple[str, ...], kept: bool) -> None:
    """Kind support: the sponsor grants the ask it promised."""
    promised(room, s.SUPPORTS_ASK)
    room.adopt(("hotline", 1), author="TR", asks=room.bit(*asks))
    granted = (
        room.book.rule[n.TRUST_KEPT] if kept else -room.book.rule[n.TRUST_BROKEN] - room.book.rule[n.TRUST_BROKEN_HEARD]
    )
    assert settled(room) == granted


@pytest.mark.parametrize(("units", "kept"), [(1, True), (0, False)])
def test_4_offer_units(room: Room, units: int, kept: bool) -> None:
    """Kind offer_units: while something calls for them."""
    promised(room, s.OFFERS_UNITS, "PL")
    room.state.own[:, s.stock_at(room.book) :] = 3
    room.adopt(("gun_teams", 1))
    room.offer("PL", "gun_teams", units)
    room.resolve(s.OFFER)
    assert (settled(room, "PL") > 0) == kept


@pytest.mark.parametrize(("author", "kept"), [("EE", True), ("TR", False)])
def test_4_not_table(room: Room, author: str, kept: bool) -> None:
    """Kind not_table."""
    promised(room, s.NOT_TABLE)
    room.adopt(("hotline", 1), author=author)
    assert (settled(room) > 0) == kept


def test_4_share_evidence(room: Room) -> None:
    """Kind share_evidence: the taker sees half of what the giver knows."""
    room.own("TR")[s.EVIDENCE_OWN] = 300
    promised(room, s.SHARES_EVIDENCE)
    assert settled(room) > 0
    assert room.own("EE")[s.EVIDENCE_OWN] == 150


def test_4_approaches_are_at_both_doors(room: Room) -> None:
    """Approaches: two offers at the door; what one gives the other gets."""
    find_approaches(room.book, room.state, room.scratch, *SEED, 0)
    found = 0
    for a in range(len(room.names.allies)):
        for k in range(s.APPROACHES):
            other, gives, gets = room.state.own[a, s.DOOR + k * s.DOOR_COLUMNS :][: s.DOOR_COLUMNS]
            if other < 0:
                continue
            found += 1
            there = [tuple(room.state.own[other, s.DOOR + j * s.DOOR_COLUMNS :][:3]) for j in range(s.APPROACHES)]
            assert (a, gets, gives) in there
    assert found >= 2


@pytest.mark.parametrize("both", [True, False])
def test_4_a_deal_needs_both(room: Room, both: bool) -> None:
    """An approach that both sides accept becomes two promises."""
    for a, other in (("EE", "DE"), ("DE", "EE")):
        room.own(a)[s.DOOR : s.DOOR + s.DOOR_COLUMNS] = room.ally(other), s.SILENT_ON, s.SILENT_ON
        room.own(a)[s.DOOR + s.DOOR_COLUMNS] = -1
    room.says("EE")[s.ACCEPT_1], room.says("DE")[s.ACCEPT_1] = 1, int(both)
    room.resolve(s.CONSULT)
    given = [int(room.state.pair[room.ally(a), room.ally(o), s.GAVE]) for a, o in (("EE", "DE"), ("DE", "EE"))]
    assert given == ([s.SILENT_ON] * 2 if both else [s.NO_PROMISE] * 2)


def test_4_silence_on_a_text_that_was_never_put_is_no_kept_promise(room: Room) -> None:
    """silent_on: the struck ally kept the text off the table, so that nobody could be silent on it."""
    promised(room, s.SILENT_ON, "TR", "DE")
    room.clock[s.SPONSOR] = room.ally("DE")
    room.write("DE", 2, ())
    room.resolve(s.TABLING)
    room.says("EE")[s.COSPONSOR] = -1
    room.resolve(s.SOUND)
    assert settled(room, "TR", "DE") == 0


def test_4_a_unit_given_bilaterally_keeps_the_promise_of_units(room: Room) -> None:
    """offer_units: Poland promised Estonia units and sent one at its request."""
    promised(room, s.OFFERS_UNITS, "PL")
    room.says("EE")[s.BILATERAL], room.says("EE")[s.HELPERS] = 1, room.bit("PL")
    room.says("PL")[s.HELPS] = 1
    room.resolve(s.CONSULT)
    assert room.seat("PL")[s.GIVEN] == 1
    room.adopt(("gun_teams", 1))
    assert settled(room, "PL") > 0
