"""Lint for liveliness: each note is raised by a scenario made dull in just that way, and not by one that is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.allies import record as r
from game.allies.answers import leaning
from game.allies.compiled import Engine
from game.allies.position import bracket_line, constants, kept_mind, standing_alone
from game.authoring import check, lively
from game.lab import free_lunch, lint, policies, put, rooms
from game.lab.lively import LINTS, Note, line, notes_of, problems, settings
from game.lab.playtest import looks_of, play
from game.lab.tally import Tally
from game.lab.words import Words
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario import book as b
from game.scenario.load import Loaded
from game.scenario.names import names_of
from tests.plain import Plain

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
WORDS = Words(Path(lint.__file__).parent)
SEED = seed_key("lively")
GAMES = 1000


def tally_of(loaded: Loaded) -> Tally:
    """Return counts as of many games in which all went as an author would wish."""
    scenario, book = loaded.scenario, loaded.book
    tally = Tally(book, looks_of(scenario, book))
    at, half = tally.columns, GAMES // 2
    tally.games = GAMES
    tally.sums[:], tally.some[:] = half, half
    for now in range(at.rounds):
        tally.some[at.round(now, r.PUT)] = GAMES
    for a in range(len(book.ally)):
        for column, times in ((r.SAID_SILENT, GAMES), (r.SAID_STATEMENT, 0), (r.SAID_AMEND, 90), (r.SAID_BREAK, 10)):
            tally.sums[at.ally(a, column)] = times
    for m, each in enumerate(scenario.measure.values()):
        wanted = sum(each.frequency or [100]) * GAMES // 200
        tally.some[[at.measure(m, r.LEVEL_AT_END), at.measure(m, r.ACTS_OF)]] = wanted
    for e, ending in enumerate(scenario.ending.values()):
        tally.endings[e] = max(sum(ending.frequency or [100]) * GAMES // 200, 1)
    return tally


def lints(notes: list[Note]) -> set[str]:
    return {note.lint for note in notes}


def test_a_lively_scenario_has_no_notes(first: Loaded) -> None:
    assert notes_of(tally_of(first), first.scenario) == []


def test_each_lint_finds_its_fault(first: Loaded) -> None:
    names, at = names_of(first.scenario), tally_of(first).columns
    watch = at.watch + len(first.scenario.ending) + len(first.scenario.question)
    active = [at.ally(0, column) for column in (r.SAID_AMEND, r.SAID_BREAK, r.SPONSORED_TEXTS, r.UNITS)]
    faults = {
        "dull_round": [("sums", at.round(1, r.HELD_FIRST), 800)],
        "always_blocks": [("sums", at.ally(3, r.SAID_AMEND), 2000)],
        "never_matters": [("some", column, 0) for column in active],
        "dead_inject": [("some", at.inject, 0)],
        "dead_ending": [("endings", 0, 0)],
        "mute_objective": [("some", watch, 0)],
    }
    for name, changes in faults.items():
        tally = tally_of(first)
        for table, column, value in changes:
            getattr(tally, table)[column] = value
        assert lints(notes_of(tally, first.scenario)) == {name}
    (blocker,) = (n for n in _with(first, "sums", at.ally(3, r.SAID_AMEND), 2000))
    assert blocker.loc == ("ally", names.allies[3])


def _with(loaded: Loaded, table: str, column: int, value: int) -> list[Note]:
    tally = tally_of(loaded)
    getattr(tally, table)[column] = value
    return notes_of(tally, loaded.scenario)


def test_rare_holds_what_is_declared_against_what_is_seen(first: Loaded) -> None:
    key = next(iter(first.scenario.measure))
    measure = first.scenario.measure[key].model_copy(update={"frequency": [40, 60]})
    scenario = first.scenario.model_copy(update={"measure": first.scenario.measure | {key: measure}})
    for games, says in ((100, "too_rare_measure"), (900, "too_often_measure")):
        tally = tally_of(first)
        at = tally.columns
        tally.some[[at.measure(0, r.LEVEL_AT_END), at.measure(0, r.ACTS_OF)]] = games
        found = notes_of(tally, scenario)
        assert [(note.lint, note.says) for note in found] == [("rare", says)]
    tally = tally_of(first)
    tally.some[[tally.columns.measure(0, r.LEVEL_AT_END), tally.columns.measure(0, r.ACTS_OF)]] = 500
    assert notes_of(tally, scenario) == []


def test_a_note_names_the_line_of_the_file(first: Loaded) -> None:
    (problem,) = problems(_with(first, "endings", 1, 0), first, WORDS)
    key = list(first.scenario.ending)[1]
    assert problem.path == f"ending.{key}.when"
    assert first.text.decode().split("\n")[problem.line - 1].startswith("when = ")
    assert problem.text.startswith("dead_ending: ")
    assert ";" in problem.text, "a note says what to do"


def test_every_lint_is_one_of_the_rulebook(first: Loaded) -> None:
    said = [key.removeprefix("lint.") for key in WORDS._lines if key.startswith("lint.")]
    assert {each for each in LINTS if each not in ("dull_round", "free_lunch", "rare")} <= set(said)
    for entry in settings()["line"].values():
        assert entry["low"] < entry["high"]
        assert entry["why"]


def test_an_answer_stays_as_it_is_within_its_distance(first: Loaded) -> None:
    book = first.book
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    start(book, state, scratch, *SEED, 0)
    seen: list[int] = []

    def see() -> None:
        clock = state.public.clock
        if clock[s.PHASE] != s.ANSWER:
            return
        draft = state.public.draft[clock[s.DRAFT]]
        for a in range(len(book.ally)):
            row, bar = scratch.worth[a], bracket_line(book, kept_mind(scratch.mind[a]))
            fixed = constants(book, state.pair[a], draft, a) + standing_alone(book, draft, a)
            margin, far = row[s.WORTH_TOTAL] + fixed, rooms.distance(book, state, scratch, draft, a)
            now = leaning(book, draft, row, a, margin, bar)
            for moved in (1 - far, far - 1) if far > 0 else ():
                assert leaning(book, draft, row, a, margin + moved, bar) == now
            seen.append(far)

    while state.public.clock[s.PHASE] != s.OVER:
        rooms.step(book, state, choice, scratch, SEED, 0, see)
    assert len(set(seen)) > 5


def test_packages_are_pairs_of_measures(first: Loaded) -> None:
    seen = rooms.look(first.book, SEED, 3)
    names = names_of(first.scenario)
    assert seen.games == 3
    assert seen.texts >= max(seen.packages.values())
    assert {len(package) for package in seen.packages} <= {0, 1, 2}
    dull = {note.lint for note in rooms.notes(seen, first.book, names)}
    assert dull <= {"dull_round", "foregone"}
    seen.packages[(0, 1)] = seen.texts
    seen.torn.clear()
    found = list(rooms.notes(seen, first.book, names))
    assert any(note.lint == "foregone" and names.measures[0] in str(note.values["package"]) for note in found)
    assert sum(note.lint == "dull_round" for note in found) == sum(1 for texts in seen.first.values() if texts)


def test_a_policy_changes_one_seat(first: Loaded) -> None:
    for columns in settings()["policy"].values():
        changed = policies.with_policy(first.book, 2, columns)
        others = [a for a in range(len(first.book.ally)) if a != 2]
        assert (changed.ally[others] == first.book.ally[others]).all()
        assert (changed.ally[2] != first.book.ally[2]).any()
    assert not np.shares_memory(changed.ally, first.book.ally)


def test_a_seat_that_objects_to_all_and_one_that_agrees_to_all(first: Loaded) -> None:
    said = {}
    for name in ("agrees", "objects"):
        book = policies.with_policy(first.book, 2, settings()["policy"][name])
        tally = play(book, looks_of(first.scenario, book), 4, SEED, 1, Plain())
        said[name] = int(tally.sums[[tally.columns.ally(2, column) for column in (r.SAID_AMEND, r.SAID_TIME)]].sum())
    assert said["objects"] > said["agrees"]


def test_what_costs_nobody_anything_is_told(first: Loaded) -> None:
    names = names_of(first.scenario)
    before = {(note.says, note.loc) for note in free_lunch.read(first.book, names)}
    book = first.book._replace(option=first.book.option.copy())
    book.option[0, [b.COST, b.NEED, b.HEAT, b.ASSERT]] = 0
    after = {(note.says, note.loc) for note in free_lunch.read(book, names)}
    assert ("free_clause", ("measure", names.measures[0], "levels", 0)) in after
    assert before != after


def test_a_copy_that_is_hotter_is_dominated(first: Loaded) -> None:
    """The same measure twice, the second hotter and of no other use, is dominated by the first."""
    names, book = names_of(first.scenario), first.book
    twin = book._replace(option=book.option.copy(), stance=book.stance.copy(), measure=book.measure.copy())
    twin.measure[1] = twin.measure[0]
    twin.option[3:6], twin.stance[3:6] = twin.option[0:3], twin.stance[0:3]
    twin.option[3 : 3 + twin.measure[0, b.LEVELS], b.HEAT] += 1
    found = [note for note in free_lunch.read(twin, names) if note.says == "dominated_clause"]
    assert ("measure", names.measures[1], "levels", 0) in {note.loc for note in found}
    # A measure that one nation alone may take beats nothing that others may take.
    twin.measure[0, [b.AUTHORITY, b.OWNER]] = twin.measure[1, [b.AUTHORITY, b.OWNER]] = b.NATIONAL, 0
    twin.measure[1, b.OWNER] = 1
    found = [note for note in free_lunch.read(twin, names) if note.says == "dominated_clause"]
    assert ("measure", names.measures[1], "levels", 0) not in {note.loc for note in found}


def test_help_against_every_type_is_no_free_lunch_if_it_is_unsure() -> None:
    assert free_lunch.Lunch(0, 1, [(-3.0, 1.0), (-2.0, 1.9)]).helps_always
    assert not free_lunch.Lunch(0, 1, [(-3.0, 1.0), (-2.0, 2.1)]).helps_always
    assert not free_lunch.Lunch(0, 1, [(-3.0, 1.0), (1.0, 0.1)]).helps_always
    assert not free_lunch.Lunch(0, 1, []).helps_always


def test_the_effect_of_nothing_is_nothing(first: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two arms share their luck: where nothing is changed, nothing differs."""
    monkeypatch.setattr(free_lunch, "levels", lambda _: [(0, 1)])
    monkeypatch.setattr(free_lunch, "put_measure", lambda book, state, *_: put.put_text(book, state, 1, ()))
    monkeypatch.setattr(free_lunch, "FUTURES", 1)
    (lunch,) = free_lunch.play(Plain(), first.book, SEED, 2, 1)
    assert lunch.moved == [(0.0, 0.0)] * len(first.scenario.adversary.type)


