"""The root of what is on a screen: who has the focus, what lies above, what an event means, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pygame

from game.desktop.widgets.buttons import Button
from game.desktop.widgets.clipboard import Clipboard, OwnClipboard
from game.desktop.widgets.faults import faults_of
from game.desktop.widgets.overlay import TOAST, Modal, Toast, reading
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget

PRESSES: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
TAB_STEPS: Final = {pygame.K_RIGHT: 1, pygame.K_DOWN: 1, pygame.K_LEFT: -1, pygame.K_UP: -1}
POINTER: Final = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION)


class Root:
    """A tree of widgets, the modals above it, and the focus."""

    def __init__(self, theme: Theme, *, clipboard: Clipboard | None = None, close: str = "&Close") -> None:
        """Make an empty one; `close` is the label of the button that closes help."""
        self.theme, self._close = theme, close
        self.clipboard: Clipboard = clipboard or OwnClipboard()
        self.tree = Widget()
        self.modals: list[Widget] = []
        self.toasts: list[Toast] = []
        self.focus: Widget | None = None
        self.dirty = True
        self._size = (0, 0)
        self._pressed: Widget | None = None
        self._hovered: Widget | None = None
        self._eaten = ""  # the letter that has just pressed something: its text is on the way

    # What is shown

    def show(self, tree: Widget) -> None:
        """Show a tree instead of the one before; widgets of the same id go on where those were."""
        old = {each.id: each for each in self.tree.walk() if each.id}
        focus = self.focus.id if self.focus else ""
        self.tree = tree
        for each in tree.walk():
            if each.id in old and type(each) is type(old[each.id]):
                each.adopt(old[each.id])
        self._lay()
        if not self.modals:
            self.focus = next((each for each in self.order() if each.id == focus), None) if focus else None

    def open(self, modal: Widget) -> None:
        """Put a modal above everything; the focus goes to the first thing in it."""
        self.modals.append(modal)
        self._lay()
        self.focus_on(next(iter(self.order()), None))

    def close(self) -> None:
        """Take the topmost modal away."""
        if self.modals:
            self.modals.pop()
            self.focus = None
            self.dirty = True

    def toast(self, text: str, now: float) -> None:
        """Show a line for some seconds from `now`."""
        self.toasts = [*self.toasts[-2:], Toast(text, now + TOAST)]
        self.dirty = True

    def tick(self, now: float) -> None:
        """Let lines go whose time is over."""
        left = [each for each in self.toasts if each.until > now]
        self.dirty |= len(left) != len(self.toasts)
        self.toasts = left

    def layout(self, size: tuple[int, int]) -> None:
        """Lay everything out anew for a size in pixels."""
        self._size = size
        self._lay()

    def _lay(self) -> None:
        whole = pygame.Rect((0, 0), self._size)
        for each in (self.tree, *self.modals):
            each.place(self.theme, whole)
        self.dirty = True

    @property
    def top(self) -> Widget:
        """Return what hears events: the topmost modal, or the tree."""
        return self.modals[-1] if self.modals else self.tree

    def draw(self, surface: pygame.Surface) -> None:
        """Draw everything."""
        surface.fill(self.theme.colour("ground"))
        for each in (self.tree, *self.modals):
            each.draw(self.theme, surface)
        if self.focus:
            self._ring(surface, self.focus)
        above = 2 * self.theme.size("pad")
        for toast in reversed(self.toasts):
            above = toast.draw(self.theme, surface, above)
        self.dirty = False

    def _ring(self, surface: pygame.Surface, widget: Widget) -> None:
        wide = self.theme.size("focus")
        clip = surface.get_clip()
        for each in widget.above():
            if isinstance(each, Scroll) and each is not widget:
                surface.set_clip(each.rect.inflate(4 * wide, 0).clip(surface.get_clip()))
        rect = widget.rect.inflate(2 * wide, 2 * wide)
        radius = self.theme.size("radius") + wide
        pygame.draw.rect(surface, self.theme.colour("focus"), rect, width=wide, border_radius=radius)
        surface.set_clip(clip)

    # Finding

    def __getitem__(self, key: str) -> Widget:
        """Return the widget with an id; KeyError where there is none."""
        for each in self.walk():
            if each.id == key:
                return each
        raise KeyError(key)

    def walk(self) -> Iterator[Widget]:
        """Yield all widgets, modals last."""
        for each in (self.tree, *self.modals):
            yield from each.walk()

    def order(self) -> list[Widget]:
        """Return what the focus goes through, in the order of reading."""
        return [each for each in self.top.walk() if each.is_focusable]

    def audit(self) -> list[str]:
        """Return what is wrong on the screen: see `faults.py`."""
        return [fault for each in (self.tree, *self.modals) for fault in faults_of(each, self.theme)]

    # Events

    def focus_on(self, widget: Widget | None) -> None:
        """Give the focus to a widget and bring it into sight."""
        self.focus = widget
        self.dirty = True
        for each in widget.above() if widget else ():
            if isinstance(each, Scroll) and each is not widget and widget:
                each.reveal(self.theme, widget.rect)

    def is_press(self, event: pygame.Event) -> bool:
        """Tell whether an event presses what hears it: Enter, the space bar, or the pointer let go where it went down."""
        if event.type == pygame.KEYDOWN:
            return event.key in PRESSES
        return event.type == pygame.MOUSEBUTTONUP and event.button == 1

    def handle(self, event: pygame.Event) -> bool:
        """Hear an event; tell whether anybody did anything."""
        if event.type in POINTER:
            heard = self._point(event)
        elif event.type == pygame.MOUSEWHEEL:
            heard = self._wheel(event)
        elif event.type == pygame.KEYDOWN:
            self._eaten = ""
            heard = self._key(event)
        elif event.type == pygame.TEXTINPUT and event.text.lower() == self._eaten:
            heard, self._eaten = True, ""
        else:
            heard = self._to_focus(event)
        self.dirty |= heard
        return heard

    def _to_focus(self, event: pygame.Event) -> bool:
        chain = self.focus.above() if self.focus and self.focus in set(self.top.walk()) else iter([self.top])
        return any(each.enabled and each.handle(self, event) for each in chain)

    def _key(self, event: pygame.Event) -> bool:
        if event.key == pygame.K_TAB:
            return self._step(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        if event.key == pygame.K_F1 and self._explain():
            return True
        if event.mod & pygame.KMOD_LALT and self._press_letter(event):
            return True
        if self._to_focus(event):
            return True
        if event.key in TAB_STEPS:
            return self._step(TAB_STEPS[event.key])
        is_writing = self.focus is not None and self.focus.writes
        return not is_writing and self._press_letter(event)

    def _step(self, by: int) -> bool:
        order = self.order()
        if not order:
            return False
        at = order.index(self.focus) if self.focus in order else (-1 if by > 0 else 0)
        self.focus_on(order[(at + by) % len(order)])
        return True

    def _press_letter(self, event: pygame.Event) -> bool:
        letter = pygame.key.name(event.key)
        plain = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) == 0
        for each in self.order() if len(letter) == 1 and plain else ():
            if isinstance(each, Button) and each.letter == letter:
                self._eaten = letter
                self.focus_on(each)
                each.on_press()
                return True
        return False

    def _explain(self) -> bool:
        helped = next((each for each in (self.focus.above() if self.focus else ()) if each.help), None)
        if helped is None:
            return False
        self.open(reading(helped.name, helped.help, self._close, self.close))
        return True

    def _wheel(self, event: pygame.Event) -> bool:
        pos = getattr(event, "pos", None) or pygame.mouse.get_pos()
        under = self.top.at(pos)
        return any(each.handle(self, event) for each in (under.above() if under else ()))

    def _point(self, event: pygame.Event) -> bool:
        under = self.top.at(event.pos)
        if event.type == pygame.MOUSEMOTION:
            dragged = self._pressed is not None and self._pressed.handle(self, event)
            return self._hover(under) or dragged
        if event.button != 1:
            return False
        if event.type == pygame.MOUSEBUTTONDOWN:
            return self._press(under, event)
        pressed, self._pressed = self._pressed, None
        if pressed is None or under not in set(pressed.walk()):
            return False
        return pressed.handle(self, event)

    def _press(self, under: Widget | None, event: pygame.Event) -> bool:
        self._pressed = next((each for each in (under.above() if under else ()) if each.is_focusable), None)
        if self._pressed is None:
            return False
        self.focus_on(self._pressed)
        self._pressed.handle(self, event)
        return True

    def _hover(self, under: Widget | None) -> bool:
        if under is self._hovered:
            return False
        changed = False
        for each, state in ((self._hovered, False), (under, True)):
            if isinstance(each, Button):
                each.is_hovered, changed = state, True
        self._hovered = under
        return changed


def asked(
    root: Root, title: str, text: str, answers: list[tuple[str, Callable[[], object]]], *, cancel: Callable[[], object]
) -> Modal:
    """Open a question with its answers as buttons, the first one marked; Escape is `cancel`."""
    from game.desktop.widgets.boxes import Wrap
    from game.desktop.widgets.text import Label

    buttons = [
        Button(label, act, kind="plain" if k else "primary", id=f"answer-{k}") for k, (label, act) in enumerate(answers)
    ]
    modal = Modal(title, [Label(text), Wrap(buttons)], cancel, id="question")
    root.open(modal)
    return modal
