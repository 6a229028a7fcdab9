"""What a person wants of the window, kept for the next time beside the games."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from game.table.saves import games_folder

SETTINGS: Final = "settings.json"
SMALLEST, LARGEST, STEP = 100, 200, 25  # per cent


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person wants of the window. `scale` is in per cent."""

    scale: int = 100
    full_screen: bool = False
    reduced_motion: bool = False
    contrast: bool = False
    sound: bool = True
    taught: bool = False  # the lesson was taken, or left
    language: str = ""  # empty: the machine's

    def scaled(self, by: int) -> Settings:
        """Return them with a larger or smaller scale, within what is offered."""
        return replace(self, scale=min(max(self.scale + by, SMALLEST), LARGEST))


def read_settings() -> Settings:
    """Return what was set the last time; the first settings where there is nothing readable."""
    try:
        told = json.loads((games_folder() / SETTINGS).read_text("utf-8"))
        known = {each.name: type(each.default) for each in fields(Settings)}
        return Settings(**{key: told[key] for key, kind in known.items() if isinstance(told.get(key), kind)}).scaled(0)
    except (OSError, ValueError, AttributeError):
        return Settings()


def write_settings(settings: Settings) -> str:
    """Keep settings for the next time; return why that could not be, or nothing."""
    try:
        games_folder().mkdir(parents=True, exist_ok=True)
        (games_folder() / SETTINGS).write_text(json.dumps(asdict(settings)), "utf-8")
    except OSError as error:
        return error.strerror or str(error)
    return ""


def theme_file(settings: Settings) -> Path:
    """Return the file of the theme that is wanted."""
    return Path(__file__).parent / "widgets" / "themes" / ("contrast.toml" if settings.contrast else "dark.toml")
