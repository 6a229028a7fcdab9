"""RULES 6: what the other side reads and does, accidents, attribution, publics, the ledger."""

from __future__ import annotations

import numpy as np
import pytest

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import speak
from game.rules.aftermath import governments, move_fears, move_publics, price_of_no_text
from game.rules.beliefs import learn_from_reply, normalise, reply_utility, weigh_evidence
from game.rules.briefing import drift
from game.rules.injects import count_hit, reverse_attribution
from game.rules.ledger import book_points, clear_ledger, settle
from game.rules.other_side import accident, firmness
from game.rules.scores import RIGHT, common_goal
from game.scenario import book as b
from tests.rules.room import SEED, Room


def kind_of(room: Room, kind: int) -> int:
    """Return a reply of a kind."""
    return int(np.flatnonzero(room.book.reply[:, b.REPLY_KIND] == kind)[0])


def reply(room: Room, kind: int) -> None:
    room.says("them")[s.ADVERSARY_REPLY] = kind_of(room, kind)
    room.resolve(s.REPLY)


def test_6_firmness_grows_with_words_deeds_and_unity(room: Room) -> None:
    """It reads what was decided, the wording, the unity shown, the gap."""
    room.book.rule[n.FIRM_CONTRAST] = 100
    assert firmness(room.book, room.state) == 0
    room.clock[s.VERB_NOW] = 3
    words = firmness(room.book, room.state)
    room.of("sea_watch")[s.ADOPTED_LEVEL], room.of("sea_watch")[s.ADOPTED_ROUND] = 2, 0
    deeds = firmness(room.book, room.state)
    room.state.public.track[b.COHESION, s.NOW] = 1000
    unity = firmness(room.book, room.state)
    room.clock[s.PLEDGED] = 3
    gapped = firmness(room.book, room.state)
    assert 0 < words < deeds < unity
    assert unity - gapped == min(3 * room.book.rule[n.FIRM_GAP], unity)


def test_6_what_lies_off_the_line_is_read_larger(room: Room) -> None:
    """A package reads as firm or soft: its distance from the line counts FIRM_CONTRAST per cent, within the scale."""
    room.book.rule[n.FIRM_CONTRAST] = 100
    room.clock[s.VERB_NOW] = 3
    plain, line = firmness(room.book, room.state), int(room.book.rule[n.FIRM_LINE])
    room.book.rule[n.FIRM_CONTRAST], room.book.rule[n.FIRM_LINE] = 300, plain - 10
    assert 0 < plain < line
    assert firmness(room.book, room.state) == plain - 10 + 30
    room.book.rule[n.FIRM_LINE] = plain + 10
    assert firmness(room.book, room.state) == max(plain + 10 - 30, 0)


def test_6_the_first_reply_is_nearly_always_words(room: Room) -> None:
    """The adversary's first reply verbal in 95 %: a deed is FIRST_WORDS less likely then, and then only."""
    rows = [reply for reply in range(len(room.book.reply)) if room.book.reply[reply, b.VERBAL] == 0]
    first = [reply_utility(room.book, room.state.public, 0, reply, 500) for reply in rows]
    room.clock[s.LAST_REPLY] = 0
    later = [reply_utility(room.book, room.state.public, 0, reply, 500) for reply in rows]
    assert rows
    assert {b - a for a, b in zip(first, later, strict=True)} == {int(room.book.rule[n.FIRST_WORDS])}


def test_6_firmness_is_of_this_round(room: Room) -> None:
    """What was decided in an earlier round is not firmness again."""
    room.of("sea_watch")[s.ADOPTED_LEVEL], room.of("sea_watch")[s.ADOPTED_ROUND] = 2, 0
    room.clock[s.ROUND] = 1
    assert firmness(room.book, room.state) == 0


def channel(taken: bool, firm: int) -> Room:
    """Offer a channel beside heat of 80, to a side that finds the round so firm."""
    room = Room()
    room.clock[s.CHANNEL_OFFERED], room.clock[s.HEAT_ROUND] = 1, 80
    room.book.rule[n.FIRM_LINE] = 0 if firm else 1001
    reply(room, b.TAKES_CHANNEL if taken else b.QUIET)
    return room


