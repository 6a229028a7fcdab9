"""RULES 5: how an ally makes up its mind, on texts whose worth a test sets by hand."""

from __future__ import annotations

import numpy as np
import pytest

from game.allies.answers import (
    answer,
    leaning,
    live_with,
    mind_for,
    say_when_sounded,
    take_part_in_tour,
    weigh_text,
    worst_clause,
)
from game.allies.corridor import thinks_twice
from game.allies.giving import has_caveat
from game.allies.pen import hold_pen
from game.allies.play import decide
from game.allies.position import (
    TERMS,
    Mind,
    bracket_line,
    guess_mind,
    mind_from,
    reservation,
    standing_alone,
    term,
    verb_at_home,
    verb_forwardness,
    verb_sum,
    verb_worth,
    worth,
)
from game.rules import numbers as n
from game.rules import state as s
from game.rules.phases import who_decides
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Table
from tests.rules.room import SEED, Room

NEVER, ALWAYS = 2**32 - 1, 0


def blank(room: Room, key: str = "DE") -> int:
    """Make an ally want and fear nothing, so that a test may add one thing; return its row."""
    a = room.ally(key)
    traits = room.book.ally[a]
    traits[b.FORWARD : b.LATENCY] = 0
    traits[b.BRACKET_LINE], traits[b.EVIDENCE], traits[b.RED : b.MOODS_FROM] = 100, 0, 0
    room.book.option[:, b.EFFECT + len(room.names.tracks) + a] = 0
    room.own(key)[[s.ABANDON, s.ENTRAP]], room.own(key)[s.MOOD] = 0, -1
    rule = room.book.rule
    rule[[n.WITH_TRUST, n.WITH_STANDING_ALONE, n.RESERVATION_SHIFT, n.BRACKET_SHIFT]] = 0
    rule[n.W_INTEREST], rule[n.DOUBTFUL] = 1024, 15
    room.rewrite()
    return a


def wants(room: Room, measure: str, points: int, key: str = "DE") -> None:
    """Let an ally want a measure at all its levels so much that the clause is worth so many points."""
    at = room.measure(measure) * b.LEVEL_COUNT
    room.book.option[at : at + b.LEVEL_COUNT, b.EFFECT + len(room.names.tracks) + room.ally(key)] = points
    room.rewrite()


def weighed_by(room: Room, ally: int, row: Table) -> Mind:
    """Let an ally weigh the text on the table in a row, and return its mind."""
    mind = mind_for(room.book, room.state.public, room.state.own[ally], ally)
    weigh_text(room.book, mind, room.draft, row)
    return mind


def answered(room: Room, key: str = "DE", draw: int = NEVER) -> Table:
    """Return an ally's choice about the text on the table."""
    a = room.ally(key)
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    out: Table = room.choice[a].copy()
    mind = weighed_by(room, a, row)
    answer(room.book, room.state.public, room.state.own[a], room.state.pair[a], room.draft, mind, row, out, draw)
    return out


def test_5_the_value_is_a_sum_over_its_clauses(room: Room) -> None:
    """The value of a draft to an ally is a sum over its clauses, given the state of play."""
    draft = room.put(("sea_watch", 2), ("hotline", 1), ("attribute", 1), verb=3)
    for key in room.names.allies:
        a = room.ally(key)
        row = np.zeros(s.WORTH_COLUMNS, np.int64)
        weigh_text(room.book, mind_for(room.book, room.state.public, room.state.own[a], a), draft, row)
        mind = mind_for(room.book, room.state.public, room.state.own[a], a)
        clauses = [draft[clause_at(c) : clause_at(c) + 3] for c in range(draft[s.COUNT])]
        worths = [worth(room.book, mind, *map(int, clause)) for clause in clauses]
        assert row[s.WORTH_TEXT : s.WORTH_TEXT + len(worths)].tolist() == worths
        wording = verb_worth(room.book, mind, 3)
        assert row[s.WORTH_TOTAL] == sum(worths) + wording - reservation(room.book, mind, 0)


def test_5_a_clause_is_the_sum_of_its_terms(room: Room) -> None:
    """Every answer carries its terms: they add up to the clause, before it is clipped or merely called for."""
    room.book.rule[n.GAIN_CAP] = 10**6
    for m in range(len(room.names.measures)):
        for a in range(len(room.names.allies)):
            mind = mind_for(room.book, room.state.public, room.state.own[a], a)
            terms = [term(room.book, mind, m, 1, which) for which in range(TERMS)]
            assert sum(terms) == worth(room.book, mind, m, 1, s.DECIDES)
            assert sum(terms) // 2 == worth(room.book, mind, m, 1, s.CALLS_FOR)


