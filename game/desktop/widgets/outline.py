"""A screen as plain values, for whoever reads it aloud: one node a widget, with its name, role, value, place and state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pygame

from game.desktop.widgets.root import Root
from game.desktop.widgets.widget import State, Widget

WINDOW: Final = 0  # number of the node that stands for the window,
NEWS: Final = 1  # of that which says what passes by,
FIRST: Final = 2  # and of the first widget


@dataclass(frozen=True, slots=True)
class Node:
    """One widget. `number` stays the same for what stands for it in a tree that is built anew; rectangles are in pixels."""

    number: int
    role: str
    name: str
    help: str
    rect: tuple[int, int, int, int]
    kids: tuple[int, ...]
    state: State
    can_focus: bool
    enabled: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole screen: its nodes in the order of reading, the window's kids, what has the focus, what is said in passing."""

    title: str
    nodes: tuple[Node, ...]
    tops: tuple[int, ...]
    focus: int
    news: str


class Outliner:
    """Makes outlines of one root, and finds the widget that a number stands for."""

    def __init__(self, root: Root) -> None:
        """Begin; numbers are given out as widgets are met."""
        self.root = root
        self._numbers: dict[str, int] = {}
        self._widgets: dict[int, Widget] = {}

    def outline(self, title: str) -> Outline:
        """Return the screen as it is laid out now; under a modal, the modal alone."""
        self._widgets = {}
        tops = [self.root.top]
        nodes = [node for number, top in enumerate(tops) for node in self._nodes(top, f"/{number}")]
        focus = next((number for number, each in self._widgets.items() if each is self.root.focus), WINDOW)
        toasts = self.root.passing.toasts
        kids = tuple(self._numbers[f"/{number}"] for number in range(len(tops)))
        return Outline(title, tuple(nodes), kids, focus, toasts[-1].text if toasts else "")

    def widget(self, number: int) -> Widget | None:
        """Return the widget of a number in the last outline."""
        return self._widgets.get(number)

    def _nodes(self, widget: Widget, path: str) -> Iterator[Node]:
        number = self._numbers.setdefault(path, FIRST + len(self._numbers))
        self._widgets[number] = widget
        paths = [_path(child, f"{path}/{k}") for k, child in enumerate(widget.children)]
        below = [node for child, way in zip(widget.children, paths, strict=True) for node in self._nodes(child, way)]
        yield Node(
            number,
            widget.role,
            widget.name,
            widget.help or widget.tip,
            _box(widget.rect),
            tuple(self._numbers[way] for way in paths),
            widget.state(),
            widget.is_focusable,
            widget.enabled,
        )
        yield from below


def _path(widget: Widget, path: str) -> str:
    """Return what a widget is known by: its id, which goes with it wherever it comes to stand, else its place."""
    return f"#{widget.id}" if widget.id else f"{path}{type(widget).__name__}"


def _box(rect: pygame.Rect) -> tuple[int, int, int, int]:
    return rect.left, rect.top, rect.right, rect.bottom
