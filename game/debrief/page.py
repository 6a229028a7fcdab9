"""What every part of the page is written from: the facts, the names, and words and figures in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.debrief.charts import Figures
from game.debrief.facts import Debrief
from game.scenario.load import Loaded
from game.telling.naming import Naming
from game.telling.teller import Teller
from game.telling.words import Figure, Spoken, points, sentence, signed, words_in

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """What every section is written from: the facts, the scenario, the words of the debrief and those of the game."""

    facts: Debrief
    loaded: Loaded
    words: Spoken
    game: Spoken

    @property
    def names(self) -> Naming:
        """Return what the things of the scenario are called."""
        return Naming(self.loaded.scenario, self.game)

    def teller(self) -> Teller:
        """Return a teller that has told nothing yet."""
        return Teller(self.loaded, self.game)

    def say(self, key: str, /, **values: object) -> str:
        """Return a line of the debrief's own table."""
        return self.words.say(key, **values)

    def level(self, value: int) -> str:
        """Return a level of a track as people see it, in the language's figures."""
        return self.game.say("number.plain", figure=points(value))

    def moved(self, value: int) -> str:
        """Return a change of a track with its sign."""
        return self.game.say("number.plain", figure=signed(value))

    def figures(self) -> Figures:
        """Return how charts write figures."""
        return Figures(self.level, self.moved)

    def brier(self, per_mille: int) -> str:
        """Return a Brier score as people know it: 0 is sure and right."""
        return self.game.say("number.plain", figure=Figure(f"{per_mille / 1000:.2f}"))

    def seats(self, keys: tuple[str, ...]) -> str:
        """Return seats as a list, "-" for none."""
        return self.names.seats(keys) if keys else self.say("page.nobody")

    def seat(self, key: str) -> str:
        """Return a seat as a heading has it."""
        return sentence(self.names.seat(key))


def page_for(facts: Debrief, loaded: Loaded, language: str = "") -> Page:
    """Return a page to write on in one language."""
    return Page(facts, loaded, words_in(language, FOLDER), words_in(language))
