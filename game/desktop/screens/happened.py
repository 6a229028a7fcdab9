"""What came of a phase: the answers to a text opened, the other side's answer and what moved at the end of a round."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.boards import board_panel
from game.desktop.screens.tracks import settled_bars
from game.desktop.stage import Home, Result

if TYPE_CHECKING:
    from game.desktop.chronicle import Passage
    from game.desktop.widgets.widget import Widget

ENDS: Final = ("more_time", "pen", "adopted", "failed", "dropped", "willing")  # what a silence may come to
PACE: Final = 0.06  # seconds from one answer to the next


class Opened:
    """The silence is over: who kept it and who did not, and what became of the text."""

    def __init__(self, match: Match, go_on: Callable[[], None]) -> None:
        self.match, self.go_on = match, go_on
        self.opened: int | None = None if match.stage.settings.reduced_motion else 0
        self._next = 0.0

    @property
    def is_moving(self) -> bool:
        """Tell whether answers are still to be opened."""
        return self.opened is not None

    def move(self, now: float) -> bool:
        """Open one answer more when it is time."""
        if self.opened is None or now < self._next:
            return False
        self._next = now + PACE
        if self.opened < len(self.match.names.scenario.ally):
            self.opened += 1
            self.match.stage.sound("flag-settles")
        else:
            self.opened = None
            self.match.stage.sound(self._end())
        return True

    def _end(self) -> str:
        """Return the sound of what came of the silence."""
        kinds = {event.kind for event in self.match.desk.events}
        return "silence-broken" if "broke" in kinds else "adopted" if "adopted" in kinds else "clock"

    def build(self) -> Widget:
        """Return the screen: the board beside what was said, once it is opened."""
        say = self.match.stage.words.say
        told = [part for part in self.match.desk.fresh if part.section.startswith("text")]
        reader = parts.reader(
            "told", say("opened.told"), "" if self.is_moving else pages.joined(pages.passages(told)), grow=1
        )
        board = board_panel(
            self.match, share=1 / 2 if self.match.stage.width >= parts.NARROW else 1, opened=self.opened
        )
        wide = self.match.stage.width >= parts.NARROW
        body = parts.row(board, reader, grow=1) if wide else parts.col(reader, board, grow=1)
        title = say("opened.time" if self._is_later() else "opened.title")
        return parts.page(title, body, _footer(self.match, self.go_on), sub=say("opened.line"))

    def _is_later(self) -> bool:
        """Tell whether the last that was heard of the silence is that it goes on for longer."""
        heard = [event.kind for event in self.match.desk.events if event.kind in ENDS]
        return heard[-1:] == ["more_time"]

    def escape(self) -> Result:
        """Leave the game, which is kept."""
        return Home()


class Settled:
    """The end of a round: what the other side did, and what moved, cause by cause."""

    def __init__(self, match: Match, go_on: Callable[[], None]) -> None:
        self.match, self.go_on = match, go_on

    def build(self) -> Widget:
        """Return the screen."""
        match = self.match
        say, last = match.stage.words.say, self._round()
        told = [part for part in match.desk.fresh if self._is_told(part, last)]
        reader = parts.reader("told", say("settled.world"), pages.joined(pages.passages(told)), grow=1)
        bars = settled_bars(match, last)
        moved = parts.panel(say("settled.moved"), parts.scroll("moved", say("settled.moved"), bars), grow=1)
        wide = match.stage.width >= parts.NARROW
        body = parts.row(reader, moved, grow=1) if wide else parts.col(reader, moved, grow=1)
        return parts.page(say("settled.title", number=last), body, _footer(match, self.go_on), sub=say("settled.line"))

    def escape(self) -> Result:
        """Leave the game, which is kept."""
        return Home()

    def _round(self) -> int:
        """Return the round that was settled: the one of the latest reply."""
        replies = [part.round for part in self.match.desk.fresh if part.section == "other"]
        return replies[-1] if replies else self.match.desk.view.public.round.number

    def _is_told(self, part: Passage, last: int) -> bool:
        return part.round == last and not part.section.startswith("text")


def _footer(match: Match, go_on: Callable[[], None]) -> list[Widget]:
    say = match.stage.words.say
    return [
        parts.button("leave", say("key.leave"), partial(match.stage.turn, Home())),
        parts.button("go_on", say("key.go_on"), go_on, primary=True),
    ]
