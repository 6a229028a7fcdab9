"""What is wrong with a screen, as far as a program can see: what is cut off or covered, unnamed, or too faint to read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from game.desktop.widgets.buttons import Button
from game.desktop.widgets.theme import LEAST_CONTRAST, Theme, contrast
from game.desktop.widgets.widget import Widget


def faults_of(top: Widget, theme: Theme) -> Iterator[str]:
    """Yield the faults of a tree that lies on a screen, each with where it is."""
    yield from _twice(top)
    for each in top.walk():
        here = f"{type(each).__name__} {each.id or each.name[:30]!r}"
        yield from (f"{here}: {fault}" for fault in each.faults(theme))
        yield from (f"{here}: {fault}" for fault in (*_outside(each), *_covered(each), *_unnamed(each)))
        yield from (f"{here}: {fault}" for fault in _faint(each, theme))


def _outside(widget: Widget) -> Iterator[str]:
    box = widget.parent
    if box is None or box.scrolls or widget.rect.size == (0, 0) or widget.floats:
        return
    if not box.rect.contains(widget.rect):
        yield f"lies outside of its {type(box).__name__}: {tuple(widget.rect)} in {tuple(box.rect)}"


def _covered(widget: Widget) -> Iterator[str]:
    shown = [each for each in widget.children if each.rect.w and each.rect.h and not each.floats]
    for one, other in combinations(shown, 2):
        if one.rect.colliderect(other.rect):
            yield f"{one.id or one.name[:30]!r} and {other.id or other.name[:30]!r} overlap"


def _unnamed(widget: Widget) -> Iterator[str]:
    if widget.is_focusable and not (widget.name and widget.role):
        yield "takes the focus and has no name or role"


def _twice(top: Widget) -> Iterator[str]:
    """Yield letters that press two things: only the first would hear."""
    seen: dict[str, str] = {}
    for each in top.walk():
        if isinstance(each, Button) and each.letter and each.enabled:
            if each.letter in seen:
                yield f"{each.name!r} and {seen[each.letter]!r} have the letter {each.letter!r}"
            seen.setdefault(each.letter, each.name)


def _faint(widget: Widget, theme: Theme) -> Iterator[str]:
    for ink, ground in widget.inks(theme):
        behind = ground or next((each.ground for each in widget.above() if each.ground), "ground")
        seen = contrast(theme.colour(ink), theme.colour(behind))
        if seen < LEAST_CONTRAST:
            yield f"{ink} on {behind} has a contrast of {seen:.1f}"
