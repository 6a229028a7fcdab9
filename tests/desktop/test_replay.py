"""A saved game looked at again: steps, rounds, whose eyes are allowed, and the screen by keys and by the mouse."""

from __future__ import annotations

import pygame
import pytest

from game.desktop.rewind import ROOM, TRUTH, Rewind, opened
from game.desktop.screens.replay import Again
from game.desktop.sitting import Sitting, unheard
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.events import PUBLIC
from game.table.journal import replay
from game.telling.words import LANGUAGES, words_in
from tests.desktop.conftest import FIRST, TINY, sit
from tests.desktop.driver import Person


def ended(*persons: str) -> tuple[Sitting, Rewind]:
    """Return a game of the first session that the model played to its end, and its replay."""
    sitting = sit(FIRST, *persons)
    assert sitting.leave_to_model(unheard) is None
    assert sitting.file
    sitting.close()
    return sitting, opened(sitting.file, words_in())


def test_steps_on_and_back_show_the_same() -> None:
    _, rewind = ended()
    last, ways = len(rewind.steps) - 1, dict[int, list[object]]()
    for by, end in ((1, last), (-1, 0)):
        ways[by] = []
        while rewind.here != end:
            if rewind.here not in (0, last):
                assert rewind.fresh(), "a step in which nothing was heard is passed over"
                ways[by].append((rewind.here, rewind.desk().view.to_dict(), rewind.fresh()))
            rewind.go(by)
    assert len(ways[1]) > 10
    assert ways[1] == ways[-1][::-1]


def test_all_steps_together_tell_the_whole_story_once() -> None:
    sitting, rewind = ended()
    told = []
    for k in range(len(rewind.steps)):
        rewind.here = k
        told += list(rewind.fresh())
    assert tuple(told) == sitting.desk().passages


def test_a_step_shows_what_the_seat_saw_when_it_was_played() -> None:
    sitting = sit(FIRST)
    seen = {}
    while not sitting.table.is_over:
        desk = sitting.desk()
        seen[desk.view.public.moment] = desk.view.to_dict() | {"sealed": [], "done": False}
        advised = () if desk.view.sealed else desk.turn.advised
        assert sitting.decide([*advised, d.Done(desk.seat)]) is None
    assert sitting.file
    rewind = opened(sitting.file, words_in())
    again = {step.position.moment: k for k, step in enumerate(rewind.steps)}
    common = [moment for moment in seen if moment in again]
    assert len(common) > 5
    for moment in common:
        rewind.here = again[moment]
        assert rewind.desk().view.to_dict() | {"sealed": [], "done": False} == seen[moment]


def test_a_jump_goes_to_the_first_step_of_a_round() -> None:
    _, rewind = ended()
    for number in rewind.rounds:
        rewind.go_to_round(number)
        assert rewind.step.round == number
        assert rewind.here == 0 or rewind.steps[rewind.here - 1].round < number
    rewind.turn_round(1)
    assert rewind.here == len(rewind.steps) - 1


def test_as_long_as_a_game_goes_on_one_person_sees_its_own_seat_and_several_only_the_room() -> None:
    for persons, allowed in ((tuple(TINY.scenario.ally)[:1], 2), (tuple(TINY.scenario.ally)[:2], 1)):
        sitting = sit(TINY, *persons, seed=str(allowed))
        assert sitting.file
        rewind = opened(sitting.file, words_in())
        assert rewind.seats == (*persons, ROOM)[-allowed:]
        with pytest.raises(KeyError):
            rewind.look_as(TRUTH)
        sitting.close()


def test_who_gave_a_seat_back_still_counts_as_having_read_its_cable() -> None:
    """Its eyes are not lent to whoever stayed, also where its having come was undone."""
    one, other = tuple(TINY.scenario.ally)[:2]
    for undone in (False, True):
        sitting = sit(TINY, one, seed=f"came and went {undone}")
        table = sitting.table
        begun = len(replay(sitting.file).lines) if sitting.file else 0
        for decision in (d.TakeSeat(other, "person"), d.TakeSeat(other, "model")):
            assert not isinstance(table.apply(decision), Refused)
        if undone:
            assert not isinstance(table.apply(d.Undo(begun)), Refused)
        assert sitting.file
        assert opened(sitting.file, words_in()).seats == (ROOM,)
        sitting.close()


def test_the_room_hears_only_what_everybody_hears() -> None:
    _, rewind = ended()
    rewind.look_as(ROOM)
    for k in range(len(rewind.steps)):
        rewind.here = k
        desk = rewind.desk()
        assert all(event.audience == PUBLIC for event in desk.events)
        assert desk.view.capital is None
        assert desk.own is None
    assert TRUTH in rewind.seats


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_fits_from_the_title_by_keys(language: str) -> None:
    ended()
    for scale in (100, 150):
        person = Person((1280, 720), scale, language)
        person.press("replay")
        person.press("slot_0")
        again = person.app.screens[-1]
        assert isinstance(again, Again)
        for seat in (again.rewind.seat, ROOM, TRUTH):
            again.rewind.look_as(seat)
            for _ in range(4):
                person.press("forward")
                assert person.app.root.audit() == []
        person.press("round_on")
        person.press("round_back")
        person.press("backward")
        person.press("leave")
        assert person.screen == "Saved"
        person.app.close()


def test_arrows_go_by_step_and_pages_by_round_and_the_truth_is_told_once() -> None:
    ended()
    person = Person((1920, 1080))
    for step in ("new", "replay", "slot_0"):
        person.press(step)
    again = person.app.screens[-1]
    assert isinstance(again, Again)
    assert person.app.root.audit() == []
    rewind = again.rewind
    rewind.look_as(TRUTH)
    person.key(pygame.K_RIGHT)
    assert rewind.here == 1
    person.key(pygame.K_LEFT)
    assert rewind.here == 0
    person.key(pygame.K_PAGEDOWN)
    assert rewind.step.round == 2
    person.key(pygame.K_PAGEUP)
    assert (rewind.step.round, rewind.here) == (1, 0)
    told, title = 0, person.app.words.say("debrief.truth")
    for _ in rewind.steps:
        told += title in " ".join(f"{each.name} {getattr(each, 'text', '')}" for each in person.app.root.walk())
        person.key(pygame.K_RIGHT)
        assert person.app.root.audit() == []
    assert told == 1


def test_the_mouse_looks_back_after_the_debrief_and_comes_back_to_it() -> None:
    person = Person()
    person.play(person.click)
    person.click("replay")
    assert person.screen == "Again"
    person.click("forward")
    person.click("round_on")
    person.click("backward")
    person.click("leave")
    assert person.screen == "Debrief"


def test_where_nothing_is_saved_the_list_says_so() -> None:
    person = Person()
    person.press("replay")
    assert person.screen == "Saved"
    assert any("no saved game" in each.name for each in person.app.root.walk())
