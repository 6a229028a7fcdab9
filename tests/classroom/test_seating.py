"""Seats and jobs by what people like, and seats that change hands while a class plays."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from game.classroom import seating
from game.classroom.guests import DRAWN
from game.classroom.jobs import job_of, jobs, jobs_of, likes, worth_of
from game.classroom.register import Register, keep, kept
from game.classroom.room import Room
from game.classroom.rooms import new_room
from game.classroom.seating import PEOPLE_A_SEAT
from game.classroom.tokens import DELEGATE, TEACHER, Eyes, Pass
from game.classroom.wishes import Fit
from game.scenario.load import Loaded, load
from game.table.decisions import Refused
from tests.classroom.conftest import Host, outside
from tests.classroom.guest import Guest, post
from tests.classroom.test_talk import class_of, until

T = Pass("t", TEACHER, "", "", "en")
ALL = tuple(likes())


def test_each_thing_that_one_may_like_is_a_job_and_each_job_is_liked_by_somebody() -> None:
    assert sorted(likes().values()) == sorted(jobs())
    assert likes().keys() == seating.MUCH.keys()
    assert job_of("Answer") == likes()["speak"]


@pytest.mark.parametrize("people", range(1, PEOPLE_A_SEAT + 1))
def test_who_likes_different_things_does_what_it_likes(people: int) -> None:
    luck = random.Random(people)
    for _ in range(20):
        liked = luck.sample(ALL, people)
        shared = jobs_of([(like,) for like in liked])
        assert all(likes()[like] in own for like, own in zip(liked, shared, strict=True))
        assert sorted(job for own in shared for job in own) == sorted(jobs())


def test_where_two_like_the_same_the_second_liking_decides() -> None:
    shared = jobs_of([("speak",), ("speak", "watch"), ("bargain",), ()])
    assert [own[0] for own in shared] == ["ambassador", "capital", "negotiator", "military"]


def test_a_draw_seats_somebody_where_what_it_likes_is_free(first: Loaded) -> None:
    allies = first.scenario.ally
    seats = seating.open_seats(allies, {})
    seated = {seat: [("speak",)] for seat in seats}
    free = seats[3]
    seated[free] = [("watch",)]
    assert seating.drawn(allies, seated, ("speak",), outside().draw) == free
    # Fewer people come first: nobody is seated fourth for a liking while another seat is empty.
    seated.pop(seats[0])
    assert seating.drawn(allies, seated, ("speak",), outside().draw) == seats[0]


def test_an_empty_seat_is_drawn_by_what_there_is_to_do_in_it(first: Loaded) -> None:
    allies = first.scenario.ally
    for like, much in seating.MUCH.items():
        seat = seating.drawn(allies, {}, (like,), outside().draw)
        most = max(seating.suits(allies[key], (like,)) for key in seating.open_seats(allies, {}))
        assert seating.suits(allies[seat], (like,)) == most
        assert 0 <= much(allies[seat]) <= 100


def pleased(loaded: Loaded, seats: list[str], people: list[tuple[str, ...]]) -> int:
    there = {seat: [own for at, own in zip(seats, people, strict=True) if at == seat] for seat in set(seats)}
    return sum(worth_of(of) for of in there.values())


def test_a_class_is_fitted_evenly_and_at_least_as_well_as_by_any_of_a_hundred_draws(first: Loaded) -> None:
    luck = random.Random(3)
    people = [tuple(luck.sample(ALL, luck.randrange(3))) for _ in range(20)]
    seats = seating.fitted(first.scenario.ally, people, outside().draw)
    counts = [seats.count(seat) for seat in seating.open_seats(first.scenario.ally, {})]
    assert max(counts) - min(counts) <= 1
    by_lot = []
    for _ in range(100):
        shuffled = seats[:]
        luck.shuffle(shuffled)
        by_lot.append(pleased(first, shuffled, people))
    assert pleased(first, seats, people) >= max(by_lot)
    assert max(by_lot) > min(by_lot)


def test_a_large_class_fills_the_other_seats_before_any_holds_more_than_a_delegation() -> None:
    allies = load(Path(__file__).resolve().parents[2] / "scenarios" / "galati.toml").scenario.ally
    featured = seating.open_seats(allies, {})
    people: list[tuple[str, ...]] = [("speak",)] * (PEOPLE_A_SEAT * len(featured) + 3)
    seats = seating.fitted(allies, people, outside().draw, {featured[0]: [()]})
    assert seats.count(featured[0]) == PEOPLE_A_SEAT - 1  # one place is taken by people with cards
    assert max(seats.count(seat) for seat in seats) == PEOPLE_A_SEAT
    assert sum(seat not in featured for seat in seats) == 4


@pytest.mark.parametrize("said", [None, "speak", 7, [], [None, 3], ["dance"], {"speak": 1}])
def test_likings_that_are_none_are_none(said: Any) -> None:
    assert seating.known(said, 2) == ()


def test_likings_are_taken_once_each_and_two_at_most() -> None:
    assert seating.known(["watch", "dance", "watch", "speak", "bargain"], 2) == ("watch", "speak")


def test_a_room_kept_before_there_were_likings_is_opened(tmp_path: Path, first: Loaded) -> None:
    held = Pass("key", DELEGATE, "EE", "Ana", "en")
    keep(tmp_path, Register("ABCDEF", "first", first.text.decode(), "staff", {"hash": held}))
    path = tmp_path / "ABCDEF.room"
    raw = json.loads(path.read_text())
    raw["passes"]["hash"].pop("likes")
    path.write_text(json.dumps(raw))
    (register,) = kept(tmp_path)
    assert isinstance(register, Register)
    assert register.passes["hash"] == held


def test_the_teacher_seats_everybody_anew_before_the_game_and_not_in_it(tmp_path: Path, first: Loaded) -> None:
    room = new_room(tmp_path, first, "first", "staff", outside())
    for k in range(4):
        assert isinstance(room.join(DELEGATE, "PL", f"P{k}", "en", [ALL[k]]), str)
        assert isinstance(room.join(DELEGATE, DRAWN, f"D{k}", "en", [ALL[k]]), str)
    assert room.guests.roster.people["PL"] == 4
    assert room.do(T, Fit("fit-00001")) is None
    assert max(room.guests.roster.people.values()) <= 2
    assert room.begin() is None
    refused = room.do(T, Fit("fit-00002"))
    assert isinstance(refused, Refused)
    assert refused.code == "begun"


def keys(teacher: Guest) -> dict[str, str]:
    return {each["name"]: each["key"] for each in teacher.page["people"]}


def test_who_joins_says_what_it_likes_and_has_that_job(host: Host) -> None:
    asked = {"room": host.room, "role": "delegate", "seat": "EE", "name": "Ana", "language": "en"}
    for liked in (["watch"], ["speak", "watch"]):
        assert post(host.address, "/api/join", {**asked, "likes": liked})[0] == 200
    status, told = post(host.address, "/api/room", {"room": host.room})
    assert (status, told["likes"]) == (200, list(ALL))
    teacher, (guest,) = class_of(host, "EE")
    assert [each["likes"] for each in teacher.page["people"]] == [["watch"], ["speak", "watch"], []]
    mine = [each["jobs"] for each in guest.page["delegation"]]
    assert "capital" in mine[0]
    assert "ambassador" in mine[1]


def test_two_people_change_seats_in_the_middle_of_a_game(host: Host, first: Loaded) -> None:
    teacher, (one, other, _) = class_of(host, "EE", "DE", "PL")
    named = keys(teacher)
    swap = {"do": "swap", "one": named["guest EE"], "other": named["guest DE"], "seat": "DE"}
    assert one.ask(swap)["code"] == "teacher_only"
    assert teacher.ask(swap)["ok"]
    assert teacher.ask(swap)["ok"]  # sent again under another id: it is so already
    until(one, lambda page: page["seat"]["key"] == "DE")
    until(other, lambda page: page["seat"]["key"] == "EE")
    at = len(one.heard)
    moment = one.page["moment"]
    assert one.ask({"do": "decide", "line": "EE done", "moment": moment})["code"] == "not_your_seat"
    assert one.ask({"do": "decide", "line": "DE done", "moment": moment})["ok"]
    brief = json.dumps(first.scenario.ally["EE"].card.model_dump(mode="json"), ensure_ascii=False)
    assert brief not in b"\n".join(one.heard[at:]).decode()
    status, page = post(host.address, "/api/page", {"room": host.room, "seen": ""}, token=one.token)
    assert (status, page["seat"]["key"]) == (200, "DE")
    assert teacher.ask({**swap, "other": "nobody", "seat": "PL"})["code"] == "no_pass"


def test_a_seat_that_somebody_is_moved_to_is_a_persons_and_one_that_all_left_the_models(host: Host) -> None:
    teacher, (one, _) = class_of(host, "EE", "DE")
    named = keys(teacher)
    move = {"do": "move", "key": named["guest EE"], "seat": "PL"}
    assert teacher.ask(move)["ok"]
    assert teacher.ask(move)["ok"]
    until(one, lambda page: page["seat"] == {**page["seat"], "key": "PL", "is_model": False})
    until(teacher, lambda page: page["status"]["EE"]["is_model"])
    assert not teacher.page["status"]["PL"]["is_model"]
    assert teacher.ask({**move, "seat": "XX"})["code"] == "no_seat"
    # Sent away: the seat goes on with the model, so that the table waits for nobody who is gone.
    assert teacher.ask({"do": "dismiss", "key": named["guest EE"]})["ok"]
    until(teacher, lambda page: page["status"]["PL"]["is_model"])
    assert teacher.ask({"do": "dismiss", "key": named["guest DE"]})["ok"]
    until(teacher, lambda page: not page["people"])
    assert not teacher.page["status"]["DE"]["is_model"]  # the last that people held waits for one


def test_a_room_without_a_network_shows_jobs_by_liking(tmp_path: Path, first: Loaded) -> None:
    room: Room = new_room(tmp_path, first, "first", "staff", outside())
    for name, liked in (("Ana", ["calculate"]), ("Ion", ["watch"])):
        assert isinstance(room.join(DELEGATE, "EE", name, "en", liked), str)
    told = json.loads(room.sheet(Eyes(DELEGATE, "EE", "en"), {}, {}).raw)["delegation"]
    assert ["military" in told[0]["jobs"], "capital" in told[1]["jobs"]] == [True, True]
