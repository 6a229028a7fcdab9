"""The scenarios that are shipped, as cards: read from the files' own words without checking or compiling them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from game.lab.words import FIRST
from game.scenario.data import data_root
from game.scenario.translated import shipped_words

PAST: Final = "history"  # the folder of past crises, beside the other scenarios


@dataclass(frozen=True, slots=True)
class Card:
    """A scenario on the shelf; `is_past` where it is one of the past crises."""

    file: Path
    key: str
    title: str
    summary: str
    fiction: str
    year: int
    minutes: int
    rounds: int
    seats: int
    is_past: bool


def cards(language: str = FIRST) -> list[Card]:
    """Return a card for every shipped scenario: those to play first, the shortest of them first, then past crises."""
    folder = data_root() / "scenarios"
    found = [*_cards(folder, language, is_past=False), *_cards(folder / PAST, language, is_past=True)]
    return sorted(found, key=lambda card: (card.is_past, card.minutes, card.year))


def card_of(file: Path, language: str = FIRST, *, is_past: bool = False) -> Card:
    """Return the card of a scenario file in a language. Raises OSError and tomllib.TOMLDecodeError."""
    told = tomllib.loads(file.read_text("utf-8"))
    header: dict[str, Any] = told["scenario"]
    said = shipped_words(header["key"], language) | told.get("text", {}).get(language, {})
    return Card(
        file=file,
        key=header["key"],
        title=said.get("scenario.title", header["title"]),
        summary=" ".join(said.get("scenario.summary", header["summary"]).split()),
        fiction=" ".join(said.get("scenario.fiction", header.get("fiction", "")).split()),
        year=header["incident"].year,
        minutes=header.get("minutes", 0),
        rounds=len(told.get("round", ())),
        seats=len(told.get("ally", ())),
        is_past=is_past,
    )


def _cards(folder: Path, language: str, *, is_past: bool) -> Iterator[Card]:
    for file in sorted(folder.glob("*.toml")):
        yield card_of(file, language, is_past=is_past)
