"""What every widget is: a place in a tree, a rectangle, a name and a role, and how it measures, draws and hears itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

import pygame

from game.desktop.widgets.clipboard import Clipboard
from game.desktop.widgets.plates import plate
from game.desktop.widgets.theme import Theme

Size = tuple[int, int]


PRESSES: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


def is_press(event: pygame.Event) -> bool:
    """Tell whether an event presses what hears it: Enter, the space bar, or the pointer let go where it went down."""
    if event.type == pygame.KEYDOWN:
        return event.key in PRESSES
    return event.type == pygame.MOUSEBUTTONUP and event.button == 1


@dataclass(frozen=True, slots=True)
class State:
    """What a widget holds, for whoever reads it aloud: a text, a number within bounds, whether it is on; None: no such thing."""

    text: str | None = None
    number: float | None = None
    low: float = 0.0
    high: float = 0.0
    step: float = 0.0  # by which keys move it, 0 where they do not
    is_on: bool | None = None


class Host(Protocol):
    """What a widget may ask of whatever it stands in; `Root` is the one there is."""

    @property
    def theme(self) -> Theme:
        """Return how things look."""

    @property
    def clipboard(self) -> Clipboard:
        """Return where text is copied to."""

    def open(self, modal: Widget) -> None:
        """Put something above everything."""

    def close(self) -> None:
        """Take the topmost away."""


class Widget:
    """One thing on a screen. Sizes are in pixels, after the scale."""

    role: ClassVar[str] = "group"
    can_focus: ClassVar[bool] = False
    scrolls: ClassVar[bool] = False  # children may lie outside of it, cut off
    writes: ClassVar[bool] = False  # letters are for it, not for the buttons that they mark
    floats: ClassVar[bool] = False  # lies among the words of a text, which keep it in its place
    roves: ClassVar[bool] = False  # Tab stops once for all below it, the arrow keys go round among them
    carries: object = None  # what is dragged with it, where a `Zone` takes that
    ground: str = ""  # colour that it fills itself with; "" shows what is behind

    def __init__(
        self,
        children: Sequence[Widget] = (),
        *,
        id: str = "",  # noqa: A002 - the word of the field
        name: str = "",
        help: str = "",  # noqa: A002 - as above
        tip: str = "",
        grow: int = 0,
        enabled: bool = True,
        least: Size = (0, 0),
    ) -> None:
        """Make a widget; `help` is for F1, `tip` for a pointer that rests; `least` is its least size at a scale of 1."""
        self.id, self.name, self.help, self.tip, self.grow, self.enabled = id, name, help, tip, grow, enabled
        self.least = least
        self.has_focus = self.is_hovered = self.is_on = False
        self._wishes: dict[int, Size] = {}
        self.children = list(children)
        self.parent: Widget | None = None
        self.rect = pygame.Rect(0, 0, 0, 0)
        for child in self.children:
            child.parent = self

    @property
    def is_focusable(self) -> bool:
        """Tell whether the focus may rest here."""
        return self.can_focus and self.enabled

    @property
    def rings(self) -> list[pygame.Rect]:
        """Return the rectangles that the focus is drawn around."""
        return [self.rect]

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the size that it would like at a width."""
        del width
        return theme.px(self.least[0]) if self.least[0] else 0, theme.px(self.least[1]) if self.least[1] else 0

    def wish(self, theme: Theme, width: int) -> Size:
        """Return what `measure` said since everything was last laid out: boxes in boxes ask again and again."""
        if width not in self._wishes:
            self._wishes[width] = self.measure(theme, width)
        return self._wishes[width]

    def forget(self) -> None:
        """Measure anew when asked next."""
        self._wishes.clear()
        for child in self.children:
            child.forget()

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Take a rectangle; whoever has children gives them theirs."""
        self.rect = rect
        for child in self.children:
            child.place(theme, rect)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw itself and its children."""
        if self.ground:
            surface.fill(theme.colour(self.ground), self.rect)
        self.draw_children(theme, surface)

    def draw_children(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw those of its children that are in sight."""
        clip = surface.get_clip()
        for child in self.children:
            if child.rect.colliderect(clip):
                child.draw(theme, surface)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Hear an event while it has the focus or is under the pointer; tell whether it was meant for it."""
        del root, event
        return False

    def state(self) -> State:
        """Return what it holds."""
        return State()

    def be(self, value: float) -> None:
        """Take a number, where it holds one that may be changed."""
        del value

    def adopt(self, old: Widget) -> None:
        """Take over what a person did to the widget of the same id that stood here before: where it was scrolled, its caret."""
        del old

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield what is wrong with how it lies on the screen, as far as it can tell itself."""
        del theme
        yield from ()

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield colours of text that it draws, each with the ground that it draws it on ("" for what is behind)."""
        del theme
        yield from ()

    def walk(self) -> Iterator[Widget]:
        """Yield itself and all below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()

    def at(self, pos: tuple[int, int]) -> Widget | None:
        """Return the topmost widget under a point, itself if no child is."""
        if not self.rect.collidepoint(pos):
            return None
        for child in reversed(self.children):
            if found := child.at(pos):
                return found
        return self

    def above(self) -> Iterator[Widget]:
        """Yield itself and whatever it lies in, from within."""
        one: Widget | None = self
        while one is not None:
            yield one
            one = one.parent


def inner(rect: pygame.Rect, pad: int) -> pygame.Rect:
    """Return a rectangle less a margin."""
    return pygame.Rect(rect.x + pad, rect.y + pad, max(rect.w - 2 * pad, 0), max(rect.h - 2 * pad, 0))


def frame(theme: Theme, surface: pygame.Surface, rect: pygame.Rect, fill: str, edge: str) -> None:
    """Draw a rounded plate with a fine edge."""
    plate(surface, rect, theme.colour(fill), theme.colour(edge), theme.size("radius"), theme.px(1))
