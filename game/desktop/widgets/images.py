"""Pictures, and rectangles that somebody else draws."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame

from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget, is_press

Paint = Callable[[Theme, pygame.Surface, pygame.Rect], None]


class Picture(Widget):
    """A picture, scaled to fit and kept in its proportions; one without a name is for the eye alone."""

    role = "image"

    def __init__(self, surface: pygame.Surface, size: Size, **about: Any) -> None:
        """Show a picture at a size at a scale of 1."""
        super().__init__(**{"least": size, **about})
        self._surface = surface
        self._scaled: pygame.Surface | None = None

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw it in the middle."""
        del theme
        wide, high = self._surface.get_size()
        part = min(self.rect.w / max(wide, 1), self.rect.h / max(high, 1))
        size = max(int(wide * part), 1), max(int(high * part), 1)
        if self._scaled is None or self._scaled.get_size() != size:
            self._scaled = pygame.transform.smoothscale(self._surface, size)
        surface.blit(self._scaled, self._scaled.get_rect(center=self.rect.center))


class Canvas(Widget):
    """A rectangle that a callable paints; presses are handed on with their place, or with None for the keyboard's."""

    role = "image"

    def __init__(
        self,
        paint: Paint,
        *,
        on_press: Callable[[tuple[int, int] | None], object] | None = None,
        on_event: Callable[[pygame.Event], bool] | None = None,
        **about: Any,
    ) -> None:
        """Make a canvas; with `on_press` it takes the focus, `on_event` hears everything first."""
        super().__init__(**about)
        self.paint, self.on_press, self.on_event = paint, on_press, on_event

    @property
    def is_focusable(self) -> bool:
        """Tell whether there is anything to press."""
        return self.enabled and self.on_press is not None

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Let it be painted, and nothing outside of it."""
        clip = surface.get_clip()
        surface.set_clip(self.rect.clip(clip))
        self.paint(theme, surface, self.rect)
        surface.set_clip(clip)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Hand a press on."""
        del root
        if self.on_event and self.on_event(event):
            return True
        if self.on_press and is_press(event):
            self.on_press(event.pos if event.type == pygame.MOUSEBUTTONUP else None)
            return True
        return False
