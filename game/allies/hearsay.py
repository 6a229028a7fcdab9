"""The compromise as somebody at the table can look for it: what it heard exactly, the rest as anybody may guess it.

Of every other ally it holds odds over what it cannot see: the mood of this game, and by how much the sum as a whole is off
(trust moved since the first day, fears, promises to others). What was said on record changes these odds by Bayes, the
model's own answer being worked out for each. It reads the book, what is public, its own row and what it knows of others.
"""

from __future__ import annotations

from typing import Final

from game.allies import programme as g
from game.allies.answers import band_of, leaning, mind_for, name_worst, weigh_text, worst_clause
from game.allies.assent import HOLDS, assents_by, hear
from game.allies.position import (
    Mind,
    asks_worth,
    bracket_line,
    constants,
    guess_mind,
    mind_from,
    standing_alone,
)
from game.allies.programme import GUESSES, OFF, OFF_ODDS, Programme
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.rule import rule
from game.rules.state import Public
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Book, Table

# How much rather one says what one thinks: of a hundred, an answer of another kind (a capital not instructed in time or
# without means says less than it thinks), and one of the same kind that names something else.
AS_SAID: Final = 100
NAMED_OTHERWISE: Final = 15
SAID_OTHERWISE: Final = 4
SURE: Final = 9000  # odds, of 10,000, that a text must suit of an ally that was sounded


@rule
def guess_at(book: Book, public: Public, ally: int, mood: int) -> Mind:
    """Return what anybody may take an ally for, if it is in a certain mood."""
    fear = book.ally[ally, b.FIRST_ABANDONMENT]
    return mind_from(book, public, ally, fear, book.ally[ally, b.ENTRAPMENT], mood, 0, 0, -1)


@rule
def trust_at_first(book: Book, ally: int, author: int) -> int:
    """Return what an ally's trust in another was on the first day, in points of a sum; 0 for itself."""
    if ally == author or book.rule[n.WITH_TRUST] == 0:
        return 0
    at = book.ally.shape[1] - book.ally.shape[0] + author
    return (book.ally[ally, at] - 500) * book.rule[n.W_TRUST] >> 10


@rule
def fixed_guess(book: Book, pair: Table, draft: Table, ally: int, user: int) -> int:
    """Return what speaks for a text whatever its clauses, as `user` may guess it; `pair` is its own row."""
    author = draft[s.AUTHOR]
    value = book.ally[ally, b.SOLIDARITY] * book.rule[n.W_SOLIDARITY] >> 10
    value += trust_at_first(book, ally, author)
    if user == author and pair[ally, s.HAS] == s.SILENT_ON:
        value += book.rule[n.W_PROMISE]
    if (draft[s.COSPONSORS] >> ally) & 1 == 1:
        value += book.rule[n.W_COSPONSOR]
    return value + asks_worth(book, draft, ally)


@rule
def names_the_same(public: Public, ally: int, said: Table) -> bool:
    """Tell whether an ally on record named what it would have named by a guess."""
    seat = public.ally[ally]
    if seat[s.BRACKET_1] != said[s.NAMES_1] or seat[s.BRACKET_2] != said[s.NAMES_2]:
        return False
    return seat[s.BRACKET_1] < 0 or seat[s.BRACKET_1_LEVEL] == said[s.NAMES_1_LEVEL]


@rule
def answer_fits(book: Book, public: Public, mind: Mind, draft: Table, p: Programme, row: Table, margin: int) -> int:
    """Return how well an ally's answer on record fits a guess, of a hundred; `row` holds the guess's worths."""
    ally = mind.ally
    line = bracket_line(book, mind)
    alone = standing_alone(book, draft, ally)
    said = leaning(book, draft, row, ally, margin + alone, line)
    red = book.rule[n.WITH_RED_LINES] == 1 and crosses(book, public, draft, ally)
    # A capital that was not ready in time would have objected; over what, nobody heard.
    unready = (draft[s.REFERENDUM_SET] >> ally) & 1 == 1
    objected = ((draft[s.AMEND_SET] | draft[s.BREAK_SET]) >> ally) & 1 == 1
    if (objected or unready) != (said == s.AMEND or red):
        return SAID_OTHERWISE
    if unready:
        return AS_SAID
    if objected:
        p.said[s.NAMES_1] = -1
        p.said[s.NAMES_2] = -1
        name_worst(book, mind, draft, row, p.said)
        return AS_SAID if names_the_same(public, ally, p.said) else NAMED_OTHERWISE
    stated = (draft[s.STATEMENT_SET] >> ally) & 1 == 1
    return AS_SAID if stated == (said == s.STATEMENT) else SAID_OTHERWISE


