"""Draw the README's pictures anew from what the program writes: `python tests/terminal/make_screenshots.py`."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

from rich.console import Console

from game.lab.words import Words
from game.scenario.load import Loaded, load
from game.table.decisions import PERSON
from game.table.table import Table
from game.telling.words import words_in
from game.terminal.asking import Asker
from game.terminal.client import Client
from game.terminal.paper import Paper
from game.terminal.story import told

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "assets" / "screenshots"
SKILL: Final = "staff"
WIDTH: Final = 80
LONGEST: Final = 50  # lines of a picture that can be read at a glance
SEEDS: Final = 200  # tried at most
SEAT: Final = "TR"
# Rich's own frame, but that nothing is fetched from the network to show it.
FRAME: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def parts(page: str) -> list[str]:
    """Return the parts of a page, each with its heading."""
    return page.split("\n\n")


def fixed(words: Words, key: str) -> list[str]:
    """Return what every sentence of a kind says, whatever a game puts into it."""
    return [piece.strip() for piece in re.split(r"\{\w+\}", words.say(key)) if len(piece.strip()) > 1]


def says(part: str, *signs: str) -> bool:
    """Tell whether a part says all this, however its lines are broken, and can be read at a glance."""
    flat = " ".join(part.split())
    return all(sign in flat for sign in signs) and part.count("\n") < LONGEST


def text_in(page: str, words: Words) -> str:
    """Return a text that was bracketed, revised and adopted; nothing where there is none."""
    signs = [piece for kind in ("amend", "revised", "adopted") for piece in fixed(words, f"text.{kind}")]
    (begins,) = fixed(words, "section.text")
    return next((part for part in parts(page) if part.startswith(begins) and says(part, *signs)), "")


def answer_in(page: str, words: Words) -> str:
    """Return what a seat is shown of a text under silence that it cannot live with as it stands; nothing where all is well."""
    asked, short = words.say("phase.answer"), words.say("client.says_short")
    return next((part for part in parts(page) if part.startswith(asked) and says(part, short)), "")


def told_to_all(loaded: Loaded, seed: str) -> str:
    """Return the story of a game."""
    page = io.StringIO()
    told(loaded, seed, SKILL, Paper(page), words_in("en"))
    return page.getvalue()


def told_to_seat(loaded: Loaded, seed: str) -> str:
    """Return a game as a seat sees it that does what its adviser would."""
    page, table = io.StringIO(), Table.new(loaded, seed, {SEAT: PERSON})
    with redirect_stdout(io.StringIO()):  # where questions go
        Client(table, SEAT, Paper(page), Asker(["\n"] * 1000), words_in("en"), None).play()
    table.close()
    return page.getvalue()


def first(look: Callable[[str], str]) -> tuple[str, str]:
    """Return the first seed in which something worth showing is found, and what it is."""
    return next((seed, found) for seed in map(str, range(1, SEEDS)) if (found := look(seed)))


def drawn(text: str, title: str, name: str) -> str:
    """Return a page as a picture."""
    console = Console(record=True, width=WIDTH + 2, file=io.StringIO(), highlight=False, markup=False, emoji=False)
    console.print(text.strip("\n"))
    return console.export_svg(title=title, code_format=FRAME, unique_id=name)


def pictures() -> dict[str, str]:
    """Return the README's pictures by name."""
    loaded, words = load(ROOT / "scenarios" / "galati.toml"), words_in("en")
    of_all, text = first(lambda seed: text_in(told_to_all(loaded, seed), words))
    of_seat, answer = first(lambda seed: answer_in(told_to_seat(loaded, seed), words))
    return {
        "silence": drawn(text, f"main.py play galati --auto --seed {of_all}", "silence"),
        "seat": drawn(answer, f"main.py play galati --seat {SEAT} --seed {of_seat}", "seat"),
    }


if __name__ == "__main__":
    os.environ["COLUMNS"] = str(WIDTH)
    for name, picture in pictures().items():
        (PICTURES / f"{name}.svg").write_text(picture, "utf-8", newline="\n")
