"""RULES 4, step 4: the options paper, drafts, clauses and their moods."""

from __future__ import annotations

import pytest

from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.briefing import brief, next_level
from game.rules.texts import clause_at, mood_of
from game.scenario import book as b
from tests.rules.room import SEED, Room


def test_4_4_at_most_ten_options(room: Room) -> None:
    """The chair circulates an options paper of at most ten measure-levels."""
    assert len(room.names.measures) > s.PAPER_SIZE
    brief(room.book, room.state, room.scratch, *SEED, 0)
    on_paper = room.state.public.measure[:, s.ON_PAPER]
    assert 1 <= (on_paper > 0).sum() <= 10
    for m, level in enumerate(on_paper):
        assert level in (0, next_level(room.book, room.state, m))


def test_4_4_the_paper_has_only_what_may_be_put(room: Room) -> None:
    """What requires an event is drawn only once it holds."""
    for key in room.names.measures:
        if key != "arrangement":
            room.of(key)[s.CALLED] = 1
    brief(room.book, room.state, room.scratch, *SEED, 0)
    assert (room.state.public.measure[:, s.ON_PAPER] == 0).all()
    room.clock[s.CHANNEL_TAKEN] = 1
    brief(room.book, room.state, room.scratch, *SEED, 0)
    assert room.of("arrangement")[s.ON_PAPER] == 1


def test_4_4_tasked_last_round_comes_onto_the_paper(room: Room) -> None:
    """Tasked last round: it outweighs luck and topic."""
    room.book.rule[n.PAPER_TASKED] = 20000
    room.of("sea_watch")[s.TASKED] = 1
    brief(room.book, room.state, room.scratch, *SEED, 0)
    assert room.of("sea_watch")[s.ON_PAPER] == 2


@pytest.mark.parametrize(
    ("adopted", "tasked", "standing", "most"),
    [(0, 0, 0, 1), (0, 1, 0, 2), (0, 0, 1, 2), (1, 0, 0, 2), (2, 0, 0, 3), (3, 0, 0, 0)],
)
def test_4_4_level_2_needs_level_1_or_a_standing_plan(
    room: Room, adopted: int, tasked: int, standing: int, most: int
) -> None:
    """Posture measures have three levels; level 2 needs level 1 earlier or a standing plan."""
    m = room.measure("sea_watch")
    room.of("sea_watch")[s.ADOPTED_LEVEL], room.of("sea_watch")[s.TASKED] = adopted, tasked
    room.book.measure[m, b.STANDING] = standing
    assert next_level(room.book, room.state, m) == most


def test_4_4_a_text_is_cut_to_the_level_that_may_be_put(room: Room) -> None:
    """Level 2 needs level 1 earlier: a bold draft gets what may be put."""
    draft = room.put(("sea_watch", 1))
    assert draft[clause_at(0) + s.CLAUSE_LEVEL] == 1
    bold = Room()
    bold.of("sea_watch")[s.ON_PAPER] = 1
    bold.clock[s.SPONSOR] = bold.ally("EE")
    bold.write("EE", 2, (("sea_watch", 3),))
    bold.resolve(s.TABLING)
    assert bold.draft[clause_at(0) + s.CLAUSE_LEVEL] == 1


def test_4_4_at_most_five_clauses_and_none_twice(room: Room) -> None:
    """At most five clauses."""
    draft = room.put(*[(key, 1) for key in ("hotline", "attribute", "forensics", "gun_teams", "coast_radar")])
    assert draft[s.COUNT] == 5 == s.CLAUSES
    double = Room()
    assert double.put(("hotline", 1), ("hotline", 1), ("attribute", 1))[s.COUNT] == 2


@pytest.mark.parametrize(
    ("measure", "level", "mood"),
    [
        ("hotline", 1, s.DECIDES),
        ("gun_teams", 1, s.DECIDES),
        ("sea_watch", 1, s.TASKS),
        ("sea_watch", 2, s.DECIDES),
        ("air_patrol", 1, s.TASKS),
        ("summon", 1, s.CALLS_FOR),
        ("eu_listings", 1, s.CALLS_FOR),
        ("un_session", 1, s.CALLS_FOR),
    ],
)
def test_4_4_moods_by_authority(room: Room, measure: str, level: int, mood: int) -> None:
    """Decides (authority council), tasks (advice, plans), calls for (what belongs to nations, the EU, the UN)."""
    assert mood_of(room.book, room.measure(measure), level, s.DECIDES) == mood


def test_4_4_a_call_is_a_word_effect_only(room: Room) -> None:
    """A word effect only; the measure happens if its owner then acts."""
    room.adopt(("summon", 1), ("un_session", 1))
    for key in ("summon", "un_session"):
        assert room.of(key)[s.CALLED] == 1
        assert room.of(key)[s.ARRIVES] == -1
        assert room.of(key)[s.ADOPTED_LEVEL] == 0


@pytest.mark.parametrize(("uptake", "taken"), [(0, False), (1000, True)])
def test_4_4_the_owner_may_act_on_a_call(room: Room, uptake: int, taken: bool) -> None:
    """The measure happens if its owner then acts."""
    room.book.measure[room.measure("un_session"), b.UPTAKE] = uptake
    room.adopt(("un_session", 1))
    room.resolve(s.AFTERMATH)
    assert (room.of("un_session")[s.BY] == s.BY_OTHERS) == taken
    assert (room.of("un_session")[s.ADOPTED_LEVEL] == 1) == taken


