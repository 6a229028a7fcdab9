"""RULES 4, step 6: adopted is not delivered; who sends what."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import gap
from game.rules.pipeline import deliver, deliver_due, filled_share, put_in_pipe, repetition
from game.scenario import book as b
from tests.rules.room import Room

PLENTY = 9


def called(room: Room, *measures: str) -> Room:
    """Adopt measures that call for units; everybody has units of every kind."""
    room.state.own[:, s.stock_at(room.book) :] = PLENTY
    room.adopt(*((key, 1) for key in measures or ("gun_teams",)))
    return room


def test_4_lead_times_are_hours(room: Room) -> None:
    """Lead times are hours, and a measure arrives at its date."""
    called(room, "coast_radar")
    arrives = int(room.clock[s.HOUR] + room.option("coast_radar")[b.LEAD])
    assert room.of("coast_radar")[s.ARRIVES] == arrives
    deliver_due(room.book, room.state, arrives - 1)
    assert room.of("coast_radar")[s.DELIVERED_LEVEL] == 0
    deliver_due(room.book, room.state, arrives)
    assert room.of("coast_radar")[s.DELIVERED_LEVEL] == 1
    assert room.of("coast_radar")[s.ARRIVES] == -1, "and only once"


def test_4_6_adoption_calls_for_units(room: Room) -> None:
    """A clause with needs works only as far as it is filled."""
    called(room)
    need = int(room.option("gun_teams")[b.NEED])
    assert room.of("gun_teams")[s.OPEN_CALL] == 1
    assert room.clock[s.PLEDGED] == need == gap(room.clock)
    assert filled_share(room.state, room.measure("gun_teams")) == 0


def test_4_6_units_leave_stock(room: Room) -> None:
    """A unit leaves stock until the clause ends, costs at home, earns trust from host and sponsor."""
    called(room)
    support, trust = int(room.own("PL")[s.SUPPORT]), room.trust("EE", "PL")
    room.offer("PL", "gun_teams", 2)
    room.resolve(s.OFFER)
    assert room.stock("PL", "shorad") == PLENTY - 2
    assert room.seat("PL")[s.GIVEN] == 2
    assert room.seat("EE")[s.RECEIVED] == 2, "the host"
    assert room.trust("EE", "PL") == trust + 2 * room.book.rule[n.TRUST_UNIT]
    home = int(room.book.ally[room.ally("PL"), b.HOME])
    assert room.own("PL")[s.SUPPORT] == support + 2 * (
        home * room.book.rule[n.OFFER_HOME] // 100 - room.book.rule[n.OFFER_COST]
    )


@pytest.mark.parametrize(("caveat", "share", "filled"), [(False, 666, 2), (True, 333, 1)])
def test_4_6_a_caveat_counts_half(room: Room, caveat: bool, share: int, filled: int) -> None:
    """Plain or with caveats (half). Effect = level effect x min(filled, n) / n."""
    called(room)
    assert room.option("gun_teams")[b.NEED] == 3
    room.offer("PL", "gun_teams", 2, caveat=caveat)
    room.resolve(s.OFFER)
    assert filled_share(room.state, room.measure("gun_teams")) == share
    assert room.clock[s.FILLED_UNITS] == filled
    assert room.stock("PL", "shorad") == PLENTY - 2, "with a caveat it is a whole unit still"


def test_4_6_effect_follows_what_is_filled(room: Room) -> None:
    """Effect = level effect x min(filled, n) / n."""
    readiness = []
    for givers in (("PL",), ("PL", "US"), ("PL", "US", "DE")):
        each = called(Room())
        for key in givers:
            each.offer(key, "gun_teams", 1)
        each.resolve(s.OFFER)
        deliver(each.book, each.state, each.measure("gun_teams"))
        readiness.append(each.booked(b.READINESS, s.BY_MEASURE))
    whole = int(room.option("gun_teams")[b.EFFECT + b.READINESS])
    assert readiness == [whole * 333 // 1000, whole * 666 // 1000, whole]


def test_4_6_more_than_needed_works_no_better(room: Room) -> None:
    """min(filled, n)."""
    called(room)
    for key in ("PL", "US", "DE"):
        room.offer(key, "gun_teams", 2)
    room.resolve(s.OFFER)
    assert filled_share(room.state, room.measure("gun_teams")) == 1000
    assert room.clock[s.FILLED_UNITS] == room.clock[s.PLEDGED] == 3
    assert room.stock("DE", "shorad") == PLENTY - 2 or room.stock("DE", "shorad") == PLENTY


def test_4_6_nobody_gives_what_it_has_not(room: Room) -> None:
    """Its own units."""
    called(room)
    room.own("PL")[room.stock_column("shorad")] = 1
    room.own("US")[room.stock_column("shorad")] = 0
    room.offer("PL", "gun_teams", 2)
    room.offer("US", "gun_teams", 2)
    room.resolve(s.OFFER)
    assert room.of("gun_teams")[s.OFFERED] == 2
    assert (room.stock("PL", "shorad"), room.stock("US", "shorad")) == (0, 0)
    assert room.of("gun_teams")[s.GIVERS] == room.bit("PL")


def test_4_6_offers_of_nought_or_less_are_none(room: Room) -> None:
    """Offers 0-2."""
    called(room)
    room.offer("PL", "gun_teams", -2)
    room.offer("US", "gun_teams", 99)
    room.resolve(s.OFFER)
    assert room.stock("PL", "shorad") == PLENTY
    assert room.stock("US", "shorad") == PLENTY - 2


def test_4_6_one_second_call(room: Room) -> None:
    """One second call."""
    called(room)
    assert room.resolve(s.OFFER) == s.OFFER_AGAIN
    assert room.resolve(s.OFFER_AGAIN) == s.REPLY
    for key in ("PL", "US"):
        filled = called(Room())
        filled.offer("PL", "gun_teams", 2)
        filled.offer(key, "gun_teams", 2)
        assert (filled.resolve(s.OFFER) == s.REPLY) == (key == "US"), "none where everything is filled"


def test_4_6_the_host_may_refuse(room: Room) -> None:
    """The host may refuse."""
    called(room)
    room.says("EE")[s.REFUSES] = room.measure("gun_teams")
    assert room.resolve(s.HOST_SAYS) == s.REPLY, "nothing is left to call for"
    assert gap(room.clock) == 0, "nothing is owed"
    assert room.of("gun_teams")[s.ARRIVES] == -1
    assert room.of("gun_teams")[s.ADOPTED_LEVEL] == 0
    assert room.of("gun_teams")[s.REFUSED_BY_HOST] == 1
    assert room.booked(b.COHESION, s.BY_CONDUCT) == -room.book.rule[n.HOST_REFUSES_COHESION]


def test_4_6_only_the_host_may_refuse(room: Room) -> None:
    """The host, on whose soil it comes."""
    called(room)
    room.says("DE")[s.REFUSES] = room.measure("gun_teams")
    room.resolve(s.HOST_SAYS)
    assert room.of("gun_teams")[s.ARRIVES] >= 0


def test_4_6_a_coalition_is_filled_by_its_members(room: Room) -> None:
    """The willing do it with their own units."""
    room.state.own[:, s.stock_at(room.book) :] = PLENTY
    room.put(("gun_teams", 1))
    room.answer("TR", s.AMEND, 0)
    room.hold()
    room.choice[room.clock[s.PEN], s.REVISION_KIND] = s.LET_WILLING
    assert room.resolve(s.REVISE) == s.HOST_SAYS
    assert room.resolve(s.HOST_SAYS) == s.OFFER
    room.offer("TR", "gun_teams", 1)
    room.offer("PL", "gun_teams", 1)
    room.resolve(s.OFFER)
    assert room.of("gun_teams")[s.GIVERS] == room.bit("PL")


@pytest.mark.parametrize(("before", "counts"), [(0, 1000), (1, 500), (2, 250), (3, 0), (4, 0)])
def test_4_6_the_kth_of_a_kind(room: Room, before: int, counts: int) -> None:
    """The k-th delivered clause with the same main tag counts 100, 50, 25, 0 %."""
    keys = ("gun_teams", "coast_radar", "forensics", "repair_fund", "sea_watch")
    for key in keys:
        room.book.measure[room.measure(key), b.MAIN_TAG] = 3
    for key in keys[1 : 1 + before]:
        room.of(key)[s.DELIVERED_LEVEL] = 1
    room.book.measure[room.measure("hotline"), b.MAIN_TAG] = 5
    room.of("hotline")[s.DELIVERED_LEVEL] = 1
    assert repetition(room.book, room.state, room.measure("gun_teams")) == counts


def test_4_6_a_delivered_measure_moves_its_tracks_by_its_share(room: Room) -> None:
    """The second of a kind brings half."""
    called(room)
    room.of("gun_teams")[s.OFFERED] = 6
    tag = room.book.measure[room.measure("gun_teams"), b.MAIN_TAG]
    room.book.measure[room.measure("coast_radar"), b.MAIN_TAG] = tag
    room.of("coast_radar")[s.DELIVERED_LEVEL] = 1
    deliver(room.book, room.state, room.measure("gun_teams"))
    whole = int(room.option("gun_teams")[b.EFFECT + b.READINESS])
    assert room.booked(b.READINESS, s.BY_MEASURE) == whole // 2


def test_4_6_a_higher_level_replaces_the_lower(room: Room) -> None:
    """Enlarge: the lower level's effect is not counted twice."""
    for level in (2, 3):
        put_in_pipe(room.book, room.state, room.measure("sea_watch"), level, s.BY_COUNCIL)
        room.of("sea_watch")[s.OFFERED] = 2 * room.of("sea_watch")[s.NEEDED]
        deliver(room.book, room.state, room.measure("sea_watch"))
    whole = room.option("sea_watch", 3)[b.EFFECT + b.READINESS]
    assert room.booked(b.READINESS, s.BY_MEASURE) == whole


