"""The debrief as PDF: the same words and charts as on the page, in its language."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from game.cli import main
from game.debrief.document import html_of
from game.debrief.facts import Debrief
from game.debrief.page import page_for
from game.debrief.pdf import drawing_rules, pages_of, pdf_of
from game.table.journal import Replay
from game.telling.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_every_heading_of_the_page_in_its_order(facts: Debrief, played: Replay, language: str) -> None:
    html = html_of(page_for(facts, played.loaded, language))
    pdf = pdf_of(html)
    reader = PdfReader(BytesIO(pdf))
    assert pages_of(pdf) == len(reader.pages) > 3
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    headings = [" ".join(unescape(each).split()) for each in re.findall(r"<h2[^>]*>([^<]+)</h2>", html)]
    assert len(headings) > 6
    places = [text.find(heading) for heading in headings]
    assert min(places) >= 0, headings[places.index(min(places))]
    assert str(reader.root_object["/Lang"]).startswith(language)


def test_charts_keep_the_colours_of_the_page(facts: Debrief, played: Replay) -> None:
    rules = drawing_rules(html_of(page_for(facts, played.loaded, "en")))
    assert ".up { fill: #2166ac; }" in rules
    assert "text.strong" in rules
    assert "var(" not in rules


def test_the_same_page_is_the_same_pdf(facts: Debrief, played: Replay) -> None:
    html = html_of(page_for(facts, played.loaded, "en"))
    assert pdf_of(html) == pdf_of(html)


def test_the_command_writes_the_pdf_beside_the_page(saved: Path, tmp_path: Path) -> None:
    assert main(["debrief", str(saved), "--out", str(tmp_path), "--games", "0", "--pdf"]) == 0
    assert PdfReader(tmp_path / "debrief.pdf").pages
    assert (tmp_path / "debrief.html").exists()


def test_without_the_library_the_command_says_so_and_writes_nothing(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.debrief.write.has_typst", lambda: False)
    assert main(["debrief", str(saved), "--out", str(tmp_path / "d"), "--pdf", "--lang", "fr"]) == 1
    assert "pip install typst" in capsys.readouterr().err
    assert not (tmp_path / "d").exists()
