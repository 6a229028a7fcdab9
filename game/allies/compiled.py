"""The engine: the rules at once in plain Python, and as machine code as soon as a child process has compiled them.

A game never waits: a child fills the cache, a thread loads it, and one assignment switches. Both bodies give the same
bytes, so that nothing but the speed tells when that was.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from game.allies import cache, plain
from game.allies.cache import FIND, PLAY
from game.allies.cases import CaseDesk, find_range
from game.allies.plain import GOING_ON, IMAGINED, START, Desk

Runner = Callable[[Desk, int, tuple[int, int], int, int, int], None]
Finder = Callable[[CaseDesk, int, int], None]
COMPILE_COMMAND: Final = "compile-rules"  # hidden command of a packed program, which has no `-c`
_CHILD: Final = "import sys; from game.allies import compiled; compiled.main(sys.argv[1])"
_log = logging.getLogger(__name__)

# Where an engine stands. The last three are final.
STARTING, COMPILING, LOADING, COMPILED, NO_COMPILER, FAILED = (
    "starting",
    "compiling",
    "loading",
    "compiled",
    "none",
    "failed",
)


def has_compiler() -> bool:
    """Tell whether the compiler is installed and not switched off."""
    return find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")


class Engine:
    """Plays ranges of games; `warm` makes it fast without making anybody wait."""

    def __init__(self) -> None:
        self._run: Runner = plain.play_desk
        self._find: Finder = _find_plainly
        self.status = STARTING
        self._settled = threading.Event()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._closed = False

    @property
    def is_compiled(self) -> bool:
        """Tell whether games run as machine code by now."""
        return self.status == COMPILED

    def play_range(self, desk: Desk, seed: tuple[int, int], lo: int, hi: int) -> None:
        """Play games lo to hi - 1 from their start; game g fills row g - lo of the desk's `out`, and of `finals` if it has rows.

        The desk is working space of the calling thread alone.
        """
        self._run(desk, START, seed, lo, hi, -1)

    def continue_range(self, desk: Desk, seed: tuple[int, int], lo: int, hi: int) -> None:
        """Play on from the desk's `origin`, which stays as it is, in the imagined futures lo to hi - 1; else as `play_range`."""
        self._run(desk, GOING_ON, seed, lo, hi, -1)

    def imagine_range(self, desk: Desk, seed: tuple[int, int], lo: int, hi: int, seat: int) -> None:
        """Play the futures lo to hi - 1 that a seat may expect from `origin` once it has done what the desk's `plan` says."""
        self._run(desk, IMAGINED, seed, lo, hi, seat)

    def find_range(self, desk: CaseDesk, lo: int, hi: int) -> None:
        """Answer questions lo to hi - 1 of a desk, which is the calling thread's alone, to the compromise finder."""
        self._find(desk, lo, hi)

    def warm(self) -> None:
        """Begin to compile or load the rules in the background; callers go on playing meanwhile."""
        with self._lock:
            if self.status != STARTING or self._closed:
                return
            if not has_compiler():
                self.status = NO_COMPILER
                self._settled.set()
                return
            self.status = COMPILING
        atexit.register(self.close)
        threading.Thread(target=self._warm, name="rules", daemon=True).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is clear how games will run; return whether as machine code."""
        self.warm()
        self._settled.wait(seconds)
        return self.is_compiled

    def close(self) -> None:
        """End the compiling child, if there is one."""
        with self._lock:
            self._closed = True
            child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            child.wait()

    def load_finder(self) -> bool:
        """Wait until the compromise finder runs as machine code; return False where it cannot.

        It is not loaded by itself: few need it in numbers, and compiling it takes as long as the whole game again.
        """
        if has_compiler() and (code := self._code_of(FIND)) is not None:
            from game.allies import machine_code  # only where there is a compiler

            self._find = machine_code.FinderCode(code).find_range
            return True
        return False

    def _warm(self) -> None:
        try:
            code = self._code_of(PLAY)
            if code is None:
                return
            from game.allies import machine_code  # only where there is a compiler

            self.status = LOADING
            self._run = machine_code.GameCode(code).play_desk
            self.status = COMPILED
        finally:
            if self.status != COMPILED:
                self.status = FAILED
            self._settled.set()

    def _code_of(self, symbol: str) -> bytes | None:
        """Return machine code from the cache, which is filled first if need be; None where it cannot be made."""
        from game.allies import machine_code  # only where there is a compiler

        file = cache.cache_file(machine_code.processor(), symbol)
        if file is None:
            return compile_rules(symbol)
        code = cache.read(file)
        if code is None and self._compile(symbol):
            code = cache.read(file)
        return code

    def _compile(self, symbol: str) -> bool:
        """Fill the cache in a child, so that compiling holds up no thread of this process."""
        with self._lock:
            if self._closed:
                return False
            self._child = child = start_child(symbol)
        said = child.stderr.read() if child.stderr else b""  # `communicate` would close its input and so end it
        with child:  # waits, then closes what was open between us
            child.wait()
        if child.returncode and not self._closed:
            _log.warning("the rules could not be compiled; playing on without:\n%s", said.decode(errors="replace"))
        return child.returncode == 0


@lru_cache(maxsize=1)
def shared_engine() -> Engine:
    """Return the one engine of this process for whoever brings none of their own."""
    return Engine()


def _find_plainly(desk: CaseDesk, lo: int, hi: int) -> None:
    find_range(*desk, lo, hi)


def start_child(symbol: str = PLAY) -> subprocess.Popen[bytes]:
    """Start the process that compiles the rules into the cache; it ends when its standard input closes."""
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, *([COMPILE_COMMAND] if frozen else ["-c", _CHILD]), symbol]
    calm = 0
    if sys.platform == "win32":
        calm = subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        command,
        cwd=None if frozen else Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        creationflags=calm,
    )


def compile_rules(symbol: str) -> bytes:
    """Return the rules as machine code, compiled here and now: half a minute in which other threads hardly run."""
    from game.allies import entries

    return entries.object_code(symbol)


def build(symbol: str = PLAY) -> None:
    """Compile the rules into the cache, once they were seen to load."""
    from game.allies import machine_code  # only where there is a compiler

    # The compiler makes millions of small objects: a sixth of its time went into counting them.
    gc.set_threshold(100_000)
    file = cache.cache_file(machine_code.processor(), symbol)
    code = compile_rules(symbol)
    machine_code.GameCode(code) if symbol == PLAY else machine_code.FinderCode(code)
    if file is not None:
        cache.write(file, code)


def _end_with_parent() -> None:
    """End this process when the program that started it is gone, however it went."""
    while os.read(0, 1):
        pass
    os._exit(1)


def main(symbol: str = PLAY) -> None:
    """Build as the child of a program: calmly, and only while it lives."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)
    build(symbol)
