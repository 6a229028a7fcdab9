"""Deterrence and spiral: the same games with the council's package of every round, or of one, fixed, type by type.

Jervis's question as a table: what a firm package, a soft one, and a firm one with a way to talk do to each kind of
adversary. Each game is played once a package under the same luck; nations act, units are offered and the other side replies
by the model. Plain Python, because the rules have no such council: a few dozen games a second.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from game.lab.put import Desk, games_of_type, no_more_texts, put_text, to_texts
from game.lab.rooms import step
from game.lab.rungs import Numbers, mean_with_half
from game.rules import state as s
from game.rules.acts import offer_channel
from game.rules.briefing import may_be_put, next_level
from game.rules.start import start
from game.scenario import book as b
from game.scenario.book import Book
from game.scenario.names import Names

QUANTITIES: Final = ("escalation", "hits", "quiet", "probe", "raise", "push", "raise_first", "raise_fades")
COUNCILS: Final = (b.COUNCIL, b.SACEUR, b.WILLING)
Verdict = Literal["holds", "fails", "unsure"]


@dataclass(frozen=True, slots=True)
class Package:
    """What the council adopts in every round: a verb (0 no text), so many firm clauses, and whether a way to talk."""

    verb: int
    firm: int
    channel: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """What RULES 6 wants of one package less another, for a type, in a quantity."""

    type: str
    quantity: str
    package: str
    against: str
    wanted: Literal["+", "-", "0"]
    why: str
    within: float = 0.0


class Judged(NamedTuple):
    """A sign with the mean difference seen and half of its interval at 99 %."""

    sign: Sign
    mean: float
    half: float

    @property
    def verdict(self) -> Verdict:
        """Tell whether the sign is surely so, surely not, or open."""
        low, high = self.mean - self.half, self.mean + self.half
        if self.sign.wanted == "0":
            if -self.sign.within <= low and high <= self.sign.within:
                return "holds"
            return "fails" if low > self.sign.within or high < -self.sign.within else "unsure"
        if self.sign.wanted == "-":
            low, high = -high, -low
        return "holds" if low > 0 else "fails" if high < 0 else "unsure"


@cache
def packages() -> dict[str, Package]:
    """Return the packages of `packages.toml`."""
    return {name: Package(**entry) for name, entry in _file()["package"].items()}


@cache
def signs() -> tuple[Sign, ...]:
    """Return the signs wanted, of `packages.toml`."""
    return tuple(Sign(**entry) for entry in _file()["sign"])


@cache
def _file() -> dict[str, Any]:
    with (Path(__file__).parent / "packages.toml").open("rb") as file:
        return tomllib.load(file)


def play(
    book: Book,
    seed: tuple[int, int],
    kind: int,
    games: int,
    only: int = -1,
    tick: Callable[[int], object] | None = None,
) -> dict[str, Numbers]:
    """Return, a package each, a row a game with QUANTITIES: the first games of a seed in which the type is `kind`.

    The package is adopted in every round, or in round `only` (0-based) alone.
    """
    chosen = games_of_type(book, seed, kind, games)
    found: dict[str, list[list[float]]] = {name: [] for name in packages()}
    for game in chosen:
        for name, package in packages().items():
            found[name].append(quantities(*_played(book, seed, game, package, only)))
            if tick:
                tick(1)
    return {name: np.array(rows, np.float64).reshape(-1, len(QUANTITIES)) for name, rows in found.items()}


def _played(book: Book, seed: tuple[int, int], game: int, package: Package, only: int) -> tuple[Desk, list[int]]:
    """Play a game in which the council adopts a package; return it and the kinds of the replies."""
    desk, replies = Desk.of(book), list[int]()
    start(book, desk.state, desk.scratch, *seed, game)
    clock = desk.state.public.clock
    for now in range(book.round.shape[0]):
        if not to_texts(book, desk, seed, game, now):
            break
        if only in (-1, now):
            adopt_package(book, desk, package)
        while clock[s.ROUND] == now and clock[s.PHASE] != s.OVER:
            step(book, desk.state, desk.choice, desk.scratch, seed, game)
        replies.append(int(book.reply[clock[s.LAST_REPLY], b.REPLY_KIND]))
    return desk, replies


def adopt_package(book: Book, desk: Desk, package: Package) -> None:
    """Let the council adopt a package now, as far as there are measures that may be put."""
    if package.verb == 0:
        no_more_texts(book, desk.state)
        return
    clauses = firm_clauses(book, desk, package.firm)
    if package.channel:
        clauses += _channel_clause(book, desk)
    put_text(book, desk.state, package.verb, clauses)
    if package.channel:
        # Offered again also where all that offers it has been decided.
        offer_channel(book, desk.state)


def firm_clauses(book: Book, desk: Desk, most: int) -> list[tuple[int, int]]:
    """Return up to so many (measure, level) with most resolve that the council may put now; no threshold, claim or channel."""
    barred = (b.GATE, b.CLAIMS, b.ARTICLE_5_CASE, b.CHANNEL)
    options = [(m, level) for m, level in _open(book, desk) if not any(book.measure[m, each] for each in barred)]
    firm = [(m, level) for m, level in options if _of(book, m, level, b.RESOLVE) > 0]
    return sorted(firm, key=lambda each: (-_of(book, each[0], each[1], b.RESOLVE), each))[:most]


def _channel_clause(book: Book, desk: Desk) -> list[tuple[int, int]]:
    return [(m, level) for m, level in _open(book, desk) if book.measure[m, b.CHANNEL] == 1][:1]


def _open(book: Book, desk: Desk) -> Iterator[tuple[int, int]]:
    """Yield each measure of the council's with the highest level that may be put now."""
    for m in range(book.measure.shape[0]):
        if book.measure[m, b.AUTHORITY] in COUNCILS and may_be_put(book, desk.state, desk.scratch.stack, m):
            level = int(next_level(book, desk.state, m))
            if level > desk.state.public.measure[m, s.ADOPTED_LEVEL]:
                yield m, level


def _of(book: Book, measure: int, level: int, column: int) -> int:
    return int(book.option[measure * b.LEVEL_COUNT + level - 1, column])


def quantities(desk: Desk, replies: list[int]) -> list[float]:
    """Return QUANTITIES of a game: escalation and hits as they are, shares of rounds in per cent."""
    half = max(len(replies) // 2, 1)
    quiet, probe, up = (np.array([each == kind for each in replies]) for kind in (b.QUIET, b.PROBE, b.RAISE))
    # A war in the first round leaves no second half to hold the first against.
    fades = up[:half].mean() - up[half:].mean() if len(up) > half else 0.0
    shares = [quiet.mean(), probe.mean(), up.mean(), (probe | up).mean(), up[0], fades]
    ends = float(desk.state.public.track[b.ESCALATION, s.NOW]) / 10
    return [ends, float(desk.state.public.clock[s.HITS]), *(100 * float(each) for each in shares)]


def judged(found: dict[str, dict[str, Numbers]], names: Names) -> list[Judged]:
    """Return a verdict on each sign about a type of this scenario; `found` is type -> package -> rows."""
    verdicts = []
    for sign in signs():
        if sign.type not in names.types:
            continue
        rows = found[sign.type]
        column = QUANTITIES.index(sign.quantity)
        difference = rows[sign.package][:, column] - rows[sign.against][:, column]
        verdicts.append(Judged(sign, *mean_with_half(difference)))
    return verdicts
