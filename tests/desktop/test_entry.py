"""A field, by the events that a person causes, against a plain model of a text, a caret, a clipboard and what was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.desktop.widgets.boxes import Column
from game.desktop.widgets.editing import folded
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.gallery import FONTS, HERE
from game.desktop.widgets.root import Root
from game.desktop.widgets.theme import Theme

KEYS: dict[str, tuple[int, int]] = {
    "left": (pygame.K_LEFT, 0),
    "right": (pygame.K_RIGHT, 0),
    "home": (pygame.K_HOME, 0),
    "end": (pygame.K_END, 0),
    "all": (pygame.K_a, pygame.KMOD_LCTRL),
    "copy": (pygame.K_c, pygame.KMOD_LCTRL),
    "cut": (pygame.K_x, pygame.KMOD_RCTRL),
    "paste": (pygame.K_v, pygame.KMOD_LCTRL),
    "undo": (pygame.K_z, pygame.KMOD_LCTRL),
    "redo": (pygame.K_z, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT),
    "back": (pygame.K_BACKSPACE, 0),
    "delete": (pygame.K_DELETE, 0),
    "select left": (pygame.K_LEFT, pygame.KMOD_LSHIFT),
    "select right": (pygame.K_RIGHT, pygame.KMOD_RSHIFT),
    "select home": (pygame.K_HOME, pygame.KMOD_LSHIFT),
    "select end": (pygame.K_END, pygame.KMOD_LSHIFT),
}
LETTERS = st.text(st.sampled_from("ab ș,"), min_size=1, max_size=5)
DEEDS = st.one_of(
    st.tuples(st.just("write"), LETTERS),
    st.tuples(
        st.sampled_from(sorted(KEYS)),
        st.just(""),
    ),
)


@pytest.fixture(autouse=True)
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.quit()


def field_of(text: str = "", *, lines: int = 1, width: int = 400) -> tuple[Root, Entry, list[str]]:
    heard: list[str] = []
    root = Root(Theme(HERE / "themes" / "dark.toml", FONTS))
    entry = Entry(text, heard.append, lines=lines, id="field", name="Field")
    root.show(Column([entry]))
    root.layout((width, 200))
    root.focus_on(entry)
    return root, entry, heard


def key(root: Root, which: int, mod: int = 0) -> bool:
    return root.handle(pygame.Event(pygame.KEYDOWN, key=which, mod=mod, unicode=""))


@dataclass
class Model:
    """A text as a string, with whole copies of what was."""

    text: str = ""
    caret: int = 0
    anchor: int = 0
    kept: str = ""
    past: list[tuple[str, int]] = field(default_factory=list)
    undone: list[tuple[str, int]] = field(default_factory=list)

    def put(self, new: str, low: int, high: int) -> None:
        self.past.append((self.text, self.caret))
        self.undone = []
        self.text = self.text[:low] + new + self.text[high:]
        self.caret = self.anchor = low + len(new)

    def go(self, to: int, *, selects: bool) -> None:
        self.caret = min(max(to, 0), len(self.text))
        self.anchor = self.anchor if selects else self.caret

    def do(self, deed: str, text: str) -> None:
        low, high = sorted((self.caret, self.anchor))
        way = deed.removeprefix("select ")
        places = {"left": self.caret - 1, "right": self.caret + 1, "home": 0, "end": len(self.text)}
        if way in places:
            self.go(places[way], selects=way != deed)
        elif deed == "write":
            self.put(text, low, high)
        elif deed == "all":
            self.anchor, self.caret = 0, len(self.text)
        elif deed in ("back", "delete"):
            if low == high:
                low, high = (low - 1, high) if deed == "back" else (low, high + 1)
            if 0 <= low < high <= len(self.text):
                self.put("", low, high)
        else:
            self.keep(deed, low, high)

    def keep(self, deed: str, low: int, high: int) -> None:
        if deed in ("copy", "cut") and low < high:
            self.kept = self.text[low:high]
            if deed == "cut":
                self.put("", low, high)
        elif deed == "paste" and (self.kept or low < high):
            self.put(self.kept, low, high)
        elif deed in ("undo", "redo"):
            source, target = (self.past, self.undone) if deed == "undo" else (self.undone, self.past)
            if source:
                target.append((self.text, self.caret))
                self.text, self.caret = source.pop()
                self.anchor = self.caret


@given(st.lists(DEEDS, max_size=40))
def test_it_does_what_the_model_does(deeds: list[tuple[str, str]]) -> None:
    root, entry, heard = field_of()
    model = Model()
    for deed, text in deeds:
        before = replace(model)
        model.do(deed, text)
        if deed == "write":
            root.handle(pygame.Event(pygame.TEXTINPUT, text=text))
        else:
            key(root, *KEYS[deed])
        editing = entry.editing
        assert (editing.text, editing.caret, editing.anchor) == (model.text, model.caret, model.anchor), deed
        if model.text != before.text:
            assert heard[-1] == model.text


@given(st.text(st.sampled_from("ab  \nș.wide"), max_size=60), st.integers(1, 12))
def test_every_letter_is_in_one_row_and_rows_fit(text: str, width: int) -> None:
    rows = folded(text, width, len)
    covered = [start + k for start, row in rows for k in range(len(row))]
    assert covered == [k for k, letter in enumerate(text) if letter != "\n"]
    assert all(text[start : start + len(row)] == row for start, row in rows)
    assert all(len(row.rstrip()) <= width for _, row in rows)


@given(st.text(st.sampled_from("ab \nș,"), max_size=80), st.data())
def test_a_press_on_the_caret_leaves_it_there(text: str, data: st.DataObject) -> None:
    root, entry, _ = field_of(text, lines=6, width=180)
    entry.editing.move(data.draw(st.integers(0, len(text))))
    before, spot = entry.editing.caret, entry.caret_rect(root.theme)
    root.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(spot.x, spot.centery), button=1))
    assert entry.editing.caret == before


def test_a_long_line_keeps_its_caret_in_sight_and_is_pressed_where_it_is_seen() -> None:
    root, entry, _ = field_of("many words and more of them " * 5, width=200)
    assert entry.rect.contains(entry.caret_rect(root.theme))
    spot = entry.caret_rect(root.theme)
    root.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=spot.midleft, button=1))
    assert entry.editing.caret == len(entry.editing.text)


def test_the_mouse_selects() -> None:
    root, entry, _ = field_of("some words")
    inside = entry.rect.x + root.theme.size("gap")
    until = inside + root.theme.width("some", "body")
    for kind, x in ((pygame.MOUSEBUTTONDOWN, inside), (pygame.MOUSEMOTION, until), (pygame.MOUSEBUTTONUP, until)):
        about = {"buttons": (1, 0, 0), "rel": (0, 0)} if kind == pygame.MOUSEMOTION else {"button": 1}
        root.handle(pygame.Event(kind, pos=(x, entry.rect.centery), **about))
    assert entry.editing.selected == "some"


def test_words_and_lines_are_jumped_over_and_deleted() -> None:
    root, entry, _ = field_of("one two\nthree four", lines=3)
    key(root, pygame.K_HOME)
    assert entry.editing.caret == 8
    key(root, pygame.K_UP)
    assert entry.editing.caret == 0
    key(root, pygame.K_END)
    assert entry.editing.caret == 7
    key(root, pygame.K_END, pygame.KMOD_LCTRL)
    key(root, pygame.K_BACKSPACE, pygame.KMOD_LCTRL)
    assert entry.editing.text == "one two\nthree "
    key(root, pygame.K_RETURN)
    assert entry.editing.text == "one two\nthree \n"


def test_letters_are_composed_before_they_are_written() -> None:
    root, entry, heard = field_of("a")
    root.handle(pygame.Event(pygame.TEXTEDITING, text="´", start=0, length=1))
    root.draw(pygame.Surface((400, 200)))
    assert (entry.composed, entry.editing.text) == ("´", "a")
    root.handle(pygame.Event(pygame.TEXTINPUT, text="é"))
    assert (entry.composed, heard) == ("", ["aé"])


def test_a_letter_with_ctrl_and_alt_is_no_command() -> None:
    root, entry, _ = field_of("kept")
    key(root, pygame.K_a, pygame.KMOD_LCTRL | pygame.KMOD_RALT)
    root.handle(pygame.Event(pygame.TEXTINPUT, text="ą"))
    assert entry.editing.text == "keptą"


def test_a_single_line_takes_no_breaks() -> None:
    root, entry, _ = field_of()
    root.clipboard.put("one\ntwo")
    key(root, pygame.K_v, pygame.KMOD_LCTRL)
    assert entry.editing.text == "one two"
