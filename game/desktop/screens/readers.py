"""What can be read in the council room: news, the cable, the text, the brief, where things stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


def _news(match: Match) -> str:
    return pages.press(match.desk, match.stage.words)


def _cable(match: Match) -> str:
    view, words = match.desk.view, match.stage.words
    return pages.joined([*pages.cable(view, match.names, words), *pages.objectives(view, match.names, words)])


def _text(match: Match) -> str:
    return pages.joined(pages.text(match.desk, match.names, match.stage.words))


def _brief(match: Match) -> str:
    return pages.joined(pages.capital(match.desk.view, match.names, match.stage.words))


def _situation(match: Match) -> str:
    return pages.situation(match.desk, match.names, match.stage.words)


READERS: Final[dict[str, Callable[[Match], str]]] = {
    "news": _news,
    "cable": _cable,
    "text": _text,
    "brief": _brief,
    "situation": _situation,
}


def reader_panel(match: Match, *, name: str) -> Widget:
    """Return what is to be read, in a panel of its own."""
    title = match.stage.words.say(f"place.{name}")
    return parts.reader(f"reader_{name}", title, READERS[name](match), grow=1)
