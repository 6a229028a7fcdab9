"""A class in real browsers: a teacher, a wall and thirty phones play the fifty minutes of Galați to the debrief."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from game.scenario.load import Loaded, load
from tests.browser.conftest import CHROMEBOOK, PHONE, WALL, Open, enter_as_teacher, enter_as_wall, join, violations
from tests.classroom.conftest import Host, hosting

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
FASTER = 30  # times the clock of the class
DELEGATES = 30
LANGUAGES = ("en-GB", "fr-FR", "ro-RO")
SHOTS = os.environ.get("CLASS_SHOTS", "")  # a folder: pictures of the pages are left there

# Press what can be pressed first, as a quick student does: a choice, or what a form begins with.
PRESS = """() => {
  const turn = document.querySelector('.turn.asked');
  if (!turn) return '';
  const form = turn.querySelector('form');
  if (form) { turn.querySelector('button[type=button]').click(); return 'cancel'; }
  const buttons = [...turn.querySelectorAll('button.choice:enabled')];
  const pick = buttons[Math.floor(Math.random() * buttons.length)];
  if (pick) pick.click();
  return pick ? pick.textContent : '';
}"""


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Host]:
    """Return a host whose clock runs faster than the world's."""
    loaded = load(ROOT / "scenarios" / "galati.toml")
    with hosting(tmp_path, loaded, clock=lambda: time.monotonic() * FASTER) as running:
        yield running


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png")


def test_thirty_phones_play_the_fifty_minutes_to_the_debrief(quick: Host, opened: Open) -> None:
    teacher = opened(quick, f"/teach#{quick.room}", CHROMEBOOK)
    wall = opened(quick, f"/wall#{quick.room}", WALL)
    enter_as_teacher(teacher)
    enter_as_wall(wall)
    phones = []
    for k in range(DELEGATES):
        size = CHROMEBOOK if k % 5 == 4 else PHONE
        phones.append(opened(quick, f"/#{quick.room}", size, LANGUAGES[k % 3]))
        join(phones[-1], f"Student {k + 1}")
    for name, page in (("teacher", teacher), ("wall", wall), ("phone", phones[0]), ("book", phones[4])):
        assert violations(page) == []
        shot(page, f"{name}_lobby")
    teacher.locator(".begin input[type=number]").fill("50")
    teacher.get_by_role("button", name="Begin").click()
    rounds, pressed, looked = set[str](), 0, set[str]()
    while wall.locator(".where").count() == 0:
        wall.wait_for_timeout(100)
    while teacher.locator(".controls").count():
        rounds.add(wall.locator(".where").inner_text().split()[1])
        for page in phones:
            pressed += bool(page.evaluate(PRESS))
        doing = teacher.locator(".controls .doing").all_inner_texts()
        if doing and doing[0] not in looked:
            looked.add(doing[0])
            for name, page in (("teacher", teacher), ("wall", wall), ("phone", phones[0]), ("book", phones[4])):
                assert violations(page) == [], doing[0]
                shot(page, f"{name}_{len(looked):02}")
    wall.wait_for_selector(".text p")
    for name, page in (("teacher", teacher), ("wall", wall), ("phone", phones[0]), ("book", phones[4])):
        page.wait_for_timeout(500)
        assert violations(page) == []
        shot(page, f"{name}_over")
    began = time.monotonic()
    with phones[0].context.expect_page() as opening:
        phones[0].locator("a.button").first.click()
    debrief = opening.value
    debrief.wait_for_selector("h1")
    took = time.monotonic() - began
    for size in (PHONE, CHROMEBOOK, WALL):
        debrief.set_viewport_size({"width": size[0], "height": size[1]})
        assert violations(debrief) == []
        shot(debrief, f"debrief_{size[0]}")
    print(f"debrief open after {took:.1f} s")
    left = wall.locator(".bell").inner_text()
    minutes = int(left.split()[-1].split(":")[0])
    assert minutes >= 14, left  # the plan keeps fifteen; the pages were looked at meanwhile
    assert rounds == {"1", "4", "6"}
    assert pressed > 100
    assert len(looked) >= 6


def test_the_rules_of_axe_find_a_fault_where_one_is(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content("<p style='color:#999;background:#aaa'>hard to read</p>")
    assert any(line.startswith("color-contrast") for line in violations(page))
    page.close()


def test_a_delegate_plays_by_keyboard_alone(tmp_path: Path, first: Loaded, opened: Open) -> None:
    with hosting(tmp_path, first) as host:
        teacher = host.guest(role="teacher")
        page = opened(host, f"/#{host.room}")
        tab_to(page, "input[autocomplete=given-name]")
        page.keyboard.type("Ana")
        tab_to(page, "input[name=seat]")
        page.keyboard.press("ArrowDown")
        tab_to(page, "button.main")
        page.keyboard.press("Enter")
        page.wait_for_selector(".top")
        assert teacher.ask({"do": "begin"})["ok"]
        answered = 0
        for _ in range(3000):
            if page.locator(".turn.asked").count():
                tab_to(page, ".turn.asked > button.choice:nth-last-of-type(2)")  # the last choice, before handing over
                page.keyboard.press("Enter")
                answered += 1
            if page.locator(".turn").count() == 0 and page.locator("text=The game is over").count():
                break
            page.wait_for_timeout(20)
        assert answered > 5
        page.wait_for_selector("text=The game is over")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on something that a selector names; what cannot be reached fails."""
    for _ in range(80):
        if page.evaluate("(selector) => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {selector}")
