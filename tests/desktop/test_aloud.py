"""What a screen reader is told: node for node the widgets of a screen, and what it asks for done as by keys.

The library itself speaks to a bus that a test has not: it is stood in for by values that remember what was set on them.
`python -m tests.desktop.hear_window` asks the real one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pygame
import pytest

from game.desktop.stage import Stay
from game.desktop.widgets import aloud
from game.desktop.widgets.aloud import ASKED, ROLES, Aloud, do, update_of
from game.desktop.widgets.buttons import Button, Slider
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.outline import FIRST, NEWS, WINDOW, Outline, Outliner
from game.desktop.widgets.text import Label
from game.desktop.widgets.widget import Widget
from tests.desktop.driver import Person
from tests.desktop.test_expected import to_draft


class Remembers:
    """Stands for a node, a tree or an update: every `set_x(value)` and `add_x(value)` is kept."""

    def __init__(self, *about: object) -> None:
        self.about, self.kept, self.nodes = about, dict[str, list[object]](), list[tuple[int, Any]]()
        self.tree: object = None

    def __getattr__(self, name: str) -> Callable[..., None]:
        def keep(*values: object) -> None:
            self.kept.setdefault(name, []).append(values[0] if values else True)

        return keep


class Words:
    """Stands for an enumeration: every name is its own value."""

    def __getattr__(self, name: str) -> str:
        return name


class Adapter:
    """Stands for the bus."""

    def __init__(self, begun: Callable[[], Any], asked: Callable[[Any], None], ended: Callable[[], None]) -> None:
        self.begun, self.asked, self.ended = begun, asked, ended
        self.told = list[Any]()
        self.in_front = list[bool]()

    def update_if_active(self, make: Callable[[], Any]) -> None:
        self.told.append(make())

    def update_window_focus_state(self, is_in_front: bool) -> None:
        self.in_front.append(is_in_front)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the library would be."""
    made = SimpleNamespace(
        Node=Remembers,
        Tree=Remembers,
        TreeUpdate=Remembers,
        Rect=lambda *ends: ends,
        Role=Words(),
        Action=Words(),
        Live=Words(),
        Toggled=Words(),
        unix=SimpleNamespace(Adapter=Adapter),
    )
    monkeypatch.setitem(sys.modules, "accesskit", made)
    monkeypatch.setattr(aloud, "is_possible", lambda: True)


def held(person: Person) -> Outline:
    """Return the outline of a screen, once it was held against the widgets node for node."""
    root = person.app.root
    outliner = Outliner(root)
    found = outliner.outline("Title")
    widgets = list(root.top.walk())
    assert [outliner.widget(node.number) for node in found.nodes] == widgets
    assert len({node.number for node in found.nodes} | {WINDOW, NEWS}) == len(widgets) + 2
    by_number = {node.number: node for node in found.nodes}
    for node, widget in zip(found.nodes, widgets, strict=True):
        assert (node.role, node.name, node.enabled) == (widget.role, widget.name, widget.enabled)
        assert node.rect == (widget.rect.left, widget.rect.top, widget.rect.right, widget.rect.bottom)
        assert [by_number[kid].name for kid in node.kids] == [child.name for child in widget.children]
        assert node.can_focus == widget.is_focusable
        assert node.role in ROLES
        assert node.name or not node.can_focus
    assert found.tops == (found.nodes[0].number,)
    focus = outliner.widget(found.focus)
    assert focus is root.focus
    return found


def test_every_screen_of_a_game_is_told_node_for_node() -> None:
    person = Person()
    seen = dict[str, Outline]()

    def look() -> None:
        seen[person.screen] = held(person)

    for step in ("settings", "back", "handbook", "back"):
        person.press(step)
        look()
    person.play(person.press, look)
    assert {"Title", "Options", "Handbook", "Council", "Settled", "Debrief"} <= seen.keys()
    roles = {node.role for outline in seen.values() for node in outline.nodes}
    assert {"button", "text", "meter", "check box", "scroll area", "map"} <= roles


def test_what_is_built_anew_keeps_its_numbers() -> None:
    person = Person()
    to_draft(person)
    outliner = Outliner(person.app.root)
    before = outliner.outline("")
    person.app.turn(Stay())
    after = outliner.outline("")
    assert [node.number for node in before.nodes] == [node.number for node in after.nodes]
    assert before.focus == after.focus >= FIRST
    strike = next(each.id for each in person.app.root.order() if each.id.startswith("strike_"))
    person.press(strike)
    later = outliner.outline("")
    same = {node.number: node.name for node in before.nodes if node.role == "button"}
    kept = [node for node in later.nodes if node.role == "button" and node.number in same]
    assert all(same[node.number] == node.name for node in kept if node.name in same.values())


def test_values_and_states_are_told() -> None:
    person = Person()
    to_draft(person)
    nodes = held(person).nodes
    sliders = [node.state for node in nodes if node.role == "slider"]
    assert sliders
    assert all(each.number is not None and each.low <= each.number <= each.high and each.step for each in sliders)
    boxes = [node.state.is_on for node in nodes if node.role == "check box"]
    assert boxes
    assert None not in boxes
    chosen = [node.state.text for node in nodes if node.role == "combo box"]
    assert "all groups" in chosen
    assert [node.state.text for node in nodes if node.role == "text field"] == [""]