def test_4_6_a_higher_level_calls_for_what_is_more(room: Room) -> None:
    """Pledged counts each unit once."""
    for level in (2, 3):
        put_in_pipe(room.book, room.state, room.measure("sea_watch"), level, s.BY_COUNCIL)
        assert room.clock[s.PLEDGED] == room.option("sea_watch", level)[b.NEED]


@pytest.mark.parametrize("double", [0, 1])
def test_4_6_the_gap_is_read(room: Room, double: int) -> None:
    """ "Pledged 6, filled 4" is public, and the adversary reads the gap; in round 4 unfilled pledges count double."""
    called(room)
    room.book.round[:, b.DOUBLE_GAP] = double
    room.offer("PL", "gun_teams", 1)
    room.resolve(s.OFFER)
    room.resolve(s.AFTERMATH)
    assert room.booked(b.DETERRENCE, s.BY_GAP) == -2 * (1 + double) * room.book.rule[n.GAP_DETERRENCE]
    assert room.booked(b.REASSURANCE, s.BY_GAP) == -2 * (1 + double) * room.book.rule[n.GAP_REASSURANCE]


def test_4_without_needs_a_measure_is_whole(room: Room) -> None:
    """Words need no units."""
    room.adopt(("hotline", 1))
    assert filled_share(room.state, room.measure("hotline")) == 1000
    assert room.clock[s.PLEDGED] == 0


