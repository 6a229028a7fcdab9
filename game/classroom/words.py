"""The words of the pages, a table a language beside this file, and refusals in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from game.classroom.pages import Tongue
from game.lab.words import table_of
from game.scenario.load import Loaded
from game.table.decisions import Refused
from game.telling.refusals import refusal
from game.telling.teller import Teller
from game.telling.words import LANGUAGES, Spoken, words_in

FOLDER: Final = Path(__file__).parent


def tongue_of(loaded: Loaded, language: str) -> Tongue:
    """Return what a room says in a language."""
    return Tongue(Teller(loaded, words_in(language)), page_words(language))


def page_words(language: str) -> Spoken:
    """Return the words of the pages."""
    return words_in(language if language in LANGUAGES else LANGUAGES[0], FOLDER)


def page_lines(language: str) -> dict[str, Any]:
    """Return every line that a page itself says, by its key."""
    return {
        key.removeprefix("page."): line for key, line in table_of(FOLDER, language).items() if key.startswith("page.")
    }


def said(refused: Refused, words: Spoken, tongue: Tongue | None = None) -> str:
    """Return a refusal as a sentence: the classroom's own, else the table's."""
    own = f"refused.{refused.code}"
    if tongue and not words.has(own):
        return refusal(tongue.names, refused)
    about = {
        key: tongue.names.seat(str(value)) if tongue and key == "seat" else value
        for key, value in refused.about.items()
    }
    return words.say(own, **about)