def test_6_a_taken_channel_halves_the_heat_of_firm_clauses() -> None:
    """A channel offered beside two or more firm clauses halves their heat only if the adversary takes it."""
    relief = [-channel(True, firm).booked(b.ESCALATION, s.BY_CHANNEL) for firm in (0, 1)]
    assert relief[1] - relief[0] == 80 // 2
    assert channel(True, 0).clock[s.CHANNEL_LIVE] == Room().book.rule[n.CHANNEL_LIFE]
    assert channel(True, 1).booked(b.COHESION, s.BY_CHANNEL) == 0


def test_6_an_untaken_channel_costs_cohesion_and_frightens_the_front() -> None:
    """Untaken, it costs cohesion and raises abandonment fear in forward allies."""
    before, room = Room(), channel(False, 1)
    assert room.booked(b.ESCALATION, s.BY_CHANNEL) == 0
    assert room.booked(b.COHESION, s.BY_CHANNEL) == -room.book.rule[n.CHANNEL_UNTAKEN]
    for a, key in enumerate(room.names.allies):
        rise = room.own(key)[s.ABANDON] - before.own(key)[s.ABANDON]
        assert (rise > 0) == (room.book.ally[a, b.FORWARD] > 0)


def test_6_offering_a_channel_costs_believed_resolve() -> None:
    """Offered at all, it lowers believed resolve a little that round."""
    for taken in (True, False):
        room = channel(taken, 0)
        assert room.booked(b.DETERRENCE, s.BY_CHANNEL) == -room.book.rule[n.CHANNEL_DETERRENCE]


def test_6_without_an_offer_nothing_is_taken(room: Room) -> None:
    """A channel that is taken must have been offered."""
    reply(room, b.TAKES_CHANNEL)
    assert room.clock[s.CHANNEL_TAKEN] == 0
    assert room.booked(b.ESCALATION, s.BY_CHANNEL) == 0


def test_6_a_reply_out_of_range_is_the_nearest(room: Room) -> None:
    """It acts from its own menu."""
    room.says("them")[s.ADVERSARY_REPLY] = 999
    room.resolve(s.REPLY)
    assert room.clock[s.LAST_REPLY] == len(room.names.replies) - 1


@pytest.mark.parametrize(("readiness", "hits"), [(0, 1), (1000, 0)])
def test_6_readiness_shields(room: Room, readiness: int, hits: int) -> None:
    """Shielded by readiness: a full shield turns a sure hit away."""
    room.book.reply[:, b.HIT_CHANCE], room.book.reply[:, b.REPLY_EFFECT :] = 1000, 0
    room.book.rule[n.SHIELD] = 1000
    room.state.public.track[b.READINESS, s.NOW] = readiness
    before = int(room.clock[s.HITS])
    reply(room, b.QUIET)
    assert room.clock[s.HITS] - before == hits
    assert room.booked(b.ESCALATION, s.BY_REPLY) == hits * room.book.rule[n.HIT_HEAT]


def severity(draw: int) -> int:
    """Return how grave an accident of a draw (0-99) is: 1 routine, 2 serious, 3 high-risk."""
    room = Room()
    room.book.rule[n.WITH_ACCIDENTS], room.book.rule[n.ACCIDENT_BASE], room.book.rule[n.WAR_CHANCE] = 1, 10000, 0
    draws = np.zeros(16, np.int64)
    draws[1], draws[2] = 2**32 - 1, (draw << 32) // 100 + 1
    accident(room.book, room.state, draws)
    assert room.clock[s.ACCIDENTS] == 1
    return int(room.clock[s.WORST_ACCIDENT])


def test_6_accidents_are_64_28_8() -> None:
    """64 % routine, 28 % serious, 8 % high-risk."""
    found = [severity(draw) for draw in range(100)]
    assert [found.count(each) for each in (1, 2, 3)] == [64, 28, 8]
    assert found == sorted(found)