@pytest.mark.parametrize("games", [pytest.param(200, marks=pytest.mark.soak(size="games", a_minute=1_000, least=30))])
def test_check_plays(engine: Engine, games: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run([FIRST], as_json=False, games=games, seed="a", jobs=2) == 0
    said = capsys.readouterr().out
    assert f"notes on liveliness from {games} games of seed a" in said
    assert "Not measured" in said


def test_check_tells_notes_as_warnings(
    first: Loaded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    note = Note("dead_inject", ("inject", next(iter(first.scenario.inject))), "dead_inject", {"games": 9})
    monkeypatch.setattr(lively, "Engine", Plain)
    monkeypatch.setattr(lint, "notes", lambda *_: [note])
    assert check.run([FIRST], as_json=False, games=9) == 0
    said = capsys.readouterr().out
    assert "dead_inject: fired in none of 9 games" in said
    assert "1 note on liveliness" in said
    monkeypatch.setattr(lint, "notes", lambda *_: None)
    assert check.run([FIRST], as_json=True, games=9) == 130


def test_bounds_are_those_of_the_rulebook() -> None:
    """RULES 8: under 25 % or over 75 %; three featured seats; over 40 %; under 15 points."""
    assert line("first_try") == (25, 75)
    assert line("torn_seats")[0] == 3
    assert line("package")[1] == 40
    assert line("own_score")[0] == 15
