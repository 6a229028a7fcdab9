"""The silence: a tour de table, sealed answers, and what follows when somebody does not stay silent."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import adopt, let_willing
from game.rules.conduct import credit, move_trust, pay
from game.rules.copies import copy_table
from game.rules.facts import count_bits
from game.rules.ledger import book_points
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.rules.texts import basis_of, clause_at, write_text
from game.scenario import book as b
from game.scenario.book import Book


@rule
def resolve_tour(book: Book, state: State, choice: b.Table) -> None:
    """Write down the tour de table; it binds nobody."""
    draft = state.public.draft[state.public.clock[s.DRAFT]]
    draft[s.TOUR_NO_SET] = 0
    draft[s.TOUR_IF_SET] = 0
    if book.rule[n.WITH_TOUR] == 0:
        return
    for a in range(book.ally.shape[0]):
        said = choice[a, s.TOUR_ANSWER]
        state.public.ally[a, s.TOUR_SAID] = said
        if said == s.CANNOT:
            draft[s.TOUR_NO_SET] |= 1 << a
        elif said == s.CAN_JOIN_IF:
            draft[s.TOUR_IF_SET] |= 1 << a


@rule
def latency(book: Book, now: int, ally: int, contested: int, level: int) -> int:
    """Return the hours in which a capital can instruct in a round: more for each clause contested there, fewer at a higher level.

    On the night itself ministers are up: a round may have a pace of its own, in per cent.
    """
    if book.rule[n.WITH_LATENCY] == 0:
        return 0
    return book.ally[ally, b.LATENCY] * book.round[now, b.PACE] * (1 + contested) * (3 - level) // 300


@rule
def named(choice: b.Table, ally: int) -> int:
    """Return how many clauses an answer names."""
    return (1 if choice[ally, s.NAMES_1] >= 0 else 0) + (1 if choice[ally, s.NAMES_2] >= 0 else 0)


@rule
def price_of(book: Book, level: int, answer: int) -> int:
    """Return what an answer costs in political capital."""
    if answer == s.AMEND:
        return book.rule[n.COST_BRACKET]
    if answer == s.BREAK:
        return book.rule[n.COST_BREAK_LEADERS] if level == b.LEADERS else book.rule[n.COST_BREAK]
    return 0


@rule
def as_instructed(book: Book, state: State, choice: b.Table, draft: b.Table, ally: int) -> int:
    """Return the answer that counts: who is not instructed in time is silent ad referendum, who cannot pay says less."""
    answer = choice[ally, s.REPLIES]
    clock = state.public.clock
    if answer == s.ASK_TIME:
        return s.SILENT
    if answer == s.AMEND or answer == s.BREAK:
        if (
            latency(book, clock[s.ROUND], ally, named(choice, ally), draft[s.LEVEL])
            > clock[s.SPEND] + draft[s.DEADLINE]
        ):
            state.own[ally, s.WAITING] = 1
            state.own[ally, s.ITS_TEXT] = clock[s.DRAFT]
            draft[s.REFERENDUM_SET] |= 1 << ally
            clock[s.AD_REFERENDUM] += 1
            return s.SILENT
    if answer == s.BREAK and not pay(state, ally, price_of(book, draft[s.LEVEL], s.BREAK)):
        answer = s.AMEND
    if answer == s.AMEND and not pay(state, ally, price_of(book, draft[s.LEVEL], s.AMEND)):
        answer = s.STATEMENT
    return answer


@rule
def extend(book: Book, state: State, choice: b.Table, draft: b.Table) -> bool:
    """Give the text more time where a capital asks and pays for it, once a text; the other answers stay sealed."""
    clock = state.public.clock
    if clock[s.EXTENDED] == 1 or clock[s.HOURS_LEFT] < draft[s.DEADLINE] + book.rule[n.EXTENSION]:
        return False
    for a in range(book.ally.shape[0]):
        if choice[a, s.REPLIES] == s.ASK_TIME and pay(state, a, book.rule[n.COST_TIME]):
            record_answer(state, choice, draft, a, s.ASK_TIME)
    if draft[s.TIME_SET] == 0:
        return False
    spend(state, draft[s.DEADLINE])
    clock[s.EXTENDED] = 1
    clock[s.TIME_ASKED] += 1
    clock[s.SPEND] += draft[s.DEADLINE]
    draft[s.DEADLINE] = book.rule[n.EXTENSION]
    return True


@rule
def record_answer(state: State, choice: b.Table, draft: b.Table, ally: int, answer: int) -> None:
    """Write one answer on the record, with the clauses that it names."""
    seat = state.public.ally[ally]
    seat[s.SAID] = answer
    bit = 1 << ally
    seat[s.BRACKET_1] = -1
    seat[s.BRACKET_2] = -1
    seat[s.DEMANDS_ASK] = 0
    if answer == s.SILENT:
        draft[s.SILENT_SET] |= bit
    elif answer == s.STATEMENT:
        draft[s.STATEMENT_SET] |= bit
        seat[s.STATEMENTS_MADE] += 1
        state.public.clock[s.STATEMENTS] += 1
    elif answer == s.ASK_TIME:
        draft[s.TIME_SET] |= bit
    else:
        name_clauses(state, choice, draft, ally, answer)


@rule
def name_clauses(state: State, choice: b.Table, draft: b.Table, ally: int, answer: int) -> None:
    """Write down which clauses an objection names, and what the ally could live with."""
    seat = state.public.ally[ally]
    seat[s.BRACKET_1] = choice[ally, s.NAMES_1]
    seat[s.BRACKET_1_LEVEL] = choice[ally, s.NAMES_1_LEVEL]
    seat[s.BRACKET_2] = choice[ally, s.NAMES_2]
    seat[s.BRACKET_2_LEVEL] = choice[ally, s.NAMES_2_LEVEL]
    seat[s.DEMANDS_ASK] = choice[ally, s.DEMANDS]
    for clause in (choice[ally, s.NAMES_1], choice[ally, s.NAMES_2]):
        if 0 <= clause < draft[s.COUNT]:
            draft[clause_at(clause) + s.CLAUSE_BRACKETS] += 1
    if answer == s.AMEND:
        draft[s.AMEND_SET] |= 1 << ally
        seat[s.BRACKETED] += 1
        state.public.clock[s.BRACKETS] += 1
    else:
        draft[s.BREAK_SET] |= 1 << ally
        seat[s.BROKE] += 1
        state.public.clock[s.LETTER_MASK] |= 1 << ally


@rule
def spend(state: State, hours: int) -> None:
    """Let hours of the round pass."""
    spent = min(max(hours, 0), state.public.clock[s.HOURS_LEFT])
    state.public.clock[s.HOURS_LEFT] -= spent
    state.public.clock[s.HOUR] += spent


@rule
def clear_answers(draft: b.Table) -> None:
    """Forget the answers to the text as it stood."""
    for column in (s.SILENT_SET, s.STATEMENT_SET, s.AMEND_SET, s.BREAK_SET, s.TIME_SET, s.REFERENDUM_SET):
        draft[column] = 0
    for c in range(s.CLAUSES):
        draft[clause_at(c) + s.CLAUSE_BRACKETS] = 0


@rule
def carries(book: Book, draft: b.Table) -> bool:
    """Tell whether a text is adopted by the decision rule: silence, or one of the laboratory's."""
    objectors = draft[s.AMEND_SET] | draft[s.BREAK_SET]
    kind = book.rule[n.DECISION_RULE]
    if kind == 0:
        return objectors == 0
    if kind == 1:
        return count_bits(objectors) <= book.rule[n.MINUS]
    against = 0
    total = 0
    for a in range(book.ally.shape[0]):
        total += book.ally[a, b.WEIGHT]
        if (objectors >> a) & 1 == 1:
            against += book.ally[a, b.WEIGHT]
    # Qualified majority as in the European Union: 55 % of members with 65 % of people.
    members = book.ally.shape[0] - count_bits(objectors)
    return members * 100 >= 55 * book.ally.shape[0] and (total - against) * 100 >= 65 * total


