"""The projector's window: it follows the game, shows nothing of a seat's own, and closing it leaves the game alone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pygame
import pytest

from game.desktop.chronicle import Chronicle
from game.desktop.match import Match
from game.desktop.projector import LARGER, Projector, hung, projected, wall
from game.desktop.screens.opening import play
from game.desktop.screens.rows import Tile
from game.desktop.waking import HANG
from game.desktop.wall import Projected
from game.desktop.widgets.root import Root
from game.desktop.widgets.scroll import Scroll
from game.scenario.load import load
from game.table.events import PUBLIC
from game.table.journal import replay
from game.telling.words import LANGUAGES
from tests.desktop.conftest import FIRST, ROOT, sit
from tests.desktop.driver import Person

GALATI = load(ROOT / "scenarios" / "galati.toml")
CANARY = "canary in the cable"


def at_table(language: str = "en") -> tuple[Person, Match]:
    """Return a person in the council room whose capital, objectives and beliefs all hold a canary."""
    person = Person(language=language)
    play(person.app, sit(FIRST))
    person.press("go_on")
    match = person.app.game
    assert isinstance(match, Match)
    return person, match


def window_of(projector: object) -> pygame.Window:
    """Return the system's window of a projector."""
    window = vars(projector)["_window"]
    assert isinstance(window, pygame.Window)
    return window


def shown(projector: Projected) -> str:
    """Return every word on the wall, shown, named or explained."""
    return " ".join(f"{each.name} {getattr(each, 'text', '')} {each.help}" for each in projector.root.walk())


def test_it_opens_and_closes_from_the_menu_and_follows_the_game() -> None:
    person, _ = at_table()
    person.press("menu")
    person.press("wall")
    projector = person.app.wall.projector
    assert projector
    person.press("back")
    before = [each.name for each in projector.root.walk()]
    for _ in range(6):
        person.play_on(1)
    assert [each.name for each in projector.root.walk()] != before
    assert projector.root.audit() == []
    person.key(pygame.K_ESCAPE)
    if person.screen == "Menu":
        person.press("wall")
        assert person.app.wall.projector is None
    person.app.close()
    assert person.app.wall.projector is None


def test_nothing_of_a_seat_comes_on_the_wall() -> None:
    person, match = at_table()
    assert projected(match) == ""
    projector = person.app.wall.projector
    assert projector
    view = match.desk.view
    assert view.capital
    capital = replace(
        view.capital, brief=CANARY, mood=CANARY, ask=CANARY, red_lines=(CANARY,), sheet={"interest": CANARY}
    )
    passages = tuple(replace(each, lines=(CANARY,)) for each in match.desk.passages)
    match.desk = replace(match.desk, view=replace(view, capital=capital), passages=passages, fresh=passages)
    projector.show()
    person.settle()
    told = shown(projector)
    assert len(told) > 200
    assert CANARY not in told
    person.app.close()


def test_what_only_a_seat_heard_is_not_in_the_news_of_the_wall() -> None:
    person, match = at_table()
    assert projected(match) == ""
    projector, table = person.app.wall.projector, match.sitting.table
    assert projector
    private = 0
    for _ in range(60):
        if table.is_over:
            break
        story = Chronicle.blank(table.loaded, match.names.words)
        story.hear(event for event in table.position.record if event.audience == PUBLIC)
        public = {line for each in story.passages for line in each.lines}
        own = {line for each in match.desk.passages for line in each.lines} - public
        private += len(own)
        told = shown(projector)
        assert [line for line in own if line.strip() in told] == []
        person.play_on(1)
    assert private > 0
    person.app.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wall_of_thirty_two_shows_all_of_it_at_every_size(language: str) -> None:
    """Nobody scrolls on a wall: board, tracks and text are in sight, and the news is as much as fits."""
    person = Person(language=language)
    play(person.app, sit(GALATI, "RO"))
    match = person.app.game
    assert isinstance(match, Match)
    for _ in range(12):
        if match.desk.view.public.draft:
            break
        person.play_on(1)
    public, table = match.desk.view.public, match.sitting.table
    assert public.draft
    story = Chronicle.blank(table.loaded, match.names.words)
    story.hear(event for event in table.position.record if event.audience == PUBLIC)
    for size, scale in (((1280, 720), 1.0), ((1280, 720), 1.5), ((1920, 1080), 1.0), ((1920, 1080), 1.5)):
        root = Root(person.app.theme.copied())
        root.layout(size)
        hung(root, scale * LARGER * size[1] / 720, partial(wall, public, story, match.names, person.app.words))
        assert root.audit() == []
        assert [each.id for each in root.walk() if isinstance(each, Scroll) and each.is_focusable] == []
        assert sum(isinstance(each, Tile) for each in root.walk()) == len(table.loaded.scenario.ally)
    person.app.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_closing_its_window_leaves_the_game(language: str) -> None:
    person, match = at_table(language)
    assert projected(match) == ""
    projector = person.app.wall.projector
    assert projector
    assert projector.root.audit() == []
    person.send(pygame.Event(pygame.WINDOWCLOSE, window=window_of(projector)))
    assert person.app.wall.projector is None
    assert person.screen == "Council"
    person.app.close()


def test_closing_the_game_s_window_while_both_are_open_ends_both_and_loses_nothing() -> None:
    """With two windows no QUIT comes for the first, only its own event."""
    person, match = at_table()
    assert projected(match) == ""
    file, at = match.sitting.file, match.sitting.table.position.moment
    assert file
    person.send(pygame.Event(pygame.WINDOWCLOSE, window=None))
    assert person.app.screens == []
    person.app.close()
    assert person.app.wall.projector is None
    assert replay(file).position.moment == at


def test_the_wall_is_laid_out_a_little_at_a_time_and_what_was_drawn_stays_until_then() -> None:
    person = Person()
    play(person.app, sit(FIRST))
    person.press("go_on")
    match = person.app.game
    assert isinstance(match, Match)
    assert projected(match) == ""
    projector = person.app.wall.projector
    assert isinstance(projector, Projector)
    person.settle()
    window = window_of(projector).get_surface()
    before, turns = pygame.image.tobytes(window, "RGB"), 0
    assert len(set(before)) > 2
    projector.show()
    projector.show()
    while not projector.is_hung:
        turns += 1
        asked = [event for event in pygame.event.get() if event.type == HANG]
        assert len(asked) == 1, "one layout a turn of the loop"
        assert pygame.image.tobytes(window, "RGB") == before
        person.app.step(asked)
    assert turns > 2
    assert pygame.image.tobytes(window, "RGB") == before, "nothing has changed"
    assert pygame.event.get(HANG) == []


def test_a_window_that_is_closed_while_it_is_laid_out_asks_for_nothing_more() -> None:
    person, match = at_table()
    assert projected(match) == ""
    person.app.wall.close()
    person.settle()
    assert pygame.event.get(HANG) == []
