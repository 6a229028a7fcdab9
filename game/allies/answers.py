"""How a government answers a text: what it says when sounded, in the tour de table, and under silence."""

from __future__ import annotations

from game.allies.position import (
    Mind,
    Option,
    bracket_line,
    constants,
    keep_mind,
    kept_mind,
    mind_of,
    option_of,
    reservation,
    standing_alone,
    verb_worth,
    weighed,
    worth,
)
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses, touchy
from game.rules.beliefs import spiral_expected
from game.rules.rule import rule
from game.rules.silence import latency
from game.rules.state import Public, Scratch, State
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def mind_for(book: Book, public: Public, own: Table, ally: int) -> Mind:
    """Return an ally's own view; from the skill `staff` on it asks what a text would bring, and do to its own sheet."""
    spiral = 0
    aim = -1
    if own[s.SKILL] >= s.STAFF:
        spiral = spiral_expected(book, own)
        aim = own[s.SECRET_DRAWN]
    return mind_of(book, public, own, ally, spiral, aim)


@rule
def clause_of(book: Book, draft: Table, clause: int) -> Option:
    """Return the measure's level that a clause of a text is about."""
    at = clause_at(clause)
    return option_of(book, draft[at + s.MEASURE], draft[at + s.CLAUSE_LEVEL], draft[at + s.CLAUSE_MOOD])


@rule
def weigh_wording(book: Book, mind: Mind, draft: Table, touched: int, row: Table) -> None:
    """Begin an ally's row of `worth`: the wording, where the text stands without its clauses, whether a red line is near."""
    row[s.WORTH_VERB] = verb_worth(book, mind, draft[s.VERB])
    row[s.WORTH_TOTAL] = row[s.WORTH_VERB] - reservation(book, mind, draft[s.LEVEL])
    row[s.WORTH_RED] = (touched >> mind.ally) & 1


@rule
def weigh_clause(book: Book, option: Option, mind: Mind, clause: int, row: Table) -> None:
    """Add a clause to an ally's row of `worth`."""
    value = weighed(option, book.stance[option.row, mind.column], mind)
    row[s.WORTH_TEXT + clause] = value
    row[s.WORTH_TOTAL] += value


@rule
def weigh_text(book: Book, mind: Mind, draft: Table, row: Table) -> None:
    """Write what each clause, the wording and the whole text are worth to an ally into its row of `worth`."""
    weigh_wording(book, mind, draft, touchy(book, draft), row)
    for c in range(draft[s.COUNT]):
        weigh_clause(book, clause_of(book, draft, c), mind, c, row)


@rule
def weigh_in_room(book: Book, state: State, draft: Table, scratch: Scratch, who: int) -> None:
    """Do the same for every ally of a bit mask, a clause at a time; their minds are kept in `scratch.mind`."""
    touched = touchy(book, draft)
    for a in range(book.ally.shape[0]):
        if (who >> a) & 1 == 1:
            mind = mind_for(book, state.public, state.own[a], a)
            keep_mind(mind, scratch.mind[a])
            weigh_wording(book, mind, draft, touched, scratch.worth[a])
    for c in range(draft[s.COUNT]):
        option = clause_of(book, draft, c)
        for a in range(book.ally.shape[0]):
            if (who >> a) & 1 == 1:
                weigh_clause(book, option, kept_mind(scratch.mind[a]), c, scratch.worth[a])


@rule
def worst_clause(draft: Table, row: Table, but: int) -> int:
    """Return the clause (or WORDING) that is worth least, leaving one out."""
    worst = -1
    least = 1_000_000
    for c in range(draft[s.COUNT]):
        if c != but and row[s.WORTH_TEXT + c] < least:
            worst = c
            least = row[s.WORTH_TEXT + c]
    if but != s.WORDING and row[s.WORTH_VERB] < least:
        worst = s.WORDING
    return worst


@rule
def worth_of_clause(row: Table, clause: int) -> int:
    """Return what a clause or the wording is worth, from the ally's row of `worth`."""
    return row[s.WORTH_VERB] if clause == s.WORDING else row[s.WORTH_TEXT + clause]


@rule
def hurt_by(draft: Table, row: Table, line: int) -> int:
    """Return by how much the worst clause (or the wording) is under the line at which an ally brackets; nought where none is."""
    worst = worst_clause(draft, row, -1)
    return max(line - worth_of_clause(row, worst), 0) if worst >= 0 else 0


@rule
def leaning(book: Book, draft: Table, row: Table, ally: int, margin: int, line: int) -> int:
    """Return the answer that a text deserves by the sum alone: SILENT, STATEMENT or AMEND."""
    worst = worst_clause(draft, row, -1)
    least = worth_of_clause(row, worst) if worst >= 0 else 0
    if least < line:
        return s.AMEND
    if margin >= 0:
        return s.SILENT
    if least >= 0:
        # Nothing in it hurts: a text that is merely too weak is let pass, and regretted where it is far too weak.
        return s.STATEMENT if margin < -book.rule[n.TOO_WEAK] else s.SILENT
    return s.STATEMENT if margin >= -book.ally[ally, b.TOLERANCE] * book.rule[n.TOLERANCE_SHARE] // 100 else s.AMEND


