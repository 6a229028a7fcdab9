"""How screens put widgets together: the same margins, headings, rows and buttons everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

import pygame

from game.desktop import art
from game.desktop.screens.rows import Bar, Centred, Option
from game.desktop.widgets.boxes import Column, Grid, Panel, Row, Spacer, Wrap
from game.desktop.widgets.buttons import Button, Choice, Slider, Toggle, unmarked
from game.desktop.widgets.drag import Grip, Zone
from game.desktop.widgets.entry import Entry
from game.desktop.widgets.images import Picture
from game.desktop.widgets.menus import DropDown
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.text import Label, RichText
from game.desktop.widgets.widget import Widget

# Widths of the design, in pixels at a scale of 100 %, from which a screen has three columns, or two.
WIDE: Final = 1180
NARROW: Final = 820
POSTER: Final = 560
THUMB: Final = (128, 72)
LEGIBLE: Final = 900
LETTER, ARROW = 8, 48  # width of a letter and of what a field has beside its text, roughly
MARKS: Final = ("○", "●")  # of what is not chosen, and of what is


def safe(text: str) -> str:
    """Return a text so that nothing in it is read as a tag."""
    return text.replace("<", "‹").replace(">", "›")


# Text. ---------------------------------------------------------------------------------------------------------------


def display(text: str) -> Widget:
    """Return the title of a poster."""
    return Label(text, "title")


def heading(text: str) -> Widget:
    """Return a heading."""
    return Label(text, "heading")


def body(text: str, *, dim: bool = False, grow: int = 0) -> Widget:
    """Return a paragraph without tags."""
    return Label(text, "body", "text_dim" if dim else "text", grow=grow)


def strong(text: str) -> Widget:
    """Return a paragraph set in bold."""
    return Label(text, "strong")


def small(text: str) -> Widget:
    """Return a note."""
    return Label(text, "small", "text_dim")


def figure(text: str, *, help_text: str = "") -> Widget:
    """Return a figure."""
    return Label(text, "figure", "warn", help=help_text)


def rich(key: str, text: str) -> Widget:
    """Return paragraphs with tags."""
    return RichText(text, id=key)


# Boxes. --------------------------------------------------------------------------------------------------------------


def column(*kids: Widget, gap: int = 8, pad: int = 0, grow: int = 1) -> Widget:
    """Return things one below the other, with a margin."""
    return Column(kids, gap=gap, pad=pad, grow=grow)


def col(*kids: Widget, gap: int = 8, grow: int = 0) -> Widget:
    """Return things one below the other."""
    return Column(kids, gap=gap, grow=grow or int(any(kid.grow for kid in kids)))


def row(*kids: Widget, gap: int = 8, grow: int = 0) -> Widget:
    """Return things side by side, each as high as the row."""
    return Row(kids, gap=gap, grow=grow, stretch=True)


def flow(*kids: Widget, gap: int = 6) -> Widget:
    """Return things side by side that go on in the next line."""
    return Wrap(kids, gap=gap)


def grid(kids: Sequence[Widget], *, columns: int, gap: int = 8) -> Widget:
    """Return things in columns of the same width."""
    return Grid(kids, columns=columns, gap=gap)


def space(height: int) -> Widget:
    """Return some room."""
    return Widget(least=(1, height))


def scroll(key: str, name: str, kid: Widget) -> Widget:
    """Return a window on something taller."""
    return Scroll(kid, id=key, name=name)


def panel(title: str, kid: Widget, *, grow: int = 0) -> Widget:
    """Return a plate with a heading."""
    return Panel(title, [kid], grow=grow)


def slip(title: str, *kids: Widget) -> Widget:
    """Return a small plate, its heading in bold."""
    return Panel("", [Label(title, "strong"), *kids], gap=6, pad=10)


def card(title: str, *kids: Widget) -> Widget:
    """Return a plate with a heading in large letters."""
    return Panel("", [Label(title, "heading"), *kids], gap=10)


def reader(key: str, title: str, text: str, *, grow: int) -> Widget:
    """Return a plate with a text that scrolls."""
    return Panel(title, [Scroll(RichText(text, id=f"{key}_text"), id=key, name=title)], grow=grow)


def poster(name: str, *kids: Widget) -> Widget:
    """Return a screen with one narrow column in its middle; `name` is what the screen is."""
    middle = Column([*kids], gap=10, pad=24)
    return Scroll(Centred(middle, POSTER, fills=False), id="poster", name=name)


def page(
    title: str, body_of: Widget, footer: Sequence[Widget], *, sub: str = "", note: str = "", narrow: bool = False
) -> Widget:
    """Return a screen with a title, something that takes the room, and buttons below it; `narrow` is easier to read."""
    head: list[Widget] = [Label(unmarked(title), "heading")]
    if sub:
        head.append(Label(sub, "small", "text_dim"))
    body_of.grow = body_of.grow or 1
    told: list[Widget] = [Label(note, "body", "warn")] if note else []
    whole = Column([Column(head, gap=2), body_of, *told, Row([Spacer(1), *footer])], gap=12, pad=16)
    return Centred(whole, LEGIBLE) if narrow else whole


def header(*kids: Widget) -> Widget:
    """Return the line at the top of the council room."""
    return Row(kids, gap=12)


# Things to press. ----------------------------------------------------------------------------------------------------


def button(
    key: str,
    text: str,
    press: Callable[[], object],
    *,
    primary: bool = False,
    enabled: bool = True,
    grow: int = 0,
    help_text: str = "",
    name: str = "",
) -> Widget:
    """Return a button; `name` is what it is called where the label alone would not tell."""
    about = {"name": f"{text.replace('&', '', 1)}: {name}"} if name else {}
    kind = "primary" if primary else "plain"
    return Button(text, press, kind=kind, id=key, enabled=enabled, grow=grow, help=help_text, **about)  # type: ignore[arg-type]


def option(
    key: str,
    text: str,
    note: str,
    press: Callable[[], object],
    *,
    enabled: bool = True,
    on: bool = False,
    help_text: str = "",
    carries: object = None,
) -> Widget:
    """Return a line of a list that can be pressed, with a note below; `carries` is what is dragged with it."""
    line = Option(text, note, press, is_on=on, id=key, enabled=enabled, help=help_text)
    line.carries = carries
    return line


def zone(kid: Widget, takes: Callable[[object], bool], drop: Callable[[object, bool], object]) -> Widget:
    """Return something on which what is dragged may be put down; `drop` hears whether in its lower half."""
    return Zone(kid, takes, drop)


def grip(
    key: str, name: str, carries: object, move: Callable[[int], object], remove: Callable[[], object], help_text: str
) -> Widget:
    """Return a handle to drag by; the arrow keys move by -1 or 1."""
    return Grip(carries, move, remove, id=key, name=name, help=help_text)


def flag_button(key: str, seat: str, text: str, note: str, press: Callable[[], object], *, on: bool = False) -> Widget:
    """Return a line of a list that can be pressed, with a flag before it."""
    return Option(text, note, press, is_on=on, flag=seat, id=key)


def pictured(picture: pygame.Surface | None, kid: Widget) -> Widget:
    """Return something with a small picture before it, or with the room for one."""
    kid.grow = 1
    return row(Picture(picture, THUMB) if picture else Widget(least=THUMB), kid)


def flag(seat: str) -> Widget:
    """Return the flag of a seat."""
    picture = art.flag(seat, art.FLAG_SIZES[0])
    return Picture(picture, (32, 24)) if picture else Widget()


def toggle(key: str, text: str, is_on: bool, change: Callable[[bool], object]) -> Widget:
    """Return a switch."""
    return Toggle(text, is_on, change, id=key)


def radio(key: str, name: str, options: Sequence[str], chosen: int, change: Callable[[int], object]) -> Widget:
    """Return one of several, one below the other."""
    rows = [
        Option(
            f"{MARKS[number == chosen]} {text}",
            "",
            partial(change, number),
            is_on=number == chosen,
            id=f"{key}-{number}",
        )
        for number, text in enumerate(options)
    ]
    return Column(rows, gap=4, name=name)


def choice(key: str, name: str, options: Sequence[str], chosen: int, change: Callable[[int], object]) -> Widget:
    """Return one of several, side by side."""
    pairs = [(str(number), text) for number, text in enumerate(options)]
    return Choice(pairs, str(chosen), lambda picked: change(int(picked)), id=key, name=name)


def tabs(key: str, pairs: Sequence[tuple[str, str]], here: str, go: Callable[[str], object]) -> Widget:
    """Return tabs, the one that is open marked."""
    kids = [Option(text, "", partial(go, name), is_on=name == here, id=f"{key}-{name}") for name, text in pairs]
    return Wrap(kids, gap=4)


def drop_down(key: str, name: str, options: Sequence[str], chosen: int, change: Callable[[int], object]) -> Widget:
    """Return one of several behind a field, with its name before it."""
    pairs = [(str(number), text) for number, text in enumerate(options)]
    field = DropDown(pairs, str(chosen), lambda picked: change(int(picked)), id=key, name=name, grow=1)
    wide = max(len(text) for text in options) * LETTER + ARROW
    field.least = (min(wide, POSTER), 0)
    return Row([Label(name, "small", "text_dim"), field])


def slider(
    key: str, name: str, low: int, high: int, value: int, change: Callable[[int], object], *, step: int = 1
) -> Widget:
    """Return a number on a line, under its name."""
    shown = Label(f"{value}", "figure", align="right", least=(36, 0))

    def moved(number: int) -> None:
        shown.text = f"{number}"
        change(number)

    line = Row([Slider(low, high, value, moved, step=step, id=key, name=name, grow=1), shown])
    return Column([Label(name, "small", "text_dim"), line], gap=2)


def entry(key: str, name: str, text: str, change: Callable[[str], object]) -> Widget:
    """Return a line to type in."""
    return Entry(text, on_change=change, id=key, name=name, hint=name, grow=1)


def bar(key: str, name: str, value: float, note: str, *, mark: int | None = None) -> Widget:
    """Return a value of 0-100 as a bar, with its name, a note and a mark."""
    return Bar(name, value, note, mark=mark, id=key)
