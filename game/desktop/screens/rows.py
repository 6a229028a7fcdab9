"""Lines of lists and bars: what the screens draw themselves, on the widget layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pygame

from game.desktop import art, shapes
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, State, Widget, frame, is_press

FLAG: Final = 28  # width of a flag in a list, at a scale of 1
PAD: Final = 10
LEAST: Final = 30
SHAPE: Final = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: its text, style and colour, and how far it is set in, in pixels."""

    text: str
    style: str
    ink: str
    indent: int = 0


class Option(Button):
    """A line that can be pressed: a flag or none, a text, a note below with a shape before it, chosen or not."""

    flag_width, pad, styles = FLAG, PAD, ("body", "strong", "small")

    def __init__(
        self,
        text: str,
        note: str,
        on_press: Callable[[], object],
        *,
        is_on: bool = False,
        flag: str = "",
        mark: tuple[str, str] = ("", ""),
        **about: Any,  # noqa: ANN401 - what every widget is given
    ) -> None:
        """Make a line; `flag` is a seat, `mark` the colour and shape of a stance."""
        super().__init__("", on_press, **{"name": f"{text.removesuffix('.')}. {note}" if note else text, **about})
        self.text, self.note, self.is_on = text, note, is_on
        self.flag, self.mark = flag, mark

    def state(self) -> State:
        """Return that it is chosen, if it is: most lines are no switches, and say nothing of it."""
        return State(is_on=True) if self.is_on else State()

    def _lead(self, theme: Theme) -> int:
        return theme.px(self.pad) + (theme.px(self.flag_width) + theme.size("gap") if self.flag else 0)

    def _told(self, theme: Theme, width: int) -> list[Line]:
        """Return the lines as they are drawn at a width."""
        room = max(width - self._lead(theme) - theme.px(self.pad), 1)
        ink, style = "text" if self.enabled else "text_dim", self.styles[self.is_on]
        lines = [Line(line, style, ink) for line in theme.wrapped(self.text, style, room)]
        if self.note:
            indent = theme.px(SHAPE) + theme.px(5) if self.mark[1] else 0
            note_ink, style = "text" if self.is_on else "text_dim", self.styles[2]
            wrapped = theme.wrapped(self.note, style, max(room - indent, 1))
            lines += [Line(line, style, note_ink, indent) for line in wrapped]
        return lines

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size of text and note with room around them."""
        lines = self._told(theme, width)
        wide = max(theme.width(line.text, line.style) + line.indent for line in lines)
        high = sum(theme.line_height(line.style) for line in lines) + theme.px(self.pad)
        return wide + self._lead(theme) + theme.px(self.pad), max(high, theme.px(LEAST))

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate, the flag, the lines and the shape."""
        fill = "selected" if self.is_on else "raised" if self.is_hovered and self.enabled else "sunken"
        frame(theme, surface, self.rect, fill, "accent" if self.is_on else "panel_edge")
        if self.flag:
            self._draw_flag(theme, surface)
        lines, has_shape = self._told(theme, self.rect.w), bool(self.mark[1])
        x = self.rect.x + self._lead(theme)
        y = self.rect.centery - sum(theme.line_height(line.style) for line in lines) // 2
        for line in lines:
            theme.line(surface, line.text, line.style, line.ink, (x + line.indent, y))
            if line.indent and has_shape:
                self._draw_shape(theme, surface, x, y + theme.line_height(line.style) // 2)
                has_shape = False
            y += theme.line_height(line.style)

    def _draw_shape(self, theme: Theme, surface: pygame.Surface, x: int, middle: int) -> None:
        square = pygame.Rect(0, 0, theme.px(SHAPE), theme.px(SHAPE))
        square.midleft = (x, middle)
        shapes.stance(surface, self.mark[1], square, pygame.Color(theme.colour(self.mark[0])))

    def _draw_flag(self, theme: Theme, surface: pygame.Surface) -> None:
        picture = art.flag(self.flag, theme.px(self.flag_width))
        if picture:
            spot = picture.get_rect(midleft=(self.rect.x + theme.px(self.pad), self.rect.centery))
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
        yield from ((line.ink, plate) for line in self._told(theme, max(self.rect.w, 1)) for plate in plates)


class Tile(Option):
    """A small line of the silence board."""

    flag_width, pad, styles = 20, 6, ("small", "small", "small")


class Centred(Widget):
    """One thing in the middle, no wider than is easily read."""

    def __init__(self, child: Widget, width: int, *, fills: bool = True) -> None:
        """Take a child and its greatest width at a scale of 1; with `fills` it takes all the height."""
        super().__init__([child], grow=1)
        self.width, self.fills = width, fills

    def measure(self, theme: Theme, width: int) -> Size:
        """Return what the child would like."""
        return self.children[0].measure(theme, min(width, theme.px(self.width)))

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the child in the middle."""
        self.rect = rect
        middle = rect.copy()
        middle.w = min(rect.w, theme.px(self.width))
        if not self.fills:
            middle.h = min(rect.h, self.children[0].measure(theme, middle.w)[1])
        middle.center = rect.center
        self.children[0].place(theme, middle)


class Bar(Widget):
    """A value of 0-100: its name, a figure, a note, and a bar in ten segments with a mark."""

    role = "meter"

    def __init__(
        self,
        title: str,
        value: float,
        note: str,
        *,
        mark: int | None = None,
        colour: str = "accent",
        on_press: Callable[[], object] | None = None,
        **about: Any,  # noqa: ANN401 - what every widget is given
    ) -> None:
        """Make a bar; with `on_press` it takes the focus."""
        super().__init__(**{"name": f"{title}: {value:.0f}. {note}".strip(), **about})
        self.title, self.value, self.note, self.mark, self.colour = title, value, note, mark, colour
        self.on_press = on_press
        self.is_hovered = False

    def state(self) -> State:
        """Return the value."""
        return State(number=self.value, high=100.0)

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

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Be pressed."""
        del root
        if self.on_press and is_press(event):
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
