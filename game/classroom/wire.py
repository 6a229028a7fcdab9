"""What travels: frames of a client, read with bounds and refused with a reason; pages and answers to it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from game.classroom.wishes import Announce, Fit, Hold, Move, Open, Pin, Swap, Wish, Word, Write
from game.table.decisions import Refused
from game.table.remarks import ABOUTS

LONGEST_FRAME: Final = 4096  # bytes
_ID: Final = re.compile(r"[A-Za-z0-9-]{8,40}")
_SEAT: Final = re.compile(r"[A-Z]{2,6}")
HOLDERS: Final = ("person", "model")
TIMES: Final = ("pause", "go_on", "extend", "meanwhile", "bell", "heads_up", "heads_down")
MOST_MINUTES: Final = 600


@dataclass(frozen=True, slots=True)
class Decide:
    """A decision as its line; `id` is the client's own, so that sending it twice is once. `moment` is what it saw."""

    id: str
    moment: int
    line: str


@dataclass(frozen=True, slots=True)
class Begin:
    """The teacher begins the game; the bell rings in so many minutes, 0 for never.

    A cold open begins with a text under silence: what comes before, the model does in everybody's place.
    """

    id: str
    minutes: int
    is_cold: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """The teacher ends a moment: who has not answered is silent."""

    id: str
    moment: int


@dataclass(frozen=True, slots=True)
class Time:
    """The teacher does something to the clock (`TIMES`); `minutes` are to the bell, for "bell"."""

    id: str
    what: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Break:
    """The teacher lets a piece of news break."""

    id: str
    inject: str


@dataclass(frozen=True, slots=True)
class Recall:
    """The teacher goes back to before the phase that was decided last."""

    id: str
    moment: int


@dataclass(frozen=True, slots=True)
class Give:
    """A seat goes to a person or to the model."""

    id: str
    seat: str
    holder: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """The teacher takes back a pass."""

    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Seat:
    """The teacher seats people without a device, or takes them from a seat: what their cards say the teacher types in."""

    id: str
    seat: str
    sits: bool


Frame = Seat | Decide | Begin | Next | Time | Break | Recall | Give | Dismiss | Wish


def read_object(raw: str | bytes) -> dict[str, Any] | Refused:
    """Return the object that a client sent, or why it is none."""
    if len(raw) > LONGEST_FRAME:
        return Refused("frame_long", "that is too long", about={"most": LONGEST_FRAME})
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return Refused("frame_unread", "that is no JSON")
    return value if isinstance(value, dict) else Refused("frame_unread", "an object is expected")


def read_frame(raw: str | bytes) -> Frame | Refused:
    """Return what a client wants done, or why that cannot be read."""
    value = read_object(raw)
    if isinstance(value, Refused):
        return value
    make = _FRAMES.get(text_at(value, "do"))
    frame = make(value) if make and _ID.fullmatch(text_at(value, "id")) else None
    return frame or Refused("frame_unknown", "that is nothing a client can ask for")


def text_at(value: dict[str, Any], key: str, most: int = 2000) -> str:
    """Return a text of an object, "" where there is none or it is too long."""
    text = value.get(key)
    return text if isinstance(text, str) and len(text) <= most else ""


def _moment(value: dict[str, Any]) -> int:
    moment = value.get("moment")
    return moment if type(moment) is int and 0 <= moment < 1_000_000 else -1


def _decide(value: dict[str, Any]) -> Frame | None:
    moment, line = _moment(value), text_at(value, "line")
    return Decide(value["id"], moment, line) if moment >= 0 and line else None


def _next(value: dict[str, Any]) -> Frame | None:
    return Next(value["id"], _moment(value)) if _moment(value) >= 0 else None


def _minutes(value: dict[str, Any]) -> int:
    minutes = value.get("minutes", 0)
    return minutes if type(minutes) is int and 0 <= minutes <= MOST_MINUTES else -1


def _begin(value: dict[str, Any]) -> Frame | None:
    return Begin(value["id"], _minutes(value), value.get("cold") is True) if _minutes(value) >= 0 else None


def _time(value: dict[str, Any]) -> Frame | None:
    what, minutes = text_at(value, "what"), _minutes(value)
    return Time(value["id"], what, minutes) if what in TIMES and minutes >= 0 else None


def _break(value: dict[str, Any]) -> Frame | None:
    inject = text_at(value, "inject", 60)
    return Break(value["id"], inject) if inject else None


def _recall(value: dict[str, Any]) -> Frame | None:
    return Recall(value["id"], _moment(value)) if _moment(value) >= 0 else None


def _give(value: dict[str, Any]) -> Frame | None:
    seat, holder = text_at(value, "seat"), text_at(value, "holder")
    return Give(value["id"], seat, holder) if _SEAT.fullmatch(seat) and holder in HOLDERS else None


def _seat(value: dict[str, Any]) -> Frame | None:
    seat, sits = text_at(value, "seat"), value.get("sits")
    return Seat(value["id"], seat, sits) if _SEAT.fullmatch(seat) and isinstance(sits, bool) else None


def _dismiss(value: dict[str, Any]) -> Frame | None:
    key = text_at(value, "key", 40)
    return Dismiss(value["id"], key) if key else None


def _write(value: dict[str, Any]) -> Frame | None:
    to, says = text_at(value, "to"), text_at(value, "says")
    return Write(value["id"], to, says) if _SEAT.fullmatch(to) and says else None


def _open(value: dict[str, Any]) -> Frame | None:
    is_open = value.get("open")
    return Open(value["id"], is_open) if isinstance(is_open, bool) else None


def _hold(value: dict[str, Any]) -> Frame | None:
    inject, held = text_at(value, "inject", 60), value.get("held")
    return Hold(value["id"], inject, held) if inject and isinstance(held, bool) else None


def _word(value: dict[str, Any]) -> Frame | None:
    inject, says = text_at(value, "inject", 60), value.get("says")
    return Word(value["id"], inject, says) if inject and isinstance(says, str) else None


def _announce(value: dict[str, Any]) -> Frame | None:
    says = text_at(value, "says")
    return Announce(value["id"], says) if says else None


def _pin(value: dict[str, Any]) -> Frame | None:
    about = next((each for each in ABOUTS if each == value.get("about")), None)
    key, says = text_at(value, "key", 60), text_at(value, "says")
    return Pin(value["id"], about, key, says) if about and key and says else None


def _swap(value: dict[str, Any]) -> Frame | None:
    one, other, seat = text_at(value, "one", 40), text_at(value, "other", 40), text_at(value, "seat")
    return Swap(value["id"], one, other, seat) if one and other and _SEAT.fullmatch(seat) else None


def _move(value: dict[str, Any]) -> Frame | None:
    key, seat = text_at(value, "key", 40), text_at(value, "seat")
    return Move(value["id"], key, seat) if key and _SEAT.fullmatch(seat) else None


_FRAMES: Final[dict[str, Callable[[dict[str, Any]], Frame | None]]] = {
    "decide": _decide,
    "begin": _begin,
    "time": _time,
    "break": _break,
    "recall": _recall,
    "next": _next,
    "give": _give,
    "seat": _seat,
    "dismiss": _dismiss,
    "write": _write,
    "letters": _open,
    "hold": _hold,
    "word": _word,
    "announce": _announce,
    "pin": _pin,
    "swap": _swap,
    "move": _move,
    "fit": lambda value: Fit(value["id"]),
}


def encoded(value: dict[str, Any]) -> bytes:
    """Return an object as it travels."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


BEAT: Final = encoded({"is": "beat"})