def accidents(escalation: int, live: int) -> int:
    """Return how many of a thousand evenly spread draws bring an accident."""
    room = Room()
    room.book.rule[n.WITH_ACCIDENTS] = 1
    room.state.public.track[b.ESCALATION, s.NOW], room.clock[s.CHANNEL_LIVE] = escalation, live
    draws = np.zeros(16, np.int64)
    for k in range(1000):
        draws[1] = (k << 32) // 1000
        accident(room.book, room.state, draws)
    return int(room.clock[s.ACCIDENTS])


def test_6_the_hazard_rises_with_escalation_and_falls_with_a_live_channel() -> None:
    """Accidents have a hazard per day that rises with escalation and falls with a live channel."""
    assert 0 < accidents(0, 0) < accidents(500, 0) < accidents(1000, 0)
    assert accidents(1000, 1) < accidents(1000, 0)


def test_6_what_goes_unanswered_becomes_a_habit(room: Room) -> None:
    """An unanswered repeat normalises: deterrence falls."""
    told = []
    for unmet in range(4):
        each = Room()
        each.clock[s.UNANSWERED], each.clock[s.HIT_ANSWERED] = unmet, 1
        each.resolve(s.AFTERMATH)
        told.append(-each.booked(b.DETERRENCE, s.BY_HABIT))
    assert told == [unmet * room.book.rule[n.HABIT] for unmet in range(4)]


def test_6_a_hit_after_an_unanswered_one_is_counted(room: Room) -> None:
    """Two hits without an adopted answer."""
    room.clock[s.HIT_ANSWERED] = 1
    count_hit(room.state)
    assert room.clock[s.UNANSWERED] == 0
    count_hit(room.state)
    assert room.clock[s.UNANSWERED] == 1
    assert room.clock[s.HIT_ROUND] == room.clock[s.ROUND] + 1


@pytest.mark.parametrize("leaned", [True, False])
def test_6_a_reversal_costs_those_who_leaned_on_it(room: Room, leaned: bool) -> None:
    """A reversal costs those who leaned on it."""
    room.clock[s.CLAIMED] = int(leaned)
    reverse_attribution(room.book, room.state)
    assert room.booked(b.ATTRIBUTION, s.BY_CLAIM) == -room.book.rule[n.REVERSAL_FALL]
    assert room.booked(b.COHESION, s.BY_CLAIM) == (-room.book.rule[n.REVERSAL_COHESION] if leaned else 0)
    assert room.booked(b.DETERRENCE, s.BY_CLAIM) == (-room.book.rule[n.REVERSAL_DETERRENCE] if leaned else 0)


def test_6_an_attribution_is_reversed_once(room: Room) -> None:
    """The first attribution is reversed, or never settled."""
    for _ in range(2):
        reverse_attribution(room.book, room.state)
    assert room.booked(b.ATTRIBUTION, s.BY_CLAIM) == -room.book.rule[n.REVERSAL_FALL]


@pytest.mark.parametrize(("seen", "early"), [(0, 1), (1000, 0)])
def test_6_to_accuse_without_evidence_is_a_debt(room: Room, seen: int, early: int) -> None:
    """Holding responsible with attribution under the line costs cohesion."""
    room.state.public.track[b.ATTRIBUTION, s.NOW] = seen
    room.adopt(verb=4)
    assert room.clock[s.CLAIMED] == 1
    assert room.clock[s.CLAIM_EARLY] == early
    assert room.booked(b.COHESION, s.BY_CLAIM) == -early * room.book.rule[n.CLAIM_EARLY_COHESION]


def test_6_to_condemn_names_nobody(room: Room) -> None:
    """The council names who did it from 'holds responsible' on, or by a measure that does."""
    room.adopt(verb=3)
    assert room.clock[s.CLAIMED] == 0
    room.adopt(("attribute", 1), verb=1)
    assert room.clock[s.CLAIMED] == 1


def test_6_beliefs_are_bayes() -> None:
    """Evidence multiplies odds."""
    row = np.array([0, 250, 250, 500], np.int64)
    normalise(row, 1, 3, np.array([300, 100, 100], np.int64))
    assert row.tolist() == [0, 500, 166, 333], "250 x 3 : 250 : 500 = 3 : 1 : 2"


