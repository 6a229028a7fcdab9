"""Settings: the language, how large everything is, the whole screen or a window, less motion, more contrast."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game.desktop.screens import parts
from game.desktop.settings import LARGEST, SMALLEST, STEP
from game.desktop.stage import Pop, Result, Stage
from game.telling.words import LANGUAGES, words_in

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

FOLDER = Path(__file__).parents[1]
SCALES = tuple(range(SMALLEST, LARGEST + 1, STEP))


class Options:
    """What can be set; each change holds at once."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def build(self) -> Widget:
        """Return the screen."""
        say, settings = self.stage.words.say, self.stage.settings
        scales = [say("settings.percent", n=scale) for scale in SCALES]
        chosen = SCALES.index(settings.scale) if settings.scale in SCALES else 0
        spoken = [words_in(language, FOLDER).say("settings.own_name") for language in LANGUAGES]
        here = LANGUAGES.index(self.stage.words.language)
        body = parts.card(
            say("settings.look"),
            parts.body(say("settings.language")),
            parts.choice("language", say("settings.language"), spoken, here, self._language),
            parts.body(say("settings.scale")),
            parts.choice("scale", say("settings.scale"), scales, chosen, self._scale),
            parts.toggle("full", say("settings.full"), settings.full_screen, self._full),
            parts.toggle("motion", say("settings.motion"), settings.reduced_motion, self._motion),
            parts.toggle("contrast", say("settings.contrast"), settings.contrast, self._contrast),
            parts.toggle("sound", say("settings.sound"), settings.sound, self._sound),
            parts.small(say("settings.keys")),
        )
        back = parts.button("back", say("key.back"), partial(self.stage.turn, Pop()))
        return parts.page(
            say("settings.title"), parts.scroll("settings", say("settings.title"), body), [back], narrow=True
        )

    def escape(self) -> Result:
        """Go back."""
        return Pop()

    def _language(self, chosen: int) -> None:
        self.stage.change(replace(self.stage.settings, language=LANGUAGES[chosen]))

    def _contrast(self, on: bool) -> None:
        self.stage.change(replace(self.stage.settings, contrast=on))

    def _scale(self, chosen: int) -> None:
        self.stage.change(replace(self.stage.settings, scale=SCALES[chosen]))

    def _full(self, on: bool) -> None:
        self.stage.change(replace(self.stage.settings, full_screen=on))

    def _sound(self, on: bool) -> None:
        self.stage.change(replace(self.stage.settings, sound=on))

    def _motion(self, on: bool) -> None:
        self.stage.change(replace(self.stage.settings, reduced_motion=on))
