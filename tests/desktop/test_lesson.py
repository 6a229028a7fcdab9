"""The lesson: driven to its end by posted events, skipped at every step, anchored to what is really there."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.lesson import NEXT, READ, course
from game.desktop.screens.coach import Coached
from game.desktop.settings import read_settings
from game.lab.words import table_of
from game.telling.words import LANGUAGES
from tests.desktop.driver import Person
from tests.desktop.test_words import FOLDER

STEPS = course().steps


def hint(person: Person) -> Coached | None:
    return person.app.root.tree if isinstance(person.app.root.tree, Coached) else None


def step_of(person: Person) -> str:
    return STEPS[person.app.lesson.number - 1].key if hint(person) else ""


def go_on(person: Person) -> None:
    """Do what the hint that is shown asks for, by keys; where there is none, go on as the adviser would."""
    step = next((each for each in STEPS if each.key == step_of(person)), None)
    if step and step.until == NEXT:
        person.press("lesson_next")
    elif step and step.until == READ:
        person.press(step.at[0])
        person.key(pygame.K_ESCAPE)
    elif person.screen == "Council":
        if not person.has("advised"):
            person.press("places-turn")
        person.press("advised")
    else:
        person.press("go_on")


def taught(person: Person, upto: int) -> list[str]:
    """Take the lesson from the title until so many hints were shown, or it is over; return the hints in order."""
    person.press("lesson")
    shown = [step_of(person)]
    while len(shown) < upto and person.app.lesson.is_on:
        go_on(person)
        if (key := step_of(person)) and key != shown[-1]:
            shown.append(key)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 150)])
def test_every_step_is_shown_at_something_that_is_there(size: tuple[int, int], scale: int, language: str) -> None:
    person = Person(size, scale, language)
    person.press("lesson")
    shown = []
    while person.app.lesson.is_on:
        if (at := hint(person)) and step_of(person) not in shown:
            shown.append(step_of(person))
            assert at.framed
            assert at.framed.rect.clip(person.picture.get_rect()).h > 0
            assert person.app.root.audit() == []
        go_on(person)
    assert shown == [each.key for each in STEPS]
    assert hint(person) is None
    assert read_settings().taught


def test_it_ends_as_well_for_somebody_who_decides_nothing() -> None:
    person = Person()
    person.press("lesson")
    for _ in range(100):
        if not person.app.lesson.is_on:
            break
        wanted = ("lesson_next", "done", "go_on")
        person.press(next(each for each in wanted if person.has(each)))
    assert read_settings().taught
    assert hint(person) is None


@pytest.mark.parametrize("number", range(1, len(STEPS) + 1))
def test_it_can_be_skipped_at_every_step_and_the_game_goes_on(number: int) -> None:
    person = Person()
    assert len(taught(person, number)) == number
    screen = person.screen
    person.press("lesson_skip")
    assert (hint(person), person.screen, read_settings().taught) == (None, screen, True)
    for _ in range(3):
        go_on(person)
        assert hint(person) is None


def test_it_is_offered_first_and_can_be_taken_again() -> None:
    person = Person()
    assert person.app.root.focus is person.app.root["lesson"]
    taught(person, 2)
    person.press("lesson_skip")
    person.press("leave")
    assert person.screen == "Title"
    assert person.app.root.focus is not person.app.root["lesson"]
    assert taught(person, 2) == [each.key for each in STEPS[:2]]


def test_another_game_has_no_hints() -> None:
    person = Person()
    for step in ("new", "play_first_session", "begin"):
        person.press(step)
        assert hint(person) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_takes_six_minutes_at_most(language: str) -> None:
    lines, told = table_of(FOLDER, language), course()
    words = sum(len(lines[f"lesson.{each.key}"].split()) for each in STEPS)
    assert words / told.words * 60 + told.doing * len(STEPS) <= told.seconds
