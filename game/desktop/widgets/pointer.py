"""The mouse: what it went down on, what it is over, and since when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pygame

from game.desktop.widgets.drag import Drag
from game.desktop.widgets.widget import Host, Widget

KINDS: Final = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION)


class Pointer:
    """Turns what a mouse does into what widgets hear. A press counts where the button went down alone."""

    def __init__(self) -> None:
        """Begin with nothing under it."""
        self.pressed: Widget | None = None
        self.hovered: Widget | None = None
        self.drag = Drag()

    def hear(self, host: Host, top: Widget, event: pygame.Event, focus_on: Callable[[Widget], None]) -> bool:
        """Hear an event of the mouse; tell whether anybody did anything."""
        under = top.at(event.pos)
        if event.type == pygame.MOUSEMOTION:
            if self.drag.move(host.theme, self.pressed, under, event.pos):
                return True
            dragged = self.pressed is not None and self.pressed.handle(host, event)
            return self.over(under) or dragged
        if event.button != 1:
            return False
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._down(host, top, under, event, focus_on)
        pressed, self.pressed = self.pressed, None
        if self.drag.release():
            return True
        if pressed is None or under not in set(pressed.walk()):
            return False
        return pressed.handle(host, event)

    def _down(
        self, host: Host, top: Widget, under: Widget | None, event: pygame.Event, focus_on: Callable[[Widget], None]
    ) -> bool:
        self.pressed = next((each for each in (under.above() if under else ()) if each.is_focusable), None)
        self.drag.press(event.pos)
        if self.pressed is None:
            return top.handle(host, event)
        focus_on(self.pressed)
        self.pressed.handle(host, event)
        return True

    def over(self, under: Widget | None) -> bool:
        """Be over a widget; tell whether that shows."""
        under = next((each for each in (under.above() if under else ()) if each.is_focusable or each.tip), None)
        if under is self.hovered:
            return False
        for each, state in ((self.hovered, False), (under, True)):
            if each is not None:
                each.is_hovered = state
        self.hovered = under
        return True

    def moved(self, where: Callable[[Widget | None], Widget | None]) -> None:
        """Go on on the widgets of a new tree."""
        self.pressed, hovered = where(self.pressed), where(self.hovered)
        self.drag.moved(where)
        self.hovered = None
        self.over(hovered)
