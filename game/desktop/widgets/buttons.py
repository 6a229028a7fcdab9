"""Things to press: buttons, switches, one of several, a slider."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar, Final, Literal

import pygame

from game.desktop.widgets.boxes import Wrap
from game.desktop.widgets.plates import plate, tick
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, State, Widget, frame, is_press

Kind = Literal["plain", "primary", "danger", "flat"]
FILLS: Final[dict[str, tuple[str, str]]] = {
    "plain": ("raised", "raised_hover"),
    "primary": ("primary", "primary_hover"),
    "danger": ("danger", "danger_hover"),
    "flat": ("panel", "raised"),
}

EDGES: Final = {"primary": "primary_hover", "danger": "danger_hover"}


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

    @property
    def letter(self) -> str:
        """Return the letter that presses it."""
        return letter_of(self.label)

    def _pad(self, theme: Theme) -> int:
        return theme.size("pad")

    def _text_width(self, theme: Theme, width: int) -> int:
        return max(width - 2 * self._pad(theme) - (self._icon_room(theme)), 1)

    def _icon_room(self, theme: Theme) -> int:
        return self.icon.get_width() + theme.size("gap") if self.icon else 0

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size of the label with room around it."""
        lines = theme.wrapped(unmarked(self.label), self.style, self._text_width(theme, width))
        wide = max((theme.width(line, self.style) for line in lines), default=0)
        wide += 2 * self._pad(theme) + self._icon_room(theme)
        high = len(lines) * theme.line_height(self.style) + theme.size("gap")
        least = super().measure(theme, width)
        return max(wide, least[0]), max(high, theme.size("row"), least[1])

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate and its label."""
        self._plate(theme, surface)
        lines = theme.wrapped(unmarked(self.label), self.style, self._text_width(theme, self.rect.w))
        high = theme.line_height(self.style)
        y = self.rect.y + (self.rect.h - high * len(lines)) // 2
        room = self._icon_room(theme)
        wide = max((theme.width(line, self.style) for line in lines), default=0) + room
        x = self.rect.x + (max((self.rect.w - wide) // 2, self._pad(theme)) if self.centred else self._pad(theme))
        if self.icon:
            surface.blit(self.icon, (x, self.rect.centery - self.icon.get_height() // 2))
        for line in lines:
            theme.line(surface, line, self.style, self._ink(), (x + room, y))
            y += high
        self._underline(theme, surface, lines, (x + room, y - high * len(lines)))

    def _plate(self, theme: Theme, surface: pygame.Surface) -> None:
        fill = FILLS[self.kind][self.is_hovered] if self.enabled else "panel"
        frame(theme, surface, self.rect, fill, EDGES.get(self.kind, "panel_edge") if self.enabled else "panel_edge")

    def _ink(self) -> str:
        if not self.enabled:
            return "text_dim"
        return "on_strong" if self.kind in ("primary", "danger") else "text"

    def _underline(self, theme: Theme, surface: pygame.Surface, lines: Sequence[str], corner: tuple[int, int]) -> None:
        """Underline the letter in the line that it has come to stand in."""
        at = self.label.find("&")
        for k, line in enumerate(lines if self.letter else ()):
            if at < len(line):
                x = corner[0] + theme.width(line[:at], self.style)
                y = corner[1] + (k + 1) * theme.line_height(self.style) - theme.px(3)
                wide = theme.width(line[at], self.style)
                pygame.draw.line(surface, theme.colour(self._ink()), (x, y), (x + wide - 1, y), theme.px(1))
                return
            at -= len(line) + 1

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Be pressed."""
        del root
        if self.enabled and is_press(event):
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
    MARK: ClassVar[int] = 18

    def __init__(self, label: str, is_on: bool, on_change: Callable[[bool], object], **about: Any) -> None:
        """Make a switch; `on_change` is told the new state."""
        super().__init__(label, lambda: on_change(not self.is_on), **{"kind": "flat", "style": "body", **about})
        self.is_on = is_on

    def state(self) -> State:
        """Return whether it is on."""
        return State(is_on=self.is_on)

    def _pad(self, theme: Theme) -> int:
        return theme.px(4)

    def _icon_room(self, theme: Theme) -> int:
        return theme.px(self.MARK) + theme.size("gap")

    def _plate(self, theme: Theme, surface: pygame.Surface) -> None:
        if self.is_hovered and self.enabled:
            frame(theme, surface, self.rect, "raised", "raised")

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the box, its tick and the label."""
        super().draw(theme, surface)
        side = theme.px(self.MARK)
        self._mark(
            theme, surface, pygame.Rect(self.rect.x + self._pad(theme), self.rect.centery - side // 2, side, side)
        )

    def _mark(self, theme: Theme, surface: pygame.Surface, box: pygame.Rect) -> None:
        fill = theme.colour("primary" if self.is_on else "sunken")
        plate(surface, box, fill, theme.colour(self._ink() if self.is_on else "text_dim"), theme.px(4), theme.px(1.5))
        if self.is_on:
            surface.blit(tick(box.w, theme.colour("on_strong")), box)


class Radio(Toggle):
    """One of several: a ring with a dot, on a plate that shows which one it is."""

    role = "radio button"

    def _pad(self, theme: Theme) -> int:
        return theme.size("pad")

    def _plate(self, theme: Theme, surface: pygame.Surface) -> None:
        fill = "raised_hover" if self.is_hovered and self.enabled else "raised" if self.is_on else "panel"
        frame(theme, surface, self.rect, fill, "accent" if self.is_on else "panel_edge")

    def _mark(self, theme: Theme, surface: pygame.Surface, box: pygame.Rect) -> None:
        plate(surface, box, theme.colour("sunken"), theme.colour("text_dim"), box.w // 2, theme.px(1.5))
        if self.is_on:
            dot, ink = box.inflate(-box.w // 2, -box.h // 2), theme.colour("accent")
            plate(surface, dot, ink, ink, dot.w // 2, 0)


class Choice(Wrap):
    """One of several, side by side; Tab goes to the one that is on, the arrow keys from one to the next."""

    role = "radio group"
    roves = True

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
        for name, end in (("panel_edge", right), ("accent", x)):
            line = pygame.Rect(left, y - theme.px(2), end - left, theme.px(4))
            plate(surface, line, theme.colour(name), theme.colour(name), theme.px(2), 0)
        ink = theme.colour("text")
        plate(surface, pygame.Rect(x - knob, y - knob, 2 * knob, 2 * knob), ink, ink, knob, 0)

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

    def state(self) -> State:
        """Return the number and its bounds."""
        return State(number=float(self.value), low=float(self.low), high=float(self.high), step=float(self.step))

    def be(self, value: float) -> None:
        """Take the nearest number that it may have."""
        self._set(self.low + round((value - self.low) / self.step) * self.step)

    def _set(self, value: int) -> bool:
        value = min(max(value, self.low), self.high)
        if value != self.value:
            self.value = value
            self.on_change(value)
        return True
