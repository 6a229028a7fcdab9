"""A second window for a projector: the room's view and nothing of any seat's own.

What it shows is made from a PublicView and from what everybody heard, so that no cable, worth or sealed answer can come here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages
from game.desktop.board import board
from game.desktop.chronicle import Chronicle
from game.desktop.rewind import ROOM
from game.desktop.screens import parts
from game.desktop.screens.boards import TILE, still_tile
from game.desktop.screens.rows import Tile
from game.desktop.screens.tracks import still_bars
from game.desktop.sitting import Desk
from game.desktop.waking import HANG, wake
from game.desktop.widgets.root import Root
from game.desktop.widgets.scroll import Scroll
from game.lab.words import Words
from game.table.events import PUBLIC
from game.table.views import PublicView, SeatView
from game.telling.authored import rung as rung_of
from game.telling.naming import Naming
from game.telling.turn import Turn

if TYPE_CHECKING:
    from game.desktop.match import Match
    from game.desktop.widgets.theme import Theme
    from game.desktop.widgets.widget import Widget

SIZE: Final = (1280, 720)
LARGER: Final = 1.5  # letters of the wall beside those of the council room: it is read from afar
SHARES: Final = (
    1.0,
    0.9,
    0.8,
    0.75,
    0.7,
    0.65,
    0.6,
    0.55,
    0.5,
    0.45,
    0.4,
    0.35,
    0.3,
)  # of the largest letters, tried until everything is in sight
COLUMNS: Final = (8, 6, 5, 4, 3)  # of the silence board
MOST_NEWS: Final = 24  # lines


GOES_ON: Final = " ..."


@dataclass(frozen=True, slots=True)
class Room:
    """How much is on the wall: columns of the silence board, lines of news."""

    columns: int
    news: int


class Projector:
    """The projector's window while it is open; it hears no key but is resized and closed."""

    def __init__(self, theme: Theme, match: Match) -> None:
        """Open it on what the room sees of a game. Raises pygame.error where there is no second window to be had."""
        self._window = pygame.Window(match.stage.words.say("wall.title"), SIZE, resizable=True)
        self._window.get_surface()
        self.root, self._match = Root(theme.copied()), match
        self.root.layout(self._window.size)
        self._hanging: Iterator[None] = iter(())
        self.is_hung = self._is_laid = True
        self._is_asked = False
        self.show()

    def show(self) -> None:
        """Begin to show where the game stands now; until that is laid out, what was drawn stays."""
        match = self._match
        table, names = match.sitting.table, match.names
        story = Chronicle.blank(table.loaded, names.words)
        story.hear(event for event in table.position.record if event.audience == PUBLIC)
        made = partial(wall, match.desk.view.public, story, names, match.stage.words)
        scale = match.stage.theme.scale * LARGER * self._window.size[1] / SIZE[1]
        self._hanging, self.is_hung, self._is_laid = hanging(self.root, scale, made), False, False
        self._ask()

    def go_on(self) -> None:
        """Try one more layout; in the turn after the last, draw it."""
        self._is_asked = False
        if self.is_hung:
            return
        if self._is_laid:
            self.is_hung = True
            self.draw()
            return
        self._is_laid = next(self._hanging, self._hanging) is self._hanging
        self._ask()

    def _ask(self) -> None:
        """Ask the loop for one more turn, so that it hears whatever else there is in between."""
        if not self._is_asked:
            self._is_asked = True
            wake(HANG)

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
            self.show()
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


def wall(public: PublicView, story: Chronicle, names: Naming, words: Words, room: Room) -> Widget:
    """Return what hangs on the wall: the clock, who stands where, the tracks, the text, and as much news as fits."""
    say, now = words.say, public.round
    title = names.author(f"round.{now.number - 1}.title", now.title)
    clock = parts.header(
        parts.strong(say("council.where", title=title, number=now.number, of=now.of)),
        parts.body("", grow=1),
        parts.figure(names.date(public.hour)),
        parts.figure(say("council.hours", n=now.hours_left)),
    )
    tiles = [still_tile(words, each) for each in board(_desk(public), names)]
    grid = parts.scroll("board", say("board.title"), parts.grid(tiles, columns=room.columns, gap=4))
    tracks = parts.scroll("tracks", say("place.tracks"), _tracks(public, names))
    # The latest first, and no more than fits: nobody scrolls on a wall.
    fresh = list(pages.passages([each for each in reversed(story.passages) if each.round == now.number]))
    told = _begun(pages.joined(fresh), room.news) or say("page.nothing_yet")
    text = parts.reader("text", say("place.text"), pages.joined(_text(public, names, words)), grow=1)
    press = parts.reader("news", say("place.news"), told, grow=1)
    left = parts.col(parts.panel(say("board.title"), grid), text, grow=7)
    right = parts.col(parts.panel(say("place.tracks"), tracks), press, grow=5)
    for each in (*left.children[:1], *right.children[:1]):
        each.grow = 0
    return parts.column(clock, parts.row(left, right, grow=1), gap=8, pad=12)


