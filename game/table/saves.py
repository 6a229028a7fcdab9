"""Where games are kept: a folder of the person's own, or the file that was asked for."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = "silence-procedure"
ENDING: Final = ".game"


def games_folder() -> Path:
    """Return the folder for saved games, as each system has it."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / FOLDER
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / FOLDER
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / FOLDER


def free_file(scenario: str, seat: str, seed: str) -> Path:
    """Return the path of a new saved game, its folder made. Raises OSError where that cannot be."""
    folder = games_folder()
    folder.mkdir(parents=True, exist_ok=True)
    plain = "".join(letter if letter.isalnum() else "_" for letter in seed)[:20]
    for count in range(1, 10_000):
        path = folder / f"{scenario}-{seat}-{plain}{'' if count == 1 else f'-{count}'}{ENDING}"
        if not path.exists():
            return path
    raise OSError(f"the folder {folder} is full of games with this name; name a file with --save")
