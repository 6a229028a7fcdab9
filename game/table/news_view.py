"""The news as it reached a seat."""

from __future__ import annotations

from dataclasses import dataclass

from game.table.position import Position
from game.table.view_parts import chance_word


@dataclass(frozen=True, slots=True)
class NewsView:
    """A piece of news as it reached this seat; credibility in per cent and as a word."""

    moment: int
    key: str
    says: str
    credibility: int
    credibility_word: str
    chance_word: str
    recipients: str


def news_views(position: Position, seat: str) -> tuple[NewsView, ...]:
    """Return the news that reached a seat, from the record: who hears of what is in the events."""
    row = position.lexicon.row(seat)
    heard = (event for event in position.record if event.kind == "inject" and event.is_for(row))
    found = []
    for event in heard:
        key = str(event.data["inject"])
        told = position.loaded.scenario.inject[key]
        word = "high" if told.credibility >= 75 else "moderate" if told.credibility >= 45 else "low"
        to = "all" if told.to == "all" else " ".join(told.to)
        chance = chance_word(told.credibility)
        found.append(NewsView(event.moment, key, told.says, told.credibility, word, chance, to))
    return tuple(found)
