"""What stands between a host and its phones, told in a sentence with what works instead."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from game.lab.words import Words

PATIENCE_SECONDS: Final = 90.0  # for a first phone, before a teacher is told what may be wrong
ANSWER_SECONDS: Final = 3.0
OWN: Final = ("127.0.0.1", "::1", "localhost")

Say = Callable[[str], None]


def answers(base: str) -> bool:
    """Tell whether a host answers at an address, asked from this machine."""
    place = urlsplit(base)
    connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def diagnosis(base: str, words: Words, *, is_met: bool) -> Iterator[str]:
    """Yield what can be said of the way from phones to a host; `is_met` once another device has opened a page."""
    if urlsplit(base).hostname in OWN:
        yield words.say("doctor.no_network")
    elif is_met:
        yield words.say("doctor.met")
    elif not answers(base):
        yield words.say("doctor.firewall", address=base)
    else:
        yield words.say("doctor.nobody", address=base)
        yield words.say("doctor.instead")


class Doctor:
    """Waits for a first phone, and says once what it found."""

    def __init__(self, base: str, words: Words, say: Say, patience: float = PATIENCE_SECONDS) -> None:
        """Look after a host at an address."""
        self._base, self._words, self._say, self._patience = base, words, say, patience
        self._met, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._watch, name="doctor", daemon=True)

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def meet(self, address: str) -> None:
        """Hear that a device has opened a page."""
        if address not in (*OWN, urlsplit(self._base).hostname):
            self._met.set()

    def stop(self) -> None:
        """Wait no longer."""
        self._over.set()
        self._met.set()
        self._thread.join()

    def _watch(self) -> None:
        is_met = self._met.wait(self._patience)
        if not self._over.is_set():
            for line in diagnosis(self._base, self._words, is_met=is_met):
                self._say(line)
