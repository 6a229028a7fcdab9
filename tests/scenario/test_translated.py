"""What an author wrote in another language: whole blocks, the same placeholders, and the typography of that language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.scenario.data import data_root

TEXTS = sorted((data_root() / "scenarios" / "text").glob("*.toml"))
# Keys whose words the machine reads, or that name a source: nobody reads them while playing.
NOT_READ = frozenset(
    [
        "source",
        "when",
        "requires",
        "expects",
        "key",
        "quantity",
        "mark",
        "tag",
        "measure",
        "verb",
        "kind",
        "authority",
        "group",
        "host",
        "owner",
        "owners",
        "truth",
        "ally",
        "arms",
        "cancels",
        "opens",
        "falls",
        "to",
        "teaches",
        "path",
        "use",
        "at",
        "topics",
        "meeting",
        "bloc",
        "tags",
        "opposed_by",
        "stock",
        "notes",
    ]
)
SHORT = 3  # words: a name may well be the same in two languages
COUNTRY = re.compile(r"ally\.[A-Z]{2}\.name")  # every language has a list of the countries
PLACEHOLDER = re.compile(r"\{[^}]*\}")
BARE = re.compile(r"[^\u00a0\u202f:][:;?!»%](?!\S)|«[^\u00a0\u202f]")


def _language(file: Path) -> str:
    return file.stem.rpartition("_")[2]


def _translated(file: Path) -> dict[str, str]:
    said: dict[str, str] = tomllib.loads(file.read_text("utf-8"))["text"][_language(file)]
    return said


def _english(file: Path) -> dict[str, str]:
    name = f"{file.stem.rpartition('_')[0]}.toml"
    scenario = data_root() / "scenarios" / name
    return dict(_read(tomllib.loads(scenario.read_text("utf-8")), ()))


def _read(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield ".".join(path), value
    entries = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, each in entries:
        if path == () and key in {"include", "text", "fact", "history"}:
            continue
        # A table's own entries may be called anything; what is inside an entry is the schema's.
        if key in NOT_READ and (len(path) > 1 or path == ("scenario",)):
            continue
        yield from _read(each, (*path, str(key)))


def _block(path: str) -> str:
    """Return which block a path belongs to: a table, and of an ally the field."""
    parts = path.split(".")
    return f"ally.{parts[2]}" if parts[0] == "ally" else parts[0]


@pytest.fixture(params=TEXTS, ids=lambda file: file.stem)
def file(request: pytest.FixtureRequest) -> Path:
    each: Path = request.param
    if not (data_root() / "scenarios" / f"{each.stem.rpartition('_')[0]}.toml").is_file():
        pytest.fail(f"{each.name} is named after no scenario")
    return each


def test_there_are_translations() -> None:
    assert TEXTS


def test_a_block_that_is_begun_is_whole(file: Path) -> None:
    said, english = _translated(file), _english(file)
    begun = {_block(path) for path in said}
    missing = [path for path in english if _block(path) in begun and path not in said and not COUNTRY.fullmatch(path)]
    assert missing == []


def test_placeholders_are_those_of_the_english(file: Path) -> None:
    english = _english(file)
    said = {path: text for path, text in _translated(file).items() if path in english}
    assert said
    wrong = [
        p for p, text in said.items() if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(english[p]))
    ]
    assert wrong == []


def test_nothing_is_empty_or_left_in_english(file: Path) -> None:
    english = _english(file)
    left = [
        path
        for path, text in _translated(file).items()
        if not text.strip() or (text == english.get(path) and len(text.split()) > SHORT)
    ]
    assert left == []


@pytest.mark.parametrize("file", [each for each in TEXTS if _language(each) == "fr"], ids=lambda each: each.stem)
def test_french_signs_have_a_no_break_space_before_them(file: Path) -> None:
    bare = {path: BARE.findall(text) for path, text in _translated(file).items() if BARE.search(text)}
    assert bare == {}
