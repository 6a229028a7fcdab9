"""Minutes of a game on paper: read, played again at a table, and made into a saved game with a debrief."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.debrief.build import about_of
from game.debrief.steps import rounds_meanwhile, steps_of
from game.printing import enter
from game.printing.minutes import Minutes, Misread, read_minutes
from game.printing.paper_game import on_paper, seats_of, seed_for
from game.rules import state as s
from game.scenario.book import CAUSES
from game.scenario.load import Loaded
from game.table.journal import Replay, replay
from game.table.position import begin
from tests.printing.conftest import SCENARIOS

GALATI = SCENARIOS / "galati.toml"
LESSON = """
# a lesson on paper
type insecure
cause reckless
round 1
FACILITATOR inject four_minutes
RO act close_consulate
RO ask_article_4
RO table tasks radar_net+1 decides forensic_team+1 condemns under routine for 24h
FR amend #1+0
TR break #2+0
RO revise forensic_team+1 condemns under routine for 24h
TR statement
OTHER reply jamming
round 4
PL table tasks burden_table+1 is_concerned under routine for 24h
DE statement
"""


def kept(tmp_path: Path, text: str = LESSON) -> Replay:
    """Return the game that `enter` makes of minutes."""
    (tmp_path / "lesson.txt").write_text(text, encoding="utf-8")
    assert enter.run(GALATI, tmp_path / "lesson.txt", None, "en") == 0
    return replay(tmp_path / "lesson.journal", verify=True)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """Return the game of the lesson."""
    return kept(tmp_path_factory.mktemp("paper"))


def told(played: Replay, now: int) -> list[tuple[str, dict[str, object]]]:
    """Return the events of a round, from 1."""
    found, at = [], 0
    for event in played.position.record:
        at = int(str(event.data["round"])) if event.kind == "round" else at
        if at == now:
            found.append((event.kind, dict(event.data)))
    return found


def test_the_game_goes_to_its_end_and_every_line_leads_to_the_state_that_it_promises(played: Replay) -> None:
    assert played.differs == 0
    assert played.position.phase == s.OVER
    assert about_of(played, played.position, {}).ending


def test_the_room_s_text_is_bracketed_revised_and_adopted_as_it_was(played: Replay) -> None:
    first = told(played, 1)
    texts = [(kind, str(data["text"])) for kind, data in first if kind in ("tabled", "revised", "adopted")]
    assert [kind for kind, _ in texts] == ["tabled", "revised", "adopted"]
    assert "radar_net+1" in texts[0][1]
    assert "radar_net" not in texts[1][1]
    assert all("under article_4" in text for _, text in texts)  # which was asked for before
    lines = [line.text for line in played.lines if line.kind == "decision"]
    assert lines.index("FR amend #1+0") < lines.index("TR break #2+0") < lines.index("TR statement")


def test_no_other_news_breaks_than_the_room_heard_and_the_reply_is_the_room_s(played: Replay) -> None:
    first = told(played, 1)
    assert [data["inject"] for kind, data in first if kind == "inject"] == ["four_minutes"]
    assert [data["reply"] for kind, data in first if kind == "reply"] == ["jamming"]


def test_nobody_tables_in_a_round_that_was_played_but_who_did(played: Replay) -> None:
    assert [data["author"] for kind, data in told(played, 4) if kind == "tabled"] == ["PL"]


def test_the_debrief_names_who_sat_at_the_table_and_nobody_else(played: Replay) -> None:
    assert set(about_of(played, played.position, {}).people) == {"DE", "FR", "PL", "RO", "TR"}


def test_rounds_that_were_not_played_are_the_model_s(played: Replay) -> None:
    steps = steps_of(played.header, played.loaded, played.lines)
    assert {2, 3} <= set(rounds_meanwhile(steps))
    assert not {1, 4} & set(rounds_meanwhile(steps))


def test_what_the_chair_drew_is_true_in_the_game(played: Replay) -> None:
    truth = played.position.state.truth
    assert tuple(played.loaded.scenario.adversary.type)[int(truth[s.TYPE_DRAWN])] == "insecure"
    assert CAUSES[int(truth[s.CAUSE_DRAWN])] == "reckless"


@pytest.mark.parametrize("kind", ["prober", "coercer", "insecure", "careless"])
@pytest.mark.parametrize("cause", ["deliberate", "malfunction"])
def test_a_seed_is_found_for_whatever_the_chair_draws(galati: Loaded, kind: str, cause: str) -> None:
    seed = seed_for(galati, Minutes(type=kind, cause=cause), "a")
    truth = begin(galati, seed, {}).state.truth
    drawn = tuple(galati.scenario.adversary.type)[int(truth[s.TYPE_DRAWN])], CAUSES[int(truth[s.CAUSE_DRAWN])]
    odds = galati.scenario.adversary.type[kind].causes[CAUSES.index(cause)]
    assert drawn == (kind, cause) or (odds == 0 and drawn[0] == kind)


def test_the_same_minutes_make_the_same_game(played: Replay, tmp_path: Path) -> None:
    assert kept(tmp_path).lines == played.lines


def test_paper_counts_no_capital_and_the_scenario_says_so(galati: Loaded) -> None:
    loaded = on_paper(galati, Minutes({1: []}))
    tuning = loaded.scenario.scenario.tuning
    assert tuning["capital_start"] == 20
    assert tuning["cost_off_paper"] == 0
    assert "with_injects" not in tuning
    assert loaded.scenario.model_dump(exclude={"scenario": {"tuning"}}) == galati.scenario.model_dump(
        exclude={"scenario": {"tuning"}}
    )
    assert len(seats_of(loaded)) == len(loaded.scenario.ally) + 1


def test_a_scenario_with_tuning_of_its_own_keeps_the_rest(first: Loaded) -> None:
    own, paper = first.scenario.scenario.tuning, on_paper(first, Minutes()).scenario.scenario.tuning
    assert own
    assert paper["with_latency"] == 0
    assert {
        key: value for key, value in paper.items() if key in own and key not in ("capital_start", "capital_cap")
    } == {key: value for key, value in own.items() if key not in ("capital_start", "capital_cap")}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("round 1\nRO dance", 2),
        ("round 9", 1),
        ("round 4\nround 1", 2),
        ("type monster", 1),
        ("RO act close_consulate", 1),
        ("round 1\nRO table radar_nett+1 condemns under routine for 4h", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named(galati: Loaded, text: str, line: int) -> None:
    read = read_minutes(text, galati.scenario)
    assert isinstance(read, Misread)
    assert read.line == line


@pytest.mark.parametrize("language", ["en", "fr", "ro"])
def test_what_cannot_be_entered_is_a_sentence(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    minutes = tmp_path / "m.txt"
    for text in ("round 1\nRO act bribe\n", "type prober\n", "round 1\nXX done\n"):
        minutes.write_text(text, encoding="utf-8")
        assert enter.run(GALATI, minutes, None, language) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert said.strip().endswith((".", "?"))
    assert enter.run(GALATI, tmp_path / "none.txt", None, language) == 1
    assert capsys.readouterr().err.strip().endswith(".")
    assert sorted(tmp_path.iterdir()) == [minutes]


def test_a_line_that_the_rules_refuse_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path, "round 1\nPL act close_consulate\nFR revise condemns under routine for 24h\n")
    said = capsys.readouterr()
    assert "Line 2 was left out" in said.err
    assert "Line 3 was left out" in said.err
    assert "main.py debrief" in said.out


def test_a_game_that_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(tmp_path)
    before = (tmp_path / "lesson.journal").read_bytes()
    assert enter.run(GALATI, tmp_path / "lesson.txt", None, "en") == 1
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "lesson.journal").read_bytes() == before
