"""How a government drafts: from the options paper, what it wants and what it thinks the others can let pass.

It knows the others as anybody may take them for (`guess_mind`), and better where it sounded them or the tour spoke.
"""

from __future__ import annotations

from game.allies.answers import mind_for
from game.allies.position import Mind, asks_worth, bracket_line, guess_mind, reservation, verb_worth, worth
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import is_red
from game.rules.rule import rule
from game.rules.silence import latency
from game.rules.state import Public, Scratch, State
from game.rules.texts import asked_basis, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table

# `scratch.stack` holds the options that a draft may take up, one measure an entry, and what the sponsor thinks of each.
OPTIONS = s.PAPER_SIZE


@rule
def list_options(public: Public, stack: Table) -> int:
    """Write the measures of the options paper into the stack; return how many there are."""
    found = 0
    for m in range(public.measure.shape[0]):
        if public.measure[m, s.ON_PAPER] > 0 and found < OPTIONS:
            stack[found] = m
            found += 1
    return found


@rule
def guess_worths(book: Book, public: Public, scratch: Scratch, options: int, level: int, safety: int) -> None:
    """Write what each option is worth to each ally, as anybody may guess it, and where each stands without clauses.

    `safety` is by how much the sponsor takes the others to be harder than it guesses.
    """
    for a in range(book.ally.shape[0]):
        mind = guess_mind(book, a)
        row = scratch.worth[a]
        for k in range(options):
            measure = scratch.stack[k]
            at = public.measure[measure, s.ON_PAPER]
            mood = mood_of(book, measure, at, s.DECIDES)
            value = worth(book, public, mind, measure, at, mood)
            if mood != s.CALLS_FOR and is_red(book, public, a, measure, at):
                value -= book.rule[n.DRAFT_RED]
            row[s.WORTH_PAPER + k] = value
        fixed = book.ally[a, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] // 1000 + book.rule[n.ALONE] // 2
        row[s.WORTH_TOTAL] = fixed - reservation(book, mind, level) - safety
        row[s.WORTH_SPARE] = bracket_line(book, mind) + safety // 2


@rule
def trouble(scratch: Scratch, allies: int, option: int, sponsor: int, limit: int) -> int:
    """Return how much trouble one more option makes among the others: brackets, and sums that fall short.

    From `limit` on it is too much, and not counted further.
    """
    total = 0
    for a in range(allies):
        if a == sponsor:
            continue
        row = scratch.worth[a]
        value = row[s.WORTH_PAPER + option]
        if value < row[s.WORTH_SPARE]:
            total += 10
        after = row[s.WORTH_TOTAL] + value
        if after < 0 and value < 0:
            total += min(-after, 20)
        if total >= limit:
            return total
    return total


@rule
def list_gains(book: Book, public: Public, mind: Mind, scratch: Scratch, options: int) -> None:
    """Write into `spare` what each option is worth to the draft before any trouble: the sponsor's gain, and the others'.

    `mind` is the sponsor's own view.
    """
    allies = book.ally.shape[0]
    for k in range(options):
        measure = scratch.stack[k]
        level = public.measure[measure, s.ON_PAPER]
        mine = worth(book, public, mind, measure, level, mood_of(book, measure, level, s.DECIDES))
        gain = 0
        for a in range(allies):
            gain += min(scratch.worth[a, s.WORTH_PAPER + k], 12)
        scratch.spare[k] = mine * book.rule[n.DRAFT_OWN] + gain * book.rule[n.DRAFT_OTHERS] // allies


@rule
def take_option(book: Book, public: Public, scratch: Scratch, option: int, clause: int, out: Table) -> None:
    """Put an option into the draft as a clause, and add it to where each ally stands."""
    measure = scratch.stack[option]
    level = public.measure[measure, s.ON_PAPER]
    at = s.D_CLAUSE + clause * s.D_COLUMNS
    out[at + s.D_MEASURE] = measure
    out[at + s.D_LEVEL] = level
    out[at + s.D_MOOD] = mood_of(book, measure, level, s.DECIDES)
    for a in range(book.ally.shape[0]):
        scratch.worth[a, s.WORTH_TOTAL] += scratch.worth[a, s.WORTH_PAPER + option]
        # An option is taken once.
        scratch.worth[a, s.WORTH_PAPER + option] = 0
    scratch.stack[option] = -1


