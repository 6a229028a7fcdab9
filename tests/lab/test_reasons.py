"""Reasons: RULES 5 wants them exact arithmetic, so the terms add up to the sum that decides, and decide as the model does."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from game.allies.answers import decide_answers, mind_for, weigh_text
from game.allies.position import bracket_line, constants, reservation, standing_alone
from game.lab.asked import STEADY, ask, choice_of
from game.lab.reasons import BAR_NAMES, NAMES, Reason, reason_for
from game.lab.why import why
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import clear
from game.rules.luck import seed_key
from game.rules.silence import resolve_answers
from game.rules.state import new_choice, new_scratch
from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.stances import refresh
from game.table.copies import copied_state
from tests.allies.test_purity import scrambled
from tests.lab.desks import ALLIES, BOOK, LOADED, Desk, desks, games
from tests.rules.room import own_book


def adds_up(desk: Desk, ally: int, book: Book = BOOK) -> Reason:
    """Hold a reason against what the model weighs, and return it."""
    state, text = desk.state, desk.text
    reason = reason_for(book, state, desk.draft, ally)
    mind = mind_for(book, state.public, state.own[ally], ally)
    row = np.zeros(s.WORTH_COLUMNS, np.int64)
    weigh_text(book, mind, text, row)
    worths = Counter[int]()
    for each in reason.terms:
        assert each.name in NAMES
        worths[each.clause] += each.points
    for c in range(int(text[s.COUNT])):
        assert worths[c] == row[s.WORTH_TEXT + c]
    assert worths[s.WORDING] == row[s.WORTH_VERB]
    whole = int(constants(book, state.pair[ally], text, ally)) + int(standing_alone(book, text, ally))
    assert worths[-1] == whole
    assert sum(worths.values()) == reason.value
    assert reason.margin == int(row[s.WORTH_TOTAL]) + whole
    assert sum(each.points for each in reason.bar) == reason.needs == reservation(book, mind, text[s.LEVEL])
    assert {each.name for each in reason.bar} <= set(BAR_NAMES)
    assert reason.line == bracket_line(book, mind)
    return reason


def read_off(reason: Reason, text: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> int:
    """Return the answer that a reader finds from the reasons alone; an objection is AMEND, or BREAK at a red line."""
    if reason.red_lines:
        return s.BREAK
    least = min(reason.worth(c) for c in (*range(int(text[s.COUNT])), s.WORDING))
    if least < reason.line:
        return s.AMEND
    if reason.margin >= 0:
        return s.SILENT
    if least >= 0:
        return s.STATEMENT if reason.margin < -BOOK.rule[n.TOO_WEAK] else s.SILENT
    tolerated = int(-BOOK.ally[reason.ally, b.TOLERANCE] * BOOK.rule[n.TOLERANCE_SHARE] // 100)
    return s.STATEMENT if reason.margin >= tolerated else s.AMEND


@pytest.mark.parametrize(
    "texts",
    [50, pytest.param(3125, marks=pytest.mark.soak(size="texts", a_minute=2_500, least=200))],
    ids=["everyday", "soak"],
)
def test_reasons_add_up_exactly(texts: int) -> None:
    """RULES 5: the reason for every answer is exact arithmetic and can be shown; every term is met on the way."""
    met, answers, seen = set(), Counter[int](), 0
    for desk, _ in desks(texts, 2 + texts // 140):
        for ally in range(ALLIES):
            reason = adds_up(desk, ally)
            met |= {each.name for each in (*reason.terms, *reason.bar)}
            asked = int(choice_of(BOOK, desk.state, desk.text, ally)[s.REPLIES])
            read = read_off(reason, desk.text)
            assert read == asked or (asked == s.ASK_TIME and read in (s.AMEND, s.BREAK))
            answers[asked] += 1
            seen += 1
    assert seen == texts * ALLIES
    assert met >= {*NAMES, *BAR_NAMES} - {"sheet"}  # which weighs nothing as the numbers stand
    assert len(answers) == 5


def test_what_the_staff_expects_is_told_apart() -> None:
    """The reply that it expects, and what a clause does to its own sheet, where that weighs anything."""
    book, met = own_book(LOADED), Counter[str]()
    book.rule[n.W_STAKES] = 200
    refresh(book)
    for desk, rng in desks(40, 2):
        desk.state.own[:, s.SKILL] = s.STAFF
        for ally in rng.sample(range(ALLIES), 4):
            met.update(each.name for each in adds_up(desk, ally, book).terms)
    assert met["sheet"] > 0
    assert met["prospect"] > 0


def test_the_answer_that_follows_is_what_the_model_does() -> None:
    """In the model's own games, with the luck of the game: kind, brackets, demand, what it counts as, ally by ally."""
    kinds, late = Counter[int](), 0
    for k, game in enumerate(games(6)):
        for desk in game:
            clock, text = desk.state.public.clock, desk.text
            choice, draw = new_choice(BOOK), np.zeros(-(-ALLIES // 8) * 8, np.int64)
            clear(choice)
            decide_answers(BOOK, desk.state, choice, new_scratch(BOOK), *seed_key("desks"), k, (1 << ALLIES) - 1)
            address = int(clock[s.ROUND] * 32 + clock[s.SLOT] * 8 + min(text[s.REVISION], 7))
            luck.fill(*seed_key("desks"), k, address, luck.ANSWERS, draw)
            after = copied_state(desk.state)
            resolve_answers(BOOK, after, choice)
            opened = after.public.draft[desk.draft, s.TIME_SET] == 0
            for ally in range(ALLIES):
                asked = ask(BOOK, desk.state, desk.draft, ally, int(draw[ally]))
                kinds[asked.kind] += 1
                assert asked.kind == choice[ally, s.REPLIES]
                if asked.kind in (s.AMEND, s.BREAK):
                    named = [(each.clause, each.level) for each in asked.brackets]
                    wanted = [tuple(choice[ally, at : at + 2].tolist()) for at in (s.NAMES_1, s.NAMES_2)]
                    assert named == [each for each in wanted if each[0] >= 0]
                    assert asked.demands_ask == choice[ally, s.DEMANDS]
                    assert (luck.chance(int(draw[ally]), asked.odds) == 1) == (asked.kind == s.BREAK)
                if opened:
                    assert asked.counts == after.public.ally[ally, s.SAID]
                    assert asked.late == bool(after.public.draft[desk.draft, s.REFERENDUM_SET] >> ally & 1)
                    late += asked.late
    assert kinds[s.SILENT] > 0
    assert kinds[s.AMEND] + kinds[s.BREAK] > 0
    assert late > 0


def test_only_luck_parts_a_bracket_from_a_break() -> None:
    """Break : amend about 1 : 6 at first, more often once amending has failed, seldom among leaders; always at a red line."""
    odds: dict[tuple[int, int], int] = {}
    for desk, _ in desks(120, 2):
        for ally in range(ALLIES):
            asked = ask(BOOK, desk.state, desk.draft, ally)
            if asked.kind == s.BREAK:
                assert asked.odds == 1000
            elif asked.kind == s.AMEND:
                at = int(desk.text[s.REVISION]), int(desk.text[s.LEVEL])
                assert odds.setdefault(at, asked.odds) == asked.odds
            else:
                assert asked.odds == 0
    first, again, leaders = odds[0, 0], odds[2, 0], odds[0, 2]
    assert leaders < first < again
    assert 1 / 8 < first / (1000 - first) < 1 / 5


def test_reasons_read_nobody_elses_row() -> None:
    """Another truth, and other rows for every other ally, change no reason, no answer and no `what would have changed it`."""
    for desk, rng in desks(12, 1):
        for ally in rng.sample(range(ALLIES), 3):
            other = scrambled(BOOK, desk.state, ally, Random(rng.getrandbits(32)))
            assert why(BOOK, desk.state, desk.draft, ally) == why(BOOK, other, desk.draft, ally)


def test_a_reason_changes_nothing() -> None:
    for desk, _ in desks(8, 1):
        before = [table.tobytes() for table in (*BOOK, *s.tables(desk.state))]
        for ally in range(0, ALLIES, 7):
            why(BOOK, desk.state, desk.draft, ally, STEADY)
        assert before == [table.tobytes() for table in (*BOOK, *s.tables(desk.state))]
