"""What a screen is to the app, and what the app is to a screen: a stack, words, settings, and one long task at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from game.desktop.settings import Settings
from game.desktop.work import Progress
from game.lab.words import Words

if TYPE_CHECKING:
    import pygame

    from game.desktop.lesson import Lesson
    from game.desktop.wall import Wall
    from game.desktop.widgets.theme import Theme
    from game.desktop.widgets.widget import Widget

T = TypeVar("T")


class NoWindow(Exception):
    """There seems to be a screen, and no window can be opened on it; the message says why."""


class Screen(Protocol):
    """One screen. `build` makes its widgets from what it holds; it is called again after every change of that."""

    def build(self) -> Widget:
        """Return the tree of widgets as it should be now."""

    def escape(self) -> Result:
        """Return what the Escape key does here."""


@runtime_checkable
class Moving(Screen, Protocol):
    """A screen on which something goes on by itself; without it the window sleeps until something happens."""

    @property
    def is_moving(self) -> bool:
        """Tell whether anything still moves."""

    def move(self, now: float) -> bool:
        """Go on to a moment (seconds); tell whether the screen is to be built anew."""


@runtime_checkable
class Aimed(Screen, Protocol):
    """A screen that says where the focus begins; others begin with their main button."""

    @property
    def begins_at(self) -> str:
        """Return the id of a widget; "" or one that is not there: the first of all."""


@runtime_checkable
class Pictured(Screen, Protocol):
    """A screen of which a small picture stands for the game in the list of saved games."""

    @property
    def is_pictured(self) -> bool:
        """Tell that it is."""


@runtime_checkable
class Keyed(Screen, Protocol):
    """A screen with keys of its own, wherever the focus is."""

    def key(self, key: int) -> bool:
        """Do what a key does here; tell whether it is one of those."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Stay, and build the screen anew."""


@dataclass(frozen=True, slots=True)
class Push:
    """Show another screen on top."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Pop:
    """Go back to the screen beneath; the program ends with the last one."""


@dataclass(frozen=True, slots=True)
class Go:
    """Show another screen right above the first, whatever was between."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Home:
    """Leave every screen but the first, and the game that is played; it is kept."""


Result = Stay | Push | Pop | Go | Home


def stacked(screens: list[Screen], result: Result) -> list[Screen]:
    """Return the stack of screens after a result."""
    match result:
        case Push(screen=screen):
            return [*screens, screen]
        case Pop():
            return screens[:-1]
        case Go(screen=screen):
            return [*screens[:1], screen]
        case Home():
            return screens[:1]
        case _:
            return screens


class Closing(Protocol):
    """What has to be left in order when the window closes; `why_not_kept` is empty where nothing would be lost."""

    @property
    def why_not_kept(self) -> str:
        """Return why it is not kept, or nothing."""

    @property
    def phase(self) -> str:
        """Return which phase is played."""

    @property
    def moment(self) -> int:
        """Return how far it has gone: a number that grows from phase to phase."""

    def left(self, picture: pygame.Surface) -> None:
        """Take note that the game's room is left for the menu or a form; `picture` is how the window looks."""

    def close(self) -> None:
        """Leave it."""


class Stage(Protocol):
    """What a screen may ask of the app."""

    words: Words
    settings: Settings
    theme: Theme
    game: Closing | None
    wall: Wall
    lesson: Lesson

    @property
    def width(self) -> float:
        """Return how wide the window is in units of the design: pixels at a scale of 100 %."""

    def turn(self, result: Result) -> None:
        """Go to another screen, or show this one anew."""

    def run(self, said: str, job: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do something long off this thread under a notice of what is done, then hand its result over."""

    def fetch(self, job: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Do something in the background, unseen, and hand its result over if this screen is still shown."""

    def say(self, text: str) -> None:
        """Show a sentence for a while."""

    def read(self, title: str, text: str) -> None:
        """Show rich text above the screen, to be read and closed."""

    def sound(self, name: str) -> None:
        """Play a sound, where one can be heard and is wanted."""

    def change(self, settings: Settings) -> None:
        """Take new settings, and keep them."""

    def quit(self) -> None:
        """Leave the program; what is played is kept."""
