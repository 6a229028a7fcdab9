"""What a clause, or a unit given, would do to a seat's own sheet: how much its lines rise with what each moves.

The lines of a sheet are programmes of `Book.code`. Most are sums, whose slopes are exact. Of a condition a staff can say no
more than that what brings it nearer helps: a step from nought to its bound counts as the whole, a track's last STEEP
thousandths as the whole; of two that must hold together each counts half. No step counts for more than half of what a line is
worth: from the middle of a line, where a staff takes its sheet to stand, there is no more to win or to lose.

Sheets are read at the end, so that a point counts as far as it is still there then: what arrives too late counts nothing, and a
track that drifts back to its rest keeps little of what moved it early. Where a line asks for the mean of the evenings or for
the peak, it is these that count. Of the units that a clause calls for a part is expected to be lacking. Support at home moves
with acts of one's own, with how firm the council's texts are, and in the struck country with how safe people felt at the end of
each round.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from game.scenario import book as b
from game.scenario.book import Book, Table
from game.scenario.words import FACTS

STEEP: Final = 300
MILLION: Final = 1_000_000
LEVEL_FACTS: Final = ("level", "adopted", "delivered")
TRACK_FACTS: Final = {"mean_cohesion": ("evenings", b.COHESION), "peak": ("highest", b.ESCALATION)}
AS_TRACKS: Final = ("track", "evenings", "highest")  # a track at the end, its mean over the evenings, its peak
UNITS: Final = ("gap", "filled")  # of all that is pledged
ALLY_FACTS: Final = ("support", "given")
_NAMES: Final = tuple(FACTS)

Effects = npt.NDArray[np.float64]
# ("track" | "evenings" | "highest", t), ("measure", m), ("support", ally), ("given", ally), ("gap" | "filled", 0) -> change of
# a value for each step of it
Slopes = dict[tuple[str, int], float]
Numbers = Mapping[str, int]  # the rules' own numbers by name


class Lasting(NamedTuple):
    """What is left of a point at the end, the sum of what is left at the rounds' ends, and the most of these.

    Each is (option rows, tracks).
    """

    at_end: Effects
    felt: Effects
    highest: Effects


def stakes(book: Book, numbers: Numbers) -> tuple[Table, Table]:
    """Return what each level of each measure adds to a sheet, and what a unit given does, in thousandths of its points.

    The first is (option rows, SECRETS x allies), of a level delivered in full with cohesion as it is at the start, decided
    in any round alike, its column secret * allies + ally; the second (allies, SECRETS).
    """
    tracks, allies = len(book.track), len(book.ally)
    moved = book.option[:, b.EFFECT : b.EFFECT + tracks].astype(float)
    moved[:, b.ESCALATION] += book.option[:, b.HEAT] * numbers["heat_points"]
    believed = book.track[b.COHESION, b.TRACK_START] / 1000
    moved[:, b.DETERRENCE] += book.option[:, b.RESOLVE] * numbers["resolve_points"] * believed
    left = lasting(book, numbers)
    felt = left.felt[:, b.REASSURANCE] * moved[:, b.REASSURANCE]
    moves = {
        "track": moved * left.at_end,
        "evenings": moved * left.felt / len(book.round),
        "highest": moved * left.highest,
    }
    options, units = np.zeros((len(book.option), b.SECRETS * allies)), np.zeros((allies, b.SECRETS))
    for ally in range(allies):
        lines = [_line(book, ally * b.LINES + line) for line in range(b.LINES)]
        most = [int(book.objective[ally * b.LINES + line, b.LINE_WEIGHT]) * 1000 // 2 for line in range(b.LINES)]
        gains = [
            np.clip(_of_options(book, ally, line, moves, felt, numbers), -m, m)
            for line, m in zip(lines, most, strict=True)
        ]
        given = [np.clip(_of_unit(book, ally, line, numbers), -m, m) for line, m in zip(lines, most, strict=True)]
        for secret in range(b.SECRETS):
            options[:, secret * allies + ally] = sum(gains[: b.SECRET]) + gains[b.SECRET + secret]
            units[ally, secret] = sum(given[: b.SECRET]) + given[b.SECRET + secret]
    return np.rint(options).astype(np.int64), np.rint(units).astype(np.int64)


def _line(book: Book, row: int) -> Slopes:
    """Return the slopes of one line of a sheet, in thousandths of its points."""
    line = book.objective[row]
    width = max(int(line[b.LINE_HIGH] - line[b.LINE_LOW]), 1)
    found = slopes(book, int(line[b.LINE_START]), int(line[b.LINE_LENGTH]))
    return _times(found, int(line[b.LINE_WEIGHT]) * 1000 / width)


def lasting(book: Book, numbers: Numbers) -> Lasting:
    """Return how much of a point that an option moves a track by is there when sheets look.

    Means over the rounds in which it may be decided. Tracks drift by whole days, in millionths, so that every machine
    comes to the same.
    """
    starts = book.round[:, b.ROUND_START]
    lead = book.option[:, b.LEAD] * numbers["with_lead_times"]
    hours = (starts + book.round[:, b.ROUND_HOURS])[None, None, :] - starts[None, :, None] - lead[:, None, None]
    days = np.maximum(hours, 0) // 24
    kept = np.full((int(days.max(initial=0)) + 1, len(book.track)), MILLION)
    for day in range(1, len(kept)):
        kept[day] = kept[day - 1] * book.track[:, b.TRACK_INERTIA] // 1000
    left = np.where((hours >= 0)[..., None], kept[days], 0)  # option, round decided, round read, track
    each = MILLION * len(starts)
    sums = left[:, :, -1].sum(axis=1), left.sum(axis=(1, 2)), left.max(axis=2).sum(axis=1)
    return Lasting(*(of_all / each for of_all in sums))


def _of_options(
    book: Book, ally: int, sheet: Slopes, moves: Mapping[str, Effects], felt: Effects, numbers: Numbers
) -> Effects:
    """Return what each option adds to a sheet: by what it moves, by being decided, by how it reads at home."""
    gains = np.zeros(len(book.option))
    for (what, which), slope in sheet.items():
        if what in moves:
            gains += slope * moves[what][:, which]
        elif what == "measure":
            gains[which * b.LEVEL_COUNT : (which + 1) * b.LEVEL_COUNT] += slope
        elif what == "support" and which == ally:
            gains += slope * _at_home(book, ally, felt, numbers)
        elif what in UNITS:
            share = numbers["need_unfilled"] if what == "gap" else 1000 - numbers["need_unfilled"]
            gains += slope * book.option[:, b.NEED] * share / 1000
    return gains


def _at_home(book: Book, ally: int, felt: Effects, numbers: Numbers) -> Effects:
    """Return by how much each option moves an ally's support; what nations do is taken for an act of its own."""
    national = np.repeat(book.measure[:, b.AUTHORITY] == b.NATIONAL, b.LEVEL_COUNT)
    act, text = numbers["act_home"] / 1000, numbers["firm_resolve"] * numbers["home_firm"] / 100_000
    resolve = book.option[:, b.RESOLVE].astype(float)
    gains = int(book.ally[ally, b.HOME]) * resolve * np.where(national, act, text)
    return gains + felt * numbers["struck_felt"] / 1000 if book.ally[ally, b.STRUCK] == 1 else gains


