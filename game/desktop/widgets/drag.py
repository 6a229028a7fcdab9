"""Dragging: what carries something, where it may be put, and a grip that does the same by the arrow keys."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pygame

from game.desktop.widgets.plates import plate
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget, frame

FAR: Final = 6  # pixels at a scale of 1 that the pointer moves before a press becomes a drag
BESIDE: Final = 14  # where what is carried is shown, beside the pointer
GHOST: Final = 320  # its greatest width
STEPS: Final = {pygame.K_UP: -1, pygame.K_DOWN: 1}
REMOVES: Final = (pygame.K_DELETE, pygame.K_BACKSPACE)


class Zone(Widget):
    """Where something may be put down; a zone within takes it before the one around."""

    def __init__(
        self,
        child: Widget,
        takes: Callable[[object], bool],
        drop: Callable[[object, bool], object],
        **about: Any,
    ) -> None:
        """Make a zone of a child; `drop` is told what was put down, and whether in the lower half."""
        super().__init__([child], **{"grow": child.grow, **about})
        self.takes, self.drop = takes, drop

    def measure(self, theme: Theme, width: int) -> Size:
        """Return what the child would like."""
        return self.children[0].wish(theme, width)


class Grip(Widget):
    """A handle to drag something by; up and down move it, Delete takes it out."""

    role = "button"
    can_focus = True

    def __init__(
        self, carries: object, on_move: Callable[[int], object], on_remove: Callable[[], object], **about: Any
    ) -> None:
        """Make a grip; `on_move` is told -1 or 1."""
        super().__init__(**{"least": (30, 34), **about})
        self.carries, self.on_move, self.on_remove = carries, on_move, on_remove

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw six dots on a plate."""
        frame(theme, surface, self.rect, "raised_hover" if self.is_hovered else "raised", "panel_edge")
        dot, ink = theme.px(4), theme.colour("text")
        for column in (-1, 1):
            for row in (-1, 0, 1):
                spot = pygame.Rect(0, 0, dot, dot)
                spot.center = self.rect.centerx + column * dot, self.rect.centery + 2 * row * dot
                plate(surface, spot, ink, ink, dot // 2, 0)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Move, or take out, by keys."""
        del root
        if event.type == pygame.KEYDOWN and event.key in STEPS:
            self.on_move(STEPS[event.key])
            return True
        if event.type == pygame.KEYDOWN and event.key in REMOVES:
            self.on_remove()
            return True
        return False


class Drag:
    """What is being dragged, if anything, and what it is over that takes it."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.carried: Widget | None = None
        self.over: Zone | None = None
        self._from = self._pos = (0, 0)

    def press(self, pos: tuple[int, int]) -> None:
        """Take note where a button went down."""
        self.carried, self.over, self._from = None, None, pos

    def move(self, theme: Theme, pressed: Widget | None, under: Widget | None, pos: tuple[int, int]) -> bool:
        """Go on to a place; tell whether something is being dragged."""
        far = max(abs(pos[0] - self._from[0]), abs(pos[1] - self._from[1])) >= theme.px(FAR)
        if self.carried is None and pressed is not None and pressed.carries is not None and far:
            self.carried = pressed
        if self.carried is None:
            return False
        self._pos, what = pos, self.carried.carries
        zones = (each for each in (under.above() if under else ()) if isinstance(each, Zone))
        self.over = next((each for each in zones if each.takes(what)), None)
        return True

    def release(self) -> bool:
        """Put down what is dragged; tell whether anything was."""
        carried, over, self.carried, self.over = self.carried, self.over, None, None
        if carried is not None and over is not None:
            over.drop(carried.carries, self._pos[1] > over.rect.centery)
        return carried is not None

    def moved(self, where: Callable[[Widget | None], Widget | None]) -> None:
        """Go on on the widgets of a new tree; what is over nothing there is put nowhere until the pointer moves."""
        self.carried, self.over = where(self.carried), None

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw a frame where it would be put, and what is dragged beside the pointer."""
        if self.carried is None:
            return
        if self.over is not None:
            plate(surface, self.over.rect, None, theme.colour("accent"), theme.size("radius"), theme.px(2))
        lines = theme.wrapped(self.carried.name, "small", theme.px(GHOST))[:2]
        wide = max((theme.width(line, "small") for line in lines), default=0) + 2 * theme.size("gap")
        high = len(lines) * theme.line_height("small") + theme.size("gap")
        x, y = self._pos[0] + theme.px(BESIDE), self._pos[1] + theme.px(BESIDE)
        ghost = pygame.Rect(x, y, wide, high).clamp(surface.get_rect())
        frame(theme, surface, ghost, "raised", "accent")
        for k, line in enumerate(lines):
            at = ghost.x + theme.size("gap"), ghost.y + theme.size("gap") // 2 + k * theme.line_height("small")
            theme.line(surface, line, "small", "text", at)