@rule
def resolve_answers(book: Book, state: State, choice: b.Table) -> None:
    """Open the sealed answers: more time, adoption, or a text that has to be mended or fails."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    clear_answers(draft)
    if extend(book, state, choice, draft):
        return
    for a in range(book.ally.shape[0]):
        if state.own[a, s.WAITING] == 1 and state.own[a, s.ITS_TEXT] == clock[s.DRAFT]:
            state.own[a, s.WAITING] = 0
        record_answer(state, choice, draft, a, as_instructed(book, state, choice, draft, a))
    spend(state, draft[s.DEADLINE])
    if carries(book, draft):
        adopt(book, state)
        return
    for a in range(book.ally.shape[0]):
        if (draft[s.BREAK_SET] >> a) & 1 == 1:
            move_trust(state, draft[s.AUTHOR], a, -book.rule[n.TRUST_BREAK])
    if draft[s.BREAK_SET] != 0 and draft[s.LEVEL] == b.LEADERS:
        clock[s.LEADERS_BROKEN] = 1
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.LEADERS_BREAK_COHESION])
    offer_pen(book, state, choice, draft)


@rule
def offer_pen(book: Book, state: State, choice: b.Table, draft: b.Table) -> None:
    """Say who drafts the next revision: the sponsor; then a seat that neither sponsored nor objected; then the chair."""
    clock = state.public.clock
    allies = book.ally.shape[0]
    clock[s.PEN] = draft[s.AUTHOR]
    if draft[s.REVISION] == 0:
        return
    clock[s.PEN] = allies
    if book.rule[n.WITH_PEN] == 0 or draft[s.REVISION] > 1:
        return
    best = -1
    for a in range(allies):
        objected = ((draft[s.AMEND_SET] | draft[s.BREAK_SET]) >> a) & 1 == 1
        if choice[a, s.OFFERS_PEN] == 1 and not objected and a != draft[s.AUTHOR]:
            if best < 0 or state.pair[draft[s.AUTHOR], a, s.TRUST] > state.pair[draft[s.AUTHOR], best, s.TRUST]:
                best = a
    if best >= 0:
        clock[s.PEN] = best


@rule
def fail(book: Book, state: State) -> None:
    """Close a text that did not hold."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    draft[s.CLOSED] = clock[s.HOUR]
    if draft[s.BREAK_SET] != 0:
        draft[s.STATUS] = s.BROKEN_TEXT
        clock[s.BROKEN] += 1
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.BROKEN_COHESION])
    else:
        draft[s.STATUS] = s.DROPPED_TEXT
        clock[s.DROPPED] += 1
        book_points(state.public.track, b.COHESION, s.BY_CONDUCT, -book.rule[n.DROPPED_COHESION])
    pen = draft[s.DRAFT_PEN]
    if pen < book.ally.shape[0] and pen != draft[s.AUTHOR]:
        pay(state, pen, 1)


