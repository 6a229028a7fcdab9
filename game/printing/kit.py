"""What every sheet of a kit is written from: the scenario, who sits at the table, which rounds are played, and the words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.debrief.markup import Html
from game.scenario.data import data_root
from game.scenario.load import Loaded
from game.table.bell import debrief_of, planned_rounds
from game.telling.naming import Naming
from game.telling.words import Spoken, sentence, words_in

FOLDER: Final = Path(__file__).parent
FLAGS: Final = Path("assets") / "flags" / "192"
LESSON: Final = 50 * 60  # seconds: what a kit without other wishes is cut for


@dataclass(frozen=True, slots=True)
class Kit:
    """A kit in one language; `played` are rounds from 0, `seconds` is the lesson with its debrief."""

    loaded: Loaded
    words: Spoken
    game: Spoken
    seats: tuple[str, ...]
    played: tuple[int, ...]
    seconds: float

    @property
    def names(self) -> Naming:
        """Return what the things of the scenario are called."""
        return Naming(self.loaded.scenario, self.game)

    def say(self, key: str, /, **values: object) -> str:
        """Return a line of the kit's own table."""
        return self.words.say(key, **values)

    def author(self, path: str, default: str) -> str:
        """Return the author's words, translated where there is a translation."""
        return self.names.author(path, default)

    def seat(self, key: str) -> str:
        """Return a seat as a heading has it."""
        return sentence(self.names.seat(key))

    def title(self) -> str:
        """Return what the scenario is called."""
        return self.author("scenario.title", self.loaded.scenario.scenario.title)

    def round(self, now: int) -> str:
        """Return a round as a heading has it: its number and its title."""
        title = self.author(f"round.{now}.title", self.loaded.scenario.round[now].title)
        return self.say("round.named", n=now + 1, title=title)


def kit_for(loaded: Loaded, language: str, seats: tuple[str, ...] = (), seconds: float = LESSON) -> Kit:
    """Return the kit of a scenario; without seats for the featured ones, or for all where none is featured."""
    allies = loaded.scenario.ally
    chosen = seats or tuple(key for key, ally in allies.items() if ally.featured) or tuple(allies)
    played = planned_rounds(0, len(loaded.scenario.round), seconds - debrief_of(seconds))
    return Kit(loaded, words_in(language, FOLDER), words_in(language), chosen, played, seconds)


def flag(key: str) -> Html:
    """Return a flag as a picture within the page; nothing where the game has none of that country."""
    file = data_root() / FLAGS / f"{key.lower()}.png"
    if not file.is_file():
        return Html()
    return Html(f'<img class="flag" alt="" src="data:image/png;base64,{b64encode(file.read_bytes()).decode()}"/>')
