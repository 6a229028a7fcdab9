"""How widgets behave together: focus and modals, trees built anew under a hand, lists that open, tips, bars, movement."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game.desktop.widgets.boxes import Column, Grid, Row
from game.desktop.widgets.buttons import Button, Choice
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.gallery import FONTS, HERE
from game.desktop.widgets.lists import Cell, Heading, Table
from game.desktop.widgets.menus import DropDown, Menu
from game.desktop.widgets.motion import Motion
from game.desktop.widgets.overlay import TIP_AFTER, TOAST
from game.desktop.widgets.plates import plate
from game.desktop.widgets.root import Root, asked
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label, RichText
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Size, Widget

SIZE = (800, 480)
OPTIONS = [("slow", "Slow"), ("usual", "As usual"), ("quick", "Quick"), ("still", "Still & quiet")]


@pytest.fixture(autouse=True)
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.quit()


def root_of(*children: Widget, size: tuple[int, int] = SIZE) -> Root:
    root = Root(Theme(HERE / "themes" / "dark.toml", FONTS))
    root.show(Column(children, pad=20))
    root.layout(size)
    return root


def key(root: Root, which: int, mod: int = 0) -> bool:
    return root.handle(pygame.Event(pygame.KEYDOWN, key=which, mod=mod, unicode=""))


def mouse(root: Root, kind: int, pos: tuple[int, int]) -> bool:
    about = {"rel": (0, 0), "buttons": (1, 0, 0)} if kind == pygame.MOUSEMOTION else {"button": 1}
    return root.handle(pygame.Event(kind, pos=pos, **about))


def click(root: Root, pos: tuple[int, int]) -> None:
    mouse(root, pygame.MOUSEBUTTONDOWN, pos)
    mouse(root, pygame.MOUSEBUTTONUP, pos)


def button(name: str, done: list[str] | None = None, tip: str = "") -> Button:
    return Button(name, lambda: (done if done is not None else []).append(name), tip=tip)


def focused(root: Root) -> str:
    return root.focus.name if root.focus else ""


# A list that opens


def drop_down(picked: list[str], options: Sequence[tuple[str, str]] = OPTIONS) -> DropDown:
    return DropDown(options, "usual", picked.append, id="pace", name="Pace")


def test_one_of_many_is_picked_by_keyboard() -> None:
    picked: list[str] = []
    root = root_of(drop_down(picked))
    root.focus_on(root["pace"])
    key(root, pygame.K_DOWN)
    assert isinstance(root.top, Menu)
    assert root.audit() == []
    key(root, pygame.K_DOWN)
    key(root, pygame.K_RETURN)
    assert (picked, root.modals, focused(root)) == (["quick"], [], "Pace")


def test_one_of_many_is_picked_by_its_first_letter() -> None:
    picked: list[str] = []
    root = root_of(drop_down(picked))
    root.focus_on(root["pace"])
    key(root, pygame.K_RETURN)
    for _ in range(2):
        root.handle(pygame.Event(pygame.TEXTINPUT, text="s"))
    key(root, pygame.K_RETURN)
    assert picked == ["slow"]


def test_one_of_many_is_picked_by_pointer_and_left_alone_by_a_press_beside_it() -> None:
    picked: list[str] = []
    root = root_of(drop_down(picked))
    click(root, root["pace"].rect.center)
    click(root, (SIZE[0] - 5, SIZE[1] - 5))
    assert (picked, root.modals) == ([], [])
    click(root, root["pace"].rect.center)
    click(root, (root["options"].rect.centerx, root["options"].rect.top + 5))
    assert picked == ["slow"]


def test_a_list_of_many_opens_where_there_is_room() -> None:
    many = [(str(k), f"Option {k}") for k in range(60)]
    for low in (False, True):
        root = root_of(Column([], grow=1 if low else 0), drop_down([], many))
        root.focus_on(root["pace"])
        key(root, pygame.K_RETURN)
        listed, field = root["options"].rect, root["pace"].rect
        assert not listed.colliderect(field)
        assert (listed.bottom <= field.top) is low
        assert root.audit() == []


# Modals and trees built anew


def test_the_focus_comes_back_when_a_modal_goes() -> None:
    root = root_of(button("one"), button("two"))
    root.focus_on(root.order()[1])
    asked(root, "Sure?", "It cannot be undone.", [("&Yes", root.close), ("&No", root.close)], cancel=root.close)
    assert focused(root) == "Yes"
    asked(root, "Really?", "Not at all.", [("&Yes", root.close)], cancel=root.close)
    key(root, pygame.K_ESCAPE)
    assert focused(root) == "Yes"
    key(root, pygame.K_n)
    assert focused(root) == "two"


def test_the_focus_comes_back_to_what_stands_there_now() -> None:
    root = root_of(button("one"), button("two"))
    root.focus_on(root.order()[1])
    asked(root, "Sure?", "Quite.", [("&Yes", root.close)], cancel=root.close)
    root.show(Column([button("one"), button("two")]))
    root.close()
    assert root.focus is root.order()[1]


def test_a_press_counts_though_the_tree_was_built_anew_under_it() -> None:
    done: list[str] = []
    root = root_of(button("one", done), button("two", done))
    spot = root.order()[1].rect.center
    mouse(root, pygame.MOUSEBUTTONDOWN, spot)
    root.show(Column([button("one", done), button("two", done)], pad=20))
    mouse(root, pygame.MOUSEBUTTONUP, spot)
    assert (done, focused(root)) == (["two"], "two")


def test_a_press_does_not_count_for_something_else_that_came_there() -> None:
    done: list[str] = []
    root = root_of(button("one", done))
    spot = root.order()[0].rect.center
    mouse(root, pygame.MOUSEBUTTONDOWN, spot)
    root.show(Column([button("two", done)], pad=20))
    mouse(root, pygame.MOUSEBUTTONUP, spot)
    assert (done, root.focus) == ([], None)


def test_a_table_stays_where_it_was_scrolled_when_it_is_built_anew() -> None:
    def table() -> Table:
        return Table([Heading("", grow=1)], 500, lambda k: (Cell(str(k)),), chosen=3, id="table", name="Numbers")

    root = root_of(table())
    root.handle(pygame.Event(pygame.MOUSEWHEEL, x=0, y=-20, pos=(100, 100)))
    first = root["table"].first  # type: ignore[attr-defined]
    assert first == 60
    root.show(Column([table()], pad=20))
    assert root["table"].first == first  # type: ignore[attr-defined]


# Keys


def test_arrows_go_to_what_lies_that_way() -> None:
    root = root_of(Grid([button(str(k)) for k in range(6)], columns=3))
    root.focus_on(root.order()[1])
    for arrow, there in (
        (pygame.K_DOWN, "4"),
        (pygame.K_RIGHT, "5"),
        (pygame.K_UP, "2"),
        (pygame.K_LEFT, "1"),
    ):
        key(root, arrow)
        assert focused(root) == there


def test_a_choice_is_one_stop_and_arrows_go_round_in_it() -> None:
    options = [("a", "A"), ("b", "B"), ("c", "C")]
    root = root_of(button("before"), Choice(options, "b", lambda _: None, id="x"), button("after"))
    seen = []
    for _ in range(3):
        key(root, pygame.K_TAB)
        seen.append(focused(root))
    assert seen == ["before", "B", "after"]
    key(root, pygame.K_TAB, pygame.KMOD_LSHIFT)
    for there in ("C", "A", "B"):
        key(root, pygame.K_RIGHT)
        assert focused(root) == there


def test_arrows_leave_a_scrolled_list_step_by_step() -> None:
    root = root_of(Scroll(Column([button(str(k)) for k in range(30)]), name="Many"), size=(300, 200))
    root.focus_on(root.order()[1])
    for k in range(1, 30):
        key(root, pygame.K_DOWN)
        assert focused(root) == str(k)
        assert root.focus is not None
        assert root.order()[0].rect.contains(root.focus.rect)


def test_letters_are_asked_of_the_system_only_while_something_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(pygame.key, "start_text_input", lambda: told.append("start"))
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: told.append("stop"))
    root = root_of(button("one"), Entry("", lambda _: None, name="Field"), Entry("", lambda _: None, name="Other"))
    for _ in range(4):
        key(root, pygame.K_TAB)
    assert told == ["stop", "start", "stop"]


# Bars


def test_bars_are_dragged() -> None:
    text = Scroll(RichText("words " * 2000), id="text", name="Text")
    root = root_of(text, size=(300, 200))
    right = text.rect.right - 2
    mouse(root, pygame.MOUSEBUTTONDOWN, (right, text.rect.top + 3))
    mouse(root, pygame.MOUSEMOTION, (right, text.rect.bottom - 3))
    assert text.offset == text.children[0].rect.h - text.rect.h
    mouse(root, pygame.MOUSEBUTTONUP, (right, text.rect.bottom - 3))
    mouse(root, pygame.MOUSEMOTION, (right, text.rect.top))
    assert text.offset > 0


def test_the_bar_of_a_table_is_dragged_and_chooses_nothing() -> None:
    chosen: list[int] = []
    table = Table([Heading("", grow=1)], 500, lambda k: (Cell(str(k)),), on_choose=chosen.append, name="Numbers")
    root = root_of(table)
    right = table.rect.right - 2
    mouse(root, pygame.MOUSEBUTTONDOWN, (right, table.rect.top + 3))
    mouse(root, pygame.MOUSEMOTION, (right, table.rect.bottom - 3))
    mouse(root, pygame.MOUSEBUTTONUP, (right, table.rect.bottom - 3))
    assert table.row_at(root.theme, (table.rect.x + 5, table.rect.bottom - 30)) >= 490
    assert chosen == []


# Time


def test_a_tip_shows_where_the_pointer_rests_and_by_f1() -> None:
    root = root_of(button("one", tip="What it does."))
    root.dirty |= root.passing.tick(100.0)
    assert root.passing.wait(100.0) is None
    plain, tipped = pygame.Surface(SIZE), pygame.Surface(SIZE)
    mouse(root, pygame.MOUSEMOTION, root.order()[0].rect.center)
    root.dirty |= root.passing.tick(100.0)
    root.draw(plain)
    assert root.passing.wait(100.0) == pytest.approx(TIP_AFTER)
    root.dirty |= root.passing.tick(100.0 + TIP_AFTER)
    assert root.dirty
    root.draw(tipped)
    assert pygame.image.tobytes(plain, "RGB") != pygame.image.tobytes(tipped, "RGB")
    assert root.passing.wait(100.0 + TIP_AFTER) is None
    root.focus_on(root.order()[0])
    key(root, pygame.K_F1)
    assert root["reading"].name == "one"


def test_a_line_goes_by_itself() -> None:
    root = root_of(button("one"))
    root.passing.toast("Kept.", 10.0)
    assert root.passing.wait(11.0) == pytest.approx(TOAST - 1)
    root.draw(pygame.Surface(SIZE))
    root.dirty |= root.passing.tick(10.0 + TOAST)
    assert (root.passing.toasts, root.dirty, root.passing.wait(20.0)) == ([], True, None)


def test_numbers_glide_to_where_they_are_sent() -> None:
    motion = Motion()
    motion.send("cohesion", 10.0, 0.0)
    assert motion.at("cohesion", 0.0) == 10.0
    motion.send("cohesion", 20.0, 1.0, 0.5)
    way = [motion.at("cohesion", 1.0 + k / 10) for k in range(7)]
    assert way[0] == 10.0
    assert way == sorted(way)
    assert way[-2:] == [20.0, 20.0]
    assert (motion.is_moving(1.4), motion.is_moving(1.5)) == (True, False)
    motion.send("cohesion", 0.0, 2.0)
    motion.skip()
    assert motion.at("cohesion", 2.0) == 0.0


def test_with_less_motion_they_are_there_at_once() -> None:
    motion = Motion(is_reduced=True)
    motion.send("x", 1.0, 0.0)
    motion.send("x", 2.0, 1.0)
    assert (motion.at("x", 1.0), motion.is_moving(1.0)) == (2.0, False)


def test_what_moves_is_drawn_until_it_rests() -> None:
    root = root_of(button("one"))
    root.passing.motion.send("x", 0.0, 0.0)
    root.passing.motion.send("x", 1.0, 5.0, 0.1)
    drawn, now = 0, 5.0
    while (wait := root.passing.wait(now)) is not None:
        now += wait
        root.dirty |= root.passing.tick(now)
        drawn += root.dirty
        root.draw(pygame.Surface(SIZE))
    assert 6 <= drawn <= 8


# What the audit says, and what layout costs


def audited(*children: Widget, size: tuple[int, int] = SIZE) -> str:
    return "\n".join(root_of(*children, size=size).audit())


def test_the_audit_finds_letters_given_twice() -> None:
    assert "letter 'o'" in audited(button("&one"), button("&other"))
    assert audited(button("&one"), button("o&ther")) == ""


def test_the_audit_finds_cut_cells_and_areas_without_room() -> None:
    narrow = [Heading("", 20)]
    assert "is cut" in audited(Table(narrow, 1, lambda _: (Cell("a long text"),), name="Rows"))
    assert "shows" in audited(
        Label("high", least=(0, 170)), Scroll(RichText("words " * 99), name="Text"), size=(300, 220)
    )


def test_a_deep_tree_is_measured_once_a_layout() -> None:
    class Counted(Label):
        asked = 0

        def measure(self, theme: Theme, width: int) -> Size:
            Counted.asked += 1
            return super().measure(theme, width)

    tree: Widget = Counted("words")
    for _ in range(12):
        tree = Row([tree], pad=1)
    root = root_of(tree)
    Counted.asked = 0
    root.layout(SIZE)
    assert Counted.asked < 40


def test_another_scale_lays_the_same_tree_out_anew() -> None:
    root = root_of(button("some words"), Label("more words"))
    small = [each.rect.size for each in root.walk()]
    root.theme.rescaled(2.0)
    root.layout(SIZE)
    assert root.audit() == []
    assert all(
        now[1] > before[1] for before, now in zip(small[2:], [e.rect.size for e in root.walk()][2:], strict=True)
    )


def test_what_is_out_of_sight_is_not_drawn() -> None:
    class Drawn(Label):
        count = 0

        def draw(self, theme: Theme, surface: pygame.Surface) -> None:
            Drawn.count += 1
            super().draw(theme, surface)

    root = root_of(Scroll(Column([Drawn(str(k)) for k in range(500)]), name="Many"), size=(300, 200))
    root.draw(pygame.Surface((300, 200)))
    assert 3 <= Drawn.count <= 10


def test_corners_of_plates_are_smooth_and_rings_are_hollow() -> None:
    surface = pygame.Surface((60, 40))
    plate(surface, pygame.Rect(0, 0, 60, 40), (200, 0, 0), (200, 0, 0), 10, 1)
    corner = {surface.get_at((x, y))[0] for x in range(10) for y in range(10)}
    assert len(corner) > 4
    surface.fill((0, 0, 0))
    plate(surface, pygame.Rect(0, 0, 60, 40), None, (0, 200, 0), 10, 2)
    assert surface.get_at((30, 20))[:3] == (0, 0, 0)
    assert surface.get_at((30, 1))[:3] == (0, 200, 0)