def test_5_the_wording_is_the_sum_of_its_terms(room: Room) -> None:
    """What only the scenario decides of the wording comes summed; the parts that can be shown add up to it."""
    room.book.rule[[n.VERB_ABANDON, n.VERB_FEAR, n.VERB_ASSERTS]] = 0
    room.book.rule[n.GAIN_CAP] = 10**6
    for verb in range(1, 6):
        for a in range(len(room.names.allies)):
            mind = mind_for(room.book, room.state.public, room.state.own[a], a)
            parts = verb_forwardness(room.book, mind, verb) + verb_at_home(room.book, mind, verb)
            assert verb_worth(room.book, mind, verb) == (max(parts, 0) if verb == 1 else parts)


def test_5_the_weakest_words_hurt_nobody(room: Room) -> None:
    """Who wants firm words gains nothing from weak ones, and cannot bracket what cannot be made weaker."""
    a = room.ally("EE")
    room.book.ally[a, b.FORWARD], room.book.rule[n.VERB_FORWARD] = 90, 200
    room.rewrite()
    mind = mind_for(room.book, room.state.public, room.state.own[a], a)
    assert verb_sum(room.book, mind, 1) < 0 == verb_worth(room.book, mind, 1)


def test_5_sweeteners_cannot_buy_everything(room: Room) -> None:
    """Clipped above at gain_cap."""
    mind = mind_for(room.book, room.state.public, room.own("DE"), blank(room))
    cap = int(room.book.rule[n.GAIN_CAP])
    for points, counts in ((cap - 1, cap - 1), (cap, cap), (cap + 50, cap), (-90, -90)):
        wants(room, "hotline", points)
        got = worth(room.book, mind, room.measure("hotline"), 1, s.DECIDES)
        bare = Room()
        bare_mind = mind_for(bare.book, bare.state.public, bare.own("DE"), blank(bare))
        nought = worth(bare.book, bare_mind, bare.measure("hotline"), 1, s.DECIDES)
        assert got == min(counts + nought, cap)


def test_5_a_mere_call_weighs_half(room: Room) -> None:
    """Calls for: a word effect only."""
    mind = mind_for(room.book, room.state.public, room.own("DE"), blank(room))
    wants(room, "summon", -30)
    whole, half = (worth(room.book, mind, room.measure("summon"), 1, mood) for mood in (s.DECIDES, s.CALLS_FOR))
    assert half == whole // 2


def leans(room: Room, margin: int, worths: list[int], line: int = -20) -> int:
    """Return the answer to a text with clauses of such worth."""
    draft = room.put(*[(key, 1) for key in ("hotline", "attribute")[: len(worths)]])
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    row[s.WORTH_TEXT : s.WORTH_TEXT + len(worths)] = worths
    return int(leaning(room.book, draft, row, room.ally("DE"), margin, line))


def test_5_silent_if_the_sum_clears_the_reservation_and_no_clause_is_below_the_line(room: Room) -> None:
    """Silent if the sum clears its reservation and no single clause lies below its bracket line."""
    assert leans(room, 0, [-20, 5]) == s.SILENT
    assert leans(room, 500, [-21, 90]) == s.AMEND, "a clause below the line is what it brackets"


def test_5_statement_just_below_the_reservation_amend_below_that(room: Room) -> None:
    """Statement just below the reservation; amend below that."""
    room.book.ally[room.ally("DE"), b.TOLERANCE], room.book.rule[n.TOLERANCE_SHARE] = 8, 100
    said = [leans(room, margin, [-5, 5]) for margin in (0, -1, -8, -9)]
    assert said == [s.SILENT, s.STATEMENT, s.STATEMENT, s.AMEND]


def test_5_a_text_that_only_says_too_little_is_let_pass(room: Room) -> None:
    """Nothing in it hurts: there is nothing to bracket."""
    far = int(room.book.rule[n.TOO_WEAK])
    assert [leans(room, margin, [0, 5]) for margin in (-1, -far, -far - 1)] == [s.SILENT, s.SILENT, s.STATEMENT]


