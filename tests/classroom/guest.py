"""A client without a browser: joins over HTTP, plays over a socket or by asking, and remembers every byte that it was sent."""

from __future__ import annotations

import http.client
import json
from contextlib import ExitStack
from typing import Any, Final
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

QUICK: Final[dict[str, Any]] = {"compression": None, "ping_interval": None, "close_timeout": 0.5}


def post(host: str, path: str, value: Any, *, token: str = "", origin: str | None = None) -> tuple[int, Any]:
    """Send an object as a page of the host would; return the status and what was answered."""
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {"Content-Type": "application/json", "Origin": f"http://{host}" if origin is None else origin}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    connection.request("POST", path, raw, headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, json.loads(body) if body else None


class Guest:
    """One client of one room."""

    def __init__(
        self, host: str, room: str, *, seat: str = "", role: str = "delegate", word: str = "", language: str = "en"
    ) -> None:
        self.host, self.room, self.seat = host, room, seat
        asked = {"room": room, "seat": seat, "role": role, "name": f"guest {seat}", "word": word, "language": language}
        status, told = post(host, "/api/join", asked)
        assert status == 200, told
        self.token: str = told["token"]
        self.page: dict[str, Any] = {}
        self.heard: list[bytes] = [json.dumps(told).encode()]
        self.acknowledged: list[tuple[str, str]] = []
        self._socket: ClientConnection | None = None
        self._open = ExitStack()

    def connect(self) -> None:
        """Open a socket, and read the first page."""
        address, origin = f"ws://{self.host}/live", Origin(f"http://{self.host}")
        self._socket = self._open.enter_context(connect(address, origin=origin, **QUICK))
        self._socket.send(json.dumps({"room": self.room, "token": self.token}))
        self.page = {}
        while not self.page:
            self.hear()

    def hear(self, seconds: float = 30) -> dict[str, Any]:
        """Return the next frame; a page is remembered."""
        assert self._socket
        raw = self._socket.recv(timeout=seconds)
        raw = raw.encode() if isinstance(raw, str) else raw
        self.heard.append(raw)
        told: dict[str, Any] = json.loads(raw)
        if told["is"] == "page":
            self.page = told
        return told

    def send(self, wish: dict[str, Any] | str | bytes) -> None:
        """Send a frame as it is."""
        assert self._socket
        self._socket.send(json.dumps(wish) if isinstance(wish, dict) else wish)

    def ask(self, wish: dict[str, Any]) -> dict[str, Any]:
        """Ask for something; return the answer to that."""
        frame = {"id": uuid4().hex, **wish}
        self.send(frame)
        while True:
            told = self.hear()
            if told["is"] == "answer" and told["id"] == frame["id"]:
                if told["ok"]:
                    self.acknowledged.append((frame["id"], wish.get("line", "")))
                return told

    def decide(self, line: str) -> dict[str, Any]:
        """Decide what a line says, on the page as it was last seen."""
        return self.ask({"do": "decide", "line": f"{self.seat} {line}", "moment": self.page["moment"]})

    def play(self, turns: int = 1000) -> None:
        """Answer whenever it is this seat's turn with the first choice that can be taken, until the game is over."""
        while self.page["stage"] != "over" and turns:
            turn = self.page.get("turn")
            if not turn or not turn["is_open"] or turn["is_done"]:
                self.hear()
                continue
            turns -= 1
            moment = self.page["moment"]
            line = next((each["line"] for each in turn["choices"] if each["line"] and not each["refused"]), "")
            self.decide(line.split(" ", 1)[1])
            if self.page["moment"] == moment:
                self.decide("done")
            while self.page["stage"] != "over" and self.page["moment"] == moment and not self.page["turn"]["is_done"]:
                self.hear()

    def watch(self) -> None:
        """Only look on, until the game is over."""
        while self.page["stage"] != "over":
            self.hear()

    def close(self) -> None:
        """Leave."""
        self._open.close()
