"""News and notes in the teacher's hand, over real sockets: what phones are sent of it, and what the debrief tells."""

from __future__ import annotations

import json
from typing import Any

import pytest

from game.allies.compiled import Engine
from game.debrief.build import debrief_of
from game.debrief.document import html_of
from game.debrief.page import page_for
from game.scenario.load import Loaded
from game.table.journal import replay
from tests.classroom.conftest import Host, hosting
from tests.classroom.guest import Guest, post
from tests.classroom.test_talk import class_of, until

NOTE = "sandpiper-2208"
WORDS = "Plover-5150: a mast camera shows it."


def end_phase(teacher: Guest) -> None:
    """End a phase, and wait for the page after it."""
    moment = teacher.page["moment"]
    assert teacher.ask({"do": "next", "moment": moment})["ok"]
    until(teacher, lambda page: page["moment"] > moment)


def play_to(teacher: Guest, number: int) -> None:
    while teacher.page["stage"] != "over" and teacher.page["round"]["number"] < number:
        end_phase(teacher)


def news_of(teacher: Guest, key: str) -> dict[str, Any]:
    return next(each for each in teacher.page["news"] if each["key"] == key)


def record_of(host: Host, guest: Guest) -> str:
    status, told = post(host.address, "/api/record", {"room": host.room}, token=guest.token)
    assert status == 200
    return json.dumps(told, ensure_ascii=False)


def test_the_teacher_sees_what_can_come_and_holds_it(host: Host, first: Loaded, engine: Engine) -> None:
    teacher, (guest,) = class_of(host, "EE")
    when = {each["key"]: each["comes"] for each in teacher.page["news"]}
    for key, inject in first.scenario.inject.items():
        first_round, last = inject.rounds or (1, 3)
        assert (when[key] == "next") == (first_round <= 2 <= last)
    coming = [key for key, at in when.items() if at == "next" and not news_of(teacher, key)["has_broken"]]
    for key in coming:
        assert teacher.ask({"do": "hold", "inject": key, "held": True})["ok"]
        assert teacher.ask({"do": "hold", "inject": key, "held": True})["ok"]  # pressed twice
    until(teacher, lambda page: sum(each["is_held"] for each in page["news"]) == len(coming))
    assert guest.ask({"do": "hold", "inject": coming[0], "held": False})["code"] == "teacher_only"
    assert teacher.ask({"do": "hold", "inject": "nothing_such", "held": True})["code"] == "frame_unknown"
    play_to(teacher, 2)
    assert not any(news_of(teacher, key)["has_broken"] for key in coming)
    for key in coming:
        assert teacher.ask({"do": "hold", "inject": key, "held": False})["ok"]
    assert teacher.ask({"do": "break", "inject": coming[0]})["ok"]
    until(teacher, lambda _: news_of(teacher, coming[0])["has_broken"])
    assert not any(each["is_held"] for each in teacher.page["news"])
    played = replay(host.folder / f"{host.room}.journal", verify=True)
    assert (played.differs, played.why) == (0, "")
    steered = [
        [(each.did, each.inject) for each in told.steered] for told in debrief_of(played, engine, games=0).rounds
    ]
    assert steered[0] == [("hold", key) for key in coming]
    assert steered[1] == [*(("release", key) for key in coming), ("inject", coming[0])]


def test_news_in_the_teachers_words_is_read_by_those_it_is_for_at_once_and_in_the_debrief(
    host: Host, first: Loaded, engine: Engine
) -> None:
    teacher, (guest, other) = class_of(host, "EE", "DE")
    wall = host.guest(role="wall", language="fr")
    own = next(
        each["key"]
        for each in teacher.page["news"]
        if not each["has_broken"] and first.scenario.inject[each["key"]].to == "all"
    )
    theirs = next(
        each["key"]
        for each in teacher.page["news"]
        if not each["has_broken"] and first.scenario.inject[each["key"]].to not in ("all", ["DE"])
    )
    assert guest.ask({"do": "word", "inject": own, "says": WORDS})["code"] == "teacher_only"
    assert teacher.ask({"do": "word", "inject": own, "says": WORDS})["ok"]
    assert teacher.ask({"do": "word", "inject": theirs, "says": "Some other words."})["ok"]
    assert teacher.ask({"do": "word", "inject": theirs, "says": ""})["ok"]
    until(teacher, lambda page: page["pen"]["worded"] == [own])
    assert news_of(teacher, own)["says"] == WORDS
    assert news_of(teacher, theirs)["says"] == first.scenario.inject[theirs].says
    end_phase(teacher)
    for each in (guest, other, wall):  # not before it breaks
        until(each, lambda page: page["moment"] == teacher.page["moment"])
        assert WORDS not in b"\n".join(each.heard).decode()
    assert teacher.ask({"do": "break", "inject": own})["ok"]
    for each in (guest, other, wall):
        assert any(WORDS in line for line in until(each, lambda page: page["fresh"])["fresh"])
    assert teacher.ask({"do": "word", "inject": own, "says": "Other words."})["code"] == "has_broken"
    end_phase(teacher)
    until(guest, lambda page: not page["fresh"])
    assert WORDS in record_of(host, guest)
    played = replay(host.folder / f"{host.room}.journal")
    told = html_of(page_for(debrief_of(played, engine, games=0), played.told, "ro"))
    assert WORDS in told


