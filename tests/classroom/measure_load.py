"""How long from a decision that is acknowledged to the last page that it changes, with hundreds of clients, beside a bare
broadcast of as many bytes: `python -m tests.classroom.measure_load`. Figures go to tests/bench.md; no test depends on them.

The host runs in a process of its own, the clients in this one: on two cores they take time from each other.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from game.classroom.host import bound, config_of
from tests.classroom.test_kill import free_port, started

PAGE = b'{"is":"page"'
QUIET_SECONDS = 0.3  # after which nothing more is expected of a decision


@dataclass
class Client:
    """One connection of one pass; `came` is when its latest page came."""

    seat: str
    socket: ClientConnection
    page: bytes = b""
    came: float = 0.0
    answers: dict[str, float] = field(default_factory=dict)

    async def listen(self) -> None:
        async for raw in self.socket:
            now, data = time.perf_counter(), raw if isinstance(raw, bytes) else raw.encode()
            if data.startswith(PAGE):
                self.page, self.came = data, now
            elif b'"answer"' in data[:20]:
                self.answers[json.loads(data)["id"]] = now

    def view(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.page)
        return told


def asked(host: str, path: str, value: dict[str, Any]) -> dict[str, Any]:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request(
        "POST", path, json.dumps(value), {"Origin": f"http://{host}", "Content-Type": "application/json"}
    )
    told: dict[str, Any] = json.loads(connection.getresponse().read())
    connection.close()
    return told


async def joined(host: str, room: str, seat: str, role: str, word: str = "") -> Client:
    """Return a client that has its first page."""
    wish = {"room": room, "seat": seat, "role": role, "name": "n", "word": word, "language": "en"}
    token = (await asyncio.to_thread(asked, host, "/api/join", wish))["token"]
    socket = await connect(f"ws://{host}/live", origin=Origin(f"http://{host}"), compression=None, ping_interval=None)
    await socket.send(json.dumps({"room": room, "token": token}))
    client = Client(seat, socket)
    client.page = bytes(await socket.recv(decode=False))
    return client


async def deciding(clients: list[Client], times: int, luck: random.Random) -> list[float]:
    """Let a room's seats pass, one after the other; return for each the time from its answer to the last new page."""
    taken: list[float] = []
    seats = {each.seat: each for each in clients if each.seat}
    while len(taken) < times:
        views = {seat: each.view() for seat, each in seats.items()}
        open_seats = [seat for seat, view in views.items() if view["stage"] == "play" and _is_asked(view)]
        if not open_seats:
            if any(view["stage"] == "over" for view in views.values()):
                break
            await asyncio.sleep(0.05)
            continue
        seat = luck.choice(open_seats)
        key, before = f"load-{luck.getrandbits(60):x}", time.perf_counter()
        frame = {"do": "decide", "id": key, "line": f"{seat} done", "moment": views[seat]["moment"]}
        await seats[seat].socket.send(json.dumps(frame))
        while key not in seats[seat].answers:  # noqa: ASYNC110 - a millisecond is small beside what is measured
            await asyncio.sleep(0.001)
        answered = seats[seat].answers.pop(key)
        await asyncio.sleep(QUIET_SECONDS)
        came = [each.came for each in clients if each.came > before]
        if came:
            taken.append(max(0.0, max(came) - answered))
    return taken


def _is_asked(view: dict[str, Any]) -> bool:
    return bool(view["turn"]["is_open"]) and not view["turn"]["is_done"]


