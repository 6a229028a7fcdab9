"""The window: a stack of screens, one loop that waits for events, and a drawing only when something has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "software")  # else a flip takes 14 ms where OpenGL is software
os.environ.setdefault("SDL_WINDOWS_DPI_AWARENESS", "permonitorv2")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame

from game.desktop.clipboard import SystemClipboard
from game.desktop.leaving import ask_to_leave
from game.desktop.lesson import READ, Lesson
from game.desktop.scaling import SCALES
from game.desktop.screens.coach import coached
from game.desktop.screens.title import Title
from game.desktop.settings import Settings, read_settings, theme_file, write_settings
from game.desktop.sounds import Sounds
from game.desktop.stage import (
    Aimed,
    Closing,
    Home,
    Keyed,
    Moving,
    NoWindow,
    Pictured,
    Push,
    Result,
    Screen,
    Stay,
    stacked,
)
from game.desktop.tasks import Tasks
from game.desktop.waking import WAKE, wake
from game.desktop.wall import Wall
from game.desktop.widgets.aloud import Aloud
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.overlay import Modal, reading
from game.desktop.widgets.root import Root
from game.desktop.widgets.text import Label
from game.desktop.widgets.theme import Theme
from game.lab.words import Words
from game.scenario.data import data_root
from game.telling.words import words_in

if TYPE_CHECKING:
    from game.desktop.work import Progress

T = TypeVar("T")
FOLDER: Final = Path(__file__).parent
SIZE: Final = (1280, 720)
MOVING: Final = 30  # milliseconds between two looks at something that moves


class App:
    """The stage: it holds the window, the stack of screens and what they ask for."""

    def __init__(self, settings: Settings, size: tuple[int, int] = SIZE) -> None:
        """Open the window with nothing on it yet."""
        pygame.display.init()
        pygame.font.init()
        self.settings = settings
        self.words: Words = words_in(settings.language, FOLDER)
        fonts = data_root() / "assets" / "fonts"
        self.theme = Theme(theme_file(settings), fonts, settings.scale / 100)
        self.root = Root(self.theme, clipboard=SystemClipboard(), close=self.words.say("key.close"))
        self.game: Closing | None = None
        self.wall = Wall()
        self.aloud = Aloud(self.root, lambda: self.words.say("title.name"))
        self.lesson = Lesson(lambda: self.change(replace(self.settings, taught=True)))
        self.screens: list[Screen] = []
        self.tasks = Tasks(wake)
        self._sounds = Sounds(wanted=settings.sound)
        self._notice: Modal | None = None
        self._focused = ""  # what had the focus when the notice came
        self._window = self._opened(size)
        pygame.display.set_caption(self.words.say("title.name"))
        pygame.key.set_repeat(400, 40)

    def _opened(self, size: tuple[int, int]) -> pygame.Surface:
        flags = pygame.FULLSCREEN if self.settings.full_screen else pygame.RESIZABLE
        window = pygame.display.set_mode((0, 0) if self.settings.full_screen else size, flags)
        self.root.layout(window.get_size())
        return window

    # What screens ask for. -------------------------------------------------------------------------------------------

    @property
    def width(self) -> float:
        """Return how wide the window is in units of the design."""
        return self._window.get_width() / self.theme.scale

    def turn(self, result: Result) -> None:
        """Go to another screen, or show this one anew."""
        if isinstance(result, Home) and self.game and self.game.why_not_kept:
            ask_to_leave(self.root, self.words, self.game.why_not_kept, partial(self._turn, Home()))
            return
        self._turn(result)

    def _turn(self, result: Result) -> None:
        before = self.screens[-1] if self.screens else None
        if isinstance(before, Pictured) and self.game and isinstance(result, Push) and not self.root.modals:
            self.game.left(self._window)
        self.screens = stacked(self.screens, result)
        if isinstance(result, Home) and self.game:
            self.wall.close()
            self.game.close()
            self.game = None
            self.lesson.end()
        if not self.screens:
            return
        self.root.show(coached(self, self.screens[-1]))
        self.wall.show()
        if self.screens[-1] is not before:
            self._arrived()

    def _arrived(self) -> None:
        """Begin on a new screen where one begins: where it says, with its main button, else the first thing."""
        screen, order = self.screens[-1], self.root.order()
        buttons = [each for each in order if isinstance(each, Button)]
        main = next((each for each in buttons if each.kind == "primary"), None)
        if isinstance(screen, Aimed) and screen.begins_at:
            main = next((each for each in buttons if each.id == screen.begins_at), None)
        self.root.focus_on(main or next(iter(buttons or order), None))
        if isinstance(screen, Title):
            screen.look()

    def run(self, said: str, job: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do something long off this thread; a notice is shown where it takes longer than a moment."""
        if self.tasks.awaited is None:
            self.tasks.begin(said, job, then, self.screens[-1])
            self._settle()

    def fetch(self, job: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do something in the background, unseen."""
        self.tasks.begin("", job, then, self.screens[-1])

    def say(self, text: str) -> None:
        """Show a sentence for a while."""
        self.root.passing.toast(text, _now())
        self.root.dirty = True

    def read(self, title: str, text: str) -> None:
        """Show rich text above the screen."""
        if self.lesson.is_on:
            self.lesson.did(READ)
            self.turn(Stay())
        self.root.open(reading(title, text, self.words.say("key.close"), self.root.close))

    def sound(self, name: str) -> None:
        """Play a sound, where one can be heard and is wanted."""
        self._sounds.play(name)

    def change(self, settings: Settings) -> None:
        """Take new settings, and keep them."""
        before, self.settings = self.settings, settings
        self._sounds.wanted = settings.sound
        if why := write_settings(settings):
            self.say(self.words.say("note.settings_not_kept", why=why))
        if settings.language != before.language:
            self._speak()
        if settings.contrast != before.contrast:
            self.theme.becomes(theme_file(settings))
        if settings.scale != before.scale:
            self.theme.rescaled(settings.scale / 100)
        if settings.full_screen != before.full_screen:
            self._window = self._opened(SIZE)
        self.turn(Stay())

    def _speak(self) -> None:
        """Say everything in the language that is set."""
        self.words = words_in(self.settings.language, FOLDER)
        self.root.close_label = self.words.say("key.close")
        pygame.display.set_caption(self.words.say("title.name"))

    def quit(self) -> None:
        """Leave the program; what is played is kept."""
        self.screens = []

    # The loop. -------------------------------------------------------------------------------------------------------

    def play(self, first: Screen, then: Callable[[], object]) -> None:
        """Show a screen, do something once it is seen, and go on until the last screen is left."""
        self.turn(Push(first))
        self.draw()
        then()
        try:
            while self.screens:
                self.step([self._waited(), *pygame.event.get()])
        finally:
            self.close()

    def _waited(self) -> pygame.Event:
        """Return the next event; where something moves, an event that says nothing once it is time to move it."""
        if self._is_moving():
            return pygame.event.wait(MOVING)
        seconds = self.root.passing.wait(_now())
        return pygame.event.wait() if seconds is None else pygame.event.wait(max(1, round(seconds * 1000)))

    def _is_moving(self) -> bool:
        screen = next(reversed(self.screens), None)
        return isinstance(screen, Moving) and screen.is_moving and not self.root.modals

    def step(self, events: Sequence[pygame.Event]) -> None:
        """Hear events, take what is done, and draw where something has changed."""
        for event in events:
            if self.screens:
                self._hear(event)
        self._settle()
        self.root.dirty |= self.root.passing.tick(_now())
        if self._is_moving():
            self._move()
        if self.root.dirty and self.screens:
            self.draw()

    def _hear(self, event: pygame.Event) -> None:
        """Hear one event."""
        if self.wall.hears(event) or self.aloud.hears(event):
            return
        if event.type in (pygame.QUIT, pygame.WINDOWCLOSE):  # with two windows no QUIT comes for the first
            self.quit()
        elif event.type == pygame.VIDEORESIZE:
            self._resized()
        elif event.type == pygame.WINDOWEXPOSED:
            self.root.dirty = True
        elif event.type == pygame.KEYDOWN and self._key(event):
            return
        elif event.type != WAKE:
            heard = self.root.handle(event)
            if not heard and event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE:
                self.turn(self.screens[-1].escape())

    def _move(self) -> None:
        screen = self.screens[-1]
        assert isinstance(screen, Moving)
        if screen.move(_now()):
            self.turn(Stay())

    def _resized(self) -> None:
        self._window = pygame.display.get_surface() or self._window
        self.root.layout(self._window.get_size())
        if self.tasks.awaited is None:
            self.turn(Stay())

    def _key(self, event: pygame.Event) -> bool:
        """Do what a key does on every screen; tell whether it is one of those."""
        if event.mod & pygame.KMOD_CTRL and event.key in SCALES:
            self.change(self.settings.scaled(SCALES[event.key]))
            return True
        if event.key == pygame.K_F11:
            self.change(replace(self.settings, full_screen=not self.settings.full_screen))
            return True
        screen = self.screens[-1]
        return not self.root.modals and not event.mod and isinstance(screen, Keyed) and screen.key(event.key)

    def draw(self) -> None:
        """Draw the screen."""
        self.root.draw(self._window)
        pygame.display.flip()

    def close(self) -> None:
        """Leave the game in order, and the window."""
        self.tasks.close()
        if self.game:
            self.game.close()
            self.game = None
        self._sounds.close()
        self.wall.close()
        pygame.display.quit()

    # A task that is waited for. --------------------------------------------------------------------------------------

    def _settle(self) -> None:
        if self.tasks.awaited is None or self.tasks.awaited.work.is_done:
            self._lift()
        if self.screens and self.tasks.settle(self.screens[-1]):
            self.root.dirty = True
        task = self.tasks.awaited
        if task is None or task.work.is_done:
            return
        if self._notice is None:
            self._focused = self.root.focus.id if self.root.focus else ""
            self._notice = self._waiting(task.said)
            self.root.open(self._notice)
        elif task.work.progress.said:
            progress = self.root["progress"]
            assert isinstance(progress, Label)
            progress.text = task.work.progress.said
            self.root.dirty = True

    def _waiting(self, said: str) -> Modal:
        cancel = Button(self.words.say("key.cancel"), self.tasks.stop, id="cancel")
        return Modal(said, [Label(" ", id="progress"), cancel], self.tasks.stop, id="waiting")

    def _lift(self) -> None:
        """Take the notice away, and give the focus back."""
        if self._notice is not None:
            self.root.modals = [each for each in self.root.modals if each is not self._notice]
            self._notice = None
            self.root.focus_on(next((each for each in self.root.order() if each.id == self._focused), None))


def _now() -> float:
    return time.monotonic()


def run(
    file: Path | None, seat: str | None, seed: str | None, skill: str, save: Path | None, language: str = ""
) -> int:
    """Play in a window; return its exit code. Raises NoWindow where none can be opened."""
    app = opened(language)
    app.play(Title(app), partial(_begin, app, file, seat, seed or "", skill, save))
    return 0


def go_on(file: Path, language: str = "") -> int:
    """Go on with a saved game in a window; return its exit code. Raises NoWindow where none can be opened."""
    from game.desktop.screens.opening import take_up

    app = opened(language)
    app.play(Title(app), partial(take_up, app, file))
    return 0


def opened(language: str) -> App:
    """Return a window as its person wants it; a language that is given holds over what is set. Raises NoWindow."""
    if not getattr(pygame, "IS_CE", 0):
        raise NoWindow(words_in(language, FOLDER).say("note.shadowed"))
    kept = read_settings()
    try:
        return App(replace(kept, language=language) if language else kept)
    except pygame.error as error:
        raise NoWindow(str(error)) from error


def _begin(app: App, file: Path | None, seat: str | None, seed: str, skill: str, save: Path | None) -> None:
    """Begin with what the command line asks for, if anything."""
    from game.desktop.screens.loading import read
    from game.desktop.screens.opening import Order

    if file:
        read(app, file, Order((seat,) if seat else (), seed, skill, save))
