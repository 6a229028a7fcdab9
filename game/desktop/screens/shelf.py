"""The scenarios, as cards: what it is about, how long it takes, how many sit at the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.desktop.screens import parts
from game.desktop.screens.loading import read
from game.desktop.shelf import Card, cards
from game.desktop.stage import Pop, Result, Stage

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget


class Shelf:
    """All scenarios that are shipped; `act` is said on the button of each, and `choose` is done: to play it where none is."""

    def __init__(self, stage: Stage, act: str = "shelf.play", choose: Callable[[Card], object] | None = None) -> None:
        self.stage, self.act = stage, act
        self.choose = choose or (lambda card: read(stage, card.file))
        self.cards = cards(stage.words.language)

    def build(self) -> Widget:
        """Return the screen: a card each, past crises under a heading of their own."""
        say = self.stage.words.say
        now = [self._card(card) for card in self.cards if not card.is_past]
        past = [self._card(card) for card in self.cards if card.is_past]
        columns = 2 if self.stage.width >= parts.WIDE else 1
        body = parts.col(
            parts.grid(now, columns=columns),
            parts.heading(say("shelf.past")),
            parts.small(say("shelf.past_line")),
            parts.grid(past, columns=columns),
        )
        return parts.page(
            say("shelf.title"),
            parts.scroll("cards", say("shelf.title"), body),
            [self._replay(), self._back()],
            sub=say("shelf.line"),
        )

    def _card(self, card: Card) -> Widget:
        say = self.stage.words.say
        facts = [say("shelf.rounds", n=card.rounds)]
        if card.minutes:
            facts += [say("shelf.seats", n=card.seats), say("shelf.minutes", n=card.minutes)]
        return parts.card(
            card.title,
            parts.rich(f"text_{card.key}", parts.safe(card.summary)),
            parts.small(" · ".join(facts)),
            parts.button(f"play_{card.key}", say(self.act), partial(self.choose, card), name=card.title),
        )

    def _back(self) -> Widget:
        return parts.button("back", self.stage.words.say("key.back"), partial(self.stage.turn, Pop()))

    def _replay(self) -> Widget:
        from game.desktop.screens.saved import look_for_games

        return parts.button("replay", self.stage.words.say("title.replay"), partial(look_for_games, self.stage))

    def escape(self) -> Result:
        """Go back."""
        return Pop()
