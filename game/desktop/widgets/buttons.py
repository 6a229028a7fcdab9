"""Things to press: buttons, switches, one of several, a slider."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Final, Literal

import pygame

from game.desktop.widgets.boxes import Wrap
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget, frame

Kind = Literal["plain", "primary", "danger", "flat"]
FILLS: Final[dict[str, tuple[str, str]]] = {
    "plain": ("raised", "raised_hover"),
    "primary": ("primary", "primary_hover"),
    "danger": ("danger", "danger_hover"),
    "flat": ("panel", "raised"),
}


def unmarked(label: str) -> str:
    """Return a label without the mark before its letter."""
    return label.replace("&", "", 1)


def letter_of(label: str) -> str:
    """Return the letter that a label marks with `&`, in lower case, or ""."""
    at = label.find("&")
    return label[at + 1 : at + 2].lower() if at >= 0 else ""


class Button(Widget):
    """Something to press. `&` in the label stands before its letter, which is underlined; Alt and it press from anywhere."""

    role = "button"
    can_focus = True
    centred: ClassVar[bool] = True

    def __init__(
        self,
        label: str,
        on_press: Callable[[], object],
        *,
        kind: Kind = "plain",
        icon: pygame.Surface | None = None,
        style: str = "strong",
        **about: Any,
    ) -> None:
        """Make a button."""
        super().__init__(**{"name": unmarked(label), **about})
        self.label, self.on_press, self.kind, self.icon, self.style = label, on_press, kind, icon, style
        self.is_hovered = False

    @property
    def letter(self) -> str:
        """Return the letter that presses it."""
        return letter_of(self.label)

    def _text_width(self, theme: Theme, width: int) -> int:
        return max(width - 2 * theme.size("pad") - (self._icon_room(theme)), 1)

    def _icon_room(self, theme: Theme) -> int:
        return self.icon.get_width() + theme.size("gap") if self.icon else 0

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size of the label with room around it."""
        lines = theme.wrapped(unmarked(self.label), self.style, self._text_width(theme, width))
        wide = max((theme.width(line, self.style) for line in lines), default=0)
        wide += 2 * theme.size("pad") + self._icon_room(theme)
        high = len(lines) * theme.line_height(self.style) + theme.size("gap")
        least = super().measure(theme, width)
        return max(wide, least[0]), max(high, theme.size("row"), least[1])

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate and its label."""
        fill = FILLS[self.kind][self.is_hovered and self.enabled]
        frame(theme, surface, self.rect, fill if self.enabled else "panel", "panel_edge")
        lines = theme.wrapped(unmarked(self.label), self.style, self._text_width(theme, self.rect.w))
        high = theme.line_height(self.style)
        y = self.rect.y + (self.rect.h - high * len(lines)) // 2
        room = self._icon_room(theme)
        wide = max((theme.width(line, self.style) for line in lines), default=0) + room
        x = self.rect.x + (max((self.rect.w - wide) // 2, theme.size("pad")) if self.centred else theme.size("pad"))
        if self.icon:
            surface.blit(self.icon, (x, self.rect.centery - self.icon.get_height() // 2))
        for line in lines:
            theme.line(surface, line, self.style, self._ink(), (x + room, y))
            y += high
        if self.letter and len(lines) == 1:
            self._underline(theme, surface, (x + room, y - theme.px(3)))

    def _ink(self) -> str:
        if not self.enabled:
            return "text_dim"
        return "on_strong" if self.kind in ("primary", "danger") else "text"

    def _underline(self, theme: Theme, surface: pygame.Surface, start: tuple[int, int]) -> None:
        at = self.label.find("&")
        x = start[0] + theme.width(self.label[:at], self.style)
        wide = theme.width(self.label[at + 1], self.style)
        pygame.draw.line(surface, theme.colour(self._ink()), (x, start[1]), (x + wide - 1, start[1]), theme.px(1))

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Be pressed."""
        if self.enabled and root.is_press(event):
            self.on_press()
            return True
        return False

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that the label does not fit."""
        wide, high = self.measure(theme, max(self.rect.w, 1))
        if wide > self.rect.w or high > self.rect.h:
            yield f"label needs {wide} x {high}, has {self.rect.w} x {self.rect.h}"

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the label's colour on each of its plates."""
        del theme
        if self.enabled:
            yield from ((self._ink(), fill) for fill in FILLS[self.kind])
        else:
            yield self._ink(), "panel"


