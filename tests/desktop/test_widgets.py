"""The widget layer, by its gallery: nothing cut off at any size, everything by keyboard, an audit that finds what is amiss."""

from __future__ import annotations

import os
import random
import tomllib
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game.desktop.widgets.boxes import Column, Panel, Row
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.gallery import FONTS, HERE, Gallery
from game.desktop.widgets.lists import Cell, Heading, Table
from game.desktop.widgets.overlay import Modal
from game.desktop.widgets.root import Root
from game.desktop.widgets.text import Label
from game.desktop.widgets.theme import KEPT, Theme, contrast, hexed
from game.desktop.widgets.widget import Widget

SMALL, LARGE = (1280, 720), (1920, 1080)


@pytest.fixture(autouse=True)
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(SMALL)
    pygame.event.clear()
    yield
    pygame.quit()


def theme_of(scale: float = 1.0, name: str = "dark") -> Theme:
    return Theme(HERE / "themes" / f"{name}.toml", FONTS, scale)


def gallery_at(size: tuple[int, int] = SMALL, scale: float = 1.0, *, longer: bool = False) -> Gallery:
    gallery = Gallery(theme_of(scale), longer=longer)
    gallery.root.layout(size)
    return gallery


def key(root: Root, which: int, *, shift: bool = False, mod: int = 0) -> bool:
    held = mod | (pygame.KMOD_LSHIFT if shift else 0)
    return root.handle(pygame.Event(pygame.KEYDOWN, key=which, mod=held, unicode=""))


def click(root: Root, pos: tuple[int, int]) -> None:
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        root.handle(pygame.Event(kind, pos=pos, button=1))


def shown(root: Root, size: tuple[int, int] = SMALL) -> pygame.Surface:
    surface = pygame.Surface(size)
    root.draw(surface)
    return surface


# Looking


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("longer", [False, True])
def test_nothing_is_cut_off_covered_unnamed_or_faint(size: tuple[int, int], scale: float, longer: bool) -> None:
    gallery = gallery_at(size, scale, longer=longer)
    assert gallery.root.audit() == []
    shown(gallery.root, size)


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_every_text_can_be_read_on_every_ground(name: str) -> None:
    theme = theme_of(name=name)
    for ink in ("text", "text_dim", "accent", "warn", "bad", "ok"):
        for ground in ("ground", "panel", "raised", "sunken"):
            assert contrast(theme.colour(ink), theme.colour(ground)) >= 4.5, (ink, ground)


def test_a_theme_says_only_what_it_has_otherwise_than_the_one_it_stands_on() -> None:
    told = tomllib.loads((HERE / "themes" / "contrast.toml").read_text("utf-8"))
    beneath, above = theme_of(), theme_of(name="contrast")
    assert told.pop("stands_on") == "dark"
    assert all(above.colour(name) != beneath.colour(name) for name in told["colour"])
    assert above.colour("focus") == beneath.colour("focus")
    assert (above.styles, above.size("gap")) == (beneath.styles, beneath.size("gap"))


def test_the_root_is_small() -> None:
    methods = [name for name, each in vars(Root).items() if callable(each) and not name.startswith("_")]
    assert len(methods) <= 12, methods


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast(hexed("#000000"), hexed("#ffffff")) == pytest.approx(21)
    assert contrast(hexed("#777777"), hexed("#ffffff")) == pytest.approx(4.48, abs=0.01)


def audited(widget: Widget, size: tuple[int, int] = (200, 100)) -> str:
    root = Root(theme_of())
    root.show(widget)
    root.layout(size)
    return "\n".join(root.audit())


def test_the_audit_finds_a_text_that_is_cut_off() -> None:
    words = "some words that wrap " * 20
    assert "text needs" in audited(Column([Label(words)]))
    assert audited(Column([Label("some words")])) == ""


