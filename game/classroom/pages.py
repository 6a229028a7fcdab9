"""What each page shows, as plain values in the reader's language, made from the allow-list views alone.

Nothing here reads the truth, the seed or another seat's row: a page is what the seat's view says, put into sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from game.classroom.files import FLAGS, files
from game.classroom.forms import Desk, fields_of
from game.classroom.jobs import job_of
from game.classroom.record import Record
from game.lab.words import Words
from game.rules import state as s
from game.table.decisions import OTHER, PERSON
from game.table.position import Position
from game.table.table import Table
from game.table.view_parts import plain
from game.table.views import PublicView, SeatView, facilitator_view, seat_view
from game.telling import desk
from game.telling.authored import rung as rung_of
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


@dataclass(frozen=True, slots=True)
class Sight:
    """What all pages of a moment are made from."""

    position: Position
    public: PublicView

    @classmethod
    def of_table(cls, table: Table) -> Sight:
        """Read a table."""
        return cls(table.position, table.public_view())


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
        {
            "key": key,
            "name": names.name(key),
            "flag": flag_of(key),
            "people": seats.get(key, 0),
            "featured": bool(allies[key].featured),
        }
        for key in keys
    ]


def seat_page(sight: Sight, seat: str, tongue: Tongue, record: Record) -> dict[str, Any]:
    """Return all that a delegate's page shows."""
    position, names = sight.position, tongue.names
    view = seat_view(position, seat, sight.public)
    held = position.holders[seat] == PERSON
    return {
        **_public(view.public, names, tongue.page, record),
        "seat": {"key": seat, "name": sentence(names.seat(seat)), "flag": flag_of(seat), "is_model": not held},
        "status": list(desk.status(names, view)),
        "cable": list(desk.cable(names, seat, view.public.round.number - 1)),
        "brief": list(desk.brief(names, view)),
        "text": list(desk.text(names, view, position)),
        "promises": list(_promises(view, names, tongue.page)),
        "turn": _turn(view, position, tongue) if held else _NO_TURN,
        "end": _end(sight, tongue),
    }


def wall_page(sight: Sight, tongue: Tongue, record: Record) -> dict[str, Any]:
    """Return all that the wall shows: what everybody in the room may know."""
    view, names = sight.public, tongue.names
    return {
        **_public(view, names, tongue.page, record),
        "text": list(_public_text(view, names)),
        "board": _board(sight, tongue),
        "end": _end(sight, tongue),
    }


