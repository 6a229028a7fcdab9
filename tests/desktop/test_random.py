"""Anything may be pressed, typed, dragged and resized on any screen: nothing crashes, is stuck or lost."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import pygame
import pytest

from game.desktop.screens.title import Title
from game.desktop.stage import Push
from game.desktop.waking import WAKE
from game.table.journal import replay
from game.table.saves import games_folder
from tests.desktop.driver import Person

KEYS: Final = (
    *(pygame.K_TAB, pygame.K_RETURN, pygame.K_RETURN, pygame.K_RETURN, pygame.K_SPACE, pygame.K_ESCAPE),
    *(pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEDOWN, pygame.K_HOME, pygame.K_END),
    *(
        pygame.K_F1,
        pygame.K_BACKSPACE,
        pygame.K_DELETE,
        pygame.K_a,
        pygame.K_n,
        pygame.K_c,
        pygame.K_EQUALS,
        pygame.K_MINUS,
    ),
)
MODS: Final = (0, 0, 0, 0, pygame.KMOD_SHIFT, pygame.KMOD_CTRL, pygame.KMOD_ALT)
SIZES: Final = ((1280, 720), (1920, 1080), (800, 600), (640, 480), (1366, 768), (320, 200))
Luck = random.Random


def _key(luck: Luck) -> list[pygame.Event]:
    key, mod = luck.choice(KEYS), luck.choice(MODS)
    return [pygame.Event(kind, key=key, mod=mod, unicode="") for kind in (pygame.KEYDOWN, pygame.KEYUP)]


def _place(luck: Luck) -> tuple[int, int]:
    width, height = pygame.display.get_window_size()
    return luck.randrange(width), luck.randrange(height)


def _click(luck: Luck) -> list[pygame.Event]:
    pos, button = _place(luck), luck.choice((1, 1, 1, 2, 3))
    return [pygame.Event(kind, pos=pos, button=button) for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)]


def _drag(luck: Luck) -> list[pygame.Event]:
    start, end = _place(luck), _place(luck)
    return [
        pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1),
        pygame.Event(pygame.MOUSEMOTION, pos=end, rel=(1, 1), buttons=(1, 0, 0)),
        pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1),
    ]


def _wheel(luck: Luck) -> list[pygame.Event]:
    return [pygame.Event(pygame.MOUSEWHEEL, pos=_place(luck), x=0, y=luck.choice((-3, -1, 1, 3)))]


def _text(luck: Luck) -> list[pygame.Event]:
    return [pygame.Event(pygame.TEXTINPUT, text=luck.choice(("a", "ț", "漢", " ", "<b>", "")))]


def _resize(luck: Luck) -> list[pygame.Event]:
    size = luck.choice(SIZES)
    pygame.display.set_mode(size, pygame.RESIZABLE)
    return [pygame.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1])]


def _nothing(_: Luck) -> list[pygame.Event]:
    return [pygame.Event(WAKE)]


KINDS: Final[tuple[Callable[[Luck], list[pygame.Event]], ...]] = (
    *((_key,) * 8),
    *((_click,) * 6),
    _drag,
    _wheel,
    _text,
    _nothing,
)


def throw(person: Person, luck: Luck, count: int) -> set[str]:
    """Throw so many events at the window, beginning anew whenever it was closed; return the screens that were seen."""
    seen = set[str]()
    for number in range(count):
        kind = _resize if number % 50 == 49 else luck.choice(KINDS)
        person.send(*kind(luck))
        if not person.app.screens:
            person.app.turn(Push(Title(person.app)))
        if number % 200 == 199 and luck.random() < 0.5:  # on with a game: chance alone seldom comes far
            person.play_on(6)
        seen.add(person.screen)
    return seen


def check_saved() -> None:
    for file in games_folder().glob("*.game"):
        assert replay(file, verify=True).differs == 0


@pytest.mark.parametrize(
    "count", [400, pytest.param(10_000, marks=pytest.mark.soak(size="count", a_minute=1_500, least=500))]
)
def test_random_events(count: int) -> None:
    person = Person()
    seen = throw(person, random.Random(1), count)
    assert len(seen) > 4
    person.app.close()
    check_saved()


@pytest.mark.parametrize("times", [2, pytest.param(100, marks=pytest.mark.soak(size="times", a_minute=40, least=4))])
def test_closing_at_random_moments_loses_nothing(times: int) -> None:
    for seed in range(times):
        luck, person = random.Random(seed), Person()
        for step in ("new", "play_first_session", "begin"):
            person.press(step)
        person.play_on(luck.randrange(1, 60))
        person.send(pygame.Event(pygame.QUIT))
        person.app.close()
        check_saved()