async def measured(rooms: int, people: int, decisions: int) -> dict[str, Any]:
    """Play in so many rooms with so many clients each; return the figures."""
    luck = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        process, _, word, port = started(Path(folder), free_port(), "galati", "--rooms", str(rooms))
        host = f"127.0.0.1:{port}"
        listed = await asyncio.to_thread(lambda: [each.name for each in Path(folder).glob("*.room")])
        codes = sorted(name.removesuffix(".room") for name in listed)
        try:
            teachers = [await joined(host, code, "", "teacher", word) for code in codes]
            seats = [row["key"] for row in json.loads(teachers[0].page)["seats"]]
            began = time.perf_counter()
            wanted = [
                (code, seats[k % len(seats)] if k < 4 * len(seats) else "") for code in codes for k in range(people)
            ]
            all_clients = await asyncio.gather(
                *(joined(host, code, seat, "delegate" if seat else "wall") for code, seat in wanted)
            )
            joining = time.perf_counter() - began
            by_room = {code: [] for code in codes}  # type: dict[str, list[Client]]
            for (code, _), client in zip(wanted, all_clients, strict=True):
                by_room[code].append(client)
            listening = [asyncio.create_task(each.listen()) for each in (*all_clients, *teachers)]
            for teacher in teachers:
                await teacher.socket.send(json.dumps({"do": "begin", "id": "begin-measure", "minutes": 0}))
            await asyncio.sleep(3)
            each = max(1, decisions // rooms)
            taken = sorted(
                one
                for many in await asyncio.gather(*(deciding(by_room[code], each, luck) for code in codes))
                for one in many
            )
            memory = _memory(process)
            for task in listening:
                task.cancel()
            await asyncio.gather(*(each.socket.close() for each in (*all_clients, *teachers)))
            return {
                "rooms": rooms,
                "clients": len(all_clients),
                "decisions": len(taken),
                "join_all_s": joining,
                "median_ms": 1000 * statistics.median(taken),
                "p99_ms": 1000 * taken[int(0.99 * (len(taken) - 1))],
                "most_ms": 1000 * taken[-1],
                "memory_mb": memory,
                "page_kb": statistics.mean(len(each.page) for each in all_clients) / 1000,
            }
        finally:
            process.terminate()
            process.communicate()


def _memory(process: subprocess.Popen[str]) -> float:
    """Return what a process holds, in MB; 0 where the machine does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


async def broadcast(clients: int, size: int, times: int) -> list[float]:
    """Send as many bytes to as many clients with nothing else about it; return the times to the last."""
    port = free_port()
    command = [sys.executable, "-m", "tests.classroom.measure_load", "--bare", str(port), str(size)]
    server = await asyncio.create_subprocess_exec(*command)
    try:
        sockets: list[ClientConnection] = []
        while len(sockets) < clients:
            try:
                sockets.append(await connect(f"ws://127.0.0.1:{port}/", compression=None, ping_interval=None))
            except OSError:
                await asyncio.sleep(0.05)
        taken = []
        for _ in range(times):
            await sockets[0].send("go")
            began = time.perf_counter()
            await asyncio.gather(*(each.recv() for each in sockets))
            taken.append(time.perf_counter() - began)
        await asyncio.gather(*(each.close() for each in sockets))
        return sorted(taken)
    finally:
        server.terminate()
        await server.wait()


def bare(port: int, size: int) -> None:
    """Serve the bare broadcast."""
    there: set[WebSocket] = set()
    data = os.urandom(size)

    async def serve(socket: WebSocket) -> None:
        await socket.accept()
        there.add(socket)
        try:
            while True:
                await socket.receive_text()
                await asyncio.gather(*(each.send_bytes(data) for each in there))
        except WebSocketDisconnect:
            there.discard(socket)

    app = Starlette(routes=[WebSocketRoute("/", serve)])
    with bound("127.0.0.1", port) as listening:
        uvicorn.Server(config_of(app)).run([listening])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bare", nargs=2, type=int)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--many", action="store_true", help="1,000 clients as well")
    args = parser.parse_args()
    if args.bare:
        bare(*args.bare)
        return
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    size = 40_000
    for rooms, people in ((10, 30), (1, 300), *(((10, 100),) if args.many else ())):
        told = asyncio.run(measured(rooms, people, args.decisions))
        size = int(1000 * told["page_kb"])
        print(" ".join(f"{key} {round(value, 1)}" for key, value in told.items()))
        plain = [1000 * each for each in asyncio.run(broadcast(people, size, 50))]
        figures = f"median {statistics.median(plain):.1f} ms, most {plain[-1]:.1f}"
        print(f"  bare broadcast of {size} bytes to {people}: {figures}")


if __name__ == "__main__":
    main()
