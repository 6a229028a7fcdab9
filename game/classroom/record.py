"""What happened so far, as a seat or the wall heard it: told once, event by event, and kept for every later page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from game.lab.words import Words
from game.scenario.load import Loaded
from game.table.events import Event
from game.telling.tell import tell
from game.telling.teller import UNDER, Teller

MOST_PARTS: Final = 400  # of the longest game; a page stays small


class Record:
    """One game's story in one language for one pair of ears."""

    def __init__(self, loaded: Loaded, words: Words) -> None:
        self._teller = Teller(loaded, words)
        self._told = 0  # moment up to which it is told
        self.parts: list[dict[str, Any]] = []

    def hear(self, events: Sequence[Event], moment: int) -> None:
        """Tell what settled phases brought since the last time; the phase that is still open is left for later."""
        fresh = [event for event in events if self._told <= event.moment < moment]
        for _, group in groupby(fresh, key=lambda event: event.moment):
            of_phase = list(group)
            for event in of_phase:
                if event.kind == "round":
                    self._begin_round(int(str(event.data["round"])) - 1)
            for part in tell(self._teller, of_phase):
                self._add(part.section, part.heading, part.lines)
        self._told = max(self._told, moment)

    def _begin_round(self, now: int) -> None:
        names, told = self._teller.names, self._teller.scenario.round[now]
        path = f"round.{now}"
        title = names.author(f"{path}.title", told.title)
        heading = names.words.say("story.round", number=now + 1, most=len(self._teller.scenario.round), title=title)
        question, briefing = (
            names.author(f"{path}.{key}", text) for key, text in _of_round(told.question, told.briefing)
        )
        self._add(f"round {now}", heading, [question, briefing])

    def _add(self, section: str, heading: str, lines: Sequence[str]) -> None:
        told = [{"under": line.startswith(UNDER), "says": line.removeprefix(UNDER)} for line in lines]
        if self.parts and self.parts[-1]["section"] == section:
            self.parts[-1]["lines"] += told
        else:
            self.parts.append({"section": section, "heading": heading, "lines": told})
        del self.parts[:-MOST_PARTS]


def _of_round(question: str, briefing: str) -> tuple[tuple[str, str], ...]:
    return ("question", question), ("briefing", briefing)