def test_under_a_modal_the_modal_alone_is_told() -> None:
    person = Person()
    person.press("new")
    person.app.read("Heading", "Something to read")
    found = held(person)
    assert found.nodes[0].role == "dialog"
    assert not any(node.name == "Back" for node in found.nodes)


def test_what_a_reader_asks_for_is_done_as_by_keys() -> None:
    person = Person()
    root = person.app.root
    heard = list[object]()
    button = Button("Press", lambda: heard.append("pressed"), id="press")
    slider = Slider(0, 10, 4, heard.append, step=2, id="slider")
    entry = Entry("old", heard.append, id="entry", name="Words")
    root.show(Widget([button, slider, entry, Label("A line")]))
    do(root, button, "CLICK", None)
    do(root, slider, "INCREMENT", None)
    do(root, slider, "DECREMENT", None)
    do(root, slider, "SET_VALUE", 9.0)
    do(root, entry, "SET_VALUE", "new")
    assert heard == ["pressed", 6, 4, 8, "new"]
    assert root.focus
    assert root.focus.id == "entry"
    do(root, button, "FOCUS", None)
    assert root.focus.id == "press"
    person.app.read("Heading", "Above")
    do(root, button, "CLICK", None)
    assert heard[-1] == "new", "what lies behind a modal is not pressed"


def test_what_is_out_of_sight_is_brought_into_sight() -> None:
    person = Person((1280, 720), 150)
    draft = to_draft(person)
    last = person.app.root[f"grip_{draft.text.clauses[-1].measure}"]
    scroll = person.app.root["text"].rect
    person.app.root.focus_on(person.app.root["send"])
    do(person.app.root, last, "SCROLL_INTO_VIEW", None)
    assert scroll.contains(last.rect)


@pytest.mark.usefixtures("library")
def test_the_whole_screen_is_told_at_first_then_what_differs() -> None:
    person = Person()
    outliner = Outliner(person.app.root)
    first = outliner.outline("Window")
    whole = update_of(first, None)
    assert [number for number, _ in whole.nodes] == [WINDOW, NEWS, *(node.number for node in first.nodes)]
    assert whole.about == (first.focus,)
    made = dict(whole.nodes)
    for node in first.nodes:
        told = made[node.number]
        assert told.kept["set_value" if node.role == "text" else "set_label"][0] == node.name
        assert told.kept["set_children"] == [list(node.kids)]
        actions = told.kept.get("add_action", [])
        assert ("FOCUS" in actions) == node.can_focus
        assert ("CLICK" in actions) == (node.can_focus and node.role == "button")
        assert ("set_disabled" in told.kept) == (not node.enabled)
    assert update_of(first, first).nodes == []
    person.app.root.focus_on(person.app.root["quit"])
    moved = update_of(outliner.outline("Window"), first)
    assert moved.nodes == []
    assert moved.about != whole.about
    person.app.say("Kept.")
    news = update_of(outliner.outline("Window"), first)
    assert [(number, each.kept["set_value"]) for number, each in news.nodes] == [(NEWS, ["Kept."])]


@pytest.mark.usefixtures("library")
def test_nothing_is_told_until_somebody_listens_and_then_every_change_is() -> None:
    person = Person()
    adapter = person.app.aloud._adapter
    person.press("settings")
    assert adapter.told == []
    assert len(adapter.begun().nodes) == 2
    person.settle()
    assert len(adapter.told) == 1
    told = len(adapter.told[0].nodes)
    assert told == len(list(person.app.root.walk())) + 2
    person.app.root.dirty = True
    person.settle()
    assert len(adapter.told) == 1, "nothing has changed"
    back = next(number for number, each in adapter.told[0].nodes if each.kept.get("set_label") == ["Back"])
    adapter.asked(SimpleNamespace(target=back, action="Action.CLICK", data=None))
    person.settle()
    assert person.screen == "Title"
    assert len(adapter.told) > 1
    person.send(pygame.Event(pygame.WINDOWFOCUSLOST), pygame.Event(pygame.WINDOWFOCUSGAINED))
    assert adapter.in_front == [False, True]
    adapter.ended()
    count = len(adapter.told)
    person.press("settings")
    assert len(adapter.told) == count


@pytest.mark.usefixtures("library")
def test_what_is_gone_is_not_pressed() -> None:
    person = Person()
    adapter = person.app.aloud._adapter
    adapter.begun()
    person.settle()
    adapter.asked(SimpleNamespace(target=999_999, action="Action.CLICK", data=None))
    person.settle()
    assert person.screen == "Title"


def test_without_a_bus_or_the_library_there_is_no_bridge() -> None:
    person = Person()
    assert pygame.display.get_driver() == "dummy"
    assert person.app.aloud._adapter is None
    assert isinstance(person.app.aloud, Aloud)
    assert person.app.aloud.hears(pygame.Event(ASKED, target=2, action="CLICK", value=None)) is False
