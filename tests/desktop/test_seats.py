"""The choice of seats: how well the model plays each of them."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.match import Match
from game.table.decisions import PERSON
from game.telling.words import LANGUAGES
from tests.desktop.driver import Person


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "scale"), [((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 150)])
def test_a_seat_has_a_skill_of_its_own_and_the_others_keep_theirs(
    size: tuple[int, int], scale: int, language: str
) -> None:
    person = Person(size, scale, language)
    for step in ("new", "play_first_session", "seat_PL"):
        person.press(step)
    person.tab_to("own_skill")
    for key in (pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN):
        person.key(key)
    assert person.app.root.audit() == []
    person.press("seat_EE")
    person.press("begin")
    match = person.app.game
    assert isinstance(match, Match)
    seats = dict(match.sitting.table.header.seats)
    assert (seats.pop("EE"), seats.pop("PL")) == (PERSON, "instinct")
    assert set(seats.values()) == {"staff"}


@pytest.mark.parametrize(("machine", "word"), [("C", "Whom do you sit for?"), ("ro_RO.UTF-8", "Pe cine reprezentați?")])
def test_whoever_never_chose_a_language_sees_the_seats_in_the_machine_s(
    machine: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", machine)
    person = Person(language="")
    for step in ("new", "play_first_session"):
        person.press(step)
    assert person.screen == "Seats"
    assert word in {each.name for each in person.app.root.walk()}
