"""A window on something taller: wheel, Page Up and Down, and whatever takes the focus comes into sight."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from typing import Any, Final

import pygame

from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget

WHEEL: Final = 60  # a notch, at a scale of 1
KEYS: Final = {pygame.K_PAGEUP: -1.0, pygame.K_PAGEDOWN: 1.0, pygame.K_UP: -0.15, pygame.K_DOWN: 0.15}


class Scroll(Widget):
    """Shows one child, as much as there is room for. It can be focused where something is out of sight."""

    role = "scroll area"
    can_focus = True
    scrolls = True

    def __init__(self, child: Widget, **about: Any) -> None:
        """Make a window on a child."""
        super().__init__([child], **{"grow": 1, **about})
        self.offset = self._height = 0

    @property
    def is_focusable(self) -> bool:
        """Tell whether there is anything to scroll."""
        return self.enabled and self._height > self.rect.h

    def measure(self, theme: Theme, width: int) -> Size:
        """Return what the child would like; a box that has less room gives less."""
        bar = 2 * theme.size("scroll")
        wide, high = self.children[0].measure(theme, max(width - bar, 1))
        return wide + bar, high

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the child at its height, moved by what is scrolled."""
        self.rect = rect
        wide = max(rect.w - 2 * theme.size("scroll"), 1)
        self._height = max(self.children[0].measure(theme, wide)[1], rect.h)
        self.offset = min(max(self.offset, 0), self._height - rect.h)
        self.children[0].place(theme, pygame.Rect(rect.x, rect.y - self.offset, wide, self._height))

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw what is in sight, and a bar that says where that is."""
        clip = surface.get_clip()
        surface.set_clip(self.rect.clip(clip))
        self.children[0].draw(theme, surface)
        surface.set_clip(clip)
        if self._height > self.rect.h:
            wide = theme.size("scroll")
            track = pygame.Rect(self.rect.right - wide, self.rect.y, wide, self.rect.h)
            thumb = max(track.h * self.rect.h // self._height, 2 * wide)
            y = track.y + (track.h - thumb) * self.offset // (self._height - self.rect.h)
            pygame.draw.rect(surface, theme.colour("sunken"), track, border_radius=wide // 2)
            bar = pygame.Rect(track.x, y, wide, thumb)
            pygame.draw.rect(surface, theme.colour("text_dim"), bar, border_radius=wide // 2)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Scroll by the wheel, and by keys while it has the focus."""
        if event.type == pygame.MOUSEWHEEL and self._height > self.rect.h:
            return self.move(root.theme, -event.y * root.theme.px(WHEEL))
        if event.type == pygame.KEYDOWN and event.key in KEYS:
            return self.move(root.theme, round(KEYS[event.key] * self.rect.h))
        if event.type == pygame.KEYDOWN and event.key in (pygame.K_HOME, pygame.K_END):
            return self.move(root.theme, self._height if event.key == pygame.K_END else -self._height)
        return False

    def move(self, theme: Theme, by: int) -> bool:
        """Scroll by so many pixels; tell whether anything moved."""
        before = self.offset
        self.offset += by
        self.place(theme, self.rect)
        return self.offset != before

    def reveal(self, theme: Theme, rect: pygame.Rect) -> None:
        """Scroll until a rectangle of the child is in sight."""
        if rect.top < self.rect.top or rect.h > self.rect.h:
            self.move(theme, rect.top - self.rect.top)
        elif rect.bottom > self.rect.bottom:
            self.move(theme, rect.bottom - self.rect.bottom)

    def adopt(self, old: Widget) -> None:
        """Stay where the one before was scrolled to."""
        if isinstance(old, Scroll):
            self.offset = old.offset