class Toggle(Button):
    """A switch: a box with a tick, and a label."""

    role = "check box"
    centred = False

    def __init__(self, label: str, is_on: bool, on_change: Callable[[bool], object], **about: Any) -> None:
        """Make a switch; `on_change` is told the new state."""
        super().__init__(label, lambda: on_change(not self.is_on), **{"kind": "flat", "style": "body", **about})
        self.is_on = is_on

    def _icon_room(self, theme: Theme) -> int:
        return theme.px(18) + theme.size("gap")

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the box, its tick and the label."""
        super().draw(theme, surface)
        box = pygame.Rect(self.rect.x + theme.size("pad"), self.rect.centery - theme.px(9), theme.px(18), theme.px(18))
        self._mark(theme, surface, box)

    def _mark(self, theme: Theme, surface: pygame.Surface, box: pygame.Rect) -> None:
        pygame.draw.rect(surface, theme.colour("text"), box, width=theme.px(1.5), border_radius=theme.px(3))
        if self.is_on:
            points = [(0.2, 0.5), (0.42, 0.74), (0.8, 0.26)]
            ticks = [(box.x + box.w * x, box.y + box.h * y) for x, y in points]
            pygame.draw.lines(surface, theme.colour("ok"), False, ticks, theme.px(3))


class Radio(Toggle):
    """One of several: a ring with a dot."""

    role = "radio button"

    def _mark(self, theme: Theme, surface: pygame.Surface, box: pygame.Rect) -> None:
        pygame.draw.circle(surface, theme.colour("text"), box.center, box.w // 2, theme.px(1.5))
        if self.is_on:
            pygame.draw.circle(surface, theme.colour("accent"), box.center, box.w // 4)


class Choice(Wrap):
    """One of several, side by side; the arrow keys go from one to the next."""

    role = "radio group"

    def __init__(
        self, options: Sequence[tuple[str, str]], chosen: str, on_change: Callable[[str], object], **about: Any
    ) -> None:
        """Make a choice of (key, label); `on_change` is told the key."""
        prefix = about.get("id", "choice")
        radios = [
            Radio(label, key == chosen, lambda _, key=key: on_change(key), id=f"{prefix}-{key}")  # type: ignore[misc]
            for key, label in options
        ]
        super().__init__(radios, **about)


class Slider(Widget):
    """A number between two others; left and right change it by a step."""

    role = "slider"
    can_focus = True

    def __init__(
        self, low: int, high: int, value: int, on_change: Callable[[int], object], *, step: int = 1, **about: Any
    ) -> None:
        """Make a slider; `on_change` is told the new value."""
        super().__init__(**{"least": (140, 34), **about})
        self.low, self.high, self.value, self.step, self.on_change = low, high, value, step, on_change

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the line, what lies below the value, and the knob."""
        knob = theme.px(8)
        left, right, y = self.rect.x + knob, self.rect.right - knob, self.rect.centery
        x = left + (right - left) * (self.value - self.low) // max(self.high - self.low, 1)
        pygame.draw.line(surface, theme.colour("panel_edge"), (left, y), (right, y), theme.px(4))
        pygame.draw.line(surface, theme.colour("accent"), (left, y), (x, y), theme.px(4))
        pygame.draw.circle(surface, theme.colour("text"), (x, y), knob)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Move by keys or to where the pointer presses or drags."""
        steps = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1, pygame.K_DOWN: -1, pygame.K_UP: 1}
        ends = {pygame.K_HOME: self.low, pygame.K_END: self.high}
        if event.type == pygame.KEYDOWN and event.key in steps:
            return self._set(self.value + steps[event.key] * self.step)
        if event.type == pygame.KEYDOWN and event.key in ends:
            return self._set(ends[event.key])
        if event.type == pygame.MOUSEBUTTONDOWN or (event.type == pygame.MOUSEMOTION and event.buttons[0]):
            knob = root.theme.px(8)
            share = (event.pos[0] - self.rect.x - knob) / max(self.rect.w - 2 * knob, 1)
            steps_in = round(share * (self.high - self.low) / self.step)
            return self._set(self.low + steps_in * self.step)
        return False

    def _set(self, value: int) -> bool:
        value = min(max(value, self.low), self.high)
        if value != self.value:
            self.value = value
            self.on_change(value)
        return True
