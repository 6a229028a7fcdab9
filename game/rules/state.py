"""The state of one game as tables of whole numbers with named columns, and the choices that move it.

The state is three: `public` (what the table sees), `own` (one row an ally: what its capital knows) and `truth` (nobody's).
Tracks, support, trust and beliefs are 0-1000; time is in hours since the incident; "none" is -1; sets of allies are bit masks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from game.scenario.book import CAUSES, FORECAST, WATCH_KIND, Book, Table, kinds

DRAFTS = 3  # drafts a round at most
REVISIONS = 3  # revisions of a draft at most
CLAUSES = 5  # clauses of a draft at most
HAND = 4  # national acts to choose from
APPROACHES = 2  # offers at the door, a seat and a round
OPEN_PROMISES = 2  # a seat may have given at a time

# What is decided, in order; BRIEFING and AFTERMATH are resolved without a decision.
(
    BRIEFING,
    ACTS,
    CONSULT,
    TABLING,
    SOUND,
    REDRAFT,
    TOUR,
    ANSWER,
    REVISE,
    HOST_SAYS,
    OFFER,
    OFFER_AGAIN,
    REPLY,
    AFTERMATH,
    OVER,
) = range(15)
PHASES = (
    "briefing",
    "acts",
    "consult",
    "tabling",
    "sound",
    "redraft",
    "tour",
    "answer",
    "revise",
    "host",
    "offer",
    "offer_again",
    "reply",
    "aftermath",
    "over",
)

# clock: the one-dimensional part of what is public. *_MASK are bit masks of allies.
(
    PHASE,
    ROUND,  # 0-based
    HOUR,  # since the incident
    HOURS_LEFT,  # of this round
    SLOT,  # which draft of the round, 0-2
    DRAFT,  # row of `draft` on the table, -1 none
    SPONSOR,  # ally that has the floor, -1 none
    PEN,  # who revises: an ally, or the number of allies for the chair
    EXTENDED,  # 1 when time has been asked for on this text
    ARTICLE_4_MASK,
    ARTICLE_4_ROUND,  # round in which it was asked, -1 never
    ARTICLE_4_ANSWERED,  # strength of the text that answered it, -1 not yet
    BILATERAL_ROUND,
    CHANNEL_OFFERED,  # this round
    CHANNEL_LIVE,  # rounds that a taken channel still lives
    CHANNEL_TAKEN,
    CHANNEL_REFUSED,
    HITS,
    HIT_ROUND,  # 1-based round of the last hit, 0 the incident itself
    HIT_ANSWERED,  # 1 when a text answered the last hit
    UNANSWERED,
    QUIET_RUN,
    LAST_REPLY,  # row of book.reply, -1 none yet
    TEXTS,  # adopted
    FIRST_TEXT_HOUR,  # -1 none
    FIRST_TRY,  # texts that held at the first try
    TABLED,
    BROKEN,
    DROPPED,
    LEADERS_BROKEN,
    VERB_NOW,  # strongest verb adopted this round
    VERB_BEST,
    TEXT_HELD,  # texts adopted this round
    WITHOUT_TEXT,  # rounds in a row, up to the last, in which none held
    FIRM,  # how firm the other side finds this round, 0-1000
    CLAIMED,  # 1-based round in which the council named who did it, 0 never
    CLAIM_EARLY,  # 1 when it did so with attribution under the line
    REVERSED,  # 1-based round, 0 never
    WITHDRAWN,  # 1 the claim was taken back after the reversal, 2 there was none to take back
    PLEDGED,
    FILLED_UNITS,
    CAVEATS,
    COUNCIL_RESOLVE,
    COALITION_RESOLVE,
    COALITIONS,
    RAISED,
    TIME_ASKED,
    STATEMENTS,
    BRACKETS,
    REVISED,
    SOUNDINGS,
    KEPT,
    BROKEN_WORD,
    LEAKS,
    LETTER_MASK,  # who broke silence this round
    PEAK,
    COHESION_SUM,  # of the evenings so far, as of the next
    DETERRENCE_SUM,
    LOW_COHESION,
    FELL_MASK,
    ACCIDENTS,
    WORST_ACCIDENT,
    AD_REFERENDUM,
    TAKEN_BACK,
    ANNOUNCED,  # round in which somebody announced that it may ask for Article 4, -1 never
    HEAT_ROUND,  # track points of escalation that this round's firm measures and acts added
    SPEND,  # hours spent on the text at hand
    ACTS_DONE,
    ENDING,  # row of book.watch, -1 none
    CLOCK_COLUMNS,
) = range(70)

# track: now, where it stood when this settlement began, and the settlement's ledger: what each cause booked, LIMIT being
# what the ends of the scale cut off. A rule that books to a cause names its column.
(
    NOW,
    BEFORE,
    DRIFT,
    BY_TEXT,
    BY_MEASURE,
    BY_ACT,
    BY_ARTICLE_4,
    BY_BILATERAL_HELP,
    BY_REPLY,
    BY_ACCIDENT,
    BY_INJECT,
    BY_CHANNEL,
    BY_GAP,
    BY_CONDUCT,
    BY_NO_TEXT,
    BY_HABIT,
    BY_CLAIM,
    BY_COALITION,
    BY_PUBLICS,
    LIMIT,
    TRACK_COLUMNS,
) = range(21)

# draft: one text. STATUS as below; *_SET are bit masks of allies by their last answer; CLAUSE + c * CLAUSE_COLUMNS.
(
    STATUS,
    AUTHOR,
    COSPONSORS,
    VERB,
    BASIS,
    LEVEL,
    REVISION,
    DEADLINE,
    ASKS,
    COUNT,
    OPENED,
    CLOSED,
    SILENT_SET,
    STATEMENT_SET,
    AMEND_SET,
    BREAK_SET,
    TIME_SET,
    REFERENDUM_SET,
    TOUR_NO_SET,
    TOUR_IF_SET,
    DRAFT_PEN,
    CLAUSE,
) = range(22)
(MEASURE, CLAUSE_LEVEL, CLAUSE_MOOD, CLAUSE_BRACKETS, CLAUSE_COLUMNS) = range(5)
(UNUSED, TABLED_TEXT, UNDER_SILENCE, ADOPTED, DROPPED_TEXT, BROKEN_TEXT, WILLING_TEXT, TAKEN_BACK_TEXT) = range(8)
(DECIDES, TASKS, CALLS_FOR) = range(3)
WORDING = CLAUSES  # a bracket may name the verb: clause number 5
(ROUTINE, ARTICLE_4, ARTICLE_5) = range(3)

# measure: what became of it. BY: who took it (as below); ARRIVES -1 when nothing is in the pipe.
(
    ADOPTED_LEVEL,
    TASKED,
    CALLED,
    BY,
    ARRIVES,
    PIPE_LEVEL,
    DELIVERED_LEVEL,
    DELIVERED_ROUND,
    NEEDED,
    OFFERED,  # in half units: a caveat counts 1, a plain unit 2
    GIVERS,  # gave a unit, bit mask
    GIVERS_OF_TWO,  # gave two
    MEMBERS,  # of the coalition that took it, bit mask
    DELIVERED_SHARE,  # per mille of its level that counted when it arrived
    ACTORS,  # national acts so far, bit mask
    ON_PAPER,  # highest level on this round's options paper
    OPEN_CALL,  # 1 while offers are called for
    REFUSED_BY_HOST,
    ADOPTED_ROUND,
    MEASURE_COLUMNS,
) = range(20)
(BY_NOBODY, BY_COUNCIL, BY_WILLING, BY_NATION, BY_BILATERAL, BY_OTHERS) = range(6)

# ally: what the table sees of each. A bracket is (clause or WORDING or -1, level asked for: 0 strike out).
(
    SAID,  # last answer, -1 none
    TOUR_SAID,
    BRACKET_1,
    BRACKET_1_LEVEL,
    BRACKET_2,
    BRACKET_2_LEVEL,
    DEMANDS_ASK,
    ACTED,  # measure of this round's national act, -1
    FLOOR_BID,
    HAD_FLOOR,  # this round
    OFFERED_NOW,  # units offered this round
    GIVEN,
    CAVEATED,
    RECEIVED,
    SPONSORED,
    BROKE,
    BRACKETED,
    STATEMENTS_MADE,
    ASK_GRANTED,
    HELD_PEN,
    KEPT_WORD,
    BROKE_WORD,
    RED_CROSSED,
    FALLEN,
    ALLY_COLUMNS,
) = range(25)

# own: one row an ally, known to its seat alone. HAND + k national acts; DOOR + k * DOOR_COLUMNS approaches; then beliefs
# about the cause, beliefs about the other side's type (per mille), and the stock of units, one column a kind.
(
    SUPPORT,
    CAPITAL,
    ABANDON,
    ENTRAP,
    MOOD,
    SECRET_DRAWN,
    EVIDENCE_OWN,  # what it knows beyond the public attribution, -1000..1000
    LOW_ROUNDS,  # in a row with support under the floor
    SKILL,
    PROMISED,  # promises given that are still open
    WAITING,  # 1 while silent ad referendum on ITS_TEXT
    ITS_TEXT,
    HELD,
) = range(13)
DOOR = HELD + HAND
(DOOR_WITH, DOOR_GIVE, DOOR_GET, DOOR_COLUMNS) = range(4)
CAUSE_BELIEF = DOOR + APPROACHES * DOOR_COLUMNS
TYPE_BELIEF = CAUSE_BELIEF + len(CAUSES)
(INSTINCT, STAFF, COUNCIL_SKILL) = range(3)

# pair: row a is what ally a knows and feels about b. A promise is its kind; it is due by the end of the round.
(TRUST, GAVE, HAS, SOUNDED, SOUND_BAND, SOUND_WORST, PAIR_COLUMNS) = range(7)
(NO_PROMISE, SILENT_ON, SUPPORTS_ASK, OFFERS_UNITS, NOT_TABLE, SHARES_EVIDENCE) = range(6)
(BAND_NO, BAND_DOUBTFUL, BAND_NEAR, BAND_YES) = range(4)

# truth: what nobody at the table knows; then one status an inject: 0 not in this game's deck, 1 armed, 2 not yet armed,
# FIRED + round once it fired.
(TYPE_DRAWN, CAUSE_DRAWN, WILL_REVERSE, BELIEVED_RESOLVE, BELIEVED_UNITY, TRUTH_INJECT) = range(6)
(NOT_HELD, ARMED, UNARMED, FIRED) = range(4)

# The causes of the ledger in words, in the order of its columns.
LEDGER = (
    "drift",
    "text",
    "measure",
    "act",
    "article_4",
    "bilateral",
    "reply",
    "accident",
    "inject",
    "channel",
    "gap",
    "conduct",
    "no_text",
    "habit",
    "claim",
    "coalition",
    "publics",
    "limit",
)

# worth (scratch): one row an ally, what each clause of the text, its verb and the whole are worth to it.
WORTH_TEXT = 0
WORTH_VERB = WORTH_TEXT + CLAUSES
WORTH_TOTAL = WORTH_VERB + 1
WORTH_RED = WORTH_TOTAL + 1  # 1 where the text is near one of its red lines
WORTH_COLUMNS = WORTH_RED + 1
MIND_COLUMNS = 8  # mind (scratch): one row an ally, as `allies/position.py` writes it

# guess (scratch): one column an ally, what a sponsor takes each option of the paper to be worth to it; then where it
# stands with what the draft has so far, the worth under which it would bracket, and its mind as anybody may guess it.
PAPER_SIZE = 10
GUESS_TOTAL = PAPER_SIZE
GUESS_LINE = GUESS_TOTAL + 1
GUESS_ABANDON = GUESS_LINE + 1
GUESS_ENTRAP = GUESS_ABANDON + 1
GUESS_LACKING = GUESS_ENTRAP + 1
GUESS_ROWS = GUESS_LACKING + 1

# choice: one row an ally, then the chair, then the other side. Only the columns of the phase are read; -1 is none.
(
    ACT,  # ACTS: which card of the hand, 0..HAND-1
    ASK_ARTICLE_4,  # CONSULT: 0 no, 1 asks, 2 announces that it may
    BILATERAL,  # CONSULT: 1 takes the bilateral road (the struck ally)
    HELPERS,  # CONSULT: bit mask of up to three allies asked for a unit
    ACCEPT_1,  # CONSULT: 1 accepts the first approach at its door
    ACCEPT_2,
    PROMISE_TO,  # CONSULT: a promise of its own
    PROMISE_KIND,
    LEAK,  # CONSULT: 1 leaks the letters of the last round
    WITHDRAW,  # CONSULT: 1 takes back a silence ad referendum
    FLOOR,  # CONSULT: 0 does not ask for the floor, else how much it wants it
    HELPS,  # CONSULT: 1 would give the struck ally a unit if asked bilaterally
    D_VERB,  # TABLING, REDRAFT, REVISE: 0 tables nothing
    D_BASIS,
    D_HOURS,
    D_ASKS,  # bit mask of allies whose ask is granted
    SOUND_1,  # SOUND: an ally to sound
    SOUND_2,
    COSPONSOR,  # SOUND: 1 co-sponsors, -1 (the struck ally) does not want the text
    SAYS_BAND,  # SOUND: what it says if it is sounded (may be asked; binds nobody), BAND_*
    SAYS_WORST,  # and its worst clause
    TOUR_ANSWER,  # TOUR: 0 can join, 1 can join if, 2 cannot
    REPLIES,  # ANSWER: SILENT, STATEMENT, AMEND, BREAK or ASK_TIME
    NAMES_1,  # ANSWER: a clause it brackets or breaks over (WORDING: the verb)
    NAMES_1_LEVEL,  # the level (or verb) it could live with, 0 strike out
    NAMES_2,
    NAMES_2_LEVEL,
    DEMANDS,  # ANSWER: 1 demands its ask
    OFFERS_PEN,  # ANSWER: 1 offers to draft the next revision
    REVISION_KIND,  # REVISE, of whoever holds the pen: as below
    OFFER_1,  # OFFER, OFFER_AGAIN: a measure
    OFFER_1_UNITS,
    OFFER_1_CAVEAT,
    OFFER_2,
    OFFER_2_UNITS,
    OFFER_2_CAVEAT,
    REFUSES,  # HOST_SAYS: a measure that it does not want on its soil
    ADVERSARY_REPLY,  # REPLY: row of book.reply
    D_CLAUSE,  # TABLING, REDRAFT, REVISE: D_CLAUSE + c * D_COLUMNS; then one forecast (per cent or -1) a question
) = range(39)
(D_MEASURE, D_LEVEL, D_MOOD, D_COLUMNS) = range(4)
FORECASTS = D_CLAUSE + CLAUSES * D_COLUMNS
(SILENT, STATEMENT, AMEND, BREAK, ASK_TIME) = range(5)
(CAN_JOIN, CAN_JOIN_IF, CANNOT) = range(3)
(DROP, REVISE_TEXT, RAISE_LEVEL, LET_WILLING) = range(4)


class Public(NamedTuple):
    """What the table sees."""

    clock: Table
    track: Table
    draft: Table
    measure: Table
    ally: Table


class State(NamedTuple):
    """One game: public, own (with pair, what one ally knows of another), truth."""

    public: Public
    own: Table
    pair: Table
    truth: Table


class Scratch(NamedTuple):
    """Working space of one game; nothing in it outlives a phase."""

    worth: Table
    mind: Table
    guess: Table
    stack: Table
    draw: Table
    spare: Table


def stock_at(book: Book) -> int:
    """Return the column of `own` at which the stock of units begins."""
    return TYPE_BELIEF + book.type.shape[0]


def new_state(book: Book) -> State:
    """Return an empty state of the right sizes; `start` fills it."""
    allies, tracks = book.ally.shape[0], book.track.shape[0]

    def table(*shape: int) -> Table:
        return np.zeros(shape, np.int64)

    public = Public(
        table(CLOCK_COLUMNS),
        table(tracks, TRACK_COLUMNS),
        table(book.round.shape[0] * DRAFTS, CLAUSE + CLAUSES * CLAUSE_COLUMNS),
        table(book.measure.shape[0], MEASURE_COLUMNS),
        table(allies, ALLY_COLUMNS),
    )
    own = table(allies, TYPE_BELIEF + book.type.shape[0] + kinds(book))
    return State(public, own, table(allies, allies, PAIR_COLUMNS), table(TRUTH_INJECT + book.inject.shape[0]))


def new_choice(book: Book) -> Table:
    """Return an empty table of choices: allies, the chair, the other side."""
    questions = int(np.count_nonzero(book.watch[:, WATCH_KIND] == FORECAST))
    return np.zeros((book.ally.shape[0] + 2, FORECASTS + questions), np.int64)


def new_scratch(book: Book) -> Scratch:
    """Return working space for one game of this book."""
    allies = book.ally.shape[0]
    width = -(-max(allies * 8, book.measure.shape[0] * 2, book.inject.shape[0] * 4) // 8) * 8 + 64
    return Scratch(
        np.zeros((allies, WORTH_COLUMNS), np.int64),
        np.zeros((allies, MIND_COLUMNS), np.int64),
        np.zeros((GUESS_ROWS, allies), np.int64),
        np.zeros(64, np.int64),
        np.zeros(width, np.int64),
        np.zeros(width, np.int64),
    )


def ledger_of(state: State) -> Table:
    """Return the last settlement's ledger, tracks by causes in the order of LEDGER; a view, not a copy."""
    return state.public.track[:, DRIFT:]


def tables(state: State) -> tuple[Table, ...]:
    """Return the state's tables in a fixed order, for digests and copies."""
    return (*state.public, state.own, state.pair, state.truth)
