"""The first screen: go on, begin, settings, handbook, leave. It is on the window before anything heavy is imported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.desktop.screens import parts
from game.desktop.stage import Pop, Push, Result, Stage, Stay
from game.desktop.work import Progress

if TYPE_CHECKING:
    from game.desktop.keeping import Slot
    from game.desktop.widgets.widget import Widget


class Title:
    """The first screen. Saved games are looked for once it is shown."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.saved: list[Slot] | None = None

    def build(self) -> Widget:
        """Return the screen: the name of the game, and what can be done."""
        say = self.stage.words.say
        latest = self.saved[0] if self.saved else None
        is_new = not latest and not self.stage.settings.taught
        told = say("title.latest", title=latest.title, round=latest.round) if latest else say("title.none")
        return parts.poster(
            say("title.name"),
            parts.display(say("title.name")),
            parts.body(say("title.line"), dim=True),
            parts.space(12),
            parts.button("continue", say("title.continue"), self.go_on, primary=bool(latest), enabled=bool(latest)),
            parts.small(told if self.saved is not None else say("title.looking")),
            parts.button("lesson", say("title.lesson"), self.lesson, primary=is_new),
            parts.button("new", say("title.new"), self.begin, primary=not latest and not is_new),
            parts.button("games", say("title.games"), self.games, enabled=bool(self.saved)),
            parts.button("replay", say("title.replay"), self.replay),
            parts.button("host", say("title.host"), self.host),
            parts.button("settings", say("title.settings"), self.settings),
            parts.button("handbook", say("title.handbook"), self.handbook),
            parts.button("quit", say("title.quit"), self.stage.quit),
            parts.space(12),
            parts.small(say("title.fiction")),
        )

    def escape(self) -> Result:
        """Leave the program."""
        return Pop()

    def look(self) -> None:
        """Look for saved games, off the thread that draws."""
        self.stage.fetch(_slots, self._found)

    def _found(self, saved: list[Slot]) -> None:
        self.saved = saved
        self.stage.turn(Stay())

    def go_on(self) -> None:
        """Go on with the latest game."""
        from game.desktop.screens.opening import take_up

        if self.saved:
            take_up(self.stage, self.saved[0].file)

    def begin(self) -> None:
        """Choose a scenario."""
        from game.desktop.screens.shelf import Shelf

        self.stage.turn(Push(Shelf(self.stage)))

    def host(self) -> None:
        """Choose what a class is to play."""
        from game.desktop.screens.hosted import host
        from game.desktop.screens.shelf import Shelf

        self.stage.turn(Push(Shelf(self.stage, "shelf.host", partial(host, self.stage))))

    def lesson(self) -> None:
        """Take the lesson: a game of the first session, with hints."""
        from game.desktop.lesson import course
        from game.desktop.screens.loading import read
        from game.desktop.screens.opening import Order
        from game.desktop.shelf import cards

        told = course()
        file = next(card.file for card in cards() if card.key == told.scenario)
        read(self.stage, file, Order((told.seat,), told.seed, taught=True))

    def games(self) -> None:
        """Choose one of several saved games."""
        from game.desktop.screens.saved import Saved

        self.stage.turn(Push(Saved(self.stage, self.saved or [])))

    def replay(self) -> None:
        """Choose a game to be looked at again."""
        from game.desktop.screens.saved import look_for_games

        look_for_games(self.stage)

    def settings(self) -> None:
        """Change the settings."""
        from game.desktop.screens.options import Options

        self.stage.turn(Push(Options(self.stage)))

    def handbook(self) -> None:
        """Read the handbook."""
        from game.desktop.screens.handbook import Handbook

        self.stage.turn(Push(Handbook(self.stage)))


def _slots(_: Progress) -> list[Slot]:
    from game.desktop.keeping import slots

    return slots()
