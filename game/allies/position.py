"""What a text is worth to a government: a sum over its clauses and a few constants, every term of which can be shown.

Functions take the book and one ally's own view as numbers (`Mind`), never another's row or the truth.
Points: a clause lies between about -60 and +20, a text is silent when its sum clears the ally's reservation. Weights are
in 1024ths, because these sums are most of a batch's time and a shift is a tenth of a division.
"""

from __future__ import annotations

from typing import NamedTuple

from game.rules import numbers as n
from game.rules import state as s
from game.rules.facts import count_bits
from game.rules.rule import rule
from game.rules.state import Public
from game.scenario import book as b
from game.scenario.book import Book, Table


class Mind(NamedTuple):
    """One ally as it sees itself, or as another guesses it, with all that its clauses have in common.

    `abandon` and `entrap` are its fears, the latter times the climate on the ladder. `lacking` is the attribution, 0-100,
    that it would need to accuse and does not see. `mood` is -1 where unknown, and `column` where its stances stand.
    `spiral` (per mille) is by how much it expects firmness to bring worse replies, and `aim` the secret line of the sheet
    that it keeps in view: 0 and -1 at the skill `instinct`.
    """

    ally: int
    abandon: int
    entrap: int
    lacking: int
    mood: int
    column: int
    spiral: int
    aim: int


class Option(NamedTuple):
    """One measure's level in a text, times the weights: what is the same for whoever weighs it."""

    row: int
    reassure: int
    assertion: int
    heat: int
    fear: int
    resolve: int
    is_call: int
    cap: int


# The terms of a clause, in the order in which they are kept.
(TASTE, FORWARDNESS, ABANDONMENT, ENTRAPMENT, EVIDENCE, COST, HOME, PROSPECT, TERMS) = range(9)
TERM_NAMES = ("interest", "forwardness", "abandonment", "entrapment", "evidence", "cost", "home", "prospect")


@rule
def mind_of(book: Book, public: Public, own: Table, ally: int, spiral: int, aim: int) -> Mind:
    """Return an ally's own view, from its row."""
    return mind_from(book, public, ally, own[s.ABANDON], own[s.ENTRAP], own[s.MOOD], own[s.EVIDENCE_OWN], spiral, aim)


@rule
def guess_mind(book: Book, public: Public, ally: int) -> Mind:
    """Return what anybody may take an ally for: its traits as they are known, an unknown mood, no private evidence."""
    fear = book.ally[ally, b.FIRST_ABANDONMENT]
    return mind_from(book, public, ally, fear, book.ally[ally, b.ENTRAPMENT], -1, 0, 0, -1)


@rule
def mind_from(
    book: Book, public: Public, ally: int, abandon: int, entrap: int, mood: int, evidence: int, spiral: int, aim: int
) -> Mind:
    """Return a mind from two fears (0-100), a mood (-1 unknown), and what it knows beyond the public attribution.

    Only whose mood is known has an aim.
    """
    climate = 300 + public.track[b.ESCALATION, s.NOW]
    lacking = book.ally[ally, b.EVIDENCE] - public.track[b.ATTRIBUTION, s.NOW] - evidence
    column = stance_column(book, ally, mood, aim)
    return Mind(ally, abandon, entrap * climate, max(lacking, 0) // 10, mood, column, spiral, aim)


@rule
def stance_column(book: Book, ally: int, mood: int, aim: int) -> int:
    """Return where an ally's stances stand, in a mood (-1 unknown) and with an aim (-1 none)."""
    block = mood + 1 if aim < 0 else 1 + b.MOODS + mood * b.SECRETS + aim
    return block * book.ally.shape[0] + ally


@rule
def keep_mind(mind: Mind, row: Table) -> None:
    """Write a mind into a row of `scratch.mind`."""
    row[0] = mind.ally
    row[1] = mind.abandon
    row[2] = mind.entrap
    row[3] = mind.lacking
    row[4] = mind.mood
    row[5] = mind.column
    row[6] = mind.spiral
    row[7] = mind.aim


@rule
def kept_mind(row: Table) -> Mind:
    """Return the mind that a row holds."""
    return Mind(row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7])


@rule
def mood_shift(book: Book, mind: Mind, measure: int, level: int) -> int:
    """Return by how much this game's mood moves the ally's interest in a measure, times its tag's weight."""
    if mind.mood < 0:
        return 0
    at = b.MOODS_FROM + mind.mood * b.MOOD_COLUMNS
    tag = book.ally[mind.ally, at + b.MOOD_TAG]
    if tag < 0:
        return 0
    shift = book.ally[mind.ally, at + b.MOOD_SHIFT] * book.measure[measure, b.TAG + tag]
    return scaled_by_level(book, measure, level, shift)


