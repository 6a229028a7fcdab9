"""What each option is worth to each ally, as anybody may guess it, and which of them all could carry."""

from __future__ import annotations

from game.allies.options import LEVELS, MOODS, list_options
from game.allies.position import Mind, bracket_line, guess_mind, option_of, reservation, weighed
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import in_earnest, is_red
from game.rules.facts import first_bit
from game.rules.rule import rule
from game.rules.state import Public, Scratch, State
from game.rules.texts import has_clause, mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def guess_minds(book: Book, public: Public, guess: Table) -> None:
    """Write every ally's mind as anybody may guess it."""
    for a in range(book.ally.shape[0]):
        mind = guess_mind(book, public, a)
        guess[s.GUESS_ABANDON, a] = mind.abandon
        guess[s.GUESS_ENTRAP, a] = mind.entrap
        guess[s.GUESS_LACKING, a] = mind.lacking


@rule
def guessed_mind(guess: Table, ally: int) -> Mind:
    """Return what `guess_minds` wrote of an ally."""
    return Mind(
        ally, guess[s.GUESS_ABANDON, ally], guess[s.GUESS_ENTRAP, ally], guess[s.GUESS_LACKING, ally], -1, ally, 0, -1
    )


@rule
def guess_worths(book: Book, public: Public, scratch: Scratch, options: int, level: int, safety: int) -> None:
    """Write what each option is worth to each ally, as anybody may guess it, and where each stands without clauses.

    `safety` is by how much the sponsor takes the others to be harder than it guesses.
    """
    guess = scratch.guess
    guess_minds(book, public, guess)
    for a in range(book.ally.shape[0]):
        mind = guessed_mind(guess, a)
        fixed = book.ally[a, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] // 1000 + book.rule[n.ALONE] // 2
        guess[s.GUESS_TOTAL, a] = fixed - reservation(book, mind, level) - safety
        guess[s.GUESS_LINE, a] = bracket_line(book, mind) + safety // 2
    for k in range(options):
        guess_option(book, public, scratch, k)


@rule
def guess_option(book: Book, public: Public, scratch: Scratch, place: int) -> None:
    """Write what one option is worth to each ally: all at once, which the compiler makes much of."""
    guess = scratch.guess
    measure = scratch.stack[place]
    level = scratch.stack[LEVELS + place]
    option = option_of(book, measure, level, scratch.stack[MOODS + place])
    for a in range(guess.shape[1]):
        guess[place, a] = weighed(option, book.stance[option.row, a], guessed_mind(guess, a))
    crossed = 0
    red = book.option[option.row, b.RED_OF] if in_earnest(book, measure, scratch.stack[MOODS + place]) else 0
    while red != 0:
        a = first_bit(red)
        red &= red - 1
        if is_red(book, public, a, measure, level):
            guess[place, a] -= book.rule[n.DRAFT_RED]
            crossed += 1
    scratch.spare[place] = crossed


@rule
def trouble(guess: Table, option: int, sponsor: int) -> int:
    """Return how much trouble one more option makes among the others: brackets, and sums that fall short."""
    total = 0
    for a in range(guess.shape[1]):
        value = guess[option, a]
        after = guess[s.GUESS_TOTAL, a] + value
        makes = 10 if value < guess[s.GUESS_LINE, a] else 0
        makes += min(-after, 20) if after < 0 and value < 0 else 0
        total += makes if a != sponsor else 0
    return total


@rule
def carried_by_all(scratch: Scratch, options: int) -> int:
    """Return the guessed option that makes no trouble and gives all together most; -1 none."""
    best = -1
    best_gain = 0
    for k in range(options):
        if scratch.stack[k] < 0 or trouble(scratch.guess, k, -1) > 0:
            continue
        gain = 0
        for a in range(scratch.guess.shape[1]):
            gain += scratch.guess[k, a]
        if best < 0 or gain > best_gain:
            best = k
            best_gain = gain
    return best


@rule
def common_ground(book: Book, public: Public, scratch: Scratch, options: int) -> int:
    """Return the guessed option on which all could agree as the text stands: decided, else called for; -1 none.

    For a text that brackets, or its sponsor's own care, left without a clause: bare words show no unity.
    """
    best = carried_by_all(scratch, options)
    if best >= 0:
        return best
    for k in range(options):
        if scratch.stack[k] >= 0:
            mood = mood_of(book, scratch.stack[k], scratch.stack[LEVELS + k], s.CALLS_FOR)
            scratch.stack[MOODS + k] = mood
            guess_option(book, public, scratch, k)
    return carried_by_all(scratch, options)


@rule
def save_text(book: Book, state: State, scratch: Scratch, draft: Table, out: Table) -> None:
    """Put one clause on common ground into a revision from which the brackets took all; none that was bracketed just now."""
    options = list_options(book, state.public, draft[s.AUTHOR], scratch.stack)
    guess_worths(book, state.public, scratch, options, draft[s.LEVEL], book.rule[n.DRAFT_SAFETY])
    for k in range(options):
        if has_clause(draft, scratch.stack[k]):
            scratch.stack[k] = -1
    best = common_ground(book, state.public, scratch, options)
    if best >= 0:
        out[s.D_CLAUSE + s.D_MEASURE] = scratch.stack[best]
        out[s.D_CLAUSE + s.D_LEVEL] = scratch.stack[LEVELS + best]
        out[s.D_CLAUSE + s.D_MOOD] = scratch.stack[MOODS + best]
