"""The hint of the lesson: a bar below the screen, and a frame around what it speaks of. Nothing of the screen is covered."""

from __future__ import annotations

from functools import partial
from typing import Final

import pygame

from game.desktop.lesson import NEXT, Place, Step, course
from game.desktop.screens import parts
from game.desktop.stage import Screen, Stage, Stay
from game.desktop.widgets.boxes import Column, Panel
from game.desktop.widgets.plates import plate
from game.desktop.widgets.scroll import Scroll
from game.desktop.widgets.theme import Theme
from game.desktop.widgets.widget import Widget

FRAME: Final = 3  # pixels at a scale of 100 %


class Coached(Column):
    """A screen with a hint below it; what the hint speaks of is framed."""

    def __init__(self, screen: Widget, hint: Widget, at: tuple[str, ...]) -> None:
        """Put a hint below a screen; `at` are ids of widgets, the first that is there is framed."""
        super().__init__([screen, hint], gap=0)
        found = {each.id: each for each in screen.walk() if each.id in at}
        self.framed = _plate_of(next((found[key] for key in at if key in found), None))

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Take a rectangle, and bring what is framed into sight."""
        super().place(theme, rect)
        for each in self.framed.above() if self.framed else ():
            if isinstance(each, Scroll) and each is not self.framed and self.framed:
                each.reveal(theme, self.framed.rect)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the screen, the hint and the frame."""
        super().draw(theme, surface)
        if self.framed:
            wide = theme.px(FRAME)
            around = self.framed.rect.inflate(2 * wide, 2 * wide).clip(surface.get_rect())
            plate(surface, around, None, theme.colour("accent"), theme.size("radius") + wide, wide)


def _plate_of(widget: Widget | None) -> Widget | None:
    """Return the plate in which something that scrolls lies; a frame around the text itself would touch its letters."""
    if not isinstance(widget, Scroll):
        return widget
    return next((each for each in widget.above() if isinstance(each, Panel)), widget)


def coached(stage: Stage, screen: Screen) -> Widget:
    """Return a screen's widgets, with the hint of the lesson where there is one."""
    game = stage.game
    place = Place(type(screen).__name__, game.phase if game else "", game.moment if game else 0)
    step = stage.lesson.step(place)
    tree = screen.build()
    if step is None:
        return tree
    tree.grow = 1
    return Coached(tree, _hint(stage, step), step.at)


def _hint(stage: Stage, step: Step) -> Widget:
    say, lesson = stage.words.say, stage.lesson
    number = say("lesson.number", n=lesson.number, of=len(course().steps))
    buttons = [parts.button("lesson_skip", say("lesson.skip"), partial(_skip, stage))]
    if step.until == NEXT:
        last = lesson.number == len(course().steps)
        buttons.append(parts.button("lesson_next", say("lesson.end" if last else "lesson.next"), partial(_next, stage)))
    told = parts.row(parts.small(number), parts.body(say(f"lesson.{step.key}"), grow=1), gap=12, grow=1)
    return Column([Panel("", [parts.row(told, *buttons, gap=8)], pad=10)], pad=10)


def _next(stage: Stage) -> None:
    stage.lesson.did(NEXT)
    stage.turn(Stay())


def _skip(stage: Stage) -> None:
    stage.lesson.end()
    stage.turn(Stay())
