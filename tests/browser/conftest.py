"""What the tests in a real browser share: Chromium, without a window, and pages that have no fault to tell."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.classroom.conftest import WORD, Host

PHONE: Final = (390, 844)
CHROMEBOOK: Final = (1366, 768)
WALL: Final = (1920, 1080)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a browser: the system's, or the one that playwright brought."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """Return what pages complain of; it stays empty."""
    return []


@pytest.fixture
def opened(chromium: Browser, faults: list[str]) -> Iterator[Open]:
    """Return a function that opens a page of a host as a device of its own."""
    contexts = []

    def open_page(host: Host, path: str, size: tuple[int, int] = PHONE, language: str = "en-GB") -> Page:
        context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale=language)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on("console", lambda line: faults.append(f"{path}: {line.text}") if line.type == "error" else None)
        page.goto(f"http://{host.address}{path}")
        page.wait_for_selector("h1")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def join(page: Page, name: str, seat: str = "draw") -> None:
    """Take a seat as a student does."""
    page.locator("input[autocomplete=given-name]").fill(name)
    choice = page.locator(f"input[name=seat][value={seat}]")
    if not choice.is_visible():
        page.locator("fieldset details summary").click()
    choice.check()
    page.locator("button.main").click()
    page.wait_for_selector(".top")


def enter_as_teacher(page: Page) -> None:
    """Enter with the teacher's word."""
    page.get_by_label("Teacher's word").fill(WORD)
    page.get_by_role("button", name="Enter").click()
    page.wait_for_selector(".begin, .controls")


def enter_as_wall(page: Page) -> None:
    """Show a room on the wall."""
    page.get_by_role("button", name="Enter").click()
    page.wait_for_selector(".wide, .door")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against a page, one line for each rule and place."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