def test_6_no_belief_dies() -> None:
    """None sinks under 1, so that all can be unlearnt."""
    row = np.array([1000, 0, 0], np.int64)
    normalise(row, 0, 3, np.array([1000, 0, 0], np.int64))
    assert row.tolist() == [1000, 1, 1]


def test_6_evidence_counts_as_far_as_its_source_is_credible(room: Room) -> None:
    """With a credibility label: a source of credibility 0 moves nobody."""
    moved = []
    for credible in (0, 50, 100):
        each = Room()
        row = each.book.inject[0]
        row[b.LIKELIHOOD : b.LIKELIHOOD + b.CAUSE_COUNT] = 300, 100, 100, 100
        row[b.CREDIBILITY] = credible
        each.own("DE")[s.CAUSE_BELIEF : s.CAUSE_BELIEF + b.CAUSE_COUNT] = 250
        weigh_evidence(each.book, each.state, each.bit("DE"), 0, each.scratch.stack)
        moved.append(int(each.own("DE")[s.CAUSE_BELIEF]))
    assert moved == [250, 400, 500], "1:1:1:1, 2:1:1:1 and 3:1:1:1"


def test_6_a_reply_teaches_something_and_not_everything(room: Room) -> None:
    """Plausible replies must teach something, and not everything."""
    reply_seen = kind_of(room, b.PROBE)
    before = room.own("DE").copy()
    room.clock[s.FIRM] = 0
    learn_from_reply(room.book, room.state, reply_seen, room.scratch.stack, room.scratch.spare)
    types = slice(s.TYPE_BELIEF, s.TYPE_BELIEF + len(room.names.types))
    assert before[types].tolist() != room.own("DE")[types].tolist()
    assert (room.own("DE")[types] > 1).all()
    assert abs(int(room.own("DE")[types].sum()) - 1000) <= len(room.names.types)


def test_6_all_learn_the_same_from_what_all_see(room: Room) -> None:
    """A reply is public."""
    learn_from_reply(room.book, room.state, 0, room.scratch.stack, room.scratch.spare)
    assert (np.ptp(room.state.own[:, s.TYPE_BELIEF : s.stock_at(room.book)], axis=0) == 0).all()


def test_6_a_government_falls_after_two_rounds(room: Room) -> None:
    """In the struck country support below a floor for two rounds brings the government down; so it may elsewhere."""
    for key in ("EE", "TR"):
        room.own(key)[s.SUPPORT] = room.book.ally[room.ally(key), b.SUPPORT_FLOOR] - 1
    room.own("PL")[s.SUPPORT] = room.book.ally[room.ally("PL"), b.SUPPORT_FLOOR]
    governments(room.book, room.state)
    assert room.clock[s.FELL_MASK] == 0
    governments(room.book, room.state)
    assert room.clock[s.FELL_MASK] == room.bit("EE", "TR")
    assert room.own("EE")[s.CAPITAL] == 0, "a caretaker has no daring"


def test_6_the_two_rounds_are_in_a_row(room: Room) -> None:
    """Below a floor for two rounds."""
    floor = room.book.ally[room.ally("EE"), b.SUPPORT_FLOOR]
    for support in (floor - 1, floor, floor - 1):
        room.own("EE")[s.SUPPORT] = support
        governments(room.book, room.state)
    assert room.clock[s.FELL_MASK] == 0


def test_6_the_struck_public_follows_how_safe_it_feels() -> None:
    """Publics: support moves with what an ally did and failed to do."""
    support = []
    for felt in (0, 500, 1000):
        room = Room()
        room.state.public.track[b.REASSURANCE, s.NOW] = felt
        move_publics(room.book, room.state)
        support.append((int(room.own("EE")[s.SUPPORT]), int(room.own("TR")[s.SUPPORT])))
    assert support[0][0] < support[1][0] < support[2][0]
    assert len({other for _, other in support}) == 1


