"""What a text would do, in the draft builder: played ahead by itself and closer, kept, given up, fitting, and never guessed."""

from __future__ import annotations

import pygame
import pytest

from game.allies.compiled import Engine
from game.desktop import expecting
from game.desktop.expecting import CLOSE, GLANCE
from game.desktop.match import Match
from game.desktop.screens.draft import Draft
from game.desktop.work import Progress, Stopped
from game.lab.doubts import doubts
from game.telling.words import LANGUAGES
from tests.desktop.driver import Person

SIZES = [((1280, 720), 100), ((1280, 720), 150), ((1280, 720), 200), ((1920, 1080), 100)]


def to_draft(person: Person) -> Draft:
    """Play on as advised until the builder is open, with the same luck where one may ask for it."""
    for step in ("new", "play_first_session"):
        person.press(step)
    if person.has("seed"):  # in very large letters there is no room for it
        person.tab_to("seed")
        person.send(pygame.Event(pygame.TEXTINPUT, text="7"))
    for step in ("begin", "go_on"):
        person.press(step)
    while person.screen != "Draft":
        if person.screen == "Council":
            match = person.app.game
            turn = match.desk.turn  # type: ignore[union-attr]
            found = [k for k, each in enumerate(turn.choices, 1) if each.form in ("table", "revise")]
            if not person.has("done"):
                person.press("places-turn")
            person.press(f"choice_{found[0]}" if found else "advised" if person.has("advised") else "done")
        else:
            person.press(next(each for each in ("go_on", "send", "back") if person.has(each)))
    return draft_of(person)


def draft_of(person: Person) -> Draft:
    screen = person.app.screens[-1]
    assert isinstance(screen, Draft)
    return screen


@pytest.fixture
def compiled(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Play ahead on rules that are compiled."""
    monkeypatch.setattr(expecting, "shared_engine", lambda: engine)
    return engine


def told(person: Person) -> str:
    """Return what the panel says."""
    return " ".join(each.name for each in person.app.root["expected"].walk())


@pytest.mark.usefixtures("compiled")
def test_a_text_is_played_ahead_by_itself_and_anew_when_it_changes() -> None:
    person = Person()
    draft = to_draft(person)
    first = told(person)
    assert f"{GLANCE} imagined games" in first
    for word in ("Escalation", "Interest", "Deter", "±", "nobody objects"):
        assert word in first
    strike = next(each.id for each in person.app.root.order() if each.id.startswith("strike_"))
    person.press(strike)
    changed = told(person)
    assert changed != first
    person.press(f"measure_{strike.removeprefix('strike_')}")
    assert f"{GLANCE} imagined games" in told(person)
    assert len(draft.expected.expecting._known) >= 2  # type: ignore[union-attr]


@pytest.mark.usefixtures("compiled")
def test_a_closer_look_is_one_key_away_and_narrows_the_intervals() -> None:
    person = Person()
    draft = to_draft(person)
    decision, seen = draft.decision(), draft.expected.expecting
    assert seen
    before = seen.of(decision)
    person.key(pygame.K_l)
    after = seen.of(decision)
    looks = [each.foresight for each in (before, after) if each and each.foresight]
    assert [each.games for each in looks] == [GLANCE, CLOSE]
    wide = [each.score.by.high - each.score.by.low for each in looks]
    assert wide[1] < wide[0] / 2


@pytest.mark.usefixtures("compiled")
def test_a_closer_look_can_be_given_up() -> None:
    person = Person()
    draft = to_draft(person)
    seen, decision = draft.expected.expecting, draft.decision()
    assert seen
    progress = Progress(lambda: None)
    said = list[int]()

    def tell(left: int) -> str:
        said.append(left)
        if len(said) == 3:
            progress.stop()
        return str(left)

    with pytest.raises(Stopped):
        seen.look_closely(decision, progress, "", tell)
    found = seen.of(decision)
    assert found
    assert found.foresight
    assert found.foresight.games == GLANCE
    assert said == sorted(said, reverse=True)
    assert said[0] > CLOSE


@pytest.mark.usefixtures("compiled")
def test_what_was_changed_meanwhile_is_not_played() -> None:
    draft = to_draft(Person())
    seen, decision = draft.expected.expecting, draft.decision()
    assert seen
    draft._set_hours(draft.text.hours - 1)
    other = draft.decision()
    assert seen.wants(other)
    assert not seen.wants(other)
    assert seen.wants(decision) is False  # it is known
    assert seen.glance(other, Progress(lambda: None)) is False
    assert seen.of(other) is None


@pytest.mark.parametrize(("status", "word"), [("compiling", "still being compiled"), ("none", "could not be compiled")])
def test_without_compiled_rules_it_says_so_and_guesses_nothing(
    status: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = Engine()
    idle.status = status
    monkeypatch.setattr(expecting, "shared_engine", lambda: idle)
    person = Person()
    to_draft(person)
    assert word in told(person)
    assert "nobody objects" in told(person)
    assert "±" not in told(person)
    assert person.has("closer") is (status == "compiling")
    assert person.app.root.audit() == []


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_the_builder_fits_with_what_it_foresees(size: tuple[int, int], scale: int, language: str) -> None:
    person = Person(size, scale, language)
    to_draft(person)
    assert person.app.root.audit() == []
    for page in ("text", "measures", "expected"):
        if person.has(f"pages-{page}"):
            person.press(f"pages-{page}")
            assert person.app.root.audit() == []
    assert "±" in told(person)


@pytest.mark.usefixtures("compiled")
def test_the_window_goes_on_while_it_looks_closely_and_the_wait_can_be_ended() -> None:
    person = Person()
    draft = to_draft(person)
    seen = draft.expected.expecting
    assert seen
    draft.expected.look_closely(draft.decision())
    said = set[str]()
    while len(said) < 3:
        assert person.app.tasks.is_busy
        person.app.step(pygame.event.get())
        if person.app.root.modals:
            assert person.app.root.audit() == []
            said.add(person.app.root["progress"].text)  # type: ignore[attr-defined]
    assert any("still to be imagined" in each for each in said)
    person.key(pygame.K_ESCAPE)
    assert person.screen == "Draft"
    found = seen.of(draft.decision())
    assert found
    assert found.foresight
    assert found.foresight.games == GLANCE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", [100, 150])
def test_whom_to_sound_is_told_beside_the_allies(language: str, scale: int) -> None:
    person = Person((1280, 720), scale, language)
    to_draft(person)
    person.press("send")
    match = person.app.game
    assert isinstance(match, Match)
    assert match.phase == "sound"
    if not person.has("done"):
        person.press("places-turn")
    forms = [each.form for each in match.desk.turn.choices]
    person.press(f"choice_{forms.index('sound') + 1}")
    found = doubts(match.sitting.table.position, match.desk.seat)
    say = person.app.words.say
    for each in found.allies:
        key = "form.teaches" if each.ally == found.teaches else "form.assents"
        assert say(key, n=round(each.assents / 10)) in person.app.root[f"ally_{each.ally}"].name
    assert person.app.root.audit() == []
