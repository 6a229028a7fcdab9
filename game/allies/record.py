"""What a batch keeps of each game: one row of whole numbers, filled in while the game runs.

A row is the clock as it stands at the end, then OWN_COLUMNS of the game's own, then blocks: a round, an ally, a measure,
an inject, a row of `book.watch`, and once more a round: what was read and learnt in it. Hours are since the incident; -1 is
never or nobody.
"""

from __future__ import annotations

from game.allies.play import play_phase
from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import count_bits, evaluate
from game.rules.rule import rule
from game.rules.scores import common_goal, seat_score
from game.rules.state import Scratch, State
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Book, Table

# The game's own columns, after the clock. FIRST_TEXT tells the first adopted text from others by its verb and its clauses
# in any order (`sign_of`); 0 where none was adopted.
(
    TYPE,
    CAUSE,
    WILL_REVERSE,
    DETER,
    CALM,
    TOGETHER,
    RIGHT,
    ARTICLE_4_HOUR,
    MEASURES_DELIVERED,
    FIRST_TEXT,
    OWN_COLUMNS,
) = range(11)
# A round: whether it was played, texts tabled and held, whether the first text held at the first try, the reply
# (a row of `book.reply`); then every track at its end.
(PLAYED, PUT, HELD_TEXTS, HELD_FIRST, REPLIED, ROUND_TRACKS) = range(6)
# An ally: its score, and how often it answered so (a text answered again counts again).
(
    SCORE,
    SAID_SILENT,
    SAID_STATEMENT,
    SAID_AMEND,
    SAID_BREAK,
    SAID_TIME,
    CROSSED,
    UNITS,
    SPONSORED_TEXTS,
    FELL,
    ALLY_BLOCK,
) = range(11)
# A measure: texts that named it under silence, brackets and breaks that named it, hour when first adopted, round (1-based)
# in which the council first decided more than advice on it, level at the end, level in effect, national acts.
(NAMED, BRACKETED_BY, BROKEN_BY, FIRST_HOUR, DECIDED_ROUND, LEVEL_AT_END, IN_EFFECT, ACTS_OF, MEASURE_BLOCK) = range(9)
# A round once more: how firm the other side took us to be when it replied (0-1000), whether a channel was offered, the
# allies' mean belief in its true type (per mille), hits so far, points of escalation that an accident booked.
(READ_FIRM, READ_CHANNEL, BELIEF_IN_TRUTH, HITS_SO_FAR, ACCIDENT_POINTS, READING_BLOCK) = range(6)


@rule
def rounds_at() -> int:
    """Return the column at which the rounds begin."""
    return s.CLOCK_COLUMNS + OWN_COLUMNS


@rule
def allies_at(book: Book) -> int:
    """Return the column at which the allies begin."""
    return rounds_at() + book.round.shape[0] * (ROUND_TRACKS + book.track.shape[0])


@rule
def measures_at(book: Book) -> int:
    """Return the column at which the measures begin."""
    return allies_at(book) + book.ally.shape[0] * ALLY_BLOCK


@rule
def injects_at(book: Book) -> int:
    """Return the column at which the injects begin: the 1-based round in which each fired, 0 never."""
    return measures_at(book) + book.measure.shape[0] * MEASURE_BLOCK


@rule
def watch_at(book: Book) -> int:
    """Return the column at which the rows of `book.watch` begin: 1 where its condition holds at the end."""
    return injects_at(book) + book.inject.shape[0]


@rule
def readings_at(book: Book) -> int:
    """Return the column at which the rounds begin once more, with what was read and learnt in them."""
    return watch_at(book) + book.watch.shape[0]


@rule
def record_size(book: Book) -> int:
    """Return how many columns a row has."""
    return readings_at(book) + book.round.shape[0] * READING_BLOCK


@rule
def clear_record(book: Book, out: Table) -> None:
    """Begin a row: nothing has happened yet."""
    out[:] = 0
    out[s.CLOCK_COLUMNS + ARTICLE_4_HOUR] = -1
    for m in range(book.measure.shape[0]):
        out[measures_at(book) + m * MEASURE_BLOCK + FIRST_HOUR] = -1


@rule
def record_answers(book: Book, state: State, out: Table, draft: Table) -> None:
    """Count how each ally answered the text that was just under silence, and which measures its objections name.

    Where more time was asked for, the other answers stay sealed and are not counted yet.
    """
    if draft[s.TIME_SET] != 0:
        for a in range(book.ally.shape[0]):
            if (draft[s.TIME_SET] >> a) & 1 == 1:
                out[allies_at(book) + a * ALLY_BLOCK + SAID_TIME] += 1
        return
    for c in range(draft[s.COUNT]):
        out[measures_at(book) + draft[clause_at(c) + s.MEASURE] * MEASURE_BLOCK + NAMED] += 1
    for a in range(book.ally.shape[0]):
        record_answer(book, out, draft, state.public.ally[a], a)


