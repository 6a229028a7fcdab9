"""`scripts`: does a fixed plan win? The best plans that a search finds, held against the model game by game."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.allies.compiled import Engine
from game.lab.arena import GOALS, MEAN, QUANTITIES, Arena
from game.lab.confirming import (
    ENOUGH,
    UNLIKE,
    ByType,
    Confirmed,
    Verdict,
    by_type,
    confirm,
    corrected,
    no_script_wins,
    types_differ,
    unlike,
)
from game.lab.measured import Z_99
from game.lab.planning import OWN, Search, games_needed
from game.lab.plans import Marks, Plan, clauses_in_common, simple_plans, told
from game.lab.playtest import PATIENCE
from game.lab.progress import bar
from game.lab.report import tell
from game.lab.words import Words
from game.rules.conduct import struck_ally
from game.rules.luck import seed_key
from game.rules.scores import COMMON_GOALS
from game.scenario.load import Loaded, load_or_say
from game.scenario.names import Names, names_of

MANY: Final = 2_000  # from so many games on it pays to wait for the compiler
SHOWN: Final = 10


@dataclass(slots=True)
class Found:
    """What a run has found so far."""

    seat: str
    seed: str
    games: int
    plans: int
    search: Search | None = None
    done: list[Confirmed] = field(default_factory=list)
    types: ByType | None = None

    @property
    def tried(self) -> int:
        """Return how many plans the search has tried."""
        return sum(each.games > 0 for each in self.search.found.values()) if self.search else 0


def run(
    path: Path, plans: int, games: int, search: int, seed: str, seat: str | None, jobs: int, as_json: str | None
) -> int:
    """Search for plans, confirm the best and report; 1 where the file or the seat is wrong, 130 when stopped.

    `as_json` is a file for the findings, or - for standard output instead of the report.
    """
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    names, struck = names_of(loaded.scenario), int(struck_ally(loaded.book))
    mine = seat or (names.allies[struck] if struck >= 0 else "")
    if mine not in names.allies:
        known = words.listed(names.allies)
        print(words.say("scripts.no_seat" if mine else "scripts.none_struck", seat=mine, known=known), file=sys.stderr)
        return 1
    found = Found(mine, seed, games, plans)
    stopped = not look(loaded, found, search, jobs, words, quiet=as_json == "-")
    tell(as_data(loaded, found, words), lines_of(loaded, found, words), as_json)
    if stopped:
        print(words.say("scripts.stopped", tried=found.tried, done=len(found.done), plans=plans), file=sys.stderr)
        return 130
    return 0


def look(loaded: Loaded, found: Found, budget: int, jobs: int, words: Words, *, quiet: bool) -> bool:
    """Search and confirm, writing into `found` what there is; return False when Ctrl-C came before the end."""
    book, names, engine = loaded.book, names_of(loaded.scenario), Engine()
    seat = names.allies.index(found.seat)
    try:
        engine.wait(None if budget + found.games >= MANY else PATIENCE)
        needed = games_needed(budget)
        with bar(words.say("scripts.searching"), budget + needed, quiet=quiet) as tick:
            arena = Arena(engine, book, seat, seed_key(found.seed), needed, jobs, tick)
            luck = np.random.Generator(np.random.PCG64(list(seed_key(f"plans of {found.seed}"))))
            found.search = Search(arena, names, luck, budget)
            found.search.run()
        chosen = found.search.chosen(found.plans)
        with bar(words.say("scripts.confirming"), len(chosen), quiet=quiet) as tick:
            fresh = Arena(engine, book, seat, seed_key(f"{found.seed}, fresh"), found.games, jobs)
            whole = OWN * (len(found.search.sticks) - 1)
            for tried in chosen:
                confirm(fresh, [tried], int(len(found.done) < whole), found.done)
                tick(1)
        found.types = by_type(fresh, found.done, len(names.types)) if found.done else None
    except KeyboardInterrupt:
        return False
    finally:
        engine.close()
    return True


def ranked(done: list[Confirmed]) -> list[Confirmed]:
    """Return plans by how many goals they surely beat the model on, then by their third best goal."""
    sigmas = corrected(len(done))
    return sorted(done, key=lambda each: (each.beats(sigmas), each.third), reverse=True)


def verdicts(found: Found) -> dict[str, Verdict]:
    """Return the verdict on each sentence of "no script wins"."""
    differ = types_differ(found.types) if found.types else "open"
    return {"no_script_wins": no_script_wins(found.done), "types_differ": differ}


def as_data(loaded: Loaded, found: Found, words: Words) -> dict[str, Any]:
    """Return the findings for a machine."""
    names, sigmas = names_of(loaded.scenario), corrected(len(found.done))
    about: dict[str, Any] = {
        "scenario": loaded.scenario.scenario.key,
        "digest": loaded.digest,
        "seed": found.seed,
        "seat": found.seat,
    }
    about |= {"games": found.games, "tried": found.tried, "sigmas": round(sigmas, 3)}
    plans = [
        {
            "plan": _plan(each.plan, names, words),
            "games": each.games,
            "gains": {
                name: {"mean": round(float(each.means[k]), 3), "half": round(Z_99 * float(each.errors[k]), 3)}
                for k, name in enumerate((*COMMON_GOALS, "mean")[:QUANTITIES])
            },
            "beats": each.beats(Z_99),
            "surely_beats": each.beats(sigmas),
        }
        for each in ranked(found.done)
    ]
    return about | {"verdicts": verdicts(found), "plans": plans, "types": _types(found, names, words)}


def _types(found: Found, names: Names, words: Words) -> dict[str, Any]:
    if not found.types:
        return {}
    best = found.types.best
    return {
        kind: {
            "plan": _plan(best[y].plan, names, words),
            "gains": {
                other: {"mean": round(rival.mean, 3), "half": round(rival.half, 3)}
                for other, rival in zip(names.types, found.types.gains[y], strict=True)
            },
            "differs_from": [o for o, differs in zip(names.types, found.types.differs[y], strict=True) if differs],
            "clauses_in_common": {
                other: list(clauses_in_common(best[y].plan, best[x].plan)) for x, other in enumerate(names.types)
            },
        }
        for y, kind in enumerate(names.types)
    }


def _plan(plan: Plan, names: Names, words: Words) -> list[str]:
    return told(plan, names, Marks(*(words.say(f"scripts.{each}") for each in Marks._fields)))


def lines_of(loaded: Loaded, found: Found, words: Words) -> Iterator[str]:
    """Yield the report line by line."""
    names, title = names_of(loaded.scenario), loaded.scenario.scenario.title
    count = f"{found.tried:,}"
    yield words.say(
        "scripts.title", title=title, seat=found.seat, tried=count, n=len(found.done), games=f"{found.games:,}"
    )
    yield words.say("scripts.how", seed=found.seed)
    if not found.done:
        yield from _best_so_far(found, names, words)
        return
    order, sigmas = ranked(found.done), corrected(len(found.done))
    yield ""
    yield words.say("scripts.beats")
    for goals in range(GOALS, -1, -1):
        sure = sum(each.beats(sigmas) == goals for each in order)
        simply = sum(each.beats(Z_99) == goals for each in order)
        yield words.say("scripts.count", goals=goals, sure=sure, simply=simply)
    yield ""
    yield words.say("scripts.table")
    yield f"  {'':>4}" + "".join(f"{each:>16}" for each in words.say("scripts.columns").split("|"))
    for k, each in enumerate(order[:SHOWN], 1):
        gains = (_told(m, Z_99 * e) for m, e in zip(each.means[:GOALS], each.errors[:GOALS], strict=True))
        row = [*gains, f"{each.beats(sigmas)} ({each.beats(Z_99)})", f"{each.games:,}"]
        yield f"  {k:>4}" + "".join(f"{cell:>16}" for cell in row)
    yield ""
    yield words.say("scripts.first")
    yield from (f"    {line}" for line in _plan(order[0].plan, names, words))
    if found.types:
        yield from _type_lines(found.types, names, words)
    if found.search:
        yield from _simple_lines(found.search, names, words)
    yield ""
    yield from (_verdict(name, verdict, found, words) for name, verdict in verdicts(found).items())


def _best_so_far(found: Found, names: Names, words: Words) -> Iterator[str]:
    best = found.search.best(found.search.sticks[0])[:1] if found.search else []
    for each in best:
        means, errors = each.means[-1], each.errors[-1]
        gains = (f"{name} {_told(means[k], Z_99 * errors[k])}" for k, name in enumerate(COMMON_GOALS))
        yield words.say("scripts.so_far", games=each.games, gains=", ".join(gains))
        yield from (f"    {line}" for line in _plan(each.plan, names, words))


def _simple_lines(search: Search, names: Names, words: Words) -> Iterator[str]:
    """Yield what one thing said in every round gained in the search, the most in the mean of the goals first."""
    simple = [search.found[plan] for plan in simple_plans(search.arena.book) if plan in search.found]
    yield ""
    yield words.say("scripts.simple")
    order = sorted(simple, key=lambda one: float(one.sure[-1, MEAN]), reverse=True)
    # A verb alone is shown in any case: what it gains, a text gains for being there at all.
    bare = [each for each in order if not each.plan[0].clauses][:1]
    for each in [*bare, *(each for each in order if each not in bare)][:SHOWN]:
        gains = (_told(m, Z_99 * e) for m, e in zip(each.means[-1, :GOALS], each.errors[-1, :GOALS], strict=True))
        said = _plan(each.plan, names, words)[0].partition(": ")[2]
        yield f"  {said:<38}" + "".join(f"{cell:>16}" for cell in gains) + f"{each.games:>8,}"


def _type_lines(types: ByType, names: Names, words: Words) -> Iterator[str]:
    yield ""
    yield words.say("scripts.types")
    yield f"  {'':<16}" + "".join(f"{kind:>16}" for kind in names.types)
    for kind, row in zip(names.types, types.gains, strict=True):
        yield f"  {kind:<16}" + "".join(f"{_told(*rival):>16}" for rival in row)
    yield words.say("scripts.common")
    for y, kind in enumerate(names.types):
        cells = ("{} / {}".format(*clauses_in_common(types.best[y].plan, each.plan)) for each in types.best)
        marks = (cell + ("" if types.differs[y][x] or x == y else " =") for x, cell in enumerate(cells))
        yield f"  {kind:<16}" + "".join(f"{cell:>16}" for cell in marks)
    for kind, each in zip(names.types, types.best, strict=True):
        yield ""
        yield words.say("scripts.best_against", kind=kind)
        yield from (f"    {line}" for line in _plan(each.plan, names, words))


def _verdict(name: str, verdict: Verdict, found: Found, words: Words) -> str:
    most = max((each.beats(corrected(len(found.done))) for each in found.done), default=0)
    apart = unlike(found.types) if found.types else 0
    said = words.say(f"scripts.{name}", n=len(found.done), enough=ENOUGH, most=most, apart=apart, unlike=UNLIKE)
    return f"{words.say(f'scripts.{verdict}')}  {said}"


def _told(mean: float, half: float) -> str:
    return f"{mean:.2f} ± {half:.2f}"
