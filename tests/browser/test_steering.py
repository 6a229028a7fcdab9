"""What a teacher steers, in real browsers: letters, news, notes and seats, with every part open before the rules of axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from game.allies.compiled import Engine
from game.classroom.beside import people_beside
from game.debrief.build import debrief_of
from game.debrief.students import Named
from game.debrief.write import write_all
from game.scenario.load import Loaded
from game.table.journal import replay
from game.telling.words import LANGUAGES
from tests.browser.conftest import CHROMEBOOK, PHONE, WALL, Open, enter_as_teacher, enter_as_wall, join, violations
from tests.browser.test_class import shot
from tests.classroom.conftest import Host, hosting

pytestmark = pytest.mark.browser
NEWS = "A ferry captain saw lights over the river."
LETTER = "Could you live with less?"


@pytest.fixture
def host(tmp_path: Path, first: Loaded) -> Iterator[Host]:
    with hosting(tmp_path, first) as running:
        yield running


def section(page: Page, heading: str) -> None:
    """Open a part of a page."""
    part = page.locator(f"details:has(> summary > h2:text-is('{heading}'))")
    if part.get_attribute("open") is None:
        part.locator("> summary").click()


def test_a_teacher_steers_a_class(host: Host, opened: Open) -> None:
    teacher = opened(host, f"/teach#{host.room}", CHROMEBOOK)
    wall = opened(host, f"/wall#{host.room}", WALL)
    enter_as_teacher(teacher)
    enter_as_wall(wall)
    fits = opened(host, f"/#{host.room}", PHONE)
    fits.locator("input[autocomplete=given-name]").fill("Ana")
    fits.locator("input[name=seat][value=draw]").check()
    for like in ("bargain", "watch"):
        fits.locator(f"input[name=like][value={like}]").check()
    assert violations(fits) == []
    shot(fits, "steer_likes")
    fits.locator("button.main").click()
    fits.wait_for_selector(".top")
    one, other = (opened(host, f"/#{host.room}", PHONE, language) for language in ("en-GB", "fr-FR"))
    join(one, "Ion", "EE")
    join(other, "Eva", "DE")
    teacher.get_by_text("Eva").wait_for()
    teacher.locator(".people summary").first.click()
    assert violations(teacher) == []
    shot(teacher, "steer_lobby")
    teacher.locator(".begin input[type=number]").fill("0")
    teacher.get_by_role("button", name="Begin").click()
    teacher.wait_for_selector(".controls")

    for heading in ("Private messages", "News in your hand", "Your notes"):
        section(teacher, heading)
    teacher.get_by_role("button", name="Let delegations write").click()
    one.get_by_label("To which delegation?").select_option("DE")
    one.get_by_label("Your message").fill(LETTER)
    one.get_by_role("button", name="Send the message").click()
    other.get_by_text(LETTER).wait_for()
    teacher.get_by_text(LETTER).wait_for()
    assert one.get_by_label("Your message").input_value() == ""

    teacher.get_by_label("Write news of your own").fill(NEWS)
    teacher.get_by_role("button", name="Give it out").click()
    for page in (one, other, wall):
        page.locator(".fresh", has_text=NEWS).wait_for()
    teacher.locator(".news summary").first.click()
    teacher.get_by_role("button", name="Hold it").first.click()
    teacher.get_by_role("button", name="Release it").first.wait_for()
    teacher.get_by_label("Edit its words").first.fill("In other words.")
    teacher.get_by_role("button", name="Keep these words").first.click()
    teacher.get_by_role("button", name="The author’s words again").wait_for()
    teacher.get_by_label("Your note").fill("Here it turned.")
    teacher.get_by_role("button", name="Pin the note").click()
    teacher.locator(".notes", has_text="Here it turned.").wait_for()
    for name, page in (("teacher", teacher), ("wall", wall), ("phone", one), ("phone_fr", other)):
        assert violations(page) == [], name
        shot(page, f"steer_{name}")
    for page, size in ((teacher, CHROMEBOOK), (one, PHONE), (other, PHONE)):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

    # Two people change seats: their pages go on in the other's place.
    teacher.locator(".seats .card", has_text="Estonia").locator("summary", has_text="Manage").click()
    teacher.locator(".seats .card", has_text="Estonia").locator("summary", has_text="Another seat").click()
    teacher.get_by_label("Ion: which seat?").select_option(label="Eva (Germany)")
    assert violations(teacher) == []
    shot(teacher, "steer_seats")
    teacher.get_by_role("button", name="Change the seat").click()
    one.locator("h1", has_text="Germany").wait_for()
    other.locator("h1", has_text="Estonie").wait_for()
    one.get_by_text("Your teacher gave you another seat").wait_for()
    assert violations(one) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_teachers_own_file_has_no_fault(
    host: Host, chromium: Browser, engine: Engine, tmp_path: Path, language: str
) -> None:
    teacher, guests = host.guest(role="teacher"), [host.guest(seat) for seat in ("EE", "DE")]
    assert teacher.ask({"do": "begin"})["ok"]
    assert teacher.ask({"do": "letters", "open": True})["ok"]
    assert guests[0].ask({"do": "write", "to": "DE", "says": LETTER})["ok"]
    while guests[0].page["stage"] == "lobby":
        guests[0].hear()
    played = replay(host.folder / f"{host.room}.journal")
    named = Named(people=people_beside(host.folder / f"{host.room}.journal"))
    write_all(tmp_path / "out", debrief_of(played, engine, games=0), played, language, named)
    for size in (PHONE, WALL):
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto((tmp_path / "out" / "teacher" / "students.html").as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert page.get_by_text(LETTER).count() == 2  # with its student, and among all letters
        shot(page, f"students_{language}_{size[0]}")
        page.close()