@rule
def record_answer(book: Book, out: Table, draft: Table, seat: Table, ally: int) -> None:
    """Count one ally's answer, and which measures it names if it objects."""
    out[allies_at(book) + ally * ALLY_BLOCK + SAID_SILENT + seat[s.SAID]] += 1
    if seat[s.SAID] != s.AMEND and seat[s.SAID] != s.BREAK:
        return
    column = BRACKETED_BY if seat[s.SAID] == s.AMEND else BROKEN_BY
    for clause in (seat[s.BRACKET_1], seat[s.BRACKET_2]):
        if 0 <= clause < draft[s.COUNT]:
            out[measures_at(book) + draft[clause_at(clause) + s.MEASURE] * MEASURE_BLOCK + column] += 1


@rule
def record_adoption(book: Book, state: State, out: Table, measure: int) -> None:
    """Note when a measure was first adopted, and when the council first decided more than advice on it."""
    row = state.public.measure[measure]
    if row[s.ADOPTED_LEVEL] == 0:
        return
    at = measures_at(book) + measure * MEASURE_BLOCK
    if out[at + FIRST_HOUR] < 0:
        out[at + FIRST_HOUR] = state.public.clock[s.HOUR]
    if row[s.BY] == s.BY_COUNCIL and out[at + DECIDED_ROUND] == 0:
        if row[s.ADOPTED_LEVEL] >= min(book.measure[measure, b.LEVELS], 2):
            out[at + DECIDED_ROUND] = row[s.ADOPTED_ROUND] + 1


@rule
def sign_of(text: Table) -> int:
    """Return a number from 1 to 2**31 that tells a text from others by its verb and what its clauses name, in any order."""
    total = text[s.VERB]
    for c in range(text[s.COUNT]):
        at = clause_at(c)
        option = (text[at + s.MEASURE] + 1) * b.LEVEL_COUNT + text[at + s.CLAUSE_LEVEL]
        # Knuth's multiplicative hash, so that different sets of clauses seldom add up to the same.
        total += option * 2654435761 % (1 << 31)
    return total % (1 << 31) + 1


@rule
def record_adoptions(book: Book, state: State, out: Table, phase: int, draft: int) -> None:
    """Note what a phase may have brought: what nations did, what a text names, or, at the end of a round, anything."""
    if phase == s.ACTS:
        for a in range(book.ally.shape[0]):
            if state.public.ally[a, s.ACTED] >= 0:
                record_adoption(book, state, out, state.public.ally[a, s.ACTED])
    elif phase == s.AFTERMATH:
        for m in range(book.measure.shape[0]):
            record_adoption(book, state, out, m)
    elif draft >= 0 and (phase == s.ANSWER or phase == s.REVISE):
        text = state.public.draft[draft]
        if text[s.STATUS] == s.ADOPTED or text[s.STATUS] == s.WILLING_TEXT:
            for c in range(text[s.COUNT]):
                record_adoption(book, state, out, text[clause_at(c) + s.MEASURE])
        if text[s.STATUS] == s.ADOPTED and out[s.CLOCK_COLUMNS + FIRST_TEXT] == 0:
            out[s.CLOCK_COLUMNS + FIRST_TEXT] = sign_of(text)


@rule
def record_round(book: Book, state: State, out: Table) -> None:
    """Note how a round ended; the clock already stands at the next."""
    clock = state.public.clock
    now = clock[s.ROUND] - 1
    at = rounds_at() + now * (ROUND_TRACKS + book.track.shape[0])
    out[at + PLAYED] = 1
    out[at + HELD_TEXTS] = clock[s.TEXT_HELD]
    for slot in range(s.DRAFTS):
        draft = state.public.draft[now * s.DRAFTS + slot]
        if draft[s.STATUS] != s.UNUSED:
            out[at + PUT] += 1
            adopted = draft[s.STATUS] == s.ADOPTED or draft[s.STATUS] == s.TAKEN_BACK_TEXT
            if slot == 0 and draft[s.REVISION] == 0 and adopted:
                out[at + HELD_FIRST] = 1
    out[at + REPLIED] = clock[s.LAST_REPLY]
    for t in range(book.track.shape[0]):
        out[at + ROUND_TRACKS + t] = state.public.track[t, s.NOW]
    record_reading(book, state, out, now)


