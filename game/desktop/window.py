"""Whether a window can open here, asked before anything of it is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from game.table.saves import games_folder
from game.telling.words import words_in

NO_SCREEN: Final = ("dummy", "offscreen")
FOLDER: Final = Path(__file__).parent


def play(
    file: Path | None, seat: str | None, seed: str | None, skill: str, save: Path | None, language: str
) -> int | None:
    """Play in a window; return its exit code, or None where no window can open: then it is for the terminal."""
    if not can_open():
        return None
    from game.desktop import app

    return _opened(partial(app.run, file, seat, seed, skill, save, language), language)


def resume(file: Path, language: str) -> int | None:
    """Go on in a window with a saved game, or None where no window can open, or it was last played in a terminal."""
    if not can_open() or _was_in_terminal(file):
        return None
    from game.desktop import app

    return _opened(partial(app.go_on, file, language), language)


def _was_in_terminal(file: Path) -> bool:
    from game.table.lines import was_in_terminal
    from game.table.store import JournalError, read_file

    try:
        return was_in_terminal(read_file(file)[1])
    except JournalError:
        return True  # the terminal says what is wrong with it


def _opened(run: Callable[[], int], language: str) -> int | None:
    from game.desktop.stage import NoWindow

    words = words_in(language, FOLDER)
    try:
        return run()
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
