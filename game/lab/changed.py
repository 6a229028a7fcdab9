"""What would have changed an ally's answer: the smallest change of each kind, found by asking the model again.

Everything else stays as it is: what others would make of the change is not asked. An answer flips when it moves between
three classes: silence, silence with a statement, and an objection (a bracket, a break, a request for time). For an ally
that is not silent a flip goes towards silence, for one that is, away from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from game.allies.answers import mind_for, weigh_text
from game.lab.asked import choice_of
from game.rules import state as s
from game.rules.adoption import crosses
from game.rules.briefing import next_level
from game.rules.facts import count_bits
from game.rules.state import State
from game.rules.texts import clause_at, mood_of, write_clause
from game.scenario import book as b
from game.scenario.book import Book, Table

# Kinds of change, in the order in which they are told.
(EDIT, EVIDENCE, COMPANY, LEVEL) = KINDS = ("edit", "evidence", "company", "level")
# Steps of an edit, in the order in which they are tried at one clause, the mildest first; then those of the wording, then
# those of the ally's ask.
OF_CLAUSE: Final = ("call_for", "decide", "lower", "raise", "strike")
OF_WORDING: Final = ("softer", "firmer")
OF_ASK: Final = ("grant", "withhold")
STEPS: Final = (*OF_CLAUSE, *OF_WORDING, *OF_ASK)
WHOLE: Final = -1
MOST_STEPS: Final = 2
HIGHEST: Final = 1000  # of a track
TOP_MEETING: Final = 2  # leaders

(SILENCE, STATED, OBJECTION) = range(3)
CLASS_OF: Final = {
    s.SILENT: SILENCE,
    s.STATEMENT: STATED,
    s.AMEND: OBJECTION,
    s.BREAK: OBJECTION,
    s.ASK_TIME: OBJECTION,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an edit, at a clause as the text numbers them now (`state.WORDING` the verb, WHOLE the ask)."""

    what: str
    clause: int


