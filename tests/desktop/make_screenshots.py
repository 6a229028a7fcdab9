"""Draw the README's pictures of the window anew: `python tests/desktop/make_screenshots.py`.

One game of Galați is played as the adviser would from one chair, without a screen; each picture is the first that fits.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["XDG_DATA_HOME"] = os.environ["APPDATA"] = tempfile.mkdtemp()
ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pygame  # noqa: E402 - the drivers are chosen before

from game.desktop.screens.council import Council  # noqa: E402
from game.desktop.screens.happened import Opened  # noqa: E402
from game.desktop.stage import Stay  # noqa: E402
from tests.desktop.driver import Person  # noqa: E402

FOLDER: Final = ROOT / "assets" / "screenshots"
SCENARIO, SEAT, SEED, STEPS = "galati", "TR", "ankara", 500


def draw(person: Person, name: str) -> None:
    """Write what is on the window into a file."""
    person.app.draw()
    pygame.image.save(person.picture, FOLDER / f"window_{name}.png")


def is_judged(person: Person) -> bool:
    """Tell whether a text lies under silence to which somebody has objected in the tour."""
    screen = person.app.screens[-1]
    if not isinstance(screen, Council):
        return False
    public = screen.match.desk.view.public
    return screen.match.desk.turn.phase == "answer" and "cannot" in public.tour.values()


def is_broken(person: Person) -> bool:
    """Tell whether answers were opened, and objections among them."""
    screen = person.app.screens[-1]
    return isinstance(screen, Opened) and any(event.kind == "objection" for event in screen.match.desk.events)


def ask_floor(person: Person) -> None:
    """Insist on the floor, by the form."""
    screen = person.app.screens[-1]
    assert isinstance(screen, Council)
    forms = [each.form for each in screen.match.desk.turn.choices]
    person.press(f"choice_{forms.index('floor') + 1}")
    person.tab_to("number")
    person.key(pygame.K_END)
    person.press("send")
    person.press("done")


def may_ask(person: Person) -> bool:
    """Tell whether the seat may ask for the floor."""
    screen = person.app.screens[-1]
    return isinstance(screen, Council) and any(each.form == "floor" for each in screen.match.desk.turn.choices)


def is_written(person: Person) -> bool:
    """Tell whether the seat may write a text."""
    screen = person.app.screens[-1]
    return isinstance(screen, Council) and any(
        each.form in ("table", "revise") for each in screen.match.desk.turn.choices
    )


def is_settled(person: Person) -> bool:
    """Tell whether a round is summed up."""
    return person.screen == "Settled"


def draw_opened(person: Person) -> None:
    """Draw the answers once all are open."""
    screen = person.app.screens[-1]
    assert isinstance(screen, Opened)
    screen.opened = None
    person.app.turn(Stay())
    draw(person, "silence")


def draw_text(person: Person) -> None:
    """Draw a text that is written, and what the staff says of it."""
    screen = person.app.screens[-1]
    assert isinstance(screen, Council)
    forms = [each.form in ("table", "revise") for each in screen.match.desk.turn.choices]
    person.press(f"choice_{forms.index(True) + 1}")
    person.press("guess")
    draw(person, "draft")
    person.key(pygame.K_ESCAPE)


PICTURES: Final[dict[str, tuple[Callable[[Person], bool], Callable[[Person], None]]]] = {
    "council": (is_judged, lambda person: draw(person, "council")),
    "silence": (is_broken, draw_opened),
    "draft": (is_written, draw_text),
    "round": (is_settled, lambda person: draw(person, "round")),
}


def main() -> int:
    """Play, and draw; return the exit code: 1 where a picture never came."""
    person, left = Person(), dict(PICTURES)
    person.press("new")
    person.click(f"play_{SCENARIO}")
    person.click(f"seat_{SEAT}")
    draw(person, "seats")
    person.tab_to("seed")
    person.send(pygame.Event(pygame.TEXTINPUT, text=SEED))
    person.press("begin")
    for _ in range(STEPS):
        if person.screen == "Debrief":
            break
        if "draft" in left and may_ask(person):
            ask_floor(person)
            continue
        for name in [name for name, (fits, _) in left.items() if fits(person)]:
            left.pop(name)[1](person)
        person.press(next(each for each in ("go_on", "advised", "done") if person.has(each)))
    person.press("pages-scores")
    draw(person, "debrief")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