@rule
def record_reading(book: Book, state: State, out: Table, now: int) -> None:
    """Note what the other side read in a round that just ended, and what the allies had learnt by then."""
    clock = state.public.clock
    at = readings_at(book) + now * READING_BLOCK
    # Its picture moved half way to what it saw after it had replied: that is what it read (rules/other_side.py).
    out[at + READ_FIRM] = state.truth[s.BELIEVED_RESOLVE] if book.rule[n.WITH_MEMORY] == 1 else clock[s.FIRM]
    out[at + READ_CHANNEL] = clock[s.CHANNEL_OFFERED]
    believed = 0
    for a in range(book.ally.shape[0]):
        believed += state.own[a, s.TYPE_BELIEF + state.truth[s.TYPE_DRAWN]]
    out[at + BELIEF_IN_TRUTH] = believed // max(book.ally.shape[0], 1)
    out[at + HITS_SO_FAR] = clock[s.HITS]
    out[at + ACCIDENT_POINTS] = state.public.track[b.ESCALATION, s.BY_ACCIDENT]


@rule
def record_phase(book: Book, state: State, out: Table, phase: int, draft: int) -> None:
    """Note what the phase just resolved brought; `draft` is the row of the text that was on the table, or -1."""
    if phase == s.ANSWER and draft >= 0:
        record_answers(book, state, out, state.public.draft[draft])
    if phase == s.CONSULT and state.public.clock[s.ARTICLE_4_ROUND] == state.public.clock[s.ROUND]:
        out[s.CLOCK_COLUMNS + ARTICLE_4_HOUR] = state.public.clock[s.HOUR]
    record_adoptions(book, state, out, phase, draft)
    if phase == s.AFTERMATH:
        record_round(book, state, out)


@rule
def record_game(book: Book, state: State, scratch: Scratch, out: Table) -> None:
    """Note how a game ended."""
    for column in range(s.CLOCK_COLUMNS):
        out[column] = state.public.clock[column]
    own = s.CLOCK_COLUMNS
    out[own + TYPE] = state.truth[s.TYPE_DRAWN]
    out[own + CAUSE] = state.truth[s.CAUSE_DRAWN]
    out[own + WILL_REVERSE] = state.truth[s.WILL_REVERSE]
    for goal in range(4):
        out[own + DETER + goal] = common_goal(book, state, goal)
    for a in range(book.ally.shape[0]):
        record_ally(book, state, scratch, out, a)
    for m in range(book.measure.shape[0]):
        at = measures_at(book) + m * MEASURE_BLOCK
        out[at + LEVEL_AT_END] = state.public.measure[m, s.ADOPTED_LEVEL]
        out[at + IN_EFFECT] = state.public.measure[m, s.DELIVERED_LEVEL]
        out[at + ACTS_OF] = count_bits(state.public.measure[m, s.ACTORS])
        if state.public.measure[m, s.DELIVERED_LEVEL] > 0:
            out[own + MEASURES_DELIVERED] += 1
    for i in range(book.inject.shape[0]):
        out[injects_at(book) + i] = max(state.truth[s.TRUTH_INJECT + i] - s.FIRED + 1, 0)
    for w in range(book.watch.shape[0]):
        row = book.watch[w]
        out[watch_at(book) + w] = evaluate(book, state, scratch.stack, row[b.WATCH_START], row[b.WATCH_LENGTH])


@rule
def record_ally(book: Book, state: State, scratch: Scratch, out: Table, ally: int) -> None:
    """Note what the game was worth to one seat, and what it gave."""
    at = allies_at(book) + ally * ALLY_BLOCK
    seat = state.public.ally[ally]
    out[at + SCORE] = seat_score(book, state, scratch.stack, ally)
    out[at + CROSSED] = seat[s.RED_CROSSED]
    out[at + UNITS] = seat[s.GIVEN]
    out[at + SPONSORED_TEXTS] = seat[s.SPONSORED]
    out[at + FELL] = seat[s.FALLEN]


@rule
def play_recorded(
    book: Book,
    state: State,
    choice: Table,
    scratch: Scratch,
    seed0: int,
    seed1: int,
    game: int,
    out: Table,
    seat: int,
    plan: Table,
) -> None:
    """Play a game on to its end, the model in every seat, and fill its row.

    In the first phase `seat`, if it is not -1, does what `plan` says.
    """
    clear_record(book, out)
    planned = seat
    while state.public.clock[s.PHASE] != s.OVER:
        phase = state.public.clock[s.PHASE]
        draft = state.public.clock[s.DRAFT]
        play_phase(book, state, choice, scratch, seed0, seed1, game, planned, plan)
        planned = -1
        record_phase(book, state, out, phase, draft)
    record_game(book, state, scratch, out)
