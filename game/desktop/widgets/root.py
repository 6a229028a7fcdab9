"""The root of what is on a screen: what is shown, what lies above it, who has the focus, and what an event means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pygame

from game.desktop.widgets.boxes import Wrap
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.clipboard import Clipboard, OwnClipboard
from game.desktop.widgets.faults import faults_of
from game.desktop.widgets.order import ARROWS, by_arrow, counterpart, focusables, following, stops
from game.desktop.widgets.overlay import Modal, reading
from game.desktop.widgets.passing import Passing
from game.desktop.widgets.plates import plate
from game.desktop.widgets.pointer import KINDS, Pointer
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget


def nothing() -> None:
    """Do nothing."""


class Root:
    """A tree of widgets, the modals above it, and the focus."""

    def __init__(self, theme: Theme, *, clipboard: Clipboard | None = None, close: str = "&Close") -> None:
        """Make an empty one; `close` is the label of the button that closes help."""
        self.theme, self.close_label = theme, close
        self.clipboard: Clipboard = clipboard or OwnClipboard()
        self.tree = Widget()
        self.modals: list[Widget] = []
        self.passing = Passing()
        self.dirty = True
        self.seen: Callable[[], object] = nothing  # is called whenever everything was drawn
        self._size = (0, 0)
        self._focus: Widget | None = None
        self._behind: list[tuple[Widget, Widget | None]] = []  # what had the focus before each modal came
        self._pointer = Pointer()
        self._writes: bool | None = None
        self._eaten = ""  # the letter that has just pressed something: its text is on the way

    # What is shown

    def show(self, tree: Widget) -> None:
        """Show a tree instead of the one before; what stands for a widget of that one goes on where it was."""
        before, self.tree = self.tree, tree
        old = {each.id: each for each in before.walk() if each.id}
        for each in tree.walk():
            if each.id in old and type(each) is type(old[each.id]):
                each.adopt(old[each.id])
        self._lay()
        where = partial(_moved, before=before, after=tree)
        self._pointer.moved(where)
        self.passing.carry(self._pointer.hovered)
        self._behind = [(modal, where(each)) for modal, each in self._behind]
        focus = where(self.focus)
        self.focus = focus if focus and focus.is_focusable else None

    def open(self, modal: Widget) -> None:
        """Put a modal above everything; the focus goes to the first thing in it."""
        self._behind.append((modal, self.focus))
        self.modals.append(modal)
        self._lay()
        self.focus_on(following(list(stops(modal, None)), None, 1))

    def close(self) -> None:
        """Take the topmost modal away; the focus goes back to where it was."""
        if self.modals:
            gone = self.modals.pop()
            back = next((each for modal, each in self._behind if modal is gone), None)
            self._behind = [(modal, each) for modal, each in self._behind if modal in self.modals]
            self.focus_on(back if back in set(self.top.walk()) else None)

    def layout(self, size: tuple[int, int]) -> None:
        """Lay everything out anew for a size in pixels."""
        self._size = size
        self._lay()

    def _lay(self) -> None:
        whole = pygame.Rect((0, 0), self._size)
        for each in (self.tree, *self.modals):
            each.forget()
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
        self._pointer.drag.draw(self.theme, surface)
        self.passing.draw(self.theme, surface)
        self.dirty = False
        self.seen()

    def _ring(self, surface: pygame.Surface, widget: Widget) -> None:
        wide = self.theme.size("focus")
        clip = surface.get_clip()
        for each in widget.above():
            if isinstance(each, Scroll) and each is not widget:
                surface.set_clip(each.rect.inflate(4 * wide, 4 * wide).clip(surface.get_clip()))
        colour, radius = self.theme.colour("focus"), self.theme.size("radius") + wide
        for rect in widget.rings:
            plate(surface, rect.inflate(2 * wide, 2 * wide), None, colour, radius, wide)
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
        """Return what Tab goes through, in the order of reading."""
        return list(stops(self.top, self.focus))

    def audit(self) -> list[str]:
        """Return what is wrong on the screen: see `faults.py`."""
        return [fault for each in (self.tree, *self.modals) for fault in faults_of(each, self.theme)]

    # Events

    @property
    def focus(self) -> Widget | None:
        """Return what has the focus."""
        return self._focus

    @focus.setter
    def focus(self, widget: Widget | None) -> None:
        if self._focus:
            self._focus.has_focus = False
        if widget:
            widget.has_focus = True
        writes = widget is not None and widget.writes
        if (
            writes is not self._writes and pygame.display.get_init()
        ):  # else an input method would swallow letters that press
            (pygame.key.start_text_input if writes else pygame.key.stop_text_input)()
            self._writes = writes
        self._focus, self.dirty = widget, True

    def focus_on(self, widget: Widget | None) -> None:
        """Give the focus to a widget and bring it into sight."""
        self.focus = widget
        for each in widget.above() if widget else ():
            if isinstance(each, Scroll) and each is not widget and widget:
                each.reveal(self.theme, widget.rect)

    def handle(self, event: pygame.Event) -> bool:
        """Hear an event; tell whether anybody did anything."""
        heard = self._hear(event)
        self.dirty |= heard
        return heard

    def _hear(self, event: pygame.Event) -> bool:
        if event.type in KINDS:
            return self._point(event)
        if event.type == pygame.MOUSEWHEEL:
            return self._wheel(event)
        if event.type == pygame.KEYDOWN:
            self._eaten, self.passing.tipped = "", None
            return self._key(event)
        if event.type == pygame.TEXTINPUT and event.text.lower() == self._eaten:
            self._eaten = ""
            return True
        if event.type == pygame.WINDOWLEAVE:
            return self._pointer.over(None)
        return self._to_focus(event)

    def _to_focus(self, event: pygame.Event) -> bool:
        chain = self.focus.above() if self.focus and self.focus in set(self.top.walk()) else iter([self.top])
        return any(each.enabled and each.handle(self, event) for each in chain)

    def _key(self, event: pygame.Event) -> bool:
        if event.key == pygame.K_TAB:
            return self._go(following(self.order(), self.focus, -1 if event.mod & pygame.KMOD_SHIFT else 1))
        if event.key == pygame.K_F1 and self._explain():
            return True
        if event.mod & pygame.KMOD_LALT and self._press_letter(event):
            return True
        if self._to_focus(event):
            return True
        if event.key in ARROWS:
            return self._go(by_arrow(self.top, self.focus, event.key))
        is_writing = self.focus is not None and self.focus.writes
        return not is_writing and self._press_letter(event)

    def _go(self, widget: Widget | None) -> bool:
        if widget is not None:
            self.focus_on(widget)
        return widget is not None

    def _press_letter(self, event: pygame.Event) -> bool:
        letter = pygame.key.name(event.key)
        plain = event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META) == 0
        for each in focusables(self.top) if len(letter) == 1 and plain else ():
            if isinstance(each, Button) and each.letter == letter:
                self._eaten = letter
                self.focus_on(each)
                each.on_press()
                return True
        return False

    def _explain(self) -> bool:
        helped = next((each for each in (self.focus.above() if self.focus else ()) if each.help or each.tip), None)
        if helped is None:
            return False
        self.open(reading(helped.name, helped.help or helped.tip, self.close_label, self.close))
        return True

    def _wheel(self, event: pygame.Event) -> bool:
        pos = getattr(event, "pos", None) or pygame.mouse.get_pos()
        under = self.top.at(pos)
        return any(each.handle(self, event) for each in (under.above() if under else ()))

    def _point(self, event: pygame.Event) -> bool:
        before, had_tip = self._pointer.hovered, self.passing.tipped
        heard = self._pointer.hear(self, self.top, event, self.focus_on)
        if self._pointer.hovered is not before or event.type != pygame.MOUSEMOTION:
            self.passing.rest(self._pointer.hovered)
        return heard or self.passing.tipped is not had_tip


def _moved(widget: Widget | None, *, before: Widget, after: Widget) -> Widget | None:
    """Return what stands for a widget now that one tree has come for another; what lies in a modal stays."""
    if widget is None or next((each for each in widget.above() if each is before), None) is None:
        return widget
    return counterpart(widget, before, after)


def asked(
    root: Root, title: str, text: str, answers: list[tuple[str, Callable[[], object]]], *, cancel: Callable[[], object]
) -> Modal:
    """Open a question with its answers as buttons, the first one marked; Escape is `cancel`."""
    buttons = [
        Button(label, act, kind="plain" if k else "primary", id=f"answer-{k}") for k, (label, act) in enumerate(answers)
    ]
    modal = Modal(title, [Label(text), Wrap(buttons)], cancel, id="question")
    root.open(modal)
    return modal
