"""What the things of a scenario are called in texts for people, in the reader's language where the author gave it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from game.lab.words import FIRST, Words, table_of
from game.rules import state as s
from game.scenario.schema import Scenario
from game.scenario.translated import words_of
from game.scenario.words import BASES, MEETINGS, MOODS_OF_CLAUSE, VERBS
from game.table.decisions import CHAIR, OTHER, WORDING_WORD, Clause, Text
from game.telling.words import FOLDER

COUNTRIES: Final = {key: line for key, line in table_of(FOLDER, FIRST).items() if key.startswith("country.")}


class Naming:
    """Names of one scenario in one language."""

    def __init__(self, scenario: Scenario, words: Words) -> None:
        self.scenario, self.words = scenario, words
        self._said = words_of(scenario, words.language)

    def author(self, path: str, default: str) -> str:
        """Return the author's words at a key path, translated where there is a translation."""
        return self._said.get(path, default)

    def seat(self, key: str) -> str:
        """Return a seat inside a sentence: "Poland", "the United States", "the chair"."""
        if key == CHAIR:
            return self.words.say("seat.chair")
        if key == OTHER:
            return self.author("scenario.adversary", self.scenario.scenario.adversary)
        name = self.name(key)
        return self.words.say("seat.with_article", name=name) if key in self.words.items("seat.article") else name

    def name(self, key: str) -> str:
        """Return an ally's name by itself: as the author translates it, or as the language calls a country of that name."""
        name = self.scenario.ally[key].name
        usual = COUNTRIES.get(f"country.{key}") == name
        return self.author(f"ally.{key}.name", self.words.say(f"country.{key}") if usual else name)

    def pair(self, word: str, text: Text | None = None) -> str:
        """Return a bracket in one phrase: what it names, and what would do."""
        what, wants = self.bracket(word, text)
        return self.words.say("bracket.named", what=what, wants=wants)

    def seats(self, keys: list[str] | tuple[str, ...]) -> str:
        """Return seats as a list."""
        return self.words.listed([self.seat(key) for key in keys])

    def measure(self, key: str) -> str:
        """Return a measure's name."""
        return self.author(f"measure.{key}.name", self.scenario.measure[key].name)

    def option(self, key: str, level: int) -> str:
        """Return what a measure does at a level."""
        levels = self.scenario.measure[key].levels
        return self.author(f"measure.{key}.levels.{level - 1}.says", levels[min(max(level, 1), len(levels)) - 1].says)

    def leveled(self, key: str, level: int) -> str:
        """Return a measure's name, with its level where it has several."""
        most = len(self.scenario.measure[key].levels)
        name = self.measure(key)
        return name if most == 1 else self.words.say("clause.leveled", name=name, level=level, most=most)

    def clause(self, clause: Clause) -> str:
        """Return a clause as a line: its mood, its measure, what it does."""
        mood = self.words.say(f"mood.{MOODS_OF_CLAUSE[clause.mood]}")
        name = self.leveled(clause.measure, clause.level)
        return self.words.say("clause.line", mood=mood, name=name, says=self.option(clause.measure, clause.level))

    def verb(self, verb: int) -> str:
        """Return the strength of a wording in words."""
        return self.words.say(f"verb.{VERBS[verb]}")

    def basis(self, basis: int) -> str:
        """Return a treaty basis in words."""
        return self.words.say(f"basis.{BASES[basis]}")

    def meeting(self, level: int | str) -> str:
        """Return the level of a meeting in words."""
        return self.words.say(f"meeting.{MEETINGS[level] if isinstance(level, int) else level}")

    def bracket(self, word: str, text: Text | None = None) -> tuple[str, str]:
        """Return what a bracket (`radar+1`, `#2+0`, `wording=notes`) names, and what its owner could live with."""
        if word.startswith(WORDING_WORD):
            verb = VERBS.index(word.partition("=")[2]) if "=" in word else 1
            return self.words.say("bracket.wording"), self.words.say("bracket.weaker", verb=self.verb(verb))
        what, _, level = word.rpartition("+")
        if what.startswith("#") and text:
            what = text.clauses[int(what[1:]) - 1].measure
        wanted = "bracket.struck" if int(level) == 0 else "bracket.lower"
        return self.measure(what), self.words.say(wanted, level=level)

    def kind(self, key: str) -> str:
        """Return a kind of unit in words."""
        return self.author(f"scenario.kinds.{key}", self.scenario.scenario.kinds[key])

    def track(self, key: str) -> str:
        """Return a track's name."""
        return self.author(f"track.{key}.name", self.scenario.track[key].name)

    def date(self, hour: int) -> str:
        """Return the date and hour of an hour since the incident."""
        header = self.scenario.scenario
        moment = datetime.combine(header.incident, time(header.incident_hour)) + timedelta(hours=hour)
        months = self.words.items("date.months")
        return self.words.say("date.hour", day=moment.day, month=months[moment.month - 1], time=f"{moment:%H:%M}")

    def span(self, now: int) -> str:
        """Return the dates of a round."""
        told, months = self.scenario.round[now], self.words.items("date.months")
        first, last = told.starts, told.ends
        if first == last:
            return self.words.say("date.day", day=first.day, month=months[first.month - 1], year=first.year)
        same = "date.span_month" if (first.year, first.month) == (last.year, last.month) else "date.span"
        return self.words.say(
            same,
            day=first.day,
            month=months[first.month - 1],
            last_day=last.day,
            last_month=months[last.month - 1],
            year=last.year,
        )

    def likely(self, per_cent: int) -> str:
        """Return the probability word of ICD 203 for a credibility in per cent."""
        bounds = (5, 20, 45, 55, 80, 95)
        return self.words.say(f"likely.{sum(per_cent >= bound for bound in bounds)}")

    def term(self, name: str) -> str:
        """Return what a term of an ally's sum is called."""
        return self.words.say(f"term.{name}")


def named_clause(text: Text, word: str) -> int:
    """Return which clause of a text a bracket names; `state.WORDING` its verb."""
    if word.startswith(WORDING_WORD):
        return s.WORDING
    what = word.rpartition("+")[0]
    if what.startswith("#"):
        return int(what[1:]) - 1
    return next((c for c, clause in enumerate(text.clauses) if clause.measure == what), 0)