@rule
def live_with(book: Book, mind: Mind, draft: Table, clause: int, line: int) -> int:
    """Return the level of a clause (or the verb) that an ally could live with; 0 strikes it out."""
    if clause == s.WORDING:
        verb = draft[s.VERB] - 1
        while verb > 1 and verb_worth(book, mind, verb) < line // 2:
            verb -= 1
        return max(verb, 1)
    at = clause_at(clause)
    level = draft[at + s.CLAUSE_LEVEL] - 1
    while level > 0 and worth(book, mind, draft[at + s.MEASURE], level, draft[at + s.CLAUSE_MOOD]) < line // 2:
        level -= 1
    return level


@rule
def name_worst(book: Book, mind: Mind, draft: Table, row: Table, out: Table) -> None:
    """Write which clauses an ally names, the worst first, and what it could live with, into its choice."""
    ally = mind.ally
    line = bracket_line(book, mind)
    first = worst_clause(draft, row, -1)
    out[s.NAMES_1] = first
    out[s.NAMES_1_LEVEL] = live_with(book, mind, draft, first, line)
    second = worst_clause(draft, row, first)
    if second >= 0 and worth_of_clause(row, second) < line:
        out[s.NAMES_2] = second
        out[s.NAMES_2_LEVEL] = live_with(book, mind, draft, second, line)
    asks = book.ally[ally, b.HAS_ASK] == 1 and (draft[s.ASKS] >> ally) & 1 == 0
    out[s.DEMANDS] = 1 if asks and book.rule[n.WITH_ASKS] == 1 else 0


@rule
def wants_time(
    book: Book, public: Public, own: Table, draft: Table, ally: int, margin: int, hurt: int, out: Table
) -> bool:
    """Tell whether an ally that would object asks for time, because its capital cannot instruct it before the deadline.

    It lets pass ad referendum what is a little under its line; `hurt` is by how much a single clause is under its own.
    """
    if public.clock[s.EXTENDED] == 1 or book.rule[n.WITH_TIME] == 0:
        return False
    if margin > -book.rule[n.TIME_LINE] and hurt < book.rule[n.TIME_CLAUSE]:
        return False
    if own[s.CAPITAL] < book.rule[n.TIME_CAPITAL]:
        return False
    if public.clock[s.HOURS_LEFT] < draft[s.DEADLINE] + book.rule[n.EXTENSION]:
        return False
    contested = (1 if out[s.NAMES_1] >= 0 else 0) + (1 if out[s.NAMES_2] >= 0 else 0)
    return (
        latency(book, public.clock[s.ROUND], ally, contested, draft[s.LEVEL])
        > public.clock[s.SPEND] + draft[s.DEADLINE]
    )


@rule
def answer(
    book: Book, public: Public, own: Table, pair: Table, draft: Table, mind: Mind, row: Table, out: Table, draw: int
) -> None:
    """Write how an ally answers a text under silence, weighed in its `row`, into its choice.

    `draw` decides whether it breaks rather than amends.
    """
    ally = mind.ally
    line = bracket_line(book, mind)
    margin = row[s.WORTH_TOTAL] + constants(book, pair, draft, ally)
    margin += standing_alone(book, draft, ally)
    said = leaning(book, draft, row, ally, margin, line)
    red = row[s.WORTH_RED] == 1 and book.rule[n.WITH_RED_LINES] == 1 and crosses(book, public, draft, ally)
    out[s.OFFERS_PEN] = 1 if said == s.SILENT and own[s.CAPITAL] >= book.rule[n.PEN_CAPITAL] else 0
    if said != s.AMEND and not red:
        out[s.REPLIES] = said
        return
    name_worst(book, mind, draft, row, out)
    if wants_time(book, public, own, draft, ally, margin, hurt_by(draft, row, line), out):
        out[s.REPLIES] = s.ASK_TIME
        return
    # Break : amend about 1 : 6, more often once amending has failed, and seldom against other leaders.
    per_mille = book.rule[n.BREAK_ODDS] * (1 + draft[s.REVISION]) // (1 + 3 * draft[s.LEVEL])
    breaks = red or luck.chance(draw, per_mille) == 1
    out[s.REPLIES] = s.BREAK if breaks else s.AMEND


@rule
def band_of(book: Book, mind: Mind, draft: Table, row: Table, margin: int) -> int:
    """Return the band in which an ally answers a sounding about a text weighed in its `row`, `margin` over its reservation."""
    said = leaning(book, draft, row, mind.ally, margin, bracket_line(book, mind))
    if said == s.SILENT:
        return s.BAND_YES
    if said == s.STATEMENT:
        return s.BAND_NEAR
    return s.BAND_DOUBTFUL if margin > -book.rule[n.DOUBTFUL] else s.BAND_NO


