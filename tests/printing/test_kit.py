"""The printed kit: whole, well-formed, offline, and no seat's sheets hold what is another's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from game.debrief.markup import Html
from game.printing import write
from game.printing.conditions import told
from game.printing.cutting import clock, cutting
from game.printing.dice import THROWS, chance, throws
from game.printing.injects import chance_of, injects, order_of
from game.printing.kit import Kit, kit_for
from game.printing.write import PARTS, write_all
from game.scenario.load import Loaded
from game.table.bell import debrief_of
from tests.printing.conftest import SCENARIOS


@pytest.fixture(scope="module")
def folder(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the whole kit in one language."""
    made = tmp_path_factory.mktemp("kit")
    write_all(made, kit)
    return made


def body(file: Path) -> ET.Element:
    """Return the body of a page, read by a reader that forgives nothing."""
    text = file.read_text(encoding="utf-8")
    return ET.fromstring(text[text.index("<body") : text.index("</body>") + len("</body>")])


def words(page: ET.Element) -> str:
    return " ".join(page.itertext())


def own(sheets: list[Html], seat: str) -> str:
    """Return the text of the sheets of one seat."""
    return unescape("".join(sheet for sheet in sheets if f'data-seat="{seat}"' in sheet))


def secrets(kit: Kit, seat: str) -> Iterator[str]:
    """Yield what only this seat may read, and what nobody may."""
    ally, path = kit.loaded.scenario.ally[seat], f"ally.{seat}"
    if ally.brief:
        yield kit.author(f"{path}.brief", ally.brief).split("\n\n")[0]
    for key, text in ally.cables.items():
        yield kit.author(f"{path}.cables.{key}", text)
    found = {
        "red_lines": [each.says for each in ally.red_lines],
        "moods": [each.says for each in ally.moods],
        "sheet.secret": [each.says for each in ally.sheet.secret],
    }
    for name, lines in found.items():
        for k, says in enumerate(lines):
            yield kit.author(f"{path}.{name}.{k}.says", says)


def hidden(kit: Kit) -> Iterator[str]:
    """Yield what no seat may read before the end: the types, and the news under seal."""
    for key, each in kit.loaded.scenario.adversary.type.items():
        yield kit.author(f"adversary.type.{key}.reveal", each.reveal)
    for key, inject in kit.loaded.scenario.inject.items():
        yield kit.author(f"inject.{key}.says", inject.says)


def test_every_seat_has_its_card_with_all_that_is_its_own(kit: Kit) -> None:
    sheets = PARTS["cards"](kit)
    assert len(kit.seats) == 8
    for seat in kit.seats:
        held = own(sheets, seat)
        assert kit.seat(seat) in held
        assert 'class="flag"' in held
        found = list(secrets(kit, seat))
        assert len(found) >= 8
        assert [text for text in found if text not in held] == []


def test_no_sheet_of_a_seat_holds_what_is_anothers_or_nobodys(kit: Kit) -> None:
    sheets = PARTS["cards"](kit)
    for seat in kit.seats:
        held, mine = own(sheets, seat), set(secrets(kit, seat))
        others = [text for other in kit.loaded.scenario.ally if other != seat for text in secrets(kit, other)]
        others = [text for text in (*others, *hidden(kit)) if text not in mine]
        assert len(others) > 200
        assert [text for text in others if text in held] == []


def test_what_is_on_every_table_holds_no_secret(kit: Kit) -> None:
    held = unescape("".join(PARTS["ballots"](kit)))
    forbidden = [*hidden(kit), *(text for seat in kit.loaded.scenario.ally for text in secrets(kit, seat))]
    assert [text for text in forbidden if text in held] == []


def test_the_pages_are_well_formed_and_need_no_network(folder: Path, kit: Kit) -> None:
    assert {file.name for file in folder.iterdir()} == {f"{name}.html" for name in ("index", "form", *PARTS)}
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        assert f'lang="{kit.words.language}"' in text
        assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//|@import|url\(", text)
        if file.name != "form.html":  # the one page that has a script
            assert "<script" not in text
            assert words(body(file))


def test_the_first_page_links_every_part(folder: Path) -> None:
    links = {node.get("href") for node in body(folder / "index.html").iter("a")}
    assert links == {"form.html", *(f"{name}.html" for name in PARTS)}


def test_every_piece_of_news_is_sealed_once_in_the_order_of_its_rounds(kit: Kit) -> None:
    pages = "".join(injects(kit))
    slips = re.findall(r'data-inject="([a-z_0-9]+)"', pages)
    known = kit.loaded.scenario.inject
    assert sorted(slips) == sorted(known)
    assert slips == list(order_of(kit))
    firsts = [(known[key].rounds or [1, 0])[0] for key in slips]
    assert firsts == sorted(firsts)
    text = unescape(pages)
    assert [key for key, each in known.items() if kit.author(f"inject.{key}.says", each.says) not in text] == []
    assert "{" not in text


