"""The doctor: what stands between a host and its phones, each in a sentence of its own."""

from __future__ import annotations

from game.classroom.doctor import Doctor, answers, diagnosis
from game.classroom.words import page_words
from tests.classroom.conftest import Host
from tests.classroom.test_kill import free_port

WORDS = page_words("en")


def test_a_machine_without_a_network_is_told_so() -> None:
    assert list(diagnosis("http://127.0.0.1:9", WORDS, is_met=False)) == [WORDS.say("doctor.no_network")]


def test_an_address_that_does_not_answer_is_the_firewall() -> None:
    # 127.0.0.2 is this machine as well, under an address that no page would call its own.
    base = f"http://127.0.0.2:{free_port()}"
    assert not answers(base)
    assert list(diagnosis(base, WORDS, is_met=False)) == [WORDS.say("doctor.firewall", address=base)]


def test_it_waits_for_a_phone_and_says_once_what_it_found(host: Host) -> None:
    said: list[str] = []
    base = f"http://{host.address}"
    doctor = Doctor(base, WORDS, said.append, patience=0.05)
    doctor.start()
    doctor.meet("127.0.0.1")  # the teacher's own browser is no phone
    doctor._thread.join()
    doctor.stop()
    assert said == [WORDS.say("doctor.no_network")]
    assert answers(base)


def test_a_phone_ends_the_waiting() -> None:
    said: list[str] = []
    doctor = Doctor("http://127.0.0.2:9", WORDS, said.append, patience=30)
    doctor.start()
    doctor.meet("192.168.1.20")
    doctor._thread.join(10)
    assert said == [WORDS.say("doctor.met")]


def test_a_host_that_is_stopped_says_nothing_more() -> None:
    said: list[str] = []
    doctor = Doctor("http://127.0.0.2:9", WORDS, said.append, patience=30)
    doctor.start()
    doctor.stop()
    assert said == []
