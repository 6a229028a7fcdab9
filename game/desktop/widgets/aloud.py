"""The bridge to screen readers: what is on the screen as an AccessKit tree, and what a reader asks for as events of our own.

AccessKit calls back on threads of its own. None of them touches a widget: they set a flag or post an event, and the thread
that draws does the rest. It was tried on X11 with AT-SPI; elsewhere no bridge is built.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, Final

import pygame

from game.desktop.widgets.outline import NEWS, WINDOW, Node, Outline, Outliner
from game.desktop.widgets.root import Root
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.widget import Widget

ASKED: Final = pygame.event.custom_type()
ROLES: Final = {
    "group": "GROUP",
    "button": "BUTTON",
    "check box": "CHECK_BOX",
    "combo box": "COMBO_BOX",
    "dialog": "DIALOG",
    "image": "IMAGE",
    "link": "LINK",
    "list box": "LIST_BOX",
    "map": "CANVAS",
    "menu": "MENU_LIST_POPUP",
    "meter": "METER",
    "radio button": "RADIO_BUTTON",
    "radio group": "RADIO_GROUP",
    "scroll area": "SCROLL_VIEW",
    "slider": "SLIDER",
    "table": "TABLE",
    "text": "LABEL",
    "text field": "TEXT_INPUT",
}
PRESSED: Final = ("BUTTON", "CHECK_BOX", "COMBO_BOX", "LINK", "RADIO_BUTTON", "CANVAS", "METER", "IMAGE")
KEYS: Final = {"CLICK": pygame.K_RETURN, "INCREMENT": pygame.K_RIGHT, "DECREMENT": pygame.K_LEFT}


def is_possible() -> bool:
    """Tell whether there is a reader's bus to speak to, and the library for it."""
    has_bus = sys.platform == "linux" and pygame.display.get_driver() in ("x11", "wayland")
    return has_bus and find_spec("accesskit") is not None


class Aloud:
    """Keeps screen readers told of one window; without any, or without the library, it costs nothing."""

    def __init__(self, root: Root, title: Callable[[], str]) -> None:
        """Take the root of a window, and what the window is called."""
        self._root, self._title, self._outliner = root, title, Outliner(root)
        self._told: Outline | None = None
        self._is_heard = False  # set on AccessKit's thread
        self._adapter: Any = None
        if is_possible():
            from accesskit import unix

            self._adapter = unix.Adapter(self._begun, self._asked, self._ended)
            root.seen = self.tell

    def tell(self) -> None:
        """Say what has changed on the screen since it was last told."""
        if not self._is_heard:
            return
        now = self._outliner.outline(self._title())
        if now != self._told:
            before, self._told = self._told, now
            self._adapter.update_if_active(lambda: update_of(now, before))

    def hears(self, event: pygame.Event) -> bool:
        """Take an event that is a reader's or about whether the window is in front; tell whether nobody else wants it."""
        if self._adapter is None:
            return False
        if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST):
            self._adapter.update_window_focus_state(event.type == pygame.WINDOWFOCUSGAINED)
        if event.type != ASKED:
            return False
        self._root.dirty = True
        widget = self._outliner.widget(event.target)
        if widget is not None and event.action:
            do(self._root, widget, event.action, event.value)
        return True

    # On threads of AccessKit's; what is raised there ends the program. -------------------------------------------------

    def _begun(self) -> Any:  # noqa: ANN401 - an optional library's value
        """Return a window with nothing in it yet; the thread that draws tells the rest."""
        self._is_heard, self._told = True, None
        _post(-1, "", None)
        return update_of(Outline(self._title(), (), (), WINDOW, ""), None)

    def _asked(self, request: Any) -> None:  # noqa: ANN401 - as above
        value = request.data[1] if request.data else None
        _post(int(request.target), str(request.action).rpartition(".")[2], value)

    def _ended(self) -> None:
        self._is_heard = False


