"""Boxes: rows, columns, lines that wrap, a grid, panels with a heading, and a window on something taller."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pygame

from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Size, Widget, frame, inner

WIDE: Final = 100_000  # as a width to measure at: as wide as it likes


class Column(Widget):
    """Children one below the other, as wide as the column; those that grow share the height that is left."""

    def __init__(self, children: Sequence[Widget] = (), *, gap: int = 8, pad: int = 0, **about: Any) -> None:
        """Make a column; gap and pad are sizes at a scale of 1."""
        super().__init__(children, **about)
        self.gap, self.pad = gap, pad

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the widest child's width, and all heights together."""
        pad, gap = _room(theme, self.pad), _room(theme, self.gap)
        sizes = [child.wish(theme, max(width - 2 * pad, 1)) for child in self.children]
        least = super().measure(theme, width)
        wide = max((w for w, _ in sizes), default=0) + 2 * pad
        high = sum(h for _, h in sizes) + gap * max(len(sizes) - 1, 0) + 2 * pad
        return max(wide, least[0]), max(high, least[1])

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Share out the height."""
        self.rect = rect
        inside = inner(rect, _room(theme, self.pad))
        wishes = [child.wish(theme, inside.w)[1] for child in self.children]
        heights = shared(wishes, [child.grow for child in self.children], inside.h, _room(theme, self.gap))
        y = inside.y
        for child, height in zip(self.children, heights, strict=True):
            child.place(theme, pygame.Rect(inside.x, y, inside.w, height))
            y += height + _room(theme, self.gap)


class Row(Widget):
    """Children side by side, in the middle of the height; those that grow share the width that is left."""

    def __init__(
        self, children: Sequence[Widget] = (), *, gap: int = 8, pad: int = 0, stretch: bool = False, **about: Any
    ) -> None:
        """Make a row; with `stretch` each child is as high as the row."""
        super().__init__(children, **about)
        self.gap, self.pad, self.stretch = gap, pad, stretch

    def _widths(self, theme: Theme, width: int) -> list[int]:
        wishes = [child.wish(theme, WIDE)[0] for child in self.children]
        return shared(wishes, [child.grow for child in self.children], width, _room(theme, self.gap))

    def measure(self, theme: Theme, width: int) -> Size:
        """Return all widths together, and the height of the highest child at its width."""
        pad, gap = _room(theme, self.pad), _room(theme, self.gap)
        wishes = sum(child.wish(theme, WIDE)[0] for child in self.children) + gap * max(len(self.children) - 1, 0)
        widths = self._widths(theme, max(min(width, WIDE) - 2 * pad, 1))
        high = max((c.wish(theme, w)[1] for c, w in zip(self.children, widths, strict=True)), default=0)
        least = super().measure(theme, width)
        return max(wishes + 2 * pad, least[0]), max(high + 2 * pad, least[1])

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Share out the width."""
        self.rect = rect
        inside = inner(rect, _room(theme, self.pad))
        x = inside.x
        for child, width in zip(self.children, self._widths(theme, inside.w), strict=True):
            high = inside.h if self.stretch or child.grow else min(child.wish(theme, width)[1], inside.h)
            child.place(theme, pygame.Rect(x, inside.y + (inside.h - high) // 2, width, high))
            x += width + _room(theme, self.gap)


class Wrap(Widget):
    """Children side by side that go on in the next line where there is no room."""

    def __init__(self, children: Sequence[Widget] = (), *, gap: int = 8, **about: Any) -> None:
        """Make one; gap is a size at a scale of 1."""
        super().__init__(children, **about)
        self.gap = gap

    def _spots(self, theme: Theme, width: int) -> list[pygame.Rect]:
        gap, spots = _room(theme, self.gap), list[pygame.Rect]()
        x = y = high = 0
        for child in self.children:
            w = min(child.wish(theme, WIDE)[0], width)
            h = child.wish(theme, w)[1]
            if x and x + w > width:
                x, y, high = 0, y + high + gap, 0
            spots.append(pygame.Rect(x, y, w, h))
            x, high = x + w + gap, max(high, h)
        return spots

    def measure(self, theme: Theme, width: int) -> Size:
        """Return how wide and high the lines are."""
        spots = self._spots(theme, width)
        return max((each.right for each in spots), default=0), max((each.bottom for each in spots), default=0)

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put each child at its spot."""
        self.rect = rect
        for child, spot in zip(self.children, self._spots(theme, rect.w), strict=True):
            child.place(theme, spot.move(rect.topleft))


class Grid(Widget):
    """Children in so many columns of the same width, line by line; cells of a line are as high as its highest."""

    def __init__(self, children: Sequence[Widget], *, columns: int, gap: int = 8, **about: Any) -> None:
        """Make a grid; gap is a size at a scale of 1."""
        super().__init__(children, **about)
        self.columns, self.gap = columns, gap

    def _heights(self, theme: Theme, cell: int) -> list[int]:
        high = [child.wish(theme, cell)[1] for child in self.children]
        return [max(high[k : k + self.columns]) for k in range(0, len(high), self.columns)]

    def _cell(self, theme: Theme, width: int) -> int:
        return max((width - _room(theme, self.gap) * (self.columns - 1)) // self.columns, 1)

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the whole width and all lines together."""
        gap = _room(theme, self.gap)
        if width >= WIDE:
            cell = max((child.wish(theme, WIDE)[0] for child in self.children), default=0)
            width = cell * self.columns + gap * (self.columns - 1)
        heights = self._heights(theme, self._cell(theme, width))
        return width, sum(heights) + gap * max(len(heights) - 1, 0)

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the cells."""
        self.rect = rect
        gap, cell, y = _room(theme, self.gap), self._cell(theme, rect.w), rect.y
        for line, height in enumerate(self._heights(theme, cell)):
            for k, child in enumerate(self.children[line * self.columns : (line + 1) * self.columns]):
                child.place(theme, pygame.Rect(rect.x + k * (cell + gap), y, cell, height))
            y += height + gap


class Panel(Column):
    """A plate with a heading in small letters."""

    ground = "panel"

    def __init__(self, title: str, children: Sequence[Widget] = (), **about: Any) -> None:
        """Make a panel; without a title it is a plate alone."""
        super().__init__(children, **{"pad": 12, "gap": 8, "name": title, **about})
        self.title = title

    def _heading(self, theme: Theme, width: int) -> tuple[str, ...]:
        return theme.wrapped(self.title.upper(), "label", width - 2 * _room(theme, self.pad)) if self.title else ()

    def _head(self, theme: Theme, width: int) -> int:
        lines = self._heading(theme, width)
        return theme.line_height("label") * len(lines) + (theme.size("gap") if lines else 0)

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size with the heading."""
        wide, high = super().measure(theme, width)
        title = theme.width(self.title.upper(), "label") + 2 * _room(theme, self.pad) if self.title else 0
        return max(wide, title), high + self._head(theme, width)

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Put the children below the heading."""
        head = self._head(theme, rect.w)
        super().place(theme, pygame.Rect(rect.x, rect.y + head, rect.w, max(rect.h - head, 0)))
        self.rect = rect

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate, the heading and the children."""
        frame(theme, surface, self.rect, self.ground, "panel_edge")
        y = self.rect.y + _room(theme, self.pad)
        for line in self._heading(theme, self.rect.w):
            theme.line(surface, line, "label", "text_dim", (self.rect.x + _room(theme, self.pad), y))
            y += theme.line_height("label")
        self.draw_children(theme, surface)


class Spacer(Widget):
    """Room that nothing fills."""

    def __init__(self, grow: int = 1) -> None:
        """Make one that takes its share of spare room."""
        super().__init__(grow=grow)


def shared(wishes: list[int], grows: list[int], room: int, gap: int) -> list[int]:
    """Return what each gets of a room: its wish, or where it grows its share of what is left; too large wishes shrink alike."""
    left = room - gap * max(len(wishes) - 1, 0) - sum(w for w, g in zip(wishes, grows, strict=True) if g == 0)
    shares = sum(grows)
    if left < 0:
        firm = max(sum(w for w, g in zip(wishes, grows, strict=True) if g == 0), 1)
        return [0 if g else max(w + left * w // firm, 0) for w, g in zip(wishes, grows, strict=True)]
    return [left * g // shares if g else w for w, g in zip(wishes, grows, strict=True)]


def _room(theme: Theme, size: int) -> int:
    return theme.px(size) if size else 0
