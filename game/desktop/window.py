"""Whether a window can open here, asked before anything of it is imported."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from game.lab.words import Words
from game.table.saves import games_folder

NO_SCREEN: Final = ("dummy", "offscreen")


def play(file: Path | None, seat: str | None, seed: str | None, skill: str, save: Path | None) -> int | None:
    """Play in a window; return its exit code, or None where no window can open: then it is for the terminal."""
    if not can_open():
        return None
    from game.desktop import app
    from game.desktop.stage import NoWindow

    words = Words(Path(__file__).parent)
    try:
        return app.run(file, seat, seed, skill, save)
    except NoWindow as why:
        print(words.say("note.no_screen", why=why), file=sys.stderr)
        return None
    except Exception:
        print(words.say("note.crash", folder=games_folder()), file=sys.stderr)
        raise


def can_open() -> bool:
    """Tell whether there is a screen, and the library that draws on it."""
    return _has_screen() and find_spec("pygame") is not None


def _has_screen() -> bool:
    driver = os.environ.get("SDL_VIDEODRIVER", "")
    if driver in NO_SCREEN:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
