"""What happened so far, as a seat or the wall heard it: told once, event by event, and kept for every later page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from game.lab.words import Words
from game.scenario.load import Loaded
from game.table.events import Event
from game.telling.tell import tell
from game.telling.teller import UNDER, Teller

MOST_PARTS: Final = 400  # of the longest game
FRESH: Final = ("inject", "bulletin")  # news that a teacher lets break does not wait for the phase to end
LATEST: Final = 4  # parts that a page carries; who wants all asks for them


class Record:
    """One game's story in one language for one pair of ears."""

    def __init__(self, loaded: Loaded, words: Words) -> None:
        self._teller = Teller(loaded, words)
        self._loaded, self._words = loaded, words
        self.told = 0  # moment up to which it is told
        self._round, self._began = 0, -1  # the round (1 is the first), and the moment in which it began
        self._until = 0  # round up to which the model sits in for everybody
        self.parts: list[dict[str, Any]] = []
        self.passed: list[str] = []  # what is told of the rounds that nobody played, just before this one

    @property
    def latest(self) -> list[dict[str, Any]]:
        """Return what a page shows of it."""
        return self.parts[-LATEST:]

    def hear(self, events: Sequence[Event], moment: int) -> None:
        """Tell what settled phases brought since the last time; the phase that is still open is left for later."""
        fresh = [event for event in events if self.told <= event.moment < moment]
        for _, group in groupby(fresh, key=lambda event: event.moment):
            of_phase = list(group)
            for event in of_phase:
                self._hear_of_rounds(event)
            for part in tell(self._teller, of_phase):
                self._add(part.section, part.heading, part.lines)
        self.told = max(self.told, moment)

    def fresh(self, events: Iterable[Event]) -> list[str]:
        """Return the news among the events of the phase that is still open."""
        news = [event for event in events if event.kind in FRESH]
        teller = Teller(self._loaded, self._words)  # the story's own has yet to hear of them
        return [line.removeprefix(UNDER) for part in tell(teller, news) for line in part.lines] if news else []

    def _hear_of_rounds(self, event: Event) -> None:
        """Tell a round that begins; one that passes with nobody playing is told in the author's minute instead."""
        if event.kind == "round":
            is_after_played = self._until < self._round
            self._round, self._began = int(str(event.data["round"])), event.moment
            if is_after_played:
                self.passed = []
            self._begin(passes=self._round <= self._until)
        elif event.kind == "meanwhile":
            if event.data["phase"]:
                return  # a cold open: the round is played, if not from its beginning
            self._until = int(str(event.data["until"]))
            if event.moment == self._began + 1:
                self._begin(passes=True)

    def _begin(self, *, passes: bool) -> None:
        now, names = self._round - 1, self._teller.names
        path, told = f"round.{now}", self._teller.scenario.round[now]
        title = names.author(f"{path}.title", told.title)
        most = len(self._teller.scenario.round)
        heading = names.words.say("story.round", number=now + 1, most=most, title=title)
        if passes:
            self.passed.append(names.author(f"{path}.meanwhile", told.meanwhile))
            self._add(f"meanwhile {now}", heading, self.passed[-1:])
        else:
            lines = [names.author(f"{path}.question", told.question), names.author(f"{path}.briefing", told.briefing)]
            self._add(f"round {now}", heading, lines)

    def _add(self, section: str, heading: str, lines: Sequence[str]) -> None:
        told = [{"under": line.startswith(UNDER), "says": line.removeprefix(UNDER)} for line in lines]
        if self.parts and self.parts[-1]["section"] == section:
            self.parts[-1]["lines"] += told
        else:
            self.parts.append({"section": section, "heading": heading, "lines": told})
        del self.parts[:-MOST_PARTS]
