"""How a government drafts: from the options paper, what it wants and what it thinks the others can let pass.

It knows the others as anybody may take them for (`guess_mind`), and better where it sounded them or the tour spoke.
"""

from __future__ import annotations

from typing import Final

from game.allies.answers import clause_of, mind_for
from game.allies.guessing import common_ground, guess_minds, guess_worths, guessed_mind, trouble
from game.allies.options import LEVELS, MOODS, OPTIONS, list_options, list_scripted
from game.allies.position import Mind, asks_worth, reservation, verb_worth, weighed, worth
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.rule import rule
from game.rules.script import is_scripted, script_at
from game.rules.silence import latency
from game.rules.state import Public, Scratch, State
from game.rules.texts import asked_basis
from game.scenario import book as b
from game.scenario.book import Book, Table

DRAWS: Final = -(-OPTIONS // 8) * 8  # one an option, in whole blocks of the generator


@rule
def list_gains(book: Book, public: Public, mind: Mind, scratch: Scratch, options: int, care: int, draw: Table) -> None:
    """Write into `spare` what each option is worth to the draft before any trouble: the sponsor's gain, and the others'.

    `mind` is the sponsor's own view. On entry `spare` holds how many red lines each option crosses (`guess_option`): a
    bold draft is meant to be haggled over, a red line is not, so it always counts as in a careful one; but in a text for
    the record (no care at all) nothing of that counts. `draw` holds a draw an option: what a ministry is keen on today.
    From the skill `staff` on it does not move that the council accuse before attribution is over the line: that is a debt.
    """
    spared = 10 * max(book.rule[n.DRAFT_CAREFUL] - care, 0) if care > 0 else 0
    allies = book.ally.shape[0]
    stack = scratch.stack
    is_early = mind.aim >= 0 and public.track[b.ATTRIBUTION, s.NOW] < book.rule[n.CLAIM_LINE]
    for k in range(options):
        mine = worth(book, mind, stack[k], stack[LEVELS + k], stack[MOODS + k])
        gain = 0
        for a in range(allies):
            gain += min(scratch.guess[k, a], 12)
        gain = gain * book.rule[n.DRAFT_OTHERS] // allies
        if is_early and book.measure[stack[k], b.CLAIMS] == 1:
            gain -= book.rule[n.DRAFT_EARLY]
        keen = luck.gumbel(draw[k]) * book.rule[n.DRAFT_LUCK] // 1000
        scratch.spare[k] = mine * book.rule[n.DRAFT_OWN] + gain + keen - scratch.spare[k] * spared


@rule
def take_option(scratch: Scratch, option: int, clause: int, out: Table) -> None:
    """Put an option into the draft as a clause, and add it to where each ally stands."""
    at = s.D_CLAUSE + clause * s.D_COLUMNS
    out[at + s.D_MEASURE] = scratch.stack[option]
    out[at + s.D_LEVEL] = scratch.stack[LEVELS + option]
    out[at + s.D_MOOD] = scratch.stack[MOODS + option]
    for a in range(scratch.guess.shape[1]):
        scratch.guess[s.GUESS_TOTAL, a] += scratch.guess[option, a]
    scratch.stack[option] = -1


@rule
def choose_clauses(
    book: Book, public: Public, mind: Mind, scratch: Scratch, options: int, care: int, out: Table
) -> int:
    """Take up options one after the other while they gain more than the trouble they make, times `care`; return how many."""
    taken = 0
    list_gains(book, public, mind, scratch, options, care, scratch.draw[8 : 8 + OPTIONS])
    most = min(book.rule[n.DRAFT_CLAUSES] + (1 if book.ally[mind.ally, b.FORWARD] > 40 else 0), s.CLAUSES)
    while taken < most:
        best = -1
        best_value = book.rule[n.DRAFT_LINE]
        for k in range(options):
            # Trouble only takes away: an option that could not win without it needs no look at the others.
            if scratch.stack[k] >= 0 and scratch.spare[k] > best_value:
                value = scratch.spare[k] - trouble(scratch.guess, k, mind.ally) * care
                if value > best_value:
                    best = k
                    best_value = value
        if best < 0:
            break
        take_option(scratch, best, taken, out)
        taken += 1
    return taken


@rule
def choose_verb(book: Book, mind: Mind, scratch: Scratch, care: int) -> int:
    """Return the verb that serves the sponsor best, counting those who would not let it pass."""
    guess = scratch.guess
    best = 1
    best_value = -1_000_000
    for verb in range(1, b.VERBS + 1):
        value = (verb_worth(book, mind, verb) + verb) * book.rule[n.DRAFT_OWN]
        for a in range(guess.shape[1]):
            gain = verb_worth(book, guessed_mind(guess, a), verb)
            after = guess[s.GUESS_TOTAL, a] + gain
            value -= 10 * care if gain < guess[s.GUESS_LINE, a] else 0
            value -= min(-after, 20) * care // 2 if after < 0 and gain < 0 else 0
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
        short = scratch.guess[s.GUESS_TOTAL, a]
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
        short = 1 if scratch.guess[s.GUESS_TOTAL, a] < 0 else 0
        contested += short
        longest = max(longest, latency(book, public.clock[s.ROUND], a, short, level))
    left = public.clock[s.HOURS_LEFT]
    wished = longest if contested > 2 else longest * 2 // 3
    least = book.rule[n.LEAST_DEADLINE]
    return min(max(wished, least), max(left * book.rule[n.DEADLINE_SHARE] // 100, least))


@rule
def care_taken(book: Book, sponsor: int, is_bold: int) -> int:
    """Return what a sponsor gives for each point of trouble: a bold draft is meant to be haggled over."""
    if is_bold == 1:
        bold = book.rule[n.DRAFT_TROUBLE] - book.ally[sponsor, b.FORWARD] * book.rule[n.DRAFT_BOLD] // 100
        return max(bold, 1)
    return book.rule[n.DRAFT_CAREFUL]


@rule
def daring(book: Book, public: Public, sponsor: int) -> int:
    """Return the odds, in 1000, of a bold draft, which only the first text of a round with a clause can be.

    Who speaks out of duty drafts none, but half of them where ministers or leaders meet and everybody brings a wish. What
    leaders are to sign is prepared, and seldom bold.
    """
    first = public.clock[s.ROUND] * s.DRAFTS
    for d in range(first, first + public.clock[s.SLOT]):
        if public.draft[d, s.STATUS] != s.UNUSED and public.draft[d, s.COUNT] > 0:
            return 0
    odds = book.rule[n.DRAFT_DARING] + book.ally[sponsor, b.FORWARD] * book.rule[n.DRAFT_DARING_FORWARD] // 100
    meeting = book.round[public.clock[s.ROUND], b.MEETING]
    if meeting == b.LEADERS:
        odds = odds * book.rule[n.DRAFT_LEADERS] // 100
    if public.ally[sponsor, s.FLOOR_BID] > 0:
        return odds
    return odds // 2 if meeting > b.AMBASSADORS else 0


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
    luck.fill(seed0, seed1, game, clock[s.ROUND] * 32 + clock[s.SLOT] * 8, luck.DRAFTS, scratch.draw[: 8 + DRAWS])
    is_bold = luck.chance(scratch.draw[0], daring(book, public, sponsor))
    is_for_record = is_bold & luck.chance(scratch.draw[1], book.rule[n.DRAFT_RECORD])
    care = 0 if is_for_record == 1 else care_taken(book, sponsor, is_bold)
    mind = mind_for(book, public, state.own[sponsor], sponsor)
    has_script = is_scripted(book, clock[s.ROUND], sponsor)
    options = (
        list_scripted(book, state, scratch, sponsor)
        if has_script
        else list_options(book, public, sponsor, scratch.stack)
    )
    safety = 0 if is_bold == 1 or has_script else book.rule[n.DRAFT_SAFETY]
    guess_worths(book, public, scratch, options, level, safety)
    if has_script:
        # Verb and clauses are given; whose ask is granted and how long the silence lasts are the sponsor's own.
        for k in range(options):
            take_option(scratch, k, k, out)
        out[s.D_VERB] = book.round[clock[s.ROUND], script_at(book) + b.SCRIPT_VERB]
    else:
        taken = choose_clauses(book, public, mind, scratch, options, care, out)
        plain = common_ground(book, public, scratch, options) if taken == 0 and clock[s.TEXT_HELD] == 0 else -1
        if plain >= 0:
            take_option(scratch, plain, 0, out)
        # A second text in a round that adds nothing is not worth the room's time.
        if taken == 0 and clock[s.TEXT_HELD] > 0:
            return
        out[s.D_VERB] = choose_verb(book, mind, scratch, care)
    out[s.D_BASIS] = asked_basis(public)
    out[s.D_ASKS] = choose_asks(book, public, scratch, state.pair[sponsor], sponsor)
    out[s.D_HOURS] = choose_hours(book, public, scratch, level)


@rule
def choose_soundings(book: Book, public: Public, own: Table, guess: Table, sponsor: int, out: Table) -> None:
    """Write whom the sponsor sounds: the one or two allies whose answer it can least tell, as far as its capital goes."""
    if book.rule[n.WITH_SOUNDINGS] == 0 or own[s.CAPITAL] <= book.rule[n.SOUND_CAPITAL]:
        return
    guess_margins(book, public, public.draft[public.clock[s.DRAFT]], guess)
    nearest = 1_000_000
    next_nearest = 1_000_000
    for a in range(book.ally.shape[0]):
        if a == sponsor:
            continue
        short = guess[s.GUESS_TOTAL, a] + book.rule[n.SOUND_BIAS]
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
def guess_margins(book: Book, public: Public, draft: Table, guess: Table) -> None:
    """Write how far a text clears each ally's reservation, as anybody may guess it, into GUESS_TOTAL."""
    guess_minds(book, public, guess)
    for a in range(book.ally.shape[0]):
        mind = guessed_mind(guess, a)
        fixed = verb_worth(book, mind, draft[s.VERB]) + asks_worth(book, draft, a)
        fixed += book.ally[a, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] // 1000
        guess[s.GUESS_TOTAL, a] = fixed - reservation(book, mind, draft[s.LEVEL])
    for c in range(draft[s.COUNT]):
        option = clause_of(book, draft, c)
        for a in range(guess.shape[1]):
            guess[s.GUESS_TOTAL, a] += weighed(option, book.stance[option.row, a], guessed_mind(guess, a))


@rule
def decide_soundings(book: Book, state: State, choice: Table, scratch: Scratch, who: int) -> None:
    """Let the sponsor sound whom it knows least."""
    sponsor = state.public.clock[s.SPONSOR]
    if (who >> sponsor) & 1 == 1:
        choose_soundings(book, state.public, state.own[sponsor], scratch.guess, sponsor, choice[sponsor])
