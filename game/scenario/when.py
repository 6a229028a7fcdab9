"""The `when` language: conditions and quantities, compiled to rows of `Book.code`.

    adopted("hotline") and (escalation >= 60 or round > 3)      a condition: a truth
    support(me) - 2 * gap                                       a quantity: a number

Tracks and some facts are kept times ten (TENTHS); authors write what people see (0-100), so a plain number that meets such
a value is multiplied by ten here. Nothing is skipped when the code runs: `and` and `or` take both sides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from game.scenario import book as b
from game.scenario import parts
from game.scenario.parts import Part, WhenError
from game.scenario.problems import did_you_mean
from game.scenario.words import (
    A_CAUSE,
    A_MEASURE,
    A_TRACK,
    A_TYPE,
    AN_ALLY,
    AN_INJECT,
    FACTS,
    NOTHING,
    NUMBER,
    TENTHS,
    TRUTH,
)

if TYPE_CHECKING:
    from game.scenario.names import Names

RESERVED: Final = ("true", "false", "and", "or", "not", "me")
# Hidden from every seat, so no use as a condition that seats are told about.
HIDDEN: Final = ("will_reverse", "is_type", "is_cause")
NESTING: Final = 20
DIGITS: Final = 7
# No number of a game is larger than this; every value that code can reach is bounded with it when it is compiled.
FACT_BOUND: Final = 1_000_000
_TOKEN = re.compile(r'\s*(?:(\d[\w.]*)|([A-Za-z_]\w*)|("[^"]*"|\'[^\']*\')|(<=|>=|==|!=|[-+*<>()]))', re.ASCII)
_COMPARE: Final = {
    "<": b.OP_LESS,
    "<=": b.OP_LESS_EQUAL,
    ">": b.OP_MORE,
    ">=": b.OP_MORE_EQUAL,
    "==": b.OP_EQUAL,
    "!=": b.OP_UNEQUAL,
}
_SUM: Final = {"+": b.OP_ADD, "-": b.OP_SUBTRACT}
_ARGUMENT_WORDS: Final = {
    A_MEASURE: "a measure",
    AN_ALLY: "an ally",
    AN_INJECT: "an inject",
    A_TYPE: "a type of adversary",
    A_CAUSE: "a cause",
    A_TRACK: "a track",
}


class Token(NamedTuple):
    """A word of the language and where it stands."""

    kind: str  # number, name, string, sign or end
    text: str
    at: int


def compile_when(text: str, names: Names, me: int | None = None, *, hidden: bool = True) -> Part:
    """Return the code of an expression. `me` is the ally of a goal, `hidden` allows facts that no seat knows.

    Raises WhenError.
    """
    parser = _Parser(_tokens(text), names, me)
    part = parser.any_of(0)
    parser.expect_end()
    secret = next((fact for fact in HIDDEN if fact in part.facts), None)
    if secret and not hidden:
        raise WhenError(f"{secret} is hidden from every seat and cannot decide what is open to them", text.find(secret))
    if len(part.rows) > b.CODE_LENGTH:
        raise WhenError(f"too long: {len(part.rows)} steps, at most {b.CODE_LENGTH}", 0)
    if part.depth > b.CODE_DEPTH:
        raise WhenError(f"too deep: keeps {part.depth} values at once, at most {b.CODE_DEPTH}", 0)
    return part


def _tokens(text: str) -> list[Token]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise WhenError(_unreadable(text, at), at)
        kind = ("number", "name", "string", "sign")[(match.lastindex or 1) - 1]
        found.append(Token(kind, match[match.lastindex or 1], match.start(match.lastindex or 1)))
        at = match.end()
    return [*found, Token("end", "", end)]


def _unreadable(text: str, at: int) -> str:
    sign = text[at]
    if sign in "\"'":
        return "a quotation mark without its partner"
    hint = {"=": '; did you mean "=="?', "&": '; did you mean "and"?', "|": '; did you mean "or"?', "!": '; "not"?'}
    return f"{sign!r} is not part of the language" + hint.get(sign, "; there is no division" if sign in "/%" else "")


class _Parser:
    """Recursive descent; each level of binding is a method that takes the nesting so far."""

    def __init__(self, tokens: list[Token], names: Names, me: int | None) -> None:
        self.tokens, self.names, self.me, self.next = tokens, names, me, 0

    def peek(self) -> Token:
        return self.tokens[self.next]

    def take(self, *texts: str) -> Token | None:
        token = self.peek()
        if token.kind in ("sign", "name") and token.text in texts:
            self.next += 1
            return token
        return None

    def expect_end(self) -> None:
        token = self.peek()
        if token.kind != "end":
            raise WhenError(f'expected an operator or the end, not "{token.text}"', token.at)

    def any_of(self, deep: int) -> Part:
        left = self.all_of(deep)
        while token := self.take("or"):
            left = parts.both(
                b.OP_OR, parts.truth(left, "or"), parts.truth(self.all_of(deep), "or"), TRUTH, 1, token.at
            )
        return left

    def all_of(self, deep: int) -> Part:
        left = self.negated(deep)
        while token := self.take("and"):
            left = parts.both(
                b.OP_AND, parts.truth(left, "and"), parts.truth(self.negated(deep), "and"), TRUTH, 1, token.at
            )
        return left

    def negated(self, deep: int) -> Part:
        if token := self.take("not"):
            inner = parts.truth(self.negated(self.deeper(deep, token)), "not")
            return parts.one(b.OP_NOT, inner, token.at)
        return self.comparison(deep)

    def comparison(self, deep: int) -> Part:
        left = self.sum(deep)
        token = self.take(*_COMPARE)
        if token is None:
            return left
        right = self.sum(deep)
        if again := self.take(*_COMPARE):
            raise WhenError('compare two values at a time and join them with "and"', again.at)
        if TRUTH in (left.kind, right.kind):
            if left.kind != right.kind or token.text not in ("==", "!="):
                raise WhenError(f'"{token.text}" compares numbers, and one side is a truth', token.at)
        else:
            left, right = parts.same_scale(left, right)
        return parts.both(_COMPARE[token.text], left, right, TRUTH, 1, token.at)

    def sum(self, deep: int) -> Part:
        left = self.product(deep)
        while token := self.take(*_SUM):
            right = parts.number(self.product(deep), token.text)
            left, right = parts.same_scale(parts.number(left, token.text), right)
            left = parts.both(_SUM[token.text], left, right, left.kind, left.bound + right.bound, token.at)
        return left

    def product(self, deep: int) -> Part:
        left = self.signed(deep)
        while token := self.take("*"):
            right = parts.number(self.signed(deep), "*")
            left = parts.number(left, "*")
            if left.kind == right.kind == TENTHS:
                raise WhenError("two tracks or shares cannot be multiplied; multiply by a plain number", token.at)
            left = parts.both(
                b.OP_MULTIPLY, left, right, max(left.kind, right.kind), left.bound * right.bound, token.at
            )
        return left

    def signed(self, deep: int) -> Part:
        if token := self.take("-"):
            inner = parts.number(self.signed(self.deeper(deep, token)), "-")
            if len(inner.rows) == 1 and inner.rows[0][0] == b.OP_CONST:
                return parts.leaf(b.OP_CONST, -inner.rows[0][1], NUMBER, inner.bound, token.at)
            return parts.one(b.OP_NEGATE, inner, token.at)
        return self.value(deep)

    def value(self, deep: int) -> Part:
        token = self.peek()
        if opened := self.take("("):
            inner = self.any_of(self.deeper(deep, opened))
            self.close()
            return inner
        self.next += 1
        if token.kind == "number":
            return _literal(token)
        if token.kind == "name":
            return self.named(token)
        said = f'"{token.text}"' if token.kind == "sign" else "the end" if token.kind == "end" else "quoted text"
        raise WhenError(f"expected a track, a fact, a number or a bracket, not {said}", token.at)

    def named(self, token: Token) -> Part:
        word = token.text
        if word in ("true", "false"):
            return parts.leaf(b.OP_CONST, int(word == "true"), TRUTH, 1, token.at)
        if word in self.names.tracks:
            return parts.leaf(b.OP_TRACK, self.names.tracks.index(word), TENTHS, 1000, token.at)
        if word not in FACTS:
            known = [*self.names.tracks, *FACTS, *RESERVED]
            raise WhenError(f'no track or fact is called "{word}"' + did_you_mean(word, known), token.at)
        argument, kind = FACTS[word]
        item = 0 if argument == NOTHING else self.item(token, argument)
        bound = {TRUTH: 1, TENTHS: 1000, NUMBER: FACT_BOUND}[kind]
        number = list(FACTS).index(word)
        return parts.leaf(b.OP_FACT, number * b.FACT_SPAN + item, kind, bound, token.at, word)

    def item(self, fact: Token, argument: int) -> int:
        """Return the index of what stands in the brackets after a fact."""
        what = _ARGUMENT_WORDS[argument]
        if not self.take("("):
            raise WhenError(f"{fact.text} needs {what} in brackets", self.peek().at)
        token = self.peek()
        if token.kind not in ("name", "string"):
            raise WhenError(f"expected {what} in the brackets of {fact.text}", token.at)
        self.next += 1
        index = self.index(token, argument, what)
        self.close()
        return index

    def index(self, token: Token, argument: int, what: str) -> int:
        word = token.text.strip("\"'")
        if token.kind == "name" and word == "me" and argument == AN_ALLY:
            if self.me is None:
                raise WhenError('"me" stands for the seat of a goal; name an ally here', token.at)
            return self.me
        known = {
            A_MEASURE: self.names.measures,
            AN_ALLY: self.names.allies,
            AN_INJECT: self.names.injects,
            A_TYPE: self.names.types,
            A_CAUSE: b.CAUSES,
            A_TRACK: self.names.tracks,
        }[argument]
        if word not in known:
            raise WhenError(f'expected {what}, and none is called "{word}"' + did_you_mean(word, known), token.at)
        return known.index(word)

    def close(self) -> None:
        token = self.peek()
        if not self.take(")"):
            raise WhenError("a bracket is not closed", token.at)

    def deeper(self, deep: int, token: Token) -> int:
        if deep >= NESTING:
            raise WhenError(f"nested more than {NESTING} deep", token.at)
        return deep + 1


def _literal(token: Token) -> Part:
    if not token.text.isdigit():
        raise WhenError(f'"{token.text}" is not a whole number', token.at)
    if len(token.text) > DIGITS:
        raise WhenError(f"a number has at most {DIGITS} digits", token.at)
    return parts.leaf(b.OP_CONST, int(token.text), NUMBER, int(token.text), token.at)
