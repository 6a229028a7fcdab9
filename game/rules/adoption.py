"""What a text does when nobody broke the silence, and what the willing can do when somebody did."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.acts import offer_channel
from game.rules.conduct import credit, move_support, move_trust, struck_ally
from game.rules.facts import count_bits
from game.rules.ledger import book_points
from game.rules.pipeline import put_in_pipe
from game.rules.rule import rule
from game.rules.state import Public, State
from game.rules.texts import clause_at, has_said_something, only_called_for
from game.scenario import book as b
from game.scenario.book import Book

STRONG = 3  # from this verb on a text is strong: it condemns
ACCUSES = 4  # from this verb on it holds somebody responsible


@rule
def text_resolve(book: Book, draft: b.Table) -> int:
    """Return the resolve of what a text decides, over its clauses."""
    total = 0
    for c in range(draft[s.COUNT]):
        at = clause_at(c)
        if draft[at + s.CLAUSE_MOOD] == s.DECIDES:
            row = draft[at + s.MEASURE] * b.LEVEL_COUNT + draft[at + s.CLAUSE_LEVEL] - 1
            total += max(book.option[row, b.RESOLVE], 0)
    return total


@rule
def speak(book: Book, state: State, draft: b.Table, is_first: bool) -> None:
    """Let the wording work: deterrence, cohesion, reassurance and heat by how far it goes beyond what was said tonight.

    `is_first`: no text of this round that has a clause was adopted before.
    """
    if book.rule[n.WITH_WORDING] == 0:
        return
    clock = state.public.clock
    verb = draft[s.VERB]
    more = max(verb - clock[s.VERB_NOW], 0)
    believed = more * book.rule[n.VERB_DETERRENCE] * state.public.track[b.COHESION, s.NOW] // 1000
    diluted = believed * (100 - 8 * min(count_bits(draft[s.ASKS]), 5)) // 100
    book_points(state.public.track, b.DETERRENCE, s.BY_TEXT, diluted)
    book_points(state.public.track, b.REASSURANCE, s.BY_TEXT, more * book.rule[n.VERB_REASSURANCE])
    heat = (max(verb - 2, 0) - max(clock[s.VERB_NOW] - 2, 0)) * book.rule[n.VERB_HEAT] if more > 0 else 0
    # A second text in the same round says little that is new.
    share = 1000 if is_first else 400
    heat += book.rule[n.TEXT_HEAT] * share // 1000
    if draft[s.COUNT] > 0:
        # Thirty-two who agree on words alone have shown nothing.
        less = count_bits(draft[s.STATEMENT_SET]) * book.rule[n.STATEMENT_COHESION]
        less += count_bits(draft[s.REFERENDUM_SET]) * book.rule[n.REFERENDUM_COHESION]
        shown = book.rule[n.TEXT_COHESION] - min(less, 2 * book.rule[n.TEXT_COHESION])
        # What was fought over and settled binds more than what nobody had to swallow.
        shown += min(draft[s.REVISION], 3) * book.rule[n.HAGGLED_COHESION]
        book_points(state.public.track, b.COHESION, s.BY_TEXT, shown * share // 1000)
    book_points(state.public.track, b.ESCALATION, s.BY_TEXT, heat)
    clock[s.HEAT_ROUND] += heat


@rule
def answer_article_4(book: Book, state: State, draft: b.Table) -> None:
    """Let the first text after a request under Article 4 answer it: a strong one helps, a weak one hurts."""
    clock = state.public.clock
    if clock[s.ARTICLE_4_ROUND] < 0 or clock[s.ARTICLE_4_ANSWERED] >= 0:
        return
    clock[s.ARTICLE_4_ANSWERED] = draft[s.VERB]
    good = draft[s.VERB] >= STRONG and text_resolve(book, draft) > 0
    points = book.rule[n.ARTICLE_4_STRONG] if good else -book.rule[n.ARTICLE_4_WEAK]
    for t in (b.DETERRENCE, b.COHESION, b.REASSURANCE):
        book_points(state.public.track, t, s.BY_ARTICLE_4, points)


@rule
def claim(book: Book, state: State) -> None:
    """Let the council name who did it; with attribution under the line that is a debt."""
    clock = state.public.clock
    if clock[s.CLAIMED] > 0:
        return
    clock[s.CLAIMED] = clock[s.ROUND] + 1
    if state.public.track[b.ATTRIBUTION, s.NOW] < book.rule[n.CLAIM_LINE]:
        clock[s.CLAIM_EARLY] = 1
        book_points(state.public.track, b.COHESION, s.BY_CLAIM, -book.rule[n.CLAIM_EARLY_COHESION])
    book_points(state.public.track, b.DETERRENCE, s.BY_CLAIM, book.rule[n.CLAIM_DETERRENCE])


@rule
def enact(book: Book, state: State, draft: b.Table, clause: int) -> None:
    """Let one clause take effect: decide and put in the pipe, task, or call for."""
    at = clause_at(clause)
    measure = draft[at + s.MEASURE]
    table = state.public.measure
    table[measure, s.ON_PAPER] = 0
    if draft[at + s.CLAUSE_MOOD] == s.CALLS_FOR:
        table[measure, s.CALLED] = 1
        return
    if draft[at + s.CLAUSE_MOOD] == s.TASKS:
        table[measure, s.TASKED] = 1
    put_in_pipe(book, state, measure, draft[at + s.CLAUSE_LEVEL], s.BY_COUNCIL)
    if book.measure[measure, b.CHANNEL] == 1:
        offer_channel(book, state)


@rule
def in_earnest(book: Book, measure: int, mood: int) -> bool:
    """Tell whether a clause goes as far as the council can: a mere call for what it might decide crosses no red line."""
    return mood != s.CALLS_FOR or only_called_for(book, measure)


@rule
def touchy(book: Book, draft: b.Table) -> int:
    """Return, as a bit mask, the allies that have a red line at something that a text decides or says."""
    mask = book.wording[draft[s.VERB], book.ally.shape[0]]
    for c in range(draft[s.COUNT]):
        at = clause_at(c)
        if in_earnest(book, draft[at + s.MEASURE], draft[at + s.CLAUSE_MOOD]):
            mask |= book.option[draft[at + s.MEASURE] * b.LEVEL_COUNT + draft[at + s.CLAUSE_LEVEL] - 1, b.RED_OF]
    return mask


@rule
def crosses(book: Book, public: Public, draft: b.Table, ally: int) -> bool:
    """Tell whether a text crosses one of an ally's red lines."""
    if (touchy(book, draft) >> ally) & 1 == 0:
        return False
    for k in range(b.RED_LINES):
        at = b.RED + k * b.RED_COLUMNS
        kind = book.ally[ally, at + b.RED_KIND]
        if kind == b.RED_NONE:
            return False  # those that an ally has come first
        if public.track[b.ATTRIBUTION, s.NOW] >= book.ally[ally, at + b.RED_UNTIL]:
            continue
        what = book.ally[ally, at + b.RED_WHAT]
        if kind == b.RED_VERB:
            if draft[s.VERB] >= what:
                return True
            continue
        for c in range(draft[s.COUNT]):
            if clause_crosses(book, draft, c, kind, what, book.ally[ally, at + b.RED_LEVEL]):
                return True
    return False


