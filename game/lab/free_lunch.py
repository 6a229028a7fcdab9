"""No free lunch (RULES 5), checked: what each measure's level costs, who minds it, whom it helps against.

That it leaves the final rung no better than doing nothing against some type is seen by playing: the measure is put in place
in games that are otherwise the same, and the same futures are played on with and without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from game.allies.compiled import Engine
from game.allies.position import guess_mind, worth
from game.lab.lively import Note, line
from game.lab.put import changed, games_of_type, origins, played_on, put_measure, put_text
from game.lab.rungs import Numbers, final_escalation, mean_with_half
from game.rules import state as s
from game.rules.start import start
from game.rules.state import State, new_scratch, new_state
from game.rules.texts import mood_of
from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.names import Names

ROUND = 1  # in which a measure is put in place (0-based): late enough to be known, early enough to arrive
FUTURES = 10  # of each game
GAIN = (b.DETERRENCE, b.COHESION, b.ATTRIBUTION, b.READINESS, b.REASSURANCE)


class Lunch(NamedTuple):
    """A measure's level, and by how much (points of escalation, with half an interval) it moved the end, a type each."""

    measure: int
    level: int
    moved: list[tuple[float, float]]

    @property
    def helps_always(self) -> bool:
        """Tell whether the game surely ended lower with it than without against every type."""
        return bool(self.moved) and all(mean + half < 0 for mean, half in self.moved)


def levels(book: Book) -> Iterator[tuple[int, int]]:
    """Yield every measure's levels."""
    for m in range(book.measure.shape[0]):
        for level in range(1, int(book.measure[m, b.LEVELS]) + 1):
            yield m, level


def read(book: Book, names: Names) -> Iterator[Note]:
    """Yield what the rulebook alone tells: levels that cost nothing, that too few mind, that another beats for everybody."""
    state, scratch = new_state(book), new_scratch(book)
    start(book, state, scratch, 0, 0, 0)
    option = book.option
    for m, level in levels(book):
        row = m * b.LEVEL_COUNT + level - 1
        loc = ("measure", names.measures[m], "levels", level - 1)
        values: dict[str, object] = {"measure": names.measures[m], "level": level}
        if option[row, b.COST] <= 0 and option[row, b.NEED] == 0:
            yield Note("free_clause", loc, "free_clause", values)
        minding = [a for a in range(book.ally.shape[0]) if _worth(book, state, a, m, level) < 0]
        featured = sum(int(book.ally[a, b.FEATURED]) for a in minding)
        if len(minding) < line("dislike")[0] or featured == 0:
            figures = {"minding": len(minding), "featured": featured, "wanted": f"{line('dislike')[0]:g}"}
            yield Note("free_lunch", loc, "nobody_minds", values | figures)
        better = next((k for k in _rivals(book, m) if _beats(book, k, row)), -1)
        if better >= 0:
            other = {"other": names.measures[better // b.LEVEL_COUNT], "other_level": better % b.LEVEL_COUNT + 1}
            yield Note("dominated_clause", loc, "dominated_clause", values | other)


def _worth(book: Book, state: State, ally: int, measure: int, level: int) -> int:
    """Return what a clause is worth to an ally on the first day, as anybody may guess it."""
    mood = mood_of(book, measure, level, s.DECIDES)
    return int(worth(book, guess_mind(book, state.public, ally), measure, level, mood))


def _rivals(book: Book, measure: int) -> Iterator[int]:
    """Yield the rows of other measures' levels that are open to all who may take this one."""
    takers = _takers(book, measure)
    for m, level in levels(book):
        same = book.measure[m, b.AUTHORITY] == book.measure[measure, b.AUTHORITY]
        if m != measure and same and takers & ~_takers(book, m) == 0:
            yield m * b.LEVEL_COUNT + level - 1


def _takers(book: Book, measure: int) -> int:
    """Return, as a bit mask, the allies whose national act a measure may be; 0 where it is no nation's."""
    owner = int(book.measure[measure, b.OWNER])
    return 1 << owner if owner >= 0 else int(book.measure[measure, b.OWNERS])


def _beats(book: Book, one: int, other: int) -> bool:
    """Tell whether one level is at least as good as another for every ally and in every respect, and better in some."""
    allies, option = book.ally.shape[0], book.option
    more = [*(b.EFFECT + t for t in GAIN), b.RESOLVE, b.REASSURE]
    less = [b.EFFECT + b.ESCALATION, b.LEAD, b.HEAT, b.ASSERT, b.COST, b.NEED]
    gains = np.concatenate([option[one, more] - option[other, more], option[other, less] - option[one, less]])
    gains = np.concatenate([gains, book.stance[one, :allies] - book.stance[other, :allies]])
    others_own = option[one, b.EFFECT + b.OWN_TRACKS : b.EFFECT + len(book.track)]
    same_own = (others_own == option[other, b.EFFECT + b.OWN_TRACKS : b.EFFECT + len(book.track)]).all()
    return bool(same_own and (gains >= 0).all() and (gains > 0).any())


def play(
    engine: Engine,
    book: Book,
    seed: tuple[int, int],
    games: int,
    jobs: int,
    tick: Callable[[int], object] | None = None,
) -> Iterator[Lunch]:
    """Yield each level's effect on the end of `games` games a type, FUTURES futures of each; `tick` counts games."""
    now = min(ROUND, book.round.shape[0] - 1)
    begun: list[list[State]] = []
    for kind in range(book.type.shape[0]):
        chosen = games_of_type(book, seed, kind, max(games // FUTURES, 1)) if book.type[kind, b.PRIOR] > 0 else []
        begun.append(origins(book, seed, chosen, now))
    idle = [_ends(engine, book, states, seed, jobs, lambda state: put_text(book, state, 1, ())) for states in begun]
    for m, level in levels(book):
        moved = []
        for states, without in zip(begun, idle, strict=True):
            if states:
                with_it = _ends(engine, book, states, seed, jobs, partial(_put, book, m, level))
                moved.append(mean_with_half(with_it - without))
                if tick:
                    tick(len(states) * FUTURES)
        yield Lunch(m, level, moved)


def _put(book: Book, measure: int, level: int, state: State) -> None:
    put_measure(book, state, measure, level)


def _ends(
    engine: Engine,
    book: Book,
    states: Sequence[State],
    seed: tuple[int, int],
    jobs: int,
    change: Callable[[State], object],
) -> Numbers:
    """Return each state's mean escalation at the end of its futures, with a change made to it."""
    after = [changed(book, state, change) for state in states]
    ends = final_escalation(book, played_on(engine, book, after, seed, FUTURES, jobs))
    # Futures of one state are no games of their own: the states are the cases.
    return np.asarray(ends.reshape(-1, FUTURES).mean(axis=1), np.float64)


def note(lunch: Lunch, names: Names) -> Note | None:
    """Return that a level is a free lunch, if it surely helps against every type."""
    if not lunch.helps_always:
        return None
    key = names.measures[lunch.measure]
    least = max(mean for mean, _ in lunch.moved)
    values = {"measure": key, "level": lunch.level, "least": f"{-least:.1f}"}
    return Note("free_lunch", ("measure", key, "levels", lunch.level - 1), "helps_always", values)
