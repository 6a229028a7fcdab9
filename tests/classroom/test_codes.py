"""Codes of rooms: readable, forgiving, and not to be guessed."""

from __future__ import annotations

import random

import pytest

from game.classroom.codes import ALPHABET, LENGTH, PERIOD_SECONDS, TRIES, TRIES_OF_ALL, Gate, new_code, read_code


def test_the_alphabet_has_no_letters_that_look_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 32
    assert not set("01IO") & set(ALPHABET)


def test_a_code_is_read_as_people_type_it() -> None:
    code = new_code(random.Random(3).randrange)
    assert len(code) == LENGTH
    assert read_code(f" {code[:3].lower()}-{code[3:]} ") == code


@pytest.mark.parametrize("typed", ["", "ABC", "ABCDEFG", "ABC0EF", "ÄBCDEF", "../../", "A" * 10_000])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_who_guesses_waits_and_others_do_not() -> None:
    now = [100.0]
    gate = Gate(lambda: now[0])
    for _ in range(TRIES):
        assert gate.waits("a") == 0
        gate.wrong("a")
    assert gate.waits("a") > 0
    assert gate.waits("b") == 0
    now[0] += PERIOD_SECONDS
    assert gate.waits("a") == 0


def test_many_addresses_together_wait_as_well() -> None:
    gate = Gate(lambda: 0.0)
    for k in range(TRIES_OF_ALL):
        gate.wrong(f"10.0.{k // 250}.{k % 250}")
    assert gate.waits("somebody new") > 0
