"""What a seat's score owes to luck, to its own choices, and to the choices of others. They add up to it exactly.

The scheme. V is the mean score of a seat over the futures of a moment, the model playing on in every seat. `par` is V on the
first day of this very game (its type, truth, moods and secrets). In a phase in which somebody who is not the model at its
usual skill decided otherwise than the model would, W is V after that phase, settled under the luck that it had:

    own     half of [W(as decided) - W(this seat as the model)] + [W(this seat as decided, nobody else) - W(all as the model)]
    others  W(as decided) - W(all as the model) - own

summed over the phases. Luck is the rest: score - par - own - others. It holds the dice, what the model's own seats drew, and
news that a facilitator let break. Figures are tenths of a point; whole numbers before they are rounded (twice the sum over
all futures), and rounded together so that they still add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.debrief.facts_weighed import DecisionShare, Share, Spanned
from game.debrief.futures import Futures, Numbers, interval, model_rows, settled, with_others
from game.debrief.steps import Step, doors_of
from game.rules import state as s
from game.rules.scores import seat_score
from game.scenario.book import Table
from game.table.decisions import Decision, Forecast
from game.table.position import Position, deciders, filled_choice, of_model
from game.table.wording import line_of

Deviating = dict[str, tuple[Decision, ...]]  # seat -> what the model would have decided


def shares_of(
    steps: Sequence[Step], differing: Sequence[tuple[Step, Deviating]], futures: Futures
) -> tuple[tuple[Share, ...], tuple[DecisionShare, ...]]:
    """Return the shares of every ally, and what each decision of a person was worth to its own seat, the dearest first.

    `differing` are the game's `deviations`.
    """
    first, last = steps[0].before, steps[-1].after
    book, seats = last.loaded.book, last.lexicon.allies
    par = futures.scores(first.state)
    own = np.zeros((futures.games, len(seats)), np.int64)  # twice the points, future by future
    whole = np.zeros_like(own)
    decisions = list[DecisionShare]()
    for step, deviating in differing:
        worth = _worths(step, deviating, futures)
        whole += worth.whole
        for seat, gained in worth.own.items():
            row = last.lexicon.row(seat)
            if row < len(seats):
                own[:, row] += gained[:, row]
                decisions.append(_decision(step, seat, deviating[seat], gained[:, row]))
    scores = np.array([int(seat_score(book, last.state, last.scratch.stack, a)) for a in range(len(seats))], np.int64)
    shares = tuple(_share(seat, int(scores[a]), par[:, a], own[:, a], whole[:, a]) for a, seat in enumerate(seats))
    return shares, tuple(sorted(decisions, key=lambda each: (each.worth.mean, each.round, each.seat)))


def deviations(steps: Sequence[Step]) -> Iterator[tuple[Step, Deviating]]:
    """Yield the phases in which somebody decided otherwise than the model would, with what it would have decided."""
    for step in steps:
        minds = _minds(step.before)
        if not minds:
            continue
        would = model_rows(step.before, minds)
        as_decided = filled_choice(step.before, step.decisions)[:, : s.FORECASTS]
        row_of = step.before.lexicon.row
        changed = with_others(step.before, step.decisions, would)[:, : s.FORECASTS]
        deviating = {seat: would[seat] for seat in minds if (as_decided[row_of(seat)] != changed[row_of(seat)]).any()}
        if deviating:
            yield step, deviating


def _minds(position: Position) -> list[str]:
    """Return who decides otherwise than the model does in a future: people, and the model where it looks further ahead."""
    by_model = of_model(position)
    return [seat for seat in deciders(position) if seat not in by_model or _looks_far(position, seat)]


def _looks_far(position: Position, seat: str) -> bool:
    row = position.lexicon.row(seat)
    return row < len(position.lexicon.allies) and int(position.state.own[row, s.SKILL]) == s.COUNCIL_SKILL


class _Worth:
    """What a phase was worth to every ally, twice the points, future by future: in all, and by each deviating seat."""

    def __init__(self, whole: Table, own: dict[str, Table]) -> None:
        self.whole, self.own = whole, own


def _worths(step: Step, deviating: Deviating, futures: Futures) -> _Worth:
    decided = filled_choice(step.before, step.decisions)
    model = with_others(step.before, step.decisions, deviating)
    rows = {seat: step.before.lexicon.row(seat) for seat in deviating}

    def worth(base: Table, other: Table, seat: str = "") -> Table:
        choice = base.copy()
        if seat:
            choice[rows[seat]] = other[rows[seat]]
        return futures.scores(settled(step.before, choice))

    as_decided, as_model = worth(decided, model), worth(model, decided)
    own = {
        seat: (as_decided - worth(decided, model, seat)) + (worth(model, decided, seat) - as_model)
        for seat in deviating
    }
    return _Worth(2 * (as_decided - as_model), own)


def _decision(step: Step, seat: str, would: Sequence[Decision], gained: Table) -> DecisionShare:
    mine = [line_of(each) for each in step.decisions if each.seat == seat and not isinstance(each, Forecast)]
    model = tuple(line_of(each) for each in would if not isinstance(each, Forecast))
    now = int(step.before.state.public.clock[s.ROUND]) + 1
    row = step.before.lexicon.row(seat)
    doors = doors_of(step.before, row)
    return DecisionShare(now, s.PHASES[step.phase], seat, tuple(mine), model, doors, spanned(gained / 2))


def spanned(values: Numbers) -> Spanned:
    """Return the mean of futures with its interval, in tenths."""
    return Spanned(*(round(10 * each) for each in interval(values)))


def _share(seat: str, score: int, par: Table, own: Table, whole: Table) -> Share:
    others = whole - own
    luck = 2 * score - 2 * par - whole
    exact = [int(np.sum(2 * par)), int(np.sum(luck)), int(np.sum(own)), int(np.sum(others))]
    assert sum(exact) == 2 * len(par) * score
    tenths = rounded_together([10 * each for each in exact], 2 * len(par))
    spans = [spanned(each / 2) for each in (2 * par, luck, own, others)]
    told = [Spanned(mean, span.low, span.high) for mean, span in zip(tenths, spans, strict=True)]
    return Share(seat, score, *told)


def rounded_together(parts: Sequence[int], by: int) -> list[int]:
    """Return whole numbers near `parts` / `by` that add up to their sum, which `by` divides; largest remainders go up."""
    down = [part // by for part in parts]
    lacking = sum(parts) // by - sum(down)
    order = sorted(range(len(parts)), key=lambda k: (-(parts[k] % by), k))
    for k in order[:lacking]:
        down[k] += 1
    return down
