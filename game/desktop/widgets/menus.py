"""One of many: a list, and a field that opens one above everything."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import pygame

from game.desktop.widgets.boxes import WIDE
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.lists import Cell, Heading, Table
from game.desktop.widgets.plates import chevron
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, State, Widget, frame, inner, is_press

Options = Sequence[tuple[str, str]]  # key and label
SHOWN: Final = 9  # options in sight at once
MARK: Final = 18
OPENS: Final = (pygame.K_DOWN, pygame.K_UP)


class ListBox(Table):
    """Options one below the other; arrows and first letters go through them, Enter or a press picks one."""

    role = "list box"
    writes = True

    def __init__(self, options: Options, chosen: str, on_pick: Callable[[str], object], **about: Any) -> None:
        """Make a list of (key, label); `on_pick` is told the key."""
        self.options = list(options)
        super().__init__(
            [Heading("", grow=1)],
            len(self.options),
            lambda k: (Cell(self.options[k][1]),),
            chosen=next((k for k, (key, _) in enumerate(self.options) if key == chosen), -1),
            on_open=lambda k: on_pick(self.options[k][0]),
            **{"rows_shown": SHOWN, **about},
        )

    def state(self) -> State:
        """Return which one is marked."""
        return State(text=self.options[self.chosen][1] if 0 <= self.chosen < len(self.options) else "")

    def measure(self, theme: Theme, width: int) -> Size:
        """Return the room that the longest label needs."""
        high = super().measure(theme, width)[1]
        wide = max((theme.width(label, "body") for _, label in self.options), default=0)
        return wide + 2 * theme.size("pad") + 2 * theme.size("scroll"), high

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Hear keys, the pointer, and letters that are typed."""
        if event.type == pygame.TEXTINPUT:
            return self._seek(root.theme, event.text.casefold())
        return super().handle(root, event)

    def _press(self, theme: Theme, k: int) -> None:
        self.choose(theme, k)
        self._open()

    def _seek(self, theme: Theme, letter: str) -> bool:
        """Choose the next option that begins with a letter."""
        order = [(self.chosen + 1 + k) % self.count for k in range(self.count)]
        found = next((k for k in order if self.options[k][1].casefold().startswith(letter)), None)
        if found is not None:
            self.choose(theme, found)
        return found is not None


class DropDown(Button):
    """A field that shows which one is chosen; pressed, it opens the list."""

    role = "combo box"
    centred = False

    def __init__(self, options: Options, chosen: str, on_change: Callable[[str], object], **about: Any) -> None:
        """Make one of (key, label), named by `name`; `on_change` is told the key."""
        self.options, self.chosen, self.on_change = list(options), chosen, on_change
        label = next((label for key, label in self.options if key == chosen), "")
        # The first & of a label marks a letter; one that an option has is meant as it stands.
        super().__init__(label.replace("&", "&&", 1), lambda: None, **{"style": "body", **about})

    @property
    def letter(self) -> str:
        """Return that it has no letter: its label is one of its options."""
        return ""

    def state(self) -> State:
        """Return which one is chosen."""
        return State(text=next((label for key, label in self.options if key == self.chosen), ""))

    def measure(self, theme: Theme, width: int) -> Size:
        """Return room for the longest option, so that choosing moves nothing."""
        wide, high = super().measure(theme, max(width - theme.px(MARK), 1))
        longest = max((theme.width(label, self.style) for _, label in self.options), default=0)
        room = longest + 2 * theme.size("pad") + theme.px(MARK) + theme.size("gap")
        return (room if width >= WIDE else min(max(room, wide), width)), high

    def _text_width(self, theme: Theme, width: int) -> int:
        return super()._text_width(theme, width) - theme.px(MARK)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the field and the mark that it opens."""
        super().draw(theme, surface)
        mark = chevron(theme.px(MARK), theme.colour(self._ink()))
        surface.blit(mark, mark.get_rect(midright=(self.rect.right - theme.size("gap"), self.rect.centery)))

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Open the list, by a press or by an arrow up or down."""
        is_opened = is_press(event) or (event.type == pygame.KEYDOWN and event.key in OPENS)
        if is_opened and self.enabled:
            root.open(Menu(self, root.close))
        return is_opened


class Menu(Widget):
    """The list of a field, above everything; a press beside it or Escape closes it and nothing is changed."""

    role = "menu"

    def __init__(self, field: DropDown, close: Callable[[], object]) -> None:
        """Make the list of a field; `close` takes it away."""
        self.field, self.on_close = field, close
        self.list = ListBox(field.options, field.chosen, self._pick, id="options", name=field.name)
        super().__init__([self.list], name=field.name, id="menu")

    def _pick(self, key: str) -> None:
        self.on_close()
        self.field.on_change(key)

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Lie below the field, or above it where there is more room."""
        self.rect, field, pad = rect, self.field.rect, theme.size("gap")
        wide, high = self.list.wish(theme, rect.w)
        below, above = rect.bottom - field.bottom - 2 * pad, field.top - rect.top - 2 * pad
        high = min(high + pad, max(below, above))
        plate = pygame.Rect(field.x, field.bottom + pad // 2, min(max(wide + pad, field.w), rect.w), high)
        if high > below:
            plate.bottom = field.top - pad // 2
        plate.clamp_ip(rect)
        self.list.place(theme, inner(plate, pad // 2))

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the plate and the list."""
        pad = theme.size("gap")
        frame(theme, surface, self.list.rect.inflate(pad, pad), "raised", "text_dim")
        self.list.draw(theme, surface)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Close."""
        del root
        beside = event.type == pygame.MOUSEBUTTONDOWN and not self.list.rect.collidepoint(event.pos)
        leaves = event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE
        if beside or leaves:
            self.on_close()
        return beside or leaves
