"""The words in which a game is told, in the reader's language, and numbers as people see them.

A folder has one table a language, `text_en.toml` and so on, all with the same lines; a test holds them to that. What
differs by language besides is here: which form goes with a number, and what stands before decimals.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from game.lab.words import FIRST, Words

LANGUAGES: Final = (FIRST, "fr", "ro")
FOLDER: Final = Path(__file__).parent
ASKED: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which gettext looks
LONG_NAMES: Final = {"english": "en", "french": "fr", "romanian": "ro"}  # as some systems say it

# The endings of the lines for numbers, by the plural rules of the Unicode CLDR; "" is the line itself.
FORMS: Final[dict[str, Callable[[int], str]]] = {
    "en": lambda n: "_one" if n == 1 else "",
    "fr": lambda n: "_one" if n in (0, 1) else "",
    "ro": lambda n: "_one" if n == 1 else "_few" if n == 0 or 0 < n % 100 < 20 else "",
}


class Figure(str):
    """A number with decimals or thousands, as English writes it; a line says it as its own language does."""

    __slots__ = ()


class Spoken(Words):
    """Says things in one language, with its plurals and its decimals."""

    def say(self, key: str, /, **values: object) -> str:
        """Return a line with its values filled in; a count `n` takes the line for that number where there is one."""
        line: str = self._lines[self._form(key, values.get("n"))]
        told = {name: self._figure(each) if isinstance(each, Figure) else each for name, each in values.items()}
        return line.format(**told) if told else line

    def _form(self, key: str, count: object) -> str:
        number = str(count)
        form = f"{key}{FORMS[self.language](int(number))}" if number.isdecimal() else key
        return form if form in self._lines else key

    def _figure(self, number: Figure) -> str:
        point, thousands = self._lines["number.point"], self._lines["number.thousands"]
        return number.translate({ord("."): point, ord(","): thousands})


def words_in(language: str = "", folder: Path = FOLDER) -> Spoken:
    """Return the words of a folder, those of stories and seats unless another is named; no language: the machine's."""
    return Spoken(folder, language or machine_language())


def machine_language() -> str:
    """Return the language that this machine is set to, English where it has no table."""
    told = [os.environ.get(name, "") for name in ASKED] + [locale.getlocale()[0] or ""]
    first = next((each for each in told if each), "").lower().replace("_", "-").split(":")[0].split(".")[0]
    short = LONG_NAMES.get(first.split("-")[0], first.split("-")[0])
    return short if short in LANGUAGES else FIRST


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def points(value: int) -> Figure:
    """Return thousandths of a track as people see them: 0-100, with one decimal."""
    return Figure(f"{value / 10:.1f}")


def signed(value: int) -> Figure:
    """Return a change in thousandths with its sign, on the scale of 0-100."""
    return Figure(f"{value / 10:+.1f}")