def _post(target: int, action: str, value: object) -> None:
    with contextlib.suppress(pygame.error):  # the window has closed meanwhile
        pygame.event.post(pygame.Event(ASKED, target=target, action=action, value=value))


def do(root: Root, widget: Widget, action: str, value: object) -> None:
    """Do with a widget what a reader asks for, by the events that a keyboard would send."""
    if widget not in set(root.top.walk()):
        return
    if action == "SCROLL_INTO_VIEW":
        for each in widget.above():
            if isinstance(each, Scroll) and each is not widget:
                each.reveal(root.theme, widget.rect)
    elif widget.is_focusable:
        root.focus_on(widget)
        if action in KEYS:
            root.handle(pygame.Event(pygame.KEYDOWN, key=KEYS[action], mod=0, unicode=""))
        elif action == "SET_VALUE" and widget.writes:
            root.handle(pygame.Event(pygame.KEYDOWN, key=pygame.K_a, mod=pygame.KMOD_CTRL, unicode=""))
            root.handle(pygame.Event(pygame.TEXTINPUT, text=str(value)))
        elif action == "SET_VALUE" and isinstance(value, float):
            widget.be(value)


def update_of(now: Outline, before: Outline | None) -> Any:  # noqa: ANN401 - an optional library's value
    """Return what a reader is to be told: the whole screen at first, then what differs from before."""
    import accesskit

    update = accesskit.TreeUpdate(now.focus)
    if before is None:
        update.tree = accesskit.Tree(WINDOW)
    old = {node.number: node for node in before.nodes} if before else {}
    if before is None or (before.title, before.tops) != (now.title, now.tops):
        window = accesskit.Node(accesskit.Role.WINDOW)
        window.set_label(now.title)
        window.set_children([*now.tops, NEWS])
        update.nodes.append((WINDOW, window))
    if before is None or before.news != now.news:
        news = accesskit.Node(accesskit.Role.LABEL)
        news.set_value(now.news)
        news.set_live(accesskit.Live.POLITE)
        update.nodes.append((NEWS, news))
    update.nodes.extend((node.number, _node(node)) for node in now.nodes if old.get(node.number) != node)
    return update


def _node(node: Node) -> Any:  # noqa: ANN401 - as above
    """Return a node as AccessKit has it."""
    import accesskit

    role = "GENERIC_CONTAINER" if node.role == "group" and not node.name else ROLES[node.role]
    made = accesskit.Node(getattr(accesskit.Role, role))
    (made.set_value if role == "LABEL" else made.set_label)(node.name)
    made.set_bounds(accesskit.Rect(*map(float, node.rect)))
    made.set_children(list(node.kids))
    if node.help:
        made.set_description(node.help)
    if not node.enabled:
        made.set_disabled()
    if role == "DIALOG":
        made.set_modal()
    made.add_action(accesskit.Action.SCROLL_INTO_VIEW)
    if node.can_focus:
        made.add_action(accesskit.Action.FOCUS)
        if role in PRESSED:
            made.add_action(accesskit.Action.CLICK)
    _set_state(made, node)
    return made


def _set_state(made: Any, node: Node) -> None:  # noqa: ANN401 - as above
    import accesskit

    state = node.state
    if state.is_on is not None:
        made.set_toggled(accesskit.Toggled.TRUE if state.is_on else accesskit.Toggled.FALSE)
    if state.text is not None:
        made.set_value(state.text)
        if node.can_focus and node.role == "text field":
            made.add_action(accesskit.Action.SET_VALUE)
    if state.number is not None:
        made.set_numeric_value(state.number)
        made.set_min_numeric_value(state.low)
        made.set_max_numeric_value(state.high)
    if state.step:
        made.set_numeric_value_step(state.step)
        for action in (accesskit.Action.INCREMENT, accesskit.Action.DECREMENT, accesskit.Action.SET_VALUE):
            made.add_action(action)
