"""The text form of decisions, read back: `PL table radar+2 tasks hotline+1 condemns under article_4 for 24h`.

An unknown word is refused with its place in the line and the nearest word that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Final

from game.rules.state import PHASES
from game.scenario.words import ANSWERS, BASES, MOODS_OF_CLAUSE, PROMISES, VERBS
from game.table import decisions as d
from game.table.decisions import Bracket, Clause, Decision, Refused, Text
from game.table.lexicon import Lexicon

LONGEST_LINE: Final = 2000
LARGEST: Final = 1_000_000_000
FEW: Final = 8  # known words that are named where none is near
_WORD: Final = re.compile(r"[^\s,]+")
_CLAUSE: Final = re.compile(r"([^+]+)\+([0-9]{1,2})")
_NUMBER: Final = re.compile(r"[0-9]{1,10}")


class _Misread(Exception):
    def __init__(self, refused: Refused) -> None:
        self.refused = refused


class _Line:
    """A line of words, read one after the other."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = [(found.group(), found.start()) for found in _WORD.finditer(text)]
        self.length = len(text)
        self.next = 0

    @property
    def ended(self) -> bool:
        return self.next == len(self.words)

    def peek(self) -> str:
        return "" if self.ended else self.words[self.next][0]

    def take(self, wanted: str) -> str:
        if self.ended:
            raise _Misread(Refused("incomplete", f"the line ends where {wanted} is expected", "", self.length))
        self.next += 1
        return self.words[self.next - 1][0]

    def fail(self, code: str, reason: str, remedy: str = "", known: Collection[str] = ()) -> _Misread:
        """Return the refusal of the word just taken, of which `known` could stand in its place."""
        word, place = self.words[max(self.next - 1, 0)]
        about = {"word": word, "near": tuple(near_words(word, known) or sorted(known)[:FEW])}
        return _Misread(Refused(code, reason, remedy, place, about))

    def one_of(self, known: Collection[str], what: str) -> str:
        word = self.take(what)
        if word not in known:
            raise self.fail("unknown_word", f'"{word}" is not {what}', did_you_mean(word, known), known)
        return word

    def number(self, what: str, suffix: str = "", *, is_signed: bool = False) -> int:
        word = self.take(what)
        digits = word.removesuffix(suffix)
        if is_signed and digits.startswith("-"):
            return -self._whole(word, digits[1:], what, suffix)
        return self._whole(word, digits, what, suffix)

    def _whole(self, word: str, digits: str, what: str, suffix: str) -> int:
        if not _NUMBER.fullmatch(digits) or int(digits) > LARGEST:
            raise self.fail("not_a_number", f'"{word}" is not {what}', f"write a whole number, e.g. 24{suffix}")
        return int(digits)

    def measure(self) -> str:
        return self.one_of(self.lexicon.measures, "a measure")

    def ally(self) -> str:
        return self.one_of(self.lexicon.allies, "an ally")

    def rest_of_allies(self) -> tuple[str, ...]:
        found: list[str] = []
        while not self.ended:
            found.append(self.ally())
        return tuple(found)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return a sentence that names the nearest known words, or a few of them all."""
    near, words = near_words(word, known), sorted(known)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"known: {', '.join(words[:FEW])}{' ...' if len(words) > FEW else ''}"


def near_words(word: str, known: Collection[str]) -> list[str]:
    """Return the known words that are nearest to a word, if any is near."""
    words = sorted(known)
    return get_close_matches(word[:60], words, 3, 0.5) or get_close_matches(word[:60].lower(), words, 3, 0.5)


def _clause(line: _Line, mood: int) -> Clause:
    word = line.take("a clause")
    match = _CLAUSE.fullmatch(word)
    if not match:
        raise line.fail("not_a_clause", f'"{word}" is not a clause', "write a measure and its level, e.g. measure+1")
    measure, level = match.group(1), int(match.group(2))
    if measure not in line.lexicon.measures:
        raise line.fail(
            "unknown_word",
            f'"{measure}" is not a measure',
            did_you_mean(measure, line.lexicon.measures),
            line.lexicon.measures,
        )
    return Clause(measure, level, mood)


def _text(line: _Line) -> Text:
    clauses: list[Clause] = []
    mood = 0
    while line.peek() not in VERBS:
        if line.peek() in MOODS_OF_CLAUSE:
            mood = MOODS_OF_CLAUSE.index(line.take("a mood"))
        elif "+" in line.peek():
            clauses.append(_clause(line, mood))
        else:
            line.one_of(VERBS, "a clause or a verb")
    verb = VERBS.index(line.one_of(VERBS, "a verb"))
    line.one_of(("under",), "the word under")
    basis = BASES.index(line.one_of(BASES, "a treaty basis"))
    line.one_of(("for",), "the word for")
    hours = line.number("a time in hours", "h")
    if line.ended:
        return Text(verb, basis, tuple(clauses), hours)
    line.one_of(("granting",), "the word granting")
    return Text(verb, basis, tuple(clauses), hours, (line.ally(), *line.rest_of_allies()))


def _bracket(line: _Line) -> Bracket:
    word = line.take("a clause")
    what, equals, verb = word.partition("=")
    if equals:
        if what != d.WORDING_WORD:
            remedy = f"did you mean {d.WORDING_WORD}={verb}?"
            raise line.fail("unknown_word", f'"{what}" cannot be set', remedy, (f"{d.WORDING_WORD}={verb}",))
        if verb not in VERBS:
            raise line.fail("unknown_word", f'"{verb}" is not a verb', did_you_mean(verb, VERBS), VERBS)
        return Bracket(what, VERBS.index(verb))
    match = _CLAUSE.fullmatch(word)
    if not match:
        raise line.fail(
            "not_a_clause", f'"{word}" is not a clause', "write measure+0 to strike out, measure+1 to lower"
        )
    what, level = match.group(1), int(match.group(2))
    if what not in line.lexicon.measures and not re.fullmatch(r"#[1-9]", what):
        raise line.fail(
            "unknown_word",
            f'"{what}" is not a measure',
            did_you_mean(what, line.lexicon.measures),
            line.lexicon.measures,
        )
    return Bracket(what, level)


def _answer(kind: int) -> Callable[[_Line, str], Decision]:
    def read(line: _Line, seat: str) -> Decision:
        brackets: list[Bracket] = []
        extras: list[str] = []
        while not line.ended:
            if line.peek() in ("demands_ask", "offers_pen"):
                extras.append(line.take("an extra"))
            else:
                brackets.append(_bracket(line))
        return d.Answer(seat, kind, tuple(brackets), "demands_ask" in extras, "offers_pen" in extras)

    return read


def _approach(line: _Line, seat: str) -> Decision:
    index = line.number("the number of an approach")
    return d.Approach(seat, index, line.one_of(("accept", "decline"), "accept or decline") == "accept")


def _promise(line: _Line, seat: str) -> Decision:
    to = line.ally()
    return d.PromiseTo(seat, to, line.one_of(PROMISES[1:], "a promise"))


def _offer(line: _Line, seat: str) -> Decision:
    measure = line.measure()
    units = line.number("a number of units")
    return d.Offer(seat, measure, units, not line.ended and bool(line.one_of(("with_caveat",), "the word with_caveat")))


def _says(line: _Line, seat: str) -> Decision:
    band = d.BANDS.index(line.one_of(d.BANDS, "how near one is to silence"))
    if line.ended:
        return d.SaysIfSounded(seat, band)
    if line.peek() == d.WORDING_WORD or re.fullmatch(r"#[1-9]", line.peek()):
        return d.SaysIfSounded(seat, band, line.take("a clause"))
    return d.SaysIfSounded(seat, band, line.measure())


def _forecast(line: _Line, seat: str) -> Decision:
    question = line.one_of(line.lexicon.questions, "a question")
    return d.Forecast(seat, question, line.number("a chance in per cent"))


_OF_A_SEAT: Final[dict[str, Callable[[_Line, str], Decision]]] = {
    "act": lambda line, seat: d.NationalAct(seat, line.measure()),
    "ask_article_4": lambda _, seat: d.AskArticle4(seat),
    "announce_article_4": lambda _, seat: d.AskArticle4(seat, announce=True),
    "bilateral": lambda line, seat: d.BilateralRoad(seat, line.rest_of_allies()),
    "approach": _approach,
    "promise": _promise,
    "leak": lambda _, seat: d.Leak(seat),
    "take_back": lambda _, seat: d.TakeBack(seat),
    "ask_floor": lambda line, seat: d.AskFloor(seat, line.number("how much the floor is wanted", is_signed=True)),
    "table": lambda line, seat: d.TableText(seat, _text(line)),
    "sound": lambda line, seat: d.Sound(seat, (line.ally(), *line.rest_of_allies())),
    "says": _says,
    "helps": lambda _, seat: d.Helps(seat),
    "cosponsor": lambda line, seat: d.Cosponsor(seat, d.WISHES[line.one_of(d.WISHES, "yes, no or against")]),
    "tour": lambda line, seat: d.Tour(seat, d.TOURS.index(line.one_of(d.TOURS, "an answer of the tour"))),
    **{word: _answer(kind) for kind, word in enumerate(ANSWERS)},
    "revise": lambda line, seat: d.Revise(seat, "revise", _text(line)),
    "drop": lambda _, seat: d.Revise(seat, "drop"),
    "raise_level": lambda _, seat: d.Revise(seat, "raise_level"),
    "let_willing": lambda _, seat: d.Revise(seat, "let_willing"),
    "offer": _offer,
    "refuse": lambda line, seat: d.Refuse(seat, line.measure()),
    "reply": lambda line, seat: d.Reply(seat, line.one_of(line.lexicon.replies, "a reply")),
    "forecast": _forecast,
    "done": lambda _, seat: d.Done(seat),
    "reconsider": lambda _, seat: d.Reconsider(seat),
    "take_seat": lambda line, seat: d.TakeSeat(seat, line.one_of(d.HOLDERS, "who holds the seat")),
}
_OF_THE_TABLE: Final[dict[str, dict[str, Callable[[_Line, str], Decision]]]] = {
    d.CLOCK: {
        "expired": lambda line, _: d.TimeExpired(line.number("the number of a moment")),
        "meanwhile": lambda line, _: d.Meanwhile(
            line.number("the number of a round"), "" if line.ended else line.one_of(PHASES, "a phase")
        ),
    },
    d.FACILITATOR: {
        "inject": lambda line, _: d.DropInject(line.one_of(line.lexicon.injects, "a piece of news")),
        "hold": lambda line, _: d.HoldInject(line.one_of(line.lexicon.injects, "a piece of news")),
        "release": lambda line, _: d.ReleaseInject(line.one_of(line.lexicon.injects, "a piece of news")),
        "undo": lambda line, _: d.Undo(line.number("the number of a line")),
    },
}
WORDS: Final = (*_OF_A_SEAT, *(word for words in _OF_THE_TABLE.values() for word in words))


def parse(text: str, lexicon: Lexicon) -> Decision | Refused:
    """Return the decision that a line says, or why it says none."""
    if len(text) > LONGEST_LINE:
        reason, about = f"a decision has at most {LONGEST_LINE} characters", {"most": LONGEST_LINE}
        return Refused("too_long", reason, "", LONGEST_LINE, about)
    line = _Line(text, lexicon)
    try:
        return _decision(line)
    except _Misread as misread:
        return misread.refused


def _decision(line: _Line) -> Decision:
    seat = line.one_of((*line.lexicon.seats, *_OF_THE_TABLE), "a seat")
    readers = _OF_THE_TABLE.get(seat, _OF_A_SEAT)
    decision = readers[line.one_of(readers, "something that this seat can do")](line, seat)
    if not line.ended:
        word = line.take("nothing")
        raise line.fail("too_many_words", f'the decision is complete before "{word}"', "leave out what follows")
    return decision
