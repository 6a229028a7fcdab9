"""What would have changed an answer: applied to a copy, every change that is named flips it, and no smaller one would."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest

from game.allies.answers import decide_answers
from game.lab import changed
from game.lab.changed import CLASS_OF, COMPANY, EDIT, EVIDENCE, LEVEL, STEPS, Change, Step, applied, flips_of
from game.rules import state as s
from game.rules.choices import clear
from game.rules.facts import count_bits
from game.rules.luck import seed_key
from game.rules.state import State, new_choice, new_scratch, tables
from game.rules.texts import clause_at
from game.scenario import book as b
from game.table.copies import copied_state
from tests.lab.desks import ALLIES, BOOK, LOADED, Desk, desks, games
from tests.rules.room import own_book

LIMIT = {EVIDENCE: 1000, COMPANY: ALLIES, LEVEL: 2}


def model_says(state: State, draft: int, ally: int) -> int:
    """Let the model itself decide an ally's answer in a phase of answers; return its class, which no luck moves."""
    trial = copied_state(state)
    trial.public.clock[s.PHASE], trial.public.clock[s.DRAFT] = s.ANSWER, draft
    choice = new_choice(BOOK)
    clear(choice)
    decide_answers(BOOK, trial, choice, new_scratch(BOOK), *seed_key("model"), 0, 1 << ally)
    return CLASS_OF[int(choice[ally, s.REPLIES])]


def flipped(before: int, after: int) -> bool:
    """RULES 5: an answer that objects or regrets would be softer, a silence would be broken or regretted."""
    return after > 0 if before == 0 else after < before


