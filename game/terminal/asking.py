"""Questions and answers: a line from a person, or from a script on standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence


class Leave(Exception):
    """There is nobody left to ask: the input has ended."""


class Asker:
    """Asks for lines; after a script's answer the line is shown, so that the page reads as if somebody had typed it."""

    def __init__(self, lines: Sequence[str] | None = None) -> None:
        """Read from standard input, or from lines given."""
        self._lines = None if lines is None else iter(lines)

    def ask(self, question: str) -> str:
        """Return the answer to a question, without spaces around it. Raises Leave where the input has ended."""
        if self._lines is None and sys.stdin.isatty():
            try:
                return input(f"{question} ").strip()
            except EOFError:
                raise Leave from None
        print(question, end=" ", flush=True)
        line = next(self._lines, "") if self._lines is not None else sys.stdin.readline()
        if not line:
            print()
            raise Leave
        print(line.strip())
        return line.strip()


def numbers_in(line: str, most: int) -> list[int] | None:
    """Return the numbers of a line such as "1 3", each 1 to `most` and once; None where it says something else."""
    words = line.replace(",", " ").split()
    if not words or not all(word.isascii() and word.isdigit() and 1 <= int(word) <= most for word in words):
        return None
    return list(dict.fromkeys(int(word) for word in words))