def test_news_of_words_alone_reaches_everybody_and_moves_nothing(host: Host) -> None:
    teacher, (guest,) = class_of(host, "EE")
    wall = host.guest(role="wall")
    before = until(wall, lambda page: page["stage"] == "play")["tracks"]
    assert guest.ask({"do": "announce", "says": WORDS})["code"] == "teacher_only"
    assert teacher.ask({"do": "announce", "says": " \n "})["code"] == "words_long"
    assert teacher.ask({"do": "announce", "says": "x" * 401})["code"] == "words_long"
    assert teacher.ask({"do": "announce", "says": WORDS})["ok"]
    for each in (guest, wall):
        assert until(each, lambda page: page["fresh"])["fresh"] == [WORDS]
    assert wall.page["tracks"] == before
    end_phase(teacher)
    until(wall, lambda page: not page["fresh"])
    assert WORDS in record_of(host, wall)


def test_a_note_is_the_teachers_alone_until_the_debrief(host: Host, engine: Engine, first: Loaded) -> None:
    teacher, guests = class_of(host, "EE", "DE")
    wall = host.guest(role="wall")
    guest = guests[0]
    pin = {"do": "pin", "about": "round", "key": "1", "says": f"The first {NOTE}"}
    assert guest.ask(pin)["code"] == "teacher_only"
    assert teacher.ask(pin)["ok"]
    assert teacher.ask({**pin, "key": "3"})["code"] == "nothing_there"
    assert teacher.ask({**pin, "says": "x" * 201})["code"] == "words_long"
    while not any(thing["about"] == "text" for thing in teacher.page["pen"]["things"]):
        end_phase(teacher)
    for about in ("text", "news"):
        thing = next(each for each in teacher.page["pen"]["things"] if each["about"] == about)
        assert teacher.ask({"do": "pin", "about": about, "key": thing["key"], "says": f"On {about} {NOTE}"})["ok"]
    notes = until(teacher, lambda page: len(page["pen"]["notes"]) == 3)["pen"]["notes"]
    assert all(each["label"].startswith("Round 1: ") for each in notes)
    play_to(teacher, 9)
    for each in (*guests, wall):
        until(each, lambda page: page["stage"] == "over")
        sent = b"\n".join(each.heard).decode() + record_of(host, each)
        assert NOTE not in sent
    assert NOTE in b"\n".join(teacher.heard).decode()
    assert teacher.ask({**pin, "key": "2", "says": f"Afterwards {NOTE}"})["ok"]
    played = replay(host.folder / f"{host.room}.journal", verify=True)
    assert (played.differs, played.why) == (0, "")
    facts = debrief_of(played, engine, games=0)
    assert [len(told.notes) for told in facts.rounds] == [3, 1, 0]
    assert not any(told.steered for told in facts.rounds)
    told = html_of(page_for(facts, played.told, "fr"))
    for words in (f"The first {NOTE}", f"On text {NOTE}", f"On news {NOTE}", f"Afterwards {NOTE}"):
        assert told.count(words) == 1


@pytest.mark.parametrize("language", ["en", "fr", "ro"])
def test_a_host_that_was_killed_has_the_teachers_words(tmp_path: Any, first: Loaded, language: str) -> None:
    with hosting(tmp_path, first) as host:
        teacher, _ = class_of(host, "EE")
        key = next(each["key"] for each in teacher.page["news"] if not each["has_broken"])
        assert teacher.ask({"do": "word", "inject": key, "says": WORDS})["ok"]
        assert teacher.ask({"do": "hold", "inject": key, "held": True})["ok"]
    with hosting(tmp_path, first) as host:
        teacher = host.guest(role="teacher", language=language)
        assert (news_of(teacher, key)["says"], news_of(teacher, key)["is_held"]) == (WORDS, True)
