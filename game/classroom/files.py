"""The files that browsers are given, read once and by name, so that no path leads anywhere else; and what goes with each."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import segno
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from game.scenario.data import data_root

FOLDER: Final = Path(__file__).parent / "web"
KINDS: Final = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
}
FLAGS: Final = "/flags"
FACES: Final = ("Inter-Regular.ttf", "Inter-SemiBold.ttf", "SourceSerif4-SemiBold.ttf", "IBMPlexMono-Medium.ttf")
PAGES: Final = {"/": "delegate.html", "/wall": "wall.html", "/teach": "teacher.html"}
VENDORED: Final = ("preact-htm.js",)
QR_SCALE: Final = 8

# Everything from here, nothing inline, nothing evaluated, no frame around it: no exception.
SOURCES: Final = ("script", "style", "img", "font", "connect")
NOTHING: Final = ("default-src", "base-uri", "form-action", "frame-ancestors")
POLICY: Final = "; ".join([*(f"{what} 'none'" for what in NOTHING), *(f"{what}-src 'self'" for what in SOURCES)])
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# What never changes may be kept: thirty phones load the flags once.
UNCHANGING: Final = (f"{FLAGS}/", "/fonts/")
KEPT: Final = "public, max-age=86400"


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Return path -> (bytes, media type) of everything that is served as it lies."""
    found = {f"/web/{file.name}": file for file in FOLDER.iterdir() if file.suffix in (".js", ".css", ".svg")}
    found |= {f"/web/{name}": data_root() / "assets" / "web" / name for name in VENDORED}
    found |= {f"{FLAGS}/{file.name}": file for file in (data_root() / "assets" / "flags" / "192").iterdir()}
    found |= {f"/fonts/{name}": data_root() / "assets" / "fonts" / name for name in FACES}
    found |= {path: FOLDER / name for path, name in PAGES.items()}
    return {path: (file.read_bytes(), KINDS[file.suffix]) for path, file in found.items() if file.suffix in KINDS}


def qr_of(address: str) -> bytes:
    """Return an address as a QR code, in SVG."""
    image = BytesIO()
    segno.make(address, error="m").save(image, kind="svg", scale=QR_SCALE, border=2, xmldecl=False)
    return image.getvalue()


class Headers:
    """Sends the headers above with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers["cache-control"] = KEPT if scope["path"].startswith(UNCHANGING) else "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)
