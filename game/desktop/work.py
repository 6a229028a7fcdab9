"""One long task at a time, off the thread that draws: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

T = TypeVar("T")


class Stopped(Exception):
    """The person did not want to wait any longer; nothing was changed."""


class Progress:
    """What a task says of itself, and hears: `step` raises Stopped once nobody waits for it any more."""

    def __init__(self, wake: Callable[[], None]) -> None:
        """Tell the screen by `wake` that there is something new; it is called on the task's thread."""
        self.said = ""
        self.steps = 0
        self._wake, self._stopped = wake, False

    def step(self, said: str) -> None:
        """Say what is being done now."""
        if self._stopped:
            raise Stopped
        self.said, self.steps = said, self.steps + 1
        self._wake()

    def stop(self) -> None:
        """Ask the task to end at its next step."""
        self._stopped = True


class Work(Generic[T]):
    """A task that runs; `wake` is called at every step and at its end."""

    def __init__(self, job: Callable[[Progress], T], wake: Callable[[], None]) -> None:
        """Begin."""
        self.progress = Progress(wake)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="work")
        self._future: Future[T] = self._pool.submit(job, self.progress)
        self._future.add_done_callback(lambda _: wake())
        self._pool.shutdown(wait=False)

    @property
    def is_done(self) -> bool:
        """Tell whether there is a result."""
        return self._future.done()

    def wait(self, seconds: float | None) -> None:
        """Wait until it has ended, however it ended, or for so many seconds."""
        wait([self._future], seconds)

    def result(self) -> T:
        """Return what came of it, waiting where need be. Raises what the task raised."""
        return self._future.result()

    def stop(self) -> None:
        """Ask it to end soon; its result is Stopped then."""
        self.progress.stop()
