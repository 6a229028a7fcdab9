"""What happened: rounds with their texts, and every track with the causes that moved it, from a game's events."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from game.debrief.facts_played import Move, NoteTold, Objector, RoundTold, Steered, TextTold, TrackTold, Wording
from game.table.decisions import FACILITATOR
from game.table.events import Event
from game.table.lines import DECISION, Line, fold
from game.table.remarks import Note, remarks_of, rounds_at

FATES: Final = ("adopted", "willing", "dropped", "failed", "unwanted")
OPEN: Final = "open"


def rounds_of(
    record: Sequence[Event],
    meanwhile: Container[int],
    notes: Sequence[NoteTold] = (),
    steered: Mapping[int, tuple[Steered, ...]] = MappingProxyType({}),
) -> tuple[RoundTold, ...]:
    """Return the rounds of a game from all its events; what a briefing brings belongs to the round that it opens.

    `meanwhile` are the numbers of those in which the model sat in for everybody, `notes` the teacher's, `steered` what
    the teacher did to the news, by round.
    """
    return tuple(
        replace(_round(number, number in meanwhile, events, notes), steered=steered.get(number, ()))
        for number, events in _by_round(record)
    )


def notes_of(lines: Sequence[Line]) -> tuple[NoteTold, ...]:
    """Return what a teacher pinned to a game, in the order in which it was written."""
    found = (each.remark for each in remarks_of(lines))
    return tuple(NoteTold(each.about, each.key, each.says) for each in found if isinstance(each, Note))


def steered_of(lines: Sequence[Line]) -> dict[int, tuple[Steered, ...]]:
    """Return what a teacher did to the news, by round; what an undo took back is left out."""
    found: dict[int, tuple[Steered, ...]] = {}
    counting = fold(lines)
    for line, now in zip(counting, rounds_at(counting), strict=True):
        if line.kind == DECISION and line.seat == FACILITATOR:
            _, did, inject = line.text.split()
            found[now] = (*found.get(now, ()), Steered(did, inject))
    return found


def _by_round(record: Iterable[Event]) -> list[tuple[int, list[Event]]]:
    """Return events by round; those of one moment stay together, wherever in it the round is announced."""
    begins = {event.moment: int(_data(event)["round"]) for event in record if event.kind == "round"}
    found: list[tuple[int, list[Event]]] = []
    for event in record:
        number = begins.get(event.moment, found[-1][0] if found else 1)
        if not found or found[-1][0] != number:
            found.append((number, []))
        found[-1][1].append(event)
    return found


def _data(event: Event) -> dict[str, Any]:
    return dict(event.data)


def _round(number: int, meanwhile: bool, events: list[Event], notes: Sequence[NoteTold]) -> RoundTold:
    texts = texts_of(events)
    injects = tuple(str(event.data["inject"]) for event in events if event.kind == "inject")
    here = {("round", str(number)), *(("text", str(text.draft)) for text in texts), *(("news", key) for key in injects)}
    reply = next((_data(event) for event in events if event.kind == "reply"), {})
    return RoundTold(
        number,
        meanwhile,
        texts,
        injects,
        str(reply.get("reply", "")),
        str(reply.get("reply_kind", "")),
        sum(event.kind == "hit" for event in events),
        tuple(events),
        tuple(each for each in notes if (each.about, each.key) in here),
    )


# Texts. --------------------------------------------------------------------------------------------------------------


def texts_of(events: Iterable[Event]) -> tuple[TextTold, ...]:
    """Return the texts of a round in the order in which they were tabled."""
    found: dict[int, dict[str, Any]] = {}
    for event in events:
        data = _data(event)
        if event.kind == "tabled":
            found[data["draft"]] = {"author": data["author"], "text": data["text"], "wordings": [], "fate": OPEN}
        elif "draft" in data and data["draft"] in found:
            _follow(found[data["draft"]], event.kind, data)
        elif event.kind == "objection" and found:
            _object([*found.values()][-1], data)
    return tuple(
        TextTold(draft, each["author"], tuple(each["wordings"]), each["fate"], each["text"])
        for draft, each in found.items()
    )


def _follow(told: dict[str, Any], kind: str, data: dict[str, Any]) -> None:
    if kind in ("silence", "revised"):
        told["text"] = data["text"]
        told["revision"] = told.get("revision", -1) + 1
    if kind in ("silence", "raised"):
        told["level"] = str(data["level"])
    if kind == "answers":
        _answered(told, data["answers"])
    elif kind in FATES:
        told["fate"] = kind


def _answered(told: dict[str, Any], answers: dict[str, str]) -> None:
    """Note a wording and its answers; where only time was asked for, the real answers follow and take its place."""
    asked = tuple(seat for seat, word in answers.items() if word == "ask_time")
    wordings: list[Wording] = told["wordings"]
    if wordings and wordings[-1].asked_time and wordings[-1].revision == told.get("revision", 0):
        asked = wordings.pop().asked_time
    stated = tuple(seat for seat, word in answers.items() if word == "statement")
    silent = sum(word == "silent" for word in answers.values())
    objectors = tuple(Objector(seat, word, ()) for seat, word in answers.items() if word in ("amend", "break"))
    wordings.append(
        Wording(told.get("revision", 0), told.get("level", ""), told["text"], silent, stated, objectors, asked)
    )


def _object(told: dict[str, Any], data: dict[str, Any]) -> None:
    """Add what an objector named to the wording that was just answered."""
    wordings: list[Wording] = told["wordings"]
    if not wordings:
        return
    last = wordings[-1]
    named = tuple(
        Objector(each.seat, each.answer, tuple(data["brackets"])) if each.seat == data["seat"] else each
        for each in last.objectors
    )
    wordings[-1] = Wording(last.revision, last.level, last.text, last.silent, last.stated, named, last.asked_time)


# Tracks. -------------------------------------------------------------------------------------------------------------


def tracks_of(record: Sequence[Event], starts: dict[str, int]) -> tuple[TrackTold, ...]:
    """Return every track with its moves; `starts` are the tracks on the first day, before anything was settled."""
    by_round = _by_round(record)
    found = []
    for key, start in starts.items():
        now, moves = start, []
        for number, events in by_round:
            move = _move(key, number, now, events)
            now = move.after
            moves.append(move)
        causes = _sums(move.causes for move in moves)
        found.append(TrackTold(key, start, now, causes, tuple(moves)))
    return tuple(found)


def _move(key: str, number: int, before: int, events: Iterable[Event]) -> Move:
    told = [_data(event) for event in events if event.kind == "track" and event.data["track"] == key]
    return Move(number, before, told[-1]["after"] if told else before, _sums(each["causes"] for each in told))


def _sums(tables: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for table in tables:
        for cause, points in table.items():
            total[cause] = total.get(cause, 0) + points
    return {cause: points for cause, points in total.items() if points}
