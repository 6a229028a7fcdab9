"""`why`: sums that add up on the page, nothing of another's capital while the game is played, everything afterwards."""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest

from game.lab.changed import EDIT, KINDS, WHOLE, Change, Step, applied, flips_of
from game.lab.why import answers_given, why
from game.rules import state as s
from game.rules.texts import write_clause
from game.scenario.book import LEVELS
from game.scenario.load import Loaded
from game.table.decisions import PERSON
from game.table.lexicon import lexicon_of
from game.table.position import copied
from game.table.table import Table
from game.table.views import seat_view
from game.telling.naming import Naming
from game.telling.why import NOW, TENSES, Case, change_words, flip_line, other_page, own_page, page
from game.telling.words import words_in
from game.terminal import client
from tests.allies.test_purity import scrambled
from tests.lab.desks import ALLIES, BOOK, LOADED, Desk, desks
from tests.terminal.conftest import page as sheet_of
from tests.terminal.test_client import to_answer

LEAVE = ""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "PAR_GAMES", 1)


@pytest.fixture(scope="module")
def over(first: Loaded) -> Table:
    """Return a table at which a game has been played to its end."""
    return Table.new(first, "2", {})


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"[+-]\d+", text)]


def test_every_sum_on_the_page_adds_up(first: Loaded, over: Table) -> None:
    """Terms to a clause's worth, worths to the whole, parts to what is needed, for every seat and every answer of a game."""
    names, seen = Naming(first.scenario, words_in()), 0
    for given in answers_given(over.header, first, over.lines):
        for ally, seat in enumerate(over.position.lexicon.allies):
            case = Case(over.position.lexicon, given.state, given.draft, seat)
            whole = why(first.book, given.state, given.draft, ally)
            lines = list(page(names, case, whole, seat, NOW))
            parts = [line for line in lines if re.match(r"  .*: [+-]\d+ \(", line)]
            worths = []
            for line in parts:
                worth, *terms = numbers(line[line.rindex(": ", 0, re.search(r"[+-]\d+ \(", line).start()) :])  # type: ignore[union-attr]
                assert worth == sum(terms)
                worths.append(worth)
            value, needs = numbers(next(line for line in lines if line.startswith("In all")))
            assert (sum(worths), whole.reason.needs) == (value, needs)
            needed, *bar = numbers(next(line for line in lines if line.startswith("What is needed")))
            assert needed == needs == sum(bar)
            seen += 1
    assert seen >= 40


def test_it_names_what_would_change_the_answer(first: Loaded) -> None:
    for seed in ("7", "8", "9", "10", "11"):
        table = to_answer(first, "TR", seed)
        position = table.position
        row, ally = int(position.state.public.clock[s.DRAFT]), position.lexicon.row("TR")
        flips = why(first.book, position.state, row, ally).flips
        if flips:
            break
    assert flips
    sheet = sheet_of(first, "TR", ["why"], table=table)
    sheet.client.play()
    assert sheet.text.count("- would ") == len(flips)
    for flip in flips:
        after = why(first.book, applied(first.book, position.state, row, ally, flip.change), row, ally)
        assert after.asked.kind == flip.answer


@pytest.mark.parametrize("seed", ["7", "8"])
def test_of_another_seat_nothing_private_is_told(first: Loaded, seed: str) -> None:
    """Another truth, and any other rows for everybody else, change no word about another seat or about one's own."""
    table = to_answer(first, "TR", seed)
    plain, names = table.position, Naming(first.scenario, words_in())
    other = copied(plain)
    other.state = scrambled(first.book, other.state, plain.lexicon.row("TR"), Random(seed))
    for seat in plain.lexicon.allies:
        if seat != "TR":
            before = list(other_page(names, seat_view(plain, "TR"), seat))
            assert before == list(other_page(names, seat_view(other, "TR"), seat))
            assert "known in its own capital alone" in before[-1]
    mine = [list(own_page(names, seat_view(each, "TR"), each)) for each in (plain, other)]
    assert mine[0] == mine[1]


def test_asking_after_another_seat_at_the_prompt(first: Loaded) -> None:
    table = to_answer(first, "TR", "7")
    sheet = sheet_of(first, "TR", ["why ee", "why xx"], table=table)
    sheet.client.play()
    assert "What you know of Estonia and this text" in sheet.text
    assert "In the tour de table it said that it can join." in sheet.text
    assert "There is no seat XX" in sheet.text
    assert "Why, from your capital's sums" not in sheet.text


