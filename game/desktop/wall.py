"""Whether a projector's window is open: it is opened and closed from a game, and follows it; nothing heavy before that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pygame

    from game.desktop.widgets.root import Root


class Projected(Protocol):
    """A second window: what it shows, and how it goes on."""

    root: Root

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
        return self.projector is not None and self.projector.hears(event, self.close)

    def close(self) -> None:
        """Take the window away, if there is one."""
        if self.projector:
            self.projector.close()
        self.projector = None
