"""What the lines of the seats' sheets come to: the percentiles that a scenario writes as `low` and `high` (RULES 7).

They are the 10th and the 90th under `staff` play: every seat looks so far ahead, and of a secret only the games count in
which it was drawn. Where so few games move a quantity that both percentiles are the same, the line reaches to the nearest
other value that was seen, on the side where more games lie: there it tells those games from the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from game.allies.compiled import Engine
from game.allies.many import play_many
from game.allies.record import watch_at
from game.lab.figures import wilson
from game.lab.lively import Note
from game.lab.measured import Z_99
from game.rules import numbers as n
from game.rules import state as s
from game.rules.state import new_state, tables
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.load import Loaded
from game.scenario.names import Names
from game.scenario.problems import Loc
from game.scenario.schema import Goal, Scenario
from game.scenario.stances import refresh

LOW, HIGH = 0.1, 0.9  # of the games lie under a line's bounds
SLACK: Final = 0.05  # of the range: what is written may be off by so much, and by one unit, beyond what luck explains
STILL: Final = 2.0  # per cent: a quantity never moves where fewer games than this can have moved it
SPAN: Final = 500  # games whose final states are held at once
PASSES: Final = 12  # of writing bounds and playing again: a staff reads them
UNKNOWN: Final = 1 << 40  # beyond the first and the last game nothing is known of a percentile
Tick = Callable[[int], object]


class Bound(NamedTuple):
    """A percentile in the units that an author writes: as seen, and the least and the most that luck leaves open (99 %)."""

    least: int
    seen: int
    most: int


class Line(NamedTuple):
    """A line of a sheet over some games."""

    row: int  # of `book.objective`
    games: int
    low: Bound
    high: Bound
    written: tuple[int, int]  # low and high in the scenario

    @property
    def moves(self) -> bool:
        """Tell whether the quantity was not the same in every game."""
        return self.low.seen < self.high.seen

    @property
    def half_way(self) -> tuple[int, int]:
        """Return bounds between those written and those seen."""
        low, high = ((seen.seen + old) // 2 for seen, old in zip((self.low, self.high), self.written, strict=True))
        return low, max(high, low + 1)

    @property
    def fits(self) -> bool:
        """Tell whether what is written are the percentiles, as far as these games can tell."""
        slack = max(SLACK * (self.high.seen - self.low.seen), 1)
        bounds = zip((self.low, self.high), self.written, strict=True)
        return all(bound.least - slack <= written <= bound.most + slack for bound, written in bounds)


Bounds = dict[int, tuple[int, int]]  # row of `book.objective` -> low and high, as an author writes them


def measure(
    engine: Engine,
    loaded: Loaded,
    seed: tuple[int, int],
    games: int,
    jobs: int,
    tick: Tick,
    bounds: Bounds | None = None,
) -> list[Line]:
    """Return each line of each sheet over games 0 to `games` - 1 of a seed, `staff` in every seat.

    With `bounds` as if those were written. Secrets that were never drawn are left out.
    """
    scenario, written = loaded.scenario, bounds or {}
    values, counts = _played(engine, with_bounds(loaded, written), seed, games, jobs, tick)
    lines = []
    for row, goal in enumerate(goals_of(scenario)):
        seen = values[counts[:, row], row]
        if len(seen):
            unit = unit_of(loaded.book, row, goal)
            spread = bounds_of((seen + unit // 2) // unit)
            lines.append(Line(row, len(seen), *spread, written.get(row, (goal.low, goal.high))))
    return lines


def goals_of(scenario: Scenario) -> list[Goal]:
    """Return the lines of all sheets, in the order of `book.objective`."""
    sheets = [ally.sheet for ally in scenario.ally.values()]
    return [goal for sheet in sheets for goal in (sheet.interest, sheet.home, sheet.alliance, *sheet.secret)]


def loc_of(names: Names, row: int) -> Loc:
    """Return the key path of a line in the scenario."""
    ally, line = divmod(row, b.LINES)
    place: Loc = ("secret", line - b.SECRET) if line >= b.SECRET else (("interest", "home", "alliance")[line],)
    return ("ally", names.allies[ally], "sheet", *place)


def unit_of(book: Book, row: int, goal: Goal) -> int:
    """Return what one unit of an author is in a scenario's own book: tracks are kept in tenths."""
    return int(book.objective[row, b.LINE_HIGH] - book.objective[row, b.LINE_LOW]) // (goal.high - goal.low)


