"""Where the files that come with the game are: beside it in a checkout, inside it when it is installed or bundled."""

from __future__ import annotations

import sys
from pathlib import Path


def data_root() -> Path:
    """Return the folder that holds `scenarios` and `assets`; raises FileNotFoundError where an installation lost them."""
    game = Path(__file__).resolve().parent.parent
    for folder in (
        game / "_data",
        Path(getattr(sys, "_MEIPASS", game / "_data")),
        game.parent,
    ):  # wheel, bundle, checkout
        if (folder / "scenarios").is_dir():
            return folder
    raise FileNotFoundError("the folder `scenarios` is not where the game is installed; install it again")