@dataclass(frozen=True, slots=True)
class Change:
    """A change: steps of an edit, or by how much (track points, objectors shown, levels of the meeting) and which way."""

    kind: str
    steps: tuple[Step, ...] = ()
    by: int = 0


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest change of its kind that flips an answer, and what the ally answers then (a break by luck left aside)."""

    change: Change
    answer: int


def flips_of(book: Book, state: State, draft: int, ally: int) -> tuple[Flip, ...]:
    """Return for each kind of change the smallest that flips an ally's answer to the text of a row of `draft`, if any.

    An edit is smallest by its steps (one, then two), then by the lowest clause. Attribution, company and level go by the
    least distance, a rise before a fall. It reads the ally's own row and what is public.
    """
    now = answer_with(book, state, draft, ally)
    found = []
    for changes in (_edits, _evidence, _company, _levels):
        for change in changes(book, state, draft, ally):
            changed = applied(book, state, draft, ally, change)
            then = answer_with(book, changed, draft, ally)
            if flips(now, then):
                found.append(Flip(change, then))
                break
    return tuple(found)


def answer_with(book: Book, state: State, draft: int, ally: int) -> int:
    """Return the answer that the model gives, an objector bracketing unless a red line is crossed."""
    return int(choice_of(book, state, state.public.draft[draft], ally)[s.REPLIES])


def flips(now: int, then: int) -> bool:
    """Tell whether an answer flips: from silence away, else towards it."""
    before, after = CLASS_OF[now], CLASS_OF[then]
    return after > before if before == SILENCE else after < before


def applied(book: Book, state: State, draft: int, ally: int, change: Change) -> State:
    """Return the state with a change made; tables that it leaves alone are shared. Raises ValueError where it cannot be."""
    return _APPLY[change.kind](book, state, draft, ally, change)


def _with_text(state: State, draft: int, text: Table) -> State:
    table = state.public.draft.copy()
    table[draft] = text
    return state._replace(public=state.public._replace(draft=table))


# The text. -----------------------------------------------------------------------------------------------------------


def _edits(book: Book, state: State, draft: int, ally: int) -> Iterator[Change]:
    text = state.public.draft[draft]
    singles = [Step(what, c) for c in range(int(text[s.COUNT])) for what in OF_CLAUSE]
    singles += [Step(what, s.WORDING) for what in OF_WORDING]
    singles += [Step(what, WHOLE) for what in OF_ASK]
    seen = {text.tobytes()}
    for count in range(1, MOST_STEPS + 1):
        for steps in product(singles, repeat=count):
            edited = _edited(book, state, text, ally, steps)
            if edited is not None and edited.tobytes() not in seen:
                seen.add(edited.tobytes())
                yield Change(EDIT, steps)


def _edited(book: Book, state: State, text: Table, ally: int, steps: tuple[Step, ...]) -> Table | None:
    """Return the text after some steps, None where one of them is not possible."""
    edited = text.copy()
    struck: set[int] = set()
    for step in steps:
        if step.what in OF_CLAUSE:
            if step.clause in struck or not _edit_clause(book, state, edited, step):
                return None
            struck |= {step.clause} if step.what == "strike" else set()
        elif not _edit_rest(book, edited, ally, step.what):
            return None
    _close_up(edited, struck)
    return edited


def _edit_clause(book: Book, state: State, text: Table, step: Step) -> bool:
    """Edit one clause where it stands; tell whether the council could table it so. What is struck goes later."""
    at = clause_at(step.clause)
    measure, level, mood = (int(text[at + column]) for column in (s.MEASURE, s.CLAUSE_LEVEL, s.CLAUSE_MOOD))
    wished = {"call_for": s.CALLS_FOR, "decide": s.DECIDES}.get(step.what, mood)
    wanted = level + {"lower": -1, "raise": 1}.get(step.what, 0)
    if step.what == "strike":
        return True
    if wished != mood and (mood_of(book, measure, level, wished) != wished or mood == s.TASKS):
        return False
    # A level that was decided already says nothing, and one is not put before the one below it.
    if wanted < level and wanted <= max(state.public.measure[measure, s.ADOPTED_LEVEL], 0):
        return False
    if wanted > level and wanted > next_level(book, state, measure):
        return False
    if (wished, wanted) == (mood, level):
        return False
    alone = text.copy()
    alone[s.COUNT] = step.clause
    write_clause(book, alone, measure, wanted, wished)
    text[at : at + s.CLAUSE_COLUMNS] = alone[at : at + s.CLAUSE_COLUMNS]
    return True


def _edit_rest(book: Book, text: Table, ally: int, what: str) -> bool:
    """Edit the verb, or what the text grants the ally; tell whether there was anything to edit."""
    granted = int(text[s.ASKS]) >> ally & 1
    if what in OF_WORDING:
        verb = int(text[s.VERB]) + (1 if what == "firmer" else -1)
        text[s.VERB] = verb
        return 1 <= verb <= b.VERBS
    text[s.ASKS] ^= 1 << ally
    return bool(book.ally[ally, b.HAS_ASK]) and granted == (what == "withhold")


def _close_up(text: Table, struck: set[int]) -> None:
    kept = [c for c in range(int(text[s.COUNT])) if c not in struck]
    clauses = text[s.CLAUSE :].reshape(-1, s.CLAUSE_COLUMNS)
    clauses[: len(kept)] = clauses[kept]
    clauses[len(kept) :] = 0
    text[s.COUNT] = len(kept)


def _apply_edit(book: Book, state: State, draft: int, ally: int, change: Change) -> State:
    text = _edited(book, state, state.public.draft[draft], ally, change.steps)
    if text is None:
        raise ValueError(f"the text cannot be edited so: {change.steps}")
    return _with_text(state, draft, text)


# Evidence. -----------------------------------------------------------------------------------------------------------


def _nearest_first(most_down: int, most_up: int) -> Iterator[int]:
    """Yield 1, -1, 2, -2 and so on, as far as each way goes."""
    for size in range(1, max(most_down, most_up) + 1):
        if size <= most_up:
            yield size
        if size <= most_down:
            yield -size


def _evidence(book: Book, state: State, draft: int, ally: int) -> Iterator[Change]:
    """Yield moves of the attribution track, nearest first, wherever the ally's view of the text may change."""

    def seen(attribution: int) -> tuple[object, ...]:
        return _seen(book, _with_attribution(state, attribution), draft, ally)

    if _ends_tell(book, state, draft, ally):
        return
    now = int(state.public.track[b.ATTRIBUTION, s.NOW])
    last = {True: seen(now), False: seen(now)}
    for by in _nearest_first(now, HIGHEST - now):
        here = seen(now + by)
        if here != last[by > 0]:
            last[by > 0] = here
            yield Change(EVIDENCE, by=by)


