"""What lies above everything else: a question that must be answered first, and a line that goes by itself."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pygame

from game.desktop.widgets.boxes import Column, Panel, Wrap
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label, RichText
from game.desktop.widgets.theme import Colour, Theme
from game.desktop.widgets.widget import Host, Widget, frame

WIDE: Final = 640  # a modal, at a scale of 1
TALL: Final = 0.86  # of the screen at most
TOAST: Final = 5.0  # seconds
TIP_AFTER: Final = 0.6  # seconds that a pointer has to rest
TIP_WIDE: Final = 320  # at a scale of 1


class Modal(Widget):
    """A panel in the middle of a darkened screen; Escape is `on_close`."""

    role = "dialog"

    def __init__(self, title: str, children: Sequence[Widget], on_close: Callable[[], object], **about: Any) -> None:
        """Make a modal."""
        self._panel = Panel("", [Label(title, "heading"), *children], pad=20, gap=12)
        super().__init__([self._panel], **{"name": title, **about})
        self.on_close = on_close

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the panel into the middle, as high as it needs to be."""
        self.rect = rect
        wide = min(theme.px(WIDE), rect.w - 2 * theme.size("pad"))
        high = min(self._panel.measure(theme, wide)[1], int(rect.h * TALL))
        panel = pygame.Rect(0, 0, wide, high)
        panel.center = rect.center
        self._panel.place(theme, panel)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Darken what is behind, and draw the panel."""
        surface.blit(_veil(self.rect.size, theme.colour("veil")), self.rect)
        self._panel.draw(theme, surface)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Close at Escape."""
        del root
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
            self.on_close()
            return True
        return False


@lru_cache(maxsize=1)
def _veil(size: tuple[int, int], colour: Colour) -> pygame.Surface:
    veil = pygame.Surface(size)
    veil.fill(colour)
    veil.set_alpha(190)
    return veil


def reading(title: str, text: str, close: str, on_close: Callable[[], object]) -> Modal:
    """Return a modal with a text to read; `close` is the label of its button."""
    words = Scroll(RichText(text), id="reading", name=title)
    button = Button(close, on_close, kind="primary", id="close-reading")
    return Modal(title, [words, Wrap([button])], on_close, id="reading-modal")


@dataclass(slots=True)
class Toast:
    """A line at the lower edge, and when it goes."""

    text: str
    until: float

    def draw(self, theme: Theme, surface: pygame.Surface, above: int) -> int:
        """Draw it so far above the lower edge; return how far the next one has to be."""
        width = min(theme.px(WIDE), surface.get_width() - 4 * theme.size("pad"))
        column = Column([Label(self.text, "body", align="centre")], pad=10)
        wide, high = column.measure(theme, width)
        plate = pygame.Rect(0, 0, wide, high)
        plate.midbottom = surface.get_width() // 2, surface.get_height() - above
        frame(theme, surface, plate, "raised", "accent")
        column.place(theme, plate)
        column.draw(theme, surface)
        return above + high + theme.size("gap")


def draw_tip(theme: Theme, surface: pygame.Surface, widget: Widget) -> None:
    """Draw the tip of a widget below it, or above where there is no room."""
    column = Column([Label(widget.tip, "small")], pad=8)
    whole = surface.get_rect().inflate(-2 * theme.size("gap"), -2 * theme.size("gap"))
    wide = min(column.measure(theme, theme.px(TIP_WIDE))[0], whole.w)
    plate = pygame.Rect(0, 0, wide, column.measure(theme, wide)[1])
    plate.midtop = widget.rect.centerx, widget.rect.bottom + theme.size("gap")
    if plate.bottom > whole.bottom:
        plate.bottom = widget.rect.top - theme.size("gap")
    plate.clamp_ip(whole)
    frame(theme, surface, plate, "raised", "text_dim")
    column.place(theme, plate)
    column.draw(theme, surface)