@rule
def tour_fits(book: Book, mind: Mind, draft: Table, row: Table, margin: int) -> int:
    """Return how well what an ally said in the tour de table fits a guess; a text revised since says nothing."""
    if book.rule[n.WITH_TOUR] == 0 or draft[s.REVISION] > 0:
        return AS_SAID
    said = leaning(book, draft, row, mind.ally, margin, bracket_line(book, mind))
    hesitated = ((draft[s.TOUR_NO_SET] | draft[s.TOUR_IF_SET]) >> mind.ally) & 1 == 1
    return AS_SAID if hesitated == (said == s.AMEND) else SAID_OTHERWISE


@rule
def guess_others(book: Book, public: Public, pair: Table, draft: Table, p: Programme, user: int) -> None:
    """Write into `odds` how likely each guess about each other ally is after what it said of the draft."""
    for a in range(book.ally.shape[0]):
        fixed = fixed_guess(book, pair, draft, a, user)
        for mood in range(b.MOODS):
            mind = guess_at(book, public, a, mood)
            weigh_text(book, mind, draft, p.weighed)
            odds = book.ally[a, b.MOODS_FROM + mood * b.MOOD_COLUMNS + b.MOOD_ODDS]
            for k in range(len(OFF)):
                margin = p.weighed[s.WORTH_TOTAL] + fixed + OFF[k]
                fits = answer_fits(book, public, mind, draft, p, p.weighed, margin)
                fits = fits * tour_fits(book, mind, draft, p.weighed, margin)
                p.odds[a, mood * len(OFF) + k] = odds * OFF_ODDS[k] * fits
        settle_odds(p.odds[a])


@rule
def settle_odds(odds: Table) -> None:
    """Scale the odds of the guesses about one ally to 10,000."""
    total = 0
    for k in range(GUESSES):
        total += odds[k]
    for k in range(GUESSES):
        odds[k] = odds[k] * 10_000 // max(total, 1)


@rule
def mood_odds(p: Programme, ally: int, mood: int) -> int:
    """Return how likely a mood of an ally is, of 10,000."""
    total = 0
    for k in range(len(OFF)):
        total += p.odds[ally, mood * len(OFF) + k]
    return total


@rule
def hear_others(book: Book, public: Public, pair: Table, draft: Table, p: Programme, user: int, sounded: int) -> None:
    """Add every other ally as a voice: whom one sounded (a bit mask) as the odds have it, the rest as anybody may guess."""
    for a in range(book.ally.shape[0]):
        if a == user:
            continue
        fixed = fixed_guess(book, pair, draft, a, user) + standing_alone(book, draft, a)
        if (sounded >> a) & 1 == 1:
            hear_sounded(book, public, fixed, draft, p, a)
            continue
        voice = hear(book, public, guess_mind(book, public, a), fixed, draft, p, HOLDS)
        if ((draft[s.AMEND_SET] | draft[s.BREAK_SET]) >> a) & 1 == 1:
            bar_named(draft, p, a, public.ally[a, s.BRACKET_1], public.ally[a, s.BRACKET_1_LEVEL])
            bar_named(draft, p, a, public.ally[a, s.BRACKET_2], public.ally[a, s.BRACKET_2_LEVEL])
        elif ((draft[s.SILENT_SET] | draft[s.STATEMENT_SET]) & ~draft[s.REFERENDUM_SET]) >> a & 1 == 1:
            let_pass(p, voice)


@rule
def bar_named(draft: Table, p: Programme, ally: int, clause: int, level: int) -> None:
    """Bar, for an ally, what is above the level at which it said that it could live with a clause (or the verb)."""
    if clause < 0:
        return
    for at in range(p.task[g.TASK_OPTIONS]):
        row = p.option[at]
        if clause == s.WORDING:
            named = row[g.KIND] == g.WORDING and row[g.WHAT] > level
        else:
            same = row[g.KIND] == g.CLAUSE and row[g.WHAT] == draft[clause_at(clause) + s.MEASURE]
            named = same and row[g.LEVEL] > level
        if named:
            row[g.BARRED] |= 1 << ally