@rule
def taste(book: Book, mind: Mind, measure: int, level: int) -> int:
    """Return what an ally wants of a measure's level as such: its interests by the measure's tags, and its mood."""
    interest = book.option[measure * b.LEVEL_COUNT + level - 1, b.EFFECT + book.track.shape[0] + mind.ally]
    return (interest + mood_shift(book, mind, measure, level)) * book.rule[n.W_INTEREST] >> 10


@rule
def heat_fear(book: Book, mind: Mind, heat: int) -> int:
    """Return what an ally fears of heat: its fear of being dragged in, rising with the ladder."""
    return (mind.entrap * heat >> 10) * book.rule[n.W_ENTRAPMENT] >> 10


@rule
def scaled_by_level(book: Book, measure: int, level: int, points: int) -> int:
    """Return points of a measure as such at one of its levels: advice counts less, enlarging more."""
    if book.measure[measure, b.LEVELS] == 1 or level == 2:
        return points
    return points * 6 // 10 if level == 1 else points * 13 // 10


@rule
def forwardness(book: Book, mind: Mind, row: int) -> int:
    """Return the term by which an ally wants firm answers, or restrained ones."""
    return book.ally[mind.ally, b.FORWARD] * book.option[row, b.RESOLVE] * book.rule[n.W_FORWARD] >> 10


@rule
def front_fear(book: Book, mind: Mind, row: int) -> int:
    """Return the term of the fear of being left alone, times what reassures."""
    return mind.abandon * book.option[row, b.REASSURE] * book.rule[n.W_ABANDONMENT] >> 10


@rule
def presumed(book: Book, mind: Mind, row: int) -> int:
    """Return the term of evidence: what a clause presumes, times what is lacking to know it."""
    asserts = book.option[row, b.ASSERT]
    if asserts == 0:
        return 0
    return -(mind.lacking * asserts * book.rule[n.W_EVIDENCE] >> 10)


@rule
def price(book: Book, mind: Mind, row: int) -> int:
    """Return the term of cost: money, stock, sources exposed, trade."""
    return -(book.ally[mind.ally, b.ECONOMY] * book.option[row, b.COST] * book.rule[n.W_COST] >> 10)


@rule
def at_home(book: Book, mind: Mind, row: int) -> int:
    """Return the term of home: what its public makes of firmness."""
    return book.ally[mind.ally, b.HOME] * book.option[row, b.RESOLVE] * book.rule[n.W_HOME] >> 10


@rule
def prospect(book: Book, mind: Mind, row: int) -> int:
    """Return the term of what the staff expects: what firmness brings, and what the clause does to its own sheet."""
    expected = -(mind.spiral * book.option[row, b.RESOLVE] * book.rule[n.W_PROSPECT] >> 10)
    plain = stance_column(book, mind.ally, mind.mood, -1)
    return expected + book.stance[row, mind.column] - book.stance[row, plain]


@rule
def term(book: Book, mind: Mind, measure: int, level: int, which: int) -> int:
    """Return one term of what a clause is worth to an ally."""
    row = measure * b.LEVEL_COUNT + level - 1
    if which == TASTE:
        return taste(book, mind, measure, level)
    if which == FORWARDNESS:
        return forwardness(book, mind, row)
    if which == ABANDONMENT:
        return front_fear(book, mind, row)
    if which == ENTRAPMENT:
        return -heat_fear(book, mind, book.option[row, b.HEAT])
    if which == EVIDENCE:
        return presumed(book, mind, row)
    if which == COST:
        return price(book, mind, row)
    if which == HOME:
        return at_home(book, mind, row)
    return prospect(book, mind, row)


@rule
def option_of(book: Book, measure: int, level: int, mood: int) -> Option:
    """Return a measure's level as it stands in a text."""
    row = measure * b.LEVEL_COUNT + level - 1
    return Option(
        row,
        book.option[row, b.REASSURE] * book.rule[n.W_ABANDONMENT],
        book.option[row, b.ASSERT] * book.rule[n.W_EVIDENCE],
        book.option[row, b.HEAT],
        book.rule[n.W_ENTRAPMENT],
        book.option[row, b.RESOLVE] * book.rule[n.W_PROSPECT],
        1 if mood == s.CALLS_FOR else 0,
        book.rule[n.GAIN_CAP],
    )


@rule
def weighed(option: Option, stance: int, mind: Mind) -> int:
    """Return what a clause is worth to an ally, clipped above; a mere call for it weighs half.

    The sum of its terms; those that only the scenario and the mood decide come summed (scenario/stances.py).
    """
    total = stance + (mind.abandon * option.reassure >> 10) - (mind.lacking * option.assertion >> 10)
    total -= ((mind.entrap * option.heat >> 10) * option.fear >> 10) + (mind.spiral * option.resolve >> 10)
    return min(total >> option.is_call, option.cap)


