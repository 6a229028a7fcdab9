"""What is shown next, after every step: a curtain, the answers opened, the end of a round, a new round, the room, the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from game.desktop.match import Match
from game.desktop.stage import Go, Screen

Page = Callable[[Match, Callable[[], None]], Screen]


def route(match: Match) -> Screen:
    """Return the next screen of a game."""
    from game.desktop.screens.curtain import Curtain

    if not match.desk.is_over and match.sitting.next_seat != match.sitting.seat:
        return Curtain(match, unfold)
    return unfold(match)


def unfold(match: Match) -> Screen:
    """Return the first page of what the seat has not seen yet; each page leads to the next, the last to the room."""
    return _chain(match, list(pages(match)))


def _chain(match: Match, left: list[Page]) -> Screen:
    def go_on() -> None:
        match.stage.turn(Go(_chain(match, left[1:])))

    return left[0](match, go_on) if left else room(match)


def room(match: Match) -> Screen:
    """Return where the game is decided, or what is left when it is over."""
    from game.desktop.screens.council import Council
    from game.desktop.screens.debrief import Debrief

    return Debrief(match) if match.desk.is_over else Council(match)


def pages(match: Match) -> Iterator[Page]:
    """Yield the pages that what happened since the seat's last decision asks for, in order."""
    from game.desktop.screens.briefing import Briefing
    from game.desktop.screens.happened import Opened, Settled

    kinds = {event.kind for event in match.desk.events}
    if kinds & OPENED:
        yield Opened
    if "reply" in kinds or match.desk.is_over:
        yield Settled
    if "round" in kinds and not match.desk.is_over:
        yield Briefing


OPENED: Final = {"answers"}
