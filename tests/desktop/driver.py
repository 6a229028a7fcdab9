"""A person at the window of a test: presses keys, clicks, waits for what is done off the thread that draws."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from game.desktop.app import App
from game.desktop.screens.title import Title
from game.desktop.settings import Settings
from game.desktop.stage import Push
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.widget import Widget

PATIENCE = 30.0  # seconds


class Person:
    """One window, opened at the title."""

    def __init__(self, size: tuple[int, int] = (1280, 720), scale: int = 100, language: str = "en") -> None:
        self.app = App(Settings(scale=scale, language=language), size)
        pygame.event.clear()
        self.app.turn(Push(Title(self.app)))
        self.settle()

    @property
    def screen(self) -> str:
        """Return the name of the screen that is shown."""
        return type(self.app.screens[-1]).__name__ if self.app.screens else ""

    @property
    def picture(self) -> pygame.Surface:
        """Return what is on the window."""
        picture = pygame.display.get_surface()
        assert picture
        return picture

    def send(self, *events: pygame.Event) -> None:
        """Post events, and let the window hear them."""
        for event in events:
            pygame.event.post(event)
        self.settle()

    def settle(self) -> None:
        """Go on until nothing runs any more."""
        end = time.monotonic() + PATIENCE
        self.app.step(pygame.event.get())
        while self.app.screens and (self.app.tasks.is_busy or self.app.wall.is_busy):
            assert time.monotonic() < end, "something runs for too long"
            time.sleep(0.002)
            self.app.step(pygame.event.get())
        self.app.step(pygame.event.get())

    def key(self, key: int, mod: int = 0) -> None:
        """Press a key."""
        self.send(
            pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=""), pygame.Event(pygame.KEYUP, key=key, mod=mod)
        )

    def has(self, key: str) -> bool:
        """Tell whether a widget is on the screen, and may be pressed."""
        return any(each.id == key and each.is_focusable for each in self.app.root.order())

    def tab_to(self, key: str) -> None:
        """Go to a widget by Tab alone."""
        for _ in range(len(self.app.root.order()) + 1):
            if self.app.root.focus and self.app.root.focus.id == key:
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"Tab does not come to {key} on {self.screen}")

    def press(self, key: str) -> None:
        """Go to a widget by Tab alone, and press Enter."""
        self.tab_to(key)
        self.key(pygame.K_RETURN)

    def click(self, key: str) -> None:
        """Bring a widget into sight with the wheel, and click on it."""
        widget = self.app.root[key]
        self._wheel_to(widget)
        self.click_at(widget.rect.center)

    def click_at(self, pos: tuple[int, int]) -> None:
        """Click somewhere."""
        self.send(pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0)))
        self.send(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))
        self.send(pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))

    def _wheel_to(self, widget: Widget) -> None:
        for scroll in (each for each in widget.above() if isinstance(each, Scroll)):
            for _ in range(200):
                up, down = widget.rect.centery < scroll.rect.top, widget.rect.centery > scroll.rect.bottom
                if not up and not down:
                    break
                wheel = pygame.Event(pygame.MOUSEWHEEL, pos=scroll.rect.center, x=0, y=1 if up else -1)
                self.send(wheel)

    def play(self, press: Callable[[str], None], seen: Callable[[], None] = lambda: None) -> list[str]:
        """Play the first session from the title to the debrief; return the screens that were shown, in order."""
        shown = [self.screen]
        seen()
        for step in ("new", "play_first_session", "begin"):
            press(step)
            shown.append(self.screen)
            seen()
        for _ in range(400):
            if self.screen == "Debrief":
                return shown
            press(self._next(press))
            if shown[-1] != self.screen or self.screen == "Council":
                shown.append(self.screen)
                seen()
        raise AssertionError(f"the game does not end: {shown[-10:]}")

    def play_on(self, steps: int) -> None:
        """Play so many steps from wherever the window stands, to a game and in it, as the adviser would."""
        for _ in range(steps):
            ways = ("go_on", "ready", "advised", "done", "begin", "play_first_session", "new", "send", "leave", "back")
            found = next((each for each in ways if self.has(each)), "")
            if found:
                self.press(found)
            else:
                self.key(pygame.K_ESCAPE)

    def _next(self, press: Callable[[str], None]) -> str:
        """Return what to press next; where the council room hides the turn behind a tab, open it first."""
        if self.screen == "Council":
            if not self.has("done"):
                press("places-turn")
            return "advised" if self.has("advised") else "done"
        return next(each for each in ("go_on", "ready", "send", "back") if self.has(each))