@rule
def worth(book: Book, mind: Mind, measure: int, level: int, mood: int) -> int:
    """Return what a clause is worth to an ally."""
    option = option_of(book, measure, level, mood)
    return weighed(option, book.stance[option.row, mind.column], mind)


@rule
def verb_forwardness(book: Book, mind: Mind, verb: int) -> int:
    """Return the term of the wording by which an ally wants firm words, or restrained ones."""
    return book.ally[mind.ally, b.FORWARD] * (verb - 2) * book.rule[n.VERB_FORWARD] >> 10


@rule
def verb_at_home(book: Book, mind: Mind, verb: int) -> int:
    """Return the term of home: what its public makes of the words."""
    return book.ally[mind.ally, b.HOME] * (verb - 2) * book.rule[n.VERB_HOME] >> 10


@rule
def verb_sum(book: Book, mind: Mind, verb: int) -> int:
    """Return the terms of the wording, added up: firmness, reassurance, the heat of a strong verb, and what it presumes.

    What only the scenario decides of it comes summed (scenario/stances.py).
    """
    value = book.wording[verb, mind.ally] + (mind.abandon * verb * book.rule[n.VERB_ABANDON] >> 10)
    if verb > 2:
        value -= mind.lacking * (verb - 2) * book.rule[n.VERB_ASSERTS] * book.rule[n.W_EVIDENCE] >> 10
    if verb > 3:
        value -= heat_fear(book, mind, (verb - 3) * book.rule[n.VERB_FEAR])
    return value


@rule
def verb_worth(book: Book, mind: Mind, verb: int) -> int:
    """Return what the wording is worth, clipped above; the weakest verb hurts nobody, because it cannot be weakened."""
    least = 0 if verb == 1 else -1_000_000
    return min(max(verb_sum(book, mind, verb), least), book.rule[n.GAIN_CAP])


@rule
def mood_reservation(book: Book, mind: Mind) -> int:
    """Return by how much the mood of a mind that has one moves what a text must be worth to it."""
    return book.ally[mind.ally, b.MOODS_FROM + mind.mood * b.MOOD_COLUMNS + b.MOOD_RESERVATION]


@rule
def reservation(book: Book, mind: Mind, level: int) -> int:
    """Return what a text must be worth to an ally: less at a higher level, and moved by this game's mood."""
    value = book.ally[mind.ally, b.RESERVATION] + book.rule[n.RESERVATION_SHIFT]
    if mind.mood >= 0:
        value += mood_reservation(book, mind)
    return value - level * book.rule[n.LEVEL_DISCOUNT]


@rule
def bracket_line(book: Book, mind: Mind) -> int:
    """Return the worth under which a single clause is bracketed: moved by this game's mood, and never near nought."""
    line = -book.ally[mind.ally, b.BRACKET_LINE] - book.rule[n.BRACKET_SHIFT]
    if mind.mood >= 0:
        line += mood_reservation(book, mind) * book.rule[n.MOOD_LINE] // 100
    return min(line, -book.rule[n.BRACKET_LEAST])


@rule
def standing_alone(book: Book, draft: Table, ally: int) -> int:
    """Return the price of standing alone, from the objectors that the tour de table showed.

    It does not depend on the clauses. Standing alone is what most capitals fear more than a weak text (Brussels, 2003).
    """
    if book.rule[n.WITH_STANDING_ALONE] == 0:
        return 0
    others = (draft[s.TOUR_NO_SET] | draft[s.TOUR_IF_SET]) & ~(1 << ally)
    company = min(count_bits(others), 4)
    return book.rule[n.ALONE] * (4 - company) // 4


@rule
def constants(book: Book, pair: Table, draft: Table, ally: int) -> int:
    """Return what speaks for a text whatever its clauses: solidarity, trust, promises owed, the ask; `pair` is the ally's own."""
    author = draft[s.AUTHOR]
    value = book.ally[ally, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] >> 10
    if author != ally and book.rule[n.WITH_TRUST] == 1:
        value += (pair[author, s.TRUST] - 500) * book.rule[n.W_TRUST] >> 10
    if pair[author, s.GAVE] == s.SILENT_ON:
        value += book.rule[n.W_PROMISE]
    if (draft[s.COSPONSORS] >> ally) & 1 == 1:
        value += book.rule[n.W_COSPONSOR]
    return value + asks_worth(book, draft, ally)


@rule
def asks_worth(book: Book, draft: Table, ally: int) -> int:
    """Return what the granted asks are worth to an ally: its own a good deal, one that it opposes something less."""
    asks = draft[s.ASKS]
    if asks == 0 or book.rule[n.WITH_ASKS] == 0:
        return 0
    value = -count_bits(asks & book.ally[ally, b.OPPOSES_ASKS]) * book.rule[n.W_ASK_OPPOSED]
    if (asks >> ally) & 1 == 1 and book.ally[ally, b.HAS_ASK] == 1:
        value += book.rule[n.W_ASK]
    return value
