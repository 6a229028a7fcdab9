"""A room among clients: one queue, one writer, and pages sent out behind it.

The event loop never thinks: whatever touches the room runs on its writer thread. Pages are made after the decisions that
wait, once for all who see the same, so that a busy moment costs one round of pages and not thirty.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec, Protocol, TypeVar

from game.classroom import wire
from game.classroom.hot_wash import Played
from game.classroom.outbox import Outbox
from game.classroom.press import Sheet
from game.classroom.room import Room
from game.classroom.tables import Course
from game.classroom.tokens import Eyes, Pass
from game.classroom.words import page_words, said
from game.table.decisions import Refused

MOST_WAITING: Final = 200  # frames in a room's queue
MOST_CLIENTS: Final = 1200
TICK_SECONDS: Final = 0.5

P = ParamSpec("P")
T = TypeVar("T")


class House(Protocol):
    """All rooms of a host, as one of them knows it."""

    def over(self, code: str, played: Played) -> None:
        """Hear that a room's game is over."""

    def went(self, code: str, seed: str, course: Course) -> None:
        """Hear how far a table is that shares its seed with others."""

    def beside(self, seed: str) -> dict[str, Course]:
        """Return the courses of all tables on a seed, by room."""


class Live:
    """One room, its writer and its clients. Made and used on the event loop."""

    def __init__(self, room: Room, boot: str, address: str, house: House) -> None:
        """Begin to serve a room; `boot` tells this run's pages from those of an earlier one, `address` is for phones."""
        self.room, self._address = room, address
        self._house, self._is_over = house, False
        self._boot, self._made = boot, 0
        self._writer = ThreadPoolExecutor(1, thread_name_prefix=f"room-{room.code}")
        self._clients: dict[Outbox, Pass] = {}
        self._waiting = 0
        self._changed, self._fresh = asyncio.Event(), asyncio.Condition()
        self._tasks = [asyncio.create_task(work()) for work in (self._publish, self._keep_time)]
        for task in self._tasks:
            task.add_done_callback(self._stopped)

    @property
    def version(self) -> str:
        """Return which pages are the latest."""
        return f"{self._boot}-{self._made}"

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Have the writer do something, after all that waits already."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, lambda: work(*args, **kwargs))

    async def do(self, by: Pass, frame: wire.Frame) -> bytes:
        """Have a frame's wish done; return the answer, which is true on disk before it is given."""
        if self._waiting >= MOST_WAITING:
            return self.answer(frame.id, by, Refused("busy", "the room is busy"))
        self._waiting += 1
        try:
            refused = await self.run(self.room.do, by, frame)
        finally:
            self._waiting -= 1
        if refused is None:
            self.touch()
        return self.answer(frame.id, by, refused)

    async def page(self, of: Pass) -> bytes:
        """Return a pass's page as it is now, of the seat that it is for by now."""
        eyes = (self.room.guests.roster.now(of) or of).eyes
        sheets = await self.run(self._sheets, {eyes}, self._present(), self.version)
        return sheets[eyes].raw

    async def later_page(self, of: Pass, seen: str, seconds: float) -> bytes | None:
        """Return a page newer than the one seen, None where none came in so many seconds."""
        if seen == self.version:
            try:
                async with self._fresh:
                    await asyncio.wait_for(self._fresh.wait(), seconds)
            except TimeoutError:
                return None
        return await self.page(of) if self.room.guests.roster.now(of) else None

    async def attach(self, of: Pass) -> Outbox | None:
        """Return a new client's outbox with its first page in it; None where there are too many."""
        if len(self._clients) >= MOST_CLIENTS:
            return None
        outbox = Outbox()
        self._clients[outbox] = of
        eyes = (self.room.guests.roster.now(of) or of).eyes
        outbox.show((await self.run(self._sheets, {eyes}, self._present(), self.version))[eyes])
        self.touch()
        return outbox

    def detach(self, outbox: Outbox) -> None:
        """Forget a client."""
        self._clients.pop(outbox, None)
        self.touch()

    def touch(self) -> None:
        """Have new pages sent."""
        self._changed.set()

    async def close(self) -> None:
        """Send everybody away, finish what is begun and leave the journal in order."""
        for task in self._tasks:
            task.cancel()
        for outbox in self._clients:
            outbox.close()
        await self.run(self.room.close)
        self._writer.shutdown()

    async def _publish(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._made += 1
            version = self.version
            for outbox, of in list(self._clients.items()):
                self._clients[outbox] = self.room.guests.roster.now(of) or of  # perhaps in another seat
            eyes = {each.key: each.eyes for each in self._clients.values()}
            sheets = await self.run(self._sheets, set(eyes.values()), self._present(), version)
            for outbox, of in self._clients.items():
                now = self.room.guests.roster.now(of)
                if now is None:
                    outbox.close()
                elif eyes.get(of.key) == now.eyes:  # else it was given another seat meanwhile, and its page comes next
                    outbox.show(sheets[now.eyes])
            async with self._fresh:
                self._fresh.notify_all()
            await self._compare()
            game = None if self._is_over else await self.run(self.room.played)
            if game:
                self._is_over = True
                self._house.over(self.room.code, game)

    async def _compare(self) -> None:
        """Let the other tables on this seed know how far this one is."""
        seed = self.room.guests.register.seed
        if seed:
            self._house.went(self.room.code, seed, await self.run(self.room.course))

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            if self.room.timing.is_due():
                await self.run(self.room.tick)
                self.touch()

    def _sheets(self, eyes: set[Eyes], present: Counter[str], version: str) -> dict[Eyes, Sheet]:
        about = {"version": version, "address": self._address}
        beside = self._house.beside(self.room.guests.register.seed)
        return {each: self.room.sheet(each, present, about, beside) for each in eyes}

    def _present(self) -> Counter[str]:
        return Counter(each.key for each in self._clients.values())

    def answer(self, client_id: str, by: Pass, refused: Refused | None) -> bytes:
        """Return what a client is answered, in its language."""
        if refused is None:
            return wire.encoded({"is": "answer", "id": client_id, "ok": True})
        told = said(refused, page_words(by.language), self.room.tongue(by.language))
        return wire.encoded({"is": "answer", "id": client_id, "ok": False, "code": refused.code, "says": told})

    def _stopped(self, task: asyncio.Task[None]) -> None:
        """Let nobody wait for pages that no longer come: clients are sent away, and the fault is told."""
        for outbox in self._clients:
            outbox.close()
        if not task.cancelled() and task.exception():
            task.get_loop().call_exception_handler({"message": f"room {self.room.code}", "exception": task.exception()})