@rule
def clause_crosses(book: Book, draft: b.Table, clause: int, kind: int, what: int, level: int) -> bool:
    """Tell whether one clause crosses a red line about a measure or a tag."""
    at = clause_at(clause)
    measure = draft[at + s.MEASURE]
    if draft[at + s.CLAUSE_LEVEL] < level or not in_earnest(book, measure, draft[at + s.CLAUSE_MOOD]):
        return False
    return touches(book, measure, kind, what)


@rule
def touches(book: Book, measure: int, kind: int, what: int) -> bool:
    """Tell whether a measure is what a red line is about; of a tag a mere touch does not count."""
    if kind == b.RED_MEASURE:
        return measure == what
    return kind == b.RED_TAG and book.measure[measure, b.TAG + what] >= b.RED_WEIGHT


@rule
def is_red(book: Book, public: Public, ally: int, measure: int, level: int) -> bool:
    """Tell whether an ally is known to have a red line at a measure's level, as things stand."""
    if (book.option[measure * b.LEVEL_COUNT + level - 1, b.RED_OF] >> ally) & 1 == 0:
        return False
    for k in range(b.RED_LINES):
        at = b.RED + k * b.RED_COLUMNS
        if public.track[b.ATTRIBUTION, s.NOW] >= book.ally[ally, at + b.RED_UNTIL]:
            continue
        if level < book.ally[ally, at + b.RED_LEVEL]:
            continue
        if touches(book, measure, book.ally[ally, at + b.RED_KIND], book.ally[ally, at + b.RED_WHAT]):
            return True
    return False


