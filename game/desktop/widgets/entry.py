"""A field to write in: one line or several, with selection, clipboard, undo and composed letters."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pygame

from game.desktop.widgets.editing import Editing
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, Widget, frame, inner

MOVES: Final = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
DELETES: Final = {pygame.K_BACKSPACE: -1, pygame.K_DELETE: 1}
COMMAND: Final = pygame.KMOD_CTRL | pygame.KMOD_META


class Entry(Widget):
    """A field; `on_change` hears the text after each change, `on_enter` when Enter ends a single line."""

    role = "text field"
    can_focus = True
    writes = True

    def __init__(
        self,
        text: str,
        on_change: Callable[[str], object],
        *,
        lines: int = 1,
        on_enter: Callable[[], object] | None = None,
        hint: str = "",
        most: int = 2000,
        **about: Any,
    ) -> None:
        """Make a field of so many lines."""
        super().__init__(**{"least": (160, 0), **about})
        self.editing = Editing(text, len(text), len(text), most)
        self.on_change, self.lines, self.on_enter, self.hint = on_change, lines, on_enter, hint
        self.composed = ""

    def measure(self, theme: Theme, width: int) -> Size:
        """Return room for its lines."""
        least = super().measure(theme, width)
        return least[0], max(self.lines * theme.line_height("body") + 2 * theme.size("gap"), theme.size("row"))

    def _text_rect(self, theme: Theme) -> pygame.Rect:
        return inner(self.rect, theme.size("gap"))

    def rows(self, theme: Theme) -> list[tuple[int, str]]:
        """Return the lines as they are shown, each with the place of its first letter."""
        width, found, at = self._text_rect(theme).w, list[tuple[int, str]](), 0
        if self.lines == 1:
            return [(0, self.editing.text)]
        for part in self.editing.text.split("\n"):
            start = at
            for line in theme.wrapped(part, "body", width):
                found.append((start, line))
                start += len(line) + (1 if part[start - at + len(line) : start - at + len(line) + 1] == " " else 0)
            at += len(part) + 1
        return found

    def caret_spot(self, theme: Theme) -> tuple[int, int]:
        """Return which line the caret is in, and how far from its left."""
        rows = self.rows(theme)
        line = max(k for k, (start, _) in enumerate(rows) if start <= self.editing.caret)
        start, text = rows[line]
        return line, theme.width(text[: self.editing.caret - start], "body")

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the field, the selection, the text and the caret."""
        frame(theme, surface, self.rect, "sunken", "panel_edge")
        inside, high, clip = self._text_rect(theme), theme.line_height("body"), surface.get_clip()
        surface.set_clip(inside.clip(clip))
        line, caret = self.caret_spot(theme)
        left = inside.x - max(caret - inside.w + theme.px(4), 0) if self.lines == 1 else inside.x
        top = inside.y - max((line + 1) * high - inside.h, 0)
        low, until = self.editing.span
        for k, (start, text) in enumerate(self.rows(theme)):
            y = top + k * high
            self._draw_selection(theme, surface, text, (low - start, until - start), (left, y))
            theme.line(surface, text, "body", "text", (left, y))
        if not self.editing.text and not self.composed:
            theme.line(surface, self.hint, "body", "text_dim", inside.topleft)
        self._draw_caret(theme, surface, (left + caret, top + line * high))
        surface.set_clip(clip)

    def _draw_selection(
        self, theme: Theme, surface: pygame.Surface, text: str, span: tuple[int, int], corner: tuple[int, int]
    ) -> None:
        low, high = max(span[0], 0), min(span[1], len(text))
        if low < high:
            x = corner[0] + theme.width(text[:low], "body")
            plate = pygame.Rect(x, corner[1], theme.width(text[low:high], "body"), theme.line_height("body"))
            surface.fill(theme.colour("primary"), plate)

    def _draw_caret(self, theme: Theme, surface: pygame.Surface, spot: tuple[int, int]) -> None:
        drawn = theme.render(self.composed, "body", "accent") if self.composed else None
        if drawn:
            surface.blit(drawn, spot)
        x = spot[0] + (drawn.get_width() if drawn else 0)
        high = theme.line_height("body")
        pygame.draw.line(surface, theme.colour("accent"), (x, spot[1]), (x, spot[1] + high), theme.px(1.5))

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Write."""
        if event.type == pygame.TEXTEDITING:
            self.composed = event.text
            return True
        if event.type == pygame.TEXTINPUT:
            self.composed = ""
            return self._change(lambda: self.editing.insert(event.text))
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._point(root.theme, event.pos)
        return event.type == pygame.KEYDOWN and self._key(root, event)

    def _change(self, change: Callable[[], None]) -> bool:
        before = self.editing.text
        change()
        if self.editing.text != before:
            self.on_change(self.editing.text)
        return True

    def _point(self, theme: Theme, pos: tuple[int, int]) -> bool:
        inside, rows = self._text_rect(theme), self.rows(theme)
        line = min(max((pos[1] - inside.y) // theme.line_height("body"), 0), len(rows) - 1)
        start, text = rows[line]
        gaps = [abs(theme.width(text[:k], "body") - (pos[0] - inside.x)) for k in range(len(text) + 1)]
        self.editing.move(start + gaps.index(min(gaps)))
        return True

    def _key(self, root: Host, event: pygame.Event) -> bool:
        editing, selects = self.editing, bool(event.mod & pygame.KMOD_SHIFT)
        is_command = (
            bool(event.mod & COMMAND) and not event.mod & pygame.KMOD_ALT
        )  # Ctrl and Alt together write letters
        if is_command and event.key in COMMANDS:
            return self._change(lambda: COMMANDS[event.key](self, root))
        if event.key in MOVES:
            step = MOVES[event.key]
            editing.move(editing.word(step) if is_command else editing.caret + step, selects=selects)
        elif event.key in (pygame.K_HOME, pygame.K_END):
            editing.move(len(editing.text) if event.key == pygame.K_END else 0, selects=selects)
        elif event.key in DELETES:
            return self._change(lambda: editing.delete(DELETES[event.key]))
        elif event.key in (pygame.K_UP, pygame.K_DOWN) and self.lines > 1:
            self._line_on(root.theme, 1 if event.key == pygame.K_DOWN else -1, selects=selects)
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            return self._enter()
        else:
            return False
        return True

    def _enter(self) -> bool:
        if self.lines > 1:
            return self._change(lambda: self.editing.insert("\n"))
        if self.on_enter:
            self.on_enter()
        return self.on_enter is not None

    def _line_on(self, theme: Theme, by: int, *, selects: bool) -> None:
        line, x = self.caret_spot(theme)
        rows = self.rows(theme)
        start, text = rows[min(max(line + by, 0), len(rows) - 1)]
        gaps = [abs(theme.width(text[:k], "body") - x) for k in range(len(text) + 1)]
        self.editing.move(start + gaps.index(min(gaps)), selects=selects)

    def copy(self, root: Host) -> None:
        """Copy the selection."""
        if self.editing.selected:
            root.clipboard.put(self.editing.selected)

    def cut(self, root: Host) -> None:
        """Cut the selection."""
        if self.editing.selected:
            self.copy(root)
            self.editing.delete(0)

    def paste(self, root: Host) -> None:
        """Insert what was copied; a single line takes no line breaks."""
        text = root.clipboard.get()
        self.editing.insert(text if self.lines > 1 else " ".join(text.splitlines()))

    def select_all(self, _: Host) -> None:
        """Select everything."""
        self.editing.anchor, self.editing.caret = 0, len(self.editing.text)

    def undo(self, _: Host) -> None:
        """Take the last change back."""
        self.editing.undo()

    def adopt(self, old: Widget) -> None:
        """Keep caret, selection and what can be undone, where the text is the same."""
        if isinstance(old, Entry) and old.editing.text == self.editing.text:
            self.editing, self.composed = old.editing, old.composed

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of the text and of the hint."""
        del theme
        yield from (("text", "sunken"), ("text", "primary"), ("text_dim", "sunken"), ("accent", "sunken"))


COMMANDS: Final[dict[int, Callable[[Entry, Host], None]]] = {
    pygame.K_a: Entry.select_all,
    pygame.K_c: Entry.copy,
    pygame.K_x: Entry.cut,
    pygame.K_v: Entry.paste,
    pygame.K_z: Entry.undo,
}
