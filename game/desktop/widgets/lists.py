"""Tables of any length: only the rows in sight are asked for and drawn."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pygame

from game.desktop.widgets.bar import Bar
from game.desktop.widgets.plates import plate
from game.desktop.widgets.text import Align
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: a picture, a text, or both."""

    text: str = ""
    colour: str = "text"
    icon: pygame.Surface | None = None
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, its width at a scale of 1, and its share of what is left."""

    title: str
    width: int = 0
    grow: int = 0
    align: Align = "left"


NOTCH: Final = 3  # rows that a notch of the wheel moves
STEPS: Final = {pygame.K_UP: -1, pygame.K_DOWN: 1}


class Table(Widget):
    """Rows of cells, of which one is chosen; the arrow keys choose, Enter or a second press opens."""

    role = "table"
    can_focus = True
    scrolls = True

    def __init__(
        self,
        headings: Sequence[Heading],
        count: int,
        row: Callable[[int], Sequence[Cell]],
        *,
        chosen: int = -1,
        on_choose: Callable[[int], object] | None = None,
        on_open: Callable[[int], object] | None = None,
        rows_shown: int = 6,
        **about: Any,
    ) -> None:
        """Make a table of `count` rows; `row` gives the cells of one, and is asked for those in sight alone."""
        super().__init__(**{"grow": 1, **about})
        self.headings, self.count, self.row = list(headings), count, row
        self.chosen, self.on_choose, self.on_open = chosen, on_choose, on_open
        self.rows_shown, self.first = rows_shown, 0
        self.is_dragged, self._reveals = False, True

    def _line(self, theme: Theme) -> int:
        return theme.line_height("body") + theme.size("gap")

    def _head(self, theme: Theme) -> int:
        shows = any(each.title for each in self.headings)
        return theme.line_height("label") + theme.size("gap") if shows else 0

    def _in_sight(self, theme: Theme) -> int:
        return max((self.rect.h - self._head(theme)) // self._line(theme), 1)

    def measure(self, theme: Theme, width: int) -> Size:
        """Return room for so many rows as it is asked to show."""
        wide = sum(theme.px(each.width or 80) for each in self.headings)
        del width
        return wide, self._head(theme) + min(self.rows_shown, max(self.count, 1)) * self._line(theme)

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Bring a row that was chosen into sight."""
        self.rect = rect
        seen = self._in_sight(theme)
        if self._reveals and rect.h:
            self._reveals = False  # once: whoever has scrolled away wants to be there
            if self.chosen >= 0 and not self.first <= self.chosen < self.first + seen:
                self.first = self.chosen - seen // 2
        self.first = min(max(self.first, 0), max(self.count - seen, 0))

    def spans(self, theme: Theme) -> list[tuple[int, int]]:
        """Return where each column begins, and how wide it is."""
        gap, bar = theme.size("gap"), self._bar_room(theme)
        firm = [theme.px(each.width) for each in self.headings]
        left = max(self.rect.w - sum(firm) - gap * len(firm) - bar, 0)
        shares = max(sum(each.grow for each in self.headings), 1)
        spans, x = [], self.rect.x + gap // 2
        for each, wide in zip(self.headings, firm, strict=True):
            whole = wide + left * each.grow // shares
            spans.append((x, whole))
            x += whole + gap
        return spans

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the headings, the rows in sight, and a bar where there are more."""
        spans, y = self.spans(theme), self.rect.y
        for each, (x, wide) in zip(self.headings, spans, strict=True):
            _blit(surface, theme.render(each.title, "label", "text_dim"), (x, y), wide, each.align)
        y += self._head(theme)
        if self._head(theme):
            surface.fill(theme.colour("panel_edge"), (self.rect.x, y - theme.px(3), self.rect.w, theme.px(1)))
        seen = self._in_sight(theme)
        for k in range(self.first, min(self.first + seen, self.count)):
            self._draw_row(theme, surface, k, y, spans)
            y += self._line(theme)
        self._bar(theme).draw(theme, surface)

    def _draw_row(self, theme: Theme, surface: pygame.Surface, k: int, y: int, spans: list[tuple[int, int]]) -> None:
        high = self._line(theme)
        if k == self.chosen:
            row = pygame.Rect(self.rect.x, y, self.rect.w - self._bar_room(theme), high)
            ink = theme.colour("selected")
            plate(surface, row, ink, ink, theme.px(4), 0)
        for cell, heading, (x, wide) in zip(self.row(k), self.headings, spans, strict=True):
            if cell.icon:
                surface.blit(cell.icon, (x, y + (high - cell.icon.get_height()) // 2))
                x, wide = x + cell.icon.get_width() + theme.px(6), wide - cell.icon.get_width() - theme.px(6)
            text = fitted(theme, cell.text, cell.style, wide)
            drawn = theme.render(text, cell.style, cell.colour)
            _blit(surface, drawn, (x, y + (high - drawn.get_height()) // 2), wide, heading.align)

    def _bar(self, theme: Theme) -> Bar:
        wide, head = theme.size("scroll"), self._head(theme)
        track = pygame.Rect(self.rect.right - wide, self.rect.y + head, wide, max(self.rect.h - head, 0))
        return Bar(track, self.count, self._in_sight(theme), self.first)

    def _bar_room(self, theme: Theme) -> int:
        return 2 * theme.size("scroll") if self.count > self._in_sight(theme) else 0

    def row_at(self, theme: Theme, pos: tuple[int, int]) -> int:
        """Return the row under a point, or -1."""
        k = self.first + (pos[1] - self.rect.y - self._head(theme)) // self._line(theme)
        inside = pos[1] >= self.rect.y + self._head(theme)
        return k if inside and k < min(self.count, self.first + self._in_sight(theme)) else -1

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Choose and open rows."""
        if event.type == pygame.KEYDOWN:
            return self._key(root.theme, event)
        if event.type == pygame.MOUSEWHEEL:
            return self._scroll(root.theme, self.first - event.y * NOTCH)
        if event.type == pygame.MOUSEBUTTONDOWN:
            self.is_dragged = self._bar(root.theme).takes(event.pos)
        if self.is_dragged:
            return self._drag(root.theme, event)
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1 and (k := self.row_at(root.theme, event.pos)) >= 0:
            self._press(root.theme, k)
            return True
        return False

    def _press(self, theme: Theme, k: int) -> None:
        if k == self.chosen:
            self._open()
        self.choose(theme, k)

    def _scroll(self, theme: Theme, first: int) -> bool:
        before = self.first
        self.first = min(max(first, 0), max(self.count - self._in_sight(theme), 0))
        return self.first != before

    def _drag(self, theme: Theme, event: pygame.Event) -> bool:
        self.is_dragged = event.type != pygame.MOUSEBUTTONUP
        if event.type not in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION):
            return False
        return self._scroll(theme, self._bar(theme).first_at(event.pos[1]))

    def _key(self, theme: Theme, event: pygame.Event) -> bool:
        seen = self._in_sight(theme)
        steps = {**STEPS, pygame.K_PAGEUP: -seen, pygame.K_PAGEDOWN: seen}
        ends = {pygame.K_HOME: 0, pygame.K_END: self.count - 1}
        if event.key in steps and self.count:
            self.choose(theme, min(max(self.chosen + steps[event.key], 0), self.count - 1))
        elif event.key in ends and self.count:
            self.choose(theme, ends[event.key])
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE) and self.chosen >= 0:
            self._open()
        else:
            return False
        return True

    def choose(self, theme: Theme, k: int) -> None:
        """Choose a row and bring it into sight."""
        self.chosen, self._reveals = k, True
        self.place(theme, self.rect)
        if self.on_choose:
            self.on_choose(k)

    def _open(self) -> None:
        if self.on_open:
            self.on_open(self.chosen)

    def adopt(self, old: Widget) -> None:
        """Stay where the one before was scrolled to, with its row where none is chosen anew."""
        if isinstance(old, Table):
            self.first, self.is_dragged = old.first, old.is_dragged
            self._reveals = self.chosen not in (-1, old.chosen)
            self.chosen = old.chosen if self.chosen < 0 and old.chosen < self.count else self.chosen

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield which headings and which cells in sight are cut."""
        spans = self.spans(theme)
        for each, (_, wide) in zip(self.headings, spans, strict=True):
            if theme.width(each.title, "label") > wide:
                yield f"heading {each.title!r} is cut"
        for k in range(self.first, min(self.first + self._in_sight(theme), self.count)):
            for cell, (_, wide) in zip(self.row(k), spans, strict=True):
                icon = cell.icon.get_width() + theme.px(6) if cell.icon else 0
                if theme.width(cell.text, cell.style) > wide - icon:
                    yield f"cell {cell.text!r} is cut"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of the cells in sight."""
        for k in range(self.first, min(self.first + self._in_sight(theme), self.count)):
            yield from ((cell.colour, "selected" if k == self.chosen else "") for cell in self.row(k) if cell.text)


def fitted(theme: Theme, text: str, style: str, width: int) -> str:
    """Return a text cut with dots so that it fits."""
    if theme.width(text, style) <= width:
        return text
    while text and theme.width(text + "…", style) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _blit(surface: pygame.Surface, drawn: pygame.Surface, corner: tuple[int, int], wide: int, align: Align) -> None:
    spare = max(wide - drawn.get_width(), 0)
    surface.blit(drawn, (corner[0] + {"left": 0, "centre": spare // 2, "right": spare}[align], corner[1]))
