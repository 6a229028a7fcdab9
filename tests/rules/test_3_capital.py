"""RULES 3: political capital is the currency of conduct."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.briefing import pay_capital
from game.rules.conduct import move_support, pay
from game.scenario import book as b
from tests.rules.room import Room


def spent(room: Room, key: str) -> int:
    """Return what an ally has paid since the start."""
    return int(room.book.rule[n.CAPITAL_START] - room.own(key)[s.CAPITAL])


def test_3_start_round_and_cap(room: Room) -> None:
    """Start 6, +2 a round, cap 8."""
    rule = room.book.rule
    assert room.own("PL")[s.CAPITAL] == rule[n.CAPITAL_START]
    for _ in range(6):
        before = int(room.own("PL")[s.CAPITAL])
        pay_capital(room.book, room.state)
        assert room.own("PL")[s.CAPITAL] == min(before + rule[n.CAPITAL_ROUND], rule[n.CAPITAL_CAP])
    assert room.own("PL")[s.CAPITAL] == rule[n.CAPITAL_CAP]


def test_3_capital_is_never_owed(room: Room) -> None:
    """Who has not enough pays nothing and does nothing."""
    room.own("PL")[s.CAPITAL] = 1
    assert not pay(room.state, room.ally("PL"), 2)
    assert room.own("PL")[s.CAPITAL] == 1
    assert pay(room.state, room.ally("PL"), 1)


def test_3_silence_is_free(room: Room) -> None:
    """Silent 0."""
    room.put(("hotline", 1))
    room.hold()
    assert [spent(room, key) for key in ("PL", "DE", "TR", "US")] == [0] * 4


def test_3_statement_is_free_but_cohesion_drops(room: Room) -> None:
    """Statement 0, but cohesion shown drops."""
    other = Room()
    for each in (room, other):
        each.put(("hotline", 1))
    room.answer("TR", s.STATEMENT)
    room.hold()
    other.hold()
    assert spent(room, "TR") == 0
    drop = other.booked(b.COHESION, s.BY_TEXT) - room.booked(b.COHESION, s.BY_TEXT)
    assert drop == room.book.rule[n.STATEMENT_COHESION] > 0


@pytest.mark.parametrize(
    ("reply", "price"), [(s.AMEND, n.COST_BRACKET), (s.ASK_TIME, n.COST_TIME), (s.BREAK, n.COST_BREAK)]
)
def test_3_price_of_an_answer(room: Room, reply: int, price: int) -> None:
    """Bracket 1; ask for time 1; break 3."""
    room.put(("hotline", 1))
    room.answer("TR", reply, 0)
    room.hold()
    assert spent(room, "TR") == room.book.rule[price] > 0


def test_3_break_at_leaders_level(room: Room) -> None:
    """Break 3 (at leaders' level 6, and cohesion falls hard)."""
    draft = room.put(("hotline", 1))
    draft[s.LEVEL] = 2
    room.answer("TR", s.BREAK, 0)
    room.hold()
    assert spent(room, "TR") == room.book.rule[n.COST_BREAK_LEADERS] > room.book.rule[n.COST_BREAK]
    assert room.clock[s.LEADERS_BROKEN] == 1
    assert -room.booked(b.COHESION, s.BY_CONDUCT) == room.book.rule[n.LEADERS_BREAK_COHESION]
    assert room.book.rule[n.LEADERS_BREAK_COHESION] > room.book.rule[n.BROKEN_COHESION]


@pytest.mark.parametrize(
    ("capital", "reply", "said"),
    [
        (n.COST_BREAK, s.BREAK, s.BREAK),
        (n.COST_BRACKET, s.BREAK, s.AMEND),
        (None, s.BREAK, s.STATEMENT),
        (None, s.AMEND, s.STATEMENT),
        (None, s.ASK_TIME, s.SILENT),
    ],
)
def test_3_who_cannot_pay_says_less(room: Room, capital: int | None, reply: int, said: int) -> None:
    """A break that cannot be paid for is a bracket, a bracket a statement, and more time silence."""
    room.put(("hotline", 1))
    room.own("TR")[s.CAPITAL] = 0 if capital is None else room.book.rule[capital]
    room.answer("TR", reply, 0)
    room.hold()
    assert room.seat("TR")[s.SAID] == said
    assert room.own("TR")[s.CAPITAL] == 0


def test_3_sounding(room: Room) -> None:
    """Sounding 1."""
    room.of("hotline")[s.ON_PAPER] = 1
    room.clock[s.SPONSOR] = room.ally("EE")
    room.write("EE", 2, (("hotline", 1),))
    room.resolve(s.TABLING)
    room.says("EE")[s.SOUND_1], room.says("EE")[s.SOUND_2] = room.ally("DE"), room.ally("EE")
    room.says("DE")[s.SAYS_BAND] = s.BAND_NEAR
    room.resolve(s.SOUND)
    assert spent(room, "EE") == room.book.rule[n.COST_SOUNDING], "nobody sounds itself"
    heard = room.state.pair[room.ally("EE"), room.ally("DE")]
    assert (heard[s.SOUNDED], heard[s.SOUND_BAND]) == (room.clock[s.DRAFT], s.BAND_NEAR)


def tabled_off_paper(room: Room, capital: int) -> int:
    """Let Estonia table one clause off the paper; return how many clauses the text has."""
    room.own("EE")[s.CAPITAL] = capital
    room.clock[s.SPONSOR] = room.ally("EE")
    room.write("EE", 2, (("hotline", 1),))
    room.resolve(s.TABLING)
    return int(room.draft[s.COUNT])


def test_3_table_off_paper(room: Room) -> None:
    """Table something off the options paper 2; who cannot pay leaves it out."""
    price = int(room.book.rule[n.COST_OFF_PAPER])
    assert tabled_off_paper(room, price) == 1
    assert room.own("EE")[s.CAPITAL] == 0
    assert tabled_off_paper(Room(), price - 1) == 0


def test_3_on_paper_is_free(room: Room) -> None:
    """What stands on the options paper costs nothing to table."""
    room.put(("hotline", 1))
    assert spent(room, "EE") == 0


def test_3_raise_the_level(room: Room) -> None:
    """Raise the level 2."""
    room.put(("hotline", 1))
    room.answer("TR", s.AMEND, 0)
    room.hold()
    room.says("EE")[s.REVISION_KIND] = s.RAISE_LEVEL
    assert room.resolve(s.REVISE) == s.ANSWER
    assert spent(room, "EE") == room.book.rule[n.COST_RAISE]


def test_3_leak(room: Room) -> None:
    """Leak 2: a leak costs its author, and those it is about."""
    room.clock[s.LETTER_MASK] = room.bit("TR")
    trust = room.trust("US", "TR")
    room.says("PL")[s.LEAK] = 1
    room.resolve(s.CONSULT)
    assert spent(room, "PL") == room.book.rule[n.COST_LEAK]
    assert room.clock[s.LEAKS] == 1
    assert room.trust("US", "TR") == trust - room.book.rule[n.LEAK_TRUST]
    assert room.booked(b.COHESION, s.BY_CONDUCT) == -room.book.rule[n.LEAK_COHESION]


def test_3_a_leak_may_be_traced(room: Room) -> None:
    """A leak costs its author and may be traced."""
    for chance in (0, 1000):
        each = Room()
        each.book.rule[n.LEAK_TRACED] = chance
        each.clock[s.LETTER_MASK] = each.bit("TR")
        before = each.trust("DE", "PL")
        each.says("PL")[s.LEAK] = 1
        each.resolve(s.CONSULT)
        lost = before - each.trust("DE", "PL")
        assert lost == (each.book.rule[n.LEAK_TRACED_TRUST] if chance else 0)


def test_3_nothing_to_leak(room: Room) -> None:
    """A letter is read by the 32; where nobody broke silence there is none to leak."""
    room.says("PL")[s.LEAK] = 1
    room.resolve(s.CONSULT)
    assert spent(room, "PL") == 0
    assert room.clock[s.LEAKS] == 0


def test_3_a_bracket_that_is_met_is_paid_back(room: Room) -> None:
    """Bracket 1 (returned if accepted)."""
    room.put(("hotline", 1), ("sea_watch", 2))
    room.answer("TR", s.AMEND, 1, 1)
    room.answer("DE", s.AMEND, 0, 0)
    room.hold()
    room.write("EE", 2, (("hotline", 1), ("sea_watch", 1)))
    room.says("EE")[s.REVISION_KIND] = s.REVISE_TEXT
    room.resolve(s.REVISE)
    assert spent(room, "TR") == 0, "its level was granted"
    assert spent(room, "DE") == room.book.rule[n.COST_BRACKET], "its clause still stands"


def test_3_a_bracket_on_the_wording_is_met_by_a_weaker_verb(room: Room) -> None:
    """A bracket may name the verb."""
    room.put(("hotline", 1), verb=4)
    room.answer("TR", s.AMEND, s.WORDING, 2)
    room.answer("DE", s.AMEND, s.WORDING, 1)
    room.hold()
    room.write("EE", 2, (("hotline", 1),))
    room.says("EE")[s.REVISION_KIND] = s.REVISE_TEXT
    room.resolve(s.REVISE)
    assert (spent(room, "TR"), spent(room, "DE")) == (0, room.book.rule[n.COST_BRACKET])


def test_3_a_holding_text_credits_its_sponsor(room: Room) -> None:
    """Conduct that brings a text about is worth capital, up to the cap."""
    room.own("EE")[s.CAPITAL] = 3
    room.adopt(("hotline", 1))
    assert room.own("EE")[s.CAPITAL] == 4
    assert room.seat("EE")[s.SPONSORED] == 1


def test_3_support_stays_on_its_scale(room: Room) -> None:
    """Whole numbers, 0-1000."""
    move_support(room.state, 0, -5000)
    assert room.state.own[0, s.SUPPORT] == 0
    move_support(room.state, 0, 5000)
    assert room.state.own[0, s.SUPPORT] == 1000


def test_3_an_objection_is_paid_for_once_when_somebody_asks_for_time(room: Room) -> None:
    """Bracket 1: the answers are sealed until all are in or the clock ends, and one text has one price."""
    room.put(("hotline", 1))
    room.answer("TR", s.AMEND, 0)
    room.answer("DE", s.ASK_TIME)
    assert room.hold() == s.ANSWER
    room.answer("TR", s.AMEND, 0)
    room.hold()
    assert spent(room, "TR") == room.book.rule[n.COST_BRACKET]


def test_3_a_redraft_cannot_bring_in_what_is_off_the_paper_for_nothing(room: Room) -> None:
    """Table something off the options paper 2, also after the soundings."""
    room.of("hotline")[s.ON_PAPER] = 1
    room.clock[s.SPONSOR] = room.ally("EE")
    room.write("EE", 2, (("hotline", 1),))
    room.resolve(s.TABLING)
    room.resolve(s.SOUND)
    room.write("EE", 2, (("hotline", 1), ("forensics", 1)))
    room.resolve(s.REDRAFT)
    assert spent(room, "EE") == room.book.rule[n.COST_OFF_PAPER] * (room.draft[s.COUNT] - 1)


def test_3_an_off_paper_clause_is_paid_for_once(room: Room) -> None:
    """Table something off the options paper 2: keeping it in the revision is not tabling it again."""
    room.own("EE")[s.CAPITAL] = room.book.rule[n.CAPITAL_CAP]
    room.put(("hotline", 1), ("sea_watch", 1))
    room.of("hotline")[s.ON_PAPER] = 0
    room.answer("TR", s.AMEND, 1, 0)
    room.hold()
    before = int(room.own("EE")[s.CAPITAL])
    room.write("EE", 2, (("hotline", 1),))
    room.says("EE")[s.REVISION_KIND] = s.REVISE_TEXT
    room.resolve(s.REVISE)
    assert room.own("EE")[s.CAPITAL] == before
