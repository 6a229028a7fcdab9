"""A class that is hosted from the window: the command `host` as a process of its own, which ends when the window does."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pygame

PATIENCE: Final = 6.0  # seconds that it gets to say goodbye to its pages
ADDRESS: Final = re.compile(r"https?://\S+")
# The child hears Ctrl-C once its input closes: when it is told to end, and when this process is gone, however it went.
_CHILD: Final = (
    "import os, signal, sys, threading\n"
    "def ended():\n"
    "    while os.read(0, 1): pass\n"
    "    signal.raise_signal(signal.SIGINT)\n"
    "threading.Thread(target=ended, daemon=True).start()\n"
    "from game.cli import main\n"
    "sys.exit(main())"
)


class Host:
    """The process: what it has said so far, the addresses in that, and whether it still runs."""

    phase, moment, why_not_kept = "", 0, ""  # rooms are kept on disk, and found again

    def __init__(self, file: Path, language: str, wake: Callable[[], None], *options: str) -> None:
        """Begin to host a scenario; `wake` is called on a thread of its own whenever there is something new."""
        self.lines: list[str] = []
        self.fresh = False  # something was said since anybody looked
        self._wake = wake
        self._child = subprocess.Popen(
            command(file, language, *options),
            cwd=None if getattr(sys, "frozen", False) else Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            encoding="utf-8",
            errors="replace",
        )
        self._listener = threading.Thread(target=self._listen, name="host", daemon=True)
        self._listener.start()

    @property
    def is_running(self) -> bool:
        """Tell whether the class is still open."""
        return self._child.poll() is None

    @property
    def addresses(self) -> list[str]:
        """Return what it said one can go to: for phones first, then the wall, the teacher's page, and what else there is."""
        return [found[0] for line in self.lines if (found := ADDRESS.search(line))]

    def left(self, picture: pygame.Surface) -> None:
        """Do nothing: no picture stands for a class."""
        del picture

    def close(self) -> None:
        """End it, in order where it can."""
        self._hush()
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._listener.join(PATIENCE)

    def _listen(self) -> None:
        assert self._child.stdout
        with self._child.stdout as said:
            for line in said:
                self.lines.append(line.rstrip())
                self._tell()
        self._child.wait()
        self._hush()
        self._tell()

    def _hush(self) -> None:
        """Close its input, by which it knows that nobody wants it any longer."""
        if self._child.stdin:
            with contextlib.suppress(OSError):
                self._child.stdin.close()

    def _tell(self) -> None:
        self.fresh = True
        self._wake()


def command(file: Path, language: str, *options: str) -> list[str]:
    """Return the words that host a scenario on this machine."""
    begin = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-c", _CHILD]
    return [*begin, "host", str(file.resolve()), "--lang", language, *options]
