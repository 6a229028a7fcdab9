"""The rulebook: what a scenario says, as twelve tables of whole numbers with named columns.

A table is an `int64` array, one row an item, columns named below. Where a row ends with a vector (one value a tag,
a track, a unit kind ...) the last name is the offset at which the vector begins: `measure[m, TAG + g]`. Counts come from
shapes and from `SIZE_*` columns of `rule`, so that one compilation serves every scenario. "None" is -1.

Units: tracks and support 0-1000 (shown 0-100); weights of taste, heat, resolve and the like are small whole numbers;
time is in hours; chances are per mille; utilities of the other side are thousandths of a nat.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.int64]


class Book(NamedTuple):
    """A compiled scenario. Rules read it and never write it."""

    rule: Table  # 1-D: tuning.py's columns, then the ladder's thresholds at LADDER
    track: Table
    round: Table
    ally: Table
    measure: Table
    option: Table  # row = measure * 3 + level - 1
    stance: Table  # rows as in option; derived by stances.py, as is the next
    wording: Table  # row = verb
    type: Table
    reply: Table
    inject: Table
    code: Table  # the `when` language, one operation a row
    watch: Table  # endings, then forecast questions, then learning objectives
    objective: Table  # row = ally * LINES + line


# The six tracks that the rules themselves know; a scenario's own follow.
(ESCALATION, DETERRENCE, COHESION, ATTRIBUTION, READINESS, REASSURANCE, OWN_TRACKS) = range(7)
CORE_TRACKS = ("escalation", "deterrence", "cohesion", "attribution", "readiness", "reassurance")

# track: INERTIA is the part (per mille) of the distance from rest that is left after a day.
(TRACK_START, TRACK_REST, TRACK_INERTIA) = range(3)

# round: TOPIC1/2 are tags that the round's question is about (-1 none); MEETING is the level of the council (0 permanent
# representatives, 1 ministers, 2 leaders); DOUBLE_GAP says that unfilled pledges count double; PRICE + t is what moves
# when no text holds; DECISION_RULE overrides the book's (0 silence).
(ROUND_START, ROUND_HOURS, ROUND_DAYS, TOPIC1, TOPIC2, MEETING, DOUBLE_GAP, PACE, PRICE) = range(9)
(AMBASSADORS, MINISTERS, LEADERS) = range(3)
# A script, which no scenario has and the laboratory may lay on (lab/scripts.py): after the prices, the ally that plays by
# it (in the first row), the verb of its text of that round (0: the model drafts), and clauses; a measure of -1 is none,
# and one that INSISTS is put also where the options paper does not hold it, for what that costs.
(SCRIPT_SEAT, SCRIPT_VERB, SCRIPT_CLAUSE) = range(3)
(SCRIPT_MEASURE, SCRIPT_LEVEL, SCRIPT_MOOD, SCRIPT_INSISTS, SCRIPT_COLUMNS) = range(5)

# ally: traits and fears 0-100, FORWARD and HOME -100..100, EVIDENCE and SUPPORT_* 0-1000, LATENCY in hours. A red line is
# four columns (kind, what, least level or verb, attribution from which it no longer holds). A mood is four columns (odds
# per cent, shift of the reservation, tag or -1, shift of that tag's interest). ASK_OPPOSED is a bit mask of allies.
(
    STRUCK,
    FEATURED,
    EU_MEMBER,
    WEIGHT,
    FORWARD,
    ABANDONMENT,
    ENTRAPMENT,
    EVIDENCE,
    ECONOMY,
    SOLIDARITY,
    HOME,
    RESERVATION,
    TOLERANCE,
    BRACKET_LINE,
    LATENCY,
    SUPPORT_START,
    SUPPORT_FLOOR,
    HAS_ASK,
    ASK_OPPOSED,
    OPPOSES_ASKS,  # derived by stances.py: whose ask it opposes, bit mask
    FIRST_ABANDONMENT,  # derived by stances.py: its fear of being left alone on the first day, given the priors
    UNIT_STAKE,  # derived by stances.py, one column a secret: what a unit given does to its sheet
) = range(22)
SECRETS = 3
RED = UNIT_STAKE + SECRETS
RED_LINES = 3
RED_COLUMNS = 4
(RED_KIND, RED_WHAT, RED_LEVEL, RED_UNTIL) = range(4)
(RED_NONE, RED_MEASURE, RED_TAG, RED_VERB) = range(4)
MOODS_FROM = RED + RED_LINES * RED_COLUMNS
MOODS = 3
MOOD_COLUMNS = 4
(MOOD_ODDS, MOOD_RESERVATION, MOOD_TAG, MOOD_SHIFT) = range(4)
TASTE = MOODS_FROM + MOODS * MOOD_COLUMNS
# TASTE + tag: interest, -100..100; then the stock, one column a unit kind; then trust at the start, one column an ally (0-1000).

# measure: OWNER is the one ally whose national act it is (-1 any of OWNERS); OWNERS a bit mask; HOST the ally that must
# consent (-1 none); UPTAKE per mille that the EU or UN acts when called on; REQUIRES_* a span of `code`.
(
    AUTHORITY,
    LEVELS,
    CHANNEL,
    STANDING,
    HOST,
    OWNER,
    OWNERS,
    MAIN_TAG,
    GATE,
    UPTAKE,
    CLAIMS,
    ARTICLE_5_CASE,
    REQUIRES_START,
    REQUIRES_LENGTH,
    TAG,
) = range(15)
AUTHORITIES = ("national", "willing", "council", "saceur", "eu", "un")
(NATIONAL, WILLING, COUNCIL, SACEUR, EU, UN) = range(6)

# option: one level of one measure. HEAT, RESOLVE, REASSURE, ASSERT, COST are -10..10; LEAD in hours; NEED units of NEED_KIND.
# RED_OF is a bit mask of allies with a red line there. After the effects (EFFECT + track) comes what each ally wants of it as
# such (its interests times the measure's tags).
(EXISTS, LEAD, HEAT, RESOLVE, REASSURE, ASSERT, COST, NEED_KIND, NEED, RED_OF, EFFECT) = range(11)
RED_WEIGHT = 2  # of a tag from which a red line about it is crossed
LEVEL_COUNT = 3

# stance: all that a clause is worth to an ally that only the scenario decides; column (1 + mood) * allies + ally, mood -1
# unknown; then, for whoever asks what it would do to its own sheet,
# (1 + MOODS + mood * SECRETS + secret) * allies + ally.
# wording: column ally, the same of a verb; then a bit mask of the allies with a red line there.
VERBS = 5

# type: PRIOR per mille; SPIRAL how much more often, per mille, it probes or (twice counted) raises after a firm package
# than after a soft one; CAUSE_ODDS + c per cent of each cause; then, a reply at a time, REPLY_COLUMNS + tracks values:
# log-odds after a soft package, after a firm one, with a channel, and the weight of each track (per 100 points).
CAUSES = ("deliberate", "reckless", "diverted", "malfunction")
CAUSE_COUNT = 4
MEANT = 2  # the first two were the other side's will, or its indifference
(PRIOR, SPIRAL, CAUSE_ODDS) = range(3)
REPLIES_FROM = CAUSE_ODDS + len(CAUSES)
(REPLY_SOFT, REPLY_FIRM, REPLY_CHANNEL, REPLY_TRACK) = range(4)

# reply: KIND as below; HIT_CHANCE per mille that it ends in a hit on allied soil; REPLY_HEAT in track points.
(REPLY_KIND, HIT_CHANCE, VERBAL, REPLY_EFFECT) = range(4)
REPLY_KINDS = ("quiet", "mirror", "probe", "raise", "channel")
(QUIET, MIRROR, PROBE, RAISE, TAKES_CHANNEL) = range(5)

# inject: RECIPIENTS a bit mask of allies; LIKELIHOOD + c per cent by which each cause's odds are multiplied for them;
# IN_DECK per mille that this game holds it; NEEDS_ARMING 1 where another inject must arm it first.
(
    WHEN_START,
    WHEN_LENGTH,
    CHANCE,
    FROM_ROUND,
    TO_ROUND,
    RECIPIENTS,
    CREDIBILITY,
    TRUE,
    IN_DECK,
    NEEDS_ARMING,
    ARMS,
    CANCELS,
    OPENS,
    REVERSES,
    HIT,
    FALLS,
    MOVES,
    MOVES_SUPPORT,
    MOVES_KIND,
    MOVES_STOCK,
    LIKELIHOOD,
) = range(21)
INJECT_EFFECT = LIKELIHOOD + len(CAUSES)

# code: operation and argument, in postfix order. CONST pushes the argument, TRACK a track (0-1000), FACT the fact number
# `argument // FACT_SPAN` of item `argument % FACT_SPAN` (see words.py); the rest take one or two values from the stack.
(OPERATION, ARGUMENT) = range(2)
(
    OP_CONST,
    OP_TRACK,
    OP_FACT,
    OP_NEGATE,
    OP_NOT,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_MORE,
    OP_MORE_EQUAL,
    OP_EQUAL,
    OP_UNEQUAL,
    OP_AND,
    OP_OR,
    OP_WITH,  # OP_WITH + a binary operation: its right hand is the argument
) = range(17)
FACT_SPAN = 1024
CODE_DEPTH = 16
CODE_LENGTH = 64

# watch: an ending, a forecast question or a learning objective; AT 0 = after every round, 1 = at the end of the game.
(WATCH_KIND, WATCH_START, WATCH_LENGTH, WATCH_AT) = range(4)
(ENDING, FORECAST, LEARNING) = range(3)

# objective: the sheet of a seat; row = ally * LINES + line.
(LINE_START, LINE_LENGTH, LINE_LOW, LINE_HIGH, LINE_WEIGHT) = range(5)
(INTEREST, HOME_LINE, ALLIANCE, SECRET) = range(4)
LINES = SECRET + SECRETS
STANCES = 1 + MOODS + MOODS * SECRETS  # columns of `stance` for each ally


def tags(book: Book) -> int:
    """Return how many tags the scenario has."""
    return book.measure.shape[1] - TAG


def kinds(book: Book) -> int:
    """Return how many kinds of unit the scenario has."""
    return book.ally.shape[1] - TASTE - tags(book) - book.ally.shape[0]
