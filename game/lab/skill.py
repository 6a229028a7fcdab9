"""`skill`: what looking further ahead is worth to a seat on its own sheet, in games that differ in nothing else.

The figure is the mean difference of the seat's own score (RULES 7) between two games of the same seed and number, its
skill the only change, with a 95 % interval; the common goals stand beside it. A step of skill pays where the interval lies
above zero.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from game.allies.compiled import Engine, shared_engine
from game.lab.gains import Gain, batched, one_by_one
from game.lab.paired import Shift
from game.lab.playtest import PATIENCE
from game.lab.progress import bar
from game.lab.report import say_line
from game.lab.words import Words
from game.rules.luck import seed_key
from game.rules.scores import COMMON_GOALS
from game.scenario.book import FEATURED
from game.scenario.load import Loaded, load_or_say
from game.scenario.names import names_of
from game.scenario.problems import did_you_mean
from game.table.position import SKILLS

GAMES: Final = 2000  # pairs a seat, where both skills are played in batches
AT_TABLE: Final = 200  # pairs a seat at most, where one is played at a table
EACH: Final = 256  # games a candidate that a seat at `council` tries
WANTED: Final = 7 / 8  # of the seats that were asked about
MANY: Final = 100  # from so many pairs on it pays to wait for the compiler
COUNCIL: Final = SKILLS.index("council")
Tick = Callable[[int], object]


def run(
    path: Path,
    before: str,
    after: str,
    seats: Sequence[str],
    games: int,
    each: int,
    seed: str,
    jobs: int,
    as_json: bool,
    strict: bool,
) -> int:
    """Play pairs of games and report; 1 where the question or the file is wrong or, `strict`, too few seats are clear.

    `before` may be empty: one skill below `after`; `seats` too: the featured ones; `games` and `each` may be 0: as many as
    the step wants. 130 when stopped before the end.
    """
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    asked = seats_of(loaded, seats)
    skills = SKILLS.index(before) if before else max(SKILLS.index(after) - 1, 0), SKILLS.index(after)
    refusal = refused(asked, skills, loaded, words)
    if refusal or isinstance(asked, str):
        print(refusal, file=sys.stderr)
        return 1
    games = games or (AT_TABLE if skills[1] == COUNCIL else GAMES)
    begun = perf_counter()
    with bar(words.say("skill.playing"), games * len(asked), quiet=as_json) as tick:
        engine = shared_engine()
        engine.wait(None if games >= MANY or skills[1] == COUNCIL else PATIENCE)
        gains, stopped = played(engine, loaded, seed, asked, skills, games, each or EACH, jobs, tick)
    seconds = round(perf_counter() - begun, 1)
    about: dict[str, Any] = {"scenario": loaded.scenario.scenario.key, "digest": loaded.digest, "seed": seed}
    about |= {"from": SKILLS[skills[0]], "to": SKILLS[skills[1]]}
    if skills[1] == COUNCIL:
        about["games_a_candidate"] = each or EACH
    if as_json:
        print(json.dumps(about | as_data(gains), ensure_ascii=False, indent=1))
    else:
        for line in lines_of(loaded.scenario.scenario.title, about, gains, words):
            say_line(line)
    pairs = sum(gain.pairs for gain in gains)
    print(words.say("skill.speed", pairs=f"{pairs:,}", seconds=seconds), file=sys.stderr)
    if stopped:
        print(words.say("skill.stopped"), file=sys.stderr)
        return 130
    return int(strict and clear(gains) < wanted(gains))


def seats_of(loaded: Loaded, seats: Sequence[str]) -> list[int] | str:
    """Return the rows of the seats that are named, or the first word that names none; without words the featured ones."""
    names = names_of(loaded.scenario)
    if not seats:
        featured = [a for a in range(len(names.allies)) if loaded.book.ally[a, FEATURED] == 1]
        return featured or list(range(len(names.allies)))
    unknown = [seat for seat in seats if seat not in names.allies]
    return unknown[0] if unknown else [names.allies.index(seat) for seat in dict.fromkeys(seats)]


def refused(asked: list[int] | str, skills: tuple[int, int], loaded: Loaded, words: Words) -> str:
    """Return why the question cannot be answered, or nothing."""
    if isinstance(asked, str):
        near = did_you_mean(asked, names_of(loaded.scenario).allies)
        return words.say("skill.no_seat", seat=asked, near=near)
    if skills[0] >= skills[1]:
        return words.say("skill.not_further", before=SKILLS[skills[0]], after=SKILLS[skills[1]])
    return ""


def played(
    engine: Engine,
    loaded: Loaded,
    seed: str,
    seats: Sequence[int],
    skills: tuple[int, int],
    games: int,
    each: int,
    jobs: int,
    tick: Tick,
) -> tuple[list[Gain], bool]:
    """Return what a step of skill brings each seat, and whether Ctrl-C came before the end.

    At `council` a seat is done as soon as its interval leaves zero, or after `games` pairs.
    """
    gains = [Gain(names_of(loaded.scenario).allies[seat]) for seat in seats]
    try:
        if skills[1] == COUNCIL:
            for gain, seat in zip(gains, seats, strict=True):
                for pair in one_by_one(engine, loaded, seed, seat, skills, range(games), each, jobs):
                    gain.add(*pair[0])
                    tick(1)
                    if gain.is_settled:
                        break
                tick(games - gain.pairs)
        else:
            for pairs in batched(engine, loaded.book, seed_key(seed), seats, skills, range(games), jobs):
                for gain, (before, after) in zip(gains, pairs, strict=True):
                    gain.add(before, after)
                tick(pairs.shape[0] * pairs.shape[2])
    except KeyboardInterrupt:
        return gains, True  # what is done is told
    return gains, False


def clear(gains: Sequence[Gain]) -> int:
    """Return for how many seats the step surely pays."""
    return sum(gain.is_clear for gain in gains)


def wanted(gains: Sequence[Gain]) -> int:
    """Return for how many of so many seats it should: seven in eight."""
    return ceil(WANTED * len(gains))


def as_data(gains: Sequence[Gain]) -> dict[str, Any]:
    """Return the findings for a machine."""
    seats = [{"seat": gain.seat, "pairs": gain.pairs, "changed": gain.changed} | _data(gain) for gain in gains]
    return {"seats": seats, "clear": clear(gains), "wanted": wanted(gains)}


def _data(gain: Gain) -> dict[str, Any]:
    if not gain.shifts:
        return {"clear": False}
    own, *goals = gain.shifts
    found = {"from": round(own.before, 3), "to": round(own.after, 3)} | _interval(own) | {"clear": gain.is_clear}
    return found | {"goals": {each.item: _interval(each) for each in goals}}


def _interval(shift: Shift) -> dict[str, float]:
    return {"gain": round(shift.size, 4), "low": round(shift.low, 4), "high": round(shift.high, 4)}


def lines_of(title: str, about: dict[str, Any], gains: Sequence[Gain], words: Words) -> Iterator[str]:
    """Yield the report line by line: a seat a line, then how many are clear."""
    yield words.say("skill.title", title=title, before=about["from"], after=about["to"], seed=about["seed"])
    if "games_a_candidate" in about:
        yield words.say("skill.budget", games=about["games_a_candidate"])
    yield words.say("skill.how")
    columns = ("seat", "pairs", "changed", "before", "after", "gain", "interval")
    heads = {name: words.say(f"skill.column.{name}") for name in columns}
    goals = "".join(f"{words.say(f'skill.column.{goal}'):>16}" for goal in COMMON_GOALS)
    yield words.say("skill.head", **heads, goals=goals)
    for gain in gains:
        if gain.shifts:
            yield _line(gain, words)
    yield words.say("skill.clear", clear=clear(gains), n=len(gains), wanted=wanted(gains))


def _line(gain: Gain, words: Words) -> str:
    own, *goals = gain.shifts
    return words.say(
        "skill.row",
        seat=gain.seat,
        pairs=gain.pairs,
        changed=100 * gain.changed / gain.pairs,
        before=own.before,
        after=own.after,
        gain=own.size,
        interval=f"{own.low:+.2f} {own.high:+.2f}",
        goals="".join(f"{each.size:>+8.2f} ± {(each.high - each.low) / 2:<5.2f}" for each in goals),
        clear=words.say("skill.pays" if gain.is_clear else "skill.costs" if own.high < 0 else "skill.open"),
    )
