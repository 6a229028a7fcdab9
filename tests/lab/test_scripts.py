"""Fixed plans: what is planned is what is tabled, both arms share their luck, the search is repeatable, verdicts are honest."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.allies.compiled import Engine
from game.allies.many import play_many
from game.lab import scripts
from game.lab.arena import GOALS, MEAN, QUANTITIES, Arena, Tried
from game.lab.confirming import Confirmed, by_type, confirm, corrected, no_script_wins, types_differ, unlike
from game.lab.planning import Search, games_needed
from game.lab.plans import (
    Clause,
    Draft,
    Marks,
    Plan,
    alike,
    changed,
    clauses_in_common,
    crossed,
    laid_on,
    random_plan,
    simple_plans,
    told,
    unplanned,
)
from game.lab.put import Desk
from game.lab.rooms import step
from game.rules import numbers as n
from game.rules import state as s
from game.rules.conduct import struck_ally
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import tables
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.load import Loaded, load
from game.scenario.names import names_of

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
SEED = seed_key("scripts")


class Plain(Engine):
    """An engine that never compiles."""

    def warm(self) -> None:
        """Stay as it is."""


@cache
def first() -> Loaded:
    return load(FIRST)


def luck(number: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(number))


def at_sounding(book: Book, now: int = 0, game: int = 0) -> Desk:
    """Return a game at the moment when the first text of a round has just been tabled."""
    desk = Desk.of(book)
    start(book, desk.state, desk.scratch, *SEED, game)
    clock = desk.state.public.clock
    while clock[s.ROUND] < now or clock[s.PHASE] in (s.BRIEFING, s.ACTS, s.CONSULT, s.TABLING):
        step(book, desk.state, desk.choice, desk.scratch, SEED, game)
    return desk


def measures_of(desk: Desk) -> list[int]:
    text = desk.state.public.draft[desk.state.public.clock[s.DRAFT]]
    return [int(text[clause_at(c) + s.MEASURE]) for c in range(text[s.COUNT])]


def paper(desk: Desk, *, held: bool) -> list[int]:
    """Return measures that can be decided in the first round and stand on the options paper, or do not."""
    public = desk.state.public
    standing = (public.measure[:, s.ON_PAPER] > 0) == held
    return [
        int(m)
        for m in np.flatnonzero(standing & (public.measure[:, s.ADOPTED_LEVEL] == 0))
        if first().book.measure[m, b.REQUIRES_LENGTH] == 0 or held
    ]


def test_the_seat_tables_its_draft_first_in_every_round() -> None:
    book, seat = first().book, int(struck_ally(first().book))
    plan = tuple(Draft(1 + now % b.VERBS) for now in range(len(book.round)))
    script = laid_on(book, seat, plan)
    for now, draft in enumerate(plan):
        desk = at_sounding(script, now)
        clock = desk.state.public.clock
        text = desk.state.public.draft[clock[s.DRAFT]]
        assert (clock[s.ROUND], clock[s.SLOT], text[s.AUTHOR], text[s.VERB]) == (now, 0, seat, draft.verb)
        assert text[s.COUNT] == 0
        assert text[s.DEADLINE] >= book.rule[n.LEAST_DEADLINE]


def test_off_the_options_paper_a_clause_falls_away_or_costs_capital() -> None:
    """RULES 3: table something off the options paper 2, to be tuned: 4 since plans that bought what they liked won."""
    book, seat = first().book, int(struck_ally(first().book))
    before = at_sounding(book)
    on, off = paper(before, held=True)[0], paper(before, held=False)[0]
    capital = {}
    for insists in (0, 1):
        clauses = tuple(Clause(m, 1, s.DECIDES, insists) for m in (off, on))
        desk = at_sounding(laid_on(book, seat, (Draft(2, clauses),) * len(book.round)))
        assert measures_of(desk) == ([off, on] if insists else [on])
        capital[insists] = desk.state.own[seat, s.CAPITAL]
    assert capital[0] - capital[1] == book.rule[n.COST_OFF_PAPER] == 4


def test_a_plan_that_gives_nothing_is_the_seat_at_staff() -> None:
    book, seat = first().book, int(struck_ally(first().book))
    desks = []
    for script in (laid_on(book, seat, unplanned(book)), book):
        desk = Desk.of(script)
        start(script, desk.state, desk.scratch, *SEED, 3)
        desk.state.own[seat, s.SKILL] = s.STAFF
        while desk.state.public.clock[s.PHASE] != s.OVER:
            step(script, desk.state, desk.choice, desk.scratch, SEED, 3)
        desks.append(desk)
    assert all((one == other).all() for one, other in zip(*(tables(d.state) for d in desks), strict=True))


def test_plans_stay_plans_however_they_are_changed() -> None:
    book, chance = first().book, luck()
    plans = [random_plan(book, chance) for _ in range(40)]
    for _ in range(5):
        plans = [changed(book, crossed(one, plans[int(chance.integers(40))], chance), chance) for one in plans]
    assert len(set(plans)) > 35
    for plan in [*plans, *simple_plans(book)]:
        assert len(plan) == len(book.round)
        for draft in plan:
            assert 0 <= draft.verb <= b.VERBS
            measures = [clause.measure for clause in draft.clauses]
            assert len(set(measures)) == len(measures) <= s.CLAUSES
            assert all(1 <= clause.level <= book.measure[clause.measure, b.LEVELS] for clause in draft.clauses)


def test_plans_are_told_and_compared_by_their_clauses() -> None:
    names = names_of(first().scenario)
    one = (Draft(3, (Clause(0, 2, s.DECIDES, 1), Clause(1, 1, s.CALLS_FOR, 0))), *unplanned(first().book)[1:])
    other = (Draft(3, (Clause(0, 1, s.DECIDES, 0),)), *unplanned(first().book)[1:])
    line = told(one, names, Marks(" (called for)", "!", "-"))[0]
    assert line == f"{names.rounds[0]}: condemns, {names.measures[0]}+2!, {names.measures[1]}+1 (called for)"
    assert told(one, names, Marks("", "", "-"))[1] == f"{names.rounds[1]}: -"
    assert clauses_in_common(one, other) == (1, 2)
    assert 0 < alike(one, other) < alike(one, one) == 1


def test_an_arena_pairs_games_of_the_same_luck() -> None:
    book, seat = first().book, int(struck_ally(first().book))
    arena = Arena(Plain(), book, seat, SEED, 4, 2)
    assert (arena.gained(arena.base) == 0).all()
    plan = (Draft(4),) * len(book.round)
    whole = arena.played([(plan, 0, 4)])[0]
    parts = arena.played([(plan, 0, 1), (plan, 1, 4)])
    assert (whole == np.concatenate(parts)).all()
    assert (arena.gained(parts[1], 1) == arena.gained(whole)[1:]).all()
    batch = play_many(Plain(), laid_on(book, seat, plan), SEED, 0, 4)
    assert batch is not None
    assert (whole == batch.out[:, s.CLOCK_COLUMNS + 3 : s.CLOCK_COLUMNS + 3 + GOALS]).all()


def test_means_and_errors_by_hand() -> None:
    tried = Tried(((Draft(1),)), 2)
    gained = np.array([[1.0] * QUANTITIES, [3.0] * QUANTITIES, [8.0] * QUANTITIES])
    tried.add(gained[:2], [0, 0])
    tried.add(gained[2:], [1])
    assert tried.means[:, 0].tolist() == [2, 8, 4]
    assert tried.errors[0, 0] == pytest.approx(1.0)
    assert tried.errors[1, 0] == np.inf
    assert tried.errors[2, 0] == pytest.approx(gained[:, 0].std(ddof=1) / 3**0.5)


def searched(jobs: int) -> Search:
    budget = 120
    book, seat, names = first().book, int(struck_ally(first().book)), names_of(first().scenario)
    search = Search(Arena(Plain(), book, seat, SEED, games_needed(budget), jobs), names, luck(5), budget)
    search.run()
    return search


def test_a_search_is_the_same_on_any_number_of_threads_and_spends_no_more_than_it_has() -> None:
    one, two = searched(1), searched(2)
    assert list(one.found) == list(two.found)
    assert all((one.found[plan].sums == two.found[plan].sums).all() for plan in one.found)
    assert sum(each.games for each in one.found.values()) + one.left <= 120
    assert one.left < one.unit
    chosen = one.chosen(7)
    assert len({each.plan for each in chosen}) == 7
    ranked = [one.sticks[0].of(each) for each in one.best(one.sticks[0])]
    assert ranked == sorted(ranked, reverse=True)


def judged(means: list[float], error: float = 1.0) -> Confirmed:
    mean = np.array([*means, sum(means) / GOALS])
    return Confirmed(Tried((Draft(1),), 4), np.zeros((9, GOALS), np.uint8), mean, np.full(QUANTITIES, error))


@pytest.mark.parametrize(
    ("means", "verdict"),
    [
        ([[9, 9, -9, 0], [2, 2, 2, 2]], "holds"),
        ([[9, 9, 3, -9], [0, 0, 0, 0]], "open"),
        ([[9, 9, 9, -9], [0, 0, 0, 0]], "fails"),
        ([], "open"),
    ],
)
def test_no_script_wins_only_if_none_surely_does(means: list[list[float]], verdict: str) -> None:
    """Two goals may be won; a third one has to be beyond doubt for all plans together before it counts as won."""
    assert no_script_wins([judged(each) for each in means]) == verdict


def test_more_plans_need_more_certainty() -> None:
    assert 2.5 < corrected(1) < corrected(200) < 4.5
    assert judged([3, 3, 3, 0]).beats(2.6) == 3
    assert judged([3, 3, 3, 0]).beats(corrected(200)) == 0


def test_types_differ_where_their_best_plans_surely_do() -> None:
    """The search chooses the best plan of a type; whether it is better there, only games that it did not see may say."""
    book, seat = first().book, int(struck_ally(first().book))
    arena = Arena(Plain(), book, seat, SEED, 2, 1)
    games = 400
    arena.games, arena.types = games, np.arange(games) % 2
    arena.base = np.full((games, GOALS), 50, np.uint8)
    done = []
    for kind in range(2):
        goals = np.where((arena.types == kind)[:, None], 60, 50) + np.arange(games)[:, None] % 3
        tried = Tried((Draft(1 + kind),), 2)
        tried.add(arena.gained(goals.astype(np.uint8)), arena.types)
        done.append(Confirmed(tried, goals.astype(np.uint8), np.zeros(QUANTITIES), np.ones(QUANTITIES)))
    found = by_type(arena, done, 2)
    assert [each.plan for each in found.best] == [each.plan for each in done]
    assert found.gains[0][0].mean > 9 > 2 > found.gains[0][1].mean
    assert unlike(found) == 2
    assert types_differ(found, 2) == "holds"
    assert unlike(by_type(arena, done[:1], 2)) == 1
    assert types_differ(by_type(arena, done[:1], 2), 2) == "fails", "one plan is best against both"
    alike_in_worth = [done[0], done[1]._replace(goals=done[0].goals)]
    assert types_differ(by_type(arena, alike_in_worth, 2), 2) == "open"
    assert arena.gained(done[0].goals)[:, MEAN].shape == (games,)


def test_who_has_surely_won_or_lost_is_not_played_on() -> None:
    book, seat = first().book, int(struck_ally(first().book))
    arena = Arena(Plain(), book, seat, SEED, 8, 1)
    silent: Plan = unplanned(book)
    done: list[Confirmed] = []
    confirm(arena, [Tried(silent, 4)], 0, done)
    assert done[0].games == 8, "nothing gained, nothing lost: it has to be played to the end"
    arena.base = np.full((8, GOALS), 255, np.uint8) - np.arange(8, dtype=np.uint8)[:, None]
    confirm(arena, [Tried(silent, 4), Tried(silent, 4)], 1, done)
    assert [each.games for each in done] == [8, 8, 2]


def test_report_and_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.setattr(scripts, "Engine", Plain)
    file = tmp_path / "scripts.json"
    assert scripts.run(FIRST, 2, 4, 60, "x", None, 1, str(file)) == 0
    said = capsys.readouterr().out
    assert "No script wins: none of 2 plans" in said
    assert "Best against" in said
    found = json.loads(file.read_text("utf-8"))
    assert found["verdicts"].keys() == {"no_script_wins", "types_differ"}
    assert len(found["plans"]) == 2
    assert found["types"].keys() == set(names_of(first().scenario).types)
    assert scripts.run(FIRST, 2, 4, 60, "x", "XX", 1, None) == 1
    assert "There is no seat XX" in capsys.readouterr().err


def test_stopping_tells_what_was_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(_: Search) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(scripts, "Engine", Plain)
    monkeypatch.setattr(Search, "_play_on", stop)
    assert scripts.run(FIRST, 2, 4, 60, "x", None, 1, None) == 130
    told_ = capsys.readouterr()
    assert "The best so far, in " in told_.out
    assert "0 of 2 confirmed" in told_.err