def test_6_fears_follow_the_tracks() -> None:
    """Front-line fear falls with deterrence; rear-area fear rises with the ladder."""
    fears = []
    for deterrence, escalation in ((0, 0), (1000, 1000)):
        room = Room()
        room.state.public.track[b.DETERRENCE, s.NOW] = deterrence
        room.state.public.track[b.ESCALATION, s.NOW] = escalation
        move_fears(room.book, room.state)
        fears.append((int(room.own("PL")[s.ABANDON]), int(room.own("DE")[s.ENTRAP])))
    assert fears[0][0] > fears[1][0]
    assert fears[0][1] < fears[1][1]


def test_5_who_thinks_nobody_meant_it_fears_less_to_be_left_alone() -> None:
    """Abandonment(i) x reassurance of m, front-line fear: it is a fear of somebody, not of a fault."""
    fears = []
    for meant in (900, 500, 100):
        room = Room()
        own = room.own("PL")
        own[s.CAUSE_BELIEF : s.CAUSE_BELIEF + b.CAUSE_COUNT] = (
            meant // 2,
            meant // 2,
            (1000 - meant) // 2,
            (1000 - meant) // 2,
        )
        move_fears(room.book, room.state)
        fears.append(int(own[s.ABANDON]))
    assert fears[0] > fears[1] > fears[2]


def test_6_tracks_drift_towards_rest(room: Room) -> None:
    """Each has a resting level and inertia: what is left of the distance after a day."""
    room.book.track[b.ESCALATION] = 0, 100, 500
    room.state.public.track[b.ESCALATION, s.NOW] = 500
    for days, left in ((0, 0), (1, -200), (2, -300)):
        room.turn_page()
        drift(room.book, room.state, days)
        assert room.booked(b.ESCALATION, s.DRIFT) == left


def test_6_no_text_has_a_price(room: Room) -> None:
    """One question the council cannot escape; saying nothing is an answer with a price."""
    silent, bare, spoken = Room(), Room(), Room()
    bare.adopt(verb=4)  # thirty-two who agree on words alone have not answered the question either
    spoken.adopt(("forensics", 1), verb=2)
    price = room.book.round[0, b.PRICE :]
    assert (price != 0).any()
    for each, due in ((silent, price.tolist()), (bare, price.tolist()), (spoken, [0] * len(price))):
        each.resolve(s.AFTERMATH)
        assert [each.booked(t, s.BY_NO_TEXT) for t in range(len(price))] == due


def test_6_bare_words_show_no_unity() -> None:
    """Cohesion is what an adopted text shows, and a text without a clause shows none."""
    shown = []
    for clauses in ((), (("forensics", 1),)):
        room = Room()
        room.adopt(*clauses, verb=2)
        shown.append(room.booked(b.COHESION, s.BY_TEXT))
    assert shown == [0, room.book.rule[n.TEXT_COHESION]]


