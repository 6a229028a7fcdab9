"""RULES 4.4 and 5: what the model tables, and what it makes of objections, is worth the room's time."""

from __future__ import annotations

import numpy as np
import pytest

from game.allies.answers import mind_for
from game.allies.corridor import wish_for_floor
from game.allies.drafting import daring, list_gains
from game.allies.guessing import guess_worths
from game.allies.options import LEVELS, OPTIONS, list_options
from game.allies.play import play_phase
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import is_red
from game.rules.aftermath import keep_count
from game.rules.consult import STRONGEST_WISH, duty
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.load import Loaded, load
from tests.rules.room import FIRST, SCENARIOS, Room, own_book

GALATI = load(SCENARIOS / "galati.toml")
NO_LUCK = np.full(OPTIONS, 1 << 31, np.int64)


@pytest.mark.parametrize(
    ("loaded", "games"),
    [
        (FIRST, 40),
        (GALATI, 12),
        pytest.param(GALATI, 1000, marks=pytest.mark.soak(size="games", a_minute=350, least=36)),
    ],
    ids=["first_session", "galati", "galati_soak"],
)
def test_4_4_no_text_of_the_model_says_what_was_said(loaded: Loaded, games: int) -> None:
    """Every adopted text decides a level that was not decided, calls for something new, or says it in a stronger verb."""
    book = own_book(loaded)
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    clock, seed, adopted = state.public.clock, seed_key("something new"), 0
    for game in range(games):
        start(book, state, scratch, *seed, game)
        while clock[s.PHASE] != s.OVER:
            before, levels, texts = clock.copy(), state.public.measure[:, s.ADOPTED_LEVEL].copy(), int(clock[s.TEXTS])
            play_phase(book, state, choice, scratch, *seed, game, -1, choice[0])
            if clock[s.TEXTS] == texts:
                continue
            adopted += 1
            draft = state.public.draft[before[s.DRAFT]]
            clauses = [draft[clause_at(c) : clause_at(c) + 3] for c in range(draft[s.COUNT])]
            new = [level > levels[measure] or mood == s.CALLS_FOR for measure, level, mood in clauses]
            assert any(new) or draft[s.VERB] > before[s.VERB_NOW], (game, int(before[s.ROUND]))
    assert adopted > games


def test_4_4_who_speaks_out_of_duty_drafts_nothing_bold() -> None:
    """A text out of duty is a cautious one; who wants the floor first may table one to be haggled over."""
    room = Room()
    sponsor = room.ally("PL")
    bids = (-1, 1)
    odds = []
    for bid in bids:
        room.seat("PL")[s.FLOOR_BID] = bid
        odds.append(daring(room.book, room.state.public, sponsor))
    assert odds[0] == 0 < odds[1]
    room.clock[s.SLOT] = 1
    earlier = room.state.public.draft[room.clock[s.ROUND] * s.DRAFTS]
    earlier[s.STATUS] = s.ADOPTED
    assert daring(room.book, room.state.public, sponsor) == odds[1]  # bare words are no text
    earlier[s.COUNT] = 1
    assert daring(room.book, room.state.public, sponsor) == 0
    room.clock[s.SLOT] = 0
    room.seat("PL")[s.FLOOR_BID] = bids[0]
    room.book.round[room.clock[s.ROUND], b.MEETING] = b.MINISTERS
    assert daring(room.book, room.state.public, sponsor) == odds[1] // 2


def test_4_3_duty_reaches_just_so_far_below_the_line() -> None:
    """The wish that somebody has out of duty is the wish that falls short of the line by so much and no more."""
    room = Room()
    luck = 1 << 31
    wishes = []
    for reach in (0, 200):
        room.book.rule[n.FLOOR_DUTY] = reach
        wishes.append([wish_for_floor(room.book, room.state.public, a, luck) for a in range(len(room.names.allies))])
    keen, dutiful = wishes
    assert all(late == early for early, late in zip(keen, dutiful, strict=True) if early > 0)
    assert min(keen) == 0, "no duty, no wish that is none"
    assert {wish for wish in dutiful if wish <= 0} <= set(range(-200, 0))
    assert sum(wish != 0 for wish in dutiful) == len(dutiful)
    assert max(keen) <= STRONGEST_WISH


def test_4_3_who_was_hit_wants_the_floor_until_a_text_answers() -> None:
    """The struck ally asks for the floor the more while nothing was said about the last hit."""
    room = Room()
    struck = room.ally("EE")
    wishes = []
    for answered in (0, 1):
        room.clock[s.HIT_ANSWERED] = answered
        wishes.append([wish_for_floor(room.book, room.state.public, a, 1 << 31) for a in range(len(room.names.allies))])
    more = [early - late for early, late in zip(*wishes, strict=True)]
    assert more[struck] > 0
    assert not any(more[:struck] + more[struck + 1 :])


