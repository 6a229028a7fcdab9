"""Questions for the talk, made from what happened: templates in `questions.toml`, tied to the scenario's objectives."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from game.debrief.facts_played import FailedTold, Reveal, RoundTold
from game.debrief.facts_weighed import Asked, DecisionShare, Known, Objective, Share
from game.rules import state as s
from game.rules.facts import evaluate
from game.scenario import book as b
from game.scenario.book import Table
from game.scenario.names import names_of
from game.scenario.when import compile_when
from game.table.position import Position

Values = dict[str, str | int | tuple[str, ...]]
SURE_ENOUGH: Final = 400  # per mille: a seat that takes a wrong type to be so likely has misread the other side
MATTERS: Final = 50  # tenths of a point: a decision or a stroke of luck worth talking about


@dataclass(frozen=True, slots=True)
class Ground:
    """The facts that questions are made from."""

    rounds: tuple[RoundTold, ...]
    reveal: Reveal
    failed: tuple[FailedTold, ...]
    known: tuple[Known, ...]
    shares: tuple[Share, ...]
    decisions: tuple[DecisionShare, ...]
    people: tuple[str, ...]
    clock: Table


@dataclass(frozen=True, slots=True)
class Template:
    """When a question is asked, what fills it, and the facts that it is about."""

    key: str
    when: str
    subject: str
    about: frozenset[str]


@cache
def templates() -> tuple[Template, ...]:
    """Return the questions of `questions.toml`."""
    with (Path(__file__).parent / "questions.toml").open("rb") as file:
        told = tomllib.load(file)
    return tuple(
        Template(key, each.get("when", ""), each.get("subject", ""), frozenset(each["about"]))
        for key, each in told.items()
    )


def objectives_of(position: Position) -> tuple[Objective, ...]:
    """Return the scenario's learning objectives, and which of them the game exercised."""
    book, stack = position.loaded.book, _stack()
    rows = [row for row in book.watch if row[b.WATCH_KIND] == b.LEARNING]
    return tuple(
        Objective(key, bool(evaluate(book, position.state, stack, row[b.WATCH_START], row[b.WATCH_LENGTH]) == 1))
        for key, row in zip(position.loaded.scenario.learning, rows, strict=True)
    )


def questions_of(position: Position, ground: Ground) -> tuple[Asked, ...]:
    """Return the questions that a game raises, in the order of the templates."""
    about = _facts_of_objectives(position)
    found = []
    for template in templates():
        if template.when and not holds(position, template.when):
            continue
        values = _SUBJECTS[template.subject](ground) if template.subject else {}
        if values is not None:
            found.append(Asked(template.key, values, _objective(template, about)))
    return tuple(found)


def holds(position: Position, when: str) -> bool:
    """Tell whether a condition of the scenario language holds as a game stands."""
    part = compile_when(when, names_of(position.loaded.scenario))
    code = np.vstack([position.loaded.book.code, np.array(part.rows, np.int64)])
    book = position.loaded.book._replace(code=code)
    return bool(evaluate(book, position.state, _stack(), len(code) - len(part.rows), len(part.rows)) == 1)


def _stack() -> Table:
    return np.zeros(b.CODE_DEPTH + 1, np.int64)


def _facts_of_objectives(position: Position) -> dict[str, frozenset[str]]:
    """Return for each objective the facts (tracks too) that its condition reads."""
    names = names_of(position.loaded.scenario)
    found = {}
    for key, learning in position.loaded.scenario.learning.items():
        tracks = {track for track in names.tracks if track in learning.when}
        found[key] = compile_when(learning.when, names).facts | tracks
    return found


def _objective(template: Template, about: Mapping[str, frozenset[str]]) -> str:
    """Return the objective that shares most with a template, measured against all that it reads; "" where none does."""
    shared = {key: len(template.about & facts) / len(facts) for key, facts in about.items() if template.about & facts}
    return max(shared, key=lambda key: shared[key]) if shared else ""


# What fills a question, or None where the game has no such thing. ------------------------------------------------------