@rule
def bracket_met(draft: b.Table, before: b.Table, clause: int, asked: int) -> bool:
    """Tell whether a revision gives an ally what its bracket asked for."""
    if clause < 0:
        return False
    if clause == s.WORDING:
        return draft[s.VERB] <= asked
    measure = before[clause_at(clause) + s.MEASURE]
    for c in range(draft[s.COUNT]):
        if draft[clause_at(c) + s.MEASURE] == measure:
            return draft[clause_at(c) + s.CLAUSE_LEVEL] <= asked
    return True


@rule
def reward_brackets(book: Book, state: State, before: b.Table, draft: b.Table, pen: int) -> None:
    """Return the capital of every bracket that a revision meets, and let its owner trust the pen."""
    for a in range(book.ally.shape[0]):
        if (before[s.AMEND_SET] >> a) & 1 == 0:
            continue
        seat = state.public.ally[a]
        met = bracket_met(draft, before, seat[s.BRACKET_1], seat[s.BRACKET_1_LEVEL])
        if not met and not bracket_met(draft, before, seat[s.BRACKET_2], seat[s.BRACKET_2_LEVEL]):
            continue
        credit(state, a, book.rule[n.COST_BRACKET], book.rule[n.CAPITAL_CAP])
        if pen < book.ally.shape[0]:
            move_trust(state, a, pen, book.rule[n.TRUST_BRACKET])