@rule
def let_pass(p: Programme, voice: int) -> None:
    """Take a voice that did not object to assent to the draft as it stands, whatever one would have guessed."""
    total = p.voice[g.BASE, voice]
    for k in range(p.task[g.TASK_SLOTS]):
        first = p.slot[k, g.FIRST]
        total += p.value[first, voice]
        p.option[first, g.BARRED] &= ~(1 << p.voice[g.ALLY, voice])
    p.voice[g.BASE, voice] += max(p.voice[g.NEED, voice] - total, 0)


@rule
def hear_sounded(book: Book, public: Public, fixed: int, draft: Table, p: Programme, ally: int) -> None:
    """Add the likeliest moods of an ally as its voices, until few odds are left aside."""
    met = 0
    taken = 0
    while met < SURE and taken != (1 << b.MOODS) - 1:
        likeliest = -1
        for mood in range(b.MOODS):
            better = likeliest < 0 or mood_odds(p, ally, mood) > mood_odds(p, ally, likeliest)
            if (taken >> mood) & 1 == 0 and better:
                likeliest = mood
        taken |= 1 << likeliest
        met += mood_odds(p, ally, likeliest)
        off = off_met(p, ally, likeliest)
        hear(book, public, guess_at(book, public, ally, likeliest), fixed + off, draft, p, HOLDS)


@rule
def off_met(p: Programme, ally: int, mood: int) -> int:
    """Return the most favourable of what a sum may be off by that leaves few odds of a mood aside."""
    whole = mood_odds(p, ally, mood)
    below = 0
    for k in range(len(OFF)):
        below += p.odds[ally, mood * len(OFF) + k]
        if below * 10_000 > (10_000 - SURE) * whole:
            return OFF[k]
    return OFF[len(OFF) - 1]


@rule
def chance_of_ally(book: Book, public: Public, pair: Table, text: Table, p: Programme, user: int, ally: int) -> int:
    """Return how likely, of 1,000, another ally assents to a text, from the odds of the guesses about it."""
    fixed = fixed_guess(book, pair, text, ally, user) + standing_alone(book, text, ally)
    total = 0
    yes = 0
    for mood in range(b.MOODS):
        mind = guess_at(book, public, ally, mood)
        for k in range(len(OFF)):
            odds = p.odds[ally, mood * len(OFF) + k]
            total += odds
            if odds > 0 and assents_by(book, public, mind, fixed + OFF[k], text, p.weighed, HOLDS):
                yes += odds
    return yes * 1000 // max(total, 1)


@rule
def chance_of_text(book: Book, public: Public, pair: Table, text: Table, p: Programme, user: int) -> int:
    """Return how likely, of 1,000, nobody else objects to a text; `chance` then holds that of each ally."""
    chance = 1_000_000
    for a in range(book.ally.shape[0]):
        p.chance[a] = 1000 if a == user else chance_of_ally(book, public, pair, text, p, user, a)
        chance = chance * p.chance[a] // 1000
    return (chance + 500) // 1000


@rule
def known_least(p: Programme, allies: int, user: int) -> int:
    """Return the ally whose answer to the text last weighed is nearest to an even chance; -1 where all are sure."""
    least = -1
    for a in range(allies):
        if a != user and 0 < p.chance[a] < 1000:
            if least < 0 or abs(p.chance[a] - 500) < abs(p.chance[least] - 500):
                least = a
    return least


@rule
def hear_sounding(
    book: Book, public: Public, pair: Table, text: Table, p: Programme, user: int, ally: int, band: int, worst: int
) -> None:
    """Change the odds about an ally by what it said when it was sounded about a text: a band and its worst clause."""
    fixed = fixed_guess(book, pair, text, ally, user)
    for mood in range(b.MOODS):
        mind = guess_at(book, public, ally, mood)
        weigh_text(book, mind, text, p.weighed)
        for k in range(len(OFF)):
            margin = p.weighed[s.WORTH_TOTAL] + fixed + OFF[k]
            same = band_of(book, mind, text, p.weighed, margin) == band
            fits = AS_SAID if same else SAID_OTHERWISE
            fits = fits if worst_clause(text, p.weighed, -1) == worst else fits * NAMED_OTHERWISE // AS_SAID
            p.odds[ally, mood * len(OFF) + k] *= fits
    settle_odds(p.odds[ally])


@rule
def hear_oneself(book: Book, public: Public, own: Table, pair: Table, draft: Table, p: Programme, user: int) -> None:
    """Add one's own voice, which one knows."""
    fixed = constants(book, pair, draft, user) + standing_alone(book, draft, user)
    hear(book, public, mind_for(book, public, own, user), fixed, draft, p, HOLDS)
