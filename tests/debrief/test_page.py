"""The page: whole, offline, in three languages, and walkable by a screen reader; and the files beside it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from game.allies.compiled import Engine
from game.classroom.codes import LENGTH
from game.classroom.register import Register, keep
from game.classroom.tokens import Pass
from game.cli import main
from game.debrief.build import debrief_of
from game.debrief.document import html_of
from game.debrief.facts import Debrief
from game.debrief.markup import Html, el, table
from game.debrief.page import FOLDER, page_for
from game.lab.words import table_of
from game.table.journal import Replay
from game.telling.words import LANGUAGES
from tests.plain import Plain

EACH = pytest.mark.parametrize("language", LANGUAGES)
VOID = {"meta"}


class Reader(HTMLParser):
    """Reads a page as strictly as it was written: every element that opens closes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inside: dict[str, list[set[str]]] = {"table": [], "svg": [], "figure": []}
        self.cells: list[tuple[str, dict[str, str | None]]] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for kind, seen in self.inside.items():
            if kind in self.open and seen:
                seen[-1].add(tag)
        if tag in self.inside:
            self.inside[tag].append(set())
        if tag in VOID:
            return
        self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag == "th":
            self.cells.append((tag, given))
        if tag == "svg":
            assert given["role"] == "img"
            self.labels.append(str(given["aria-label"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@EACH
def test_a_page_is_whole_and_can_be_walked(facts: Debrief, played: Replay, language: str) -> None:
    page = html_of(page_for(facts, played.loaded, language))
    found = read(page)
    assert f'<html lang="{language}">' in page
    assert found.headings[0] == 1
    assert found.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(found.headings, found.headings[1:], strict=False))
    assert len(found.ids) == len(set(found.ids))
    assert all(link.removeprefix("#") in found.ids for link in found.links)
    assert all({"caption", "thead", "th", "td"} <= inside for inside in found.inside["table"])
    assert all(given["scope"] in ("col", "row") for _, given in found.cells)
    assert all("title" in inside for inside in found.inside["svg"])
    assert all({"svg", "figcaption"} <= inside for inside in found.inside["figure"])
    assert found.labels
    assert all(len(label) > 20 for label in found.labels)


@EACH
def test_a_page_needs_nothing_from_outside(facts: Debrief, played: Replay, language: str) -> None:
    page = html_of(page_for(facts, played.loaded, language))
    assert not re.search(r"https?:|<script|<link|<img|<iframe| src=|url\(|@import", page)
    assert not re.search(r"\{\w*\}", re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL))


@EACH
def test_all_sections_stand_in_the_order_of_a_hot_wash(facts: Debrief, played: Replay, language: str) -> None:
    page = html_of(page_for(facts, played.loaded, language))
    keys = re.findall(r'<section id="(\w+)"', page)
    order = "happened reveal why if shares forecasts knew precedents questions records record"
    assert keys == order.split()


def test_no_english_is_left_in_the_other_languages(facts: Debrief, played: Replay) -> None:
    plain = [line for line in table_of(FOLDER, "en").values() if len(line) > 20 and "{" not in line]
    for language in ("fr", "ro"):
        page = html_of(page_for(facts, played.loaded, language))
        assert [line for line in plain if line in page] == []


def test_a_page_is_the_same_at_every_writing(facts: Debrief, played: Replay) -> None:
    assert html_of(page_for(facts, played.loaded, "en")) == html_of(page_for(facts, played.loaded, "en"))


def test_without_futures_their_sections_are_left_out(played: Replay) -> None:
    page = html_of(page_for(debrief_of(played, Plain(), games=0, seat="PL"), played.loaded, "en"))
    keys = re.findall(r'<section id="(\w+)"', page)
    assert "if" not in keys
    assert "shares" not in keys
    assert "why" in keys
    read(page)


def test_what_people_wrote_is_text_and_never_markup() -> None:
    assert el("p", "<b>&") == "<p>&lt;b&gt;&amp;</p>"
    assert el("p", Html("<b>"), class_='"') == '<p class="&quot;"><b></p>'
    assert "<td>&lt;script&gt;</td>" in table("t", ["a", "b"], [["x", "<script>"]])


def test_names_of_a_class_are_on_the_page_unless_nobody_is_to_be_named(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / f"{'A' * LENGTH}.journal"
    shutil.copy(saved, journal)
    passes = {"hash": Pass("key", "delegate", "PL", "Ana <b>", "ro")}
    keep(tmp_path, Register("A" * LENGTH, "mine.toml", "", "staff", passes))
    for words, shown in (([], True), (["--anonymous"], False)):
        assert main(["debrief", str(journal), "--games", "0", "--lang", "en", *words]) == 0
        files = [Path(line) for line in capsys.readouterr().out.split()]
        page = next(file for file in files if file.suffix == ".html").read_text(encoding="utf-8")
        assert ("Held by Ana &lt;b&gt;." in page) == shown
        assert any("Ana" in file.read_text(encoding="utf-8") for file in files) == shown


def test_the_command_writes_a_folder(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: Engine
) -> None:
    assert engine.is_compiled  # so that the command finds the rules in the cache
    out = tmp_path / "out"
    assert main(["debrief", str(saved), "--out", str(out), "--games", "0", "--lang", "ro", "--anonymous"]) == 0
    written = {Path(line).name for line in capsys.readouterr().out.split()}
    assert written == {file.name for file in out.iterdir()}
    assert '<html lang="ro">' in (out / "debrief.html").read_text(encoding="utf-8")
    facts = json.loads((out / "debrief.json").read_text(encoding="utf-8"))
    assert facts["about"]["names"] == {}
    for name in written - {"debrief.html", "debrief.json"}:
        with (out / name).open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert {len(row) for row in rows} == {len(rows[0])}, name
    with (out / "seats.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["seat"] for row in csv.DictReader(stream)] == [each["seat"] for each in facts["reveal"]["sheets"]]


def test_csv_has_a_row_for_each_thing(facts: Debrief) -> None:
    from game.debrief.csv_tables import csv_tables

    tables = csv_tables(facts)
    assert len(tables["decisions"]) == 1 + len(facts.decisions)
    assert len(tables["what_ifs"]) == 1 + sum(len(each.alternatives) for each in facts.what_ifs)
    assert len(tables["forecasts"]) == 1 + len(facts.forecasts)
    assert all({len(row) for row in rows} == {len(rows[0])} for rows in tables.values())


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--what-if", "XX"], "There is no seat XX in this game."),
        (["--out", "{file}"], "The debrief cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    saved: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [word.format(file=saved) for word in words]
    assert main(["debrief", str(saved), "--games", "0", "--lang", "en", *given]) == 1
    assert told in capsys.readouterr().err


def test_a_file_that_is_no_game_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "no.game"
    file.write_text("nothing", encoding="utf-8")
    assert main(["debrief", str(file)]) == 1
    assert "is not a saved game" in capsys.readouterr().err