def test_5_a_text_for_the_record_minds_nobody() -> None:
    """Without any care neither trouble nor a red line keeps a sponsor from what it wants."""
    room = Room(GALATI)
    book, public, scratch = room.book, room.state.public, room.scratch
    sponsor = room.ally("PL")
    mind = mind_for(book, public, room.state.own[sponsor], sponsor)
    public.measure[room.measure("mediation"), s.ON_PAPER] = 1
    options = list_options(book, public, sponsor, scratch.stack)
    seen = []
    for care in (0, 1):
        guess_worths(book, public, scratch, options, 0, 0)
        at = scratch.stack[:options].tolist().index(room.measure("mediation"))
        list_gains(book, public, mind, scratch, options, care, NO_LUCK)
        seen.append(int(scratch.spare[at]))
    assert seen[0] > seen[1]


def test_5_boldness_does_not_discount_red_lines() -> None:
    """However bold the draft, each red line that an option is known to cross takes as much from it as in a careful one."""
    room = Room(GALATI)
    book, public, scratch = room.book, room.state.public, room.scratch
    sponsor, careful = room.ally("BE"), int(book.rule[n.DRAFT_CAREFUL])
    mind = mind_for(book, public, room.state.own[sponsor], sponsor)
    for key in ("mediation", "vigilance_activity", "hotline"):
        public.measure[room.measure(key), s.ON_PAPER] = 1
    options = list_options(book, public, sponsor, scratch.stack)
    gains = []
    for care in (careful, 1):
        guess_worths(book, public, scratch, options, 0, 0)
        list_gains(book, public, mind, scratch, options, care, NO_LUCK)
        gains.append(scratch.spare[:options].copy())
    crossed = [
        sum(is_red(book, public, a, int(scratch.stack[k]), int(scratch.stack[LEVELS + k])) for a in range(32))
        for k in range(options)
    ]
    assert max(crossed) > 3
    # What a point of trouble costs is 10 a head, times the care; the bold sponsor gives the rest here.
    assert (gains[0] - gains[1]).tolist() == [10 * (careful - 1) * each for each in crossed]


def test_4_3_a_council_that_found_no_words_is_asked_for_some() -> None:
    """Duty reaches further after a round without a text, until one holds, and where ministers or leaders meet."""
    room = Room()
    room.clock[s.TEXT_HELD] = 0
    keep_count(room.book, room.state)
    keep_count(room.book, room.state)
    assert room.clock[s.WITHOUT_TEXT] == 2
    usual = room.book.rule[n.FLOOR_DUTY]
    assert duty(room.book, room.clock) == usual + room.book.rule[n.FLOOR_WITHOUT] > usual
    room.clock[s.TEXT_HELD] = 1
    keep_count(room.book, room.state)
    assert room.clock[s.WITHOUT_TEXT] == 0
    assert duty(room.book, room.clock) == usual
    room.book.round[room.clock[s.ROUND], b.MEETING] = b.LEADERS
    assert duty(room.book, room.clock) == usual + room.book.rule[n.FLOOR_MEETING] > usual


def test_5_what_leaders_sign_is_prepared() -> None:
    """Where leaders meet a first draft is seldom bold."""
    room = Room(GALATI)
    book, public, sponsor = room.book, room.state.public, room.ally("PL")
    public.ally[sponsor, s.FLOOR_BID] = 1
    odds = []
    for meeting in (b.AMBASSADORS, b.LEADERS):
        book.round[0, b.MEETING] = meeting
        odds.append(daring(book, public, sponsor))
    assert 0 < odds[1] == odds[0] * book.rule[n.DRAFT_LEADERS] // 100 < odds[0]


def test_5_a_staff_does_not_accuse_on_credit() -> None:
    """Attribution under the line makes an accusation a debt: a staff counts that against it, an instinct does not."""
    room = Room(GALATI)
    book, public, scratch = room.book, room.state.public, room.scratch
    sponsor, claim = room.ally("PL"), room.measure("formal_attribution")
    public.measure[claim, s.ON_PAPER] = 1
    options = list_options(book, public, sponsor, scratch.stack)
    at = scratch.stack[:options].tolist().index(claim)
    lost = []
    for skill in (s.INSTINCT, s.STAFF):
        room.state.own[sponsor, s.SKILL] = skill
        mind, gains = mind_for(book, public, room.state.own[sponsor], sponsor), []
        for attribution in (book.rule[n.CLAIM_LINE], book.rule[n.CLAIM_LINE] - 1):
            public.track[b.ATTRIBUTION, s.NOW] = book.rule[n.CLAIM_LINE]
            guess_worths(book, public, scratch, options, 0, 0)
            public.track[b.ATTRIBUTION, s.NOW] = attribution
            list_gains(book, public, mind, scratch, options, 1, NO_LUCK)
            gains.append(int(scratch.spare[at]))
        lost.append(gains[0] - gains[1])
    assert lost == [0, book.rule[n.DRAFT_EARLY]]
    assert book.rule[n.DRAFT_EARLY] > 0