def test_6_what_was_said_tonight_is_not_said_again(room: Room) -> None:
    """A second text of a round counts by how far its wording goes beyond the first, and shows little more unity."""
    unity, heat = room.book.rule[n.TEXT_COHESION], room.book.rule[n.TEXT_HEAT]
    room.adopt(("forensics", 1), verb=3)
    first = [
        room.booked(b.REASSURANCE, s.BY_TEXT),
        room.booked(b.COHESION, s.BY_TEXT),
        room.booked(b.ESCALATION, s.BY_TEXT),
    ]
    assert first == [3 * room.book.rule[n.VERB_REASSURANCE], unity, heat + room.book.rule[n.VERB_HEAT]]
    room.turn_page()
    room.clock[s.SLOT] = 1
    room.adopt(("gun_teams", 1), verb=2)
    again = [
        room.booked(b.REASSURANCE, s.BY_TEXT),
        room.booked(b.COHESION, s.BY_TEXT),
        room.booked(b.ESCALATION, s.BY_TEXT),
    ]
    assert again == [0, unity * 400 // 1000, heat * 400 // 1000]


def test_6_thirty_two_are_heard_whatever_they_say() -> None:
    """Every adopted text heats a little, the barest too."""
    for clauses in ((), (("forensics", 1),)):
        room = Room()
        room.adopt(*clauses, verb=1)
        assert room.booked(b.ESCALATION, s.BY_TEXT) == room.book.rule[n.TEXT_HEAT] > 0


def test_6_what_was_haggled_over_binds() -> None:
    """Cohesion is what an adopted text shows: each reading it needed before it held adds to it, up to three."""
    shown = []
    for readings in (0, 1, 3, 4):
        room = Room()
        draft = room.put(("forensics", 1))
        draft[s.REVISION] = readings
        speak(room.book, room.state, draft, True)
        shown.append(room.booked(b.COHESION, s.BY_TEXT))
    each = int(room.book.rule[n.HAGGLED_COHESION])
    assert each > 0
    assert [more - shown[0] for more in shown] == [0, each, 3 * each, 3 * each]


def test_6_bare_words_first_do_not_cheapen_the_text_that_follows() -> None:
    """Only a text with a clause is a text: the next shows its unity, and its heat, in full."""
    shown = []
    for words_first in (False, True):
        room = Room()
        if words_first:
            room.adopt(verb=2)
            room.turn_page()
            room.clock[s.SLOT] = 1
        room.adopt(("forensics", 1), verb=2)
        shown.append((room.booked(b.COHESION, s.BY_TEXT), room.booked(b.ESCALATION, s.BY_TEXT)))
    assert shown[0] == shown[1]


def test_6_an_assent_that_may_be_taken_back_shows_less_unity() -> None:
    """Uninstructed at the deadline is silent ad referendum: adopted, but withdrawable next round."""
    shown = []
    for silent in ((), ("DE",)):
        room = Room()
        draft = room.put(("forensics", 1))
        draft[s.REFERENDUM_SET] = room.bit(*silent) if silent else 0
        speak(room.book, room.state, draft, True)
        shown.append(room.booked(b.COHESION, s.BY_TEXT))
    assert shown[0] - shown[1] == room.book.rule[n.REFERENDUM_COHESION] > 0


def test_6_words_keep_the_council_together_and_deter_nobody() -> None:
    """A text spares the price of none in full, but for deterrence only as far as the round read firm."""
    line = int(Room().book.rule[n.FIRM_SPARES])
    assert line > 0
    lost = []
    for firm in (0, line // 2, line):
        room = Room()
        room.book.round[0, b.PRICE + b.DETERRENCE] = -40
        room.adopt(("forensics", 1), verb=2)
        room.clock[s.FIRM] = firm
        price_of_no_text(room.book, room.state)
        lost.append(room.booked(b.DETERRENCE, s.BY_NO_TEXT))
        assert room.booked(b.COHESION, s.BY_NO_TEXT) == 0
    assert lost == [-40, -20, 0]


def test_6_a_false_claim_is_taken_back_on_grounds(room: Room) -> None:
    """Whoever corrects itself says why: a clause that adds next to nothing to the evidence is no withdrawal."""
    withdrawn = []
    for evidence in (room.book.rule[n.WITHDRAW_EVIDENCE] - 1, room.book.rule[n.WITHDRAW_EVIDENCE]):
        each = Room()
        each.clock[s.CLAIMED], each.clock[s.REVERSED] = 1, 2
        each.option("forensics")[b.EFFECT + b.ATTRIBUTION], each.option("forensics")[b.ASSERT] = evidence, 0
        each.adopt(("forensics", 1), verb=2)
        withdrawn.append(int(each.clock[s.WITHDRAWN]))
    assert withdrawn == [0, 1]


def test_6_the_ledger_adds_up_clamping_included(room: Room) -> None:
    """The entries add up to the change exactly, clamping included (what a bound cut off is an entry of its own)."""
    track = room.state.public.track
    track[b.COHESION, s.NOW], track[b.ESCALATION, s.NOW] = 30, 990
    clear_ledger(track)
    book_points(track, b.COHESION, s.BY_CONDUCT, -70)
    book_points(track, b.COHESION, s.BY_TEXT, 10)
    book_points(track, b.ESCALATION, s.BY_REPLY, 35)
    settle(track)
    assert (room.booked(b.COHESION, s.LIMIT), room.booked(b.ESCALATION, s.LIMIT)) == (30, -25)
    assert (room.track(b.COHESION), room.track(b.ESCALATION)) == (0, 1000)
    assert (track[:, s.NOW] - track[:, s.BEFORE] == s.ledger_of(room.state).sum(axis=1)).all()


def test_6_types_and_causes_are_drawn_as_the_file_says(room: Room) -> None:
    """Type, truth, secrets, moods are drawn per game, at their odds."""
    from game.rules.start import start

    types, causes, reversed_ones, games = np.zeros(len(room.names.types)), np.zeros(b.CAUSE_COUNT), 0, 400
    for game in range(games):
        start(room.book, room.state, room.scratch, *SEED, game)
        types[room.state.truth[s.TYPE_DRAWN]] += 1
        causes[room.state.truth[s.CAUSE_DRAWN]] += 1
        reversed_ones += int(room.state.truth[s.WILL_REVERSE])
    priors = room.book.type[:, b.PRIOR] / 1000
    odds = priors @ room.book.type[:, b.CAUSE_ODDS : b.CAUSE_ODDS + b.CAUSE_COUNT] / 100
    four = 4 * 0.5 / games**0.5  # four standard errors at most
    assert np.abs(types / games - priors).max() < four
    assert np.abs(causes / games - odds).max() < four
    assert abs(reversed_ones / games - room.book.rule[n.REVERSAL] / 1000) < four


def test_6_one_draw_an_address(room: Room) -> None:
    """Luck depends on the seed and on what it is about, never on what was drawn before."""
    one, other = np.zeros(8, np.int64), np.zeros(16, np.int64)
    luck.fill(*SEED, 0, 2, luck.INJECTS, one)
    luck.fill(*SEED, 0, 3, luck.INJECTS, other)
    luck.fill(*SEED, 0, 2, luck.INJECTS, other)
    assert other[:8].tolist() == one.tolist()


def test_6_a_taken_channel_does_not_frighten_the_front() -> None:
    """Untaken, it raises abandonment fear in forward allies: taken, it does not."""
    room = Room()
    before = int(room.own("PL")[s.ABANDON])
    room.adopt(("hotline", 1))
    reply(room, b.TAKES_CHANNEL)
    assert room.own("PL")[s.ABANDON] == before


@pytest.mark.parametrize(
    ("verb", "clauses", "withdrawn"),
    [
        (2, ("forensics",), True),
        (3, ("forensics",), False),  # it still promises to respond
        (2, (), False),  # words alone add nothing to what is known
        (2, ("hotline",), False),
        (2, ("forensics", "sea_watch"), True),
        (2, ("forensics", "expel"), False),  # who expels stands by what was said
    ],
)
def test_6_a_sober_text_after_the_reversal_withdraws_the_claim(
    verb: int, clauses: tuple[str, ...], withdrawn: bool
) -> None:
    """wrong_man: a public attribution reversed and never withdrawn; it can be withdrawn by facts, soberly put."""
    room = Room()
    room.adopt(verb=4)
    reverse_attribution(room.book, room.state)
    assert room.clock[s.WITHDRAWN] == 0
    room.adopt(*((key, 1) for key in clauses), verb=verb)
    assert (room.clock[s.WITHDRAWN] > 0) == withdrawn


def test_7_a_claim_on_fresh_evidence_after_the_reversal_was_not_reversed(room: Room) -> None:
    """wrong_man: a public attribution reversed; what the council said only afterwards is not what was reversed."""
    reverse_attribution(room.book, room.state)
    room.adopt(verb=4)
    room.state.truth[s.WILL_REVERSE] = 0
    assert common_goal(room.book, room.state, RIGHT) > 40


def test_7_who_accuses_again_has_not_withdrawn(room: Room) -> None:
    """wrong_man: reversed and never withdrawn; a withdrawal that the next text unsays is none."""
    room.adopt(verb=4)
    reverse_attribution(room.book, room.state)
    room.adopt(("forensics", 1), verb=2)
    assert room.clock[s.WITHDRAWN] > 0
    room.adopt(verb=4)
    assert room.clock[s.WITHDRAWN] == 0