def test_the_audit_finds_what_lies_outside_and_what_overlaps() -> None:
    class Heap(Widget):
        def place(self, theme: Theme, rect: pygame.Rect) -> None:
            self.rect = rect
            for k, child in enumerate(self.children):
                child.place(theme, pygame.Rect(rect.x + 10 * k, rect.y, rect.w, 20))

    found = audited(Heap([Label("one"), Label("two")]))
    assert "overlap" in found
    assert "outside" in found


def test_the_audit_finds_what_has_no_name_and_what_is_faint() -> None:
    assert "no name" in audited(Column([Button("", lambda: None)]))
    assert "contrast" in audited(Panel("", [Label("hardly there", colour="panel_edge")]))


# Keyboard and pointer


def test_tab_goes_through_everything_and_back() -> None:
    root = gallery_at().root
    order = root.order()
    names = [each.name for each in order]
    assert all(names)
    seen = []
    for _ in order:
        key(root, pygame.K_TAB)
        assert root.focus is not None
        seen.append(root.focus.name)
    assert seen == names
    key(root, pygame.K_TAB, shift=True)
    assert root.focus is order[-2]


def test_what_has_the_focus_is_in_sight() -> None:
    root = gallery_at((1000, 640), 1.5).root
    for _ in root.order():
        key(root, pygame.K_TAB)
        assert root.focus is not None
        box = next((each for each in root.focus.above() if each.role == "scroll area" and each is not root.focus), None)
        assert box is None or box.rect.colliderect(root.focus.rect), root.focus.id


def test_everything_is_done_by_keyboard() -> None:
    gallery = gallery_at()
    root = gallery.root
    for which in ("plain", "primary", "danger"):
        root.focus_on(root[which])
        key(root, pygame.K_RETURN)
    root.focus_on(root["toggle"])
    key(root, pygame.K_SPACE)
    root.focus_on(root["choice-three"])
    key(root, pygame.K_SPACE)
    root.focus_on(root["slider"])
    key(root, pygame.K_RIGHT)
    root.focus_on(root["table"])
    key(root, pygame.K_DOWN)
    assert gallery.done == ["plain", "primary", "danger", "is_on=False", "chosen=three", "value=45", "row=3"]


def test_the_focus_stays_where_it_is_when_the_tree_is_built_anew() -> None:
    gallery = gallery_at()
    gallery.root.focus_on(gallery.root["slider"])
    key(gallery.root, pygame.K_RIGHT)
    assert gallery.root.focus is gallery.root["slider"]
    key(gallery.root, pygame.K_RIGHT)
    assert gallery.value == 50


def test_a_letter_presses_from_anywhere_but_not_while_writing() -> None:
    gallery = gallery_at()
    root = gallery.root
    key(root, pygame.K_d)
    assert gallery.done == ["danger"]
    root.focus_on(root["line"])
    key(root, pygame.K_d)
    root.handle(pygame.Event(pygame.TEXTINPUT, text="d"))
    key(
        root, pygame.K_d, mod=pygame.KMOD_RALT | pygame.KMOD_LCTRL
    )  # the third letter of a key, as some systems tell it
    assert gallery.done == ["danger", "line=d"]
    key(root, pygame.K_d, mod=pygame.KMOD_LALT)
    assert gallery.done[-1] == "danger"


def test_a_letter_that_pressed_is_not_written_where_the_focus_goes() -> None:
    root = Root(theme_of())
    field = Entry("", lambda _: None, name="Field")
    root.show(Column([Button("&Write", lambda: root.focus_on(field)), field]))
    root.layout(SMALL)
    for _ in range(2):
        key(root, pygame.K_w)
        root.handle(pygame.Event(pygame.TEXTINPUT, text="w"))
    assert field.editing.text == "w"


def test_the_pointer_presses_where_it_went_down_alone() -> None:
    gallery = gallery_at()
    root = gallery.root
    click(root, root["plain"].rect.center)
    assert gallery.done == ["plain"]
    root.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=root["plain"].rect.center, button=1))
    root.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=root["danger"].rect.center, button=1))
    click(root, root["off"].rect.center)
    assert gallery.done == ["plain"]


