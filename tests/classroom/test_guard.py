"""What strangers and broken clients send: all of it is refused with a reason, and nothing of a game comes back."""

from __future__ import annotations

import asyncio
import json
import random
import string
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from game.classroom.codes import TRIES
from game.classroom.wire import LONGEST_FRAME, read_frame
from game.classroom.words import page_words, said
from game.scenario.load import Loaded
from game.table.decisions import Refused
from tests.classroom.conftest import Host, hosting
from tests.classroom.guest import post

WORDS = page_words("en")
DOINGS = (
    *("decide", "begin", "next", "give", "dismiss", "time", "break", "recall", "undo", "", "DECIDE", "__class__"),
    *("seat", "write", "letters", "hold", "word", "announce", "pin", "swap", "move", "fit"),
)
KEYS = (
    *("do", "id", "line", "moment", "seat", "holder", "key", "what", "minutes", "inject", "room", "token", "x"),
    *("to", "says", "open", "held", "about", "one", "other", "likes", "sits"),
)


def value(luck: random.Random, depth: int = 0) -> Any:
    """Return some value that JSON can hold, the odd ones often."""
    kind = luck.randrange(9 if depth < 3 else 7)
    if kind == 0:
        return luck.choice([None, True, False, -1, 0, 1, 10**9, -(10**9), 2**63, 1e308, 0.5])
    if kind == 1:
        return "".join(luck.choice(string.printable) for _ in range(luck.randrange(60)))
    if kind == 2:
        return luck.choice(
            ["\0", "\ud800", "é" * 50, "A" * 5000, "../../etc/passwd", "EE done", "FACILITATOR undo 1", "{}"]
        )
    if kind == 3:
        return luck.choice(DOINGS)
    if kind in (4, 5):
        return luck.choice(["EE", "DE", "abcdefgh-1", "person", "pause", "CLOCK expired 1", "EE take_seat model"])
    if kind == 6:
        return luck.randrange(-5, 100_000)
    if kind == 7:
        return [value(luck, depth + 1) for _ in range(luck.randrange(4))]
    return {luck.choice(KEYS): value(luck, depth + 1) for _ in range(luck.randrange(5))}


def frame(luck: random.Random) -> bytes:
    """Return a frame as a broken client or a guesser might send it."""
    kind = luck.randrange(6)
    if kind == 0:
        return luck.randbytes(luck.randrange(200))
    told = {luck.choice(KEYS): value(luck) for _ in range(luck.randrange(7))}
    if kind > 2:
        told["do"], told["id"] = luck.choice(DOINGS), luck.choice(["abcdefgh-1", "short", 5, None])
    raw = json.dumps(told).encode()
    if kind == 1:
        return raw[: luck.randrange(len(raw) + 1)]
    return raw * luck.choice([1, 1, 1, 1, 200]) if kind == 2 else raw


@pytest.mark.parametrize(
    "count", [2_000, pytest.param(100_000, marks=pytest.mark.soak(size="count", a_minute=300_000, least=20_000))]
)
def test_whatever_is_sent_is_read_or_refused_in_a_sentence(count: int) -> None:
    luck = random.Random(count)
    refused = 0
    for _ in range(count):
        answer = read_frame(frame(luck))
        if isinstance(answer, Refused):
            refused += 1
            assert said(answer, WORDS).endswith((".", "?"))
    assert refused > 0.5 * count


@pytest.mark.parametrize(
    "count", [300, pytest.param(20_000, marks=pytest.mark.soak(size="count", a_minute=20_000, least=1_000))]
)
def test_a_socket_that_sends_nonsense_is_answered_and_harms_nobody(host: Host, first: Loaded, count: int) -> None:
    teacher, other = host.guest(role="teacher"), host.guest("DE")
    guest = host.guest("EE")
    assert teacher.ask({"do": "begin"})["ok"]
    luck = random.Random(7)
    before = len(guest.heard)
    answered = 0
    for _ in range(count):
        try:
            guest.send(frame(luck))
            while (told := guest.hear())["is"] not in ("refused", "answer"):
                pass
            assert told.get("ok") or told["says"].endswith((".", "?"))
            answered += 1
        except ConnectionClosed:  # far too long: sent away, and it may come back
            guest.close()
            guest.connect()
    assert answered > 0.9 * count
    guest.close()
    guest.connect()
    while other.page["stage"] == "lobby":
        other.hear()
    sent = b"".join(guest.heard[before:]).decode()
    assert not any(kind.reveal in sent for kind in first.scenario.adversary.type.values())
    answer = other.ask({"do": "decide", "line": "DE done", "moment": other.page["moment"]})
    assert answer["ok"] or answer["code"] in ("stale", "not_asked", "not_now"), answer


