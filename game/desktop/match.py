"""One game on the screen: sends decisions, and finds out what to show next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from game.desktop import thumbs
from game.desktop.screens.map_view import Charts
from game.desktop.sitting import Desk, Sitting
from game.desktop.stage import Go, Screen, Stage
from game.desktop.work import Progress
from game.table.decisions import Decision, Refused
from game.telling.naming import Naming
from game.telling.refusals import refusal

if TYPE_CHECKING:
    import pygame

    from game.telling.turn import Choice


ABOUT_TEXT: Final = ("sound", "redraft", "tour", "answer", "revise")  # phases in which a text is judged


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a step: why it was refused, and what lies on the desk now."""

    refused: Refused | None
    desk: Desk


class Match:
    """A sitting, and the stage on which it is played."""

    def __init__(self, stage: Stage, sitting: Sitting) -> None:
        """Take a sitting; what is on its desk is seen at once."""
        self.stage, self.sitting = stage, sitting
        self.names: Naming = sitting.names
        self.desk = sitting.desk()
        self.shown = {
            "place": "turn",
            "reader": "news",
            "chart": "europe",
        }  # what was open last stays open from phase to phase
        self.charts = Charts()
        self._route: Callable[[Match], Screen] | None = None

    def route_by(self, route: Callable[[Match], Screen]) -> None:
        """Have the next screen after a step found by a function."""
        self._route = route

    def send(self, decisions: Sequence[Decision]) -> None:
        """Send decisions, and show what comes of them."""
        self.step("work.others", lambda progress: self.sitting.decide(decisions, self._watch(progress)))

    def choose(self, choice: Choice) -> None:
        """Send a choice that stands as it is."""
        if choice.decision is not None:
            self.send([choice.decision])

    def follow(self) -> None:
        """Do as advised to the end of the round."""
        self.step("work.follow", lambda progress: self.sitting.follow(self._watch(progress)))

    def leave_to_model(self) -> None:
        """Have the model play on to the end."""
        self.step("work.model", lambda progress: self.sitting.leave_to_model(self._watch(progress)))

    def undo(self) -> None:
        """Go back to before the last decision."""
        self.step("work.undo", lambda _: self.sitting.undo(), "note.undone")

    def step(self, said: str, job: Callable[[Progress], Refused | None], done: str = "") -> None:
        """Do a step off this thread, and show what comes of it; `done` is said where nothing was refused."""

        def work(progress: Progress) -> Moved:
            refused = job(progress)
            return Moved(refused, self.sitting.desk())

        def then(moved: Moved) -> None:
            self._lay(moved.desk)
            if moved.refused:
                self.stage.say(self.refusal(moved.refused))
            elif done:
                self.stage.say(self.stage.words.say(done))
            self.show_next()

        self.stage.run(self.stage.words.say(said), work, then)

    def refusal(self, refused: Refused) -> str:
        """Return in a sentence or two why something is not possible, and what would help."""
        return refusal(self.names, refused)

    def look(self) -> None:
        """See anew what lies on the desk, for whoever sits at the screen now."""
        self._lay(self.sitting.desk())

    def show_next(self) -> None:
        """Show what the game has come to."""
        assert self._route is not None
        self.stage.turn(Go(self._route(self)))

    def _lay(self, desk: Desk) -> None:
        """Take what lies on the desk now; where another phase has begun, what it is about is opened."""
        if (desk.seat, desk.view.public.moment) != (self.desk.seat, self.desk.view.public.moment):
            reader = "text" if desk.turn.phase in ABOUT_TEXT else "news"
            self.shown |= {"place": "turn", "reader": reader}
            if desk.turn.phase == "answer":
                self.stage.sound("silence-begins")
        self.desk = desk

    @property
    def why_not_kept(self) -> str:
        """Return why leaving would lose the game, or nothing."""
        return "" if self.desk.is_over else self.sitting.why_not_kept

    @property
    def phase(self) -> str:
        """Return which phase lies on the desk."""
        return self.desk.turn.phase

    @property
    def moment(self) -> int:
        """Return the moment that lies on the desk."""
        return self.desk.view.public.moment

    def left(self, picture: pygame.Surface) -> None:
        """Keep how the council room looks beside the saved game; not where several play, whose cables would be seen."""
        if self.sitting.file and len(self.sitting.persons) == 1:
            thumbs.keep(picture, self.sitting.file)

    def close(self) -> None:
        """Leave the table; the game is kept up to here."""
        self.sitting.close()

    def _watch(self, progress: Progress) -> Callable[[str], None]:
        words = self.stage.words
        return lambda phase: progress.step(words.say(f"thinking.{phase}"))
