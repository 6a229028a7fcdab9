"""The window's words: every line that a source asks for is in the table, and every line of the table is asked for."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import game.desktop
from game.desktop.board import STANCES
from game.desktop.forms import MAKERS
from game.lab.words import table_of
from game.rules import state as s

FOLDER = Path(game.desktop.__file__).parent
LINES = table_of(FOLDER, "en")
KEY = re.compile(r"""f?["']([a-z_0-9]+\.[a-z_0-9{}.]+)["']""")
SECTIONS = {key.split(".")[0] for key in LINES}


def asked() -> set[str]:
    """Return the keys that the sources name; where a part is filled in, a star stands for it."""
    found = set()
    for file in FOLDER.rglob("*.py"):
        if "widgets" not in file.parts:
            found |= {re.sub(r"\{[^}]*\}", "*", key) for key in KEY.findall(file.read_text("utf-8"))}
    return {key for key in found if key.split(".")[0] in SECTIONS and not key.endswith(".json")}


def test_every_line_of_the_table_is_asked_for() -> None:
    keys = asked()
    unused = [line for line in LINES if not any(fnmatchcase(line.removesuffix("_one"), key) for key in keys)]
    assert unused == []


def test_what_is_filled_into_a_key_has_its_line() -> None:
    filled = {
        "stance": STANCES,
        "thinking": s.PHASES,
        "form": MAKERS,
        "place": ("turn", "board", "map", "tracks", "news", "cable", "text", "brief", "situation"),
        "map": ("europe", "river"),
        "sheet": ("interest", "home", "alliance", "secret"),
        "card": ("owns", "asks", "fears", "red_line", "home"),
    }
    missing = [
        f"{section}.{key}" for section, keys in filled.items() for key in keys if f"{section}.{key}" not in LINES
    ]
    assert missing == []


def test_every_key_named_in_full_is_in_a_table() -> None:
    telling = table_of(FOLDER.parent / "telling", "en")
    missing = [key for key in asked() if "*" not in key and key not in LINES and key not in telling]
    assert missing == []
