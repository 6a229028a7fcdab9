"""Private messages between delegations: the teacher's to open and to read, a seat's own alone, and in the journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from game.classroom.talk import LETTERS, LONGEST_LETTER, tidy
from game.scenario.load import Loaded
from game.table.journal import replay
from game.table.remarks import Letter, remarks_of
from tests.classroom.conftest import Host, hosting
from tests.classroom.guest import Guest, post

CANARY = "kestrel-7431"


def class_of(host: Host, *seats: str) -> tuple[Guest, list[Guest]]:
    """Return a teacher and guests whose game has begun."""
    teacher = host.guest(role="teacher")
    guests = [host.guest(seat) for seat in seats]
    assert teacher.ask({"do": "begin"})["ok"]
    for guest in (teacher, *guests):
        until(guest, lambda page: page["stage"] == "play")
    return teacher, guests


def until(guest: Guest, holds: Any) -> dict[str, Any]:
    """Hear pages until one is as wanted."""
    while not holds(guest.page):
        guest.hear()
    return guest.page


def write(guest: Guest, to: str, says: str) -> dict[str, Any]:
    return guest.ask({"do": "write", "to": to, "says": says})


def test_messages_are_closed_until_the_teacher_opens_them(host: Host) -> None:
    teacher, (one, other) = class_of(host, "EE", "DE")
    assert not one.page["letters"]["is_open"]
    refused = write(one, "DE", "Hello?")
    assert (refused["ok"], refused["code"]) == (False, "letters_closed")
    assert one.ask({"do": "letters", "open": True})["code"] == "teacher_only"
    assert teacher.ask({"do": "letters", "open": True})["ok"]
    until(one, lambda page: page["letters"]["is_open"])
    assert write(one, "DE", "Hello?")["ok"]
    assert until(other, lambda page: page["letters"]["lines"])["letters"]["lines"][0]["says"] == "Hello?"
    assert teacher.ask({"do": "letters", "open": False})["ok"]
    assert write(other, "EE", "Too late")["code"] == "letters_closed"
    until(other, lambda page: not page["letters"]["is_open"])
    assert [line["says"] for line in other.page["letters"]["lines"]] == ["Hello?"]  # what was read can be read again


def test_a_message_reaches_two_delegations_and_the_teacher_and_no_byte_of_it_anybody_else(host: Host) -> None:
    teacher, (one, other, third) = class_of(host, "EE", "DE", "PL")
    wall, watching = host.guest(role="wall"), host.guest("PL")
    assert teacher.ask({"do": "letters", "open": True})["ok"]
    assert write(one, "DE", f"Between us: {CANARY}")["ok"]
    assert until(other, lambda page: page["letters"]["lines"])["letters"]["lines"][0]["by"] == "Estonia"
    seen = until(teacher, lambda page: page["letters"]["lines"])["letters"]["lines"][0]
    assert (seen["by"], seen["to"], seen["who"]) == ("Estonia", "Germany", "guest EE")
    # The others are sent newer pages, the wall and an observer too, all of what happened, and the debrief.
    assert teacher.ask({"do": "next", "moment": teacher.page["moment"]})["ok"]
    for guest in (third, watching, wall):
        moment = guest.page["moment"]
        until(guest, lambda page, moment=moment: page["moment"] > moment)
        status, told = post(host.address, "/api/record", {"room": host.room}, token=guest.token)
        assert status == 200
        sent = b"\n".join(guest.heard).decode() + json.dumps(told)
        assert CANARY not in sent
        assert "guest EE" not in sent
    assert "letters" not in wall.page
    until(one, lambda page: page["letters"]["lines"])
    assert CANARY in b"\n".join(one.heard).decode()  # that the search finds what is there


def test_messages_are_bounded_in_size_in_rate_and_in_whom_they_reach(host: Host) -> None:
    teacher, (one, _) = class_of(host, "EE", "DE")
    assert teacher.ask({"do": "letters", "open": True})["ok"]
    assert write(one, "EE", "to myself")["code"] == "no_reader"
    assert write(one, "PL", "to a seat of the model's")["code"] == "no_reader"
    assert write(one, "DE", "x" * (LONGEST_LETTER + 1))["code"] == "letter_long"
    assert write(one, "DE", "\u200b \n\t")["code"] == "letter_long"
    codes = [write(one, "DE", f"number {k}").get("code") for k in range(LETTERS + 2)]
    assert codes == [None] * LETTERS + ["letters_many"] * 2
    assert write(teacher, "DE", "a teacher has no seat")["code"] == "letters_closed"
    assert teacher.ask({"do": "time", "what": "heads_up"})["ok"]
    assert write(one, "DE", "heads are up")["code"] == "heads_up"


def test_a_message_sent_again_is_kept_once_and_a_host_that_was_killed_has_it(tmp_path: Path, first: Loaded) -> None:
    frame = {"do": "write", "id": "one-and-the-same", "to": "DE", "says": "Once."}
    with hosting(tmp_path, first) as host:
        teacher, (one, _) = class_of(host, "EE", "DE")
        assert teacher.ask({"do": "letters", "open": True})["ok"]
        assert one.ask(frame)["ok"]
        assert one.ask(frame)["ok"]
        code, token = host.room, one.token
    with hosting(tmp_path, first) as host:
        again = Guest.of_token(host.address, code, "EE", token)
        host.guests.append(again)
        again.connect()
        assert again.page["letters"]["is_open"]
        assert [line["says"] for line in again.page["letters"]["lines"]] == ["Once."]
        assert again.ask(frame)["ok"]
    played = replay(tmp_path / f"{code}.journal", verify=True)
    assert (played.differs, played.why) == (0, "")
    letters = [each for each in remarks_of(played.lines) if isinstance(each.remark, Letter)]
    assert [(each.seat, each.round, each.remark) for each in letters] == [("EE", 1, Letter("DE", "Once."))]


@pytest.mark.parametrize(
    ("typed", "kept"), [(" a\n b\t", "a b"), ("\u202eevil", "evil"), ("Oui, « d’accord »", "Oui, « d’accord »")]
)
def test_what_is_typed_is_kept_as_one_line_that_can_be_shown(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
