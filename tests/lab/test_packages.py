"""Fixed packages: what is put in place is what the council adopted, all arms share their luck, verdicts are honest."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from game.lab import spiral
from game.lab.packages import (
    QUANTITIES,
    Judged,
    Package,
    Sign,
    adopt_package,
    firm_clauses,
    judged,
    packages,
    play,
    quantities,
    signs,
)
from game.lab.put import Desk, changed, games_of_type, origins, played_on, put_measure, put_text, to_texts
from game.lab.rungs import final_escalation, mean_with_half, rung_of
from game.lab.words import Words
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.start import start
from game.scenario import book as b
from game.scenario.load import Loaded
from game.scenario.names import names_of
from tests.plain import Plain

FIRST = Path(__file__).parents[2] / "scenarios" / "first_session.toml"
SEED = seed_key("packages")


def desk_at_texts(loaded: Loaded) -> Desk:
    desk = Desk.of(loaded.book)
    start(loaded.book, desk.state, desk.scratch, *SEED, 0)
    assert to_texts(loaded.book, desk, SEED, 0, 0)
    return desk


def test_a_text_put_in_place_is_adopted_and_the_only_one(first: Loaded) -> None:
    desk = desk_at_texts(first)
    (measure, level), *_ = firm_clauses(first.book, desk, 4)
    put_text(first.book, desk.state, 3, [(measure, level)])
    public = desk.state.public
    assert public.draft[0, s.STATUS] == s.ADOPTED
    assert public.clock[s.TEXT_HELD] == public.clock[s.TEXTS] == 1
    assert public.clock[s.VERB_NOW] == 3
    assert public.measure[measure, s.ADOPTED_LEVEL] == level
    assert public.clock[s.PHASE] in (s.HOST_SAYS, s.OFFER, s.REPLY)


def test_a_firm_package_reads_firmer_than_a_soft_one(first: Loaded) -> None:
    read = {}
    for name in ("soft", "firm"):
        desk = desk_at_texts(first)
        adopt_package(first.book, desk, packages()[name])
        resolve = [
            first.book.option[m * b.LEVEL_COUNT + lv - 1, b.RESOLVE] for m, lv in firm_clauses(first.book, desk, 9)
        ]
        read[name] = desk.state.public.clock[s.VERB_NOW], sum(resolve)
    assert read["firm"][0] > read["soft"][0]
    assert read["firm"][1] < read["soft"][1], "what was adopted is no longer open"


def test_a_channel_is_offered_whatever_is_left_to_decide(first: Loaded) -> None:
    desk = desk_at_texts(first)
    adopt_package(first.book, desk, Package(3, 0, channel=True))
    assert desk.state.public.clock[s.CHANNEL_OFFERED] == 1


def test_every_measure_can_be_put_in_place(first: Loaded) -> None:
    desk = desk_at_texts(first)
    for m in range(len(first.book.measure)):
        after = changed(first.book, desk.state, lambda state, m=m: put_measure(first.book, state, m, 1))  # type: ignore[misc]
        row = after.public.measure[m]
        assert row[s.ADOPTED_LEVEL] > 0 or row[s.CALLED] > 0, names_of(first.scenario).measures[m]
        assert desk.state.public.draft[0, s.STATUS] == s.UNUSED, "the state that was there stays as it is"


def test_games_of_a_type_are_of_that_type(first: Loaded) -> None:
    desk = Desk.of(first.book)
    for kind in range(len(first.book.type)):
        games = games_of_type(first.book, SEED, kind, 3)
        assert len(set(games)) == 3
        for game in games:
            start(first.book, desk.state, desk.scratch, *SEED, game)
            assert desk.state.truth[s.TYPE_DRAWN] == kind


def test_the_same_state_plays_on_alike_on_any_number_of_threads(first: Loaded) -> None:
    states = origins(first.book, SEED, [0, 1], 0)
    one, two = (played_on(Plain(), first.book, states, SEED, 2, jobs) for jobs in (1, 2))
    assert (one == two).all()
    assert len(final_escalation(first.book, one)) == 4


def test_quantities_are_shares_of_rounds(first: Loaded) -> None:
    found = play(first.book, SEED, 0, 2)
    again = play(first.book, SEED, 0, 2)
    assert {*found} == {*packages()}
    for name, rows in found.items():
        assert rows.shape == (2, len(QUANTITIES))
        assert (rows == again[name]).all()
        shares = rows[:, [QUANTITIES.index(each) for each in ("quiet", "probe", "raise", "push", "raise_first")]]
        assert ((shares >= 0) & (shares <= 100)).all()


def test_a_war_in_the_first_round_has_no_second_half(first: Loaded) -> None:
    """Seen in Galați's first 1,100 games of a type: one such game made the mean of all no number."""
    rows = np.array([quantities(Desk.of(first.book), kinds) for kinds in ([b.RAISE], [b.RAISE, b.QUIET])])
    assert rows[:, QUANTITIES.index("raise_fades")].tolist() == [0, 100]


