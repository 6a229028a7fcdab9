"""Dragging by posted events: measures into the text, clauses to another place and out of it; the same by keys."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.desktop.screens.draft import Draft
from game.desktop.widgets.boxes import Column, Row
from game.desktop.widgets.buttons import Button
from game.desktop.widgets.drag import Zone
from game.desktop.widgets.gallery import FONTS, HERE
from game.desktop.widgets.root import Root
from game.desktop.widgets.theme import Theme
from tests.desktop.driver import Person
from tests.desktop.test_expected import to_draft

Place = tuple[int, int]


@pytest.fixture
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.quit()


def motion(pos: Place) -> pygame.Event:
    return pygame.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(1, 0, 0))


def way(start: Place, end: Place) -> list[pygame.Event]:
    """Return the events of a drag in four steps, without the button going up."""
    steps = [tuple(a + (b - a) * k // 4 for a, b in zip(start, end, strict=True)) for k in range(1, 5)]
    down = pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)
    return [down, *(motion((x, y)) for x, y in steps)]


def up(pos: Place) -> pygame.Event:
    return pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1)


def drag(person: Person, start: Place, end: Place) -> None:
    person.send(*way(start, end), up(end))


def measures(draft: Draft) -> list[str]:
    return [each.measure for each in draft.text.clauses]


def in_sight(person: Person, key: str) -> pygame.Rect:
    """Return where a widget lies, once it was scrolled into sight."""
    widget = person.app.root[key]
    person.app.root.focus_on(widget)
    return widget.rect


def test_a_measure_is_dragged_into_the_text_and_a_clause_out_of_it() -> None:
    person = Person((1920, 1080))
    draft = to_draft(person)
    before = measures(draft)
    grip = person.app.root[f"grip_{before[0]}"]
    drag(person, grip.rect.center, person.app.root["measures"].rect.center)
    assert measures(draft) == before[1:]
    option, under = in_sight(person, f"measure_{before[0]}"), person.app.root["text"].rect
    drag(person, option.center, (under.centerx, under.bottom - 5))
    assert measures(draft) == [*before[1:], before[0]]
    assert person.screen == "Draft"
    assert person.app.root.audit() == []


def test_a_clause_is_dragged_before_and_after_others() -> None:
    person = Person((1920, 1080))
    draft = to_draft(person)
    before = measures(draft)
    assert len(before) >= 2
    first, second = (person.app.root[f"grip_{each}"] for each in before[:2])
    slip = next(each for each in second.above() if isinstance(each, Zone)).rect
    drag(person, first.rect.center, (slip.centerx, slip.bottom - 3))
    assert measures(draft) == [before[1], before[0], *before[2:]]
    first, second = (person.app.root[f"grip_{each}"] for each in before[:2])
    slip = next(each for each in second.above() if isinstance(each, Zone)).rect
    drag(person, first.rect.center, (slip.centerx, slip.top + 3))
    assert measures(draft) == before


def test_a_measure_dragged_onto_a_clause_comes_before_it() -> None:
    person = Person((1920, 1080))
    draft = to_draft(person)
    before = measures(draft)
    person.press(f"strike_{before[-1]}")
    in_sight(person, f"grip_{before[0]}")
    option, grip = in_sight(person, f"measure_{before[-1]}"), person.app.root[f"grip_{before[0]}"]
    slip = next(each for each in grip.above() if isinstance(each, Zone)).rect
    drag(person, option.center, (slip.centerx, slip.centery - 8))
    assert measures(draft) == [before[-1], *before[:-1]]


def test_keys_do_the_same_on_the_grip_and_the_focus_goes_along() -> None:
    person = Person((1920, 1080))
    draft = to_draft(person)
    before = measures(draft)
    person.tab_to(f"grip_{before[0]}")
    person.key(pygame.K_DOWN)
    assert measures(draft) == [before[1], before[0], *before[2:]]
    assert person.app.root.focus
    assert person.app.root.focus.id == f"grip_{before[0]}"
    person.key(pygame.K_UP)
    person.key(pygame.K_UP)
    assert measures(draft) == before
    person.key(pygame.K_DELETE)
    assert measures(draft) == before[1:]


def test_what_is_dropped_nowhere_stays_and_presses_nothing(display: None) -> None:
    del display
    heard, dropped = list[str](), list[tuple[object, bool]]()
    button = Button("Carry", lambda: heard.append("pressed"), id="carry")
    button.carries = "letter"

    def zone(name: str, *takes: str) -> Zone:
        inner = Button(name, lambda: None, id=name)
        return Zone(inner, lambda what: what in takes, lambda what, low: dropped.append((what, low)), id=f"zone_{name}")

    root = Root(Theme(HERE / "themes" / "dark.toml", FONTS))
    root.show(Column([Row([button]), zone("other", "parcel"), zone("post", "letter")], pad=20))
    root.layout((800, 480))
    start, other, post = (root[key].rect.center for key in ("carry", "zone_other", "zone_post"))
    for each in [*way(start, other), up(other)]:
        root.handle(each)
    assert (heard, dropped) == ([], [])
    for each in way(start, post):
        root.handle(each)
    picture = pygame.Surface((800, 480))
    root.draw(picture)
    before = picture.copy()
    root.handle(up(post))
    root.draw(picture)
    assert pygame.image.tobytes(picture, "RGB") != pygame.image.tobytes(before, "RGB")
    assert dropped == [("letter", False)]
    root.handle(way(start, start)[0])
    root.handle(up(start))
    assert heard == ["pressed"]
