"""The window in other languages: scenarios, saved games and the handbook are called and read as the reader does."""

from __future__ import annotations

from game.scenario.translated import words_of
from game.telling.words import LANGUAGES
from tests.desktop.conftest import FIRST, sit
from tests.desktop.driver import Person


def test_scenarios_and_saved_games_are_called_as_the_reader_calls_them() -> None:
    for language in LANGUAGES[1:]:
        said = words_of(FIRST.scenario, language)
        sit(FIRST).close()
        person = Person(language=language)
        person.press("new")
        shelf = {each.name for each in person.app.root.walk()}
        assert any(said["scenario.title"] in name for name in shelf)
        assert not any(FIRST.scenario.scenario.title in name for name in shelf)
        person.press("back")
        person.press("replay")
        assert any(said["scenario.title"] in each.name for each in person.app.root.walk())
        person.app.close()


def test_the_handbook_is_read_in_the_readers_language() -> None:
    titles = {}
    for language in LANGUAGES:
        person = Person(language=language)
        person.press("handbook")
        listed = [each for each in person.app.root.order() if each.id.startswith("page_")]
        assert [each.id for each in listed] == ["page_playing", "page_fit", "page_hindcast"]
        titles[language] = listed[0].name
        person.app.close()
    assert titles == {"en": "How to play", "fr": "Comment jouer", "ro": "Cum se joacă"}