def _of_unit(book: Book, ally: int, sheet: Slopes, numbers: Numbers) -> float:
    """Return what a unit given does to a sheet of itself: the line that counts gifts, and what they cost at home."""
    at_home = int(book.ally[ally, b.HOME]) * numbers["offer_home"] / 100 - numbers["offer_cost"]
    return sheet.get(("given", ally), 0) + sheet.get(("support", ally), 0) * at_home


def slopes(book: Book, start: int, length: int) -> Slopes:
    """Return how a programme of `book.code` rises with each track (inner points) and each measure's level."""
    stack: list[tuple[float | None, Slopes]] = []  # what is constant, None where it is not; and the slopes
    for operation, argument in book.code[start : start + length].tolist():
        if operation == b.OP_CONST:
            stack.append((argument, {}))
        elif operation == b.OP_TRACK:
            stack.append((None, {("track", argument): 1.0}))
        elif operation == b.OP_FACT:
            stack.append((None, _of_fact(argument)))
        elif operation in (b.OP_NEGATE, b.OP_NOT):
            constant, own = stack.pop()
            stack.append((None if constant is None else -constant, _times(own, -1)))
        elif operation > b.OP_WITH:
            stack.append(_combined(operation - b.OP_WITH, stack.pop(), (argument, {})))
        else:
            right = stack.pop()
            stack.append(_combined(operation, stack.pop(), right))
    return stack[-1][1] if stack else {}


def _of_fact(argument: int) -> Slopes:
    name, item = _NAMES[argument // b.FACT_SPAN], argument % b.FACT_SPAN
    if name in LEVEL_FACTS:
        return {("measure", item): 1.0}
    if name in TRACK_FACTS:
        return {TRACK_FACTS[name]: 1.0}
    return {(name, item): 1.0} if name in ALLY_FACTS or name in UNITS else {}


def _times(slopes_of: Slopes, factor: float) -> Slopes:
    return {key: slope * factor for key, slope in slopes_of.items()}


def _plus(one: Slopes, other: Slopes) -> Slopes:
    return {key: one.get(key, 0) + other.get(key, 0) for key in (*one, *(key for key in other if key not in one))}


def _combined(
    operation: int, left: tuple[float | None, Slopes], right: tuple[float | None, Slopes]
) -> tuple[float | None, Slopes]:
    """Return the constant (None where it is not one) and the slopes of an operation on two values."""
    (first, one), (second, other) = left, right
    if operation in (b.OP_ADD, b.OP_SUBTRACT):
        sign = 1 if operation == b.OP_ADD else -1
        both = None if first is None or second is None else first + sign * second
        return both, _plus(one, _times(other, sign))
    if operation == b.OP_MULTIPLY:
        both = None if first is None or second is None else first * second
        return both, _plus(_times(one, second or 0), _times(other, first or 0))
    if operation in (b.OP_AND, b.OP_OR):
        return None, _times(_plus(one, other), 0.5 if operation == b.OP_AND else 1)
    if operation in (b.OP_EQUAL, b.OP_UNEQUAL):
        return None, {}
    rises = 1 if operation in (b.OP_MORE, b.OP_MORE_EQUAL) else -1
    apart = _plus(one, _times(other, -1))
    bound = abs(second if second is not None else first or 0) or 1
    return None, {
        (what, which): rises * slope / (STEEP if what in AS_TRACKS else bound) for (what, which), slope in apart.items()
    }
