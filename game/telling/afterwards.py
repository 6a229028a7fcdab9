"""After the game: why any seat answered any text as it did. Nothing is hidden any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.lab.why import Given, why
from game.rules import state as s
from game.scenario.book import Book
from game.scenario.words import ANSWERS
from game.table.lexicon import Lexicon
from game.telling.naming import Naming
from game.telling.teller import UNDER
from game.telling.why import PAST, Case, page
from game.telling.words import sentence

LIST: Final = "texts"


class Afterwards:
    """The texts of a game that is over, as they were answered, and what can be asked about them."""

    def __init__(self, book: Book, lexicon: Lexicon, names: Naming, given: Sequence[Given]) -> None:
        """Take the wordings that were answered, in order."""
        self.book, self.lexicon, self.names, self.given = book, lexicon, names, given

    def texts(self) -> Iterator[str]:
        """Yield the list of texts, numbered, and who objected to each."""
        say = self.names.words.say
        for number, given in enumerate(self.given, 1):
            objectors = [self.lexicon.seats[ally] for ally in given.objectors]
            kind = (
                "after.objected" if objectors else "after.time" if s.ASK_TIME in given.said.values() else "after.held"
            )
            seats = self.names.seats(objectors)
            yield UNDER + say("after.text", number=number, text=self._title(given), end=say(kind, seats=seats))

    def _title(self, given: Given) -> str:
        say, case = self.names.words.say, Case(self.lexicon, given.state, given.draft, "")
        text, row = case.text, given.state.public.draft[given.draft]
        clauses = [self.names.leveled(each.measure, each.level) for each in text.clauses]
        return say(
            "after.title",
            round=int(given.state.public.clock[s.ROUND]) + 1,
            author=self.names.seat(self.lexicon.seats[int(row[s.AUTHOR])]),
            verb=self.names.verb(text.verb),
            clauses=self.names.words.listed(clauses) or say("choice.only_words"),
            meeting=self.names.meeting(int(row[s.LEVEL])),
            revision=say("after.revision", n=int(row[s.REVISION])) if row[s.REVISION] else "",
        )

    def last_word(self, seat: str) -> int:
        """Return the number of the last text that a seat did not take in silence, or of the last text (0 none)."""
        ally = self.lexicon.row(seat)
        spoken = [k for k, given in enumerate(self.given, 1) if given.said.get(ally, s.SILENT) != s.SILENT]
        return spoken[-1] if spoken else len(self.given)

    def why(self, seat: str, number: int) -> Iterator[str]:
        """Yield why a seat answered a text (1 the first) as it did, what it said, and what would have changed it."""
        say, given = self.names.words.say, self.given[number - 1]
        ally = self.lexicon.row(seat)
        name = self.names.seat(seat)
        yield say("after.why", seat=sentence(name), number=number, text=self._title(given))
        said = ANSWERS[given.said[ally]] if ally in given.said else ""
        yield say("after.said", said=say(f"answered.{said}")) if said else say("after.sealed")
        whole = why(self.book, given.state, given.draft, ally)
        yield from page(self.names, Case(self.lexicon, given.state, given.draft, seat), whole, name, PAST)

    def answer(self, line: str) -> Iterator[str]:
        """Yield what a typed line asks for: the list, or why a seat answered a text."""
        words = line.upper().split()
        if words[0] == LIST.upper():
            yield from self.texts()
            return
        seat = words[1] if words[0] == "WHY" and len(words) > 1 else words[0]
        number = words[-1] if words[-1].isascii() and words[-1].isdigit() else ""
        if seat not in self.lexicon.allies:
            keys = self.names.words.say("list.comma").join(self.lexicon.allies)
            yield self.names.words.say("client.no_seat", word=seat, keys=keys)
            return
        which = int(number) if number else self.last_word(seat)
        if 1 <= which <= len(self.given):
            yield from self.why(seat, which)
        else:
            yield self.names.words.say("after.no_text", n=len(self.given))
