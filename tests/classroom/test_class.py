"""A class of clients without browsers: whole games, hands that change, connections that go, and what nobody is to read."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenario.load import Loaded
from game.table.journal import replay
from game.table.lines import DECISION
from game.table.store import read_file
from tests.classroom.conftest import Host, hosting
from tests.classroom.guest import Guest, post

SEATS = ("EE", "DE")


def journal(host: Host) -> Path:
    return host.folder / f"{host.room}.journal"


def begin(host: Host, *seats: str) -> tuple[Guest, list[Guest]]:
    """Seat guests and let the teacher begin; every page shows the game."""
    teacher = host.guest(role="teacher")
    guests = [host.guest(seat) for seat in seats]
    assert teacher.ask({"do": "begin"})["ok"]
    for guest in guests:
        while guest.page["stage"] == "lobby":
            guest.hear()
    return teacher, guests


def play(guests: list[Guest]) -> None:
    """Let guests play to the end side by side."""
    threads = [threading.Thread(target=guest.play) for guest in guests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert [guest.page["stage"] for guest in guests] == ["over"] * len(guests)


def test_two_play_a_whole_game_and_all_that_was_acknowledged_is_in_the_journal(host: Host) -> None:
    teacher, guests = begin(host, *SEATS)
    wall = host.guest(role="wall")
    teacher.close()
    wall.close()
    play(guests)
    replayed = replay(journal(host), verify=True)
    assert (replayed.differs, replayed.why) == (0, "")
    kept = {line.client: line.text for line in replayed.lines if line.kind == DECISION}
    for guest in guests:
        assert guest.acknowledged
        for client, line in guest.acknowledged:
            assert kept[f"web-{guest.seat}-{client}"] == line
        assert guest.page["end"]


def canaries(loaded: Loaded, seat: str, host: Host) -> Iterator[str]:
    """Yield what a seat is never to be sent: others' briefs, sheets, red lines and cables, the truth, the seed, digests."""
    scenario = loaded.scenario
    for kind in scenario.adversary.type.values():
        yield kind.reveal
    for key, ally in scenario.ally.items():
        if key != seat:
            yield from filter(None, (ally.brief, *ally.cables.values()))
            yield from (each.says for each in ally.red_lines)
            yield from (each.says for each in ally.moods)
            yield from (each.says for each in (*ally.sheet.secret, ally.sheet.interest, ally.sheet.home))
    header, lines = read_file(journal(host))
    yield from (header.seed, header.digest)
    for line in lines:
        yield from (line.digest, line.hash)


def test_no_byte_sent_to_a_seat_or_the_wall_holds_what_is_not_its_own(host: Host, first: Loaded) -> None:
    _, guests = begin(host, *SEATS)
    wall = host.guest(role="wall")
    listening = threading.Thread(target=wall.watch)
    listening.start()
    play(guests)
    listening.join(30)
    assert wall.page["stage"] == "over"
    for guest in (*guests, wall):
        own = first.scenario.ally.get(guest.seat)
        mine = json.dumps(own.model_dump(mode="json"), ensure_ascii=False) if own else ""
        sent = b"\n".join(guest.heard).decode()
        others = [
            text for text in canaries(first, guest.seat, host) if json.dumps(text, ensure_ascii=False)[1:-1] not in mine
        ]
        assert len(others) > 100
        assert [text for text in others if json.dumps(text, ensure_ascii=False)[1:-1] in sent] == []
        if own and own.brief:
            assert json.dumps(own.brief, ensure_ascii=False)[1:-1] in sent  # that the search finds what is there


def test_a_decision_sent_again_is_done_once_and_answered_alike(host: Host) -> None:
    _, (guest, _) = begin(host, *SEATS)
    frame = {"do": "decide", "id": "one-and-the-same", "line": "EE done", "moment": guest.page["moment"]}
    assert guest.ask(frame)["ok"]
    before = len(read_file(journal(host))[1])
    guest.close()
    guest.connect()  # the same token, another tab
    assert guest.ask(frame)["ok"]
    assert post(host.address, "/api/do", {**frame, "room": host.room}, token=guest.token)[1]["ok"]
    assert len(read_file(journal(host))[1]) == before


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("DE done", "not_your_seat"),
        ("EE take_seat model", "not_your_seat"),
        ("FACILITATOR undo 1", "not_your_seat"),
        ("CLOCK expired 1", "not_your_seat"),
        ("EE table what+1", "unknown_word"),
        ("nonsense", "unknown_word"),
    ],
)
def test_a_seat_decides_for_itself_alone(host: Host, line: str, code: str) -> None:
    _, (guest,) = begin(host, "EE")
    answer = guest.ask({"do": "decide", "line": line, "moment": guest.page["moment"]})
    assert (answer["ok"], answer["code"]) == (False, code)
    assert answer["says"].endswith((".", "?"))


def test_a_seat_goes_to_the_model_and_back_and_the_last_one_stays(host: Host) -> None:
    teacher, (guest, other) = begin(host, *SEATS)
    assert guest.ask({"do": "give", "seat": "EE", "holder": "model"})["ok"]
    while not guest.page["seat"]["is_model"]:
        guest.hear()
    assert other.ask({"do": "give", "seat": "EE", "holder": "person"})["code"] == "not_your_seat"
    assert other.ask({"do": "give", "seat": "DE", "holder": "model"})["code"] == "last_person"
    assert teacher.ask({"do": "give", "seat": "EE", "holder": "person"})["ok"]
    while guest.page["seat"]["is_model"]:
        guest.hear()
    assert guest.ask({"do": "next", "moment": guest.page["moment"]})["code"] == "teacher_only"
    late = host.guest("PL")
    assert late.page["seat"] == {"key": "PL", "name": "Poland", "flag": "/flags/pl.png", "is_model": False}


