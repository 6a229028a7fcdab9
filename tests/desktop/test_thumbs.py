"""Small pictures of saved games: kept when the room is left, shown in the list, never where several people play."""

from __future__ import annotations

import pytest

from game.desktop import thumbs
from game.desktop.match import Match
from game.desktop.screens.opening import play
from game.desktop.widgets.images import Picture
from tests.desktop.conftest import FIRST, sit
from tests.desktop.driver import Person


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("persons", [1, 2])
def test_the_list_shows_how_the_room_looked(persons: int, scale: int) -> None:
    person = Person(scale=scale)
    play(person.app, sit(FIRST, *list(FIRST.scenario.ally)[:persons]))
    match = person.app.game
    assert isinstance(match, Match)
    file = match.sitting.file
    assert file
    while person.screen != "Council":
        person.press("ready" if person.has("ready") else "go_on")
    person.press("menu")
    kept = thumbs.kept(file)
    assert (kept is not None) is (persons == 1)
    if kept:
        assert kept.get_width() == thumbs.WIDE
    person.press("leave")
    person.press("games")
    assert person.screen == "Saved"
    assert person.app.root.audit() == []
    assert any(isinstance(each, Picture) for each in person.app.root.walk()) is (persons == 1)


def test_a_picture_that_cannot_be_read_is_none() -> None:
    match = sit(FIRST)
    assert match.file
    match.file.with_suffix(thumbs.ENDING).write_bytes(b"no picture")
    assert thumbs.kept(match.file) is None
    match.close()