def teacher_page(sight: Sight, tongue: Tongue, record: Record, hands: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the teacher sees: the wall, and who is asked, has answered, and holds each seat. Not the truth."""
    view, names = facilitator_view(sight.position, sight.public), tongue.names
    status = {
        key: {
            "name": names.name(key),
            "flag": flag_of(key),
            "is_model": each.holder != PERSON,
            "asked": each.decides,
            "awaited": each.awaited,
            "sealed": _sealed(sight, key, names) if each.sealed else [],
        }
        for key, each in view.seats.items()
        if key in names.scenario.ally
    }
    return {
        **_public(view.public, names, tongue.page, record),
        "text": list(_public_text(view.public, names)),
        "board": _board(sight, tongue),
        "status": status,
        "hands": {key: _hand(sight, key, tongue) for key in hands},
        "other": {
            "key": OTHER,
            "name": sentence(names.seat(OTHER)),
            "is_model": sight.position.holders[OTHER] != PERSON,
        },
        "news": _news(names, view.injects, view.public.round.number),
        "end": _end(sight, tongue),
    }


def _hand(sight: Sight, seat: str, tongue: Tongue) -> dict[str, Any]:
    """Return what a teacher is to type in for a seat."""
    view, phase = seat_view(sight.position, seat, sight.public), f"phase.{sight.public.phase}"
    asks = tongue.names.words.say(phase) if view.decides else ""
    turn = _turn(view, sight.position, tongue)
    return {"name": sentence(tongue.names.seat(seat)), "flag": flag_of(seat), "asks": asks, "turn": turn}


def _sealed(sight: Sight, seat: str, names: Naming) -> list[str]:
    return list(sealed_of(sight.position, seat_view(sight.position, seat, sight.public), names))


def _end(sight: Sight, tongue: Tongue) -> list[str]:
    return list(ending(sight.position, tongue.teller)) if sight.position.phase == s.OVER else []


def _news(names: Naming, injects: Mapping[str, str], now: int) -> list[dict[str, Any]]:
    """Return the scenario's news, when each can come and for whom. Whether this game holds it at all is the truth's."""
    told, of = names.scenario.inject, len(names.scenario.round)
    return [
        {
            "key": key,
            "says": names.author(f"inject.{key}.says", told[key].says),
            "has_broken": state.startswith("fired"),
            "is_held": state == "on_hold",
            "comes": comes(now, told[key].rounds, of),
            "chance": told[key].chance,
            "to": "" if told[key].to == "all" else names.seats(list(told[key].to)),
        }
        for key, state in injects.items()
    ]


def comes(now: int, rounds: list[int] | None, of: int) -> str:
    """Return when news can come, seen from a round (1 the first): next, now, later or past; `rounds` is its window."""
    first, last = rounds or (1, of)
    if first <= now + 1 <= min(last, of):
        return "next"
    if first <= now <= last:
        return "now"
    return "later" if first > now else "past"


def flag_of(seat: str) -> str:
    """Return where a seat's flag is served, "" where there is none."""
    path = f"{FLAGS}/{seat.lower()}.png"
    return path if path in files() else ""


def crisis(names: Naming) -> dict[str, str]:
    """Return what a crisis is about."""
    header = names.scenario.scenario
    return {key: names.author(f"scenario.{key}", getattr(header, key)) for key in ("title", "fiction", "picture")}


def _public(view: PublicView, names: Naming, page: Words, record: Record) -> dict[str, Any]:
    say = names.words.say
    return {
        **crisis(names),
        "stage": "over" if view.phase == s.PHASES[s.OVER] else "play",
        "moment": view.moment,
        "phase": say(f"phase.{view.phase}") if names.words.has(f"phase.{view.phase}") else "",
        "doing": _doing(view, names, page),
        "round": {"number": view.round.number, "of": view.round.of, "hours": view.round.hours_left},
        "date": names.date(view.hour),
        "question": names.author(f"round.{view.round.number - 1}.question", view.round.question),
        "briefing": names.author(f"round.{view.round.number - 1}.briefing", view.round.briefing),
        "round_title": names.author(f"round.{view.round.number - 1}.title", view.round.title),
        "passed": record.passed,
        "has_text": view.draft is not None,
        "tracks": [
            {
                "key": each.key,
                "name": names.track(each.key),
                "now": round(each.now),
                "moved": round(each.now - each.before),
            }
            for each in view.tracks
        ],
        "rung": rung_of(names, view.rung),
        "record": record.latest,
    }


def _doing(view: PublicView, names: Naming, page: Words) -> str:
    """Return what the council is doing, for who is not asked."""
    who = {"tabling": view.floor, "redraft": view.floor, "revise": view.pen}.get(view.phase, "")
    key = f"doing.{view.phase}"
    return page.say(key, seat=sentence(names.seat(who)) if who else "") if page.has(key) else ""


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


def _board(sight: Sight, tongue: Tongue) -> list[dict[str, Any]]:
    """Return the silence board: what each ally said last of the text; answers of a running silence stay sealed."""
    view, position = sight.public, sight.position
    said = view.tour if view.answers_are_old or not view.answers else view.answers
    rows = []
    for key in sorted(tongue.names.scenario.ally, key=tongue.names.name):
        kind = said.get(key, "") if view.draft else ""
        says = tongue.page.say(f"board.{kind}") if kind else ""
        held = position.holders[key] == PERSON
        rows.append({"seat": tongue.names.name(key), "flag": flag_of(key), "kind": kind, "says": says, "is_held": held})
    return rows


def _promises(view: SeatView, names: Naming, page: Words) -> Iterator[str]:
    for each in view.capital.promises if view.capital else ():
        kind, key = names.words.say(f"promise.{each.promise}"), "promise.given" if each.given else "promise.held"
        yield page.say(key, seat=sentence(names.seat(each.ally)), promise=kind, round=each.due_round)


_NO_TURN: Final[dict[str, Any]] = {"is_open": False, "is_done": False, "sealed": [], "choices": []}


def _turn(view: SeatView, position: Position, tongue: Tongue) -> dict[str, Any]:
    board = Desk(position, view, tongue.names, tongue.page)
    choices = choices_of(position, view, tongue.names) if view.decides else ()
    return {
        "is_open": view.decides,
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
        "job": job_of(choice.kind),
    }


_WORD = {"floor": "ask_floor"}  # where a form and its line begin with different words
