"""Lines of lists and bars: what the screens draw themselves, on the widget layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import pygame

from game.desktop import art, shapes
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Size, Widget, frame

if TYPE_CHECKING:
    from game.desktop.widgets.root import Root

FLAG: Final = 28  # width of a flag in a list, at a scale of 1
PAD: Final = 10


class Option(Button):
    """A line that can be pressed: a flag or none, a text, a note below, chosen or not, and a shape at its end."""

    def __init__(
        self,
        text: str,
        note: str,
        on_press: Callable[[], object],
        *,
        is_on: bool = False,
        flag: str = "",
        mark: tuple[str, str] = ("", ""),
        **about: Any,
    ) -> None:
        """Make a line; `flag` is a seat, `mark` the colour and shape of a stance."""
        super().__init__("", on_press, **{"name": f"{text}. {note}" if note else text, **about})
        self.text, self.note, self.is_on = text, note, is_on
        self.flag, self.mark = flag, mark

    def _lead(self, theme: Theme) -> int:
        return theme.px(PAD) + (theme.px(FLAG) + theme.size("gap") if self.flag else 0)

    def _room(self, theme: Theme, width: int) -> int:
        tail = theme.px(14) + theme.size("gap") if self.mark[1] else 0
        return max(width - self._lead(theme) - theme.px(PAD) - tail, 1)

    def _told(self, theme: Theme, width: int) -> list[tuple[str, str, str]]:
        """Return lines with their style and colour."""
        room = self._room(theme, width)
        ink = "text" if self.enabled else "text_dim"
        style = "strong" if self.is_on else "body"
        lines = [(line, style, ink) for line in theme.wrapped(self.text, style, room)]
        if self.note:
            lines += [(line, "small", "text_dim") for line in theme.wrapped(self.note, "small", room)]
        return lines

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size of text and note with room around them."""
        lines = self._told(theme, width)
        wide = max(theme.width(line, style) for line, style, _ in lines)
        high = sum(theme.line_height(style) for _, style, _ in lines) + theme.px(12)
        return wide + width - self._room(theme, width), max(high, theme.px(30))

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate, the flag, the lines and the shape."""
        fill = "selected" if self.is_on else "raised" if self.is_hovered and self.enabled else "sunken"
        frame(theme, surface, self.rect, fill, "accent" if self.is_on else "panel_edge")
        if self.flag:
            self._draw_flag(theme, surface)
        lines = self._told(theme, self.rect.w)
        y = self.rect.centery - sum(theme.line_height(style) for _, style, _ in lines) // 2
        for line, style, ink in lines:
            surface.blit(theme.render(line, style, ink), (self.rect.x + self._lead(theme), y))
            y += theme.line_height(style)
        if self.mark[1]:
            side = theme.px(14)
            square = pygame.Rect(0, 0, side, side)
            square.midright = (self.rect.right - theme.px(PAD), self.rect.centery)
            shapes.stance(surface, self.mark[1], square, pygame.Color(theme.colour(self.mark[0])))

    def _draw_flag(self, theme: Theme, surface: pygame.Surface) -> None:
        picture = art.flag(self.flag, theme.px(FLAG))
        if picture:
            spot = picture.get_rect(midleft=(self.rect.x + theme.px(PAD), self.rect.centery))
            surface.blit(picture, spot)
            pygame.draw.rect(surface, theme.colour("panel_edge"), spot, width=1)

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that the lines do not fit."""
        high = self.measure(theme, max(self.rect.w, 1))[1]
        if high > self.rect.h:
            yield f"lines need {high}, have {self.rect.h}"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of its lines on its plates."""
        plates = ["selected" if self.is_on else "sunken", *(["raised"] if self.enabled else [])]
        yield from ((ink, plate) for _, _, ink in self._told(theme, max(self.rect.w, 1)) for plate in plates)


class Bar(Widget):
    """A value of 0-100: its name, a figure, a note, a bar in ten segments with a mark, and the way it has gone."""

    role = "meter"

    def __init__(
        self,
        title: str,
        value: float,
        note: str,
        *,
        mark: int | None = None,
        colour: str = "accent",
        course: tuple[float, ...] = (),
        on_press: Callable[[], object] | None = None,
        **about: Any,
    ) -> None:
        """Make a bar; with `on_press` it takes the focus."""
        super().__init__(**{"name": f"{title}: {value:.0f}. {note}".strip(), **about})
        self.title, self.value, self.note, self.mark, self.colour = title, value, note, mark, colour
        self.course, self.on_press = course, on_press
        self.is_hovered = False

    @property
    def is_focusable(self) -> bool:
        """Tell whether there is anything to press."""
        return self.on_press is not None and self.enabled

    def _figures(self, theme: Theme) -> tuple[str, int]:
        figure = f"{self.value:.0f}"
        return figure, theme.width(figure, "figure") + theme.width(self.note, "small") + 2 * theme.size("gap")

    def _title(self, theme: Theme, width: int) -> tuple[str, ...]:
        return theme.wrapped(self.title, "body", max(width - self._figures(theme)[1], theme.px(40)))

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size: the title's lines, and the bar below."""
        wide = theme.width(self.title, "body") + self._figures(theme)[1]
        return wide, len(self._title(theme, width)) * theme.line_height("body") + theme.px(18)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw name, note, figure and bar."""
        if self.is_hovered and self.on_press:
            frame(theme, surface, self.rect.inflate(theme.px(6), 0), "raised", "panel_edge")
        y = self.rect.y
        for line in self._title(theme, self.rect.w):
            surface.blit(theme.render(line, "body"), (self.rect.x, y))
            y += theme.line_height("body")
        figure, _ = self._figures(theme)
        right = theme.render(figure, "figure", self.colour)
        surface.blit(right, (self.rect.right - right.get_width(), self.rect.y))
        note = theme.render(self.note, "small", "text_dim")
        left = self.rect.right - right.get_width() - theme.size("gap") - note.get_width()
        surface.blit(note, (left, self.rect.y + theme.px(2)))
        strip = pygame.Rect(self.rect.x, y + theme.px(4), self.rect.w, theme.px(7))
        colours = pygame.Color(theme.colour(self.colour)), pygame.Color(theme.colour("panel_edge"))
        shapes.bar(surface, strip, self.value, *colours, gap=theme.px(2), radius=theme.px(2))
        if self.mark is not None:
            shapes.mark(surface, strip, self.mark, pygame.Color(theme.colour("text")))

    def handle(self, root: Root, event: pygame.Event) -> bool:
        """Be pressed."""
        if self.on_press and root.is_press(event):
            self.on_press()
            return True
        return False

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that it does not fit."""
        high = self.measure(theme, max(self.rect.w, 1))[1]
        if high > self.rect.h:
            yield f"needs {high}, has {self.rect.h}"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of its texts."""
        del theme
        yield from (("text", ""), ("text_dim", ""), (self.colour, ""))