def test_4_4_tasking_asks_for_advice(room: Room) -> None:
    """Task advice first: the next level may be put afterwards."""
    room.adopt(("sea_watch", 1))
    assert room.of("sea_watch")[s.TASKED] == 1
    assert next_level(room.book, room.state, room.measure("sea_watch")) == 2


def test_4_4_a_stronger_verb_says_more_and_heats_more(room: Room) -> None:
    """A communiqué verb (notes < is concerned < condemns < holds responsible < will respond)."""
    told = []
    for verb in range(1, 6):
        each = Room()
        each.adopt(verb=verb)
        told.append([each.booked(track, s.BY_TEXT) for track in (b.DETERRENCE, b.REASSURANCE, b.ESCALATION)])
    assert told == sorted(told)
    heat = int(Room().book.rule[n.TEXT_HEAT])
    assert [each for *_, each in told[:2]] == [heat, heat], "words up to 'is concerned' heat as any text does"
    assert told[0][0] < told[4][0]
    assert told[2][2] < told[4][2]


def test_4_2_the_struck_ally_can_keep_a_text_off_the_table(room: Room) -> None:
    """No text about the struck ally goes under silence against its wish; it is offered co-sponsorship of each."""
    room.of("hotline")[s.ON_PAPER] = 1
    room.clock[s.SPONSOR] = room.ally("DE")
    room.write("DE", 2, (("hotline", 1),))
    room.resolve(s.TABLING)
    room.says("EE")[s.COSPONSOR] = -1
    assert room.resolve(s.SOUND) != s.REDRAFT
    assert room.draft[s.STATUS] == s.DROPPED_TEXT


def test_4_2_only_the_struck_ally_can(room: Room) -> None:
    """Another ally's wish keeps nothing off the table; who co-sponsors stands on the text and is trusted."""
    room.clock[s.SPONSOR] = room.ally("DE")
    room.write("DE", 2, ())
    room.resolve(s.TABLING)
    before = room.trust("DE", "PL")
    room.says("TR")[s.COSPONSOR], room.says("PL")[s.COSPONSOR] = -1, 1
    assert room.resolve(s.SOUND) == s.REDRAFT
    assert room.draft[s.COSPONSORS] == room.bit("DE", "PL")
    assert room.trust("DE", "PL") == before + room.book.rule[n.TRUST_COSPONSOR]


def test_4_4_a_deadline_is_at_least_four_hours_and_at_most_what_is_left(room: Room) -> None:
    """Then the deadline: any hours that the round has, 4 at least."""
    assert room.put(hours=0)[s.DEADLINE] == room.book.rule[n.LEAST_DEADLINE] == 4
    late = Room()
    late.clock[s.HOURS_LEFT] = 30
    assert late.put(hours=500)[s.DEADLINE] == 30


def test_4_a_red_line_lapses_when_the_evidence_is_in(room: Room) -> None:
    """A red line about a verb holds until attribution says otherwise."""
    red = room.book.ally[room.ally("DE"), b.RED :]
    red[:] = 0
    red[b.RED_KIND], red[b.RED_WHAT], red[b.RED_UNTIL] = b.RED_VERB, 4, 700
    room.rewrite()
    draft = room.put(verb=4)
    for seen, crossed in ((699, True), (700, False)):
        room.state.public.track[b.ATTRIBUTION, s.NOW] = seen
        assert crosses(room.book, room.state.public, draft, room.ally("DE")) == crossed


@pytest.mark.parametrize(
    ("key", "mood", "crossed"),
    [
        ("hotline", s.DECIDES, True),
        ("hotline", s.CALLS_FOR, False),
        ("eu_listings", s.CALLS_FOR, True),
    ],
)
def test_4_a_call_for_what_the_council_might_decide_crosses_no_red_line(key: str, mood: int, crossed: bool) -> None:
    """A clause crosses a red line about a measure where it goes as far as the council can, a mere call for it does not."""
    room = Room()
    room.book.ally[room.ally("DE"), b.RED :][: b.RED_COLUMNS] = b.RED_MEASURE, room.measure(key), 1, 1001
    room.rewrite()
    draft = room.put((key, 1))
    draft[clause_at(0) + s.CLAUSE_MOOD] = mood
    assert crosses(room.book, room.state.public, draft, room.ally("DE")) == crossed


def test_4_a_granted_ask_is_remembered(room: Room) -> None:
    """A price: its ask, which the sponsor may grant."""
    before = room.trust("TR", "EE"), int(room.own("TR")[s.SUPPORT])
    room.adopt(("hotline", 1), asks=room.bit("TR"))
    assert room.seat("TR")[s.ASK_GRANTED] == 1
    assert room.trust("TR", "EE") == before[0] + room.book.rule[n.TRUST_ASK]
    assert room.own("TR")[s.SUPPORT] == min(before[1] + room.book.rule[n.ASK_SUPPORT], 1000)


def test_4_4_what_requires_an_event_cannot_be_put_before_it(room: Room) -> None:
    """What cannot be put now is left out (write_text), also off the options paper."""
    room.clock[s.SPONSOR] = room.ally("EE")
    room.write("EE", 2, (("arrangement", 1),))
    room.resolve(s.TABLING)
    assert room.clock[s.CHANNEL_TAKEN] == 0
    assert room.draft[s.COUNT] == 0
