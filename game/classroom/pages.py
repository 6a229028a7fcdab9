"""What each page shows, as plain values in the reader's language, made from the allow-list views alone.

Nothing here reads the truth, the seed or another seat's row: a page is what the seat's view says, put into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.classroom.forms import Desk, fields_of
from game.classroom.record import Record
from game.lab.words import Words
from game.rules import state as s
from game.table.decisions import PERSON
from game.table.position import Position
from game.table.table import Table
from game.table.view_parts import plain
from game.table.views import PublicView, SeatView
from game.telling import desk
from game.telling.naming import Naming
from game.telling.reveal import ending
from game.telling.teller import Teller
from game.telling.turn import Choice, choices_of, sealed_of
from game.telling.words import sentence


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of a room: what the game says in it, and what the pages say."""

    teller: Teller
    page: Words

    @property
    def names(self) -> Naming:
        """Return the names of the scenario's things."""
        return self.teller.names


def lobby_page(names: Naming, seats: dict[str, int], own: str) -> dict[str, Any]:
    """Return what is seen before the game begins: the crisis, how many sit in each seat, and one's own card."""
    card = ""
    if own:
        path, told = f"ally.{own}.card", names.scenario.ally[own].card.model_dump()
        lines = {key: names.author(f"{path}.{key}", text) for key, text in told.items()}
        card = names.words.say("client.card", name=sentence(names.seat(own)), **lines)
    return {"stage": "lobby", **crisis(names), "seats": seat_rows(names, seats), "own": own, "card": card}


def seat_rows(names: Naming, seats: dict[str, int]) -> list[dict[str, Any]]:
    """Return the seats by name, featured ones first, with how many people are in each."""
    allies = names.scenario.ally
    keys = sorted(allies, key=lambda key: (not allies[key].featured, names.name(key)))
    return [
        {"key": key, "name": names.name(key), "people": seats.get(key, 0), "featured": bool(allies[key].featured)}
        for key in keys
    ]


def seat_page(table: Table, position: Position, seat: str, tongue: Tongue, record: Record) -> dict[str, Any]:
    """Return all that a delegate's page shows."""
    view, names = table.seat_view(seat), tongue.names
    record.hear(table.events(0, seat), view.public.moment)
    held = position.holders[seat] == PERSON
    return {
        **_public(view.public, names, record),
        "seat": {"key": seat, "name": sentence(names.seat(seat)), "is_model": not held},
        "status": list(desk.status(names, view)),
        "cable": list(desk.cable(names, seat, view.public.round.number - 1)),
        "brief": list(desk.brief(names, view)),
        "text": list(desk.text(names, view, position)),
        "promises": list(_promises(view, names, tongue.page)),
        "turn": _turn(view, position, tongue, held=held),
        "end": list(ending(position, tongue.teller)) if table.is_over else [],
    }


def wall_page(table: Table, position: Position, tongue: Tongue, record: Record) -> dict[str, Any]:
    """Return all that the wall shows: what everybody in the room may know."""
    view, names = table.public_view(), tongue.names
    record.hear(table.events(), view.moment)
    return {
        **_public(view, names, record),
        "text": list(_public_text(view, names)),
        "board": _board(view, tongue),
        "end": list(ending(position, tongue.teller)) if table.is_over else [],
    }


def teacher_page(table: Table, tongue: Tongue, record: Record) -> dict[str, Any]:
    """Return what the teacher sees: the wall, and who is asked, has answered, and holds each seat. Not the truth."""
    view, names = table.facilitator_view(), tongue.names
    record.hear(table.events(), view.public.moment)
    status = {
        key: {
            "name": names.name(key),
            "is_model": each.holder != PERSON,
            "asked": each.decides,
            "awaited": each.awaited,
        }
        for key, each in view.seats.items()
        if key in names.scenario.ally
    }
    return {**_public(view.public, names, record), "text": list(_public_text(view.public, names)), "status": status}


def crisis(names: Naming) -> dict[str, str]:
    """Return what a crisis is about."""
    header = names.scenario.scenario
    return {key: names.author(f"scenario.{key}", getattr(header, key)) for key in ("title", "fiction", "picture")}


def _public(view: PublicView, names: Naming, record: Record) -> dict[str, Any]:
    say = names.words.say
    return {
        **crisis(names),
        "stage": "over" if view.phase == s.PHASES[s.OVER] else "play",
        "moment": view.moment,
        "phase": say(f"phase.{view.phase}") if names.words.has(f"phase.{view.phase}") else "",
        "round": {"number": view.round.number, "of": view.round.of, "hours": view.round.hours_left},
        "date": names.date(view.hour),
        "tracks": [
            {
                "key": each.key,
                "name": names.track(each.key),
                "now": round(each.now),
                "moved": round(each.now - each.before),
            }
            for each in view.tracks
        ],
        "rung": view.rung,
        "record": record.parts,
    }


def _public_text(view: PublicView, names: Naming) -> Iterator[str]:
    draft = view.draft
    if draft is None:
        yield names.words.say("client.no_text")
        return
    verb = names.words.say(f"verb.{draft.verb}")
    yield names.words.say("client.texts", author=names.seat(draft.author), verb=verb)
    for number, clause in enumerate(draft.clauses, 1):
        mood = names.words.say(f"mood.{clause.mood}")
        says = names.option(clause.measure, clause.level)
        line = names.words.say("clause.line", mood=mood, name=names.leveled(clause.measure, clause.level), says=says)
        yield names.words.say("text.clause", number=number, line=line)
    if draft.granting:
        yield names.words.say("text.granting", seats=names.seats(draft.granting))


def _board(view: PublicView, tongue: Tongue) -> list[dict[str, str]]:
    """Return the silence board: how each seat answered last; answers of a running silence stay sealed."""
    answers = {} if view.answers_are_old else view.answers
    return [
        {"seat": tongue.names.name(key), "kind": word, "says": tongue.page.say(f"board.{word}")}
        for key, word in answers.items()
        if key in tongue.names.scenario.ally
    ]


def _promises(view: SeatView, names: Naming, page: Words) -> Iterator[str]:
    for each in view.capital.promises if view.capital else ():
        kind, key = names.words.say(f"promise.{each.promise}"), "promise.given" if each.given else "promise.held"
        yield page.say(key, seat=sentence(names.seat(each.ally)), promise=kind, round=each.due_round)


def _turn(view: SeatView, position: Position, tongue: Tongue, *, held: bool) -> dict[str, Any]:
    asked = view.decides and held
    board = Desk(position, view, tongue.names, tongue.page)
    choices = choices_of(position, view, tongue.names) if asked else ()
    return {
        "is_open": asked,
        "is_done": view.done,
        "sealed": list(sealed_of(position, view, tongue.names)),
        "choices": [_choice(each, board) for each in choices],
    }


def _choice(choice: Choice, board: Desk) -> dict[str, Any]:
    fields = fields_of(choice.form, board) if choice.form and not choice.refused else ()
    return {
        "key": choice.key,
        "label": choice.label,
        "line": "" if choice.form else choice.key,
        "begins": f"{board.view.seat} {_WORD.get(choice.form, choice.form)}" if choice.form else "",
        "fields": plain(fields),
        "cost": choice.cost,
        "refused": choice.refused,
        "remedy": choice.remedy,
        "is_sealed": choice.is_sealed,
    }


_WORD = {"floor": "ask_floor"}  # where a form and its line begin with different words