def test_5_it_brackets_the_clause_that_is_worth_least(room: Room) -> None:
    """A clause below the line is what it brackets; up to two."""
    a = blank(room)
    room.book.ally[a, b.BRACKET_LINE] = 10
    for key, points in (("hotline", -40), ("forensics", -15), ("gun_teams", -90)):
        wants(room, key, points)
    room.put(("hotline", 1), ("forensics", 1), ("gun_teams", 1))
    out = answered(room)
    assert out[s.REPLIES] == s.AMEND
    assert (out[s.NAMES_1], out[s.NAMES_2]) == (2, 0)
    assert worst_clause(room.draft, np.zeros(s.WORTH_COLUMNS, np.int64), 0) != 0


def test_5_or_proposes_another_level(room: Room) -> None:
    """Amend (bracket up to two clauses, or propose another level): a level that it could live with, 0 strikes out."""
    a = blank(room)
    draft = room.put(("sea_watch", 2))
    mind = Mind(a, 0, 0, 0, -1, a, 0, -1)
    column = b.EFFECT + len(room.names.tracks) + a
    for lower, level in ((0, 1), (-1000, 0)):
        room.option("sea_watch", 1)[column] = lower
        room.rewrite()
        assert live_with(room.book, mind, draft, 0, -10) == level


def test_5_a_red_line_breaks(room: Room) -> None:
    """Break at a red line."""
    a = blank(room)
    room.book.ally[a, b.RED : b.RED + b.RED_COLUMNS] = b.RED_MEASURE, room.measure("hotline"), 1, 1001
    room.rewrite()
    room.put(("hotline", 1))
    assert answered(room, draw=NEVER)[s.REPLIES] == s.BREAK
    room.book.rule[n.WITH_RED_LINES] = 0
    assert answered(room, draw=NEVER)[s.REPLIES] == s.SILENT


def hurt_in_a_hurry(room: Room, points: int) -> int:
    """Put a clause worth so little to a slow capital under a silence of four hours; return its row."""
    a = blank(room)
    room.book.ally[a, b.BRACKET_LINE], room.book.ally[a, b.LATENCY] = 10, 24
    room.book.rule[[n.TIME_LINE, n.TAKE_BACK_LINE]] = 1000  # the sum alone moves nobody here
    room.book.rule[n.WITH_LATENCY] = 1
    wants(room, "hotline", -10 - points)
    room.put(("hotline", 1), verb=1)[s.DEADLINE] = 4
    return a


@pytest.mark.parametrize(("short", "said"), [(-1, s.AMEND), (0, s.ASK_TIME)])
def test_4_5_a_clause_that_hurts_is_not_slept_through(room: Room, short: int, said: int) -> None:
    """Ask for time (once): who would bracket a clause far under its line does not let it pass for want of instructions."""
    hurt_in_a_hurry(room, int(room.book.rule[n.TIME_CLAUSE]) + short)
    assert answered(room)[s.REPLIES] == said


@pytest.mark.parametrize(("short", "takes_back"), [(-1, 0), (0, 1)])
def test_4_5_nor_left_to_stand(room: Room, short: int, takes_back: int) -> None:
    """Adopted, but withdrawable next round: a capital withdraws where a clause is far under its line."""
    a = hurt_in_a_hurry(room, int(room.book.rule[n.TAKE_BACK_CLAUSE]) + short)
    own, row = room.state.own[a], np.zeros(s.WORTH_COLUMNS, np.int64)
    own[s.WAITING], own[s.ITS_TEXT] = 1, room.clock[s.DRAFT]
    assert thinks_twice(room.book, room.state.public, own, room.state.pair[a], a, row) == takes_back


