"""What whoever holds the pen does with a text that did not hold: mend it, raise it, leave it to the willing, or drop it."""

from __future__ import annotations

from game.allies.guessing import save_text
from game.allies.revising import accept_brackets, has_a_clause, says_something
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import may_go_alone
from game.rules.facts import count_bits
from game.rules.rule import rule
from game.rules.silence import may_revise
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def willing_clauses(book: Book, public: Public, draft: Table) -> int:
    """Return how many clauses the willing could do without the council, 0 where they are too few."""
    if count_bits(draft[s.SILENT_SET] & ~draft[s.REFERENDUM_SET]) < 3:
        return 0
    total = 0
    for c in range(draft[s.COUNT]):
        at = s.CLAUSE + c * s.CLAUSE_COLUMNS
        measure = draft[at + s.MEASURE]
        if may_go_alone(book, measure) and public.measure[measure, s.ADOPTED_LEVEL] < draft[at + s.CLAUSE_LEVEL]:
            total += 1
    return total


@rule
def prefers_level(book: Book, public: Public, draft: Table, boldness: int, draw: int) -> bool:
    """Tell whether the pen takes the text to a higher level rather than weaken it: few objectors, hours left, and daring."""
    if draft[s.LEVEL] >= 2 or book.rule[n.WITH_RAISING] == 0:
        return False
    hours = book.rule[n.HOURS_MINISTERS] if draft[s.LEVEL] == 0 else book.rule[n.HOURS_LEADERS]
    if public.clock[s.HOURS_LEFT] < hours + 2 * book.rule[n.LEAST_DEADLINE]:
        return False
    objectors = count_bits(draft[s.AMEND_SET] | draft[s.BREAK_SET])
    return objectors <= book.rule[n.RAISE_OBJECTORS] and luck.chance(draw, book.rule[n.RAISE_ODDS] + boldness * 2) == 1


@rule
def prefers_willing(book: Book, public: Public, draft: Table, boldness: int, draw: int) -> bool:
    """Tell whether the pen leaves the text to the willing: worth doing, not forbidden, and consensus would gut it."""
    if book.rule[n.WITH_WILLING] == 0 or willing_clauses(book, public, draft) == 0 or draft[s.REVISION] == 0:
        return False
    return luck.chance(draw, book.rule[n.WILLING_ODDS] + boldness * 3) == 1


@rule
def hold_pen(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, pen: int
) -> None:
    """Decide what becomes of a text that did not hold, and write it into the pen's choice (an ally's or the chair's)."""
    clock = state.public.clock
    draft = state.public.draft[clock[s.DRAFT]]
    out = choice[pen]
    address = clock[s.ROUND] * 32 + clock[s.SLOT] * 8 + min(draft[s.REVISION], 7)
    luck.fill(seed0, seed1, game, address, luck.CHAIR, scratch.draw[:8])
    boldness = book.ally[pen, b.FORWARD] if pen < book.ally.shape[0] else 0
    if pen < book.ally.shape[0] and state.own[pen, s.CAPITAL] < book.rule[n.COST_RAISE]:
        boldness = -100
    accept_brackets(book, state, draft, out)
    if not has_a_clause(out):
        save_text(book, state, scratch, draft, out)
    if prefers_willing(book, state.public, draft, boldness, scratch.draw[1]):
        out[s.REVISION_KIND] = s.LET_WILLING
    elif prefers_level(book, state.public, draft, boldness, scratch.draw[0]):
        out[s.REVISION_KIND] = s.RAISE_LEVEL
    elif may_revise(book, state) and says_something(out, state.public.clock[s.VERB_NOW]):
        out[s.REVISION_KIND] = s.REVISE_TEXT
    elif willing_clauses(book, state.public, draft) > 0 and boldness >= 0:
        out[s.REVISION_KIND] = s.LET_WILLING
    else:
        out[s.REVISION_KIND] = s.DROP