@rule
def revise(book: Book, state: State, scratch: Scratch, words: b.Table) -> None:
    """Circulate a revision: it costs hours, and goes under silence again."""
    clock = state.public.clock
    pen = clock[s.PEN]
    draft = state.public.draft[clock[s.DRAFT]]
    before = scratch.spare[: draft.shape[0]]
    copy_table(draft, before)
    author = pen if pen < book.ally.shape[0] else draft[s.AUTHOR]
    write_text(book, state, scratch, draft, before, words, author, pen < book.ally.shape[0])
    draft[s.BASIS] = basis_of(book, state.public, draft)
    reward_brackets(book, state, before, draft, pen)
    draft[s.REVISION] += 1
    draft[s.DRAFT_PEN] = pen
    clock[s.REVISED] += 1
    clock[s.SPEND] = 0
    spend(state, book.rule[n.REVISION_HOURS])
    draft[s.DEADLINE] = min(max(words[s.D_HOURS], book.rule[n.LEAST_DEADLINE]), max(clock[s.HOURS_LEFT], 1))


@rule
def raise_level(book: Book, state: State) -> bool:
    """Take a text to ministers or leaders: reservations and latency fall, hours and stakes rise; tell whether it could."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    hours = book.rule[n.HOURS_MINISTERS] if draft[s.LEVEL] == 0 else book.rule[n.HOURS_LEADERS]
    if draft[s.LEVEL] >= b.LEADERS or clock[s.HOURS_LEFT] < hours + book.rule[n.LEAST_DEADLINE]:
        return False
    if clock[s.PEN] < book.ally.shape[0] and not pay(state, clock[s.PEN], book.rule[n.COST_RAISE]):
        return False
    draft[s.LEVEL] += 1
    draft[s.REVISION] += 1
    clock[s.RAISED] += 1
    book_points(state.public.track, b.DETERRENCE, s.BY_CONDUCT, book.rule[n.RAISE_DETERRENCE])
    spend(state, hours)
    draft[s.DEADLINE] = min(max(draft[s.DEADLINE], 12), max(clock[s.HOURS_LEFT], 1))
    return True


@rule
def may_revise(book: Book, state: State) -> bool:
    """Tell whether there are revisions and hours left for another one."""
    clock = state.public.clock
    if state.public.draft[clock[s.DRAFT], s.REVISION] >= s.REVISIONS or book.rule[n.WITH_REVISIONS] == 0:
        return False
    return clock[s.HOURS_LEFT] >= book.rule[n.REVISION_HOURS] + book.rule[n.LEAST_DEADLINE]


@rule
def resolve_revision(book: Book, state: State, choice: b.Table, scratch: Scratch) -> None:
    """Carry out what the pen decides: a revision, a higher level, the willing alone, or no text."""
    clock = state.public.clock
    words = choice[clock[s.PEN]]
    kind = words[s.REVISION_KIND]
    if kind == s.REVISE_TEXT and words[s.D_VERB] > 0 and may_revise(book, state):
        revise(book, state, scratch, words)
        return
    if kind == s.RAISE_LEVEL and book.rule[n.WITH_RAISING] == 1 and raise_level(book, state):
        return
    if kind == s.LET_WILLING and book.rule[n.WITH_WILLING] == 1 and let_willing(book, state):
        return
    fail(book, state)
