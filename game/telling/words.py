"""The words in which a game is told, and numbers as people see them."""

from __future__ import annotations

from pathlib import Path

from game.lab.words import FIRST, Words


def words_in(language: str = FIRST) -> Words:
    """Return the words of stories and seats in a language."""
    return Words(Path(__file__).parent, language)


def sentence(text: str) -> str:
    """Return a text with its first letter large."""
    return text[:1].upper() + text[1:]


def points(value: int) -> str:
    """Return thousandths of a track as people see them: 0-100, with one decimal."""
    return f"{value / 10:.1f}"


def signed(value: int) -> str:
    """Return a change in thousandths with its sign, on the scale of 0-100."""
    return f"{value / 10:+.1f}"
