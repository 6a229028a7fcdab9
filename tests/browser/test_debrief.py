"""The debrief's page in a real browser, opened from disk: nothing for axe-core to find, nothing wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from game.allies.compiled import Engine
from game.debrief.build import debrief_of
from game.debrief.write import write_all
from game.scenario.load import Loaded
from game.table import decisions as d
from game.table.decisions import PERSON
from game.table.journal import new_game, replay
from game.telling.words import LANGUAGES
from tests.browser.conftest import PHONE, WALL, violations

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(first: Loaded, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the debrief of one game in each language."""
    path = tmp_path_factory.mktemp("game") / "asleep.game"
    table = new_game(path, first, "asleep", {"PL": PERSON})
    while not table.is_over:
        for seat in table.awaited():
            table.apply(d.Forecast(seat, next(iter(first.scenario.question)), 70))
            table.apply(d.Done(seat))
    table.close()
    played = replay(path)
    facts = debrief_of(played, engine, games=20, seat="PL", names={"PL": ["Ana"]})
    for language in LANGUAGES:
        write_all(path.parent / language, facts, played, language)
    return path.parent


@pytest.mark.parametrize("size", [PHONE, WALL], ids=["phone", "wall"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_has_no_fault(folder: Path, chromium: Browser, language: str, size: tuple[int, int]) -> None:
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((folder / language / "debrief.html").as_uri())
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert len(asked) == 1  # the page itself, and nothing besides
    page.close()
