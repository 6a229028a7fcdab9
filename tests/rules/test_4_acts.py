"""RULES 4, steps 2 and 3: national acts, Article 4, the bilateral road, the floor."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.acts import company_share
from game.rules.briefing import brief
from game.rules.consult import give_floor
from game.scenario import book as b
from tests.rules.room import SEED, Room


def act(room: Room, measure: str, *allies: str) -> None:
    """Let allies do a measure in their own name, in one revelation."""
    for key in allies:
        room.own(key)[s.HELD] = room.measure(measure)
        room.says(key)[s.ACT] = 0
    room.resolve(s.ACTS)


def test_4_2_a_hand_of_at_most_four(room: Room) -> None:
    """One from a hand of at most four."""
    brief(room.book, room.state, room.scratch, *SEED, 0)
    for a in range(len(room.names.allies)):
        hand = [m for m in room.state.own[a, s.HELD : s.HELD + s.HAND] if m >= 0]
        assert 1 <= len(hand) <= 4
        assert len({*hand}) == len(hand)
        assert all(room.book.measure[m, b.OWNERS] >> a & 1 for m in hand)


def test_4_2_nobody_does_the_same_twice(room: Room) -> None:
    """What an ally has done does not come to its hand again."""
    poland = room.ally("PL")
    for now in range(2):
        brief(room.book, room.state, room.scratch, *SEED, 0)
        held = room.measure("alert") in room.own("PL")[s.HELD : s.HELD + s.HAND]
        assert held == (now == 0)
        room.of("alert")[s.ACTORS] |= 1 << poland


def test_4_2_one_act_a_round(room: Room) -> None:
    """So per round a seat decides at most: one act."""
    act(room, "alert", "PL")
    assert room.seat("PL")[s.ACTED] == room.measure("alert")
    assert room.clock[s.ACTS_DONE] == 1
    assert room.of("alert")[s.ACTORS] == room.bit("PL")


def test_4_2_what_a_nation_does_is_off_the_paper(room: Room) -> None:
    """The paper offers what is new: what an act has done as far falls off it, what goes further stays."""
    room.of("alert")[s.ON_PAPER] = 1
    act(room, "alert", "PL")
    assert room.of("alert")[s.ON_PAPER] == 0
    other = Room()
    other.of("alert")[s.ON_PAPER] = 2
    act(other, "alert", "PL")
    assert other.of("alert")[s.ON_PAPER] == 2


def test_4_2_a_card_not_held_is_no_act(room: Room) -> None:
    """An act is one card of the hand."""
    room.own("PL")[s.HELD : s.HELD + s.HAND] = -1
    room.says("PL")[s.ACT] = 2
    room.resolve(s.ACTS)
    assert room.clock[s.ACTS_DONE] == 0


def test_4_2_the_same_act_by_more_allies_adds_less(room: Room) -> None:
    """Each further ally adds half of the one before, and the later ones next to nothing."""
    shares = [company_share(room.book, before) for before in range(6)]
    assert shares[:4] == [1000, 500, 250, 125]
    assert shares[4] == shares[5] == room.book.rule[n.ACT_TAIL] < 125


def test_4_2_the_struck_ally_weighs_most(room: Room) -> None:
    """The struck ally leads."""
    other = Room()
    act(room, "alert", "EE")
    act(other, "alert", "PL")
    assert room.booked(b.ESCALATION, s.BY_ACT) > other.booked(b.ESCALATION, s.BY_ACT)


def test_4_2_the_struck_ally_is_revealed_first(room: Room) -> None:
    """The struck ally leads: what comes with it adds to its act, whatever the order of the table."""
    room.book.rule[n.ACT_WEIGHT] = 1000
    room.book.ally[:, b.STRUCK] = 0
    room.book.ally[room.ally("US"), b.STRUCK] = 1
    act(room, "alert", "EE", "US")
    heat = room.option("alert")[b.HEAT] * room.book.rule[n.HEAT_POINTS]
    assert room.booked(b.ESCALATION, s.BY_ACT) == heat + heat * 500 // 1000
    assert (
        room.trust("US", "EE") - Room().trust("US", "EE")
        == room.option("alert")[b.REASSURE] * room.book.rule[n.ACT_TRUST]
    )


def test_4_2_an_act_that_takes_time_goes_into_the_pipe(room: Room) -> None:
    """Lead times are hours, and a measure arrives at its date."""
    room.option("alert")[b.LEAD] = room.book.rule[n.ACT_AT_ONCE] + 1
    act(room, "alert", "PL")
    assert room.of("alert")[s.ARRIVES] == room.clock[s.HOUR] + room.option("alert")[b.LEAD]
    assert room.of("alert")[s.DELIVERED_LEVEL] == 0
    assert room.booked(b.ESCALATION, s.BY_ACT) == 0


def test_4_3_article_4_is_asked_once(room: Room) -> None:
    """Article 4, by any ally, alone or jointly, once: all get the military briefing."""
    room.says("EE")[s.ASK_ARTICLE_4] = room.says("PL")[s.ASK_ARTICLE_4] = 1
    room.resolve(s.CONSULT)
    assert room.clock[s.ARTICLE_4_MASK] == room.bit("EE", "PL")
    assert room.booked(b.DETERRENCE, s.BY_ARTICLE_4) == 2 * room.book.rule[n.ARTICLE_4_DETERRENCE]
    assert (room.state.own[:, s.EVIDENCE_OWN] >= room.book.rule[n.ARTICLE_4_BRIEFING]).all()
    room.says("DE")[s.ASK_ARTICLE_4] = 1
    room.resolve(s.CONSULT)
    assert room.clock[s.ARTICLE_4_MASK] == room.bit("EE", "PL")


def asked(room: Room) -> Room:
    """Let Estonia ask for Article 4, and begin a fresh page of the ledger."""
    room.says("EE")[s.ASK_ARTICLE_4] = 1
    room.resolve(s.CONSULT)
    room.turn_page()
    return room


def test_4_3_a_strong_text_answers_article_4(room: Room) -> None:
    """Strong text: deterrence, cohesion, reassurance up."""
    draft = asked(room).adopt(("sea_watch", 2), verb=3)
    assert draft[s.BASIS] == s.ARTICLE_4
    for track in (b.DETERRENCE, b.COHESION, b.REASSURANCE):
        assert room.booked(track, s.BY_ARTICLE_4) == room.book.rule[n.ARTICLE_4_STRONG] > 0
    assert room.clock[s.ARTICLE_4_ANSWERED] == 3


@pytest.mark.parametrize(("verb", "clauses"), [(2, (("sea_watch", 2),)), (5, ())])
def test_4_3_a_weak_text_answers_article_4_badly(room: Room, verb: int, clauses: tuple[tuple[str, int], ...]) -> None:
    """It raises the price of a weak text (a weak verb, or words without a deed): down."""
    asked(room).adopt(*clauses, verb=verb)
    for track in (b.DETERRENCE, b.COHESION, b.REASSURANCE):
        assert room.booked(track, s.BY_ARTICLE_4) == -room.book.rule[n.ARTICLE_4_WEAK] < 0


def test_4_3_only_the_first_text_answers_article_4(room: Room) -> None:
    """Once: a second text has the routine basis and no such price."""
    asked(room).adopt(("sea_watch", 2), verb=3)
    room.turn_page()
    draft = room.adopt(("hotline", 1), verb=1, author="PL")
    assert draft[s.BASIS] == s.ROUTINE
    assert room.booked(b.COHESION, s.BY_ARTICLE_4) == 0


def test_4_3_no_text_by_the_end_of_the_next_round(room: Room) -> None:
    """None by the end of the next round: down hard."""
    asked(room).resolve(s.AFTERMATH)
    assert room.booked(b.COHESION, s.BY_ARTICLE_4) == 0, "the round in which it is asked is no breach yet"
    room.resolve(s.BRIEFING)
    room.turn_page()
    room.resolve(s.AFTERMATH)
    for track in (b.DETERRENCE, b.COHESION, b.REASSURANCE):
        assert room.booked(track, s.BY_ARTICLE_4) == -2 * room.book.rule[n.ARTICLE_4_WEAK]


def test_4_3_announcing_is_not_asking(room: Room) -> None:
    """Announcing it first lets others bid for restraint with units."""
    room.says("EE")[s.ASK_ARTICLE_4] = 2
    room.resolve(s.CONSULT)
    assert room.clock[s.ANNOUNCED] == room.clock[s.ROUND]
    assert room.clock[s.ARTICLE_4_ROUND] == -1


def test_4_3_bilateral_asks_three_for_a_unit_each(room: Room) -> None:
    """Bilateral instead: ask three allies for a unit each, no consensus."""
    units = {key: int(room.own(key)[s.stock_at(room.book) :].sum()) for key in room.names.allies}
    room.says("EE")[s.BILATERAL], room.says("EE")[s.HELPERS] = 1, room.bit("EE", "PL", "DE", "TR", "US")
    for key in ("PL", "DE", "US"):
        room.says(key)[s.HELPS] = 1
    room.resolve(s.CONSULT)
    left = {key: int(room.own(key)[s.stock_at(room.book) :].sum()) for key in room.names.allies}
    assert [units[key] - left[key] for key in room.names.allies] == [0, 1, 1, 0, 0], "the United States was the fourth"
    assert room.seat("EE")[s.RECEIVED] == 2
    assert room.booked(b.DETERRENCE, s.BY_BILATERAL_HELP) == 2 * room.book.rule[n.BILATERAL_DETERRENCE]


def test_4_3_who_refuses_bilateral_help_is_trusted_less(room: Room) -> None:
    """Asked and refused: trust falls, and the struck ally fears to be left alone."""
    trust, fear = room.trust("EE", "TR"), int(room.own("EE")[s.ABANDON])
    room.says("EE")[s.BILATERAL], room.says("EE")[s.HELPERS] = 1, room.bit("TR")
    room.resolve(s.CONSULT)
    assert room.trust("EE", "TR") == trust - room.book.rule[n.TRUST_REFUSED]
    assert room.own("EE")[s.ABANDON] == min(fear + room.book.rule[n.REFUSED_FEAR], 100)


def test_4_3_bilateral_is_the_struck_ally_s_and_once(room: Room) -> None:
    """Only the struck ally takes this road, and once."""
    room.says("PL")[s.BILATERAL], room.says("PL")[s.HELPERS] = 1, room.bit("US")
    room.resolve(s.CONSULT)
    assert room.clock[s.BILATERAL_ROUND] == -1
    assert room.state.public.ally[:, s.GIVEN].sum() == 0


def test_4_3_the_struck_ally_has_the_floor_before_others(room: Room) -> None:
    """Article 4 forces the agenda: whoever asked, and the struck ally, come before a stronger wish."""
    room.says("EE")[s.FLOOR], room.says("PL")[s.FLOOR] = 1, room.book.rule[n.FLOOR_STRUCK]
    assert room.resolve(s.CONSULT) == s.TABLING
    assert room.clock[s.SPONSOR] == room.ally("EE")


def test_4_3_without_a_wish_for_the_floor_there_is_no_text(room: Room) -> None:
    """Saying nothing is an answer."""
    assert room.resolve(s.CONSULT) == s.REPLY
    assert room.clock[s.SPONSOR] == -1


def test_4_3_a_text_out_of_duty_is_the_only_one_of_its_round(room: Room) -> None:
    """Where nobody is keen somebody speaks out of duty; for another text of the round somebody must want the floor."""
    room.seat("EE")[s.FLOOR_BID] = -5
    give_floor(room.book, room.state)
    assert room.clock[s.SPONSOR] == room.ally("EE")
    room.clock[s.SLOT] = 1
    room.seat("PL")[s.FLOOR_BID] = -1
    give_floor(room.book, room.state)
    assert room.clock[s.SPONSOR] == -1
    room.seat("PL")[s.FLOOR_BID] = 1
    give_floor(room.book, room.state)
    assert room.clock[s.SPONSOR] == room.ally("PL")


def test_4_3_a_council_that_spoke_does_not_speak_again_for_little(room: Room) -> None:
    """Once a text with a clause has held tonight, only a strong wish gets the floor; bare words leave it open."""
    line = int(room.book.rule[n.FLOOR_SECOND])
    heard = []
    for clauses, bid in (((), 1), ((("forensics", 1),), line - 1), ((("forensics", 1),), line)):
        each = Room()
        each.adopt(*clauses)
        each.clock[s.SLOT] = 1
        each.seat("PL")[s.FLOOR_BID] = bid
        give_floor(each.book, each.state)
        heard.append(each.clock[s.SPONSOR] == each.ally("PL"))
    assert heard == [True, False, True]


@pytest.mark.parametrize("meeting", [b.AMBASSADORS, b.LEADERS])
def test_4_3_a_wish_comes_before_duty_however_far_duty_reaches(room: Room, meeting: int) -> None:
    """Whoever wants the floor at all gets it before those who would speak only because nobody else does."""
    room.book.round[room.clock[s.ROUND], b.MEETING] = meeting
    for key in ("EE", "PL", "DE"):
        room.says(key)[s.FLOOR] = -1
    room.says("TR")[s.FLOOR] = 1
    assert room.resolve(s.CONSULT) == s.TABLING
    assert room.clock[s.SPONSOR] == room.ally("TR")
