"""What is refused before a byte is parsed, so that no file can hang or crash the parser."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

BYTES: Final = 1_000_000
LINES: Final = 12_000
LINE_LENGTH: Final = 10_000
NESTING: Final = 8
KEY_PARTS: Final = 6
DIGITS: Final = 18
ESCAPES: Final = 10_000
# A file of 32 allies has about 5,000 lines, 11,000 signs `=` and `,`, 2,000 brackets and 700 dots in keys and numbers.
MOST: Final = {"value": 25_000, "open": 8_000, "dot": 5_000}
MOST_WORDS: Final = {"value": "values", "open": "brackets", "dot": "dots in keys and numbers"}
BOM: Final = b"\xef\xbb\xbf"

# Everything whose inside is not structure is one alternative; what is left is brackets, dotted keys and numbers.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5})?'
    r"|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*"
    r"|(?P<open>[\[{])|(?P<close>[\]}])"
    r"|(?P<bare>[\w+\-]+)"
    r"|(?P<dot>\.)|(?P<line>\n)|(?P<value>[=,])",
    re.DOTALL | re.ASCII,
)


class Refusal(NamedTuple):
    """Why a text is not read at all; line and column from 1."""

    text: str
    line: int
    column: int


def decoded(data: bytes) -> str | Refusal:
    """Return the file's text with plain line ends and no byte order mark, or why it cannot be read."""
    if len(data) > BYTES:
        return Refusal(f"the file has {len(data):,} bytes, at most {BYTES:,}", 1, 1)
    data = data.removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return _at(before, len(before), f"not UTF-8 from byte {error.start} of the file on; save it as UTF-8")
    text = text.replace("\r\n", "\n")
    if "\0" in text:
        return _at(text, text.index("\0"), "a NUL character; this is not a text file")
    return text


def too_much(text: str) -> Refusal | None:
    """Return the first thing in a text that is larger than any scenario needs."""
    if text.count("\\") > ESCAPES:
        return _at(text, text.index("\\"), f"more than {ESCAPES:,} backslashes")
    lines = text.split("\n")
    if len(lines) > LINES:
        return Refusal(f"the file has {len(lines):,} lines, at most {LINES:,}", LINES + 1, 1)
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH:
            return Refusal(f"a line of {len(line):,} characters, at most {LINE_LENGTH:,}", number, LINE_LENGTH + 1)
    return _too_deep(text)


def _too_deep(text: str) -> Refusal | None:
    depth = parts = 0
    counts = dict.fromkeys(MOST, 0)
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind in counts:
            counts[kind] += 1
            if counts[kind] > MOST[kind]:
                return _at(text, piece.start(), f"more than {MOST[kind]:,} {MOST_WORDS[kind]}")
        if kind == "open":
            depth += 1
            if depth > NESTING:
                return _at(text, piece.start(), f"brackets nested more than {NESTING} deep")
        elif kind == "close":
            depth = max(depth - 1, 0)
        elif kind in ("line", "value"):
            parts = 0
        elif kind == "dot":
            parts += 1
            if parts >= KEY_PARTS:
                return _at(text, piece.start(), f"a key of more than {KEY_PARTS} parts")
        elif kind == "bare" and _is_long_number(piece[0]):
            return _at(text, piece.start(), f"a number of more than {DIGITS} digits")
    return None


def _is_long_number(word: str) -> bool:
    return len(word) > DIGITS and (word[0].isdigit() or word[0] in "+-") and sum(c.isdigit() for c in word) > DIGITS


def _at(text: str, offset: int, why: str) -> Refusal:
    line = text.count("\n", 0, offset) + 1
    return Refusal(why, line, offset - (text.rfind("\n", 0, offset) + 1) + 1)