def _impossible(ground: Ground) -> Values | None:
    for each in ground.failed:
        if each.exact.came == "impossible" and each.exact.together:
            return {"round": each.round, "seat": each.author, "seats": each.exact.together}
    return None


def _compromise(ground: Ground) -> Values | None:
    found = [each for each in ground.failed if each.exact.text]
    if not found:
        return None
    last = min(found, key=lambda each: each.exact.edit)
    return {"round": last.round, "seat": last.author, "draft": last.draft, "text": last.exact.text}


def _blocked(ground: Ground) -> Values | None:
    if not ground.failed:
        return None
    most = max(ground.failed, key=lambda each: len(each.objectors))
    return {"round": most.round, "seat": most.author, "seats": most.objectors}


def _all_held(ground: Ground) -> Values | None:
    return None if ground.failed else {}


def _untrue(ground: Ground) -> Values | None:
    told = [each for each in ground.reveal.news if each.truth != "true"]
    if not told:
        return None
    most = max(told, key=lambda each: each.credibility)
    return {"news": most.key, "round": most.round, "credibility": most.credibility}


def _private(ground: Ground) -> Values | None:
    for each in ground.reveal.news:
        if each.to:
            return {"news": each.key, "round": each.round, "seats": each.to}
    return None


def _misread(ground: Ground) -> Values | None:
    wrong = [each for each in ground.known if each.type != ground.reveal.type and each.type_chance >= SURE_ENOUGH]
    if not wrong:
        return None
    most = max(wrong, key=lambda each: (each.type_chance, each.round))
    chance = most.type_chance // 10
    return {"seat": most.seat, "type": most.type, "chance": chance, "round": most.round, "truth": ground.reveal.type}


def _replied(ground: Ground) -> Values | None:
    order = ("raise", "probe", "mirror", "channel")
    told = [each for each in ground.rounds if each.reply_kind in order]
    if not told:
        return None
    most = min(told, key=lambda each: order.index(each.reply_kind))
    return {"round": most.number, "reply": most.reply}


def _gap(ground: Ground) -> Values | None:
    return {"pledged": int(ground.clock[s.PLEDGED]), "filled": int(ground.clock[s.FILLED_UNITS])}


def _crossed(ground: Ground) -> Values | None:
    seats = tuple(sheet.seat for sheet in ground.reveal.sheets if sheet.crossed)
    return {"seats": seats} if seats else None


def _word_broken(ground: Ground) -> Values | None:
    for told in ground.rounds:
        for event in told.events:
            if event.kind == "broken_word":
                return {"seat": str(event.data["seat"]), "round": told.number}
    return None


def _channel_refused(ground: Ground) -> Values | None:
    for told in ground.rounds:
        if any(event.kind == "channel_refused" for event in told.events):
            return {"round": told.number}
    return None


def _dearest(ground: Ground) -> Values | None:
    mine = [each for each in ground.decisions if each.seat in ground.people and each.worth.mean <= -MATTERS]
    if not mine or mine[0].worth.high >= 0:
        return None
    worst = mine[0]
    return {"seat": worst.seat, "round": worst.round, "phase": worst.phase, "tenths": -worst.worth.mean}


def _luck(ground: Ground) -> Values | None:
    told = [
        each for each in _of(ground.shares, ground.people) if abs(each.luck.mean) > max(abs(each.own.mean), MATTERS)
    ]
    if not told:
        return None
    most = max(told, key=lambda each: abs(each.luck.mean))
    return {"seat": most.seat, "tenths": most.luck.mean}


def _of(shares: Iterable[Share], people: tuple[str, ...]) -> list[Share]:
    return [each for each in shares if each.seat in people]


_SUBJECTS: Final[dict[str, Callable[[Ground], Values | None]]] = {
    "impossible": _impossible,
    "compromise": _compromise,
    "blocked": _blocked,
    "all_held": _all_held,
    "untrue": _untrue,
    "private": _private,
    "misread": _misread,
    "replied": _replied,
    "channel_refused": _channel_refused,
    "gap": _gap,
    "crossed": _crossed,
    "word_broken": _word_broken,
    "dearest": _dearest,
    "luck": _luck,
}
