"""What a teller of one game knows: its words, and the texts and calls for units that it told of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from game.lab.reasons import Reason
from game.lab.words import Words
from game.rules.numbers import WITH_SECOND_CALL
from game.rules.state import CALLS_FOR
from game.scenario.load import Loaded
from game.scenario.words import MOODS_OF_CLAUSE
from game.table.decisions import Clause, TableText, Text
from game.table.grammar import parse
from game.table.lexicon import lexicon_of
from game.telling.naming import Naming

UNDER: Final = "  "  # begins a line that belongs under the one before


class Heard(NamedTuple):
    """An event as a handler takes it: its audience, a bit mask of seats, and its values by name."""

    audience: int
    data: dict[str, Any]


@dataclass
class Call:
    """Units that a measure calls for, and what was offered so far."""

    kind: str
    units: int
    offers: list[tuple[str, int, bool]] = field(default_factory=list)
    filled: float | None = None  # in all, where the second call told


class Teller:
    """Tells one game."""

    def __init__(self, loaded: Loaded, words: Words) -> None:
        """Begin to tell; nothing has happened yet."""
        self.words = words
        self.names = Naming(loaded.scenario, words)
        self.scenario = loaded.scenario
        self.lexicon = lexicon_of(loaded.scenario)
        self.second_call = bool(loaded.book.rule[WITH_SECOND_CALL])
        self.hour = 0  # since the incident, as far as events have told
        self.deadline = 0  # hours of the silence that runs
        self.reasons: Mapping[str, Reason] = {}
        self.would: Mapping[str, str] = {}
        self.texts: dict[int, Text] = {}
        self.authors: dict[int, str] = {}
        self.calls: dict[str, Call] = {}
        self.objections: dict[tuple[int, str], list[str]] = {}  # by text and seat, what it last said
        self.now = -1  # row of the text that is on the table

    def keep_time(self, kinds: Mapping[str, Sequence[Heard]]) -> None:
        """Move the hour on to where the events of a phase leave it: what comes next says how much of the round is left."""
        if "phase" in kinds:
            data = kinds["phase"][0].data
            told = self.scenario.round[data["round"] - 1]
            self.hour = told.start_hour + told.hours - data["hours_left"]
        elif "more_time" in kinds:
            self.hour += self.deadline

    def until(self, hours: int) -> str:
        """Return the date and hour at which a silence of so many hours, which begins now, ends."""
        self.deadline = hours
        return self.names.date(self.hour + hours)

    def read(self, author: str, words: str) -> Text:
        """Return the text that an event's words say."""
        tabled = parse(f"{author} table {words}", self.lexicon)
        assert isinstance(tabled, TableText), f"an event's text reads back as {tabled}"
        return tabled.text

    def text_lines(self, text: Text) -> Iterator[str]:
        """Yield the clauses of a text, and the asks that it grants."""
        say = self.words.say
        if not text.clauses:
            yield say("text.clauses_none")
        for k, clause in enumerate(text.clauses, 1):
            yield UNDER + say("text.clause", number=k, line=self.names.clause(clause))
        if text.asks:
            yield say("text.granting", seats=self.names.seats(text.asks))
            for ally in text.asks:
                ask = self.scenario.ally[ally].ask
                if ask:
                    says = self.names.author(f"ally.{ally}.ask.says", ask.says)
                    yield say("text.ask", seat=self.names.seat(ally), says=says)

    def clauses(self, text: Text) -> str:
        """Return the clauses of a text as one list of names."""
        return self.words.listed([self._short(clause) for clause in text.clauses])

    def _short(self, clause: Clause) -> str:
        mood = self.words.say(f"mood.{MOODS_OF_CLAUSE[clause.mood]}").lower()
        return self.words.say("clause.short", mood=mood, name=self.names.leveled(clause.measure, clause.level))

    def changes(self, before: Text, after: Text) -> Iterator[str]:
        """Yield what a new wording changed."""
        say, names = self.words.say, self.names
        if before.verb != after.verb:
            yield say("change.verb", before=names.verb(before.verb), after=names.verb(after.verb))
        moods = {clause.measure: clause.mood for clause in before.clauses}
        had = {clause.measure: clause.level for clause in before.clauses}
        has = {clause.measure: clause.level for clause in after.clauses}
        for measure, level in had.items():
            if measure not in has:
                yield say("change.struck", what=names.measure(measure))
            elif has[measure] != level:
                kind = "change.lower" if has[measure] < level else "change.higher"
                yield say(kind, what=names.measure(measure), level=has[measure])
        for clause in after.clauses:
            measure, level = clause.measure, clause.level
            if measure not in had:
                yield say("change.added", what=names.leveled(measure, level))
            elif clause.mood == CALLS_FOR != moods[measure]:
                yield say("change.only_called", what=names.measure(measure))
        granted = [ally for ally in after.asks if ally not in before.asks]
        if granted:
            yield say("change.granting", seats=names.seats(granted))
        withdrawn = [ally for ally in before.asks if ally not in after.asks]
        if withdrawn:
            yield say("change.withdrawn", seats=names.seats(withdrawn))

    def changed(self, row: int, after: Text) -> str:
        """Remember the new wording of a text, and return what it changed."""
        before = self.texts.get(row, after)
        self.texts[row] = after
        return self.words.say("list.comma").join(self.changes(before, after))


Handler = Callable[[Teller, Sequence[Heard]], Iterator[str]]


def struck(teller: Teller) -> str:
    """Return the struck ally's name, "" where none is."""
    key = next((key for key, ally in teller.scenario.ally.items() if ally.struck), "")
    return teller.names.seat(key) if key else ""