@pytest.mark.parametrize(
    "cases",
    [600, pytest.param(10_000, marks=pytest.mark.soak(size="cases", a_minute=1_000, least=600))],
    ids=["everyday", "soak"],
)
def test_what_would_have_changed_it_does_when_applied(cases: int) -> None:
    """Where such a change exists, the model, asked again about a copy with the change made, answers otherwise."""
    done, kinds, steps = 0, Counter[tuple[str, int]](), Counter[str]()
    for desk, rng in desks(9 * cases, 2 + cases // 450):
        before = [table.tobytes() for table in tables(desk.state)]
        for ally in rng.sample(range(ALLIES), 4):
            found = flips_of(BOOK, desk.state, desk.draft, ally)
            now = model_says(desk.state, desk.draft, ally)
            for flip in found:
                after = applied(BOOK, desk.state, desk.draft, ally, flip.change)
                then = model_says(after, desk.draft, ally)
                assert flipped(now, then)
                assert then == CLASS_OF[flip.answer]
                kinds[flip.change.kind, now] += 1
                steps.update(step.what for step in flip.change.steps)
            done += bool(found)
        assert before == [table.tobytes() for table in tables(desk.state)]
        if done >= cases:
            break
    assert done >= cases
    assert {kind for kind, _ in kinds} == set(changed.KINDS)
    assert {now for _, now in kinds} == set(CLASS_OF.values())
    assert len(steps) >= len(STEPS) - 2  # a level that may be put already is seldom left lower


# A second reader of "smallest": every text within two steps, written out by hand and measured by the steps it takes.


def clauses_of(desk: Desk) -> list[tuple[int, int, int]]:
    """Return measure, level and mood of each clause."""
    ats = [clause_at(c) for c in range(int(desk.text[s.COUNT]))]
    return [tuple(desk.text[at : at + s.CLAUSE_BRACKETS].tolist()) for at in ats]


def versions(measure: int, level: int, mood: int, adopted: int) -> list[tuple[int, tuple[int, int, int] | None]]:
    """Return what may become of a clause by moods, lowering and striking out, and the steps to it."""
    levels, authority = int(BOOK.measure[measure, b.LEVELS]), int(BOOK.measure[measure, b.AUTHORITY])
    found: list[tuple[int, tuple[int, int, int] | None]] = [(0, (measure, level, mood)), (1, None)]
    may_decide = authority in (b.WILLING, b.COUNCIL, b.SACEUR)
    for lower in range(level, 0, -1):
        if lower < level and lower <= adopted:
            break
        advice = lower == 1 and levels > 1
        kept = s.CALLS_FOR if not may_decide else s.TASKS if advice else mood
        found.append((level - lower, (measure, lower, kept)))
        if may_decide and not advice and mood != s.TASKS:
            found.append((level - lower + 1, (measure, lower, s.CALLS_FOR + s.DECIDES - mood)))
    return found


def softest(desk: Desk, ally: int) -> int:
    """Return the fewest steps, of those that take away or weaken, after which an ally's answer has flipped; 3 for none."""
    text, now = desk.text, model_says(desk.state, desk.draft, ally)
    adopted = desk.state.public.measure[:, s.ADOPTED_LEVEL]
    choices = [versions(*clause, int(adopted[clause[0]])) for clause in clauses_of(desk)]
    verbs = [(abs(verb - int(text[s.VERB])), verb) for verb in range(1, b.VERBS + 1)]
    asks = [(0, int(text[s.ASKS]))]
    if BOOK.ally[ally, b.HAS_ASK]:
        asks.append((1, int(text[s.ASKS]) ^ 1 << ally))
    best = 3
    for verb, ask, *clauses in product(verbs, asks, *choices):
        steps = verb[0] + ask[0] + sum(each[0] for each in clauses)
        if 0 < steps < best:
            state = copied_state(desk.state)
            row = state.public.draft[desk.draft]
            row[s.VERB], row[s.ASKS], row[s.COUNT] = verb[1], ask[1], 0
            for each in clauses:
                if each[1] is not None:
                    at = clause_at(int(row[s.COUNT]))
                    row[at : at + s.CLAUSE_BRACKETS] = each[1]
                    row[s.COUNT] += 1
            if flipped(now, model_says(state, desk.draft, ally)):
                best = steps
    return best


@pytest.mark.parametrize("count", [12, pytest.param(200, marks=pytest.mark.soak(size="count", a_minute=280, least=24))])
def test_no_smaller_edit_would_do(count: int) -> None:
    """Fewest steps; where only raising a level would do, a longer edit is allowed to be missing from the second reader."""
    told = Counter[int]()
    for desk, rng in desks(count, 2):
        ally = rng.randrange(ALLIES)
        edits = [flip.change.steps for flip in flips_of(BOOK, desk.state, desk.draft, ally) if flip.change.kind == EDIT]
        mine = len(edits[0]) if edits else 3
        least = softest(desk, ally)
        assert mine <= least
        if mine < least:
            assert any(step.what == "raise" for step in edits[0])
        told[mine] += 1
    assert len(told) >= 2


@pytest.mark.parametrize("moves", [3, pytest.param(30, marks=pytest.mark.soak(size="moves", a_minute=180, least=6))])
def test_no_smaller_move_would_do(moves: int) -> None:
    """Attribution, company and level: every nearer value, one by one, leaves the answer as it is."""
    told = Counter[str]()
    for desk, rng in desks(60 * moves, 2):
        ally = rng.randrange(ALLIES)
        found = {flip.change.kind: flip.change.by for flip in flips_of(BOOK, desk.state, desk.draft, ally)}
        now = changed.answer_with(BOOK, desk.state, desk.draft, ally)
        for kind, most in LIMIT.items():
            nearer = abs(found[kind]) if kind in found else most + 1
            for by in (sign * size for size in range(1, nearer) for sign in (1, -1)):
                try:
                    state = applied(BOOK, desk.state, desk.draft, ally, Change(kind, by=by))
                except ValueError:
                    continue
                then = changed.answer_with(BOOK, state, desk.draft, ally)
                assert not flipped(CLASS_OF[now], CLASS_OF[then]), (kind, by)
            told[kind] += kind in found
        if sum(told.values()) >= moves:
            break
    assert sum(told.values()) >= moves


def test_the_lowest_clause_comes_first() -> None:
    """Of edits that take one step the first that flips is named: lowest clause, mildest step, then the wording, the ask."""
    several = 0
    for desk, rng in desks(100, 2):
        ally = rng.randrange(ALLIES)
        now = model_says(desk.state, desk.draft, ally)
        singles = [Step(what, c) for c in range(int(desk.text[s.COUNT])) for what in changed.OF_CLAUSE]
        singles += [Step(what, s.WORDING) for what in changed.OF_WORDING]
        singles += [Step(what, changed.WHOLE) for what in changed.OF_ASK]
        flipping = []
        for step in singles:
            try:
                state = applied(BOOK, desk.state, desk.draft, ally, Change(EDIT, (step,)))
            except ValueError:
                continue
            if flipped(now, model_says(state, desk.draft, ally)):
                flipping.append(step)
        named = [flip.change.steps for flip in flips_of(BOOK, desk.state, desk.draft, ally) if flip.change.kind == EDIT]
        if flipping:
            assert named == [(flipping[0],)]
            several += len(flipping) > 1
        else:
            assert all(len(steps) == 2 for steps in named)
    assert several > 2


def test_a_change_that_cannot_be_made_is_refused() -> None:
    desk = games(1)[0][0]
    shown = int(count_bits(changed.shown(desk.text, 0)))
    for change in (
        Change(EDIT, (Step("strike", 0), Step("strike", 0))),
        Change(EVIDENCE, by=1001),
        Change(COMPANY, by=-shown - 1),
        Change(LEVEL, by=3),
    ):
        with pytest.raises(ValueError, match=r"there is no|there are not|cannot"):
            applied(BOOK, desk.state, desk.draft, 0, change)


def test_attribution_may_count_both_ways() -> None:
    """Where clauses presume less than nothing an answer may turn and turn back: every attribution is tried, one by one."""
    book = own_book(LOADED)
    book.option[::2, b.ASSERT] = -10
    book.option[1::2, b.ASSERT] = 10
    book.stance[::2] -= 30
    met, wanted = Counter[str](), {"rise", "fall", "none", "between"}
    for desk, rng in desks(300, 2):
        ally, track = rng.randrange(ALLIES), desk.state.public.track
        track[b.ATTRIBUTION, s.NOW] = 400
        found = [flip for flip in flips_of(book, desk.state, desk.draft, ally) if flip.change.kind == EVIDENCE]
        now = changed.answer_with(book, desk.state, desk.draft, ally)
        nearest, all_that_flip = 0, set()
        for by in (sign * size for size in range(600, 0, -1) for sign in (-1, 1)):
            if not 0 <= 400 + by <= 1000:
                continue
            track[b.ATTRIBUTION, s.NOW] = 400 + by
            if changed.flips(now, changed.answer_with(book, desk.state, desk.draft, ally)):
                nearest = by
                all_that_flip.add(400 + by)
        if all_that_flip and not all_that_flip & {0, 1000}:
            met["between"] += 1
        assert [flip.change.by for flip in found] == ([nearest] if nearest else [])
        met["rise" if nearest > 0 else "fall" if nearest else "none"] += 1
        if met.keys() == wanted:
            break
    assert met.keys() == wanted
