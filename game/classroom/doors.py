"""The ways in: pages and their files, joining by code, and frames over a socket or, where that is blocked, by asking again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from game.classroom import wire
from game.classroom.asked import FRAMES, Pace, address_of, body_of, is_same_origin, token_of
from game.classroom.codes import Clock, read_code
from game.classroom.files import Headers, files, qr_of
from game.classroom.hot_wash import policy_of
from game.classroom.jobs import likes
from game.classroom.live import Live
from game.classroom.outbox import Outbox
from game.classroom.pages import crisis, seat_rows
from game.classroom.rooms import Rooms
from game.classroom.tokens import DELEGATE, LONGEST_TOKEN, TEACHER, Pass
from game.classroom.words import page_lines, page_words, said
from game.table.decisions import Refused
from game.telling.words import LANGUAGES

BEAT_SECONDS: Final = 10.0
HELLO_SECONDS: Final = 10.0
POLL_SECONDS: Final = 25.0
SEND_SECONDS: Final = 30.0
STATUS: Final = {
    "locked_out": 429,
    "too_fast": 429,
    "frame_long": 413,
    "no_pass": 401,
    "not_from_here": 403,
    "not_over": 409,
}
# How a socket is closed: with a code of the range for programs, which the page understands.
NO_PASS, TOO_FAST = 4401, 4429

MakeRooms = Callable[[], Rooms]


class Doors:
    """The application; `make_rooms` is called on its event loop when it starts."""

    def __init__(
        self,
        make_rooms: MakeRooms,
        clock: Clock = time.monotonic,
        beat: float = BEAT_SECONDS,
        frames: int = FRAMES,
        meet: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Open the doors; `beat` is in seconds, `frames` what one client may send in a period; `meet` hears who knocks."""
        self._meet = meet
        self._make_rooms, self._clock, self._beat, self._frames = make_rooms, clock, beat, frames
        self._rooms: Rooms
        routes = [
            *(Route(path, _file(content, kind)) for path, (content, kind) in files().items()),
            Route("/words/{language}", self._words),
            Route("/qr/{code}", self._qr),
            Route("/debrief/{code}/{language}", self._debrief),
            Route("/debrief/{code}/{language}/{seat}", self._debrief),
            Route("/api/room", self._room, methods=["POST"]),
            Route("/api/join", self._join, methods=["POST"]),
            Route("/api/do", self._do, methods=["POST"]),
            Route("/api/page", self._page, methods=["POST"]),
            Route("/api/record", self._record, methods=["POST"]),
            WebSocketRoute("/live", self._live),
        ]
        self.app = Starlette(routes=routes, middleware=[Middleware(Headers)], lifespan=self._lifespan)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._rooms = self._make_rooms()
        yield
        await self._rooms.close()

    # Without a pass. -------------------------------------------------------------------------------------------------

    async def _words(self, request: Request) -> Response:
        language = request.path_params["language"]
        return JSONResponse(page_lines(language)) if language in LANGUAGES else Response(status_code=404)

    async def _qr(self, request: Request) -> Response:
        code = read_code(request.path_params["code"])
        if not code:
            return Response(status_code=404)
        return Response(qr_of(f"{self._rooms.address}/#{code}"), media_type="image/svg+xml")

    async def _debrief(self, request: Request) -> Response:
        """Show what came of a game that is over. Whoever has the code was in the room, and nothing is secret any more."""
        language, seat = request.path_params["language"], request.path_params.get("seat", "")
        live = self._rooms.find(request.path_params["code"], address_of(request))
        if isinstance(live, Refused):
            return _refusal(live, {"language": language})
        game = await live.run(live.room.played)
        if game is None:
            return _refusal(Refused("not_over", "the game is not over"), {"language": language})
        if language not in LANGUAGES or (seat and seat not in live.room.loaded.scenario.ally):
            return Response(status_code=404)
        page = await self._rooms.hot_wash.page(live.room.code, game, language, seat)
        policy = {"content-security-policy": policy_of(page.decode())}
        return Response(page, media_type="text/html", headers=policy)

    async def _room(self, request: Request) -> Response:
        """Tell who types a code what is played there, and which seats there are."""
        self._meet(address_of(request))
        value = await self._asked(request)
        live = value if isinstance(value, Refused) else self._find(value, request)
        if isinstance(live, Refused) or isinstance(value, Refused):
            return _refusal(live, value)
        names = live.room.tongue(_language(value)).names
        people = await live.run(lambda: live.room.guests.roster.people)
        return JSONResponse(
            {"room": live.room.code, **crisis(names), "seats": seat_rows(names, people), "likes": list(likes())}
        )

    async def _join(self, request: Request) -> Response:
        """Give a token for a seat, for the wall, or, with the teacher's word, for the teacher."""
        value = await self._asked(request)
        live = value if isinstance(value, Refused) else self._find(value, request)
        if isinstance(live, Refused) or isinstance(value, Refused):
            return _refusal(live, value)
        role = wire.text_at(value, "role") or DELEGATE
        if role == TEACHER:
            wrong = self._rooms.check_word(wire.text_at(value, "word"), address_of(request))
            if wrong:
                return _refusal(wrong, value)
        name, seat = wire.text_at(value, "name", 200), wire.text_at(value, "seat", 8)
        token = await live.run(live.room.join, role, seat, name, _language(value), value.get("likes"))
        if isinstance(token, Refused):
            return _refusal(token, value)
        live.touch()
        given = live.room.guests.pass_of(token)
        told = {"seat": given.seat, "key": given.key} if given else {}
        return JSONResponse({"room": live.room.code, "token": token, "role": role, **told})

    # With a pass, by asking. -----------------------------------------------------------------------------------------

    async def _do(self, request: Request) -> Response:
        value = await self._asked(request)
        known = value if isinstance(value, Refused) else self._known(request, value)
        if isinstance(known, Refused) or isinstance(value, Refused):
            return _refusal(known, value)
        frame = wire.read_frame(wire.encoded(value))
        if isinstance(frame, Refused):
            return _refusal(frame, value)
        live, by = known
        return Response(await live.do(by, frame), media_type="application/json")

    async def _page(self, request: Request) -> Response:
        value = await self._asked(request)
        known = value if isinstance(value, Refused) else self._known(request, value)
        if isinstance(known, Refused) or isinstance(value, Refused):
            return _refusal(known, value)
        live, of = known
        page = await live.later_page(of, wire.text_at(value, "seen", 80), POLL_SECONDS)
        return Response(page, media_type="application/json") if page else Response(status_code=204)

    async def _record(self, request: Request) -> Response:
        """Tell all that happened so far, which a page carries only the end of."""
        value = await self._asked(request)
        known = value if isinstance(value, Refused) else self._known(request, value)
        if isinstance(known, Refused) or isinstance(value, Refused):
            return _refusal(known, value)
        live, of = known
        return Response(await live.run(live.room.record, of.eyes), media_type="application/json")

    # With a pass, over a socket. -------------------------------------------------------------------------------------

    async def _live(self, socket: WebSocket) -> None:
        if not is_same_origin(socket):
            await socket.close()  # before it is accepted: a 403
            return
        await socket.accept()
        with suppress(WebSocketDisconnect, TimeoutError):
            known = await asyncio.wait_for(self._hello(socket), HELLO_SECONDS)
            outbox = None if isinstance(known, Refused) else await known[0].attach(known[1])
            if isinstance(known, Refused) or outbox is None:
                await socket.close(NO_PASS)
                return
            await self._serve(socket, *known, outbox)

    async def _hello(self, socket: WebSocket) -> tuple[Live, Pass] | Refused:
        value = wire.read_object(await _received(socket))
        return value if isinstance(value, Refused) else self._pass(value, wire.text_at(value, "token", LONGEST_TOKEN))

    async def _serve(self, socket: WebSocket, live: Live, by: Pass, outbox: Outbox) -> None:
        """Send and hear until either ends; neither waits for the other."""
        tasks = {
            asyncio.create_task(self._send(socket, outbox)),
            asyncio.create_task(self._hear(socket, live, by, outbox)),
        }
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            live.detach(outbox)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _send(self, socket: WebSocket, outbox: Outbox) -> None:
        while True:
            frames = await outbox.take(self._beat) or ([] if outbox.is_closed else [wire.BEAT])
            for frame in frames:
                await asyncio.wait_for(socket.send_bytes(frame), SEND_SECONDS)
            if outbox.is_closed:
                await socket.close(NO_PASS)
                return

    async def _hear(self, socket: WebSocket, live: Live, by: Pass, outbox: Outbox) -> None:
        pace = Pace(self._clock, self._frames)
        while True:
            frame = wire.read_frame(await _received(socket))
            if isinstance(frame, Refused):
                pace.count()
                outbox.answer(wire.encoded({"is": "refused", "says": said(frame, page_words(by.language))}))
            elif pace.count():
                outbox.answer(live.answer(frame.id, by, Refused("too_fast", "too much at once")))
            elif now := live.room.guests.roster.now(by):  # perhaps in another seat by now
                outbox.answer(await live.do(now, frame))
            if pace.is_flood:
                await socket.close(TOO_FAST)
                return

    # What all have in common. ----------------------------------------------------------------------------------------

    async def _asked(self, request: Request) -> dict[str, Any] | Refused:
        return await body_of(request) if is_same_origin(request) else Refused("not_from_here", "from another page")

    def _find(self, value: dict[str, Any], asking: HTTPConnection) -> Live | Refused:
        return self._rooms.find(wire.text_at(value, "room", 40), address_of(asking))

    def _known(self, request: Request, value: dict[str, Any]) -> tuple[Live, Pass] | Refused:
        return self._pass(value, token_of(request))

    def _pass(self, value: dict[str, Any], token: str) -> tuple[Live, Pass] | Refused:
        live = self._rooms.of_code(read_code(wire.text_at(value, "room", 40)))
        given = live.room.guests.pass_of(token) if live and token else None
        return (live, given) if live and given else Refused("no_pass", "that token opens nothing here")


def _file(content: bytes, kind: str) -> Callable[[Request], Any]:
    async def send(_: Request) -> Response:
        return Response(content, media_type=kind)

    return send


async def _received(socket: WebSocket) -> str | bytes:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect" or socket.client_state is WebSocketState.DISCONNECTED:
        raise WebSocketDisconnect
    return message.get("text") or message.get("bytes") or b""


def _language(value: dict[str, Any]) -> str:
    language = wire.text_at(value, "language")
    return language if language in LANGUAGES else LANGUAGES[0]


def _refusal(refused: object, value: dict[str, Any] | Refused) -> Response:
    """Return a refusal as a sentence in the asker's language."""
    assert isinstance(refused, Refused)
    language = LANGUAGES[0] if isinstance(value, Refused) else _language(value)
    told = {"code": refused.code, "says": said(refused, page_words(language))}
    return JSONResponse(told, STATUS.get(refused.code, 400))