def test_two_states_have_luck_of_their_own_and_two_arms_the_same(first: Loaded) -> None:
    """One stroke of luck must not come back in every state: its games would be no cases of their own."""
    state = origins(first.book, SEED, [0], 0)[0]
    ends = played_on(Plain(), first.book, [state, state], SEED, 2, 1)
    assert (ends[:2] != ends[2:]).any()
    assert (ends == played_on(Plain(), first.book, [state, state], SEED, 2, 1)).all()


def test_signs_are_about_what_there_is(first: Loaded) -> None:
    words, names = Words(Path(spiral.__file__).parent), names_of(first.scenario)
    assert {sign.type for sign in signs()} <= set(names.types)
    for sign in signs():
        assert {sign.package, sign.against} <= set(packages())
        assert sign.quantity in QUANTITIES
        assert sign.wanted in ("+", "-", "0")
        assert (sign.within > 0) == (sign.wanted == "0")
    assert all(words.has(f"spiral.quantity.{each}") for each in QUANTITIES)
    assert all(words.has(f"spiral.{each}") for each in packages())


@pytest.mark.parametrize(
    ("wanted", "mean", "half", "verdict"),
    [
        ("+", 2.0, 1.0, "holds"),
        ("+", -2.0, 1.0, "fails"),
        ("+", 0.5, 1.0, "unsure"),
        ("-", -2.0, 1.0, "holds"),
        ("-", 2.0, 1.0, "fails"),
        ("0", 1.0, 2.0, "holds"),
        ("0", 9.0, 2.0, "fails"),
        ("0", 4.0, 2.0, "unsure"),
    ],
)
def test_a_verdict_is_sure_or_open(wanted: str, mean: float, half: float, verdict: str) -> None:
    sign = Sign("x", "escalation", "firm", "soft", wanted, "", 5.0)  # type: ignore[arg-type]
    assert Judged(sign, mean, half).verdict == verdict


def test_a_difference_is_of_the_same_games(first: Loaded) -> None:
    names, width = names_of(first.scenario), len(QUANTITIES)
    soft = np.tile(np.arange(10.0)[:, None], (1, width))
    rows = {"nothing": soft, "soft": soft, "firm": soft + 3, "firm_with_channel": soft - 3}
    for each in judged(dict.fromkeys(names.types, rows), names):
        wanted = 3.0 if (each.sign.package, each.sign.against) == ("firm", "soft") else -6.0
        assert (each.mean, each.half) == (wanted, 0.0), "games differ, their differences do not"


def test_rungs_count_from_the_foot(first: Loaded) -> None:
    ends = [rung.at for rung in first.scenario.rung]
    assert rung_of(first.scenario, np.array([0.0, ends[1] - 0.1, ends[1], 100.0])).tolist() == [0, 0, 1, len(ends) - 1]
    assert mean_with_half(np.array([2.0])) == (2.0, float("inf"))


def test_report_and_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "packages.json"
    assert spiral.run(FIRST, 2, "packages", 1, str(file), strict=False) == 0
    said = capsys.readouterr().out
    assert "the council's package of round 1 fixed" in said
    found = json.loads(file.read_text("utf-8"))
    assert set(found["games"].values()) == {2}
    assert len(found["signs"]) == len(signs())
    assert spiral.run(FIRST, 2, "packages", 9, None, strict=False) == 1
    assert "There is no round 9" in capsys.readouterr().err
