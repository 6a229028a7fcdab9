"""A class that is being hosted: where phones, the wall and the teacher's page are, as the host says it, and the end of it."""

from __future__ import annotations

import webbrowser
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop.hosting import ADDRESS, Host
from game.desktop.screens import parts
from game.desktop.stage import Home, Push, Result, Stage, Stay
from game.desktop.waking import wake
from game.desktop.work import Progress

if TYPE_CHECKING:
    from game.desktop.shelf import Card
    from game.desktop.widgets.widget import Widget

PAGES: Final = ("wall", "teach")  # pages of the host that have a button, by the ends of their addresses


def host(stage: Stage, card: Card) -> None:
    """Begin to host a scenario, and show how that goes."""
    made = Host(card.file, stage.words.language, wake)
    stage.game = made
    stage.turn(Push(Hosted(stage, made, card.title)))


class Hosted:
    """The screen of a class. It is built anew whenever the host has said something."""

    def __init__(self, stage: Stage, host: Host, title: str) -> None:
        self.stage, self.host, self.title = stage, host, title
        self.is_asked = False  # whether to end it for good: Enter alone ends no class

    @property
    def is_moving(self) -> bool:
        """Tell whether the host has said something since."""
        return self.host.fresh

    def move(self, now: float) -> bool:
        """Take note of what it said."""
        del now
        self.host.fresh = False
        return True

    def build(self) -> Widget:
        """Return what the host has said, line by line, and what can be done."""
        say, host = self.stage.words.say, self.host
        said = [(parts.heading if ADDRESS.search(line) else parts.strong)(line) for line in host.lines] or [
            parts.small(say("hosted.opening"))
        ]
        told = say("hosted.line") if host.is_running else say("hosted.over")
        pages = {page: next((each for each in host.addresses if each.endswith(f"/{page}")), "") for page in PAGES}
        footer = [
            parts.button(
                page, say(f"hosted.{page}"), partial(self._open, address), enabled=bool(address) and host.is_running
            )
            for page, address in pages.items()
        ]
        footer.append(parts.button("end", say("hosted.really" if self.is_asked else "hosted.end"), self._end))
        body = parts.scroll("said", say("hosted.said"), parts.col(*said, gap=10))
        title = say("hosted.title", title=self.title)
        return parts.page(title, body, footer, sub=told, narrow=True)

    def escape(self) -> Result:
        """Stay: a class is ended by its button alone."""
        self.is_asked = False
        return Stay()

    def _end(self) -> None:
        """End the class at the second press, at once where it has ended by itself."""
        is_meant, self.is_asked = self.is_asked or not self.host.is_running, True
        self.stage.turn(Home() if is_meant else Stay())

    def _open(self, address: str) -> None:
        assert ADDRESS.fullmatch(address)

        def job(_: Progress) -> bool:
            return webbrowser.open(address)

        self.stage.fetch(job, partial(self._opened, address))

    def _opened(self, address: str, found: bool) -> None:
        if not found:
            self.stage.say(self.stage.words.say("hosted.no_browser", address=address))
