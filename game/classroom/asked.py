"""What every request has to satisfy before it is heard: a host of this network, the same origin, few bytes, a known token."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from game.classroom.codes import Clock
from game.classroom.tokens import LONGEST_TOKEN
from game.classroom.wire import LONGEST_FRAME, read_object
from game.table.decisions import Refused

FRAMES: Final = 40  # that a client may send in a period; a person sends a few
FLOOD: Final = 10  # times as many, and the client is sent away
PERIOD_SECONDS: Final = 10.0


def is_own_host(host: str) -> bool:
    """Tell whether a Host header names this machine as people on its network do: by address, or by its own name.

    Any other name is somebody's page that had its name pointed here.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name in _own_names():
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _own_names() -> tuple[str, str]:
    name = socket.gethostname().lower()
    return name, f"{name}.local"


def is_same_origin(connection: HTTPConnection) -> bool:
    """Tell whether a page of ours asks: the Origin header that browsers send names the host that was asked."""
    host = connection.headers.get("host", "")
    return is_own_host(host) and connection.headers.get("origin", "") in (f"http://{host}", f"https://{host}")


async def body_of(request: Request) -> dict[str, Any] | Refused:
    """Return the object in a request's body, read no further than it may be long."""
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LONGEST_FRAME:
            break
    return read_object(raw)


def address_of(connection: HTTPConnection) -> str:
    """Return whom a connection comes from."""
    return connection.client.host if connection.client else ""


def token_of(request: Request) -> str:
    """Return the token of a request: in a header, never in an address."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token if kind == "Bearer" and len(token) <= LONGEST_TOKEN else ""


@dataclass
class Pace:
    """Counts what one client sends; more than `most` a period is too fast."""

    clock: Clock
    most: int = FRAMES
    since: float = 0.0
    sent: int = 0

    def count(self) -> bool:
        """Count one more, and tell whether it is too many."""
        if self.clock() - self.since > PERIOD_SECONDS:
            self.since, self.sent = self.clock(), 0
        self.sent += 1
        return self.sent > self.most

    @property
    def is_flood(self) -> bool:
        """Tell whether it is so much that the client is better sent away."""
        return self.sent > FLOOD * self.most
