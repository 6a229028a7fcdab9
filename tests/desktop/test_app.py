"""The window: a whole game by keys alone and by the mouse alone, every screen audited, closing, sizes, keys of every screen."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pygame
import pytest

from game.desktop.keeping import slots
from game.desktop.screens.council import Council
from game.desktop.settings import read_settings
from game.desktop.stage import Stay
from game.table import decisions as d
from game.table.journal import replay
from game.table.position import Position
from game.table.thinking import model_decisions
from game.table.wording import line_of
from game.telling.words import LANGUAGES
from tests.desktop.conftest import ROOT
from tests.desktop.driver import Person

WAY = ["Title", "Shelf", "Seats", "Briefing", "Council"]


def council(person: Person) -> Council:
    screen = person.app.screens[-1]
    assert isinstance(screen, Council)
    return screen


def to_council(person: Person) -> Council:
    """Go from the title to the first phase of the first session, by keys."""
    for step in ("new", "play_first_session", "begin", "go_on"):
        person.press(step)
    return council(person)


def test_a_whole_game_by_keys_alone() -> None:
    person = Person()
    shown = person.play(person.press)
    assert shown[:5] == WAY
    assert {"Opened", "Settled", "Debrief"} <= set(shown)
    for page in ("truth", "scores", "texts", "story", "ending"):
        person.press(f"pages-{page}")
        assert person.app.root.audit() == []
    person.press("leave")
    assert person.screen == "Title"
    assert slots() == []


def test_a_whole_game_by_the_mouse_alone() -> None:
    person = Person()
    shown = person.play(person.click)
    assert shown[:5] == WAY
    assert shown[-1] == "Debrief"
    person.click("pages-texts")
    person.click("given_1")
    person.click("leave")
    assert person.screen == "Title"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("size", "scale"), [((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 100), ((1920, 1080), 150)]
)
def test_every_screen_fits(size: tuple[int, int], scale: int, language: str, tmp_path: Path) -> None:
    person, faults = Person(size, scale, language), list[str]()

    def look() -> None:
        number = len(list(tmp_path.iterdir()))
        person.app.draw()
        pygame.image.save(person.picture, tmp_path / f"{number:02d}_{person.screen}.png")
        faults.extend(f"{person.screen}: {fault}" for fault in person.app.root.audit())

    for step in ("settings", "back", "handbook", "back"):
        person.press(step)
        look()
    person.play(person.press, look)
    assert faults == []
    assert len(list(tmp_path.iterdir())) > 20


def test_every_screen_can_be_read_in_high_contrast() -> None:
    person, faults = Person(), list[str]()
    person.press("settings")
    person.press("contrast")
    person.press("back")
    person.play(person.press, lambda: faults.extend(person.app.root.audit()))
    assert faults == []


@pytest.mark.parametrize("scale", [100, 150])
def test_longer_texts_fit(scale: int, monkeypatch: pytest.MonkeyPatch) -> None:
    person, faults = Person((1280, 720), scale), list[str]()
    say = person.app.words.say
    monkeypatch.setattr(person.app.words, "say", lambda key, /, **values: longer(say(key, **values)))

    def look() -> None:
        faults.extend(f"{person.screen}: {fault}" for fault in person.app.root.audit())

    person.app.turn(Stay())
    person.play(person.press, look)
    assert faults == []


def longer(text: str) -> str:
    """Return a text a good third longer, as another language may be."""
    return text + " " + "nălțime "[: max(len(text) * 35 // 100, 1)].strip() * (1 + len(text) // 24)


def test_a_game_that_is_not_kept_is_not_left_by_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(blocked))
    person = Person()
    to_council(person)
    person.key(pygame.K_ESCAPE)
    person.press("leave")
    assert person.screen == "Menu"
    person.key(pygame.K_ESCAPE)
    person.press("leave")
    person.press("answer-1")
    assert person.screen == "Title"


def test_a_seed_that_was_typed_is_the_game_s() -> None:
    person = Person()
    for step in ("new", "play_first_session"):
        person.press(step)
    person.tab_to("seed")
    person.send(pygame.Event(pygame.TEXTINPUT, text="dawn"))
    person.press("begin")
    person.press("go_on")
    assert council(person).match.sitting.table.header.seed == "dawn"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_fits_and_goes_back(language: str) -> None:
    person = Person((1280, 720), 150, language)
    to_council(person)
    seen = set[str]()
    while person.screen != "Debrief":
        if person.screen == "Council":
            for number, choice in enumerate(council(person).match.desk.turn.choices, 1):
                if choice.form and not choice.refused and choice.form not in seen:
                    person.press(f"choice_{number}")
                    seen.add(choice.form)
                    assert person.screen in ("Form", "Draft")
                    assert person.app.root.audit() == []
                    person.key(pygame.K_ESCAPE)
                    assert person.screen == "Council"
        person.press("advised" if person.has("advised") else "go_on")
    assert {"floor", "promise", "sound", "amend", "break"} <= seen


def test_a_form_makes_its_decision() -> None:
    person = Person()
    to_council(person)
    while council(person).match.desk.turn.phase != "consult":
        person.press("done")
    turn = council(person).match.desk.turn
    person.press(f"choice_{[each.form for each in turn.choices].index('floor') + 1}")
    person.tab_to("number")
    person.key(pygame.K_END)
    person.press("send")
    sealed = council(person).match.desk.view.sealed
    assert sealed == (line_of(d.AskFloor(council(person).match.desk.seat, 100)),)
    person.press("done")
    assert council(person).match.desk.turn.phase == "tabling"
    person.press("choice_1")
    assert person.screen == "Draft"
    strike = next(each.id for each in person.app.root.order() if each.id.startswith("strike_"))
    person.press(strike)
    assert not person.has(strike)
    person.press(f"measure_{strike.removeprefix('strike_')}")
    assert person.has(strike)
    person.press("guess")
    assert person.screen == "Draft"
    person.press("send")
    assert council(person).match.desk.view.public.draft


def test_why_can_be_asked_of_tracks_and_seats() -> None:
    person = Person()
    to_council(person)
    for key in ("track_escalation", "tile_EE"):
        person.press(key)
        assert person.app.root.modals
        assert person.app.root.audit() == []
        person.key(pygame.K_ESCAPE)
        assert not person.app.root.modals
    assert person.screen == "Council"


def test_undo_and_the_menu() -> None:
    person = Person()
    before = to_council(person).match.desk
    person.press("advised")
    assert council(person).match.desk.turn.phase != before.turn.phase
    person.key(pygame.K_ESCAPE)
    assert person.screen == "Menu"
    person.press("undo")
    assert council(person).match.desk.turn.phase == before.turn.phase
    person.key(pygame.K_ESCAPE)
    person.press("model")
    while person.screen != "Debrief":
        person.press("go_on")
    person.press("leave")


def test_enter_alone_decides_nothing_and_the_advice_is_one_key_away() -> None:
    person = Person()
    before = to_council(person).match.desk
    for _ in range(9):
        person.key(pygame.K_RETURN)
    assert council(person).match.desk == before
    assert bool(person.app.root.modals) is True
    assert person.app.root.audit() == []
    person.key(pygame.K_ESCAPE)
    focus = person.app.root.focus
    assert focus
    assert focus.id == "question"
    assert focus.help
    person.key(pygame.K_a)
    while person.screen != "Council":
        person.press("go_on")
    assert council(person).match.desk.view.public.moment > before.view.public.moment
    assert person.app.root.focus
    assert person.app.root.focus.id == "question"


def test_two_people_share_a_screen_behind_a_curtain() -> None:
    person = Person()
    for step in ("new", "play_first_session", "share", "seat_PL", "share", "begin"):
        person.press(step)
    seats = set[str]()
    for _ in range(12):
        if person.screen == "Curtain":
            texts = " ".join(each.name for each in person.app.root.walk())
            assert "Interest" not in texts
            person.press("ready")
        elif person.screen == "Council":
            seats.add(council(person).match.desk.seat)
            person.press("advised")
        else:
            person.press("go_on")
    assert len(seats) == 2


def test_closing_the_window_loses_nothing() -> None:
    person = Person()
    to_council(person)
    for _ in range(3):
        person.press("advised")
    desk = council(person).match.desk
    file = council(person).match.sitting.file
    person.send(pygame.Event(pygame.QUIT))
    assert person.screen == ""
    person.app.close()
    assert file
    assert replay(file, verify=True).differs == 0
    again = Person()
    again.press("continue")
    while again.screen == "Briefing":
        again.press("go_on")
    assert council(again).match.desk.view == desk.view


def test_the_size_of_everything_changes_on_every_screen_and_is_kept() -> None:
    person = Person()
    to_council(person)
    for _ in range(6):
        person.key(pygame.K_EQUALS, pygame.KMOD_CTRL)
    assert person.app.settings.scale == 200
    assert person.screen == "Council"
    assert read_settings().scale == 200
    person.key(pygame.K_MINUS, pygame.KMOD_CTRL)
    assert person.app.theme.scale == 1.75


@pytest.mark.parametrize(("language", "point"), [("en", "."), ("fr", ","), ("ro", ",")])
def test_what_moved_is_told_with_the_decimals_of_the_language(language: str, point: str) -> None:
    person = Person(language=language)
    to_council(person)
    while person.screen != "Settled":
        person.press("advised" if person.has("advised") else "go_on")
    figures = re.findall(r"[+-]\d+([.,])\d", " ".join(each.name for each in person.app.root.walk()))
    shown = re.findall(r"\d([.,])\d", " ".join(str(getattr(each, "text", "")) for each in person.app.root.walk()))
    assert set(figures + shown) == {point}


def test_language_and_contrast_are_set_at_once_and_kept() -> None:
    person = Person()
    person.press("settings")
    for language, title in (("fr", "Réglages"), ("ro", "Setări")):
        person.click(f"language-{LANGUAGES.index(language)}")
        assert read_settings().language == language
        assert title in {each.name for each in person.app.root.walk()} | {
            getattr(each, "text", "") for each in person.app.root.walk()
        }
        assert person.app.root.audit() == []
    ground = person.app.theme.colour("ground")
    person.press("contrast")
    assert person.app.theme.colour("ground") != ground
    assert read_settings().contrast
    assert person.app.root.audit() == []


def test_the_whole_screen_and_back_keep_the_game() -> None:
    person = Person()
    before = to_council(person).match.desk
    person.key(pygame.K_F11)
    assert person.app.settings.full_screen
    person.key(pygame.K_F11)
    assert person.picture.get_size() == (1280, 720)
    assert council(person).match.desk == before
    assert person.app.root.audit() == []


def test_a_long_wait_shows_what_is_done_and_can_be_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    person = Person()
    before = to_council(person).match.desk
    slow(monkeypatch)
    person.app.root.focus_on(person.app.root["advised"])
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode=""))
    while not person.has("cancel"):
        person.app.step(pygame.event.get())
    assert person.app.root.audit() == []
    person.key(pygame.K_RETURN)
    assert council(person).match.desk == before
    assert person.app.root.focus is person.app.root["advised"]


def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the model think for a while about each phase."""

    def thinking(position: Position) -> list[d.Decision]:
        time.sleep(0.2)
        return model_decisions(position)

    monkeypatch.setattr("game.table.play.model_decisions", thinking)


def test_f1_explains_what_is_under_the_focus() -> None:
    person = Person()
    to_council(person)
    person.tab_to("track_escalation")
    person.key(pygame.K_F1)
    assert person.app.root.modals
    person.key(pygame.K_ESCAPE)
    assert not person.app.root.modals


def test_the_first_picture_waits_for_nothing_heavy() -> None:
    code = (
        "import sys, game.desktop.app; "
        "print([name for name in ('pydantic', 'numba', 'game.table.table', 'game.scenario.schema') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
