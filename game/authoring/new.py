"""`new`: begin a scenario from the commented template."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from game.scenario.data import data_root

TEMPLATE: Final = Path("scenarios", "template", "template.toml")
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def run(name: str) -> int:
    """Write `./NAME.toml` from the template, with its own key and title; return 1, and touch nothing, if that cannot be."""
    if not _NAME.fullmatch(name):
        return _refuse(
            f'"{name}" is no name for a scenario: small letters, digits, _ and -, a letter first, at most 40'
        )
    out = Path(f"{name}.toml")
    try:
        text = (data_root() / TEMPLATE).read_text(encoding="utf-8")
        with out.open("x", encoding="utf-8", newline="\n") as file:  # "x": never over a file that is there
            file.write(renamed(text, name))
    except FileExistsError:
        return _refuse(f"{out} is there already; choose another name or remove it")
    except OSError as error:
        return _refuse(f"{out}: cannot be written: {error.strerror or error}")
    print(f"{out}: written; read it from the top, then check it")
    return 0


def renamed(text: str, name: str) -> str:
    """Return the template with the first `key` and `title` of its header replaced."""
    text = re.sub(r'^key = "[^"]*"', f'key = "{name.replace("-", "_")}"', text, count=1, flags=re.MULTILINE)
    title = name.replace("_", " ").replace("-", " ").capitalize()
    return re.sub(r'^title = "[^"]*"', f'title = "{title}"', text, count=1, flags=re.MULTILINE)


def _refuse(why: str) -> int:
    print(why)
    return 1
