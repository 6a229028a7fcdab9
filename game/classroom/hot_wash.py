"""The debrief of a room, from the moment its game is over: at once what needs no thinking, then what plays on.

It is reckoned on a thread of its own, for all rooms of a host, and once for all who ask for the same.
"""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from typing import Final, NamedTuple

from game.allies.compiled import Engine, shared_engine
from game.classroom.tokens import Pass
from game.debrief.build import GAMES, debrief_of
from game.debrief.document import html_of
from game.debrief.facts import Debrief
from game.debrief.page import page_for
from game.table.journal import Replay
from game.table.lines import WEB

COMPILED_SECONDS: Final = 0.5  # that rules may still need; a class does not wait for a compiler
_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.DOTALL)


class Asked(NamedTuple):
    """Which debrief: in a language, with what-ifs of a seat ("" for none), and whether games are played on for it."""

    language: str
    seat: str
    plays_on: bool


_Game = tuple[str, int]  # a room's code and how many lines its journal has: one that was opened again is another


def _of(code: str, played: Played) -> _Game:
    return code, len(played.game.lines)


class Played(NamedTuple):
    """A game that is over, and who played: names by seat."""

    game: Replay
    names: dict[str, list[str]]


def client_of(by: Pass, frame_id: str) -> str:
    """Return how a journal names who sent a frame."""
    return f"{WEB}{by.key}-{frame_id}"


def policy_of(page: str) -> str:
    """Return the content-security policy of a debrief: its own style by its digest, and nothing else at all."""
    styles = (b64encode(sha256(style.encode()).digest()).decode() for style in _STYLE.findall(page))
    own = " ".join(f"'sha256-{digest}'" for digest in styles)
    return f"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; style-src {own}"


class HotWash:
    """Debriefs of the rooms of one host. Made and used on the event loop."""

    def __init__(self, engine: Engine | None = None) -> None:
        """Be ready; nothing is reckoned before a game is over."""
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="debrief")
        self._facts: dict[tuple[_Game, str, bool], asyncio.Future[Debrief]] = {}
        self._pages: dict[tuple[_Game, Asked], bytes] = {}

    def begin(self, code: str, played: Played) -> None:
        """Begin to reckon a room's debrief, the quick one first."""
        for plays_on in (False, True):
            self._reckoned(code, played, "", plays_on=plays_on)

    async def page(self, code: str, played: Played, language: str, seat: str = "") -> bytes:
        """Return a room's debrief as a page: with what plays on where that is ready, or where a seat's what-ifs are asked."""
        whole = self._reckoned(code, played, seat, plays_on=True)
        plays_on = bool(seat) or whole.done()
        facts = await asyncio.shield(whole if plays_on else self._reckoned(code, played, "", plays_on=False))
        key = _of(code, played), Asked(language, seat, plays_on)
        if key not in self._pages:
            loop = asyncio.get_running_loop()
            text = await loop.run_in_executor(None, lambda: html_of(page_for(facts, played.game.told, language)))
            self._pages[key] = text.encode()
        return self._pages[key]

    def close(self) -> None:
        """Reckon no more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _reckoned(self, code: str, played: Played, seat: str, *, plays_on: bool) -> asyncio.Future[Debrief]:
        key = _of(code, played), seat, plays_on
        if key not in self._facts:
            loop = asyncio.get_running_loop()
            self._facts[key] = loop.run_in_executor(self._thread, self._debrief, played, seat, plays_on)
        return self._facts[key]

    def _debrief(self, played: Played, seat: str, plays_on: bool) -> Debrief:
        engine = self._engine or shared_engine()
        games = GAMES if plays_on and engine.wait(COMPILED_SECONDS) and engine.is_compiled else 0
        return debrief_of(played.game, engine, games=games, seat=seat if games else "", names=played.names)
