"""Draw the README's pictures of the window anew, from a game that is played in it: `python -m tests.desktop.make_screenshots`."""

from __future__ import annotations

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

import pygame

from game.allies.compiled import shared_engine
from game.desktop.screens.opening import Order, begin
from game.scenario.load import load
from tests.desktop.driver import Person

ROOT: Final = Path(__file__).parents[2]
PICTURES: Final = ROOT / "assets" / "screenshots"
SEAT, SEED = "RO", "7"
WAYS: Final = ("go_on", "ready", "advised", "done", "send", "back")
STEPS: Final = 400


class Camera:
    """A person who plays as advised, and takes each picture where it comes first."""

    def __init__(self, folder: Path) -> None:
        """Begin; pictures are written into `folder`."""
        self.person, self.folder = Person(), folder
        self.person.app.settings = replace(self.person.app.settings, reduced_motion=True)  # all answers at once
        self.taken: list[str] = []

    def take(self, name: str) -> None:
        """Take a picture, once."""
        if name not in self.taken:
            self.person.app.draw()
            pygame.image.save(self.person.picture, self.folder / f"window_{name}.png")
            self.taken.append(name)

    def look(self) -> None:
        """Take what is to be seen now, if it is wanted."""
        person = self.person
        if person.screen == "Opened" and self._tells("bracket"):
            self.take("silence")
        elif person.screen == "Settled":
            self.take("round")
        elif person.screen == "Council" and "draft" not in self.taken and person.has("choice_1"):
            self._draft()
        if person.screen == "Council" and self._tells("sealed until"):
            self.take("council")

    def _tells(self, words: str) -> bool:
        return any(words in each.name for each in self.person.app.root.walk())

    def _draft(self) -> None:
        person = self.person
        for k in range(1, 6):
            if not person.has(f"choice_{k}"):
                return
            person.press(f"choice_{k}")
            if person.screen == "Draft":
                self.take("draft")
            if person.screen in ("Draft", "Form"):
                person.key(pygame.K_ESCAPE)

    def play(self) -> None:
        """Play a game from the seats to the debrief."""
        person = self.person
        for step in ("new", "play_galati", f"seat_{SEAT}"):
            person.press(step)
        self.take("seats")
        begin(person.app, load(ROOT / "scenarios" / "galati.toml"), Order((SEAT,), SEED))
        person.settle()
        for _ in range(STEPS):
            self.look()
            if person.screen == "Debrief":
                person.press("pages-texts")
                self.take("debrief")
                return
            person.press(next(each for each in WAYS if person.has(each)))


def main(folder: Path = PICTURES) -> list[str]:
    """Draw all pictures; return their names."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(XDG_DATA_HOME=home, APPDATA=home, HOME=home)
        shared_engine().wait(None)  # so that a draft shows what it would do
        camera = Camera(folder)
        camera.play()
        camera.person.app.close()
    return camera.taken


if __name__ == "__main__":
    print(*main(), sep="\n")