def test_before_a_text_is_tabled_there_is_nothing_to_ask(first: Loaded) -> None:
    sheet = sheet_of(first, "TR", ["why EE", "why"])
    sheet.client.play()
    assert sheet.text.count("There is no text on the table.") == 2


def test_after_the_game_everything_may_be_asked(first: Loaded) -> None:
    seats = [seat for seat in first.scenario.ally if seat != "TR"]
    sheet = sheet_of(first, "TR", ["fast", "texts", *seats, "why TR 1", "EE 99", "xx", LEAVE])
    assert sheet.client.play()
    assert sheet.text.count("By these sums") == len(seats) + 1
    assert sheet.text.count("On the record: ") + sheet.text.count("stayed sealed") == len(seats) + 1
    assert "There is no such text" in sheet.text
    assert "There is no seat XX" in sheet.text
    assert "Nobody objected." in sheet.text or "Objected: " in sheet.text
    assert "known in its own capital alone" not in sheet.text


def test_the_record_is_what_was_answered(first: Loaded, over: Table) -> None:
    """What `answers_given` says of each answer is what the table told everybody when the answers were opened."""
    told: list[Any] = [event.data["answers"] for event in over.position.record if event.kind == "answers"]
    words = ("silent", "statement", "amend", "break", "ask_time")
    seats = over.position.lexicon.allies
    given = [
        {seats[ally]: words[kind] for ally, kind in each.said.items()}
        for each in answers_given(over.header, first, over.lines)
    ]
    assert len(told) == len(given) > 2
    for said, heard in zip(given, told, strict=True):
        assert said.items() <= heard.items()


def test_a_person_may_answer_otherwise_than_the_sums(first: Loaded) -> None:
    table = to_answer(first, "EE", "8")
    answers = ["amend wording=notes", "fast", "EE 1", LEAVE]
    sheet = sheet_of(first, "EE", answers, table=table)
    assert sheet.client.play()
    assert "On the record: a bracket." in sheet.text
    assert "By these sums Estonia would stay silent." in sheet.text


def test_a_finished_game_can_be_asked_again(first: Loaded) -> None:
    table = Table.new(first, "7", {"TR": PERSON})
    assert sheet_of(first, "TR", ["fast"], table=table).client.play()
    again = sheet_of(first, "TR", ["EE 1"], table=table)
    again.client.skip_to_round()
    assert again.client.play()
    assert "Estonia and text 1." in again.text


def words_of(desk: Desk, *steps: Step) -> str:
    case = Case(lexicon_of(LOADED.scenario), desk.state, desk.draft, "TR")
    return change_words(Naming(LOADED.scenario, words_in()), case, Change(EDIT, steps))


def test_an_edit_reads_as_a_diplomat_would_say_it() -> None:
    desk = next(desk for desk, _ in desks(50, 1) if desk.text[s.COUNT] > 1)
    measure = next(m for m in range(BOOK.measure.shape[0]) if BOOK.measure[m, LEVELS] == 3)
    desk.text[s.COUNT], desk.text[s.VERB] = 0, 3
    write_clause(BOOK, desk.text, measure, 3, s.DECIDES)
    name = list(LOADED.scenario.measure.values())[measure].name
    lower = Step("lower", 0)
    assert words_of(desk, lower) == f"clause 1 ({name}) were lowered to level 2"
    assert words_of(desk, lower, lower) == f"clause 1 ({name}) asked for advice only"
    assert (
        words_of(desk, lower, Step("call_for", 0)) == f"clause 1 ({name}) were lowered to level 2 and only called for"
    )
    assert words_of(desk, lower, Step("strike", 0)) == f"clause 1 ({name}) were struck out"
    assert words_of(desk, Step("softer", s.WORDING), Step("softer", s.WORDING)) == "the wording were weaker: 'notes'"
    both = words_of(desk, Step("strike", 0), Step("grant", WHOLE))
    assert both.startswith(f"clause 1 ({name}) were struck out and the text granted its ask: ")


def test_every_change_has_its_words() -> None:
    names, lexicon, told = Naming(LOADED.scenario, words_in()), lexicon_of(LOADED.scenario), set[str]()
    for desk, rng in desks(400, 2):
        if told == set(KINDS):
            break
        for ally in rng.sample(range(ALLIES), 3):
            case = Case(lexicon, desk.state, desk.draft, lexicon.allies[ally])
            for flip in flips_of(BOOK, desk.state, desk.draft, ally):
                for tense in TENSES:
                    line = flip_line(names, case, flip, tense)
                    assert re.match(r"would [a-z, ]+ if \S", line)
                    assert "{" not in line
                told.add(flip.change.kind)
    assert told == set(KINDS)