def hung(root: Root, largest: float, made: Callable[[Room], Widget]) -> None:
    """Show a wall as `hanging` does, at once."""
    for _ in hanging(root, largest, made):
        pass


def hanging(root: Root, largest: float, made: Callable[[Room], Widget]) -> Iterator[None]:
    """Show a wall in the largest letters with which all of it is in sight, then with as much news as fits.

    Each layout that is tried takes some hundredths of a second, so that it stops after each; the last is to be drawn.
    `largest` is the scale to begin with. Where even the smallest letters are too large the text is cut off.
    """
    for share in SHARES:
        root.theme.rescaled(largest * share)
        for columns in COLUMNS:
            root.show(made(Room(columns, 1)))
            fits = not _cut_off(root) & {"board", "tracks", "text"} and _has_whole_words(root) and not root.audit()
            yield
            if fits:
                yield from _more_news(root, columns, made)
                return


def _more_news(root: Root, columns: int, made: Callable[[Room], Widget]) -> Iterator[None]:
    """Show as many lines of news as fit, one at least, stopping after each try."""
    fitting, too_much = 1, MOST_NEWS + 1
    while too_much - fitting > 1:
        tried = (fitting + too_much) // 2
        root.show(made(Room(columns, tried)))
        yield
        if "news" in _cut_off(root):
            too_much = tried
        else:
            fitting = tried
    root.show(made(Room(columns, fitting)))


def _begun(text: str, most: int) -> str:
    """Return the first lines of a text, with a sign that it goes on where it does."""
    lines = text.split("\n")
    return text if len(lines) <= most else "\n".join(lines[:most]).rstrip() + GOES_ON


def _has_whole_words(root: Root) -> bool:
    """Tell whether the tiles are wide enough for names and stances."""
    return all(each.rect.w >= root.theme.px(TILE) for each in root.walk() if isinstance(each, Tile))


def _cut_off(root: Root) -> set[str]:
    """Return the ids of what has something out of sight."""
    return {each.id for each in root.walk() if isinstance(each, Scroll) and each.is_focusable}


def _tracks(public: PublicView, names: Naming) -> Widget:
    rung = parts.body(names.words.say("client.ladder", rung=rung_of(names, public.rung)))
    return parts.col(*still_bars(public, names), rung, gap=12)


def _text(public: PublicView, names: Naming, words: Words) -> Iterator[str]:
    """Yield the text on the table by the names of its clauses: from afar nobody reads how each is worded."""
    draft = public.draft
    if draft is None:
        yield words.say("page.no_text")
        return
    verb = names.words.say(f"verb.{draft.verb}")
    lines = [pages.bold(words.say("page.council", verb=verb))]
    for number, clause in enumerate(draft.clauses, 1):
        brackets = words.say("page.brackets", n=clause.brackets) if clause.brackets else ""
        mood = names.words.say(f"mood.{clause.mood}")
        named = words.say("wall.clause", mood=mood, name=names.leveled(clause.measure, clause.level))
        lines.append(f"{pages.bold(f'{number}.')} {pages.safe(named)}{brackets}")
    yield "\n".join(lines)


def _desk(public: PublicView) -> Desk:
    """Return what would lie before somebody who sees what the room sees."""
    view = SeatView(ROOM, public, None, (), (), decides=False, done=False, sealed=(), menu=())
    turn = Turn(public.phase, (), (), (), ())
    return Desk(ROOM, view, turn, (), {}, (), (), None, (), is_over=False, may_undo=False)