def test_4_6_a_coalition_may_still_give_after_a_sponsor_put_nothing(room: Room) -> None:
    """ "None" is -1 and guarded before it indexes (ARCHITECTURE); the willing give after the round's last text."""
    room.state.own[:, s.stock_at(room.book) :] = PLENTY
    room.seat("PL")[s.FLOOR_BID] = 100
    room.put(("gun_teams", 1))
    room.answer("TR", s.AMEND, 0)
    room.hold()
    room.choice[room.clock[s.PEN], s.REVISION_KIND] = s.LET_WILLING
    assert room.resolve(s.REVISE) == s.TABLING
    assert room.resolve(s.TABLING) == s.HOST_SAYS
    assert room.clock[s.DRAFT] == -1
    assert room.resolve(s.HOST_SAYS) == s.OFFER
    room.offer("PL", "gun_teams", 1)
    room.resolve(s.OFFER)
    assert room.of("gun_teams")[s.GIVERS] == room.bit("PL")


def test_4_6_a_later_text_does_not_change_who_is_in_the_coalition(room: Room) -> None:
    """The willing are those who did not object to that text."""
    room.state.own[:, s.stock_at(room.book) :] = PLENTY
    room.seat("PL")[s.FLOOR_BID] = 5
    room.put(("gun_teams", 1))
    room.answer("TR", s.AMEND, 0)
    room.hold()
    room.choice[room.clock[s.PEN], s.REVISION_KIND] = s.LET_WILLING
    room.resolve(s.REVISE)
    room.adopt(("hotline", 1), author="PL")
    room.offer("TR", "gun_teams", 1)
    room.resolve(s.OFFER)
    assert room.of("gun_teams")[s.GIVERS] == 0


