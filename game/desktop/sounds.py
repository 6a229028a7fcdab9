"""Short sounds, where there is a device for them and a person wants them; nothing is told by a sound alone."""

from __future__ import annotations

import pygame

from game.scenario.data import data_root


class Sounds:
    """Plays a sound by its name. The device is opened at the first; where that fails there is silence from then on."""

    def __init__(self, *, wanted: bool) -> None:
        self.wanted = wanted
        self._failed = False
        self._known: dict[str, pygame.mixer.Sound] = {}

    def play(self, name: str) -> None:
        """Play a sound, if it can be heard."""
        if not self.wanted or self._failed:
            return
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(22050, -16, 1)
            if name not in self._known:
                self._known[name] = pygame.mixer.Sound(data_root() / "assets" / "sounds" / f"{name}.wav")
            self._known[name].play()
        except (pygame.error, OSError):
            self._failed = True

    def close(self) -> None:
        """Give the device back."""
        if pygame.mixer.get_init():
            pygame.mixer.quit()