def test_news_that_only_some_may_hear_is_handed_to_them(galati: Loaded) -> None:
    kit = kit_for(galati, "en")
    key, inject = next((key, each) for key, each in galati.scenario.inject.items() if each.to != "all")
    slip = next(part for part in "".join(injects(kit)).split("<article") if f'"{key}"' in part)
    stub, read = slip.split('class="news"')
    for seat in inject.to:
        assert kit.names.seat(seat) in stub
    assert kit.say("news.all") not in slip
    assert told(kit, inject.when) not in read  # who reads the news is not told under which truth it breaks


def test_a_condition_is_told_in_words(galati: Loaded) -> None:
    kit = kit_for(galati, "en")
    assert told(kit, "true") == ""
    assert told(kit, "escalation >= 35") == "Escalation ≥ 35"
    said = told(kit, "not article_4 and (hits >= 2 or texts < 1)")
    assert said == "Not: Article 4 was asked for and (hits on allied soil ≥ 2 or texts that held < 1)"


def test_two_dice_give_every_chance_its_share() -> None:
    spans = throws((25, 15, 25, 35))
    assert spans[0].startswith("11")
    assert spans[-1].endswith("66")
    assert [chance(each) for each in (100, 50, 1, 99)] == ["", "11-36", "11", "11-65"]  # what may happen has a throw
    values = [f"{one}{other}" for one in range(1, 7) for other in range(1, 7)]
    held = [sum(first <= each <= last for each in values) for first, last in (span.split("-") for span in spans)]
    assert sum(held) == THROWS
    assert all(
        abs(100 * count / THROWS - share) < 100 / THROWS for count, share in zip(held, (25, 15, 25, 35), strict=True)
    )


def test_a_chance_is_that_of_the_deck_and_of_the_day(galati: Loaded) -> None:
    inject = galati.scenario.inject["promise_on_record"]
    assert chance_of(inject) == inject.chance * inject.deck // 100


def test_the_clock_plays_the_rounds_and_ends_where_the_debrief_begins(galati: Loaded) -> None:
    kit = kit_for(galati, "en")
    assert [now + 1 for now in kit.played] == [1, 4, 6]
    steps = [step for now in kit.played for step in clock(kit)[now]]
    assert all(begin < end for _, begin, end in steps)
    assert all(before[2] <= after[1] for before, after in pairwise(steps))
    assert abs(steps[-1][2] - (kit.seconds - debrief_of(kit.seconds))) <= cutting().grain
    assert all(end - begin >= cutting().reading - cutting().grain for name, begin, end in steps if name == "news")


def test_the_script_says_all_that_a_chair_needs(folder: Path, kit: Kit) -> None:
    said = words(body(folder / "script.html"))
    scenario = kit.loaded.scenario
    for now, each in enumerate(scenario.round):
        path = "briefing" if now in kit.played else "meanwhile"
        assert kit.author(f"round.{now}.{path}", getattr(each, path)).split("\n\n")[0] in said
    for key, reply in scenario.adversary.reply.items():
        assert kit.author(f"adversary.reply.{key}.says", reply.says) in said
    for key in scenario.track:
        assert kit.names.track(key) in said
    for n in range(1, 11):
        assert kit.say(f"rules.{n}") in said


def test_the_first_session_has_a_kit_of_its_own(tmp_path: Path) -> None:
    assert write.run(SCENARIOS / "first_session.toml", tmp_path / "kit", "ro", ("EE",), False) == 0
    assert (tmp_path / "kit" / "script.html").exists()


def test_a_seat_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write.run(SCENARIOS / "first_session.toml", tmp_path, "fr", ("ZZ",), False) == 1
    assert "ZZ" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert write.run(SCENARIOS / "first_session.toml", tmp_path / "file", "en", (), False) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_the_pdf_has_the_pages_that_the_first_page_says_and_the_words_of_the_page(kit: Kit, tmp_path: Path) -> None:
    write_all(tmp_path, kit, pdf=True)
    links = {node.get("href"): row for row in body(tmp_path / "index.html").iter("tr") for node in row.iter("a")}
    for name in PARTS:
        reader = PdfReader(tmp_path / f"{name}.pdf")
        assert next(cell.text for cell in links[f"{name}.pdf"].iter("td")) == str(len(reader.pages))
        set_words = " ".join(page.extract_text() for page in reader.pages)
        printed = body(tmp_path / f"{name}.html").find("main")
        assert printed is not None
        on_page = set(re.findall(r"\w{5,}", words(printed)))
        lacking = [word for word in on_page if word not in set_words]
        assert len(lacking) < len(on_page) / 20, lacking  # those that are broken at the end of a line
        assert reader.metadata is not None
        assert kit.title() in str(reader.metadata.title)


def test_without_the_library_pdf_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.printing.write.has_typst", lambda: False)
    monkeypatch.setitem(sys.modules, "typst", ModuleType("typst"))
    assert write.run(SCENARIOS / "first_session.toml", tmp_path, "en", (), True) == 1
    assert "pip install typst" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
