"""A second window for a projector: the room's view and nothing of any seat's own.

What it shows is made from a PublicView and from what everybody heard, so that no cable, worth or sealed answer can come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages
from game.desktop.board import STANCES, board
from game.desktop.chronicle import Chronicle
from game.desktop.rewind import ROOM
from game.desktop.screens import parts
from game.desktop.screens.tracks import still_bars
from game.desktop.sitting import Desk
from game.desktop.widgets.root import Root
from game.lab.words import Words
from game.table.events import PUBLIC
from game.table.views import PublicView, SeatView
from game.telling.naming import Naming
from game.telling.turn import Turn

if TYPE_CHECKING:
    from game.desktop.match import Match
    from game.desktop.widgets.theme import Theme
    from game.desktop.widgets.widget import Widget

SIZE: Final = (1280, 720)


class Projector:
    """The projector's window while it is open; it hears no key but is resized and closed."""

    def __init__(self, theme: Theme, match: Match) -> None:
        """Open it on what the room sees of a game. Raises pygame.error where there is no second window to be had."""
        self._window = pygame.Window(match.stage.words.say("wall.title"), SIZE, resizable=True)
        self._window.get_surface()
        self.root, self._match = Root(theme), match
        self.root.layout(self._window.size)
        self.show()

    def show(self) -> None:
        """Show where the game stands now."""
        match = self._match
        table, names = match.sitting.table, match.names
        story = Chronicle.blank(table.loaded, names.words)
        story.hear(event for event in table.position.record if event.audience == PUBLIC)
        self.root.show(wall(match.desk.view.public, story, names, match.stage.words))
        self.draw()

    def draw(self) -> None:
        """Draw it anew."""
        self.root.draw(self._window.get_surface())
        self._window.flip()

    def hears(self, event: pygame.Event, closed: Callable[[], None]) -> bool:
        """Take an event that is its own, and tell so; `closed` is called where a person closes the window."""
        if getattr(event, "window", None) is not self._window:
            return False
        if event.type == pygame.WINDOWCLOSE:
            closed()
        elif event.type in (pygame.WINDOWSIZECHANGED, pygame.WINDOWEXPOSED):
            self.root.layout(self._window.get_surface().get_size())
            self.draw()
        return True

    def close(self) -> None:
        """Take the window away."""
        self._window.destroy()


def projected(match: Match) -> str:
    """Open a projector's window on a game; return why that could not be, or nothing."""
    match.stage.wall.close()
    try:
        match.stage.wall.projector = Projector(match.stage.theme, match)
    except pygame.error as error:
        return str(error)
    return ""


def wall(public: PublicView, story: Chronicle, names: Naming, words: Words) -> Widget:
    """Return what hangs on the wall: the clock, the tracks, the text with who stands where, the news."""
    say, now = words.say, public.round
    title = names.author(f"round.{now.number - 1}.title", now.title)
    clock = parts.header(
        parts.body(say("council.where", title=title, number=now.number, of=now.of), grow=1),
        parts.figure(names.date(public.hour)),
        parts.figure(say("council.hours", n=now.hours_left)),
    )
    tracks = parts.panel(
        say("place.tracks"), parts.scroll("tracks", say("place.tracks"), _tracks(public, names)), grow=2
    )
    text = parts.reader("text", say("place.text"), pages.joined(_text(public, names, words)), grow=3)
    # The latest first: nobody scrolls on a wall.
    news = list(pages.passages([each for each in reversed(story.passages) if each.round == now.number]))
    press = parts.reader("news", say("place.news"), pages.joined(news) or say("page.nothing_yet"), grow=3)
    return parts.column(clock, parts.row(tracks, text, press, grow=1), gap=8, pad=16)


def _tracks(public: PublicView, names: Naming) -> Widget:
    rung = parts.body(names.words.say("client.ladder", rung=public.rung))
    return parts.col(*still_bars(public, names), rung, gap=12)


def _text(public: PublicView, names: Naming, words: Words) -> Iterator[str]:
    """Yield the text on the table, and who stands where on it, in words."""
    view = SeatView(ROOM, public, None, (), (), decides=False, done=False, sealed=(), menu=())
    desk = Desk(ROOM, view, Turn(public.phase, (), (), (), ()), (), {}, (), (), None, (), is_over=False, may_undo=False)
    yield from pages.text(desk, names, words)
    stands = board(desk, names) if public.draft else ()
    for stance in STANCES:
        there = [each.name for each in stands if each.stance == stance]
        if there:
            yield f"{pages.bold(words.say(f'stance.{stance}'))}: {pages.safe(names.words.listed(there))}"