@pytest.mark.parametrize("path", ["/api/room", "/api/join", "/api/do", "/api/page", "/api/record"])
@pytest.mark.parametrize(
    "count", [40, pytest.param(10_000, marks=pytest.mark.soak(size="count", a_minute=8_000, least=200))]
)
def test_requests_of_any_shape_are_refused_with_a_reason(host: Host, path: str, count: int) -> None:
    luck = random.Random(count)
    for _ in range(count):
        status, told = post(host.address, path, frame(luck))
        assert 400 <= status < 500, told
        assert told["says"].endswith((".", "?"))


def test_who_guesses_codes_is_locked_out_and_told_how_long(host: Host) -> None:
    for _ in range(TRIES):
        assert post(host.address, "/api/room", {"room": "AAAAAA"})[1]["code"] == "no_room"
    status, told = post(host.address, "/api/room", {"room": host.room})
    assert (status, told["code"]) == (429, "locked_out")
    assert any(letter.isdigit() for letter in told["says"])


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "http://127.0.0.1:1"])
def test_another_sites_page_gets_nothing(host: Host, origin: str) -> None:
    status, told = post(host.address, "/api/room", {"room": host.room}, origin=origin)
    assert (status, told["code"]) == (403, "not_from_here")


@pytest.mark.parametrize(
    "path",
    [
        "/web/../host.py",
        "/web/%2e%2e/host.py",
        "/flags/../../LICENSE",
        "/web/..%2f..%2fmain.py",
        "//etc/passwd",
        "/rooms",
        "/words/../en",
        "/words/xx",
        "/qr/../../x",
        "/.git/config",
    ],
)
def test_no_path_leads_out(host: Host, path: str) -> None:
    status, body, headers = fetched(host, path)
    assert status == 404
    assert b"import" not in body
    assert headers["content-security-policy"]


def fetched(host: Host, path: str) -> tuple[int, bytes, dict[str, str]]:
    """Return what a path is answered with, as it stands: no client may tidy it up."""
    import http.client

    connection = http.client.HTTPConnection(host.address, timeout=20)
    connection.putrequest("GET", path, skip_host=False)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, {key.lower(): told for key, told in answer.getheaders()}


def test_every_page_carries_a_policy_without_exceptions(host: Host) -> None:
    for path in ("/", "/wall", "/teach", "/web/look.css", "/words/en", "/api/room"):
        _, _, headers = fetched(host, path)
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_token_stands_in_no_address_and_no_file(host: Host, tmp_path: Path) -> None:
    guest = host.guest("EE")
    kept = b"".join(file.read_bytes() for file in host.folder.iterdir() if file.is_file())
    assert guest.token.encode() not in kept
    status, told = post(host.address, f"/api/page?token={guest.token}", {"room": host.room, "seen": ""})
    assert (status, told["code"]) == (401, "no_pass")


def test_a_body_without_end_is_not_read(host: Host) -> None:
    status, told = post(host.address, "/api/room", b"x" * (50 * LONGEST_FRAME))
    assert (status, told["code"]) == (413, "frame_long")


def test_a_half_open_client_is_let_go(tmp_path: Path, first: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.classroom.doors.HELLO_SECONDS", 0.2)
    with hosting(tmp_path, first) as host:
        assert asyncio.run(_says_nothing(host)) == "closed"


async def _says_nothing(host: Host) -> str:
    from websockets.asyncio.client import connect
    from websockets.typing import Origin

    async with connect(f"ws://{host.address}/live", origin=Origin(f"http://{host.address}")) as socket:
        try:
            await asyncio.wait_for(socket.recv(), 10)
        except ConnectionClosed:
            return "closed"
    return "open"