@rule
def choose_clauses(
    book: Book, public: Public, mind: Mind, scratch: Scratch, options: int, care: int, out: Table
) -> int:
    """Take up options one after the other while they gain more than the trouble they make, times `care`; return how many."""
    taken = 0
    list_gains(book, public, mind, scratch, options)
    most = min(book.rule[n.DRAFT_CLAUSES] + (1 if book.ally[mind.ally, b.FORWARD] > 40 else 0), s.CLAUSES)
    while taken < most:
        best = -1
        best_value = book.rule[n.DRAFT_LINE]
        for k in range(options):
            # Trouble only takes away: an option that could not win without it needs no look at the others.
            if scratch.stack[k] >= 0 and scratch.spare[k] > best_value:
                limit = (scratch.spare[k] - best_value) // care + 1
                value = scratch.spare[k] - trouble(scratch, book.ally.shape[0], k, mind.ally, limit) * care
                if value > best_value:
                    best = k
                    best_value = value
        if best < 0:
            break
        take_option(book, public, scratch, best, taken, out)
        taken += 1
    return taken


@rule
def choose_verb(book: Book, public: Public, mind: Mind, scratch: Scratch, care: int) -> int:
    """Return the verb that serves the sponsor best, counting those who would not let it pass."""
    best = 1
    best_value = -1_000_000
    for verb in range(1, 6):
        value = (verb_worth(book, public, mind, verb) + verb) * book.rule[n.DRAFT_OWN]
        for a in range(book.ally.shape[0]):
            guess = verb_worth(book, public, guess_mind(book, a), verb)
            after = scratch.worth[a, s.WORTH_TOTAL] + guess
            if guess < scratch.worth[a, s.WORTH_SPARE]:
                value -= 10 * care
            if after < 0 and guess < 0:
                value -= min(-after, 20) * care // 2
        if value > best_value:
            best = verb
            best_value = value
    return best


@rule
def choose_asks(book: Book, public: Public, scratch: Scratch, pair: Table, sponsor: int) -> int:
    """Return whose ask the sponsor grants: what it promised, and up to two whose sum falls a little short."""
    if book.rule[n.WITH_ASKS] == 0:
        return 0
    asks = 0
    granted = 0
    for a in range(book.ally.shape[0]):
        if a == sponsor or book.ally[a, b.HAS_ASK] == 0 or public.ally[a, s.ASK_GRANTED] == 1:
            continue
        short = scratch.worth[a, s.WORTH_TOTAL]
        owed = pair[a, s.GAVE] == s.SUPPORTS_ASK
        if owed or (granted < 1 and -book.rule[n.W_ASK] <= short < book.rule[n.ASK_MARGIN]):
            asks |= 1 << a
            granted += 1
    return asks


