"""Luck with an address: every draw depends on the seed and on what it is about, never on what was drawn before.

Philox4x64-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011), equal to NumPy's `random_raw`.
Key = the seed; counter = (block, purpose, round, game). Game 0 is the played one, imagined games are 1, 2, ... Within a
purpose the index of a draw is fixed by what it is about, never "the next number". A draw is a whole number below 2**32.
"""

from __future__ import annotations

import threading
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np

from game.rules.rule import rule
from game.scenario.book import Table

# Purposes: append only, because a number moved is another game on the same seed.
WORLD: Final = 0
MOODS: Final = 1
DECK: Final = 2
PAPER: Final = 3
HANDS: Final = 4
APPROACHES: Final = 5
INJECTS: Final = 6
ANSWERS: Final = 7
ADVERSARY: Final = 8
ACCIDENTS: Final = 9
EVIDENCE: Final = 10
LEAKS: Final = 11
UPTAKE: Final = 12
CONTINGENCY: Final = 13
OBJECTIVES: Final = 14
ACTS: Final = 15
SPONSORS: Final = 16
DRAFTS: Final = 17
TOURS: Final = 18
OFFERS: Final = 19
PUBLICS: Final = 20
TRUTHS: Final = 21
FORECASTS: Final = 22
CHAIR: Final = 23

BLOCK: Final = 8  # draws come in blocks of eight
_KEEP: Final = 2**63 - 1


def seed_key(text: str) -> tuple[int, int]:
    """Return the key of a seed given as any text: two whole numbers from 0 to 2**63 - 1."""
    digest = sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "little") & _KEEP, int.from_bytes(digest[8:16], "little") & _KEEP


class _Own(threading.local):
    """One generator a thread, because setting the state of one is five times faster than making a new one."""

    def __init__(self) -> None:
        self.bits = np.random.Philox(0)


_own = _Own()


def fill(seed0: int, seed1: int, game: int, rnd: int, purpose: int, out: Table) -> None:
    """Fill `out` (1-D, length a multiple of 8) with the draws of one address, each 0 to 2**32 - 1.

    Needs a little-endian machine. Not a rule: `allies/luck_fast.py` holds its compiled body.
    """
    bits = _own.bits
    # Plain tuples: arrays, which the type asks for, take longer to make than the draws.
    address: Any = {
        "bit_generator": "Philox",
        "state": {"counter": (0, purpose, rnd, game), "key": (seed0, seed1)},
        "buffer": (0, 0, 0, 0),
        "buffer_pos": 4,
        "has_uint32": 0,
        "uinteger": 0,
    }
    bits.state = address
    out[:] = bits.random_raw(len(out) >> 1).view(np.uint32)


def _tables() -> dict[str, Table]:
    """Return the shipped tables: in the file a line of a name alone begins each."""
    found: dict[str, Table] = {}
    for part in (Path(__file__).parent / "luck_tables.txt").read_text("ascii").split("\n\n"):
        name, _, numbers = part.partition("\n")
        found[name] = np.fromstring(numbers, dtype=np.int64, sep=" ")
    return found


_FOUND: Final = _tables()
# -ln(-ln(u)) at the middle of each of 4096 bins of u, thousandths; narrow, because wide it would fill the nearest cache.
GUMBEL: Final = _FOUND["gumbel"].astype(np.int16)
EXP: Final = _FOUND["exp"].astype(np.int32)  # e**(-i / 1000), millionths, i = 0 to 12000
LOG: Final = _FOUND["log"]  # ln(i / 1000), thousandths, i = 1 to 1000; at 0 the floor
FLOOR: Final = -12000  # thousandths of a nat: less is as good as never


@rule
def below(draw: int, n: int) -> int:
    """Return a whole number from 0 to n - 1 for a draw; n is below 2**31."""
    return draw * n >> 32


@rule
def chance(draw: int, per_mille: int) -> int:
    """Return 1 with a chance given per mille, else 0."""
    return 1 if draw * 1000 >> 32 < per_mille else 0


@rule
def gumbel(draw: int) -> int:
    """Return the draw as standard Gumbel noise, in thousandths of a nat."""
    return int(GUMBEL[draw >> 20])


@rule
def choose(utility: Table, draws: Table, n: int) -> int:
    """Return which of n options is taken at odds exp(utility / 1000); one draw an option, ties to the lowest.

    One draw an option keeps a choice where it was when another option's utility moves a little.
    """
    best = 0
    best_sum = utility[0] + gumbel(draws[0])
    for k in range(1, n):
        total = utility[k] + gumbel(draws[k])
        if total > best_sum:
            best = k
            best_sum = total
    return best


@rule
def pick(weight: Table, draw: int, n: int) -> int:
    """Return which of n options is taken at odds given as weights (0 or more, together 1 or more, below 2**31)."""
    total = 0
    for k in range(n):
        total += weight[k]
    left = draw * total >> 32
    for k in range(n):
        left -= weight[k]
        if left < 0:
            return k
    return n - 1


@rule
def exp_milli(x: int) -> int:
    """Return e**(x / 1000) in millionths, for x up to 0; below -12000 it is 0."""
    if x < FLOOR:
        return 0
    return int(EXP[-min(x, 0)])


@rule
def log_milli(per_mille: int) -> int:
    """Return ln(per_mille / 1000) in thousandths, for 0 to 1000; -12000 at 0."""
    return LOG[min(max(per_mille, 0), 1000)]


@rule
def odds_milli(x: int) -> int:
    """Return the chance, per mille, whose log-odds are x thousandths of a nat."""
    if x > 0:
        return 1_000_000_000 // (1_000_000 + exp_milli(-x))
    other = exp_milli(x)
    return 1000 * other // (1_000_000 + other)
