"""Sheets against play: percentiles of what a seat is scored on, notes where another number is written, and writing them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from game.allies.compiled import Engine
from game.allies.play import decide
from game.authoring import check
from game.authoring import sheets as writing
from game.lab import lint, sheets
from game.lab.lively import problems
from game.lab.sheets import UNKNOWN, Bound, Line, bounds_of, goals_of, loc_of, measure, notes, unit_of, with_bounds
from game.lab.words import Words
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import clear
from game.rules.facts import evaluate
from game.rules.luck import seed_key
from game.rules.phases import resolve, who_decides
from game.rules.scores import sheet_row
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario import book as b
from game.scenario.load import Loaded, load, loads
from game.scenario.names import names_of

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FIRST = SCENARIOS / "first_session.toml"
SEED = seed_key("sheets")
GAMES = 6


class Plain(Engine):
    """An engine that never compiles: these tests are about what is counted."""

    def warm(self) -> None:
        """Stay as it is, and let nobody wait."""
        self._settled.set()


@pytest.fixture(scope="session")
def first() -> Loaded:
    return load(FIRST)


@pytest.fixture(scope="session")
def lines(first: Loaded) -> list[Line]:
    return measure(Plain(), first, SEED, GAMES, 2, lambda _: None)


def test_a_line_is_read_at_the_end_of_games_of_staff(first: Loaded, lines: list[Line]) -> None:
    """RULES 7: each line on one quantity of the final state, under `staff` play; a secret where it was drawn."""
    book = first.book._replace(rule=first.book.rule.copy())
    book.rule[n.SKILL] = s.STAFF
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    seen: dict[int, list[int]] = {}
    for game in range(GAMES):
        start(book, state, scratch, *SEED, game)
        while state.public.clock[s.PHASE] != s.OVER:
            clear(choice)
            decide(book, state, choice, scratch, *SEED, game, who_decides(book, state))
            resolve(book, state, choice, scratch, *SEED, game)
        for ally in range(len(book.ally)):
            for place in range(b.SECRET + 1):
                row = int(sheet_row(state, ally, place))
                part = book.objective[row, [b.LINE_START, b.LINE_LENGTH]]
                seen.setdefault(row, []).append(int(evaluate(book, state, scratch.stack, *part)))
    assert {line.row: line.games for line in lines} == {row: len(values) for row, values in seen.items()}
    for line in lines:
        unit = unit_of(first.book, line.row, goals_of(first.scenario)[line.row])
        units = [(value + unit // 2) // unit for value in seen[line.row]]
        assert (line.low, line.high) == bounds_of(np.array(units))


def test_bounds_are_the_tenth_and_the_ninetieth_percentile() -> None:
    low, high = bounds_of(np.arange(1, 1001)[::-1].copy())
    assert (low.seen, high.seen) == (100, 900)
    assert (low.least, low.most) == (75, 126), "100 less and more 2.58 standard errors of 9.5 games"
    assert high.least < 900 < high.most
    assert bounds_of(np.arange(20))[0].least == -UNKNOWN
    assert bounds_of(np.arange(20))[1].most == UNKNOWN


def test_a_line_that_few_games_move_tells_them_from_the_rest() -> None:
    low, high = bounds_of(np.array([0] * 95 + [50] * 4 + [100]))
    assert (low.seen, high) == (0, Bound(0, 50, 100))
    low, high = bounds_of(np.array([20] * 6 + [100] * 94))
    assert (low, high.seen) == (Bound(20, 20, 100), 100)
    low, high = bounds_of(np.array([7] * 50))
    assert low.seen == high.seen == 7


def line_of(values: list[int], low: int, high: int) -> Line:
    return Line(0, len(values), *bounds_of(np.array(values)), (low, high))


def test_a_bound_is_off_beyond_a_twentieth_and_luck() -> None:
    values = [k // 10 for k in range(1000)]  # percentiles 9 and 89, with luck 7 to 12 and 87 to 92; a twentieth is 4
    assert line_of(values, 9, 89).fits
    assert line_of(values, 3, 96).fits
    assert not line_of(values, 2, 89).fits
    assert not line_of(values, 9, 97).fits
    assert line_of(values[::100], 0, 300).fits, "ten games tell nothing of a percentile"


def test_notes_stand_at_their_lines(first: Loaded) -> None:
    """A line that is off, and one that nothing moves, are told with the line of the file, what was seen, and a remedy."""
    names = names_of(first.scenario)
    off = line_of([k // 10 for k in range(1000)], 40, 50)._replace(row=b.LINES + b.SECRET + 1)
    still, fits = line_of([7] * 900, 0, 9)._replace(row=b.HOME_LINE), line_of([7] * 90, 0, 9)
    found = list(notes([off, still, fits], names))
    assert [(note.says, note.loc) for note in found] == [
        ("sheet_bounds", ("ally", names.allies[1], "sheet", "secret", 1)),
        ("sheet_still", ("ally", names.allies[0], "sheet", "home")),
    ]
    told = {each.path: each for each in problems(found, first, Words(Path(lint.__file__).parent))}
    problem = told[f"ally.{names.allies[1]}.sheet.secret.1"]
    assert "from 40 to 50" in problem.text
    assert "are 9 and 89; " in problem.text
    after = first.text.decode().split("\n")[problem.line - 1 :]
    assert first.scenario.ally[names.allies[1]].sheet.secret[1].says in after[1]


def test_other_bounds_are_what_the_same_file_would_say(first: Loaded) -> None:
    """Bounds laid over a book make the very book of a scenario in which they are written."""
    bounds = {0: (10, 90), b.LINES + b.SECRET: (-4, 7)}
    edits, left = writing.edits_of(first, bounds)
    assert left == []
    written = loads(writing.edited(FIRST.read_bytes(), edits))
    changed = with_bounds(first, bounds)
    for mine, other in zip(changed, written.book, strict=True):
        assert (mine == other).all()
    assert (first.book.objective == load(FIRST).book.objective).all()
    assert (changed.stance != first.book.stance).any()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_writing_changes_those_numbers_and_no_other_byte(mark: str, ends: str) -> None:
    data = (mark + FIRST.read_text("utf-8").replace("\n", ends)).encode()
    loaded = loads(data)
    bounds = {row: (-row, 1000 + row) for row in range(0, len(loaded.book.objective), 2)}
    edits, left = writing.edits_of(loaded, bounds)
    after = writing.edited(data, edits)
    goals = goals_of(loads(after).scenario)
    assert left == []
    for row, (old, new) in enumerate(zip(goals_of(loaded.scenario), goals, strict=True)):
        assert (new.low, new.high) == bounds.get(row, (old.low, old.high))
    bare = re.compile(rb"(low|high) = -?[0-9]+")
    assert bare.sub(rb"\1", after) == bare.sub(rb"\1", data)


def test_what_an_included_file_says_is_left() -> None:
    loaded = load(SCENARIOS / "history" / "przewodow_2022.toml")
    edits, left = writing.edits_of(loaded, {0: (1, 2)})
    assert (edits, left) == ([], [loc_of(names_of(loaded.scenario), 0)])


def test_set_sheets_writes_until_nothing_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(FIRST.read_bytes())
    passes: list[tuple[int, int]] = []

    def stand_in(*asked: object) -> list[Line]:
        low, high = asked[-1].get(0, (0, 20))  # type: ignore[attr-defined]
        passes.append((low, high))
        return [line_of([k // 10 for k in range(1001)], low, high)._replace(row=0)]

    monkeypatch.setattr(writing, "Engine", Plain)
    monkeypatch.setattr(sheets, "measure", stand_in)
    monkeypatch.setattr("game.authoring.lively.play", lambda *_, **__: [])
    assert check.run([path], as_json=False, games=9, set_sheets=True) == 0
    assert passes == [(0, 20), (10, 90)]
    assert f"{path}: bounds of 1 line of its sheets written, from 9 games of seed 1" in capsys.readouterr().out
    goal = goals_of(load(path).scenario)[0]
    assert (goal.low, goal.high) == (10, 90)

    def stopped(*_: object) -> list[Line]:
        raise KeyboardInterrupt

    monkeypatch.setattr(sheets, "measure", stopped)
    before = path.read_bytes()
    assert check.run([path], as_json=False, games=9, set_sheets=True) == 130
    assert path.read_bytes() == before
    assert "the file is as it was" in capsys.readouterr().err
