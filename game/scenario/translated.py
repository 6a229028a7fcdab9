"""A scenario's words in other languages: its own tables, and for what is shipped a file a language beside the scenarios.

A file is read when somebody asks for its language, so that nobody else waits for it, and a saved game keeps the author's own
words alone. `scenarios/text/KEY_fr.toml` holds `[text.fr]` for the scenario of that key; `also` names a file that it shares
lines with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from game.scenario.data import data_root

if TYPE_CHECKING:
    from game.scenario.schema import Scenario

LANGUAGES: Final = ("fr", "ro")
FOLDER: Final = "text"


def words_of(scenario: Scenario, language: str) -> dict[str, str]:
    """Return key path -> words in a language; what the scenario itself says wins over the file that is shipped."""
    if language not in LANGUAGES:
        return {}
    own = scenario.text.get("fr" if language == "fr" else "ro", {})
    return shipped_words(scenario.scenario.key, language) | own


def shipped_words(key: str, language: str) -> dict[str, str]:
    """Return the words that are shipped for the scenario of a key, none where it has no file in that language."""
    return dict(_shipped(f"{key}_{language}", language)) if language in LANGUAGES else {}


@lru_cache(maxsize=16)
def _shipped(name: str, language: str) -> Mapping[str, str]:
    """Return the words of a shipped file, none where there is no such file."""
    file = data_root() / "scenarios" / FOLDER / f"{name}.toml"
    if not file.is_file():
        return {}
    raw = tomllib.loads(file.read_text("utf-8"))
    also = raw.get("also")
    return {**(_shipped(f"{also}_{language}", language) if also else {}), **raw["text"][language]}
