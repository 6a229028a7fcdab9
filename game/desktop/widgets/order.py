"""Where the focus goes: by Tab, by an arrow, and from an old tree to what stands for it in a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pygame

from game.desktop.widgets.widget import Widget

ARROWS: Final = {
    pygame.K_RIGHT: (1, 0),
    pygame.K_DOWN: (0, 1),
    pygame.K_LEFT: (-1, 0),
    pygame.K_UP: (0, -1),
}
ASIDE: Final = 3  # a pixel to the side counts as so many straight on


def focusables(top: Widget) -> list[Widget]:
    """Return everything that can take the focus, in the order of reading."""
    return [each for each in top.walk() if each.is_focusable]


def stops(top: Widget, focus: Widget | None) -> Iterator[Widget]:
    """Yield what Tab goes through: all that can take the focus, of a group with arrow keys the one that stands for it."""
    if top.is_focusable:
        yield top
    if top.roves:
        members = [each for child in top.children for each in focusables(child)]
        if members:
            yield focus if focus in members else next((each for each in members if each.is_on), members[0])
        return
    for child in top.children:
        yield from stops(child, focus)


def following(order: Sequence[Widget], focus: Widget | None, by: int) -> Widget | None:
    """Return the next of an order, round and round; None where it is empty."""
    if not order:
        return None
    at = order.index(focus) if focus in order else (-1 if by > 0 else 0)
    return order[(at + by) % len(order)]


def by_arrow(top: Widget, focus: Widget | None, key: int) -> Widget | None:
    """Return where an arrow key leads: on within a group, else to the nearest that way, else on in the order of Tab."""
    step = sum(ARROWS[key])
    group = next((each for each in focus.above() if each.roves), None) if focus else None
    if group is not None:
        return following(focusables(group), focus, step)
    order = list(stops(top, focus))
    near = nearest(focus, order, ARROWS[key]) if focus in order else None
    return near or following(order, focus, step)


def nearest(focus: Widget | None, order: Sequence[Widget], way: tuple[int, int]) -> Widget | None:
    """Return the nearest of an order that lies wholly on one side of the focus."""
    if focus is None:
        return None
    there = [(far, k) for k, each in enumerate(order) if (far := _far(focus.rect, each.rect, way)) is not None]
    return order[min(there)[1]] if there else None


def _far(here: pygame.Rect, there: pygame.Rect, way: tuple[int, int]) -> int | None:
    """Return how far a rectangle lies one way, or None where it does not."""
    gaps = {
        (1, 0): there.left - here.right,
        (-1, 0): here.left - there.right,
        (0, 1): there.top - here.bottom,
        (0, -1): here.top - there.bottom,
    }
    if gaps[way] < 0:
        return None
    low, high = (max(here.top, there.top), min(here.bottom, there.bottom))
    if way[0] == 0:
        low, high = (max(here.left, there.left), min(here.right, there.right))
    return gaps[way] + ASIDE * max(low - high, 0)


def counterpart(widget: Widget | None, old: Widget, new: Widget) -> Widget | None:
    """Return what stands in a new tree for a widget of the old one: the same id, else the same name at the same place."""
    if widget is None:
        return None
    if widget.id:
        return next((each for each in new.walk() if each.id == widget.id), None)
    chain = list(widget.above())
    if chain[-1] is not old:
        return None
    found = new
    for parent, child in zip(reversed(chain), list(reversed(chain))[1:], strict=False):
        at = parent.children.index(child)
        if at >= len(found.children):
            return None
        found = found.children[at]
    return found if (type(found), found.name) == (type(widget), widget.name) else None