def test_4_6_units_come_home_when_the_host_refuses(room: Room) -> None:
    """A unit leaves stock until the clause ends."""
    called(room)
    room.offer("PL", "gun_teams", 2)
    room.resolve(s.OFFER)
    room.says("EE")[s.REFUSES] = room.measure("gun_teams")
    room.resolve(s.HOST_SAYS)
    assert room.stock("PL", "shorad") == PLENTY


def test_4_6_what_was_refused_and_is_adopted_again_calls_again(room: Room) -> None:
    """On adoption every ally offers."""
    called(room)
    room.says("EE")[s.REFUSES] = room.measure("gun_teams")
    room.resolve(s.HOST_SAYS)
    room.of("gun_teams")[s.OPEN_CALL] = 0
    room.adopt(("gun_teams", 1))
    assert room.of("gun_teams")[s.OPEN_CALL] == 1


def test_4_6_a_higher_level_takes_off_what_the_lower_did(room: Room) -> None:
    """deliver(): its effect, less what its lower level already did (a third of it, where a third was filled)."""
    for level, filled in ((2, 2), (3, 10)):
        put_in_pipe(room.book, room.state, room.measure("sea_watch"), level, s.BY_COUNCIL)
        room.of("sea_watch")[s.OFFERED] = filled
        deliver(room.book, room.state, room.measure("sea_watch"))
    assert room.booked(b.READINESS, s.BY_MEASURE) == room.option("sea_watch", 3)[b.EFFECT + b.READINESS]


def test_4_6_at_most_two_units_to_a_clause(room: Room) -> None:
    """Every ally, sealed, offers 0-2 of its own units."""
    called(room)
    room.offer("PL", "gun_teams", 2)
    row = room.says("PL")
    row[s.OFFER_2], row[s.OFFER_2_UNITS] = room.measure("gun_teams"), 2
    room.resolve(s.OFFER)
    assert room.seat("PL")[s.GIVEN] == 2


def withdrawn(room: Room, level_1_there: bool) -> None:
    """Let Poland give two ships to a sea watch that is taken back before it arrives."""
    room.state.own[:, s.stock_at(room.book) :] = PLENTY
    room.of("sea_watch")[s.DELIVERED_LEVEL] = room.of("sea_watch")[s.ADOPTED_LEVEL] = int(level_1_there)
    room.adopt(("sea_watch", 2))
    room.offer("PL", "sea_watch", 2)
    room.resolve(s.OFFER)
    assert room.stock("PL", "ships") == PLENTY - 2
    room.own("TR")[s.WAITING], room.own("TR")[s.ITS_TEXT] = 1, 0
    room.says("TR")[s.WITHDRAW] = 1
    room.resolve(s.CONSULT)
    assert room.of("sea_watch")[s.ARRIVES] == -1


def test_4_6_units_come_home_when_a_text_is_taken_back(room: Room) -> None:
    """A unit leaves stock until the clause ends."""
    withdrawn(room, level_1_there=False)
    assert room.stock("PL", "ships") == PLENTY
    assert gap(room.clock) == 0


def test_4_6_units_come_home_though_the_advice_has_arrived(room: Room) -> None:
    """A unit leaves stock until the clause ends: level 1 tasked advice and needed none, so that level 2's units are free."""
    withdrawn(room, level_1_there=True)
    assert room.stock("PL", "ships") == PLENTY
    assert gap(room.clock) == 0