def _seen(book: Book, state: State, draft: int, ally: int) -> tuple[object, ...]:
    """Return all that the attribution moves in an ally's answer: its mind, and whether a red line is crossed."""
    mind = mind_for(book, state.public, state.own[ally], ally)
    return (*mind, crosses(book, state.public, state.public.draft[draft], ally))


def _ends_tell(book: Book, state: State, draft: int, ally: int) -> bool:
    """Tell whether no attribution can flip the answer, because it moves one way only and does not flip at either end.

    Each clause gains by more attribution where it presumes something, and red lines fall away: where nothing loses by it
    (a scenario may let a clause presume less than nothing), neither the worst clause nor the sum does.
    """
    now = answer_with(book, state, draft, ally)
    none, all_of_it = (_with_attribution(state, attribution) for attribution in (0, HIGHEST))
    if any(flips(now, answer_with(book, end, draft, ally)) for end in (none, all_of_it)):
        return False
    return bool((_worths(book, none, draft, ally) <= _worths(book, all_of_it, draft, ally)).all())


def _worths(book: Book, state: State, draft: int, ally: int) -> Table:
    """Return what each clause of a text and its wording are worth to an ally."""
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    weigh_text(book, mind_for(book, state.public, state.own[ally], ally), state.public.draft[draft], row)
    return row[: s.WORTH_TOTAL]


def _with_attribution(state: State, attribution: int) -> State:
    track = state.public.track.copy()
    track[b.ATTRIBUTION, s.NOW] = attribution
    return state._replace(public=state.public._replace(track=track))


def _apply_evidence(_: Book, state: State, __: int, ___: int, change: Change) -> State:
    now = int(state.public.track[b.ATTRIBUTION, s.NOW])
    if not 0 <= now + change.by <= HIGHEST:
        raise ValueError(f"the attribution cannot move by {change.by} from {now}")
    return _with_attribution(state, now + change.by)


# Company and level. --------------------------------------------------------------------------------------------------


def shown(text: Table, ally: int) -> int:
    """Return, as a bit mask, the others that objected to a text in the tour de table."""
    return int(text[s.TOUR_NO_SET] | text[s.TOUR_IF_SET]) & ~(1 << ally)


def _company(book: Book, state: State, draft: int, ally: int) -> Iterator[Change]:
    with_it = int(count_bits(shown(state.public.draft[draft], ally)))
    for by in _nearest_first(with_it, book.ally.shape[0] - 1 - with_it):
        yield Change(COMPANY, by=by)


def _apply_company(book: Book, state: State, draft: int, ally: int, change: Change) -> State:
    text = state.public.draft[draft].copy()
    objectors = shown(text, ally)
    others = [a for a in range(book.ally.shape[0]) if a != ally and (objectors >> a & 1) == (change.by < 0)]
    moved = others[: abs(change.by)]
    if len(moved) < abs(change.by):
        raise ValueError(f"there are not {abs(change.by)} allies that could change sides")
    bits = sum(1 << a for a in moved)
    if change.by > 0:
        text[s.TOUR_IF_SET] |= bits
    else:
        text[s.TOUR_IF_SET] &= ~bits
        text[s.TOUR_NO_SET] &= ~bits
    return _with_text(state, draft, text)


def _levels(_: Book, state: State, draft: int, __: int) -> Iterator[Change]:
    level = int(state.public.draft[draft, s.LEVEL])
    for by in _nearest_first(level, TOP_MEETING - level):
        yield Change(LEVEL, by=by)


def _apply_level(_: Book, state: State, draft: int, __: int, change: Change) -> State:
    text = state.public.draft[draft].copy()
    text[s.LEVEL] += change.by
    if not 0 <= text[s.LEVEL] <= TOP_MEETING:
        raise ValueError(f"there is no meeting {change.by} levels from here")
    return _with_text(state, draft, text)


_APPLY: Final[dict[str, Callable[[Book, State, int, int, Change], State]]] = {
    EDIT: _apply_edit,
    EVIDENCE: _apply_evidence,
    COMPANY: _apply_company,
    LEVEL: _apply_level,
}