def test_the_teacher_ends_a_phase_and_sends_somebody_away(host: Host) -> None:
    teacher, (guest,) = begin(host, "EE")
    while teacher.page["stage"] != "play":
        teacher.hear()
    moment = teacher.page["moment"]
    assert teacher.page["status"]["EE"]["awaited"]
    assert teacher.ask({"do": "next", "moment": moment})["ok"]
    while guest.page["moment"] == moment:
        guest.hear()
    assert teacher.ask({"do": "next", "moment": moment})["code"] == "stale"
    assert teacher.ask({"do": "dismiss", "key": teacher.page["people"][0]["key"]})["ok"]
    asked = {"room": host.room, "seen": ""}
    assert post(host.address, "/api/page", asked, token=guest.token)[0] == 401


def test_where_sockets_are_blocked_a_page_is_asked_for(host: Host) -> None:
    _, (guest,) = begin(host, "EE")
    asked = {"room": host.room, "seen": ""}
    status, page = post(host.address, "/api/page", asked, token=guest.token)
    assert (status, page["seat"]["key"]) == (200, "EE")
    later: list[int] = []

    def wait() -> None:
        seen = asked | {"seen": page["version"]}
        later.append(post(host.address, "/api/page", seen, token=guest.token)[1]["moment"])

    waiting = threading.Thread(target=wait)
    waiting.start()
    wish = {"do": "decide", "id": "asked-by-http", "line": "EE done", "moment": page["moment"], "room": host.room}
    assert post(host.address, "/api/do", wish, token=guest.token)[1]["ok"]
    waiting.join(20)
    assert later


def test_a_client_that_reads_nothing_stops_nobody(host: Host) -> None:
    _, guests = begin(host, *SEATS)
    host.guest("EE")  # another tab of the same delegation, which never reads again
    play(guests)


def test_pages_are_in_the_language_of_the_seat(host: Host) -> None:
    begin(host, "EE")
    french, romanian = host.guest("DE", language="fr"), host.guest("PL", language="ro")
    assert french.page["seat"]["name"] == "Allemagne"
    assert romanian.page["seat"]["name"] == "Polonia"


MALFORMED = [
    b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 4000, b'{"do":"decide"}', b'{"do":"decide","id":"12345678"}',
    b'{"do":"decide","id":"12345678","line":7,"moment":1}', b'{"do":"decide","id":"12345678","line":"EE done","moment":true}',
    b'{"do":"decide","id":"../../etc","line":"EE done","moment":1}', b'{"do":"give","id":"12345678","seat":"EE","holder":"root"}',
    b'{"do":["decide"],"id":"12345678"}', b'{"do":"next","id":"12345678","moment":-1}', b'{"do":"begin","id":1}', b"x" * 5000,
]  # fmt: skip


def test_what_cannot_be_read_is_refused_with_a_reason(host: Host) -> None:
    _, (guest,) = begin(host, "EE")
    for raw in MALFORMED:
        guest.send(raw)
        told = guest.hear()
        while told["is"] in ("beat", "page"):
            told = guest.hear()
        assert told["is"] == "refused", raw
        assert told["says"].endswith(".")
        status, answer = post(host.address, "/api/do", raw, token=guest.token)
        assert status in (400, 401, 413), raw
        assert answer["says"].endswith("."), raw
    assert guest.ask({"do": "decide", "line": "EE done", "moment": guest.page["moment"]})["ok"]


def test_other_pages_and_other_names_are_refused(host: Host) -> None:
    asked = {"room": host.room}
    for origin in ("", "http://evil.example", "null", f"http://{host.address}.evil.example"):
        assert post(host.address, "/api/room", asked, origin=origin)[0] == 403
    guest = Guest(host.address, host.room, seat="EE")
    for token in ("", "x" * 32, guest.token[:-1]):
        assert post(host.address, "/api/page", asked, token=token)[0] == 401


def test_codes_cannot_be_tried_one_after_the_other(host: Host) -> None:
    answers = [post(host.address, "/api/room", {"room": f"AAAAA{letter}"}) for letter in "ABCDEFGHJKLM"]
    assert [status for status, _ in answers][-1] == 429
    assert post(host.address, "/api/room", {"room": host.room})[0] == 429


def test_who_sends_too_fast_is_told_and_then_sent_away(tmp_path: Path, first: Loaded) -> None:
    with hosting(tmp_path, first, frames=3, clock=lambda: 0.0) as slow:
        guest = slow.guest("EE")
        codes = [guest.ask({"do": "begin"}).get("code") for _ in range(5)]
        assert codes == ["teacher_only"] * 3 + ["too_fast"] * 2


def test_files_come_by_name_alone_and_with_a_policy_without_exceptions(host: Host) -> None:
    def fetched(path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection(host.address, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("content-security-policy", "")

    for path in (
        "/",
        "/wall",
        "/teach",
        "/web/link.js",
        "/web/preact-htm.js",
        "/web/look.css",
        "/words/fr",
        f"/qr/{host.room}",
    ):
        status, policy = fetched(path)
        assert status == 200, path
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    for path in (
        "/web/../room.py",
        "/web/..%2froom.py",
        "/web/host.py",
        "/words/de",
        "/words/../../x",
        "/qr/<b>",
        "/nothing",
    ):
        assert fetched(path)[0] == 404, path
