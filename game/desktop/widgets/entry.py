"""A field to write in: one line or several, with selection, clipboard, undo and composed letters."""

# What any widget takes (`Widget.__init__`) is handed on as it is.
# ruff: noqa: ANN401

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import pygame

from game.desktop.widgets.editing import Editing, folded
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Host, Size, State, Widget, frame, inner

MOVES: Final = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
LINES: Final = {pygame.K_UP: -1, pygame.K_DOWN: 1}
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
        self._folded: tuple[tuple[str, int, float], list[tuple[int, str]]] = ("", 0, 0.0), [(0, "")]

    def measure(self, theme: Theme, width: int) -> Size:
        """Return room for its lines."""
        least = super().measure(theme, width)
        return least[0], max(self.lines * theme.line_height("body") + 2 * theme.size("gap"), theme.size("row"))

    def _text_rect(self, theme: Theme) -> pygame.Rect:
        return inner(self.rect, theme.size("gap"))

    def state(self) -> State:
        """Return what is written."""
        return State(text=self.editing.text)

    def rows(self, theme: Theme) -> list[tuple[int, str]]:
        """Return the lines as they are shown, each with the place of its first letter."""
        if self.lines == 1:
            return [(0, self.editing.text)]
        key = self.editing.text, self._text_rect(theme).w, theme.scale
        if self._folded[0] != key:
            self._folded = key, folded(key[0], key[1], lambda text: theme.width(text, "body"))
        return self._folded[1]

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
        left, top = self._corner(theme)
        low, until = self.editing.span
        for k, (start, text) in enumerate(self.rows(theme)):
            y = top + k * high
            self._draw_selection(theme, surface, text, (low - start, until - start), (left, y))
            theme.line(surface, text, "body", "text", (left, y))
        if not self.editing.text and not self.composed:
            theme.line(surface, self.hint, "body", "text_dim", inside.topleft)
        if self.has_focus:
            self._draw_caret(theme, surface)
        surface.set_clip(clip)

    def _draw_selection(
        self, theme: Theme, surface: pygame.Surface, text: str, span: tuple[int, int], corner: tuple[int, int]
    ) -> None:
        low, high = max(span[0], 0), min(span[1], len(text))
        if low < high:
            x = corner[0] + theme.width(text[:low], "body")
            plate = pygame.Rect(x, corner[1], theme.width(text[low:high], "body"), theme.line_height("body"))
            surface.fill(theme.colour("primary"), plate)

    def _corner(self, theme: Theme) -> tuple[int, int]:
        """Return where the text begins, moved so that the caret is in sight."""
        inside, high, (line, caret) = self._text_rect(theme), theme.line_height("body"), self.caret_spot(theme)
        left = inside.x - max(caret - inside.w + theme.px(4), 0) if self.lines == 1 else inside.x
        return left, inside.y - max((line + 1) * high - inside.h, 0)

    def caret_rect(self, theme: Theme) -> pygame.Rect:
        """Return where the caret is; the list of an input method opens there."""
        (left, top), (line, caret), high = self._corner(theme), self.caret_spot(theme), theme.line_height("body")
        return pygame.Rect(left + caret, top + line * high, theme.px(1.5), high)

    def _draw_caret(self, theme: Theme, surface: pygame.Surface) -> None:
        spot = self.caret_rect(theme)
        if self.composed:
            drawn = theme.render(self.composed, "body", "accent")
            plate = pygame.Rect(spot.x, spot.y, drawn.get_width(), spot.h)
            surface.fill(theme.colour("sunken"), plate)
            theme.line(surface, self.composed, "body", "accent", plate.topleft)
            surface.fill(theme.colour("accent"), (plate.x, plate.bottom - theme.px(2), plate.w, theme.px(1)))
            spot.x = plate.right
        surface.fill(theme.colour("accent"), spot)
        if pygame.display.get_init():
            pygame.key.set_text_input_rect(spot)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Write."""
        if event.type == pygame.TEXTEDITING:
            self.composed = event.text
            return True
        if event.type == pygame.TEXTINPUT:
            self.composed = ""
            return self._change(lambda: self.editing.insert(event.text))
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._point(root.theme, event.pos, selects=bool(pygame.key.get_mods() & pygame.KMOD_SHIFT))
        if event.type == pygame.MOUSEMOTION and event.buttons[0]:
            return self._point(root.theme, event.pos, selects=True)
        return event.type == pygame.KEYDOWN and self._key(root, event)

    def _change(self, change: Callable[[], None]) -> bool:
        before = self.editing.text
        change()
        if self.editing.text != before:
            self.on_change(self.editing.text)
        return True

    def _point(self, theme: Theme, pos: tuple[int, int], *, selects: bool) -> bool:
        (left, top), rows = self._corner(theme), self.rows(theme)
        line = min(max((pos[1] - top) // theme.line_height("body"), 0), len(rows) - 1)
        self.editing.move(_letter_at(theme, rows[line], pos[0] - left), selects=selects)
        return True

    def _key(self, root: Host, event: pygame.Event) -> bool:
        editing, selects = self.editing, bool(event.mod & pygame.KMOD_SHIFT)
        # Ctrl and Alt together write letters on some keyboards.
        is_command = bool(event.mod & COMMAND) and not event.mod & pygame.KMOD_ALT
        command = COMMANDS.get((event.key, selects)) if is_command else None
        if command is not None:
            return self._change(partial(command, self, root))
        if event.key in DELETES:
            return self._change(lambda: editing.delete(self._deleted(DELETES[event.key], by_word=is_command)))
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            return self._enter()
        to = self._way(root.theme, event.key, far=is_command)
        if to is not None:
            editing.move(to, selects=selects)
        return to is not None

    def _deleted(self, by: int, *, by_word: bool) -> int:
        return self.editing.word(by) - self.editing.caret if by_word else by

    def _way(self, theme: Theme, key: int, *, far: bool) -> int | None:
        """Return where a key moves the caret, or None; `far` is by words, and to the ends of the whole text."""
        editing, (start, end) = self.editing, self._ends(theme)
        if key in MOVES:
            return editing.word(MOVES[key]) if far else editing.caret + MOVES[key]
        if key == pygame.K_HOME:
            return 0 if far else start
        if key == pygame.K_END:
            return len(editing.text) if far else end
        if key in LINES and self.lines > 1:
            return self._line_on(theme, LINES[key])
        return None

    def _enter(self) -> bool:
        if self.lines > 1:
            return self._change(lambda: self.editing.insert("\n"))
        if self.on_enter:
            self.on_enter()
        return self.on_enter is not None

    def _ends(self, theme: Theme) -> tuple[int, int]:
        """Return where the line of the caret begins and ends; one that goes on below ends before its last blank."""
        rows, line = self.rows(theme), self.caret_spot(theme)[0]
        start, text = rows[line]
        goes_on = line + 1 < len(rows) and rows[line + 1][0] == start + len(text)
        return start, start + max(len(text) - goes_on, 0)

    def _line_on(self, theme: Theme, by: int) -> int:
        line, x = self.caret_spot(theme)
        rows = self.rows(theme)
        return _letter_at(theme, rows[min(max(line + by, 0), len(rows) - 1)], x)

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

    def redo(self, _: Host) -> None:
        """Do again what was taken back."""
        self.editing.redo()

    def adopt(self, old: Widget) -> None:
        """Keep caret, selection and what can be undone, where the text is the same."""
        if isinstance(old, Entry) and old.editing.text == self.editing.text:
            self.editing, self.composed = old.editing, old.composed

    def inks(self, theme: Theme) -> Iterator[tuple[str, str]]:
        """Yield the colours of the text and of the hint."""
        del theme
        yield from (("text", "sunken"), ("text", "primary"), ("text_dim", "sunken"), ("accent", "sunken"))


def _letter_at(theme: Theme, row: tuple[int, str], x: int) -> int:
    """Return the place between letters that is nearest to a distance from the left of a row."""
    start, text = row
    gaps = [abs(theme.width(text[:k], "body") - x) for k in range(len(text) + 1)]
    return start + gaps.index(min(gaps))


# By the key, and whether Shift is held.
COMMANDS: Final[dict[tuple[int, bool], Callable[[Entry, Host], None]]] = {
    (pygame.K_a, False): Entry.select_all,
    (pygame.K_c, False): Entry.copy,
    (pygame.K_x, False): Entry.cut,
    (pygame.K_v, False): Entry.paste,
    (pygame.K_z, False): Entry.undo,
    (pygame.K_z, True): Entry.redo,
    (pygame.K_y, False): Entry.redo,
}
