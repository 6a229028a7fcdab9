"""A saved game once more: step on and back, jump to a round, look with the eyes of a seat that may be looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages
from game.desktop.board import STANCES, board
from game.desktop.rewind import ROOM, TRUTH, Rewind
from game.desktop.screens import parts
from game.desktop.screens.tracks import still_bars
from game.desktop.sitting import Desk
from game.desktop.stage import Pop, Push, Result, Stage, Stay
from game.desktop.work import Progress
from game.table.journal import Replay
from game.telling import reveal
from game.telling.teller import Teller

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

FORWARD: Final = "forward"
STEPS: Final = {pygame.K_LEFT: -1, pygame.K_RIGHT: 1}
ROUNDS: Final = {pygame.K_PAGEUP: -1, pygame.K_PAGEDOWN: 1}


class Again:
    """The screen of a replay; Enter on the button that has the focus goes on."""

    def __init__(self, stage: Stage, rewind: Rewind) -> None:
        self.stage, self.rewind = stage, rewind

    @property
    def begins_at(self) -> str:
        """Begin where Enter goes a step on."""
        return FORWARD

    def build(self) -> Widget:
        """Return the screen: what was heard in this step, beside the tracks and the text as they then stood."""
        stage, rewind, say = self.stage, self.rewind, self.stage.words.say
        desk = rewind.desk()
        heard = parts.reader("heard", say("replay.heard"), self._heard(desk), grow=3)
        stood = parts.scroll("stood", say("replay.stood"), parts.col(self._tracks(desk), self._text(desk), gap=14))
        right = parts.panel(say("replay.stood"), stood, grow=2)
        wide = stage.width >= parts.NARROW
        both = parts.row(heard, right, grow=1) if wide else parts.col(heard, right, grow=1)
        body = parts.col(parts.row(self._rounds(), self._seats(), gap=16), both, grow=1)
        title = rewind.names.author("scenario.title", rewind.names.scenario.scenario.title)
        when = rewind.names.date(desk.view.public.hour)
        sub = say("replay.where", n=rewind.here + 1, of=len(rewind.steps), round=rewind.step.round, date=when)
        return parts.page(title, body, self._footer(), sub=f"{sub} · {say('replay.keys')}")

    def escape(self) -> Result:
        """Go back to where one came from."""
        return Pop()

    def key(self, key: int) -> bool:
        """Go a step with the arrow keys, a round with the page keys."""
        if key in STEPS:
            self._go(STEPS[key])
        elif key in ROUNDS:
            self._turn_round(ROUNDS[key])
        return key in STEPS or key in ROUNDS

    def _footer(self) -> list[Widget]:
        rewind, say = self.rewind, self.stage.words.say
        first, last = rewind.here == 0, rewind.here == len(rewind.steps) - 1
        return [
            parts.button("leave", say("key.close"), partial(self.stage.turn, Pop())),
            parts.button("round_back", say("replay.round_back"), partial(self._turn_round, -1), enabled=not first),
            parts.button("backward", say("replay.back"), partial(self._go, -1), enabled=not first),
            parts.button(FORWARD, say("replay.forward"), partial(self._go, 1), primary=True, enabled=not last),
            parts.button("round_on", say("replay.round_on"), partial(self._turn_round, 1), enabled=not last),
        ]

    def _rounds(self) -> Widget:
        rewind, say = self.rewind, self.stage.words.say
        names = [say("page.round", number=number) for number in rewind.rounds]
        here = rewind.rounds.index(rewind.step.round)
        return parts.drop_down("rounds", say("replay.round"), names, here, self._jump)

    def _seats(self) -> Widget:
        rewind, say = self.rewind, self.stage.words.say
        names = [self._name(seat) for seat in rewind.seats]
        return parts.drop_down("eyes", say("replay.eyes"), names, rewind.seats.index(rewind.seat), self._look_as)

    def _name(self, seat: str) -> str:
        say = self.stage.words.say
        if seat in (ROOM, TRUTH):
            return say("replay.room" if seat == ROOM else "replay.truth")
        return self.rewind.names.name(seat)

    def _heard(self, desk: Desk) -> str:
        """Return what was heard; who sees everything reads the truth once, at the first step."""
        blocks = list(pages.passages(desk.fresh)) or [self.stage.words.say("replay.quiet")]
        if self.rewind.seat == TRUTH and self.rewind.here == 0:
            last = self.rewind.last
            lines = reveal.truth(last, Teller(last.loaded, self.rewind.names.words))
            blocks += [pages.bold(self.stage.words.say("debrief.truth")), *(pages.item(line) for line in lines)]
        return pages.joined(blocks)

    def _tracks(self, desk: Desk) -> Widget:
        return parts.col(*still_bars(desk.view.public, self.rewind.names), gap=10)

    def _text(self, desk: Desk) -> Widget:
        """Return the text that was on the table, and who stood where, in words."""
        words, names = self.stage.words, self.rewind.names
        blocks = list(pages.text(desk, names, words))
        stands = board(desk, names) if desk.view.public.draft else ()
        for stance in STANCES:
            there = [each.name for each in stands if each.stance == stance != "waiting"]
            if there:
                blocks.append(f"{pages.bold(words.say(f'stance.{stance}'))}: {pages.safe(names.words.listed(there))}")
        return parts.rich("text", pages.joined(blocks))

    def _go(self, by: int) -> None:
        self.rewind.go(by)
        self.stage.turn(Stay())

    def _turn_round(self, by: int) -> None:
        self.rewind.turn_round(by)
        self.stage.turn(Stay())

    def _jump(self, chosen: int) -> None:
        self.rewind.go_to_round(self.rewind.rounds[chosen])
        self.stage.turn(Stay())

    def _look_as(self, chosen: int) -> None:
        self.rewind.look_as(self.rewind.seats[chosen])
        self.stage.turn(Stay())


def look_back(stage: Stage, game: Path | Replay) -> None:
    """Show a saved game, or one that was just played, from its first step; or say why that cannot be."""

    def job(progress: Progress) -> Rewind | str:
        from game.desktop.rewind import opened
        from game.table.journal import JournalError
        from game.telling.words import words_in

        progress.step(stage.words.say("work.replay"))
        words = words_in(stage.settings.language)
        try:
            return opened(game, words) if isinstance(game, Path) else Rewind(game, words)
        except JournalError as error:
            return str(error)

    def then(found: Rewind | str) -> None:
        if isinstance(found, str):
            stage.say(found[:1].upper() + found[1:] + ".")
        else:
            stage.turn(Push(Again(stage, found)))

    stage.run(stage.words.say("work.replay"), job, then)
