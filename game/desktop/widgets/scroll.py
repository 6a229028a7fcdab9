"""A window on something taller: wheel, Page Up and Down, and whatever takes the focus comes into sight."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pygame

from game.desktop.widgets.bar import Bar
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget

WHEEL: Final = 60  # a notch, at a scale of 1
PAGES: Final = {pygame.K_PAGEUP: -0.9, pygame.K_PAGEDOWN: 0.9}
LINES: Final = {pygame.K_UP: -0.15, pygame.K_DOWN: 0.15}  # while it has the focus itself


class Scroll(Widget):
    """Shows one child, as much as there is room for. It can be focused where something is out of sight."""

    role = "scroll area"
    can_focus = True
    scrolls = True

    def __init__(self, child: Widget, **about: Any) -> None:
        """Make a window on a child."""
        super().__init__([child], **{"grow": 1, **about})
        self.offset = self._height = 0
        self.is_dragged = False

    @property
    def is_focusable(self) -> bool:
        """Tell whether there is anything to scroll."""
        return self.enabled and self._height > self.rect.h

    def measure(self, theme: Theme, width: int) -> Size:
        """Return what the child would like; a box that has less room gives less."""
        bar = 2 * theme.size("scroll")
        wide, high = self.children[0].wish(theme, max(width - bar, 1))
        return wide + bar, high

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the child at its height, moved by what is scrolled."""
        self.rect = rect
        wide = max(rect.w - 2 * theme.size("scroll"), 1)
        self._height = max(self.children[0].wish(theme, wide)[1], rect.h)
        self.offset = min(max(self.offset, 0), self._height - rect.h)
        self.children[0].place(theme, pygame.Rect(rect.x, rect.y - self.offset, wide, self._height))

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw what is in sight, and a bar that says where that is."""
        clip = surface.get_clip()
        surface.set_clip(self.rect.clip(clip))
        self.draw_children(theme, surface)
        surface.set_clip(clip)
        self._bar(theme).draw(theme, surface)

    def _bar(self, theme: Theme) -> Bar:
        wide = theme.size("scroll")
        track = pygame.Rect(self.rect.right - wide, self.rect.y, wide, self.rect.h)
        return Bar(track, self._height, self.rect.h, self.offset)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Scroll by the wheel, by the bar, and by keys."""
        if event.type == pygame.MOUSEWHEEL and self._height > self.rect.h:
            return self.move(root.theme, -event.y * root.theme.px(WHEEL))
        if event.type == pygame.KEYDOWN:
            return self._key(root.theme, event.key)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.is_dragged = self._bar(root.theme).takes(event.pos)
        if self.is_dragged and event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION):
            return self.move(root.theme, self._bar(root.theme).first_at(event.pos[1]) - self.offset)
        if event.type == pygame.MOUSEBUTTONUP:
            self.is_dragged = False
        return False

    def _key(self, theme: Theme, key: int) -> bool:
        shares = PAGES | LINES if self.has_focus else PAGES
        if key in shares:
            return self.move(theme, round(shares[key] * self.rect.h))
        if key in (pygame.K_HOME, pygame.K_END):
            return self.move(theme, self._height if key == pygame.K_END else -self._height)
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

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that there is no room for even two lines."""
        least = min(2 * theme.line_height("body"), self._height)
        if self.rect.h < least:
            yield f"shows {self.rect.h} of {self._height}"

    def adopt(self, old: Widget) -> None:
        """Stay where the one before was scrolled to."""
        if isinstance(old, Scroll):
            self.offset, self.is_dragged = old.offset, old.is_dragged
