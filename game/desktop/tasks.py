"""Long tasks of the app: what runs, what is to be done with its result, and whether somebody waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from game.desktop.stage import Screen
from game.desktop.work import Progress, Stopped, Work

AT_ONCE: Final = 0.02  # seconds: what is done by then shows no notice


@dataclass(frozen=True, slots=True)
class Task:
    """One task. `screen` is what was shown when it began; `said` is empty where nobody waits for it."""

    work: Work[Any]
    then: Callable[[Any], None]
    screen: Screen
    said: str


class Tasks:
    """At most one task that is waited for, and any number in the background."""

    def __init__(self, wake: Callable[[], None]) -> None:
        """Have `wake` called, on the task's thread, whenever there is something new."""
        self._wake = wake
        self._running: list[Task] = []

    @property
    def awaited(self) -> Task | None:
        """Return the task that is waited for, if any."""
        return next((task for task in self._running if task.said), None)

    @property
    def is_busy(self) -> bool:
        """Tell whether anything runs, or has a result that was not handed over."""
        return bool(self._running)

    def begin(self, said: str, job: Callable[[Progress], Any], then: Callable[[Any], None], screen: Screen) -> None:
        """Begin a task; one that is waited for and is done at once never shows."""
        task = Task(Work(job, self._wake), then, screen, said)
        self._running.append(task)
        if said:
            task.work.wait(AT_ONCE)

    def settle(self, screen: Screen) -> bool:
        """Hand over what is done; results nobody waits for any more are dropped. Return whether anything was."""
        done = [task for task in self._running if task.work.is_done]
        self._running = [task for task in self._running if not task.work.is_done]
        for task in done:
            try:
                result = task.work.result()
            except Stopped:
                continue
            if task.said or task.screen is screen:
                task.then(result)
        return bool(done)

    def stop(self) -> None:
        """Ask the task that is waited for to end, as nobody waits any longer."""
        if self.awaited:
            self.awaited.work.stop()

    def close(self) -> None:
        """Stop everything, and wait until nothing writes any more."""
        for task in self._running:
            task.work.stop()
        for task in self._running:
            task.work.wait(None)
