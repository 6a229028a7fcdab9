"""Decisions and their lines: every kind goes out and comes back; whatever is typed gets an answer."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.scenario.load import Loaded
from game.scenario.words import ANSWERS, BASES, PROMISES, VERBS
from game.table import decisions as d
from game.table.decisions import DECISIONS, Bracket, Clause, Decision, Refused, Text
from game.table.grammar import WORDS, parse
from game.table.lexicon import Lexicon, lexicon_of
from game.table.wording import line_of

FUZZ = int(os.environ.get("FUZZ_EXAMPLES", "1"))
WORDS_OF = Lexicon(
    ("PL", "DE", "RO", "CHAIR", "OTHER"),
    ("radar", "hotline", "notes_only"),
    ("quiet", "probe"),
    ("again", "channel_taken"),
    ("wreck",),
)
LINES = [
    "RO act radar",
    "RO ask_article_4",
    "RO announce_article_4",
    "RO bilateral PL DE",
    "PL approach 1 accept",
    "PL approach 2 decline",
    "PL promise RO offer_units",
    "PL leak",
    "PL take_back",
    "PL ask_floor 3",
    "PL helps",
    "PL table radar+2 hotline+1 condemns under article_4 for 24h",
    "PL table radar+2 tasks hotline+1 calls_for notes_only+1 condemns under routine for 4h granting DE RO",
    "PL table notes under routine for 4h",
    "PL sound DE RO",
    "PL says near radar",
    "PL says yes",
    "PL says no wording",
    "PL says no #2",
    "RO cosponsor yes",
    "RO cosponsor against",
    "PL tour can_join_if",
    "PL silent",
    "PL silent offers_pen",
    "PL statement",
    "PL amend radar+1 wording=notes demands_ask",
    "PL break #2+0",
    "PL ask_time",
    "CHAIR revise radar+1 is_concerned under routine for 12h",
    "PL raise_level",
    "PL let_willing",
    "PL drop",
    "PL offer radar 2 with_caveat",
    "PL offer radar 1",
    "RO refuse radar",
    "OTHER reply probe",
    "PL forecast again 35",
    "PL done",
    "PL reconsider",
    "CLOCK expired 37",
    "CLOCK meanwhile 3",
    "CLOCK meanwhile 1 answer",
    "PL take_seat staff",
    "FACILITATOR inject wreck",
    "FACILITATOR hold wreck",
    "FACILITATOR release wreck",
    "FACILITATOR undo 12",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_comes_back_as_it_was(line: str) -> None:
    decision = parse(line, WORDS_OF)
    assert not isinstance(decision, Refused), decision
    assert line_of(decision) == line


def test_every_kind_of_decision_has_a_line() -> None:
    assert {type(parse(line, WORDS_OF)) for line in LINES} == set(DECISIONS)


def test_every_word_begins_some_line() -> None:
    assert {line.split()[1] for line in LINES} == set(WORDS)


SEATS = st.sampled_from(WORDS_OF.allies)
MEASURES = st.sampled_from(WORDS_OF.measures)
MANY_SEATS = st.lists(SEATS, min_size=1, max_size=3).map(tuple)
TEXTS = st.builds(
    Text,
    st.integers(0, len(VERBS) - 1),
    st.integers(0, len(BASES) - 1),
    st.lists(st.builds(Clause, MEASURES, st.integers(0, 99), st.integers(0, 2)), max_size=7).map(tuple),
    st.integers(0, 10**9),
    st.lists(SEATS, max_size=3).map(tuple),
)
BRACKETS = st.one_of(
    st.builds(Bracket, MEASURES, st.integers(0, 99)),
    st.builds(Bracket, st.sampled_from(["#1", "#9"]), st.integers(0, 99)),
    st.builds(Bracket, st.just("wording"), st.integers(0, len(VERBS) - 1)),
)
NUMBERS = st.integers(0, 10**9)
ANY_DECISION = st.one_of(
    st.builds(d.NationalAct, SEATS, MEASURES),
    st.builds(d.BilateralRoad, SEATS, st.lists(SEATS, max_size=3).map(tuple)),
    st.builds(d.Approach, SEATS, NUMBERS, st.booleans()),
    st.builds(d.PromiseTo, SEATS, SEATS, st.sampled_from(PROMISES[1:])),
    st.builds(d.AskFloor, SEATS, st.integers(-(10**9), 10**9)),
    st.builds(d.TableText, SEATS, TEXTS),
    st.builds(d.Revise, SEATS, st.just("revise"), TEXTS),
    st.builds(d.Sound, SEATS, MANY_SEATS),
    st.builds(d.SaysIfSounded, SEATS, st.integers(0, 3), st.sampled_from(["", "radar", "wording", "#3"])),
    st.builds(
        d.Answer,
        SEATS,
        st.integers(0, len(ANSWERS) - 1),
        st.lists(BRACKETS, max_size=3).map(tuple),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(d.Offer, SEATS, MEASURES, NUMBERS, st.booleans()),
    st.builds(d.Forecast, SEATS, st.sampled_from(WORDS_OF.questions), NUMBERS),
)


@settings(max_examples=200 * FUZZ, deadline=None)
@given(ANY_DECISION)
def test_any_decision_comes_back_as_it_was(decision: Decision) -> None:
    assert parse(line_of(decision), WORDS_OF) == decision


@settings(max_examples=300 * FUZZ, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_an_answer(text: str) -> None:
    answer = parse(text, WORDS_OF)
    if isinstance(answer, Refused):
        assert answer.reason
        assert 0 <= answer.position <= len(text)


PIECES = [
    *WORDS_OF.seats,
    *WORDS,
    *WORDS_OF.measures,
    *VERBS,
    *BASES,
    "radar+1",
    "radar+0",
    "wording=notes",
    "under",
    "for",
]
MORE = ["24h", "99999999999999", "-1", "+", "=", "#1+0", "granting", "CLOCK", "FACILITATOR", "accept", "²", "٣", ","]


@settings(max_examples=500 * FUZZ, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *MORE]), max_size=12).map(" ".join))
def test_any_mixture_of_words_is_read_or_refused_and_what_is_read_comes_back(text: str) -> None:
    answer = parse(text, WORDS_OF)
    if not isinstance(answer, Refused):
        assert parse(line_of(answer), WORDS_OF) == answer


@pytest.mark.parametrize(
    ("line", "code", "position", "remedy"),
    [
        ("PL tabel radar+1 notes under routine for 4h", "unknown_word", 3, "table"),
        ("PL table raddar+1 notes under routine for 4h", "unknown_word", 9, "radar"),
        ("PL table radar+1 condems under routine for 4h", "unknown_word", 17, "condemns"),
        ("FR silent", "unknown_word", 0, "RO"),
        ("PL reply xyz", "unknown_word", 9, "known: probe, quiet"),
        ("PL table radar+1 notes under", "incomplete", 28, ""),
        ("PL offer radar two", "not_a_number", 15, "24"),
        ("PL silent please", "not_a_clause", 10, ""),
        ("PL done now", "too_many_words", 8, ""),
        ("", "incomplete", 0, ""),
        ("PL amend radar=1", "unknown_word", 9, "wording"),
        ("PL " + "x" * 3000, "too_long", 2000, ""),
    ],
)
def test_a_mistake_is_named_with_its_place_and_a_suggestion(line: str, code: str, position: int, remedy: str) -> None:
    answer = parse(line, WORDS_OF)
    assert isinstance(answer, Refused)
    assert (answer.code, answer.position) == (code, position), answer
    assert remedy in answer.remedy


def test_commas_are_allowed_between_clauses() -> None:
    line = "PL table radar+2, hotline+1 condemns under routine for 24h"
    assert parse(line, WORDS_OF) == parse(line.replace(",", ""), WORDS_OF)


def test_words_of_a_scenario_are_its_keys(first: Loaded) -> None:
    lexicon = lexicon_of(first.scenario)
    assert lexicon.seats == (*first.scenario.ally, "CHAIR", "OTHER")
    assert lexicon.measures == tuple(first.scenario.measure)
    assert [lexicon.row(seat) for seat in lexicon.seats] == list(range(len(lexicon.seats)))