@rule
def choose_hours(book: Book, public: Public, scratch: Scratch, level: int) -> int:
    """Return the deadline: long enough for nearly all capitals, and leaving hours for a revision."""
    contested = 0
    longest = 0
    for a in range(book.ally.shape[0]):
        short = 1 if scratch.worth[a, s.WORTH_TOTAL] < 0 else 0
        contested += short
        longest = max(longest, latency(book, a, short, level))
    left = public.clock[s.HOURS_LEFT]
    wished = longest if contested > 2 else longest * 2 // 3
    return min(max(wished, book.rule[n.LEAST_DEADLINE]), max(left * 45 // 100, book.rule[n.LEAST_DEADLINE]))


@rule
def care_taken(book: Book, sponsor: int, is_bold: int) -> int:
    """Return what a sponsor gives for each point of trouble: a bold draft is meant to be haggled over."""
    if is_bold == 1:
        bold = book.rule[n.DRAFT_TROUBLE] - book.ally[sponsor, b.FORWARD] * book.rule[n.DRAFT_BOLD] // 100
        return max(bold, 1)
    return book.rule[n.DRAFT_CAREFUL]


@rule
def draft_text(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, sponsor: int
) -> None:
    """Write the sponsor's draft into its choice; a verb of 0 where it finds nothing to say."""
    public = state.public
    clock = public.clock
    out = choice[sponsor]
    level = book.round[clock[s.ROUND], b.MEETING]
    for c in range(s.CLAUSES):
        out[s.D_CLAUSE + c * s.D_COLUMNS + s.D_MEASURE] = -1
    luck.fill(seed0, seed1, game, clock[s.ROUND] * 32 + clock[s.SLOT] * 8, luck.DRAFTS, scratch.draw[:8])
    daring = book.rule[n.DRAFT_DARING] + book.ally[sponsor, b.FORWARD] * book.rule[n.DRAFT_DARING_FORWARD] // 100
    is_bold = luck.chance(scratch.draw[0], daring)
    care = care_taken(book, sponsor, is_bold)
    mind = mind_for(book, state.own[sponsor], sponsor)
    options = list_options(public, scratch.stack)
    guess_worths(book, public, scratch, options, level, 0 if is_bold == 1 else book.rule[n.DRAFT_SAFETY])
    taken = choose_clauses(book, public, mind, scratch, options, care, out)
    # A second text in a round that adds nothing is not worth the room's time.
    if taken == 0 and clock[s.TEXT_HELD] > 0:
        return
    out[s.D_VERB] = choose_verb(book, public, mind, scratch, care)
    out[s.D_BASIS] = asked_basis(public)
    out[s.D_ASKS] = choose_asks(book, public, scratch, state.pair[sponsor], sponsor)
    out[s.D_HOURS] = choose_hours(book, public, scratch, level)


@rule
def choose_soundings(book: Book, public: Public, own: Table, sponsor: int, out: Table) -> None:
    """Write whom the sponsor sounds: the one or two allies whose answer it can least tell, as far as its capital goes."""
    if book.rule[n.WITH_SOUNDINGS] == 0 or own[s.CAPITAL] <= book.rule[n.SOUND_CAPITAL]:
        return
    draft = public.draft[public.clock[s.DRAFT]]
    nearest = 1_000_000
    next_nearest = 1_000_000
    for a in range(book.ally.shape[0]):
        if a == sponsor:
            continue
        short = guess_margin(book, public, draft, a) + book.rule[n.SOUND_BIAS]
        distance = short if short > 0 else -short
        if distance < nearest:
            next_nearest = nearest
            out[s.SOUND_2] = out[s.SOUND_1]
            nearest = distance
            out[s.SOUND_1] = a
        elif distance < next_nearest:
            next_nearest = distance
            out[s.SOUND_2] = a
    if own[s.CAPITAL] <= book.rule[n.SOUND_CAPITAL] + 2:
        out[s.SOUND_2] = -1


@rule
def guess_margin(book: Book, public: Public, draft: Table, ally: int) -> int:
    """Return how far a text clears an ally's reservation, as anybody may guess it."""
    mind = guess_mind(book, ally)
    total = verb_worth(book, public, mind, draft[s.VERB]) + asks_worth(book, draft, ally)
    total += book.ally[ally, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] // 1000
    for c in range(draft[s.COUNT]):
        at = s.CLAUSE + c * s.CLAUSE_COLUMNS
        total += worth(book, public, mind, draft[at + s.MEASURE], draft[at + s.CLAUSE_LEVEL], draft[at + s.CLAUSE_MOOD])
    return total - reservation(book, mind, draft[s.LEVEL])


@rule
def decide_soundings(book: Book, state: State, choice: Table, who: int) -> None:
    """Let the sponsor sound whom it knows least."""
    sponsor = state.public.clock[s.SPONSOR]
    if (who >> sponsor) & 1 == 1:
        choose_soundings(book, state.public, state.own[sponsor], sponsor, choice[sponsor])
