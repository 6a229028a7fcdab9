"""Forecasts: what people gave, what came true, and what the model would have given as the round began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.allies.cases import fill_state
from game.allies.compiled import Engine
from game.allies.many import play_many
from game.debrief.facts_weighed import ForecastTold, Resolved
from game.debrief.steps import Step
from game.rules import state as s
from game.rules.facts import evaluate
from game.rules.state import State, new_state
from game.scenario import book as b
from game.scenario.book import Book
from game.table.copies import copied_state
from game.table.decisions import Forecast

MODEL_GAMES = 100  # rounds played on for the model's own chances
NO_CHANCE = -1


def resolved_of(steps: Sequence[Step], engine: Engine, *, with_model: bool) -> tuple[Resolved, ...]:
    """Return every question of every round that was played to its end."""
    found: list[Resolved] = []
    chances: list[int] = []
    for step in steps:
        questions = tuple(step.after.loaded.scenario.question)
        now = int(step.before.state.public.clock[s.ROUND])
        if step.phase == s.BRIEFING:
            chances = _chances(step, now, engine) if with_model else [NO_CHANCE] * len(questions)
        elif step.phase == s.AFTERMATH:
            happened = _answers(step.after.loaded.book, step.after.state)
            found += [Resolved(now + 1, *each) for each in zip(questions, happened, chances, strict=True)]
    return tuple(found)


def _answers(book: Book, state: State) -> list[bool]:
    """Return which questions are true at the end of the round that a state just left."""
    ended = copied_state(state)
    ended.public.clock[s.ROUND] -= 1  # a question asks about the round that ended
    stack = np.zeros(b.CODE_DEPTH + 1, np.int64)
    rows = [row for row in book.watch if row[b.WATCH_KIND] == b.FORECAST]
    return [bool(evaluate(book, ended, stack, row[b.WATCH_START], row[b.WATCH_LENGTH]) == 1) for row in rows]


def _chances(step: Step, now: int, engine: Engine) -> list[int]:
    """Return the model's chance, per mille, of each question: that round alone is played on, as if it were the last."""
    position = step.after
    book = position.loaded.book
    short = book._replace(round=book.round[: now + 1])
    public = position.state.public
    origin = position.state._replace(public=public._replace(draft=public.draft[: (now + 1) * s.DRAFTS].copy()))
    batch = play_many(
        engine, short, position.seed, 1, MODEL_GAMES + 1, origin=origin, wants_finals=True, chunk=MODEL_GAMES
    )
    assert batch is not None  # nobody stops it
    state, counts = new_state(short), [0] * len(position.loaded.scenario.question)
    for row in batch.finals:
        fill_state(row, state)
        for k, is_so in enumerate(_answers(short, state)):
            counts[k] += is_so
    return [1000 * count // MODEL_GAMES for count in counts]


def forecasts_of(steps: Sequence[Step], resolved: Sequence[Resolved]) -> tuple[ForecastTold, ...]:
    """Return the last forecast of each seat to each question of a round, scored."""
    given: dict[tuple[str, int, str], int] = {}
    for step in steps:
        now = int(step.before.state.public.clock[s.ROUND]) + 1
        given |= {(each.seat, now, each.question): each.percent for each in _forecasts(step)}
    known = {(each.round, each.question): each for each in resolved}
    return tuple(
        _scored(seat, percent, known[now, question])
        for (seat, now, question), percent in given.items()
        if (now, question) in known
    )


def _forecasts(step: Step) -> Iterator[Forecast]:
    return (each for each in step.decisions if isinstance(each, Forecast))


def _scored(seat: str, percent: int, resolved: Resolved) -> ForecastTold:
    score = brier(percent * 10, happened=resolved.happened)
    return ForecastTold(seat, resolved.round, resolved.question, percent, resolved.happened, score, resolved.model)


def brier(chance: int, *, happened: bool) -> int:
    """Return the Brier score, per mille, of a chance per mille."""
    return (chance - (1000 if happened else 0)) ** 2 // 1000
