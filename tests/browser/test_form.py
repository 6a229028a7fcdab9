"""The form page of a printed kit, filled in as a teacher does, saved, and entered."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from game.printing import enter, write
from game.printing.minutes import Minutes, read_minutes
from game.scenario.load import load
from game.table.journal import replay
from tests.browser.conftest import CHROMEBOOK

GALATI = Path(__file__).parents[2] / "scenarios" / "galati.toml"

pytestmark = pytest.mark.browser


def test_what_a_teacher_chooses_is_what_the_minutes_say(chromium: Browser, tmp_path: Path) -> None:
    assert write.run(GALATI, tmp_path, "en", ("RO", "FR", "TR"), False) == 0
    context = chromium.new_context(viewport={"width": CHROMEBOOK[0], "height": CHROMEBOOK[1]}, offline=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((tmp_path / "form.html").as_uri())
    assert Axe().run(page).response["violations"] == []
    first = page.locator("fieldset").first
    page.get_by_label("Type that the chair drew").select_option("insecure")
    first.get_by_label("News that broke").select_option(["four_minutes", "serial_numbers"])
    first.get_by_label("National act: Romania").select_option("close_consulate")
    tabled, revised = first.locator("div").all()
    for text, clauses in ((tabled, ("radar_net+1", "forensic_team+1")), (revised, ("forensic_team+1",))):
        text.get_by_label("Tabled by").select_option("RO")
        for row, clause in zip(text.locator("p").all(), clauses, strict=False):
            row.locator("select").nth(0).select_option("tasks")
            row.locator("select").nth(1).select_option(clause)
        text.get_by_label("Wording").select_option("condemns")
    first.get_by_label("Answer: France").first.select_option("amend")
    first.locator("p", has_text="Answer: France").first.get_by_label("Bracket 1").select_option("#1+0")
    first.get_by_label("Answer: Türkiye").nth(1).select_option("statement")
    first.get_by_label("The other side's reply").select_option("jamming")
    page.screenshot(path=tmp_path / "form.png", full_page=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the minutes").click()
    minutes = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(minutes)
    context.close()
    assert faults == []
    assert minutes.read_text(encoding="utf-8").splitlines() == [
        "type insecure",
        "round 1",
        "FACILITATOR inject serial_numbers",
        "FACILITATOR inject four_minutes",
        "RO act close_consulate",
        "RO table tasks radar_net+1 tasks forensic_team+1 condemns under routine for 24h",
        "FR amend #1+0",
        "RO revise tasks forensic_team+1 condemns under routine for 24h",
        "TR statement",
        "OTHER reply jamming",
        "round 4",
        "round 6",
    ]
    assert isinstance(read_minutes(minutes.read_text(encoding="utf-8"), load(GALATI).scenario), Minutes)
    assert enter.run(GALATI, minutes, None, "en") == 0
    assert replay(tmp_path / "minutes.journal", verify=True).differs == 0