def test_a_modal_keeps_everything_else_away() -> None:
    gallery = gallery_at()
    root = gallery.root
    root.focus_on(root["help"])
    key(root, pygame.K_F1)
    assert isinstance(root.top, Modal)
    assert root.audit() == []
    click(root, root["plain"].rect.center)
    key(root, pygame.K_TAB)
    assert root.focus in set(root.top.walk())
    key(root, pygame.K_ESCAPE)
    assert not root.modals
    assert gallery.done == []


def test_a_link_is_followed() -> None:
    gallery = gallery_at()
    link = next(each for each in gallery.root.order() if each.role == "link")
    gallery.root.focus_on(link)
    key(gallery.root, pygame.K_RETURN)
    assert gallery.done == ["first"]


# Tables and texts of any length


def test_a_table_asks_for_the_rows_in_sight_alone() -> None:
    asked: list[int] = []

    def row(k: int) -> tuple[Cell, ...]:
        asked.append(k)
        return (Cell(str(k)),)

    root = Root(theme_of())
    table = Table([Heading("Number", grow=1)], 1_000_000, row, name="Numbers")
    root.show(Row([table], stretch=True))
    root.layout((300, 200))
    shown(root, (300, 200))
    assert len(asked) < 12
    root.focus_on(table)
    key(root, pygame.K_END)
    asked.clear()
    shown(root, (300, 200))
    assert max(asked) == 999_999


def test_what_is_rendered_does_not_pile_up() -> None:
    theme = theme_of()
    for k in range(KEPT + 10):
        theme.render(str(k), "small")
        theme.wrapped(str(k), "small", 100)
        theme.width(str(k), "small")
    assert len(theme._rendered) <= KEPT
    assert len(theme._wrapped) <= KEPT
    assert len(theme._widths) <= KEPT


# Anything at all


def anything(luck: random.Random, size: tuple[int, int]) -> pygame.Event:
    """Return an event drawn at random."""
    pos = luck.randrange(size[0]), luck.randrange(size[1])
    keys = [
        pygame.K_TAB, pygame.K_RETURN, pygame.K_SPACE, pygame.K_ESCAPE, pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT,
        pygame.K_HOME, pygame.K_END, pygame.K_PAGEUP, pygame.K_PAGEDOWN, pygame.K_BACKSPACE, pygame.K_DELETE, pygame.K_F1,
        pygame.K_a, pygame.K_c, pygame.K_v, pygame.K_x, pygame.K_y, pygame.K_z, pygame.K_h, pygame.K_w,
    ]  # fmt: skip
    mod = luck.choice([0, 0, 0, pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL, pygame.KMOD_LALT])
    return luck.choice(
        [
            pygame.Event(pygame.KEYDOWN, key=luck.choice(keys), mod=mod, unicode=""),
            pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=luck.choice([1, 1, 3])),
            pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=luck.choice([1, 1, 3])),
            pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(luck.randrange(2), 0, 0)),
            pygame.Event(pygame.MOUSEWHEEL, x=0, y=luck.choice([-1, 1]), pos=pos),
            pygame.Event(pygame.TEXTINPUT, text=luck.choice(["a", "ș", "\U0001f6f0", "long words " * 9])),
            pygame.Event(pygame.TEXTEDITING, text="´", start=0, length=1),
        ]
    )


def at_random(events: int, seed: int) -> None:
    luck, gallery = random.Random(seed), gallery_at()
    for k in range(events):
        gallery.root.handle(anything(luck, SMALL))
        gallery.root.dirty |= gallery.root.passing.tick(k / 10)
        if k % 97 == 0:
            size = luck.choice([SMALL, LARGE, (640, 360)])
            gallery.root.theme.rescaled(luck.choice([1.0, 1.5, 2.0]))
            gallery.root.layout(size)
            shown(gallery.root, size)


@pytest.mark.parametrize(
    "count", [600, pytest.param(10_000, marks=pytest.mark.soak(size="count", a_minute=15_000, least=500))]
)
def test_events_at_random_raise_nothing(count: int) -> None:
    at_random(count, 1)
