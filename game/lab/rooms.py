"""A look into the room: games stepped through in plain Python, to see which seats are torn and what texts hold together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from game.allies.answers import worst_clause, worth_of_clause
from game.allies.play import decide
from game.allies.position import bracket_line, constants, kept_mind, standing_alone
from game.lab.lively import Note, line
from game.rules import numbers as n
from game.rules import state as s
from game.rules.choices import clear_for
from game.rules.phases import resolve, who_decides
from game.rules.start import start
from game.rules.state import Scratch, State, new_choice, new_scratch, new_state
from game.rules.texts import clause_at
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.names import Names

FAR: Final = 1_000_000


@dataclass(slots=True)
class Rooms:
    """What was seen in some games: rounds whose first text went under silence, torn seats in them, packages adopted."""

    games: int = 0
    texts: int = 0
    first: Counter[int] = field(default_factory=Counter)  # round -> games with a first text under silence
    torn: Counter[int] = field(default_factory=Counter)  # round -> featured seats torn over it
    packages: Counter[tuple[int, ...]] = field(default_factory=Counter)  # measures -> adopted texts that hold them


def look(book: Book, seed: tuple[int, int], games: int, tick: Callable[[int], object] | None = None) -> Rooms:
    """Play games 0 to `games` - 1 of a seed, the model in every seat, and return what was seen."""
    seen = Rooms()
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    for game in range(games):
        start(book, state, scratch, *seed, game)
        while state.public.clock[s.PHASE] != s.OVER:
            step(book, state, choice, scratch, seed, game, lambda: _see_answers(book, state, scratch, seen))
        _see_texts(state, seen)
        seen.games += 1
        if tick:
            tick(1)
    return seen


def step(
    book: Book,
    state: State,
    choice: Table,
    scratch: Scratch,
    seed: tuple[int, int],
    game: int,
    decided: Callable[[], object] | None = None,
) -> None:
    """Play one phase as `play_phase` does; `decided` is called between deciding and resolving."""
    who = who_decides(book, state)
    clear_for(choice, who, state.public.clock[s.PHASE])
    decide(book, state, choice, scratch, *seed, game, who)
    if decided:
        decided()
    resolve(book, state, choice, scratch, *seed, game)


def distance(book: Book, state: State, scratch: Scratch, draft: Table, ally: int) -> int:
    """Return how many points of worth would change an ally's answer to the text that it has just weighed."""
    row = scratch.worth[ally]
    bar = bracket_line(book, kept_mind(scratch.mind[ally]))
    worst = worst_clause(draft, row, -1)
    least = int(worth_of_clause(row, worst)) if worst >= 0 else 0
    if least < bar:
        return int(bar - least)
    margin = int(
        row[s.WORTH_TOTAL] + constants(book, state.pair[ally], draft, ally) + standing_alone(book, draft, ally)
    )
    if least >= 0:
        edges = [-int(book.rule[n.TOO_WEAK])]
    else:
        edges = [0, int(-book.ally[ally, b.TOLERANCE] * book.rule[n.TOLERANCE_SHARE] // 100)]
    return min(int(least - bar), *(abs(margin - edge) for edge in edges))


def _see_answers(book: Book, state: State, scratch: Scratch, seen: Rooms) -> None:
    clock = state.public.clock
    if clock[s.PHASE] != s.ANSWER or clock[s.SLOT] != 0 or clock[s.EXTENDED] != 0:
        return
    draft = state.public.draft[clock[s.DRAFT]]
    if draft[s.REVISION] != 0:
        return
    now = int(clock[s.ROUND])
    seen.first[now] += 1
    for a in range(book.ally.shape[0]):
        if book.ally[a, b.FEATURED] == 1 and distance(book, state, scratch, draft, a) <= line("torn_points")[1]:
            seen.torn[now] += 1


def _see_texts(state: State, seen: Rooms) -> None:
    for draft in state.public.draft:
        if draft[s.STATUS] != s.ADOPTED:
            continue
        seen.texts += 1
        measures = sorted(int(draft[clause_at(c) + s.MEASURE]) for c in range(draft[s.COUNT]))
        # A text of one clause is its own package.
        for package in combinations(measures, 2) if len(measures) > 1 else [tuple(measures)]:
            seen.packages[package] += 1


def notes(seen: Rooms, book: Book, names: Names) -> Iterator[Note]:
    """Yield the rounds that tear too few featured seats, and the packages that are foregone."""
    featured = int(book.ally[:, b.FEATURED].sum())
    wanted = min(line("torn_seats")[0], featured)
    for now, key in enumerate(names.rounds):
        mean = seen.torn[now] / max(seen.first[now], 1)
        if seen.first[now] and mean < wanted:
            values = {"round": key, "torn": f"{mean:.1f}", "featured": featured, "wanted": f"{wanted:g}"}
            yield Note("dull_round", ("round", now, "question"), "nobody_torn", values)
    for package, texts in seen.packages.most_common():
        share = 100 * texts / max(seen.texts, 1)
        if package and share > line("package")[1]:
            held = " + ".join(names.measures[m] for m in package)
            loc = ("measure", names.measures[package[0]])
            yield Note("foregone", loc, "foregone", {"package": held, "share": round(share), "texts": seen.texts})