@rule
def credit_people(book: Book, state: State, draft: b.Table) -> None:
    """Give credit to the sponsor, to the pen, and to those whose ask was granted; mark crossed red lines."""
    author = draft[s.AUTHOR]
    cap = book.rule[n.CAPITAL_CAP]
    state.public.ally[author, s.SPONSORED] += 1
    credit(state, author, 1, cap)
    pen = draft[s.DRAFT_PEN]
    if pen != author and pen < book.ally.shape[0]:
        state.public.ally[pen, s.HELD_PEN] += 1
        credit(state, pen, 1, cap)
    struck = struck_ally(book)
    for a in range(book.ally.shape[0]):
        if (draft[s.ASKS] >> a) & 1 == 1 and book.ally[a, b.HAS_ASK] == 1:
            state.public.ally[a, s.ASK_GRANTED] = 1
            move_trust(state, a, author, book.rule[n.TRUST_ASK])
            move_support(state, a, book.rule[n.ASK_SUPPORT])
        if crosses(book, state.public, draft, a):
            state.public.ally[a, s.RED_CROSSED] += 1
            move_support(state, a, -book.rule[n.RED_SUPPORT])
        if struck >= 0 and (draft[s.SILENT_SET] >> a) & 1 == 1:
            move_trust(state, struck, a, book.rule[n.TRUST_SILENT])


@rule
def takes_back(book: Book, draft: b.Table) -> bool:
    """Tell whether a text takes an accusation back: soberly worded, presuming nothing, and adding much to what is known."""
    adds = False
    for c in range(draft[s.COUNT]):
        at = clause_at(c)
        row = draft[at + s.MEASURE] * b.LEVEL_COUNT + draft[at + s.CLAUSE_LEVEL] - 1
        if book.option[row, b.ASSERT] > 0:
            return False
        adds = adds or book.option[row, b.EFFECT + b.ATTRIBUTION] >= book.rule[n.WITHDRAW_EVIDENCE]
    return adds and draft[s.VERB] < STRONG


@rule
def adopt(book: Book, state: State) -> None:
    """Adopt the text on the table: nobody broke the silence."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    is_first = not has_said_something(state.public)
    draft[s.STATUS] = s.ADOPTED
    draft[s.CLOSED] = clock[s.HOUR]
    speak(book, state, draft, is_first)
    answer_article_4(book, state, draft)
    if draft[s.VERB] >= ACCUSES:
        claim(book, state)
        if clock[s.WITHDRAWN] == 1:
            clock[s.WITHDRAWN] = 0
    elif clock[s.REVERSED] > 0 and clock[s.WITHDRAWN] == 0 and takes_back(book, draft):
        clock[s.WITHDRAWN] = 1
    for c in range(draft[s.COUNT]):
        measure = draft[clause_at(c) + s.MEASURE]
        if book.measure[measure, b.CLAIMS] == 1 and draft[clause_at(c) + s.CLAUSE_MOOD] == s.DECIDES:
            claim(book, state)
        enact(book, state, draft, c)
    clock[s.TEXTS] += 1
    clock[s.TEXT_HELD] += 1
    clock[s.HIT_ANSWERED] = 1
    clock[s.VERB_NOW] = max(clock[s.VERB_NOW], draft[s.VERB])
    clock[s.VERB_BEST] = max(clock[s.VERB_BEST], draft[s.VERB])
    if draft[s.REVISION] == 0:
        clock[s.FIRST_TRY] += 1
    if clock[s.FIRST_TEXT_HOUR] < 0:
        clock[s.FIRST_TEXT_HOUR] = clock[s.HOUR]
    credit_people(book, state, draft)


@rule
def may_go_alone(book: Book, measure: int) -> bool:
    """Tell whether the willing can do a measure without the council."""
    authority = book.measure[measure, b.AUTHORITY]
    return authority == b.WILLING or authority == b.SACEUR


@rule
def let_willing(book: Book, state: State) -> bool:
    """Let those who did not object go ahead with what needs no consensus; tell whether there was anything."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    willing = draft[s.SILENT_SET] & ~draft[s.REFERENDUM_SET]
    if count_bits(willing) < 3:
        return False
    done = 0
    for c in range(draft[s.COUNT]):
        at = clause_at(c)
        measure = draft[at + s.MEASURE]
        if may_go_alone(book, measure) and state.public.measure[measure, s.ADOPTED_LEVEL] < draft[at + s.CLAUSE_LEVEL]:
            put_in_pipe(book, state, measure, draft[at + s.CLAUSE_LEVEL], s.BY_WILLING)
            state.public.measure[measure, s.MEMBERS] = willing
            done += 1
    if done == 0:
        return False
    draft[s.STATUS] = s.WILLING_TEXT
    draft[s.CLOSED] = clock[s.HOUR]
    clock[s.COALITIONS] += 1
    clock[s.HIT_ANSWERED] = 1
    book_points(state.public.track, b.COHESION, s.BY_COALITION, -book.rule[n.WILLING_COHESION])
    return True
