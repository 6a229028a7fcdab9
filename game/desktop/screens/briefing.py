"""How a round begins: its question, what is known, the news, the cable from one's own capital."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.stage import Home, Result

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


class Briefing:
    """The first page of a round; of the first round with what happened, and what one wants."""

    def __init__(self, match: Match, go_on: Callable[[], None]) -> None:
        self.match, self.go_on = match, go_on

    def build(self) -> Widget:
        """Return the screen: the briefing beside the cable and what the seat wants."""
        stage, view, names = self.match.stage, self.match.desk.view, self.match.names
        say, told = stage.words.say, view.public.round
        first = told.number == 1
        news = [part for part in self.match.desk.fresh if part.round == told.number]
        blocks = list(pages.briefing(view, names))
        if first:
            blocks.append(pages.safe(names.author("scenario.picture", view.public.picture)))
            blocks.append(f"<dim>{pages.safe(names.author('scenario.fiction', view.public.fiction))}</dim>")
        blocks += pages.passages(news)
        own = [*pages.cable(view, names, stage.words), *pages.objectives(view, names, stage.words)]
        if first:
            own += pages.capital(view, names, stage.words)
        situation = parts.reader("situation", say("briefing.situation"), pages.joined(blocks), grow=3)
        capital = parts.reader("capital", say("briefing.capital", seat=self._seat()), pages.joined(own), grow=2)
        wide = stage.width >= parts.NARROW
        body = parts.row(situation, capital, grow=1) if wide else parts.col(situation, capital, grow=1)
        title = names.author(f"round.{told.number - 1}.title", told.title)
        footer = [
            parts.button("leave", say("key.leave"), partial(stage.turn, Home())),
            parts.button("go_on", say("briefing.go_on"), self.go_on, primary=True),
        ]
        return parts.page(title, body, footer, sub=say("briefing.round", number=told.number, of=told.of))

    def _seat(self) -> str:
        return self.match.names.name(self.match.desk.seat)

    def escape(self) -> Result:
        """Leave the game, which is kept."""
        return Home()
