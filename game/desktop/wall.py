"""Whether a projector's window is open: it is opened and closed from a game, and follows it; nothing heavy before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from game.desktop.waking import HANG

if TYPE_CHECKING:
    import pygame

    from game.desktop.widgets.root import Root


class Projected(Protocol):
    """A second window: what it shows, and how it goes on."""

    root: Root
    is_hung: bool  # what is to be shown was laid out and drawn

    def go_on(self) -> None:
        """Lay out a little more of what is to be shown."""

    def show(self) -> None:
        """Show where the game stands now."""

    def hears(self, event: pygame.Event, closed: Callable[[], None]) -> bool:
        """Take an event that is its own, and tell so; `closed` is called where a person closes the window."""

    def close(self) -> None:
        """Take the window away."""


class Wall:
    """The projector's window, or its absence."""

    def __init__(self) -> None:
        """Begin without one."""
        self.projector: Projected | None = None

    def show(self) -> None:
        """Show where the game stands now, if anybody looks."""
        if self.projector:
            self.projector.show()

    def hears(self, event: pygame.Event) -> bool:
        """Take an event of the projector's window, and tell whether it was one."""
        if self.projector is None:
            return event.type == HANG  # of a window that has closed meanwhile
        if event.type == HANG:
            self.projector.go_on()
            return True
        return self.projector.hears(event, self.close)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is still being laid out."""
        return self.projector is not None and not self.projector.is_hung

    def close(self) -> None:
        """Take the window away, if there is one."""
        if self.projector:
            self.projector.close()
        self.projector = None