@rule
def say_when_sounded(book: Book, pair: Table, draft: Table, mind: Mind, row: Table, out: Table) -> None:
    """Write what an ally would answer to a sounding about a text weighed in its `row`: a band and the worst clause."""
    margin = row[s.WORTH_TOTAL] + constants(book, pair, draft, mind.ally)
    out[s.SAYS_WORST] = worst_clause(draft, row, -1)
    out[s.SAYS_BAND] = band_of(book, mind, draft, row, margin)


@rule
def take_part_in_tour(
    book: Book, public: Public, pair: Table, draft: Table, mind: Mind, row: Table, out: Table
) -> None:
    """Write what an ally says in the tour de table about a text weighed in its `row` into its choice."""
    margin = row[s.WORTH_TOTAL] + constants(book, pair, draft, mind.ally)
    said = leaning(book, draft, row, mind.ally, margin, bracket_line(book, mind))
    if said != s.AMEND:
        out[s.TOUR_ANSWER] = s.CAN_JOIN
    else:
        far = margin < -book.rule[n.DOUBTFUL] or (row[s.WORTH_RED] == 1 and crosses(book, public, draft, mind.ally))
        out[s.TOUR_ANSWER] = s.CANNOT if far else s.CAN_JOIN_IF


@rule
def may_cosponsor(book: Book, ally: int) -> bool:
    """Tell whether an ally thinks of co-sponsoring at all: the forward, and the struck ally, who is always asked."""
    return book.ally[ally, b.FORWARD] > 0 or book.ally[ally, b.STRUCK] == 1


@rule
def cosponsors(book: Book, ally: int, margin: int) -> int:
    """Return whether an ally co-sponsors (1), stands aside (0), or does not want a text about itself (-1)."""
    if margin >= book.rule[n.COSPONSOR_LINE]:
        return 1
    if book.ally[ally, b.STRUCK] == 1 and margin < -book.rule[n.STRUCK_VETO]:
        return -1
    return 0


@rule
def may_be_sounded(allies: int, sponsor: Table, who: int) -> int:
    """Return, as a bit mask, whom somebody may sound: anybody where persons sit, else whom the sponsor's choice names."""
    if who != (1 << allies) - 1:
        return (1 << allies) - 1
    mask = 0
    for ally in (sponsor[s.SOUND_1], sponsor[s.SOUND_2]):
        mask |= 1 << ally if ally >= 0 else 0
    return mask


@rule
def decide_soundings_said(book: Book, state: State, choice: Table, scratch: Scratch, who: int) -> None:
    """Let each ally of a bit mask say what it would answer if it were sounded, and whether it co-sponsors.

    The sponsor has chosen by now whom it sounds.
    """
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    speaks = may_be_sounded(book.ally.shape[0], choice[clock[s.SPONSOR]], who)
    for a in range(book.ally.shape[0]):
        speaks |= 1 << a if may_cosponsor(book, a) else 0
    speaks &= who
    weigh_in_room(book, state, draft, scratch, speaks)
    for a in range(book.ally.shape[0]):
        if (speaks >> a) & 1 == 0:
            continue
        say_when_sounded(book, state.pair[a], draft, kept_mind(scratch.mind[a]), scratch.worth[a], choice[a])
        if a != clock[s.SPONSOR] and may_cosponsor(book, a):
            choice[a, s.COSPONSOR] = cosponsors(book, a, scratch.worth[a, s.WORTH_TOTAL])


@rule
def decide_tour(book: Book, state: State, choice: Table, scratch: Scratch, who: int) -> None:
    """Let each ally of a bit mask speak in the tour de table."""
    draft = state.public.draft[state.public.clock[s.DRAFT]]
    weigh_in_room(book, state, draft, scratch, who)
    for a in range(book.ally.shape[0]):
        if (who >> a) & 1 == 1:
            mind = kept_mind(scratch.mind[a])
            take_part_in_tour(book, state.public, state.pair[a], draft, mind, scratch.worth[a], choice[a])


@rule
def decide_answers(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, who: int
) -> None:
    """Let each ally of a bit mask answer the text under silence."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    allies = book.ally.shape[0]
    draw = scratch.draw[: -(-allies // 8) * 8]
    # The address of an answer: the round, the draft of the round, its revision (raising counts as one, so at most 5).
    address = clock[s.ROUND] * 32 + clock[s.SLOT] * 8 + min(draft[s.REVISION], 7)
    luck.fill(seed0, seed1, game, address, luck.ANSWERS, draw)
    weigh_in_room(book, state, draft, scratch, who)
    for a in range(allies):
        if (who >> a) & 1 == 1:
            mind = kept_mind(scratch.mind[a])
            row = scratch.worth[a]
            answer(book, state.public, state.own[a], state.pair[a], draft, mind, row, choice[a], draw[a])