def breaks(room: Room, revision: int, level: int) -> int:
    """Return how many of a thousand evenly spread draws break rather than amend."""
    room.draft[s.REVISION], room.draft[s.LEVEL] = revision, level
    said = [answered(room, draw=(k << 32) // 1000 + 1)[s.REPLIES] for k in range(0, 1000, 5)]
    assert {*map(int, said)} <= {s.AMEND, s.BREAK}
    return 5 * said.count(s.BREAK)


def test_5_break_to_amend(room: Room) -> None:
    """Break : amend about 1 : 6; when amending has failed, more; against other leaders, seldom."""
    a = blank(room)
    room.book.ally[a, b.RESERVATION], room.book.ally[a, b.BRACKET_LINE] = 100, 10
    wants(room, "hotline", -60)
    room.put(("hotline", 1), verb=2)
    first = breaks(room, 0, 0)
    assert abs(first - room.book.rule[n.BREAK_ODDS]) <= 5
    assert 80 <= first <= 250, "about one in seven"
    assert breaks(room, 2, 0) > breaks(room, 1, 0) > first
    assert breaks(room, 0, 2) < first


def test_5_standing_alone_does_not_depend_on_the_clauses(room: Room) -> None:
    """The price of standing alone is computed from the objectors shown in the tour de table."""
    draft, a = room.put(("hotline", 1)), room.ally("DE")
    price = []
    for objectors in ((), ("DE",), ("TR",), ("TR", "US"), ("TR", "US", "PL", "EE")):
        draft[s.TOUR_IF_SET] = room.bit(*objectors)
        price.append(int(standing_alone(room.book, draft, a)))
    alone = room.book.rule[n.ALONE]
    assert price == [alone, alone, alone * 3 // 4, alone * 2 // 4, 0]
    draft[s.COUNT], draft[s.TOUR_IF_SET] = 0, 0
    assert standing_alone(room.book, draft, a) == alone


def test_5_a_higher_level_lowers_the_reservation(room: Room) -> None:
    """Ministers, leaders: reservations fall."""
    mind = guess_mind(room.book, room.state.public, room.ally("DE"))
    lines = [reservation(room.book, mind, level) for level in range(3)]
    assert lines[0] - lines[1] == lines[1] - lines[2] == room.book.rule[n.LEVEL_DISCOUNT] > 0


def test_5_a_mood_moves_the_reservation(room: Room) -> None:
    """A mood drawn per game."""
    a = room.ally("DE")
    room.book.ally[a, b.MOODS_FROM + b.MOOD_RESERVATION] = 7
    guess = guess_mind(room.book, room.state.public, a)
    assert reservation(room.book, guess._replace(mood=0), 0) - reservation(room.book, guess, 0) == 7
    assert bracket_line(room.book, guess) == -room.book.ally[a, b.BRACKET_LINE] - room.book.rule[n.BRACKET_SHIFT]


def test_5_a_mood_moves_the_line_of_a_single_clause_too(room: Room) -> None:
    """Who is hard to please today also brackets sooner, but never over next to nothing."""
    a = room.ally("DE")
    room.book.rule[n.MOOD_LINE] = 150
    guess = guess_mind(room.book, room.state.public, a)
    for moved, expected in ((4, 6), (-4, -6), (400, -bracket_line(room.book, guess) - room.book.rule[n.BRACKET_LEAST])):
        room.book.ally[a, b.MOODS_FROM + b.MOOD_RESERVATION] = moved
        assert bracket_line(room.book, guess._replace(mood=0)) - bracket_line(room.book, guess) == expected


def test_5_a_guess_knows_no_private_row(room: Room) -> None:
    """In play it knows only what its user knows."""
    before = guess_mind(room.book, room.state.public, room.ally("DE"))
    room.own("DE")[[s.ABANDON, s.ENTRAP, s.EVIDENCE_OWN]], room.own("DE")[s.MOOD] = 99, 2
    assert guess_mind(room.book, room.state.public, room.ally("DE")) == before


@pytest.mark.parametrize(("points", "band"), [(20, s.BAND_YES), (-12, s.BAND_DOUBTFUL), (-60, s.BAND_NO)])
def test_4_3_a_sounding_is_a_band_and_the_worst_clause(room: Room, points: int, band: int) -> None:
    """The answer comes as a band and the worst clause, not the number."""
    a = blank(room)
    room.book.option[:, b.HEAT : b.COST + 1] = 0
    wants(room, "hotline", points)
    draft = room.put(("hotline", 1), verb=2)
    row, out = np.zeros(s.WORTH_COLUMNS, np.int64), room.choice[a]
    say_when_sounded(room.book, room.state.pair[a], draft, weighed_by(room, a, row), row, out)
    assert out[s.SAYS_BAND] == band
    assert out[s.SAYS_WORST] == (0 if points < 0 else s.WORDING)


@pytest.mark.parametrize(("points", "said"), [(20, s.CAN_JOIN), (-12, s.CAN_JOIN_IF), (-60, s.CANNOT)])
def test_4_5_a_tour_de_table(room: Room, points: int, said: int) -> None:
    """A tour de table first (can join / can join if / cannot)."""
    a = blank(room)
    room.book.option[:, b.HEAT : b.COST + 1] = 0
    wants(room, "hotline", points)
    draft = room.put(("hotline", 1), verb=2)
    row, out = np.zeros(s.WORTH_COLUMNS, np.int64), room.choice[a]
    mind = weighed_by(room, a, row)
    take_part_in_tour(room.book, room.state.public, room.state.pair[a], draft, mind, row, out)
    assert out[s.TOUR_ANSWER] == said


def test_4_5_the_tour_binds_nobody(room: Room) -> None:
    """It binds nobody."""
    room.put(("hotline", 1))
    room.draft[s.TOUR_NO_SET] = room.bit("DE")
    room.hold()
    assert room.draft[s.STATUS] == s.ADOPTED


def test_4_6_fear_of_heat_ties_units_to_conditions(room: Room) -> None:
    """Plain or with caveats: more often where the heat is feared."""
    m = room.measure("sea_watch")
    room.of("sea_watch")[s.PIPE_LEVEL] = 2
    room.state.public.track[b.ESCALATION, s.NOW] = 1000
    tied = []
    for fear in (0, 100):
        mind = mind_from(room.book, room.state.public, room.ally("DE"), 0, fear, -1, 0, 0, -1)
        draws = [(k << 32) // 1000 for k in range(0, 1000, 10)]
        tied.append(sum(has_caveat(room.book, room.state.public, mind, m, draw) for draw in draws))
    assert tied[0] < tied[1]


def test_4_5_the_pen_gives_objectors_what_they_named(room: Room) -> None:
    """A revision."""
    room.put(("hotline", 1), ("sea_watch", 2), verb=3)
    room.answer("TR", s.AMEND, 1, 1)
    room.answer("DE", s.AMEND, s.WORDING, 2)
    room.hold()
    for odds in (n.WITH_RAISING, n.WITH_WILLING):
        room.book.rule[odds] = 0
    pen = int(room.clock[s.PEN])
    hold_pen(room.book, room.state, room.choice, room.scratch, *SEED, 0, pen)
    out = room.choice[pen]
    assert out[s.REVISION_KIND] == s.REVISE_TEXT
    assert out[s.D_VERB] == 2
    assert [out[s.D_CLAUSE + c * s.D_COLUMNS + s.D_LEVEL] for c in range(2)] == [1, 1]


def test_4_5_the_pen_saves_a_text_that_the_brackets_emptied(room: Room) -> None:
    """Bare words show no unity: where all clauses fell, one on common ground comes in, and none that was just bracketed."""
    room.put(("sea_watch", 1), verb=2)
    room.answer("TR", s.AMEND, 0, 0)
    room.hold()
    for odds in (n.WITH_RAISING, n.WITH_WILLING):
        room.book.rule[odds] = 0
    room.of("forensics")[s.ON_PAPER] = 1
    room.book.option[:, b.RED_OF] = 0
    pen = int(room.clock[s.PEN])
    hold_pen(room.book, room.state, room.choice, room.scratch, *SEED, 0, pen)
    out = room.choice[pen]
    named = [int(out[s.D_CLAUSE + c * s.D_COLUMNS + s.D_MEASURE]) for c in range(s.CLAUSES)]
    assert out[s.REVISION_KIND] == s.REVISE_TEXT
    assert sum(m >= 0 for m in named) == 1
    assert room.measure("sea_watch") not in named


@pytest.mark.parametrize("phase", range(s.ACTS, s.OVER))
def test_who_decides_are_those_whose_rows_are_filled(room: Room, phase: int) -> None:
    """`decide` fills the rows that a bit mask names, and no other."""
    room.put(("hotline", 1), ("gun_teams", 1))
    room.clock[s.PEN] = room.ally("EE")
    room.clock[s.PHASE] = phase
    before = room.choice.copy()
    decide(room.book, room.state, room.choice, room.scratch, *SEED, 0, 0)
    assert (room.choice == before).all(), "nobody was asked"
    who = int(who_decides(room.book, room.state))
    decide(room.book, room.state, room.choice, room.scratch, *SEED, 0, who)
    for row in range(room.choice.shape[0]):
        assert (who >> row) & 1 or (room.choice[row] == before[row]).all()