def _played(
    engine: Engine, book: Book, seed: tuple[int, int], games: int, jobs: int, tick: Tick
) -> tuple[Table, npt.NDArray[np.bool_]]:
    """Return each line's quantity at the end of each game, and whether the line counted in it: games x lines."""
    looked = _watching(_at_staff(book))
    first = int(watch_at(looked)) + len(book.watch)
    values, counts = [], []
    for lo in range(0, games, SPAN):
        hi = min(lo + SPAN, games)
        chunk = -(-(hi - lo) // jobs) if engine.is_compiled else 0
        batch = play_many(engine, looked, seed, lo, hi, jobs=jobs, wants_finals=True, chunk=chunk, tick=tick)
        assert batch is not None
        values.append(batch.out[:, first : first + len(book.objective)])
        counts.append(_counted(book, batch.finals))
    return np.concatenate(values), np.concatenate(counts)


def _at_staff(book: Book) -> Book:
    rule = book.rule.copy()
    rule[n.SKILL] = s.STAFF
    return book._replace(rule=rule)


def _watching(book: Book) -> Book:
    """Return the book with the sheets' quantities among what a record notes at the end of a game."""
    rows = np.zeros((len(book.objective), book.watch.shape[1]), np.int64)
    rows[:, b.WATCH_KIND] = b.LEARNING  # which no rule asks for
    rows[:, [b.WATCH_START, b.WATCH_LENGTH]] = book.objective[:, [b.LINE_START, b.LINE_LENGTH]]
    return book._replace(watch=np.vstack([book.watch, rows]))


def _counted(book: Book, finals: Table) -> npt.NDArray[np.bool_]:
    """Return which lines counted in games: all but the two secrets that were not drawn."""
    state = new_state(book)
    at = sum(table.size for table in tables(state)[: len(state.public)])
    own = finals[:, at : at + state.own.size].reshape(len(finals), *state.own.shape)
    counts = np.ones((len(finals), len(book.ally), b.LINES), np.bool_)
    counts[:, :, b.SECRET :] = own[:, :, s.SECRET_DRAWN, None] == np.arange(b.SECRETS)
    return counts.reshape(len(finals), -1)


def bounds_of(values: Table) -> tuple[Bound, Bound]:
    """Return the low and the high bound of a line from its quantity in some games."""
    values = np.sort(values)
    low, high = _quantile(values, LOW), _quantile(values, HIGH)
    above, below = values[values > low.seen], values[values < low.seen]
    if low.seen < high.seen or len(above) + len(below) == 0:
        return low, high
    if len(above) >= len(below):
        return low, Bound(low.seen, int(above[0]), int(above[-1]))
    return Bound(int(below[0]), int(below[-1]), high.seen), high


def _quantile(values: Table, share: float) -> Bound:
    """Return a quantile of sorted values between order statistics at the ends of a binomial interval."""
    games = len(values)
    half = Z_99 * sqrt(games * share * (1 - share))
    least, most = floor(games * share - half), ceil(games * share + half) + 1
    return Bound(
        int(values[least - 1]) if least >= 1 else -UNKNOWN,
        int(values[ceil(games * share) - 1]),
        int(values[most - 1]) if most <= games else UNKNOWN,
    )


def notes(lines: Sequence[Line], names: Names) -> Iterator[Note]:
    """Yield each line whose bounds are not what they should be, or that no game moves."""
    for line in lines:
        loc = loc_of(names, line.row)
        values = {"ally": loc[1], "games": f"{line.games:,}", "low": line.low.seen, "high": line.high.seen}
        if not line.moves:
            if wilson(0, line.games, Z_99)[1] < STILL:
                yield Note("sheet_bounds", loc, "sheet_still", values)
        elif not line.fits:
            low, high = line.written
            yield Note("sheet_bounds", loc, "sheet_bounds", values | {"written_low": low, "written_high": high})


def fitted(engine: Engine, loaded: Loaded, seed: tuple[int, int], games: int, jobs: int, tick: Tick) -> Bounds:
    """Return low and high for the lines that are written wrong.

    A staff reads the bounds, so that other bounds make other games: what is off is changed and played again, until nothing
    is off or PASSES are through. Lines that would go to and fro for ever meet half way in the later ones. A line that
    nothing moves stays as it is.
    """
    found: Bounds = {}
    for turn in range(PASSES):
        lines = measure(engine, loaded, seed, games, jobs, tick, found)
        off = [line for line in lines if line.moves and not line.fits]
        if not off:
            break
        found |= {line.row: line.half_way if turn >= PASSES // 2 else (line.low.seen, line.high.seen) for line in off}
    return found


def with_bounds(loaded: Loaded, bounds: Bounds) -> Book:
    """Return the book with other bounds of some lines, and what a staff makes of them; the rest is shared."""
    book, goals = loaded.book, goals_of(loaded.scenario)
    if not bounds:
        return book
    changed = book._replace(
        objective=book.objective.copy(),
        ally=book.ally.copy(),
        option=book.option.copy(),
        stance=book.stance.copy(),
        wording=book.wording.copy(),
    )
    for row, written in bounds.items():
        unit = unit_of(book, row, goals[row])
        changed.objective[row, [b.LINE_LOW, b.LINE_HIGH]] = [each * unit for each in written]
    refresh(changed)
    return changed
