"""Who assents to a text: the model's own rule of RULES 5, for one ally and for all, and as voices of a programme.

To assent is not to object: to be silent, or silent with a statement. A stricter reading wants silence alone. Whatever a
capital does because it was not instructed in time, or cannot pay for an objection, is luck and no assent.
"""

from __future__ import annotations

from game.allies import programme as g
from game.allies.answers import leaning, mind_for, weigh_text
from game.allies.edits import add_voice
from game.allies.position import Mind, bracket_line, constants, reservation, standing_alone
from game.allies.programme import Programme
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.briefing import may_be_put, next_level
from game.rules.rule import rule
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table

# How much assent is wanted: that nobody objects, or that nobody even regrets.
(HOLDS, UNANIMOUS) = range(2)


@rule
def need_of(book: Book, ally: int, standard: int) -> int:
    """Return how far over its reservation an ally assents to a text in which something hurts it; below nought mostly."""
    if standard == UNANIMOUS:
        return 0
    return -(book.ally[ally, b.TOLERANCE] * book.rule[n.TOLERANCE_SHARE] // 100)


@rule
def weak_of(book: Book, standard: int) -> int:
    """Return the same where nothing hurts: a text that is merely too weak is let pass."""
    return -book.rule[n.TOO_WEAK] if standard == UNANIMOUS else -g.FAR


@rule
def assents_by(book: Book, public: Public, mind: Mind, fixed: int, draft: Table, row: Table, standard: int) -> bool:
    """Tell whether an ally of this mind assents to a text; `fixed` speaks for it whatever its clauses.

    `row` is working space as a row of `scratch.worth`.
    """
    if book.rule[n.WITH_RED_LINES] == 1 and crosses(book, public, draft, mind.ally):
        return False
    weigh_text(book, mind, draft, row)
    said = leaning(book, draft, row, mind.ally, row[s.WORTH_TOTAL] + fixed, bracket_line(book, mind))
    return said == s.SILENT or (said == s.STATEMENT and standard == HOLDS)


@rule
def objectors(book: Book, state: State, scratch: Scratch, draft: Table, standard: int) -> int:
    """Return, as a bit mask, the allies that would not assent to a text: what is true, which nobody at the table knows."""
    mask = 0
    for a in range(book.ally.shape[0]):
        mind = mind_for(book, state.public, state.own[a], a)
        fixed = constants(book, state.pair[a], draft, a) + standing_alone(book, draft, a)
        if not assents_by(book, state.public, mind, fixed, draft, scratch.worth[a], standard):
            mask |= 1 << a
    return mask


@rule
def hear(book: Book, public: Public, mind: Mind, fixed: int, draft: Table, p: Programme, standard: int) -> int:
    """Add a mind as a voice; `fixed` is what speaks for the text whatever its clauses. Return its column."""
    base = fixed - reservation(book, mind, draft[s.LEVEL])
    need = need_of(book, mind.ally, standard)
    return add_voice(book, public, p, mind, base, need, weak_of(book, standard), bracket_line(book, mind))


@rule
def hear_all(book: Book, state: State, draft: Table, p: Programme, standard: int) -> None:
    """Add every ally's own mind as its voice: what the debrief knows."""
    for a in range(book.ally.shape[0]):
        mind = mind_for(book, state.public, state.own[a], a)
        fixed = constants(book, state.pair[a], draft, a) + standing_alone(book, draft, a)
        hear(book, state.public, mind, fixed, draft, p, standard)


@rule
def keep_to_what_may_be_put(book: Book, state: State, scratch: Scratch, p: Programme) -> None:
    """Bar, for everybody, additions that could not be put to the council now; the options paper is a day old."""
    for at in range(p.task[g.TASK_OPTIONS]):
        row = p.option[at]
        if row[g.KIND] != g.ADDITION or row[g.WHAT] < 0:
            continue
        is_open = may_be_put(book, state, scratch.stack, row[g.WHAT])
        if not is_open or row[g.LEVEL] > next_level(book, state, row[g.WHAT]):
            row[g.BARRED] |= g.BY_RULE
