"""What a seat can do, as values; each has a one-line text form, which is also how it travels and how it is kept.

A seat is an ally's key, CHAIR or OTHER; CLOCK and FACILITATOR speak to the table itself. `wording.py` writes the lines,
`grammar.py` reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from game.scenario.words import BASES, MOODS_OF_CLAUSE, VERBS

CHAIR: Final = "CHAIR"
OTHER: Final = "OTHER"
CLOCK: Final = "CLOCK"
FACILITATOR: Final = "FACILITATOR"

WORDING_WORD: Final = "wording"  # names the communiqué's verb in a bracket
TOURS: Final = ("can_join", "can_join_if", "cannot")
BANDS: Final = ("no", "doubtful", "near", "yes")  # how near an ally is to silence
WISHES: Final = {"yes": 1, "no": 0, "against": -1}  # of a seat that is offered co-sponsorship
REVISIONS: Final = ("drop", "revise", "raise_level", "let_willing")  # what the pen may do; only `revise` has a text
PERSON: Final = "person"
HOLDERS: Final = (PERSON, "model", "instinct", "staff", "council")  # "model": at the skill that the seat has


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a text: a measure, its level and its mood (an index into `MOODS_OF_CLAUSE`)."""

    measure: str
    level: int
    mood: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """A draft: the verb's strength, treaty basis, clauses, hours of silence, allies whose ask is granted."""

    verb: int
    basis: int
    clauses: tuple[Clause, ...]
    hours: int
    asks: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """Return the draft in words: `radar+2 tasks hotline+1 condemns under article_4 for 24h granting IT`."""
        words: list[str] = []
        mood = 0
        for clause in self.clauses:
            if clause.mood != mood:
                mood = clause.mood
                words.append(MOODS_OF_CLAUSE[mood])
            words.append(f"{clause.measure}+{clause.level}")
        words += [VERBS[self.verb], "under", BASES[self.basis], "for", f"{self.hours}h"]
        return (*words, "granting", *self.asks) if self.asks else tuple(words)


@dataclass(frozen=True, slots=True)
class Bracket:
    """An objection: to a clause (by measure, or `#n` by number) or the wording, and the level or verb that would do."""

    what: str
    level: int = 0

    def word(self) -> str:
        """Return the bracket as one word: `radar+1`, `#2+0` or `wording=notes`."""
        return f"{self.what}={VERBS[self.level]}" if self.what == WORDING_WORD else f"{self.what}+{self.level}"


@dataclass(frozen=True, slots=True)
class NationalAct:
    """Do one measure of the hand, alone."""

    seat: str
    measure: str


@dataclass(frozen=True, slots=True)
class AskArticle4:
    """Ask for consultations under Article 4, or announce that one may."""

    seat: str
    announce: bool = False


@dataclass(frozen=True, slots=True)
class BilateralRoad:
    """Ask up to three allies for a unit each instead of the Council."""

    seat: str
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approach:
    """Answer an approach at the door (1 is the first)."""

    seat: str
    index: int
    accept: bool


@dataclass(frozen=True, slots=True)
class PromiseTo:
    """Give one's word to another ally; `kind` is one of `PROMISES`."""

    seat: str
    to: str
    kind: str


@dataclass(frozen=True, slots=True)
class Leak:
    """Leak the letters of the last round."""

    seat: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take back a silence that was kept ad referendum."""

    seat: str


@dataclass(frozen=True, slots=True)
class AskFloor:
    """Ask to table a text, with more or less insistence (1-100); below nought, only if nobody else wants to."""

    seat: str
    strength: int


@dataclass(frozen=True, slots=True)
class TableText:
    """Put a text on the table, or redraft it before silence."""

    seat: str
    text: Text


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound up to two allies about the text."""

    seat: str
    allies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaysIfSounded:
    """Say what one will answer to a sounding (an index into `BANDS`) and which clause is worst; binds nobody."""

    seat: str
    band: int
    worst: str = ""


@dataclass(frozen=True, slots=True)
class Helps:
    """Say that one would give the struck ally a unit if it asks bilaterally."""

    seat: str


@dataclass(frozen=True, slots=True)
class Cosponsor:
    """Co-sponsor the text, or say that one does not want it (`WISHES`)."""

    seat: str
    wish: int


@dataclass(frozen=True, slots=True)
class Tour:
    """Speak in the tour de table (an index into `TOURS`)."""

    seat: str
    answer: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer a text under silence (an index into `ANSWERS`)."""

    seat: str
    kind: int
    brackets: tuple[Bracket, ...] = ()
    demands_ask: bool = False
    offers_pen: bool = False


@dataclass(frozen=True, slots=True)
class Revise:
    """Use the pen: a revised text, or another of `REVISIONS` with none."""

    seat: str
    kind: str
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer units of one's own for a measure."""

    seat: str
    measure: str
    units: int
    caveat: bool = False


@dataclass(frozen=True, slots=True)
class Refuse:
    """Refuse, as the host, a measure on one's soil."""

    seat: str
    measure: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Choose what the other side does."""

    seat: str
    reply: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """Give the chance, in per cent, that a question will be answered yes."""

    seat: str
    question: str
    percent: int


@dataclass(frozen=True, slots=True)
class Done:
    """Say that one has nothing more to decide in this phase."""

    seat: str


@dataclass(frozen=True, slots=True)
class Reconsider:
    """Take back all that one has sealed in this phase."""

    seat: str


@dataclass(frozen=True, slots=True)
class TimeExpired:
    """Say that the time of a moment (the table's count of settled phases) is over; who has not answered is silent."""

    moment: int
    seat: str = CLOCK


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Let the model sit in for everybody to the end of a round (1 is the first); then the seats are held as before.

    With a phase (a word of `state.PHASES`) only until that phase first comes in that round.
    """

    until: int
    phase: str = ""
    seat: str = CLOCK


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """Hand a seat to a person or to the model (`HOLDERS`)."""

    seat: str
    holder: str


@dataclass(frozen=True, slots=True)
class DropInject:
    """Let a piece of news break now, whether or not this game would have brought it."""

    inject: str
    seat: str = FACILITATOR


@dataclass(frozen=True, slots=True)
class HoldInject:
    """Hold a piece of news: it does not come by itself until it is released."""

    inject: str
    seat: str = FACILITATOR


@dataclass(frozen=True, slots=True)
class ReleaseInject:
    """Let a piece of news that was held come by itself again."""

    inject: str
    seat: str = FACILITATOR


@dataclass(frozen=True, slots=True)
class Undo:
    """Go back to just after a line of the journal."""

    to: int
    seat: str = FACILITATOR


# fmt: off
Decision = (
    NationalAct | AskArticle4 | BilateralRoad | Approach | PromiseTo | Leak | TakeBack | AskFloor | TableText
    | Helps | Sound | SaysIfSounded | Cosponsor | Tour | Answer | Revise | Offer | Refuse | Reply | Forecast
    | Done | Reconsider | TimeExpired | Meanwhile | TakeSeat | DropInject | HoldInject | ReleaseInject | Undo
)
# fmt: on
DECISIONS: Final = Decision.__args__


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a decision was not taken, what would help, and for a line that could not be read, where (0-based).

    A code has one meaning. Reason and remedy speak the words of lines, for whoever writes such; `about` is what a client
    fills into a sentence of its own for the code: keys of the scenario, and figures.
    """

    code: str
    reason: str
    remedy: str = ""
    position: int = -1
    about: Mapping[str, object] = field(default_factory=dict, hash=False)
